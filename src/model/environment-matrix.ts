import type { EnvironmentNecessity } from './environment-reads.js';
import type { SettingSource, SettingValue, ValueTraits } from './deployment-variables.js';
import type { Range } from './location.js';

/** What the code needs of each environment against what each environment gives it. */
export interface EnvironmentMatrix {
  /** Deployed ones first, then by name. */
  readonly environments: readonly MatrixEnvironment[];
  /** By name. */
  readonly variables: readonly MatrixVariable[];
}

export interface MatrixEnvironment {
  readonly name: string;
  readonly isDeployed: boolean;
  /** False where nothing in the tree says what it sets: then nothing is missing there, it is only not known. */
  readonly isKnown: boolean;
  /** The files that set something there. */
  readonly sources: readonly MatrixSource[];
}

export interface MatrixSource {
  readonly path: string;
  readonly by: SettingSource;
  /** True for a file that git ignores: it never leaves this machine's own output. */
  readonly isLocal: boolean;
}

export interface MatrixVariable {
  readonly name: string;
  readonly reads: readonly MatrixRead[];
  /** By the name of the environment; one for each. */
  readonly cells: Readonly<Record<string, MatrixCell>>;
}

export interface MatrixRead {
  readonly path: string;
  readonly range: Range;
  readonly necessity: EnvironmentNecessity;
  readonly fallback: ValueTraits | null;
  /** Other variables that serve in its place. */
  readonly otherNames: readonly string[];
}

/**
 * `set`; `store`, from a store of secrets; `placeholder`; `empty`; `default`, nothing sets it and the code has a value;
 * `optional`, nothing does and the code does without; `missing`; `served`, another variable is there in its place;
 * `unused`, set but read nowhere; `unknown`.
 */
export type CellState =
  'set' | 'store' | 'placeholder' | 'empty' | 'default' | 'optional' | 'missing' | 'served' | 'unused' | 'unknown';

export interface MatrixCell {
  readonly state: CellState;
  /** The one that counts first, then those it hides, under the precedence in force. */
  readonly settings: readonly MatrixSetting[];
  /** For people, in a sentence: why it is in this state, or who wins over whom. */
  readonly why: string;
}

export interface MatrixSetting {
  readonly path: string;
  readonly range: Range;
  readonly by: SettingSource;
  readonly consumer: string | null;
  readonly isLocal: boolean;
  readonly value: SettingValue;
}
