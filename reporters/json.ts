import { defineReporter } from 'compliance-linter';
import type { Finding, Report, Score } from 'compliance-linter';

export default defineReporter({
  summary: 'The whole report as JSON, for other programs; `schema/report.schema.json` describes it.',
  extension: 'json',
  *render(report) {
    yield* printJson(inContractOrder(report), STREAMED_LEVELS, '');
    yield '\n';
  },
});

/** The report, its sections, and the lists in a section are printed member by member: one finding at a time. */
const STREAMED_LEVELS = 3;

/** Prints like `JSON.stringify(value, null, 2)`, in pieces: the first `levels` levels member by member. */
function* printJson(value: unknown, levels: number, indent: string): Generator<string> {
  const members = levels === 0 ? null : membersOf(value);
  if (members === null || members.entries.length === 0) {
    yield escapeHidden(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${indent}`);
    return;
  }
  const inner = `${indent}  `;
  let separator = members.open;
  for (const [label, member] of members.entries) {
    yield `${separator}\n${inner}${label}`;
    yield* printJson(member, levels - 1, inner);
    separator = ',';
  }
  yield `\n${indent}${members.close}`;
}

interface Members {
  readonly open: string;
  readonly close: string;
  readonly entries: readonly (readonly [label: string, member: unknown])[];
}

function membersOf(value: unknown): Members | null {
  if (Array.isArray(value)) return { open: '[', close: ']', entries: value.map((member: unknown) => ['', member]) };
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value).map(
    ([key, member]) => [`${escapeHidden(JSON.stringify(key))}: `, member] as const,
  );
  return { open: '{', close: '}', entries };
}

/**
 * Writes as `\u…` what JSON allows but a terminal would obey or hide (C1 controls, bidirectional overrides, zero-width
 * and other format characters). Such characters occur only within JSON's strings, so the data stays the same.
 */
function escapeHidden(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** The same report with its keys in the documented order, whoever built it. */
function inContractOrder({ schemaVersion, tool, summary, score, gate, findings, skips, failures }: Report): Report {
  return {
    schemaVersion,
    tool: orderTool(tool),
    summary: orderSummary(summary),
    score: orderScore(score),
    gate: { failOn: gate.failOn, minScore: gate.minScore, passed: gate.passed, reason: gate.reason },
    findings: findings.map(orderFinding),
    skips: skips.map(({ path, reason }) => ({ path, reason })),
    failures: failures.map(({ path, ruleId, reason }) => ({ path, ruleId, reason })),
  };
}

function orderTool(tool: Report['tool']): Report['tool'] {
  const { name, version, ruleSet, policy, preset, scoreModel, rules, judges } = tool;
  return {
    name,
    version,
    ruleSet,
    policy,
    preset,
    scoreModel,
    rules: rules.map(({ id, category, summary, why, repair, severity, tags }) => {
      return { id, category, summary, why, repair, severity, tags };
    }),
    judges: judges.map(({ language, by }) => ({ language, by })),
  };
}

function orderSummary(summary: Report['summary']): Report['summary'] {
  const {
    files,
    lines,
    open,
    new: isNew,
    suppressed,
    baselined,
    bySeverity,
    byRule,
    unsupported,
    repositories,
  } = summary;
  const { critical, high, medium, low } = bySeverity;
  const rules = Object.entries(byRule).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    files,
    lines,
    open,
    new: isNew,
    suppressed,
    baselined,
    bySeverity: { critical, high, medium, low },
    byRule: Object.fromEntries(rules),
    unsupported: unsupported.map(({ extension, files: count }) => ({ extension, files: count })),
    repositories,
  };
}

function orderScore(score: Score): Score {
  const { value, strict, grade, gradeReason, risk, points, complete, byRule, byComponent, byDirectory } = score;
  return {
    value,
    strict,
    grade,
    gradeReason,
    risk,
    points,
    complete,
    byRule: byRule.map(({ rule, points: cost, lost, gain }) => ({ rule, points: cost, lost, gain })),
    byComponent: byComponent.map(({ component, lines, points: cost, score: own, lost }) => {
      return { component, lines, points: cost, score: own, lost };
    }),
    byDirectory: byDirectory.map(({ directory, points: cost, lost }) => ({ directory, points: cost, lost })),
  };
}

function orderFinding(finding: Finding): Finding {
  return {
    ruleId: finding.ruleId,
    kind: finding.kind,
    severity: finding.severity,
    path: finding.path,
    component: finding.component,
    range: orderRange(finding.range),
    lineText: finding.lineText,
    lineHash: finding.lineHash,
    subject: finding.subject,
    message: finding.message,
    fingerprint: finding.fingerprint,
    status: finding.status,
    isNew: finding.isNew,
    reason: finding.reason,
    cause: finding.cause,
    related: finding.related.map(({ path, range, message }) => ({ path, range: orderRange(range), message })),
    fixes: finding.fixes.map(({ title, safety, edits }) => {
      return { title, safety, edits: edits.map(({ path, range, text }) => ({ path, range: orderRange(range), text })) };
    }),
    data: finding.data,
    removesLines: finding.removesLines,
  };
}

function orderRange({ start, end }: Finding['range']): Finding['range'] {
  return { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}
