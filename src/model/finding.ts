import type { Range, Site } from './location.js';

/** From the least to the most severe. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** True if `severity` is `threshold` or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);
}

/** Replaces `range` of the file at `path` by `text`. */
export interface Edit {
  readonly path: string;
  readonly range: Range;
  readonly text: string;
}

/** A repair a machine can make. `safe` keeps the behaviour; `unsafe` may change it and is applied only on request. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

/** Another place that belongs to a problem. */
export interface Related {
  readonly path: string;
  readonly range: Range;
  readonly message: string;
}

/** A rule's judgement over facts: what is wrong at one site. */
export interface Problem {
  /** The file of the site; it must be one of the judged entries' files. */
  readonly path: string;
  readonly site: Site;
  /** One of the rule's declared kinds; `default` when absent. */
  readonly kind?: string;
  readonly message: string;
  /** What the problem is about (`UserService.save`, `../orders`); part of the fingerprint. */
  readonly subject: string;
  /** A steadier identity than path, subject and line, where the rule has one. */
  readonly identity?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly data?: Readonly<Record<string, unknown>>;
  /** Non-blank lines that go away when the problem is resolved; the score's `gain` counts them. */
  readonly removesLines?: number;
}

export type FindingStatus = 'open' | 'baselined' | 'suppressed';

/** A problem with a severity, a fingerprint and a status, as reports hold it. */
export interface Finding {
  readonly ruleId: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly path: string;
  readonly component: string;
  readonly range: Range;
  readonly lineText: string;
  readonly lineHash: string;
  readonly subject: string;
  readonly message: string;
  readonly fingerprint: string;
  readonly status: FindingStatus;
  readonly isNew: boolean;
  /** Why it is suppressed. */
  readonly reason: string | null;
  readonly cause: string | null;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly removesLines: number;
  /** What it would be known by if its file still had an earlier path; absent where that was not asked for. */
  readonly former?: readonly { readonly path: string; readonly fingerprint: string }[];
}
