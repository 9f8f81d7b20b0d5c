export interface Proportion {
  readonly value: number;
  /** Bounds of the 95 % score interval. */
  readonly lower: number;
  readonly upper: number;
}

/** 97.5 % quantile of the standard normal distribution. */
const Z = 1.959964;

/**
 * The share of successes with its 95 % interval: E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927). Not a number where nothing was tried.
 */
export function wilson(successes: number, trials: number): Proportion {
  const value = successes / trials;
  const center = value + (Z * Z) / (2 * trials);
  const spread = Z * Math.sqrt((value * (1 - value)) / trials + (Z * Z) / (4 * trials * trials));
  const scale = 1 + (Z * Z) / trials;
  return { value, lower: (center - spread) / scale, upper: (center + spread) / scale };
}

/** `0.987 (0.953–0.996)`. */
export function displayProportion({ value, lower, upper }: Proportion): string {
  return `${value.toFixed(3)} (${lower.toFixed(3)}–${upper.toFixed(3)})`;
}
