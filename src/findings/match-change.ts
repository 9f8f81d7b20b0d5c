import type { Finding } from '../model/finding.js';
import type { ChangedLines } from './changed-lines.js';

export interface MatchInput {
  /** Findings before the change, of the files that are looked at. */
  readonly before: readonly Finding[];
  /** Findings with it. */
  readonly after: readonly Finding[];
  /** Where a file of before is now, if it has moved. */
  readonly movedTo: (path: string) => string;
  /** The changed lines of a file. */
  readonly linesOf: (path: string) => ChangedLines;
}

/**
 * What the change has to answer for: findings that were not there before, which are new, and those on changed lines. One
 * finding of before stands for one of now: the same rule, kind and subject in the same file (wherever it has moved) on the
 * same line of text, wherever that stands; or else the same fingerprint. Of several alike, those on changed lines are
 * the new ones.
 */
export function matchChange(input: MatchInput): Finding[] {
  const { before, after, movedTo, linesOf } = input;
  const isOnChangedLine = ({ path, range }: Finding): boolean =>
    linesOf(path)(range.start.line, Math.max(range.start.line, range.end.line - (range.end.column === 1 ? 1 : 0)));
  const [earlier, present] = [before.filter(isActive), after.filter(isActive)];
  const byText = pair(earlier, present, {
    nameBefore: (finding) => nameOf(finding, movedTo(finding.path)),
    nameAfter: (finding) => nameOf(finding, finding.path),
    isOnChangedLine,
  });
  const byPrint = pair(byText.before, byText.after, {
    nameBefore: (finding) => printOf(finding, movedTo(finding.path)),
    nameAfter: (finding) => printOf(finding, finding.path),
    isOnChangedLine,
  });
  const fresh = new Set(byPrint.after);
  return after.flatMap((finding): Finding[] => {
    if (fresh.has(finding)) return [{ ...finding, isNew: true }];
    return isOnChangedLine(finding) ? [{ ...finding, isNew: false }] : [];
  });
}

/** What somebody has suppressed is neither old nor new. */
function isActive({ status }: Finding): boolean {
  return status !== 'suppressed';
}

function nameOf({ ruleId, kind, subject, lineText }: Finding, path: string): string {
  return JSON.stringify([ruleId, kind, path, subject, lineText.replace(/\s+/g, ' ').trim()]);
}

function printOf({ ruleId, kind, fingerprint }: Finding, path: string): string {
  return JSON.stringify([ruleId, kind, path, fingerprint]);
}

interface Pairing {
  readonly nameBefore: (finding: Finding) => string;
  readonly nameAfter: (finding: Finding) => string;
  readonly isOnChangedLine: (finding: Finding) => boolean;
}

/** Takes out those of the same name, one for one; gives what is left. */
function pair(
  before: readonly Finding[],
  after: readonly Finding[],
  { nameBefore, nameAfter, isOnChangedLine }: Pairing,
): { readonly before: readonly Finding[]; readonly after: readonly Finding[] } {
  const left = new Map<string, Finding[]>();
  for (const finding of before) {
    const name = nameBefore(finding);
    const others = left.get(name);
    if (others === undefined) left.set(name, [finding]);
    else others.push(finding);
  }
  const inOrder = [...after].sort((a, b) => Number(isOnChangedLine(a)) - Number(isOnChangedLine(b)));
  const fresh = inOrder.filter((finding) => left.get(nameAfter(finding))?.shift() === undefined);
  return { before: [...left.values()].flat(), after: fresh };
}
