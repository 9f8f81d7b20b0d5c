import type { AuditEvidence, AuditIssue, AuditPart } from '../model/audit.js';
import { compareText } from '../model/compare-text.js';
import { environmentOfFile, isEnvFile } from '../model/env-file.js';
import { SEVERITIES, type Finding, type Severity } from '../model/finding.js';
import type { Rule } from '../model/rule.js';
import { weightOf } from './risk.js';

const MAX_EVIDENCE = 8;

/** A rule that says what it means for a deployment. */
export type AuditedRule = Pick<Rule, 'id' | 'repair'> & { readonly audit: AuditPart };

export interface IssueInput {
  readonly findings: readonly Finding[];
  readonly rules: ReadonlyMap<string, AuditedRule>;
  /** Null for all. */
  readonly environment: string | null;
  readonly isLocal: (path: string) => boolean;
}

/**
 * One issue for each cause: the findings of a rule and kind about one subject. Suppressed findings are decided; findings of
 * another environment than the one that is asked for are left out.
 */
export function issuesOf({ findings, rules, environment, isLocal }: IssueInput): readonly AuditIssue[] {
  const byCause = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.status === 'suppressed' || !rules.has(finding.ruleId) || !isAbout(finding, environment)) continue;
    const id = idOf(finding);
    const known = byCause.get(id);
    if (known === undefined) byCause.set(id, [finding]);
    else known.push(finding);
  }
  const issues = [...byCause].flatMap(([id, group]) => {
    const rule = rules.get(group[0]?.ruleId ?? '');
    return rule === undefined ? [] : [issueOf(id, rule, group, isLocal)];
  });
  return issues.sort(
    (one, other) => one.priority - other.priority || weightOf(other) - weightOf(one) || compareText(one.id, other.id),
  );
}

/** True if the finding concerns the environment: it names it, its file is of it, or neither names one. */
export function isAbout({ path, data }: Pick<Finding, 'path' | 'data'>, environment: string | null): boolean {
  if (environment === null) return true;
  const named = data['environment'];
  const own = typeof named === 'string' ? named : isEnvFile(path) ? environmentOfFile(path).name : null;
  return own === null || own === environment;
}

function idOf({ ruleId, kind, subject }: Finding): string {
  return [ruleId, ...(kind === 'default' ? [] : [kind]), subject].join(':');
}

function issueOf(
  id: string,
  { id: rule, repair, audit }: AuditedRule,
  group: readonly Finding[],
  isLocal: (path: string) => boolean,
): AuditIssue {
  const [worst, ...others] = group.toSorted(
    (one, other) =>
      rank(other.severity) - rank(one.severity) ||
      compareText(one.path, other.path) ||
      one.range.start.line - other.range.start.line,
  ) as [Finding, ...Finding[]];
  const places = [worst, ...others].flatMap((finding) => evidenceOf(finding, isLocal));
  const distinct = [...new Map(places.map((place) => [`${place.path}:${place.line.toString()}`, place])).values()];
  return {
    id,
    rule,
    area: audit.area,
    severity: worst.severity,
    priority: priorityOf(worst.severity),
    problem: worst.message,
    impact: audit.impact,
    recommendation: repair,
    evidence: distinct.slice(0, MAX_EVIDENCE),
    places: distinct.length,
    reach: new Set(distinct.map(({ path }) => path)).size,
    isKnown: group.every(({ status }) => status === 'baselined'),
  };
}

function evidenceOf({ path, range, lineText, related }: Finding, isLocal: (path: string) => boolean): AuditEvidence[] {
  return [
    { path, line: range.start.line, text: lineText.trim(), note: null, isLocal: isLocal(path) },
    ...related.map((place) => ({
      path: place.path,
      line: place.range.start.line,
      text: '',
      note: place.message,
      isLocal: isLocal(place.path),
    })),
  ];
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function priorityOf(severity: Severity): 1 | 2 | 3 {
  return rank(severity) >= rank('high') ? 1 : severity === 'medium' ? 2 : 3;
}
