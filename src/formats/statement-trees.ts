import type { StatementFinder } from '../model/format.js';
import type { Span } from '../model/location.js';
import type { SyntaxNode } from '../model/syntax.js';
import type { SyntaxTree } from './parser.js';

/** Of a file's text, the share from which on it is cheaper to parse all of it. */
const MOST = 0.8;

interface Input {
  readonly text: string;
  readonly finder: StatementFinder;
  readonly parse: (parts: readonly Span[]) => SyntaxTree;
}

/** A statement at the top level with the places in it that are asked about. */
export interface Held<Place> extends Span {
  readonly places: readonly Place[];
}

/** Trees of some of the statements at the top level of one text. */
export class StatementTrees {
  readonly #input: Input;
  readonly #trees: SyntaxTree[] = [];
  /** By the start of the statement the root of the tree that holds it. */
  readonly #roots = new Map<number, SyntaxNode>();
  /** Undefined where they cannot be told. */
  readonly #starts: readonly number[] | undefined;

  constructor(input: Input) {
    this.#input = input;
    this.#starts = input.finder.starts(input.text);
  }

  get isParsed(): boolean {
    return this.#trees.length > 0;
  }

  /** True if nodes of statements have been given: those that follow must be of the same trees. */
  get hasStatements(): boolean {
    return this.#roots.size > 0;
  }

  /** For each place the root of a tree with the statement around it; undefined if the whole text is to be parsed. */
  statementsAt<Place extends Span>(places: readonly Place[]): ReadonlyMap<Place, SyntaxNode> | undefined {
    const held = this.holding(places);
    const missing = held?.filter(({ start }) => !this.#roots.has(start));
    if (held === undefined || missing === undefined) return undefined;
    if (missing.length > 0) {
      const root = this.#parse(missing, this.hasStatements);
      if (root === undefined) return undefined;
      for (const { start } of missing) this.#roots.set(start, root);
    }
    return rootsByPlace(held, ({ start }) => this.#roots.get(start));
  }

  /** The root of a tree for each place where something may be declared; undefined if the whole text is to be parsed. */
  declarationsAt<Place extends Span>(places: readonly Place[]): ReadonlyMap<Place, SyntaxNode> | undefined {
    const { text, finder } = this.#input;
    const held = this.holding(places)?.map((statement) => {
      const { parts, hits } = finder.outline(
        text,
        statement,
        statement.places.map(({ start }) => start),
      );
      const telling = new Set(hits);
      return { ...statement, parts, places: statement.places.filter(({ start }) => telling.has(start)) };
    });
    const parts = held?.flatMap((statement) => statement.parts);
    if (held === undefined || parts === undefined) return undefined;
    const root = parts.length === 0 ? null : this.#parse(parts, false);
    return root === undefined ? undefined : rootsByPlace(held, () => root ?? undefined);
  }

  dispose(): void {
    for (const tree of this.#trees) tree.dispose();
  }

  /** The statements that hold the places, which ascend; undefined where that cannot be told. */
  holding<Place extends Span>(places: readonly Place[]): readonly Held<Place>[] | undefined {
    const starts = this.#starts;
    if (starts === undefined) return undefined;
    const held: (Span & { readonly places: Place[] })[] = [];
    for (const place of places) {
      const last = held.at(-1);
      if (last !== undefined && place.start < last.end) {
        last.places.push(place);
        continue;
      }
      const index = lastUpTo(starts, place.start);
      held.push({ start: starts[index] ?? 0, end: starts[index + 1] ?? this.#input.text.length, places: [place] });
    }
    return held;
  }

  /** Undefined, unless `mustDo`, where the parts are most of the text, or were not rightly told apart. */
  #parse(parts: readonly Span[], mustDo: boolean): SyntaxNode | undefined {
    const length = parts.reduce((sum, { start, end }) => sum + end - start, 0);
    if (!mustDo && length > MOST * this.#input.text.length) return undefined;
    const tree = this.#input.parse(joined(parts));
    this.#trees.push(tree);
    return mustDo || !tree.rootNode.hasError ? tree.rootNode : undefined;
  }
}

function rootsByPlace<Place>(
  held: readonly Held<Place>[],
  rootOf: (statement: Held<Place>) => SyntaxNode | undefined,
): ReadonlyMap<Place, SyntaxNode> {
  const roots = new Map<Place, SyntaxNode>();
  for (const statement of held) {
    const root = rootOf(statement);
    if (root !== undefined) for (const place of statement.places) roots.set(place, root);
  }
  return roots;
}

/** The index of the last of the ascending numbers that is not above `limit`; 0 if there is none. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? Infinity) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The grammar's lexer searches the parts for each token: many small gaps cost more than what stands in them. Gaps are
 * closed, the smallest first, until few are left.
 */
function joined(parts: readonly Span[]): readonly Span[] {
  let few = parts;
  for (const gap of GAPS) {
    few = withoutGaps(few, gap);
    if (few.length <= MOST_PARTS) break;
  }
  return few;
}

const MOST_PARTS = 100;
/** In UTF-16 units. */
const GAPS = [80, 500, 2_000, Infinity];

function withoutGaps(parts: readonly Span[], gap: number): readonly Span[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of parts) {
    const last = all.at(-1);
    if (last !== undefined && start - last.end <= gap) last.end = end;
    else if (end > start) all.push({ start, end });
  }
  return all;
}
