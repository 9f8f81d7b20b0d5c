import {
  AUDIT_AREAS,
  AUDIT_SCHEMA_VERSION,
  HORIZONS,
  type Audit,
  type AuditChange,
  type AuditIssue,
  type ChecklistItem,
} from '../model/audit.js';
import { countText, formatCount } from '../model/count-text.js';
import type { EnvironmentMatrix } from '../model/environment-matrix.js';
import { SEVERITIES, type Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import type { Rule } from '../model/rule.js';
import { displayScore, roundScore } from '../model/score-display.js';
import { describeDeployment, type DeploymentState } from './deployment.js';
import { isAbout, issuesOf, type AuditedRule } from './issues.js';
import { riskOf } from './risk.js';

const MAX_VIOLATIONS = 5;
const MAX_UNCHECKED = 20;

export interface AuditInput {
  readonly report: Report;
  /** Those of the report, and of files that git ignores. */
  readonly findings: readonly Finding[];
  readonly rules: readonly Rule[];
  /** Paths of all files that were listed. */
  readonly paths: readonly string[];
  /** Null where nothing is known of environments. */
  readonly matrix: EnvironmentMatrix | null;
  /** Null for all. */
  readonly environment: string | null;
  /** True for files that git ignores. */
  readonly isLocal: (path: string) => boolean;
  /** The report of an earlier state, and how that was named. */
  readonly earlier: { readonly ref: string; readonly report: Report } | null;
}

/** What somebody has to know, and to do, before a deployment. */
export function auditOf(input: AuditInput): Audit {
  const { report, matrix, environment } = input;
  const { tool } = report;
  const rules = auditedRules(input);
  const issues = issuesOf({ ...input, rules });
  const risk = riskOf(issues);
  const state = matrix === null ? NOTHING_KNOWN : describeDeployment(matrix, environment);
  return {
    schemaVersion: AUDIT_SCHEMA_VERSION,
    tool: { name: tool.name, version: tool.version, preset: tool.preset },
    environment,
    summary: [...summarize(input, { issues, risk }), ...state.summary],
    risk,
    score: scoreOf(report),
    issues,
    deployment: state.deployment,
    actions: issues.map(({ id, priority, recommendation }) => ({
      horizon: HORIZONS[priority - 1] ?? 'this sprint',
      issue: id,
      action: recommendation,
    })),
    checklist: [...checklistOf(input, rules, issues), ...state.open],
    unchecked: uncheckedOf(report),
    nextSteps: nextStepsOf(input, { issues, risk }),
    change: changeOf(input, { rules, issues }),
  };
}

const NOTHING_KNOWN: DeploymentState = { deployment: { right: [], missing: [], unknown: [] }, summary: [], open: [] };

/** Those that are on. */
function auditedRules({ rules, report }: AuditInput): ReadonlyMap<string, AuditedRule> {
  const on = new Set(report.tool.rules.filter(({ severity }) => severity !== 'off').map(({ id }) => id));
  return new Map(
    rules.flatMap(({ id, repair, audit }) =>
      audit === undefined || !on.has(id) ? [] : [[id, { id, repair, audit }] as const],
    ),
  );
}

interface Judged {
  readonly issues: readonly AuditIssue[];
  readonly risk: Audit['risk'];
}

function* summarize({ report, findings, environment, paths }: AuditInput, { issues, risk }: Judged): Generator<string> {
  const where = environment === null ? 'a deployment' : `a deployment to \`${environment}\``;
  if (paths.length === 0) {
    yield 'There is no file to look at.';
    return;
  }
  yield risk.level === 'none'
    ? `Nothing in ${countText(report.summary.files, 'file')} stands in the way of ${where}, as far as files can tell.`
    : `The risk of ${where} is ${risk.level}: ${risk.reason.charAt(0).toLowerCase()}${risk.reason.slice(1)}`;
  const counts = SEVERITIES.toReversed().flatMap((severity) => {
    const count = issues.filter((issue) => issue.severity === severity).length;
    return count === 0 ? [] : [`${formatCount(count)} ${severity}`];
  });
  if (issues.length > 0) yield `${countText(issues.length, 'issue')} in all: ${counts.join(', ')}.`;
  const hidden = findings.filter(
    ({ status, path, data }) => status !== 'suppressed' && !isAbout({ path, data }, environment),
  ).length;
  if (hidden > 0)
    yield `${countText(hidden, 'finding')} of other environments ${hidden === 1 ? 'is' : 'are'} left out.`;
  yield `The compliance score is ${displayScore(report.score.value, report.score.points > 0)}${report.score.grade === null ? '' : ` (grade ${report.score.grade})`}.`;
}

function scoreOf({ score, summary }: Report): Audit['score'] {
  const violations = score.byRule
    .filter(({ lost }) => lost > 0)
    .toSorted((one, other) => other.lost - one.lost)
    .slice(0, MAX_VIOLATIONS)
    .map(({ rule, lost }) => ({ rule, findings: summary.byRule[rule] ?? 0, lost: Math.round(lost * 10) / 10 }));
  const value = score.value === null ? null : roundScore(score.value, score.points > 0);
  return { value, grade: score.grade, violations };
}

/** One line for each rule that has anything to look at. */
function checklistOf(
  { paths, report }: AuditInput,
  rules: ReadonlyMap<string, AuditedRule>,
  issues: readonly AuditIssue[],
): readonly ChecklistItem[] {
  const unread = new Set([...report.failures, ...report.skips].map(({ path }) => path));
  const applicable = [...rules.values()]
    .map((rule) => ({ rule, files: paths.filter((path) => rule.audit.concerns(path)) }))
    .filter(({ files }) => files.length > 0)
    .sort((one, other) => AUDIT_AREAS.indexOf(one.rule.audit.area) - AUDIT_AREAS.indexOf(other.rule.audit.area));
  return applicable.flatMap(({ rule: { id, audit }, files }): ChecklistItem[] => {
    const failed = issues.filter(({ rule }) => rule === id).length;
    const missed = files.filter((path) => unread.has(path)).length;
    const open: ChecklistItem[] = audit.leavesOpen === undefined ? [] : [{ text: audit.leavesOpen, state: 'open' }];
    if (failed > 0) return [{ text: `${audit.verifies} (${countText(failed, 'issue')})`, state: 'failed' }, ...open];
    if (missed > 0)
      return [{ text: `${audit.verifies} (${countText(missed, 'file')} could not be read)`, state: 'open' }, ...open];
    return [{ text: `${audit.verifies} (${countText(files.length, 'file')})`, state: 'verified' }, ...open];
  });
}

function uncheckedOf({ failures, skips }: Report): readonly string[] {
  const all = [
    ...failures.map(({ path, reason }) => (path === null ? reason : `\`${path}\`: ${reason}`)),
    ...skips.map(({ path, reason }) => `\`${path}\`: ${reason}`),
  ];
  return all.length > MAX_UNCHECKED
    ? [...all.slice(0, MAX_UNCHECKED), `… and ${formatCount(all.length - MAX_UNCHECKED)} more`]
    : all;
}

function* nextSteps({ environment, matrix, earlier }: AuditInput, { issues, risk }: Judged): Generator<string> {
  const option = environment === null ? '' : ` --environment ${environment}`;
  const urgent = issues.filter(({ priority }) => priority === 1).length;
  if (urgent > 0)
    yield `Resolve the ${countText(urgent, 'issue')} of priority 1, and run \`compliance audit${option}\` again.`;
  else if (issues.length > 0)
    yield `Nothing has to wait for the deployment; plan the ${countText(issues.length, 'issue')} below priority 1.`;
  for (const { name, isKnown, isDeployed } of matrix?.environments ?? [])
    if (!isKnown && isDeployed && (environment === null || environment === name))
      yield `Let the project say what \`${name}\` sets (an env file, a manifest, the deployment script), so that it can be checked.`;
  if (earlier === null && issues.length > 0)
    yield `See what a change adds: \`compliance audit${option} --since <ref>\`.`;
  if (risk.level === 'none' || risk.level === 'low')
    yield `Keep it so: \`compliance audit${option} --fail-on-risk medium\` in CI.`;
}

function nextStepsOf(input: AuditInput, judged: Judged): readonly string[] {
  return input.paths.length === 0 ? [] : [...nextSteps(input, judged)];
}

function changeOf(
  input: AuditInput,
  { rules, issues }: { rules: ReadonlyMap<string, AuditedRule>; issues: readonly AuditIssue[] },
): AuditChange | null {
  if (input.earlier === null) return null;
  const { ref, report } = input.earlier;
  const before = issuesOf({ ...input, findings: report.findings, rules });
  const idsBefore = new Set(before.map(({ id }) => id));
  const ids = new Set(issues.map(({ id }) => id));
  return {
    ref,
    scoreBefore: scoreOf(report).value,
    riskBefore: riskOf(before).level,
    added: issues.map(({ id }) => id).filter((id) => !idsBefore.has(id)),
    resolved: before.filter(({ id }) => !ids.has(id)).map(({ id, problem }) => ({ id, problem })),
  };
}
