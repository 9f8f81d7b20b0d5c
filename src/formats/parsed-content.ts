import type { Format } from '../model/format.js';
import type { Range, Site, Span } from '../model/location.js';
import type { Extent, Hit, ParsedFile, SyntaxNode } from '../model/syntax.js';
import { LineHashes } from './line-hash.js';
import { LineIndex } from './line-index.js';
import { maskSecrets } from '../model/mask.js';
import type { Parse, SyntaxTree } from './parser.js';
import { type Held, StatementTrees } from './statement-trees.js';

/** Longest line text a site keeps, in UTF-16 units. */
const MAX_LINE_TEXT = 200;

/**
 * Milliseconds that the facts of one file may take. Ordinary files take less than a hundredth; looking up nodes in chains
 * tens of thousands deep takes the square of their length.
 */
const TIME_LIMIT = 10_000;

/** Syntax nested deeper than this is not climbed: no person wrote it. */
const MAX_DEPTH = 2_000;

/** One content under extraction. Call `dispose` when its facts have been taken. */
export class ParsedContent implements ParsedFile {
  readonly #parse: Parse;
  readonly #format: Format;
  readonly #hasBom: boolean;
  readonly #facts = new Map<string, readonly unknown[]>();
  readonly #parents = new Map<SyntaxNode, SyntaxNode | null>();
  readonly #deadline = performance.now() + TIME_LIMIT;
  #tree: SyntaxTree | undefined;
  #parts: StatementTrees | undefined;
  #lines: LineIndex | undefined;
  #hashes: LineHashes | undefined;

  constructor(
    readonly text: string,
    readonly dialect: string,
    input: { format: Format; parse: Parse; hasBom: boolean },
  ) {
    this.#format = input.format;
    this.#parse = input.parse;
    this.#hasBom = input.hasBom;
  }

  get format(): string {
    return this.#format.name;
  }

  get isParsed(): boolean {
    return this.#tree !== undefined || this.#parts?.isParsed === true;
  }

  *nodesAt(pattern: RegExp, group = 0, extent: Extent = 'file'): Iterable<Hit> {
    for (const { start, end, match, root } of this.#placed(matchesOf(this.text, pattern, group), extent)) {
      this.#checkTime();
      const node = (root ?? this.tree()).descendantForIndex(start, end);
      if (node !== null) yield { node, match };
    }
  }

  *toldAt<Told extends object>(
    pattern: RegExp,
    { group = 0, extent }: { readonly group?: number; readonly extent: Exclude<Extent, 'file'> },
    read: (statement: Span, hits: readonly number[]) => readonly Told[] | undefined,
  ): Iterable<Hit | Told> {
    const places = [...matchesOf(this.text, pattern, group)];
    const told = places.length === 0 || this.#tree !== undefined ? [] : this.#toldApart(places, read);
    const isTold = new Set(told.flatMap((statement) => statement.places));
    const others = [
      ...this.#placed(
        places.filter((place) => !isTold.has(place)),
        extent,
      ),
    ];
    for (const next of [...told, ...others].sort((one, other) => one.start - other.start)) {
      this.#checkTime();
      if ('facts' in next) {
        yield* next.facts;
        continue;
      }
      const node = (next.root ?? this.tree()).descendantForIndex(next.start, next.end);
      if (node !== null) yield { node, match: next.match };
    }
  }

  /** The statements that `read` can tell, with the places in them. */
  #toldApart<Place extends Span, Told>(
    places: readonly Place[],
    read: (statement: Span, hits: readonly number[]) => readonly Told[] | undefined,
  ): (Held<Place> & { readonly facts: readonly Told[] })[] {
    const held = this.#statements()?.holding(places) ?? [];
    return held.flatMap((statement) => {
      const facts = read(
        statement,
        statement.places.map(({ start }) => start),
      );
      return facts === undefined ? [] : [{ ...statement, facts }];
    });
  }

  nodeAt(start: number, end: number, extent: Extent = 'file'): SyntaxNode | null {
    for (const { root } of this.#placed([{ start, end }], extent)) {
      return (root ?? this.tree()).descendantForIndex(start, end);
    }
    return null;
  }

  /** The places with the root of a tree of their statements alone, where that will do; without those not to be looked at. */
  #placed<Place extends Span>(
    found: Iterable<Place>,
    extent: Extent,
  ): Iterable<Place & { readonly root?: SyntaxNode }> {
    const isWholeKnown = this.#tree !== undefined && !(extent === 'statement' && this.#parts?.hasStatements === true);
    if (extent === 'file' || isWholeKnown || this.#format.statements === undefined) return found;
    const places = [...found];
    if (places.length === 0) return places;
    const statements = this.#statements();
    const roots = extent === 'statement' ? statements?.statementsAt(places) : statements?.declarationsAt(places);
    if (roots === undefined) return places;
    return places.flatMap((place) => {
      const root = roots.get(place);
      return root === undefined ? [] : [{ ...place, root }];
    });
  }

  /** Undefined for a format whose statements cannot be told apart. */
  #statements(): StatementTrees | undefined {
    const finder = this.#format.statements;
    if (finder === undefined) return undefined;
    const parse = (parts: readonly Span[]): SyntaxTree => this.#parse(this.#readableText(), parts);
    return (this.#parts ??= new StatementTrees({ text: this.text, finder, parse }));
  }

  *ancestors(node: SyntaxNode): Iterable<SyntaxNode> {
    let steps = 0;
    for (let above = this.#parentOf(node); above !== null; above = this.#parentOf(above)) {
      steps += 1;
      if (steps > MAX_DEPTH) throw new Error(`syntax nests deeper than ${MAX_DEPTH} levels`);
      this.#checkTime();
      yield above;
    }
  }

  /** Asked for often, and slow to find: the tree is searched from its root. */
  #parentOf(node: SyntaxNode): SyntaxNode | null {
    let parent = this.#parents.get(node);
    if (parent === undefined) {
      parent = node.parent;
      this.#parents.set(node, parent);
    }
    return parent;
  }

  #checkTime(): void {
    if (performance.now() <= this.#deadline) return;
    throw new Error(`took longer than ${TIME_LIMIT / 1000} s; exclude the file, or split it`);
  }

  tree(): SyntaxNode {
    this.#tree ??= this.#parse(this.#readableText());
    return this.#tree.rootNode;
  }

  /** Of the same length: the grammars know no lone CR, for one. */
  #readableText(): string {
    const text = this.#format.readableText?.(this.text) ?? this.text;
    return /\r(?!\n)/.test(text) ? text.replace(/\r(?!\n)/g, '\n') : text;
  }

  range(start: number, end: number): Range {
    this.#lines ??= new LineIndex(this.text);
    return { start: this.#lines.position(start), end: this.#lines.position(end) };
  }

  site(start: number, end: number): Site {
    const range = this.range(start, end);
    const { line } = range.start;
    this.#lines ??= new LineIndex(this.text);
    this.#hashes ??= new LineHashes(this.text, this.#lines, this.#hasBom);
    return { range, lineText: shown(this.#lines.text(line)), lineHash: this.#hashes.at(line) };
  }

  facts<Fact>(extractor: string): readonly Fact[] {
    return (this.sharedFacts(extractor) ?? []) as readonly Fact[];
  }

  /** The facts of one of the format's own extractors, found once; undefined if the format has none of that name. */
  sharedFacts(extractor: string): readonly unknown[] | undefined {
    const known = this.#facts.get(extractor);
    const found = this.#format.extractors[extractor];
    if (known !== undefined || found === undefined) return known;
    const facts = [...found.extract(this)];
    this.#facts.set(extractor, facts);
    return facts;
  }

  dispose(): void {
    this.#tree?.dispose();
    this.#parts?.dispose();
    this.#tree = undefined;
    this.#parts = undefined;
    this.#parents.clear();
  }
}

/** What of a text an expression matched. */
interface Match extends Span {
  readonly match: RegExpExecArray;
}

function* matchesOf(text: string, pattern: RegExp, group: number): Iterable<Match> {
  const search = searchFor(pattern, group);
  for (let from = 0; ;) {
    // Others may search with the same expression before this is asked to go on.
    search.lastIndex = from;
    const match = search.exec(text);
    if (match === null) return;
    from = search.lastIndex > match.index ? search.lastIndex : match.index + 1;
    const [start, end] = group === 0 ? [match.index, match.index + match[0].length] : (match.indices?.[group] ?? []);
    if (start !== undefined && end !== undefined) yield { start, end, match };
  }
}

const SEARCHES = new WeakMap<RegExp, RegExp>();

/** The expression with the flags that are needed; made once, for making one costs more than many a search. */
function searchFor(pattern: RegExp, group: number): RegExp {
  const known = SEARCHES.get(pattern);
  if (known !== undefined && (group === 0 || known.hasIndices)) return known;
  const search = new RegExp(pattern, [...new Set(`${pattern.flags}g${group > 0 ? 'd' : ''}`)].join(''));
  SEARCHES.set(pattern, search);
  return search;
}

/** A cut may leave half a credential, hence the order, or half a surrogate pair, which no UTF-8 output could hold. */
function shown(line: string): string {
  const masked = maskSecrets(wholeWords(line, 5 * MAX_LINE_TEXT)).slice(0, MAX_LINE_TEXT);
  return masked.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** At most `length` units, without what the cut would leave of the last word: half a credential is none that masking knows. */
function wholeWords(line: string, length: number): string {
  return line.length <= length ? line : line.slice(0, length).replace(/[^\s"'`]*$/, '');
}
