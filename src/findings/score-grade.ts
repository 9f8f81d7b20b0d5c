import { formatCount } from '../model/count-text.js';
import type { Grade, Risk, Score } from '../model/report.js';
import { roundScore } from '../model/score-display.js';

/** Below this many lines one finding moves the score too far for a letter to mean anything. */
export const MINIMUM_GRADED_LINES = 1000;

/** The displayed score at which each grade begins; below the last it is E. */
export const GRADE_BOUNDS = [
  ['A', 90],
  ['B', 75],
  ['C', 50],
  ['D', 25],
] as const satisfies readonly (readonly [Grade, number])[];

/** What grade and risk depend on. Counts are of open and baselined findings. */
export interface ScoreState {
  readonly value: number | null;
  readonly lines: number;
  readonly criticals: number;
  readonly highs: number;
  readonly hasOpen: boolean;
  readonly isComplete: boolean;
  readonly incompleteReason?: string | undefined;
}

/** The grade of the displayed score, capped at C while a critical finding counts; null where a letter would mislead. */
export function gradeScore(state: ScoreState): Pick<Score, 'grade' | 'gradeReason'> {
  const obstacles = obstaclesOf(state);
  if (state.value === null || obstacles.length > 0) {
    return { grade: null, gradeReason: `no grade: ${obstacles.join('; ')}` };
  }
  const letter = letterOf(state.value, state.hasOpen);
  if (state.criticals > 0 && (letter === 'A' || letter === 'B')) {
    return { grade: 'C', gradeReason: `capped to C: ${formatCount(state.criticals)} critical` };
  }
  return { grade: letter, gradeReason: null };
}

/**
 * How bad things are. The letter counts even when the check is incomplete: a file that cannot be checked must not
 * lower the risk. Under 1,000 lines there is no letter, and the severities alone decide.
 */
export function rateRisk(state: ScoreState): Risk {
  const isLarge = state.lines >= MINIMUM_GRADED_LINES;
  const letter = state.value === null || !isLarge ? null : letterOf(state.value, state.hasOpen);
  if (state.criticals > 0 || letter === 'D' || letter === 'E') return 'HIGH';
  if (state.highs > 0 || letter === 'C') return 'MEDIUM';
  return 'LOW';
}

function obstaclesOf({ lines, isComplete, incompleteReason }: ScoreState): string[] {
  const obstacles: string[] = [];
  if (lines === 0) obstacles.push('no lines were counted');
  else if (lines < MINIMUM_GRADED_LINES) {
    obstacles.push(`fewer than ${formatCount(MINIMUM_GRADED_LINES)} lines (${formatCount(lines)})`);
  }
  if (!isComplete) obstacles.push(`the check is incomplete${incompleteReason ? ` (${incompleteReason})` : ''}`);
  return obstacles;
}

function letterOf(value: number, hasOpen: boolean): Grade {
  const displayed = roundScore(value, hasOpen);
  return GRADE_BOUNDS.find(([, bound]) => displayed >= bound)?.[0] ?? 'E';
}
