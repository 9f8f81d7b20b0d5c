import type { Cache } from './cache/cache.js';
import type { Memory } from './cache/memory-file.js';
import type { Configuration } from './config/configuration.js';
import { contentId } from './facts/content-id.js';
import { FactRecord } from './facts/fact-record.js';
import type { FileFacts } from './facts/file-facts.js';
import type { Job } from './facts/job.js';
import { storeKey } from './facts/job-queue.js';
import type { Wanted } from './facts/selection.js';
import type { Judgement } from './judge/judgement.js';
import type { JudgementState, RuleDependencies } from './judge/judgement-state.js';
import { stillHolds, type SourceNotes } from './judge/source-notes.js';
import type { Role } from './model/file.js';
import type { Rule } from './model/rule.js';
import type { Listing, Source } from './model/source.js';

/** Facts that the report itself shows: they are remembered with a run, so that nothing else need be opened. */
const REPORTED = ['suppressions', 'syntax'] as const;

/** A run over a whole project, in plain data. */
interface RunHead extends Omit<JudgementState, 'dependencies'> {
  /** Hash of everything but contents that the run depended on; see `worldOf`. */
  readonly world: string;
  readonly notes: SourceNotes;
  /** Of each path: name of its content, role, lines, why it is skipped. */
  readonly ids: readonly string[];
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
  readonly role: (path: string) => Role | undefined;
  /** What is known of a job's content, if the run saw the same one. */
  readonly file: (job: Job, id: string | null | undefined) => FileFacts | undefined;
  /** True if facts were asked for that the store does not have any more: what was judged by them is worth nothing. */
  readonly isIncomplete: () => boolean;
}

/** What a run depends on beside contents. */
export interface RunContext {
  readonly source: Source;
  readonly listing: Listing;
  readonly jobs: readonly Job[];
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
  if (head.world !== worldOf(context) || !stillHolds(head.notes, context.source, nameOfText)) return undefined;
  const indexes = new Map(head.paths.map((path, index) => [path, index]));
  let isIncomplete = false;

  function recordOf(job: Job, id: string): FactRecord | undefined {
    const bytes = facts.find(storeKey(id, job));
    if (bytes === undefined) isIncomplete = true;
    return bytes === undefined ? undefined : new FactRecord(bytes);
  }

  return {
    state: { ...head, dependencies: once(() => memory.tail() as RunTail) },
    notes: head.notes,
    role: (path) => head.roles[indexes.get(path) ?? -1],
    file(job, id) {
      const index = indexes.get(job.path);
      if (index === undefined || typeof id !== 'string' || head.ids[index] !== id) return undefined;
      const remembered = reportedOf(head, index);
      return {
        path: job.path,
        format: job.format,
        role: head.roles[index] ?? job.role,
        lines: head.lines[index] ?? 0,
        skip: head.skips[index] ?? null,
        failures: [],
        id,
        extractors: [],
        facts(extractor) {
          const shown = remembered(extractor);
          if (shown !== undefined) return shown;
          const record = recordOf(job, id);
          return record?.facts(extractor, wanted(job, record.header).get(extractor) ?? '') ?? [];
        },
      };
    },
    isIncomplete: () => isIncomplete,
  };
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
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
  context: RunContext,
  run: { readonly files: readonly FileFacts[]; readonly judgement: Judgement; readonly notes: SourceNotes },
): Memory {
  const { dependencies, ...state } = run.judgement.state();
  const byPath = new Map(run.files.map((file) => [file.path, file]));
  const files = state.paths.map((path) => byPath.get(path));
  const head: RunHead = {
    ...state,
    world: worldOf(context),
    notes: run.notes,
    ids: files.map((file) => file?.id ?? ''),
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

/** Everything but contents: which files and links there are, and how each is looked at. */
function worldOf({ listing, jobs }: RunContext): string {
  return hash([
    listing.files.map(({ path, attributes }) => (attributes === undefined ? path : [path, ...attributes])),
    listing.links.map(({ path, target }) => [path, target]),
    jobs,
  ]);
}

export function nameOfText(text: string): string {
  return contentId(Buffer.from(text));
}

function hash(value: unknown): string {
  return nameOfText(JSON.stringify(value));
}
