import type { Site } from 'compliance-linter';

/** What an import statement names, and what the file calls it if that differs. */
export interface BoundName {
  readonly name: string;
  readonly alias: string | null;
}

/** A relative import of Python, in a statement or a call of `import_module`. */
export interface PythonImport {
  readonly kind: 'python';
  /** Dots and module as written, without white space. */
  readonly specifier: string;
  /** What the project resolves: the specifier, or an absolute name if the call says from which package the dots start. */
  readonly module: string;
  /** The names imported where the specifier is dots alone: they may be modules themselves. */
  readonly names: readonly BoundName[];
  /** The dots start from `__name__`, which is a package in an `__init__.py` only. */
  readonly startsAtName: boolean;
  /** White space that an absolute name in its place needs before and after it (`from.orders`, `from .import`). */
  readonly needsSpace: { readonly before: boolean; readonly after: boolean };
  /** In an `__init__.py`, it would make a name of the package. */
  readonly isReexport: boolean;
  readonly isAbsenceHandled: boolean;
  /** What a name replaces: the specifier, in a string without its quotes. */
  readonly site: Site;
}

/** A relative import of ECMAScript, in any form. */
export interface ModuleImport {
  readonly kind: 'module';
  readonly specifier: string;
  readonly isReexport: boolean;
  readonly isAbsenceHandled: boolean;
  /** The string with its quotes. */
  readonly site: Site;
}

/** The other modules that a file with parent imports names, which tell its style. */
export interface BareImports {
  readonly kind: 'bare';
  readonly specifiers: readonly string[];
}

export type Fact = PythonImport | ModuleImport | BareImports;
