import type { Finding, Severity } from '../model/finding.js';
import type { ComponentScore, DirectoryScore, RuleScore, Score } from '../model/report.js';
import { gradeScore, rateRisk } from './score-grade.js';
import { shareLoss } from './score-shares.js';

/** What one finding costs. Multiples of a half, so that sums are exact. */
export const POINTS: Readonly<Record<Severity, number>> = { critical: 20, high: 5, medium: 2, low: 0.5 };

export interface ScoreInput {
  readonly findings: readonly Finding[];
  /** Non-blank lines of the checked files with a scored role, by component: whole numbers, 0 or more. */
  readonly linesByComponent: ReadonlyMap<string, number>;
  readonly isComplete: boolean;
  /** In words, for example `2 files were skipped`. */
  readonly incompleteReason?: string | undefined;
}

/**
 * The score model of docs/score.md. Open and baselined findings count, suppressed ones in `strict` only.
 * The lists name only what has counted findings (components: also those with lines), the costliest first, then by name.
 */
export function computeScore({ findings, linesByComponent, isComplete, incompleteReason }: ScoreInput): Score {
  const counted = findings.filter((finding) => finding.status !== 'suppressed');
  const lines = sum(linesByComponent.values());
  const points = pointsOf(counted);
  const value = scoreOf(points, lines);
  const state = { value, lines, isComplete, incompleteReason, ...countWorst(counted), hasOpen: counted.length > 0 };
  return {
    value,
    strict: scoreOf(pointsOf(findings), lines),
    ...gradeScore(state),
    risk: rateRisk(state),
    points,
    complete: isComplete,
    byRule: scoreRules(counted, lines),
    byComponent: scoreComponents(counted, linesByComponent, value),
    byDirectory: scoreDirectories(counted, value),
  };
}

/** What remains to be said where only a change was judged: how bad that is. A number would be taken for the whole's. */
export function scoreOfChange({ risk, complete }: Score): Score {
  return {
    value: null,
    strict: null,
    grade: null,
    gradeReason: 'no score: only a change was judged',
    risk,
    points: 0,
    complete,
    byRule: [],
    byComponent: [],
    byDirectory: [],
  };
}

/**
 * 100 / (1 + points per 1,000 lines / 10); null without lines. Written as one division of two whole numbers, so
 * that the result is the double nearest to the true score: equal densities give equal scores, and any change of
 * the points shows.
 */
export function scoreOf(points: number, lines: number): number | null {
  return lines === 0 ? null : (100 * lines) / (lines + 100 * points);
}

function scoreRules(counted: readonly Finding[], lines: number): RuleScore[] {
  const total = pointsOf(counted);
  const value = scoreOf(total, lines);
  const findingsByRule = groupBy(counted, (finding) => finding.ruleId);
  const pointsByRule = pointsByName(findingsByRule);
  const lostByRule = shareLoss(value, pointsByRule);
  const scores = [...findingsByRule].map(([rule, findings]): RuleScore => {
    const points = pointsByRule.get(rule) ?? 0;
    const removed = sum(findings.map((finding) => finding.removesLines));
    const without = lines === 0 ? null : scoreOf(total - points, Math.max(1, lines - removed));
    const gain = without === null || value === null ? 0 : without - value;
    return { rule, points, lost: lostByRule.get(rule) ?? 0, gain };
  });
  return costliestFirst(scores, (score) => score.rule);
}

function scoreComponents(
  counted: readonly Finding[],
  linesByComponent: ReadonlyMap<string, number>,
  value: number | null,
): ComponentScore[] {
  const pointsByComponent = pointsByName(groupBy(counted, (finding) => finding.component));
  const lostByComponent = shareLoss(value, pointsByComponent);
  const components = [...new Set([...linesByComponent.keys(), ...pointsByComponent.keys()])];
  const scores = components.map((component): ComponentScore => {
    const lines = linesByComponent.get(component) ?? 0;
    const points = pointsByComponent.get(component) ?? 0;
    return { component, lines, points, score: scoreOf(points, lines), lost: lostByComponent.get(component) ?? 0 };
  });
  return costliestFirst(scores, (score) => score.component);
}

function scoreDirectories(counted: readonly Finding[], value: number | null): DirectoryScore[] {
  const pointsByDirectory = pointsByName(groupBy(counted, (finding) => directoryOf(finding.path)));
  const lostByDirectory = shareLoss(value, pointsByDirectory);
  const scores = [...pointsByDirectory].map(([directory, points]): DirectoryScore => {
    return { directory, points, lost: lostByDirectory.get(directory) ?? 0 };
  });
  return costliestFirst(scores, (score) => score.directory);
}

/** The folder that holds the file; `.` for the root. */
function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

function countWorst(counted: readonly Finding[]): { criticals: number; highs: number } {
  const count = (severity: Severity) => counted.filter((finding) => finding.severity === severity).length;
  return { criticals: count('critical'), highs: count('high') };
}

function pointsOf(findings: readonly Finding[]): number {
  return sum(findings.map((finding) => POINTS[finding.severity]));
}

function pointsByName(groups: ReadonlyMap<string, readonly Finding[]>): Map<string, number> {
  return new Map([...groups].map(([name, findings]) => [name, pointsOf(findings)]));
}

function groupBy(findings: readonly Finding[], name: (finding: Finding) => string): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(name(finding));
    if (group) group.push(finding);
    else groups.set(name(finding), [finding]);
  }
  return groups;
}

function costliestFirst<T extends { readonly points: number }>(scores: T[], name: (score: T) => string): T[] {
  return scores.sort((a, b) => b.points - a.points || (name(a) < name(b) ? -1 : 1));
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
