import type { Measurement } from './measure.js';
import { median } from './measure.js';

/** What a measured number is held to: at most that much. */
export interface Target {
  readonly measured: number;
  readonly must: number;
  readonly aim: number | null;
  /** Behind the numbers: `×`, ` MB`, ` ms`. */
  readonly unit: string;
}

/** One row of the table of targets. */
export type Result =
  | {
      readonly kind: 'measured';
      readonly measure: string;
      /** What was divided by what, in words. */
      readonly value: string;
      readonly target: Target;
    }
  | { readonly kind: 'not measured'; readonly measure: string; readonly reason: string };

/** One row of the table of runs: the medians of a command that was run several times. */
export interface Runs {
  readonly who: string;
  /** What it was given to do. */
  readonly work: string;
  readonly bytes: number | null;
  readonly measurements: readonly Measurement[];
  /** What it found, in words. */
  readonly found?: string;
}

export interface Outcome {
  readonly results: readonly Result[];
  readonly runs: readonly Runs[];
}

export type Verdict = 'aim met' | 'must met' | 'MISSED';

export function verdictOf({ measured, must, aim }: Target): Verdict {
  if (aim !== null && measured <= aim) return 'aim met';
  return measured <= must ? 'must met' : 'MISSED';
}

/** Milliseconds. */
export function wallOf({ measurements }: Runs): number {
  return median(measurements.map(({ wall }) => wall));
}

/** Milliseconds. */
export function cpuOf({ measurements }: Runs): number {
  return median(measurements.map(({ cpu }) => cpu));
}

/** Bytes; null where the platform does not tell. */
export function peakOf({ measurements }: Runs): number | null {
  const peaks = measurements.flatMap(({ peak }) => peak ?? []);
  return peaks.length === 0 ? null : median(peaks);
}

/** The wall time of one command by that of another, held to a target. */
export function ratio(
  measure: string,
  [one, other]: readonly [Runs, Runs],
  { must, aim }: { readonly must: number; readonly aim: number | null },
): Result {
  const [mine, theirs] = [wallOf(one), wallOf(other)];
  const processor = `processor ${seconds(cpuOf(one))} of ${seconds(cpuOf(other))}`;
  const value = `${seconds(mine)} of ${seconds(theirs)} (${other.who}); ${processor}`;
  return { kind: 'measured', measure, value, target: { measured: mine / theirs, must, aim, unit: ' ×' } };
}

export function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
