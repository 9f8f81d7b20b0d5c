import type { Finding } from '../../../src/model/finding.js';
import type { Place } from '../units.js';
import type { ComparisonBuilder, Difference } from './comparison.js';
import { groupBy } from './group-by.js';

export interface Matching<Unit extends Place> {
  /** Unit → the findings in it: each in the innermost unit around its line. */
  readonly found: ReadonlyMap<Unit, readonly Finding[]>;
  readonly onlyTool: readonly Finding[];
}

/**
 * Which unit each finding lies in. A finding's related places in the same file count as found as well: a rule reports a
 * line once, and some rules report a class once, with the other places related.
 */
export function matchLines<Unit extends Place>(
  units: readonly Unit[],
  findings: readonly Finding[],
  linesOf: (unit: Unit) => (line: number) => boolean = covered,
): Matching<Unit> {
  const byPath = groupBy(units, ({ path }) => path);
  const found = new Map<Unit, Finding[]>();
  const onlyTool: Finding[] = [];
  const assign = (finding: Finding, path: string, line: number): boolean => {
    const around = (byPath.get(path) ?? []).filter((unit) => linesOf(unit)(line));
    const smallest = Math.min(...around.map(height));
    for (const unit of around) {
      if (height(unit) === smallest) found.set(unit, [...(found.get(unit) ?? []), finding]);
    }
    return around.length > 0;
  };
  for (const finding of findings) {
    if (!assign(finding, finding.path, finding.range.start.line)) onlyTool.push(finding);
    for (const { path, range } of finding.related) assign(finding, path, range.start.line);
  }
  return { found, onlyTool };
}

/**
 * Counts every unit as found, missed, or explained by the reason why the rule may leave it out, and every finding
 * without a unit as the tool's alone.
 */
export function countMatches<Unit extends Place>(
  comparison: ComparisonBuilder,
  units: readonly Unit[],
  { found, onlyTool }: Matching<Unit>,
  { reasonOf, describe }: { reasonOf: (unit: Unit) => string | null; describe: (unit: Unit) => Difference },
): void {
  for (const unit of units) {
    const reason = reasonOf(unit);
    if (found.has(unit) && reason === null) comparison.found();
    else if (found.has(unit)) comparison.explained(`found, though perhaps ${reason ?? ''}`, describe(unit));
    else if (reason !== null) comparison.explained(reason, describe(unit));
    else comparison.missed(describe(unit));
  }
  for (const { path, range, message } of onlyTool) {
    comparison.onlyTool({ path, line: range.start.line, text: message });
  }
}

function covered({ line, endLine }: Place): (line: number) => boolean {
  return (at) => line <= at && at <= endLine;
}

function height({ line, endLine }: Place): number {
  return endLine - line;
}
