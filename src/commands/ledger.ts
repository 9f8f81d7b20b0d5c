import { compareText } from '../model/compare-text.js';
import { SEVERITIES, type Severity } from '../model/finding.js';
import type { SuppressionEntry, SuppressionState } from '../model/suppression.js';
import type { Authorship } from '../sources/git-blame.js';

export const LEDGER_SCHEMA_VERSION = 1;

/** Days before its end in which a suppression is said to expire soon. */
export const SOON = 30;

/** All suppressions of a project. Plain JSON, in the order of paths and places. */
export interface Ledger {
  readonly schemaVersion: typeof LEDGER_SCHEMA_VERSION;
  /** The ISO date by which ages and expiry are told. */
  readonly today: string;
  readonly summary: LedgerSummary;
  readonly suppressions: readonly LedgerEntry[];
}

export interface LedgerSummary {
  readonly suppressions: number;
  readonly byState: Readonly<Record<SuppressionState, number>>;
  readonly expired: number;
  readonly expiringSoon: number;
  /** Findings that they cover, each counted once. */
  readonly findings: number;
  /** Rule → suppressions that name it. */
  readonly byRule: Readonly<Record<string, number>>;
}

export interface LedgerEntry {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly scope: 'line' | 'file';
  readonly rules: readonly string[];
  /** The lines that it covers, both included; null for the whole file. */
  readonly lines: { readonly first: number; readonly last: number } | null;
  readonly reason: string | null;
  /** Null where `written` is not `committed`; so are `since` and `ageDays`. */
  readonly author: string | null;
  /** The ISO date on which its author wrote it. */
  readonly since: string | null;
  readonly ageDays: number | null;
  readonly written: Authorship['kind'];
  readonly until: string | null;
  readonly expiry: 'expired' | 'soon' | 'later' | null;
  readonly state: SuppressionState;
  readonly fault: string | null;
  readonly unusedRules: readonly string[];
  readonly findings: {
    readonly count: number;
    readonly bySeverity: Readonly<Record<Severity, number>>;
    readonly fingerprints: readonly string[];
  };
}

/** Puts the ledger together. `today` is an ISO date. */
export function createLedger(
  entries: readonly SuppressionEntry[],
  context: { readonly today: string; readonly authorOf: (path: string, line: number) => Authorship },
): Ledger {
  const suppressions = entries
    .map((entry) => ledgerEntry(entry, context))
    .sort((a, b) => compareText(a.path, b.path) || a.line - b.line || a.column - b.column);
  return {
    schemaVersion: LEDGER_SCHEMA_VERSION,
    today: context.today,
    summary: summarize(suppressions),
    suppressions,
  };
}

function ledgerEntry(entry: SuppressionEntry, { today, authorOf }: Parameters<typeof createLedger>[1]): LedgerEntry {
  const { path, range, scope, rules, lines, reason, until, state, fault, unusedRules, findings } = entry;
  const { line, column } = range.start;
  const written = authorOf(path, line);
  const isCommitted = written.kind === 'committed';
  return {
    path,
    line,
    column,
    scope,
    rules,
    lines,
    reason,
    author: isCommitted ? written.author : null,
    since: isCommitted ? written.date : null,
    // A clock may have been wrong when it was written.
    ageDays: isCommitted ? Math.max(0, daysBetween(written.date, today)) : null,
    written: written.kind,
    until,
    expiry: expiryOf(entry, today),
    state,
    fault,
    unusedRules,
    findings: {
      count: findings.length,
      bySeverity: countBySeverity(findings),
      fingerprints: findings.map(({ fingerprint }) => fingerprint),
    },
  };
}

/** From one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function expiryOf({ until, isExpired }: SuppressionEntry, today: string): LedgerEntry['expiry'] {
  if (isExpired) return 'expired';
  const days = until === null ? Number.NaN : daysBetween(today, until);
  // What is no date is told as a fault.
  return Number.isNaN(days) ? null : days <= SOON ? 'soon' : 'later';
}

function countBySeverity(findings: readonly { readonly severity: Severity }[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function summarize(suppressions: readonly LedgerEntry[]): LedgerSummary {
  const byState = { used: 0, unused: 0, invalid: 0, unchecked: 0 };
  const byRule = new Map<string, number>();
  for (const { state, rules } of suppressions) {
    byState[state] += 1;
    for (const rule of new Set(rules)) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  }
  return {
    suppressions: suppressions.length,
    byState,
    expired: suppressions.filter(({ expiry }) => expiry === 'expired').length,
    expiringSoon: suppressions.filter(({ expiry }) => expiry === 'soon').length,
    findings: new Set(suppressions.flatMap(({ findings }) => findings.fingerprints)).size,
    byRule: Object.fromEntries([...byRule].sort(([a], [b]) => compareText(a, b))),
  };
}

/** `2 high, 1 low`, the worst first; empty where there is none. */
export function severityWords(counts: Readonly<Record<Severity, number>>): string {
  return SEVERITIES.toReversed()
    .flatMap((severity) => (counts[severity] === 0 ? [] : [`${String(counts[severity])} ${severity}`]))
    .join(', ');
}
