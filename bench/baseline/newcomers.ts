import type { Finding } from '../../src/model/finding.js';
import { formerLine, type Change, type FileChange } from './patch.js';

/**
 * Why a finding is new at a commit that was not new at the one before:
 * - introduced: on a line that the commit adds;
 * - edited: the commit changes the line of a known finding, or what the finding names beside it in its statement;
 * - renamed owner: the commit renames the function or class that a known finding is in;
 * - rewritten: the line is another since its file was moved (a relative import whose spelling had to change);
 * - brought: on a line that the commit takes out of another file;
 * - caused: its line was there before, and something that the commit changes elsewhere made it a breach;
 * - unexplained: the same line was known before, moved or in a renamed file: a false "new".
 */
export const REASONS = [
  'introduced',
  'edited',
  'renamed owner',
  'rewritten',
  'brought',
  'caused',
  'unexplained',
] as const;
export type Reason = (typeof REASONS)[number];

export interface Newcomer {
  readonly finding: Finding;
  readonly reason: Reason;
  readonly evidence: string;
}

export interface Step {
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
  readonly change: Change;
}

export const isNew = ({ status, isNew: isFresh }: Finding): boolean => status === 'open' && isFresh;
const placeOf = (ruleId: string, path: string, line: number): string => [ruleId, line, path].join('\t');
export const normalised = (line: string): string => line.replace(/\s+/g, ' ').trim();

/** Explains what has become new, by git's word on the lines alone: the product's own identities are not asked. */
export function newcomersOf(step: Step): readonly Newcomer[] {
  const known = new Map(step.before.map((finding) => [placeAt(finding), finding]));
  const lost = lostFindings(step);
  const newcomers: Newcomer[] = [];
  for (const finding of step.after.filter(isNew)) {
    const newcomer = explain(finding, { ...step, known, lost });
    if (newcomer !== undefined) newcomers.push(newcomer);
  }
  return newcomers;
}

function placeAt({ ruleId, path, range }: Finding): string {
  return placeOf(ruleId, path, range.start.line);
}

/** Known findings whose lines the commit removes, less those that are known elsewhere in the file after it. */
interface Lost {
  /** Takes one that was on such a line (of any file, where `path` is null); undefined where none is left. */
  take(wanted: {
    readonly ruleId: string;
    readonly path: string | null;
    readonly is: (finding: Finding) => boolean;
  }): Finding | undefined;
}

function lostFindings({ before, after, change }: Step): Lost {
  const open = before.filter((finding) => finding.status === 'baselined' && isLineRemoved(finding, change));
  const gone = new Set(open);
  for (const finding of after) {
    const file = change.files.get(finding.path);
    if (finding.status !== 'baselined' || file === undefined) continue;
    if (formerLine(file, finding.range.start.line) !== undefined) continue;
    const same = [...gone].find(
      (old) => old.ruleId === finding.ruleId && old.path === (file.former ?? finding.path) && isSameLine(old, finding),
    );
    if (same !== undefined) gone.delete(same);
  }
  return {
    take: ({ ruleId, path, is }) => {
      const found = [...gone].find((old) => old.ruleId === ruleId && (path === null || old.path === path) && is(old));
      if (found !== undefined) gone.delete(found);
      return found;
    },
  };
}

function isSameLine(one: Finding, other: Finding): boolean {
  return normalised(one.lineText) === normalised(other.lineText);
}

function isLineRemoved({ path, range }: Finding, change: Change): boolean {
  const isIn = ({ former, hunks }: FileChange): boolean =>
    former === path &&
    hunks.some(({ oldStart, removed }) => {
      return range.start.line >= oldStart && range.start.line < oldStart + removed.length;
    });
  const deleted = change.deleted.get(path);
  return deleted !== undefined || [...change.files.values()].some(isIn);
}

interface Ground extends Step {
  readonly known: ReadonlyMap<string, Finding>;
  readonly lost: Lost;
}

/** Undefined for one that was new before. */
function explain(finding: Finding, ground: Ground): Newcomer | undefined {
  const file = ground.change.files.get(finding.path);
  const line = file === undefined ? finding.range.start.line : formerLine(file, finding.range.start.line);
  if (line === undefined) return explainAdded(finding, file, ground);
  const former = file?.former ?? finding.path;
  const old = ground.known.get(placeOf(finding.ruleId, former, line));
  if (old !== undefined && isNew(old)) return undefined;
  if (old === undefined) return explainCaused(finding, ground);
  if (old.status === 'suppressed') return { finding, reason: 'introduced', evidence: 'a suppression is gone' };
  const evidence = `${former}:${line} was known as ${old.subject}`;
  const isMoved = former !== finding.path;
  if (isTouched(finding, file)) return { finding, reason: 'edited', evidence };
  const changed = file === undefined ? undefined : changedPart(old.subject, finding.subject, file);
  if (changed !== undefined) return { finding, reason: changed, evidence };
  const twin = ground.after.find((other) => isAddedTwin(other, finding, file));
  if (twin !== undefined) return { finding, reason: 'introduced', evidence: `its twin ${at(twin)} is added above it` };
  return { finding, reason: isMoved && old.subject !== finding.subject ? 'rewritten' : 'unexplained', evidence };
}

/** Of two equal lines of one subject either may be taken for the known one. */
function isAddedTwin(other: Finding, finding: Finding, file: FileChange | undefined): boolean {
  if (file === undefined || other.status !== 'baselined') return false;
  return keyOf(other) === keyOf(finding) && formerLine(file, other.range.start.line) === undefined;
}

/** What makes two findings of a commit equal but for their place in the file. */
export function keyOf({ ruleId, path, subject, lineText }: Finding, place = path): string {
  return [ruleId, place, subject, normalised(lineText)].join('\n');
}

/** What of the subject the commit has written anew; undefined where it has not, so that the subject has no right to differ. */
function changedPart(old: string, now: string, { hunks }: FileChange): 'edited' | 'renamed owner' | undefined {
  const known = new Set(old.split(/[^\w-]+/));
  const fresh = now.split(/[^\w-]+/).filter((word) => word !== '' && !known.has(word));
  const added = hunks.flatMap((hunk) => hunk.added).join('\n');
  if (fresh.length === 0 || !fresh.some((word) => added.includes(word))) return undefined;
  const target = (subject: string): string => subject.slice(subject.indexOf(': ') + 1);
  return target(old) === target(now) ? 'renamed owner' : 'edited';
}

function explainAdded(finding: Finding, file: FileChange | undefined, { lost, before }: Ground): Newcomer {
  const { ruleId } = finding;
  const path = file?.former ?? finding.path;
  const isMoved = path !== finding.path;
  const moved = lost.take({ ruleId, path, is: (old) => isSameLine(old, finding) && old.subject === finding.subject });
  if (moved !== undefined) return { finding, reason: 'unexplained', evidence: `moved from ${at(moved)}` };
  const sameSubject = lost.take({ ruleId, path, is: (old) => old.subject === finding.subject });
  if (sameSubject !== undefined) return { finding, reason: 'edited', evidence: `was ${sameSubject.lineText.trim()}` };
  const rewritten = isMoved ? lost.take({ ruleId, path, is: (old) => isAlike(old, finding) }) : undefined;
  if (rewritten !== undefined) {
    return { finding, reason: 'rewritten', evidence: `was ${rewritten.lineText.trim()} in ${path}` };
  }
  const brought = lost.take({ ruleId, path: null, is: (old) => isSameLine(old, finding) });
  if (brought !== undefined) return { finding, reason: 'brought', evidence: `from ${at(brought)}` };
  const copied = before.find((old) => old.ruleId === ruleId && isSameLine(old, finding));
  return { finding, reason: 'introduced', evidence: copied === undefined ? '' : `like ${at(copied)}` };
}

function at({ path, range }: Finding): string {
  return `${path}:${range.start.line}`;
}

/** Lines that differ in the path they name alone. */
function isAlike(one: Finding, other: Finding): boolean {
  const frame = ({ lineText }: Finding): string => normalised(lineText).replace(/['"][^'"]*['"]|from [\w.]+/g, '…');
  return frame(one) === frame(other);
}

/** True if the commit changes a line of it beside the first, or takes one out between. */
function isTouched({ range }: Finding, file: FileChange | undefined): boolean {
  if (file === undefined) return false;
  const { start, end } = range;
  return file.hunks.some(({ newStart, added }) =>
    added.length === 0
      ? newStart >= start.line && newStart < end.line
      : newStart <= end.line && newStart + added.length > start.line,
  );
}

const SETTINGS_FILE =
  /(?:^|\/)(?:package\.json|tsconfig[^/]*\.json|jsconfig\.json|pyproject\.toml|setup\.(?:cfg|py)|[^/]*\.env[^/]*|.*compose.*\.ya?ml|\.gitattributes|\.gitignore)$/;

function explainCaused(finding: Finding, { change }: Ground): Newcomer {
  const file = change.files.get(finding.path);
  const related = finding.related.find(({ path }) => change.files.has(path));
  const caused = (evidence: string): Newcomer => ({ finding, reason: 'caused', evidence });
  if (isTouched(finding, file)) return { finding, reason: 'introduced', evidence: 'within its lines' };
  if (related !== undefined) return caused(`${related.path} changed`);
  if (file !== undefined) {
    return caused(file.former === finding.path ? 'its file changed' : `it was ${String(file.former)}, where it passed`);
  }
  const words = new Set(`${finding.subject} ${finding.lineText}`.match(/[\w-]+/g) ?? []);
  const stemOf = (path: string): string => path.replace(/^.*\/(?=.)/, '').replace(/(?:\.d)?\.\w+$/, '');
  const named = [...change.files.keys(), ...change.deleted.keys()].find((path) => words.has(stemOf(path)));
  if (named !== undefined) return caused(`${named} changed`);
  const settings = [...change.files.keys(), ...change.deleted.keys()].find((path) => SETTINGS_FILE.test(path));
  if (settings !== undefined) return caused(`${settings} changed`);
  return { finding, reason: 'unexplained', evidence: 'its line was there, and nothing it names has changed' };
}
