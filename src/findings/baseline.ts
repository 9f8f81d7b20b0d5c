import { compareText } from '../model/compare-text.js';
import type { Baseline, BaselineEntry } from '../model/baseline.js';
import type { Finding } from '../model/finding.js';

export interface BaselineMatch {
  /** The findings, those that the baseline knows marked as such. */
  readonly findings: readonly Finding[];
  /** The entries that match one of them, with the entry as it would be written now: its file may have been renamed. */
  readonly matched: readonly { readonly entry: BaselineEntry; readonly now: BaselineEntry }[];
  /** The entries that match none. */
  readonly unmatched: readonly BaselineEntry[];
}

/**
 * Matches findings with the entries of a baseline, one to one: by rule, path and fingerprint, and then, for what is left,
 * by the fingerprint under an earlier path of its file. Suppressed findings match none. What does not match stays new.
 */
export function matchBaseline({ entries }: Baseline, findings: readonly Finding[]): BaselineMatch {
  const open = new Map<string, BaselineEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const known = open.get(key);
    if (known === undefined) open.set(key, [entry]);
    else known.push(entry);
  }
  const matches = new Map<Finding, BaselineEntry>();
  const match = (finding: Finding, place: Pick<BaselineEntry, 'path' | 'fingerprint'>): void => {
    if (finding.status !== 'open' || matches.has(finding)) return;
    const entry = open.get(keyOf({ ruleId: finding.ruleId, ...place }))?.pop();
    if (entry !== undefined) matches.set(finding, entry);
  };
  for (const finding of findings) match(finding, finding);
  for (const finding of findings) for (const former of finding.former ?? []) match(finding, former);
  return {
    findings: findings.map((finding) =>
      matches.has(finding) ? { ...finding, status: 'baselined', isNew: false } : finding,
    ),
    matched: [...matches].map(([finding, entry]) => ({ entry, now: entryOf(finding) })),
    unmatched: [...open.values()].flat(),
  };
}

export function entryOf({ ruleId, path, subject, fingerprint }: Finding): BaselineEntry {
  return { ruleId, path, subject, fingerprint };
}

function keyOf({ ruleId, path, fingerprint }: Omit<BaselineEntry, 'subject'>): string {
  return `${fingerprint} ${ruleId} ${path}`;
}

const HEAD = '# compliance baseline 1';
const EXPLANATION =
  '# Findings that were there when the rules were adopted: they count in the score, and do not fail the check.\n' +
  '# One line each: rule, path, subject, fingerprint, separated by tabs. `compliance baseline prune` removes what is mended.';
const COMMIT = '# commit ';

/** The text of a baseline: a head, then one line for each entry, sorted, without totals, so that merges seldom conflict. */
export function writeBaseline({ commits, entries }: Baseline): string {
  const lines = [...new Set(entries.map(lineOf))].sort(compareText);
  return `${[HEAD, EXPLANATION, ...commits.map((commit) => COMMIT + commit), ...lines].join('\n')}\n`;
}

function lineOf({ ruleId, path, subject, fingerprint }: BaselineEntry): string {
  return [ruleId, path, subject, fingerprint].map(escapeField).join('\t');
}

/** What is wrong with a line of a baseline, counted from 1. */
export interface BaselineFault {
  readonly line: number;
  readonly words: string;
}

/** Reads what `writeBaseline` wrote; lines may be in any order, as a merge leaves them. */
export function readBaseline(text: string): Baseline | BaselineFault {
  const commits = new Set<string>();
  const entries: BaselineEntry[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (!/^# compliance baseline \d+$/.test(lines[0] ?? ''))
    return { line: 1, words: `a baseline starts with \`${HEAD}\`` };
  if (lines[0] !== HEAD) return { line: 1, words: 'it was written by a later version of compliance' };
  for (const [index, line] of lines.entries()) {
    if (/^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(line))
      return { line: index + 1, words: 'a merge was left unfinished; keep the lines of both sides, in any order' };
    if (line.startsWith(COMMIT)) commits.add(line.slice(COMMIT.length).trim());
    if (line.trim() === '' || line.startsWith('#')) continue;
    const entry = readLine(line);
    if (entry === undefined)
      return { line: index + 1, words: 'a line has four parts separated by tabs: rule, path, subject, fingerprint' };
    entries.push(entry);
  }
  return { commits: [...commits].filter((commit) => /^[0-9a-f]{40,64}$/.test(commit)), entries: unique(entries) };
}

function readLine(line: string): BaselineEntry | undefined {
  const [ruleId, path, subject, fingerprint, ...rest] = line.split('\t').map(unescapeField);
  if (ruleId === undefined || path === undefined || subject === undefined || fingerprint === undefined)
    return undefined;
  return rest.length === 0 && /^[0-9a-f]{20}$/.test(fingerprint) ? { ruleId, path, subject, fingerprint } : undefined;
}

/** A merge may have brought an entry twice. */
function unique(entries: readonly BaselineEntry[]): BaselineEntry[] {
  return [...new Map(entries.map((entry) => [lineOf(entry), entry])).values()];
}

/** Control characters, and what would start a comment, as JSON writes them. */
function escapeField(text: string): string {
  return text.replace(/[\\\u0000-\u001f\u007f-\u009f\u2028\u2029]|^#/g, (character) =>
    character === '\\' ? '\\\\' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function unescapeField(text: string): string {
  return text.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (_, code: string | undefined) =>
    code === undefined ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
