import { createHash } from 'node:crypto';
import { compareText } from '../model/compare-text.js';
import type { Failure, Skip } from '../model/file.js';
import { SEVERITIES, type Finding, type Severity } from '../model/finding.js';
import {
  REPORT_SCHEMA_VERSION,
  SCORE_MODEL,
  type Gate,
  type Report,
  type RuleDescription,
  type Score,
} from '../model/report.js';
import type { Preset, Rule, RuleLevel } from '../model/rule.js';

export interface ReportInput {
  readonly tool: { readonly name: string; readonly version: string };
  readonly configuration: {
    readonly preset: Preset;
    /** Canonical JSON of all that decides what counts and how much. */
    readonly policy: unknown;
    /** The level of a rule's main kind at the root. */
    levelOf(ruleId: string): RuleLevel;
  };
  readonly rules: readonly Rule[];
  readonly findings: readonly Finding[];
  readonly baseline: Report['baseline'];
  readonly score: Score;
  readonly gate: Gate;
  readonly skips: readonly Skip[];
  readonly failures: readonly Failure[];
  readonly files: number;
  readonly lines: number;
  readonly unsupported: ReadonlyMap<string, number>;
  readonly repositories: number;
  /** Which change was judged; absent where everything was. */
  readonly change?: Report['change'] | undefined;
  /** Who judged the syntax of which format. */
  readonly judges: Report['tool']['judges'];
}

/** Puts the parts of a report together: sorted, counted, without times or absolute paths. */
export function assembleReport(input: ReportInput): Report {
  const { configuration, rules, findings } = input;
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: {
      ...input.tool,
      ruleSet: hash([input.tool.version, ...rules.map(ruleIdentity)]),
      policy: hash(configuration.policy),
      preset: configuration.preset,
      scoreModel: SCORE_MODEL,
      rules: rules.map((rule) => describeRule(rule, input)),
      judges: input.judges,
    },
    summary: {
      files: input.files,
      lines: input.lines,
      ...countByStatus(findings),
      bySeverity: countBySeverity(findings),
      byRule: countByRule(findings),
      unsupported: [...input.unsupported]
        .map(([extension, files]) => ({ extension, files }))
        .sort((a, b) => compareText(a.extension, b.extension)),
      repositories: input.repositories,
    },
    change: input.change ?? null,
    baseline: input.baseline,
    score: input.score,
    gate: input.gate,
    findings,
    skips: [...input.skips].sort((a, b) => compareText(a.path, b.path) || compareText(a.reason, b.reason)),
    failures: [...input.failures].sort(
      (a, b) => compareText(a.path ?? '', b.path ?? '') || compareText(a.reason, b.reason),
    ),
  };
}

function describeRule(rule: Rule, { tool, configuration }: ReportInput): RuleDescription {
  const { id, category, summary, why, repair, tags, revision } = rule;
  // What is published under a version never changes there.
  const documentation = revision === '' ? `https://unpkg.com/${tool.name}@${tool.version}/docs/rules/${id}.md` : null;
  return { id, category, summary, why, repair, severity: configuration.levelOf(id), tags, documentation };
}

function ruleIdentity({ id, since, extractVersion, severity, kinds, options }: Rule): unknown {
  return [id, since, extractVersion ?? 1, severity, kinds ?? {}, options ?? {}];
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}

function countByStatus(findings: readonly Finding[]): {
  open: number;
  new: number;
  suppressed: number;
  baselined: number;
} {
  const count = (status: Finding['status']): number => findings.filter((finding) => finding.status === status).length;
  return {
    open: count('open'),
    new: findings.filter((finding) => finding.isNew).length,
    suppressed: count('suppressed'),
    baselined: count('baselined'),
  };
}

function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { status, severity } of findings) if (status === 'open') counts[severity] += 1;
  return counts;
}

function countByRule(findings: readonly Finding[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { status, ruleId } of findings) if (status === 'open') counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => compareText(a, b)));
}
