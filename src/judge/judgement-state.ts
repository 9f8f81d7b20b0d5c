/** What a judgement of a whole project has come to, as plain data. Files are named by their index in `paths`. */
export interface JudgementState {
  readonly paths: readonly string[];
  /** Names of the components, and the index of each file's. */
  readonly components: readonly string[];
  readonly componentOf: readonly number[];
  /** Rule → key → its problems; keys without problems are left out. */
  readonly problems: Readonly<Record<string, readonly KeyProblems[]>>;
  /** Rule → what its keys depend on; asked for only where something has changed. */
  readonly dependencies: () => Readonly<Record<string, RuleDependencies>>;
}

/** The problems as JSON: most are never looked at where a few paths are selected. `paths` are those that they are in. */
export type KeyProblems = readonly [key: string, paths: readonly number[], problems: string];

export interface RuleDependencies {
  /** Of a rule whose key is not the path: the keys of a file's facts, and the files whose facts they depend on. */
  readonly placements: readonly (readonly [path: number, keys: readonly string[], reads: readonly number[]])[];
  /** The files whose facts the judgement of a key has asked for; keys that asked for none are left out. */
  readonly reads: readonly (readonly [key: string, reads: readonly number[]])[];
}
