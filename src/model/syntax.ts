import type { Range, Site, Span } from './location.js';

/**
 * A node of a concrete syntax tree: the part of tree-sitter's interface that its native and its WebAssembly binding
 * share. Indexes are UTF-16 offsets into the file's text. Prefer fields and pruned descents to `namedChildren`,
 * which builds an array of every child.
 */
export interface SyntaxNode {
  readonly id: number;
  readonly type: string;
  readonly isNamed: boolean;
  readonly isError: boolean;
  readonly isMissing: boolean;
  readonly hasError: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly text: string;
  readonly parent: SyntaxNode | null;
  readonly children: readonly SyntaxNode[];
  readonly namedChildren: readonly SyntaxNode[];
  readonly childCount: number;
  readonly namedChildCount: number;
  readonly firstChild: SyntaxNode | null;
  readonly firstNamedChild: SyntaxNode | null;
  readonly lastNamedChild: SyntaxNode | null;
  readonly nextSibling: SyntaxNode | null;
  readonly nextNamedSibling: SyntaxNode | null;
  readonly previousSibling: SyntaxNode | null;
  readonly previousNamedSibling: SyntaxNode | null;
  child(index: number): SyntaxNode | null;
  namedChild(index: number): SyntaxNode | null;
  childForFieldName(field: string): SyntaxNode | null;
  descendantForIndex(start: number, end?: number): SyntaxNode | null;
  descendantsOfType(types: string | string[]): readonly (SyntaxNode | null)[];
}

export interface Hit {
  readonly node: SyntaxNode;
  readonly match: RegExpExecArray;
}

/**
 * What around a hit must be in its tree: the whole file, the statement at the top level that holds it, or what of that
 * statement declares something at the top level. In a `declaration` the bodies of functions may be missing (the text of
 * the nodes around them is whole), hits in them are not given, and neither are statements that declare nothing.
 */
export type Extent = 'file' | 'statement' | 'declaration';

/** The content of one file as extractors see it. It holds no path: the same content gives the same facts. */
export interface ParsedFile {
  /** The decoded text without its BOM. */
  readonly text: string;
  readonly format: string;
  /** The variant of the format: `py`, `pyi`; `ts`, `tsx`, `js`, `jsx`, `d.ts`. */
  readonly dialect: string;
  /**
   * Runs `pattern` (with the flags `g`, and `d` where `group` is used) over the text and, at each hit, gives the
   * smallest syntax node that covers the match, or the capture `group`. The file is parsed at the first hit only.
   * The pattern must match a superset of the real sites; the tree decides. With an `extent` less than `file`, the parts
   * of the file outside it may be missing from the tree, and nodes may be of several trees: two nodes of the top level, or
   * of different statements there, cannot be compared by id, and have no siblings to count on.
   */
  nodesAt(pattern: RegExp, group?: number, extent?: Extent): Iterable<Hit>;
  /**
   * The hits of `nodesAt`, but of a statement at the top level whose text alone tells all that its nodes would what `read`
   * gives: such statements are not parsed. `read` gets the statement (or several that cannot be told apart) and the offsets
   * of the hits in it; it is not asked where statements are not known without a parse.
   */
  toldAt<Told extends object>(
    pattern: RegExp,
    around: { readonly group?: number; readonly extent: Exclude<Extent, 'file'> },
    read: (statement: Span, hits: readonly number[]) => readonly Told[] | undefined,
  ): Iterable<Hit | Told>;
  /** The smallest syntax node that covers `[start, end)`, by the same `extent`. */
  nodeAt(start: number, end: number, extent?: Extent): SyntaxNode | null;
  /** The root node; parses the file if that has not happened yet. */
  tree(): SyntaxNode;
  /**
   * The nodes above one, the nearest first. Climb with this, not with `parent` in a loop: each step costs as much as the
   * node is deep. Throws where the syntax nests too deep to be climbed.
   */
  ancestors(node: SyntaxNode): Iterable<SyntaxNode>;
  /** Where `[start, end)` is; costs less than `site`. */
  range(start: number, end: number): Range;
  /** The place of `[start, end)`, UTF-16 offsets into `text`. */
  site(start: number, end: number): Site;
  /** The facts of another extractor of this format, on this content. */
  facts<Fact>(extractor: string): readonly Fact[];
}

/** Finds facts in one content. Pure; facts are plain JSON. `version` rises whenever equal content gives other facts. */
export interface Extractor<Fact = unknown> {
  readonly version: number;
  /** A text in which this occurs nowhere holds no facts: without it nothing is loaded that could parse. */
  readonly sign?: RegExp;
  extract(file: ParsedFile): Iterable<Fact>;
}
