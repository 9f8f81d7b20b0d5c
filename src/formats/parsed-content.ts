import type { Format } from '../model/format.js';
import type { Site } from '../model/location.js';
import type { Hit, ParsedFile, SyntaxNode } from '../model/syntax.js';
import { LineHashes } from './line-hash.js';
import { LineIndex } from './line-index.js';
import { maskSecrets } from '../model/mask.js';
import type { Parse, SyntaxTree } from './parser.js';

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
  readonly #deadline = performance.now() + TIME_LIMIT;
  #tree: SyntaxTree | undefined;
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
    return this.#tree !== undefined;
  }

  *nodesAt(pattern: RegExp, group = 0): Iterable<Hit> {
    const search = new RegExp(pattern, group === 0 ? pattern.flags : `${pattern.flags.replace('d', '')}d`);
    for (const match of this.text.matchAll(search)) {
      const [start, end] = match.indices?.[group] ?? [match.index, match.index + match[0].length];
      if (group !== 0 && match.indices?.[group] === undefined) continue;
      this.#checkTime();
      const node = this.tree().descendantForIndex(start, end);
      if (node !== null) yield { node, match };
    }
  }

  *ancestors(node: SyntaxNode): Iterable<SyntaxNode> {
    let steps = 0;
    for (let above = node.parent; above !== null; above = above.parent) {
      steps += 1;
      if (steps > MAX_DEPTH) throw new Error(`syntax nests deeper than ${MAX_DEPTH} levels`);
      this.#checkTime();
      yield above;
    }
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

  site(start: number, end: number): Site {
    this.#lines ??= new LineIndex(this.text);
    this.#hashes ??= new LineHashes(this.#hasBom ? `\ufeff${this.text}` : this.text);
    const from = this.#lines.position(start);
    return {
      range: { start: from, end: this.#lines.position(end) },
      lineText: shown(this.#lines.text(from.line)),
      lineHash: this.#hashes.at(from.line),
    };
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
    this.#tree = undefined;
  }
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
