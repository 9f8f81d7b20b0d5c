import type { BaselineEntry } from './baseline.js';
import type { Failure, Skip } from './file.js';
import type { Finding, Severity } from './finding.js';
import type { Preset } from './rule.js';

export const REPORT_SCHEMA_VERSION = 1;
export const SCORE_MODEL = 1;

export type Grade = 'A' | 'B' | 'C' | 'D' | 'E';
export type Risk = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

export interface RuleScore {
  readonly rule: string;
  readonly points: number;
  readonly lost: number;
  readonly gain: number;
}

export interface ComponentScore {
  readonly component: string;
  readonly lines: number;
  readonly points: number;
  /** null when the component has no counted lines. */
  readonly score: number | null;
  readonly lost: number;
}

export interface DirectoryScore {
  readonly directory: string;
  readonly points: number;
  readonly lost: number;
}

export interface Score {
  /** null when there are no counted lines. */
  readonly value: number | null;
  /** The score with suppressed findings counted too. */
  readonly strict: number | null;
  readonly grade: Grade | null;
  /** Why there is no grade, or why it is lower than the value alone would give. */
  readonly gradeReason: string | null;
  readonly risk: Risk;
  readonly points: number;
  readonly complete: boolean;
  readonly byRule: readonly RuleScore[];
  readonly byComponent: readonly ComponentScore[];
  readonly byDirectory: readonly DirectoryScore[];
}

export interface RuleDescription {
  readonly id: string;
  readonly category: string;
  readonly summary: string;
  readonly why: string;
  readonly repair: string;
  readonly severity: Severity | 'off';
  readonly tags: readonly string[];
  /** Address of its documentation; null of a plug-in's. */
  readonly documentation: string | null;
}

export interface Gate {
  /** `new:medium`: new findings of this severity or worse fail the run; `all:…`: old ones too. */
  readonly failOn: readonly string[];
  readonly minScore: number | null;
  readonly passed: boolean;
  /** One sentence that says why. */
  readonly reason: string;
}

/** Files that hold code which no format understands yet, by extension. */
export interface UnsupportedFiles {
  readonly extension: string;
  readonly files: number;
}

/** What a baseline has done in a run. */
export interface BaselineUse {
  /** Of its file, as the user would name it. */
  readonly path: string;
  readonly commits: readonly string[];
  readonly entries: number;
  readonly matched: number;
  /** Entries whose finding is gone, though it was looked for: they should be pruned. */
  readonly stale: readonly BaselineEntry[];
  /** Entries that matched under an earlier path of their file. */
  readonly moved: readonly { readonly from: BaselineEntry; readonly to: BaselineEntry }[];
}

export type ChangeMode = 'since' | 'staged' | 'uncommitted';

/** Which change was judged, of a check of a change alone. */
export interface ReportedChange {
  readonly mode: ChangeMode;
  /** What it was compared with; nulls where there is no commit yet. */
  readonly base: { readonly ref: string | null; readonly commit: string | null };
  /** Number of files that came, went, moved or are others. */
  readonly files: number;
  /** Rules that were not asked, and why. */
  readonly notChecked: readonly { readonly rule: string; readonly reason: string }[];
}

/** All that reporters need. Plain JSON, sorted, without times or absolute paths. */
export interface Report {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: {
    readonly name: string;
    readonly version: string;
    readonly ruleSet: string;
    readonly policy: string;
    readonly preset: Preset;
    readonly scoreModel: typeof SCORE_MODEL;
    readonly rules: readonly RuleDescription[];
    readonly judges: readonly { readonly language: string; readonly by: string }[];
  };
  readonly summary: {
    readonly files: number;
    readonly lines: number;
    readonly open: number;
    readonly new: number;
    readonly suppressed: number;
    readonly baselined: number;
    readonly bySeverity: Readonly<Record<Severity, number>>;
    readonly byRule: Readonly<Record<string, number>>;
    readonly unsupported: readonly UnsupportedFiles[];
    /** Submodules and other repositories inside this one: not entered. */
    readonly repositories: number;
  };
  /** Null of a check of everything. */
  readonly change: ReportedChange | null;
  /** The baseline that was used; null for none. */
  readonly baseline: BaselineUse | null;
  readonly score: Score;
  readonly gate: Gate;
  readonly findings: readonly Finding[];
  readonly skips: readonly Skip[];
  readonly failures: readonly Failure[];
}
