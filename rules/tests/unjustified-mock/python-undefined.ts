import { pythonDottedName, type ImportFact, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { CREATOR_NAMES, creatorOf, MOCKER_FIXTURES, STAR_NAMES, type Creator } from './python-creators.js';
import type { Provenance } from './python-library.js';

/** The name is used as a mocking library's, and nothing in the file binds it. */
export type Unbound =
  /** A star import of the library binds it, or one of another module may. */
  | ({ readonly kind: 'star' } & Provenance)
  | {
      readonly kind: 'undefined';
      readonly name: string;
      readonly stars: readonly string[];
      readonly maybe: Provenance | undefined;
    };

/** Names get into a module by ways that its text does not show. */
const HIDDEN_WAYS = /\b(?:globals\s*\(|exec\s*\(|__builtins__|builtins\.(?:mock|patch|Mock|MagicMock)\s*=)/;
const LIBRARY = /^(?:unittest\.mock|mock|asynctest)$/;

/** What `expression`, the dotted name of what is called, is when its first word has no binding. */
export function unboundAt(file: ParsedFile, expression: SyntaxNode): Unbound | undefined {
  const dotted = pythonDottedName(expression) ?? '';
  const [name = ''] = dotted.split('.');
  const creator = creatorNamed(dotted);
  if (creator === undefined) return undefined;
  const stars = file
    .facts<ImportFact>('imports')
    .filter(({ names }) => names[0]?.imported === '*' && names[0].local === '');
  const modules = [...new Set(stars.map(({ specifier }) => specifier))];
  if (STAR_NAMES.has(name) && modules.some((module) => LIBRARY.test(module))) return { kind: 'star', creator };
  const isFixture = name === 'monkeypatch' || MOCKER_FIXTURES.includes(name);
  const maybe = modules.length === 0 || isFixture ? undefined : { creator, stars: modules };
  return isSureToRun(file, expression)
    ? { kind: 'undefined', name, stars: modules, maybe }
    : maybe && { kind: 'star', ...maybe };
}

function creatorNamed(dotted: string): Creator | undefined {
  const [first = ''] = dotted.split('.');
  if (CREATOR_NAMES.includes(first)) return creatorOf(`unittest.mock.${dotted}`);
  if (first === 'mock') return creatorOf(`unittest.${dotted}`);
  if (first === 'monkeypatch') return creatorOf(`pytest.${dotted}`);
  return MOCKER_FIXTURES.includes(first) ? creatorOf(`pytest_mock.${dotted.replace(first, 'mocker')}`) : undefined;
}

/** False where an undefined name may be meant, or where the file is not read as Python reads it. */
function isSureToRun(file: ParsedFile, expression: SyntaxNode): boolean {
  if (file.dialect !== 'py' || file.tree().hasError || HIDDEN_WAYS.test(file.text)) return false;
  for (const above of file.ancestors(expression)) {
    if (/^(?:try|with)_statement$/.test(above.type) && /\b(?:NameError|Exception)\b|except\s*:/.test(above.text))
      return false;
  }
  return true;
}
