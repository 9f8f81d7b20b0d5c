import type { Severity } from './finding.js';
import type { Range } from './location.js';

/**
 * What became of a suppression: `used`, it covers findings; `unused`, its rules ran and found nothing there; `invalid`, it
 * or a rule that it names does not count; `unchecked`, none of its rules ran on the file, so nothing can be said.
 */
export type SuppressionState = 'used' | 'unused' | 'invalid' | 'unchecked';

/** A suppression of the project and what it does. */
export interface SuppressionEntry {
  readonly path: string;
  readonly scope: 'line' | 'file';
  /** As written between the brackets. */
  readonly rules: readonly string[];
  /** The directive, without its reason. */
  readonly range: Range;
  /** The 1-based lines whose findings it covers, both included; null for the whole file. */
  readonly lines: { readonly first: number; readonly last: number } | null;
  /** Secrets masked. */
  readonly reason: string | null;
  /** As written: an ISO date, the last day on which it holds, unless `fault` says otherwise. */
  readonly until: string | null;
  readonly isExpired: boolean;
  readonly state: SuppressionState;
  /** Why it, or a part of it, does not count. */
  readonly fault: string | null;
  /** Rules that it names and that find nothing where it holds. */
  readonly unusedRules: readonly string[];
  /** The findings that it covers, in the report's order; they are open where it does not count. */
  readonly findings: readonly { readonly ruleId: string; readonly severity: Severity; readonly fingerprint: string }[];
}
