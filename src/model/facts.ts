import type { Range, Site } from './location.js';

/** What an import binds: `imported` is the exported name, `default`, or `*` for the module itself. */
export interface ImportedName {
  readonly imported: string;
  readonly local: string;
}

/** Fact of the extractor `imports`: one import, wherever it stands in the file. Found lexically, without parsing. */
export interface ImportFact {
  /** As written: `app.orders`, `..models`, `./user`, `react`. */
  readonly specifier: string;
  /** Empty for imports that bind nothing. A Python star import and `export * from` have one name, `*` with local ``. */
  readonly names: readonly ImportedName[];
  readonly isTypeOnly: boolean;
  /** `export … from` of ECMAScript. */
  readonly isReexport: boolean;
}

/**
 * Fact of the extractor `bindings`: a name that a module defines itself at its top level, not one that it imports. Found
 * lexically, without parsing: a name under `if` or `try` may be left out. An ECMAScript module that exports an imported
 * name by a statement of its own (`export { api }`) has a fact for it, made by the name itself.
 */
export interface BindingFact {
  readonly name: string;
  /** The names by which other ECMAScript modules import it (`default` among them); absent in Python. */
  readonly exportedAs?: readonly string[];
  readonly kind: 'function' | 'class' | 'value';
  /**
   * Of a value: the dotted name that it is, calls or constructs (`httpx.Client`, `create`); absent for anything else. In
   * ECMAScript absent only where the module writes the value out (a literal, an object); '' for anything else.
   */
  readonly madeBy?: string;
  /** Of a class: dotted names of its bases, and the names defined in its body. */
  readonly bases?: readonly string[];
  readonly members?: readonly string[];
}

/** The fact `syntax`: what the language's own judge says of a content. */
export interface SyntaxFact {
  /** Who spoke, for which version: `CPython 3.11.7`, `TypeScript 5.9.3`. */
  readonly by: string;
  /** Why it was not judged: it is written in another language than its name says. */
  readonly foreign?: string;
  /** Null where the content is valid. */
  readonly fault: {
    /** As the judge words it. */
    readonly message: string;
    /** The first version of the language in which the content is valid; null if none is known. */
    readonly validFrom: string | null;
    readonly site: Site;
  } | null;
}

/** Fact of the extractor `suppressions`: a comment that asks to ignore findings. */
export interface SuppressionFact {
  readonly scope: 'line' | 'file';
  /** As written between the brackets. */
  readonly rules: readonly string[];
  readonly reason: string | null;
  /** ISO date, the last day on which it holds. */
  readonly until: string | null;
  /** The 1-based lines whose findings it covers, both included; null for the whole file. */
  readonly lines: { readonly first: number; readonly last: number } | null;
  readonly site: Site;
  /** What stands between the brackets. */
  readonly list: Range | null;
  /** How it is taken out of the file; null where that cannot be told. */
  readonly removal: SuppressionRemoval | null;
  /** What makes it unusable, if anything does. */
  readonly fault: string | null;
}

export interface SuppressionRemoval {
  readonly range: Range;
  /** What stays in its place. */
  readonly text: string;
  /** False if more than the comment may change: blanks between elements of JSX. */
  readonly isSafe: boolean;
}

/**
 * A type, normalised: equal types are written equally, however they were spelled. A word, or an operator and its operands.
 *
 * Words: `string`, a built-in type; `"draft"`, `3`, `true`, `null`, `None`, literals; `@User`, `@orders.User`, a name bound
 * in the file or built in; `$0`, a type parameter; `#1x2y3z`, the hash of a body; `~text`, anything else as written.
 * Operators: `|`, `&`; `<>` a generic type and its arguments; `[]` array; `tuple`; `{}` an object type, its operands
 * `[name, type]` or `[name + '?', type]`; `=>` and `new`, the result and then the parameters; `?`, `...` optional and rest
 * parameters; `keyof`, `typeof`, `at` (indexed access), `if` (conditional), `mapped`, `template`,
 * `import` (module, name), `annotated` (type, text and names of all of `Annotated[…]`), `=` (a value and its names).
 */
export type TypeExpression = string | TypeOperation;

/** An operator, first, and its operands. */
export interface TypeOperation extends ReadonlyArray<TypeExpression> {
  readonly 0: string;
}

/** A field, a method, or a value of an enumeration or of a union of literals. */
export interface DefinitionMember {
  readonly name: string;
  /**
   * The annotated type; of a method without a body its signature, of one with a body the hash of its text; of an
   * assignment without annotation `=` and the value. null when nothing is known.
   */
  readonly type: TypeExpression | null;
  /** Present if the member may be left out. */
  readonly optional?: true;
}

export type DefinitionKind = 'class' | 'interface' | 'alias' | 'enum';

/** Fact of the extractor `definitions`: a named type at the top level of a module, or under an `if` or `try` there. */
export interface DefinitionFact {
  readonly name: string;
  readonly kind: DefinitionKind;
  /** The names by which other modules import it (`default` among them). Python: its own, unless it starts with `_`. */
  readonly exportedAs: readonly string[];
  readonly typeParameters: number;
  /** What it extends, in order; the named parts of an intersection. */
  readonly bases: readonly TypeExpression[];
  /** Dotted names of the decorators, and keyword arguments of a Python class (`table=True`). Absent when none. */
  readonly decorators?: readonly string[];
  readonly keywords?: readonly string[];
  /** Fields before flattening `bases`; for a union of literals the literals. Never framework settings such as `model_config`. */
  readonly members: readonly DefinitionMember[];
  /** The type of an alias that `bases` and `members` do not express. */
  readonly type?: TypeExpression;
  /** Present if it stands under `if` or `try`. */
  readonly isConditional?: true;
  /** Present if the file mentions the name outside the definition. */
  readonly isMentioned?: true;
  /** Present if it is visible everywhere without an import: a declaration file that is not a module. */
  readonly isGlobal?: true;
  /** The name. */
  readonly site: Site;
  /** The whole declaration with `export` and decorators. */
  readonly range: Range;
  /** Non-blank lines of the declaration. */
  readonly lines: number;
}
