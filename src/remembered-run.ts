import type { Cache } from './cache/cache.js';
import type { Memory } from './cache/memory-file.js';
import type { Configuration } from './config/configuration.js';
import { contentId } from './facts/content-id.js';
import { FactRecord } from './facts/fact-record.js';
import type { FileFacts } from './facts/file-facts.js';
import { storeKey } from './facts/job-queue.js';
import type { Wanted } from './facts/selection.js';
import type { Judgement } from './judge/judgement.js';
import type { JudgementState, RuleDependencies } from './judge/judgement-state.js';
import { stillHolds, type SourceNotes } from './judge/source-notes.js';
import type { Role } from './model/file.js';
import type { Format, JudgeSetup, MachineFinding } from './model/format.js';
import { once } from './model/once.js';
import type { Rule } from './model/rule.js';
import type { Listing, Source } from './model/source.js';
import type { Plan } from './plan.js';

/** Facts that the report itself shows: they are remembered with a run, so that nothing else need be opened. */
const REPORTED = ['suppressions', 'syntax'] as const;

/** A run over a whole project, in plain data. */
interface RunHead extends Omit<JudgementState, 'dependencies'> {
  /** Hash of the files and links that there are. */
  readonly listing: string;
  readonly notes: SourceNotes;
  /** Of every judge of syntax that was chosen, a file that it was chosen for. */
  readonly judges: readonly (readonly [path: string, judge: JudgeSetup])[];
  /** Format → what its judging has found out about the machine. */
  readonly machine: Readonly<Record<string, readonly MachineFinding[]>>;
  /** Of each path: name of its content, format, role, lines, why it is skipped. */
  readonly ids: readonly string[];
  readonly formats: readonly string[];
  readonly roles: readonly Role[];
  readonly lines: readonly number[];
  readonly skips: readonly (string | null)[];
  /** Of each of the reported extractors: the different lists of facts, and which one each path has. */
  readonly reported: readonly { readonly facts: readonly (readonly unknown[])[]; readonly of: readonly number[] }[];
}

type RunTail = Readonly<Record<string, RuleDependencies>>;

/** A remembered run that still holds, but for the contents of some files. */
export interface RememberedRun {
  readonly state: JudgementState;
  readonly notes: SourceNotes;
  /** True if the run saw this content of the file. */
  readonly isSame: (path: string, id: string | null | undefined) => boolean;
  readonly role: (path: string) => Role | undefined;
  /** What the run knew of a file. */
  readonly file: (path: string) => FileFacts | undefined;
  /** True if facts were asked for that the store does not have any more: what was judged by them is worth nothing. */
  readonly isIncomplete: () => boolean;
}

/** What a run depends on beside contents. */
export interface RunContext {
  readonly source: Source;
  readonly listing: Listing;
  readonly plan: Plan;
  readonly formats: readonly Format[];
}

/** The name under which runs with a configuration and a set of rules are remembered. */
export function runName(configuration: Configuration, rules: readonly Rule[]): string {
  return hash([configuration.policy, rules.map(({ id, revision }) => [id, revision])]);
}

/** Takes up a remembered run; undefined if more than contents has changed since. */
export function takeUp(
  memory: Memory,
  context: RunContext,
  { facts, wanted }: { readonly facts: Cache['facts']; readonly wanted: Wanted },
): RememberedRun | undefined {
  // The tool wrote it itself: the checksum and the version in the name of the file say so.
  const head = memory.head as RunHead;
  for (const { name, judging } of context.formats) judging?.recall?.(head.machine[name] ?? []);
  if (!holds(head, context)) return undefined;
  const index = once(() => new Map(head.paths.map((path, at) => [path, at])));
  let isIncomplete = false;

  function recalled(path: string, id: string, extractor: string): readonly unknown[] {
    const job = context.plan.job(path);
    const bytes = job === undefined ? undefined : facts.find(storeKey(id, job));
    if (job === undefined || bytes === undefined) {
      isIncomplete = true;
      return [];
    }
    const record = new FactRecord(bytes);
    return record.facts(extractor, wanted(job, record.header).get(extractor) ?? '');
  }

  return {
    state: { ...head, dependencies: once(() => memory.tail() as RunTail) },
    notes: head.notes,
    isSame: (path, id) => typeof id === 'string' && head.ids[index().get(path) ?? -1] === id,
    role: (path) => head.roles[index().get(path) ?? -1],
    file(path) {
      const at = index().get(path);
      if (at === undefined) return undefined;
      const remembered = reportedOf(head, at);
      const id = head.ids[at] ?? '';
      return {
        path,
        format: head.formats[at] ?? '',
        role: head.roles[at] ?? 'source',
        lines: head.lines[at] ?? 0,
        skip: head.skips[at] ?? null,
        failures: [],
        id,
        extractors: [],
        facts: (extractor) => remembered(extractor) ?? recalled(path, id, extractor),
      };
    },
    isIncomplete: () => isIncomplete,
  };
}

function holds(head: RunHead, { listing, source, plan }: RunContext): boolean {
  return (
    head.listing === hashOf(listing) &&
    stillHolds(head.notes, source, nameOfText) &&
    head.judges.every(([path, judge]) => JSON.stringify(plan.job(path)?.judge) === JSON.stringify(judge))
  );
}

/** The facts of one file that were remembered with the run, by extractor. */
function reportedOf(head: RunHead, index: number): (extractor: string) => readonly unknown[] | undefined {
  return (extractor) => {
    const table = head.reported[REPORTED.findIndex((name) => name === extractor)];
    return table?.facts[table.of[index] ?? -1];
  };
}

/** What to remember of a run that judged every file, and in which no rule failed. */
export function memoryOf(
  { listing, plan, formats }: RunContext,
  run: {
    readonly file: (path: string) => FileFacts | undefined;
    readonly judgement: Judgement;
    readonly notes: SourceNotes;
  },
): Memory {
  const { dependencies, ...state } = run.judgement.state();
  const files = state.paths.map(run.file);
  const judges = new Map(
    plan.jobs.flatMap(({ path, judge }) => (judge === null ? [] : [[JSON.stringify(judge), [path, judge] as const]])),
  );
  const head: RunHead = {
    ...state,
    listing: hashOf(listing),
    notes: run.notes,
    judges: [...judges.values()],
    machine: Object.fromEntries(formats.map(({ name, judging }) => [name, judging?.findings?.() ?? []])),
    ids: files.map((file) => file?.id ?? ''),
    formats: files.map((file) => file?.format ?? ''),
    roles: files.map((file) => file?.role ?? 'source'),
    lines: files.map((file) => file?.lines ?? 0),
    skips: files.map((file) => file?.skip ?? null),
    reported: REPORTED.map((extractor) => tableOf(files, extractor)),
  };
  return { head, tail: dependencies };
}

/** Most files have the same few lists: none, or the word of one judge. */
function tableOf(files: readonly (FileFacts | undefined)[], extractor: string): RunHead['reported'][number] {
  const indexes = new Map<string, number>();
  const facts: (readonly unknown[])[] = [];
  const of = files.map((file) => {
    const found = file?.facts(extractor) ?? [];
    const text = JSON.stringify(found);
    const index = indexes.get(text) ?? facts.push(found) - 1;
    indexes.set(text, index);
    return index;
  });
  return { facts, of };
}

function hashOf({ files, links }: Listing): string {
  return hash([
    files.map(({ path, attributes }) => (attributes === undefined ? path : [path, ...attributes])),
    links.map(({ path, target }) => [path, target]),
  ]);
}

export function nameOfText(text: string): string {
  return contentId(Buffer.from(text));
}

function hash(value: unknown): string {
  return nameOfText(JSON.stringify(value));
}
