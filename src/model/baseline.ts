/** One finding that is known already. */
export interface BaselineEntry {
  readonly ruleId: string;
  readonly path: string;
  readonly subject: string;
  readonly fingerprint: string;
}

/** Findings that are known already: they count in the score, and the gate looks away. */
export interface Baseline {
  /** Git's names of the commits at which it was written; more than one after a merge, none outside of git. */
  readonly commits: readonly string[];
  readonly entries: readonly BaselineEntry[];
}
