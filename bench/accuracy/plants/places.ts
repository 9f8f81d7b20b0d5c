/** Where a statement may be inserted. Lines are 1-based. */
export interface Place {
  /** The line before which it goes; one more than the last line for the end of the file. */
  readonly line: number;
  readonly indentation: string;
  readonly kind: 'module' | 'function' | 'async' | 'class';
  /** How deep it is nested in blocks of its function. */
  readonly depth: number;
  /** First and last line of the outermost statement around it; its own line at module level. */
  readonly outer: readonly [number, number];
  /** Functions and classes around it; in TypeScript also the functions that the code around it is passed to. */
  readonly names: readonly string[];
}

/** Top-level names of a module, as far as templates refer to them. */
export interface Symbols {
  readonly functions: readonly string[];
  /** Class → methods. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** Module, imported name, local name. Python only. */
  readonly imports: readonly (readonly [string, string, string])[];
  readonly modules: readonly (readonly [string, string])[];
  readonly constants: readonly string[];
  readonly loggers: readonly string[];
}

export const NO_SYMBOLS: Symbols = {
  functions: [],
  classes: {},
  imports: [],
  modules: [],
  constants: [],
  loggers: [],
};

export interface FilePlaces {
  /** The line before which imports go: after a shebang, a docstring, `from __future__`, `'use client'`. 0: nowhere. */
  readonly importLine: number;
  readonly endLine: number;
  /** Last line of the imports, 0 without any. */
  readonly lastImport: number;
  readonly places: readonly Place[];
  readonly symbols: Symbols;
}
