import { RISK_LEVELS, type Audit, type AuditIssue, type RiskLevel } from '../model/audit.js';
import { countText } from '../model/count-text.js';
import type { Severity } from '../model/finding.js';

/** Points of an issue with one file in reach. */
const POINTS: Readonly<Record<Severity, number>> = { low: 1, medium: 4, high: 16, critical: 64 };
/** The least sum of each level. A single issue of a severity is enough for the level of its name. */
const LEAST: Readonly<Record<Exclude<RiskLevel, 'none'>, number>> = { low: 1, medium: 4, high: 16, critical: 64 };
const MAX_TOP = 5;

/** Severity × reach: half as much again for each doubling of the files that it reaches. */
export function weightOf({ severity, reach }: Pick<AuditIssue, 'severity' | 'reach'>): number {
  return POINTS[severity] * (1 + Math.log2(Math.max(1, reach)) / 2);
}

/** The level of the summed weights; see docs/audit.md. */
export function riskOf(issues: readonly AuditIssue[]): Audit['risk'] {
  const points = Math.round(issues.reduce((sum, issue) => sum + weightOf(issue), 0) * 10) / 10;
  const level = levelOf(points);
  const top = issues
    .toSorted((one, other) => weightOf(other) - weightOf(one))
    .slice(0, MAX_TOP)
    .map(({ id }) => id);
  return { level, points, reason: reasonOf(level, issues), top };
}

function levelOf(points: number): RiskLevel {
  const reached = RISK_LEVELS.filter((level) => level !== 'none' && points >= LEAST[level]);
  return reached.at(-1) ?? 'none';
}

function reasonOf(level: RiskLevel, issues: readonly AuditIssue[]): string {
  if (level === 'none') return 'Nothing that the files show stands in the way.';
  const worst = issues.filter(({ severity }) => severity === level);
  const [first] = worst;
  if (first !== undefined)
    return `${countText(worst.length, `${level} issue`)} of ${countText(issues.length, 'issue')}.`;
  return `No single issue is ${level}, but ${countText(issues.length, 'issue')} add up.`;
}

/** True if the level is the threshold or worse. */
export function isRiskAtLeast(level: RiskLevel, threshold: RiskLevel): boolean {
  return RISK_LEVELS.indexOf(level) >= RISK_LEVELS.indexOf(threshold);
}
