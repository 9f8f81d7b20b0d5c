import type { Finding } from '../../../src/model/finding.js';
import type { Place } from '../units.js';
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

function covered({ line, endLine }: Place): (line: number) => boolean {
  return (at) => line <= at && at <= endLine;
}

function height({ line, endLine }: Place): number {
  return endLine - line;
}
