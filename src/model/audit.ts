import type { Severity } from './finding.js';
import type { Grade } from './report.js';

export const AUDIT_SCHEMA_VERSION = 1;

/** From none to the worst. */
export const RISK_LEVELS = ['none', 'low', 'medium', 'high', 'critical'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** What a part of an audit is about, in the order in which it is told. */
export const AUDIT_AREAS = ['environment', 'secrets', 'services', 'containers', 'deployment', 'tests'] as const;
export type AuditArea = (typeof AUDIT_AREAS)[number];

/** What an audit of a deployment says about a rule. Of rules without it nothing but their share of the score is told. */
export interface AuditPart {
  readonly area: AuditArea;
  /** What happens in the deployment if nobody mends it; one sentence. */
  readonly impact: string;
  /** What holds where the rule finds nothing, as a line of a checklist. */
  readonly verifies: string;
  /** What only a running system can show, as a line of a checklist. */
  readonly leavesOpen?: string;
  /** True for the files that the rule looks at: of a project without any nothing is said to be verified. */
  readonly concerns: (path: string) => boolean;
}

export const HORIZONS = ['before the next deployment', 'this week', 'this sprint'] as const;
export type Horizon = (typeof HORIZONS)[number];

/** What one cause leads to: all findings of a rule about one subject. */
export interface AuditIssue {
  /** Steady between runs: `env-placeholder:GOOGLE_CLIENT_ID`. */
  readonly id: string;
  readonly rule: string;
  readonly area: AuditArea;
  readonly severity: Severity;
  /** 1 before the next deployment, 2 this week, 3 this sprint. */
  readonly priority: 1 | 2 | 3;
  /** In Markdown's backticks where code is meant, as are the other texts. */
  readonly problem: string;
  readonly impact: string;
  readonly recommendation: string;
  /** The first places, by path and line. */
  readonly evidence: readonly AuditEvidence[];
  /** How many places there are. */
  readonly places: number;
  /** How many files or services depend on it, as far as is known: at least one. */
  readonly reach: number;
  /** True if a baseline lists all of it. */
  readonly isKnown: boolean;
}

export interface AuditEvidence {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** The line, secrets masked; empty where it is not shown. */
  readonly text: string;
  /** What stands there, if that is not the problem itself; null for the problem. */
  readonly note: string | null;
  /** True for a file that git ignores. */
  readonly isLocal: boolean;
}

export interface ChecklistItem {
  readonly text: string;
  /** `verified` from the files alone; `failed`; `open`, which only a running system or a person can tell. */
  readonly state: 'verified' | 'failed' | 'open';
}

/** What has changed since an earlier state. */
export interface AuditChange {
  readonly ref: string;
  readonly scoreBefore: number | null;
  readonly riskBefore: RiskLevel;
  /** Identifiers of issues. */
  readonly added: readonly string[];
  readonly resolved: readonly { readonly id: string; readonly problem: string }[];
}

/** The report that is read before a deployment. Plain JSON, sorted, without times or absolute paths. */
export interface Audit {
  readonly schemaVersion: typeof AUDIT_SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string; readonly preset: string };
  /** Which one was asked for; null for all. */
  readonly environment: string | null;
  /** Sentences. */
  readonly summary: readonly string[];
  readonly risk: {
    readonly level: RiskLevel;
    /** The sum that the level is read from; see docs/audit.md. */
    readonly points: number;
    readonly reason: string;
    /** Identifiers of the issues that weigh most. */
    readonly top: readonly string[];
  };
  readonly score: {
    /** As shown; null where there is none. */
    readonly value: number | null;
    readonly grade: Grade | null;
    readonly violations: readonly { readonly rule: string; readonly findings: number; readonly lost: number }[];
  };
  /** By priority, then by weight. */
  readonly issues: readonly AuditIssue[];
  readonly deployment: {
    readonly right: readonly string[];
    readonly missing: readonly string[];
    /** What the files do not tell. */
    readonly unknown: readonly string[];
  };
  readonly actions: readonly { readonly horizon: Horizon; readonly issue: string; readonly action: string }[];
  readonly checklist: readonly ChecklistItem[];
  /** Files that could not be looked at, and why. */
  readonly unchecked: readonly string[];
  readonly nextSteps: readonly string[];
  /** Null where no earlier state was asked for. */
  readonly change: AuditChange | null;
}
