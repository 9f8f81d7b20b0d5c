import { SEVERITIES, type Severity } from './finding.js';

/** Findings that fail a check: the new ones, or all that are not suppressed, of a severity or worse. */
export interface GateCondition {
  readonly scope: 'new' | 'all';
  readonly severity: Severity;
}

/** All ways to write one; a severity alone means new findings. */
export const WRITTEN_CONDITIONS: readonly string[] = [
  ...SEVERITIES,
  ...SEVERITIES.map((severity) => `new:${severity}`),
  ...SEVERITIES.map((severity) => `all:${severity}`),
];

/** Reads `medium`, `new:medium` or `all:critical`; undefined for anything else. */
export function readCondition(written: string): GateCondition | undefined {
  const [, scope = 'new', name] = /^(?:(new|all):)?(\w+)$/.exec(written) ?? [];
  const severity = SEVERITIES.find((known) => known === name);
  return severity === undefined ? undefined : { scope: scope === 'all' ? 'all' : 'new', severity };
}

/** Reads a list of conditions; `none` stands for none. Undefined if one is misspelt. */
export function readConditions(written: readonly string[]): readonly GateCondition[] | undefined {
  const conditions = written.filter((word) => word !== 'none').map(readCondition);
  return conditions.every((condition) => condition !== undefined) ? conditions : undefined;
}

export function writeCondition({ scope, severity }: GateCondition): string {
  return `${scope}:${severity}`;
}
