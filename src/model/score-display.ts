/**
 * A score as people see it: rounded to one decimal, half up, and within 0.1 … 99.9 while any finding counts
 * (`hasOpen`: open or baselined), so that 100.0 means "nothing is left". Grades and gates judge this number, so that
 * nobody reads "90.0" beside a B.
 */
export function roundScore(value: number, hasOpen: boolean): number {
  const tenths = Math.round(value * 10);
  return (hasOpen ? Math.min(999, Math.max(1, tenths)) : tenths) / 10;
}

/** `roundScore` with exactly one decimal; `n/a` where there is no score. */
export function displayScore(value: number | null, hasOpen: boolean): string {
  return value === null ? 'n/a' : roundScore(value, hasOpen).toFixed(1);
}
