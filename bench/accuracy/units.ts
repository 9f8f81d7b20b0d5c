/**
 * What the oracles find, one JSON object a line, for both languages. Lines are 1-based, the last one included. The
 * programs under `oracles/` share no code with the rules: they read Python with CPython's `ast` and ECMAScript with the
 * TypeScript compiler.
 */
export interface Place {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
}

/** A file that the oracle cannot read or parse: nothing of it is compared. */
export interface FailureUnit extends Place {
  readonly kind: 'failure';
  readonly reason: string;
}

export interface ImportUnit extends Place {
  readonly kind: 'import';
  /** `call` for what only runs as an import: `import_module`, and `jest.mock` and its like. */
  readonly form: 'statement' | 'call';
  readonly specifier: string;
  /** Dots of Python, `../` of ECMAScript (0 for `./`); -1 for an ECMAScript import that is not relative. */
  readonly level: number;
  /** `imported as local`. */
  readonly names: readonly string[];
  readonly isTypeOnly: boolean;
  /** `export … from`; absent in Python. */
  readonly isReexport?: boolean;
  /** True in a Python package that is named like one of the standard library; absent in ECMAScript. */
  readonly isShadowed?: boolean;
}

export interface DefinitionField {
  readonly name: string;
  /** `own`: of an instance, set in the constructor; `type`: a class in a class; `signature`: a member without a name. */
  readonly role: 'annotated' | 'assigned' | 'method' | 'own' | 'type' | 'signature';
  /** As written, white space folded; null where there is none. */
  readonly annotation: string | null;
}

export interface DefinitionUnit extends Place {
  readonly kind: 'definition';
  readonly name: string;
  readonly form: 'class' | 'interface' | 'alias' | 'enum' | 'factory';
  readonly bases: readonly string[];
  readonly fields: readonly DefinitionField[];
  /** The type of an alias, as written. */
  readonly type: string | null;
  readonly isConditional: boolean;
  /** True if other modules can import it by some name. */
  readonly isExported: boolean;
}

/** One statement or decorator that creates mocks. */
export interface MockUnit extends Place {
  readonly kind: 'mock';
  readonly form: 'statement' | 'decorator';
  readonly name: string;
  readonly count: number;
  /**
   * `listed`: the specification lists it; `undefined`: a mock's name that nothing defines; `other`: a mock in a way that
   * the specification leaves open; `nested`: inside another creation of a mock; `environment`: of environment variables.
   */
  readonly certainty: 'listed' | 'undefined' | 'other' | 'nested' | 'environment';
  readonly isJustified: boolean;
}

/** A literal of a local host where a fallback stands. */
export interface LocalhostUnit extends Place {
  readonly kind: 'localhost';
  /** The lines of the literal and of the fallback that it reaches by name. */
  readonly lines: readonly number[];
  readonly form: string;
  readonly name: string;
  readonly value: string;
  readonly guard: 'unguarded' | 'guarded' | 'unsure';
  /** What makes it no host to connect to, as far as names show. */
  readonly exempt: string | null;
}

/** A session of some object that is set to nothing. */
export interface SessionUnit extends Place {
  readonly kind: 'session';
  readonly form: string;
  readonly name: string;
  readonly target: 'self' | 'nested' | 'other';
  readonly function: string;
  readonly isHandler: boolean;
  readonly isTeardown: boolean;
  readonly isClient: boolean;
  readonly opensOwn: boolean;
}

export type Unit = FailureUnit | ImportUnit | DefinitionUnit | MockUnit | LocalhostUnit | SessionUnit;
export type UnitKind = Unit['kind'];
export type UnitOf<Kind extends UnitKind> = Extract<Unit, { kind: Kind }>;

/** A unit as an oracle of ECMAScript finds it, before the path is known. */
export type Found<Kind extends UnitKind> = Omit<UnitOf<Kind>, 'path'>;
