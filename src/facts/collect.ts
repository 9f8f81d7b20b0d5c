import { setImmediate } from 'node:timers/promises';
import { extractFacts, type ContentFacts } from '../formats/extract.js';
import { loadFormats } from '../formats/formats.js';
import type { Role } from '../model/file.js';
import type { Format } from '../model/format.js';
import type { Rule } from '../model/rule.js';
import type { Extractor } from '../model/syntax.js';

/** One file to find facts in. */
export interface Job {
  readonly path: string;
  /** Name of the format that claims the path. */
  readonly format: string;
  readonly dialect: string;
  /** Rules that are on for the path; equal lists should be the same array. */
  readonly rules: readonly string[];
  /** `context` for a file that is not itself judged: only what other files' judging may need is extracted. */
  readonly scope: 'judged' | 'context';
  /** The role, from the decoded text. */
  readonly roleOf: (text: string) => Role;
}

export interface FileFacts extends ContentFacts {
  readonly path: string;
  readonly format: string;
}

export interface CollectInput {
  readonly jobs: readonly Job[];
  readonly rules: readonly Rule[];
  readonly maxFileSize: number;
  readonly read: (path: string) => Buffer;
  /** Called now and then with the number of files done. */
  readonly onProgress?: (done: number) => void;
}

/** Native syntax trees are freed only between turns of the event loop. */
const PARSES_PER_TURN = 32;

/** The facts of each job, in the jobs' order. Reading and extracting never throw: what goes wrong is in the result. */
export async function collect(input: CollectInput): Promise<FileFacts[]> {
  const formats = new Map((await loadFormats()).map((format) => [format.name, format]));
  const extractorsFor = extractorSelection(input.rules);
  const collected: FileFacts[] = [];
  let parses = 0;
  for (const job of input.jobs) {
    const format = formats.get(job.format);
    if (format === undefined) throw new Error(`no format ${job.format}`);
    const facts = await collectFile(job, format, input, extractorsFor);
    collected.push(facts);
    if (facts.isParsed) parses += 1;
    if (parses === PARSES_PER_TURN) {
      parses = 0;
      input.onProgress?.(collected.length);
      await setImmediate();
    }
  }
  return collected;
}

type ExtractorSelection = (format: Format, job: Job, role: Role) => ReadonlyMap<string, Extractor>;

async function collectFile(
  job: Job,
  format: Format,
  input: CollectInput,
  extractorsFor: ExtractorSelection,
): Promise<FileFacts> {
  const identity = { path: job.path, format: job.format };
  let bytes: Buffer;
  try {
    bytes = input.read(job.path);
  } catch (error) {
    return { ...identity, ...unreadable(job, error) };
  }
  const facts = await extractFacts({
    bytes,
    format,
    dialect: job.dialect,
    maxFileSize: input.maxFileSize,
    roleOf: job.roleOf,
    extractorsFor: (role) => extractorsFor(format, job, role),
  });
  return { ...identity, ...facts };
}

function unreadable(job: Job, error: unknown): ContentFacts {
  const code = (error as NodeJS.ErrnoException).code;
  const nothing = { role: job.roleOf(''), lines: 0, facts: {}, isParsed: false };
  if (code === 'ENOENT') return { ...nothing, skip: 'vanished while the check was under way', failures: [] };
  const message = error instanceof Error ? error.message : String(error);
  const reason = code === undefined ? message : `${code}: ${code === 'EACCES' ? 'permission denied' : message}`;
  return { ...nothing, skip: null, failures: [{ extractor: '', reason: `cannot be read (${reason})` }] };
}

/** Which extractors the rules ask for, by format, active rules and role; answers are remembered. */
function extractorSelection(rules: readonly Rule[]): ExtractorSelection {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const known = new Map<readonly string[], Map<string, ReadonlyMap<string, Extractor>>>();
  return (format, job, role) => {
    let byRole = known.get(job.rules);
    if (byRole === undefined) known.set(job.rules, (byRole = new Map<string, ReadonlyMap<string, Extractor>>()));
    const key = `${format.name} ${role} ${job.scope}`;
    let selected = byRole.get(key);
    if (selected === undefined) {
      const wanted = job.rules.map((id) => byId.get(id)).filter((rule) => rule !== undefined && looksAt(rule, role));
      byRole.set(key, (selected = selectExtractors(format, wanted as Rule[], job.scope)));
    }
    return selected;
  };
}

/** True if the rule judges files of the role. */
export function looksAt(rule: Rule, role: Role): boolean {
  return (rule.roles ?? ['source']).includes(role);
}

/** True if facts of several files are judged together. */
export function isCrossFile(rule: Rule): boolean {
  return rule.key !== undefined;
}

function selectExtractors(format: Format, rules: readonly Rule[], scope: Job['scope']): ReadonlyMap<string, Extractor> {
  const selected = new Map<string, Extractor>();
  if (rules.length === 0) return selected;
  for (const name of ['suppressions', ...rules.flatMap((rule) => rule.needs ?? [])]) {
    const extractor = format.extractors[name];
    if (extractor !== undefined) selected.set(name, extractor);
  }
  for (const rule of rules) {
    if (scope === 'context' && !isCrossFile(rule)) continue;
    const extract = rule.extract?.[format.name];
    if (extract !== undefined) selected.set(rule.id, { version: rule.extractVersion ?? 1, extract });
  }
  return selected;
}
