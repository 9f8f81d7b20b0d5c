import { defineReporter } from 'compliance-linter';
import type { BaselineEntry, Finding, Report, Score } from 'compliance-linter';

type Skip = Report['skips'][number];
type Failure = Report['failures'][number];

export default defineReporter({
  summary: 'The whole report as JSON, for other programs; `schema/report.schema.json` describes it.',
  extension: 'json',
  *render(report) {
    yield* printMembers(sectionsOf(report), 0);
    yield '\n';
  },
});

/** The sections of the report in the documented order, and their keys too, whoever built it. */
function* sectionsOf(report: Report): Iterable<Member> {
  const { schemaVersion, gate } = report;
  yield ['schemaVersion', print(schemaVersion, 1)];
  yield ['tool', print(orderTool(report.tool), 1)];
  yield ['summary', print(orderSummary(report.summary), 1)];
  yield ['baseline', print(orderBaseline(report.baseline), 1)];
  yield ['change', print(orderChange(report.change), 1)];
  yield ['score', print(orderScore(report.score), 1)];
  const { failOn, minScore, passed, reason } = gate;
  yield ['gate', print({ failOn, minScore, passed, reason }, 1)];
  yield ['findings', printList(batchesOf(report.findings, orderFinding), 1)];
  yield ['skips', printList(batchesOf(report.skips, orderSkip), 1)];
  yield ['failures', printList(batchesOf(report.failures, orderFailure), 1)];
}

type Member = readonly [name: string, printed: Iterable<string>];

/** Prints like `JSON.stringify(value, null, 2)`, `depth` levels deep, in pieces: sections member by member, lists in batches. */
function* print(value: unknown, depth: number): Iterable<string> {
  if (Array.isArray(value))
    yield* printList(
      batchesOf(value, (entry: unknown) => entry),
      depth,
    );
  else if (typeof value === 'object' && value !== null && depth === 1) yield* printMembers(membersOf(value), depth);
  else yield stringify(value).replaceAll('\n', `\n${'  '.repeat(depth)}`);
}

function* membersOf(section: object): Iterable<Member> {
  for (const [name, value] of Object.entries(section)) yield [name, print(value, 2)];
}

function* printMembers(members: Iterable<Member>, depth: number): Iterable<string> {
  const indent = '  '.repeat(depth);
  let separator = '{';
  for (const [name, printed] of members) {
    yield `${separator}\n${indent}  ${stringify(name)}: `;
    yield* printed;
    separator = ',';
  }
  yield separator === '{' ? '{}' : `\n${indent}}`;
}

function* printList(batches: Iterable<readonly unknown[]>, depth: number): Iterable<string> {
  // In as many lists the entries are indented as they are here.
  const nested = (batch: readonly unknown[]): string => stringify(depth === 1 ? [batch] : [[batch]]);
  const [opening = '', closing = ''] = nested([0]).split(/\s*0/);
  let separator = '[';
  for (const batch of batches) {
    yield separator + nested(batch).slice(opening.length, -closing.length);
    separator = ',';
  }
  yield separator === '[' ? '[]' : `\n${'  '.repeat(depth)}]`;
}

/** How many entries of a list are printed at once: there may be a great many. */
const BATCH = 64;

function* batchesOf<Entry>(entries: readonly Entry[], order: (entry: Entry) => unknown): Iterable<readonly unknown[]> {
  for (let start = 0; start < entries.length; start += BATCH) yield entries.slice(start, start + BATCH).map(order);
}

function stringify(value: unknown): string {
  return escapeHidden(JSON.stringify(value, null, 2));
}

/**
 * Writes as `\u…` what JSON allows but a terminal would obey or hide (C1 controls, bidirectional overrides, zero-width
 * and other format characters). Such characters occur only within JSON's strings, so the data stays the same.
 */
function escapeHidden(json: string): string {
  return json.replace(/[\u007f-\uffff]+/g, (text) => text.replace(HIDDEN, escaped));
}

const HIDDEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}

function orderBaseline(baseline: Report['baseline']): unknown {
  if (baseline === null) return null;
  const { path, commits, entries, matched, stale, moved } = baseline;
  return {
    path,
    commits,
    entries,
    matched,
    stale: stale.map(orderEntry),
    moved: moved.map(({ from, to }) => ({ from: orderEntry(from), to: orderEntry(to) })),
  };
}

function orderEntry({ ruleId, path, subject, fingerprint }: BaselineEntry): BaselineEntry {
  return { ruleId, path, subject, fingerprint };
}

function orderSkip({ path, reason }: Skip): Skip {
  return { path, reason };
}

function orderFailure({ path, ruleId, reason }: Failure): Failure {
  return { path, ruleId, reason };
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
    rules: rules.map(({ id, category, summary, why, repair, severity, tags, documentation }) => {
      return { id, category, summary, why, repair, severity, tags, documentation };
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

function orderChange(change: Report['change']): Report['change'] {
  if (change === null) return null;
  const { mode, base, files, notChecked } = change;
  return {
    mode,
    base: { ref: base.ref, commit: base.commit },
    files,
    notChecked: notChecked.map(({ rule, reason }) => ({ rule, reason })),
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
