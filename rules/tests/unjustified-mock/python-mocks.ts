import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import type { Comment, Fact, Mark, Mock, UndefinedName } from './facts.js';
import { PythonComments } from './python-comments.js';
import { PythonReferences } from './python-references.js';
import { replacementBy, type Replacement } from './python-replaced.js';
import { docstringOf, marksOn, ownerOf, unitAround, type Unit } from './python-units.js';
import { PythonUses, type Use } from './python-uses.js';

/** From what says most about a statement to what says least. */
const EFFECTS: readonly Mock['effect'][] = ['replaces', 'sets', 'creates', 'observes', 'environment', 'defines'];

/** A class named as a mock. */
const HAND_WRITTEN = /^[ \t]*class[ \t]+(Mock[A-Z0-9_]\w*|(?!Test)\w*[a-z0-9_]Mock)\b/gm;

/** What a file says of its mocks. */
interface Page {
  readonly file: ParsedFile;
  readonly comments: PythonComments;
  /** The nodes that make mocks. */
  readonly made: ReadonlySet<number>;
  /** By definition what is said of all that it holds. */
  readonly said: Map<number, Said>;
}

interface Said {
  readonly marks: readonly Mark[];
  readonly docstring: readonly Comment[];
}

/** A statement with what it mocks. */
interface Mocking {
  readonly unit: Unit;
  readonly uses: readonly (Use & Replacement)[];
}

/** The mocks of a Python file, one fact for a statement or decorator, and the mocking names that nothing binds. */
export function* extractPython(file: ParsedFile): Iterable<Fact> {
  const references = new PythonReferences(file);
  const { made, unbound } = new PythonUses(file, references);
  const nodes = new Set(made.map(({ node }) => node.id));
  const page: Page = { file, comments: new PythonComments(file), made: nodes, said: new Map() };
  for (const mocking of mockings(file, made, references)) yield mockOf(mocking, page);
  yield* handWritten(page);
  for (const { name, stars, node } of unbound) {
    yield { kind: 'undefined', name, stars, site: file.site(node.startIndex, node.endIndex) } satisfies UndefinedName;
  }
}

/** The uses by the statement that holds them, in the order of the text. */
function mockings(file: ParsedFile, made: readonly Use[], references: PythonReferences): readonly Mocking[] {
  const byStart = new Map<number, { unit: Unit; uses: (Use & Replacement)[] }>();
  for (const use of made) {
    const unit = unitAround(file, use.name);
    const mocking = byStart.get(unit.start) ?? { unit, uses: [] };
    mocking.uses.push({ ...use, ...replacementBy(use, references) });
    byStart.set(unit.start, mocking);
  }
  return [...byStart.values()].sort((one, other) => one.unit.start - other.unit.start);
}

function mockOf({ unit, uses }: Mocking, page: Page): Mock {
  const [main] = [...uses].sort(byImportance);
  if (main === undefined) throw new Error('a statement without a mock');
  const { creator, effect, through, stars, fixture, name } = main;
  const alike = uses.filter((use) => use.effect === effect && isLike(use, main));
  return {
    kind: 'mock',
    creator: creator.name,
    ...(through === undefined ? {} : { through }),
    ...(stars === undefined ? {} : { stars }),
    ...(fixture === undefined ? {} : { fixture }),
    effect,
    targets: alike.flatMap(({ targets }) => targets),
    ...surroundings(unit, page),
    site: page.file.site(name.startIndex, name.endIndex),
  };
}

/** What is sure goes before what other files decide, a replacement before the mock that it puts there. */
function byImportance(one: Use & Replacement, other: Use & Replacement): number {
  return (
    Number(one.through !== undefined || one.stars !== undefined) -
      Number(other.through !== undefined || other.stars !== undefined) ||
    EFFECTS.indexOf(one.effect) - EFFECTS.indexOf(other.effect) ||
    one.name.startIndex - other.name.startIndex
  );
}

function isLike(use: Use, main: Use): boolean {
  return JSON.stringify([use.through, use.stars]) === JSON.stringify([main.through, main.stars]);
}

function surroundings(unit: Unit, page: Page): Pick<Mock, 'owner' | 'lines' | 'comments' | 'marks'> {
  const { start, end } = page.file.range(unit.start, unit.end);
  const lines = { first: start.line, last: end.line };
  const said = unit.definitions.map((definition) => saidOf(definition, page));
  return {
    owner: ownerOf(unit),
    lines,
    comments: [...page.comments.around(lines, start.column), ...said.flatMap(({ docstring }) => docstring)],
    marks: said.flatMap(({ marks }) => marks),
  };
}

function saidOf(definition: SyntaxNode, { file, made, said }: Page): Said {
  const known = said.get(definition.id);
  if (known !== undefined) return known;
  const found = { marks: marksOn(file, definition, made), docstring: docstringOf(file, definition) };
  said.set(definition.id, found);
  return found;
}

/** The classes named as mocks that extend no class of a library. */
function* handWritten(page: Page): Iterable<Mock> {
  const { file, made } = page;
  if (!file.text.includes('Mock')) return;
  for (const { node } of file.nodesAt(HAND_WRITTEN, 1, 'statement')) {
    const definition = node.parent;
    if (definition?.type !== 'class_definition' || made.has(definition.id)) continue;
    yield {
      kind: 'mock',
      creator: node.text,
      effect: 'defines',
      targets: [],
      ...surroundings(unitAround(file, node), page),
      site: file.site(node.startIndex, node.endIndex),
    };
  }
}
