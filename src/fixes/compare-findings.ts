import { isAtLeast, type Finding } from '../model/finding.js';
import type { Position } from '../model/location.js';
import type { Report } from '../model/report.js';

export interface FindingsChange {
  /** Those of `targets` that are still there. */
  readonly staying: readonly Finding[];
  /** Those that nothing before stands for, or that have become worse. */
  readonly added: readonly Finding[];
}

/**
 * Compares the findings before and after fixes. `lineBefore` says which line of a file before an edited place comes from;
 * there is one finding for each rule and line, so that it is known again although its text has changed.
 */
export function compareFindings(
  before: readonly Finding[],
  after: readonly Finding[],
  {
    targets,
    lineBefore,
  }: {
    readonly targets: ReadonlySet<Finding>;
    readonly lineBefore: (path: string, position: Position) => number;
  },
): FindingsChange {
  const known = new Map(before.map((finding) => [keyOf(finding, finding.range.start.line), finding]));
  const staying: Finding[] = [];
  const added: Finding[] = [];
  for (const finding of after) {
    const old = known.get(keyOf(finding, lineBefore(finding.path, finding.range.start)));
    if (old === undefined || isWorse(finding, old)) added.push(finding);
    else if (targets.has(old)) staying.push(old);
  }
  return { staying, added };
}

/** What went wrong after fixes and not before, in words; undefined if nothing did. */
export function newTrouble(before: Report, after: Report): string | undefined {
  const failures = new Set(before.failures.map((failure) => JSON.stringify(failure)));
  const failure = after.failures.find((one) => !failures.has(JSON.stringify(one)));
  if (failure !== undefined) return `${failure.path ?? failure.ruleId ?? 'the check'} would fail: ${failure.reason}`;
  const skips = new Set(before.skips.map((skip) => JSON.stringify(skip)));
  const skip = after.skips.find((one) => !skips.has(JSON.stringify(one)));
  return skip === undefined ? undefined : `${skip.path} would be skipped: ${skip.reason}`;
}

function keyOf({ ruleId, path }: Finding, line: number): string {
  return `${line} ${ruleId} ${path}`;
}

function isWorse(finding: Finding, old: Finding): boolean {
  if (finding.severity !== old.severity && isAtLeast(finding.severity, old.severity)) return true;
  return finding.status === 'open' && old.status === 'suppressed';
}
