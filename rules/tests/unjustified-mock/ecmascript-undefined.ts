import type { ImportFact, ParsedFile } from 'compliance-linter';
import { NEVER_GLOBAL } from './ecmascript-libraries.js';
import type { Scopes } from './ecmascript-scopes.js';
import type { UndefinedName } from './facts.js';

const CALLED = new RegExp(`(?<![\\w$.])(?:${NEVER_GLOBAL.join('|')})(?=\\s*[(<])`, 'g');

/** Functions of mocking libraries that a module calls, but neither imports nor defines: each name where it is first called. */
export function* undefinedNames(file: ParsedFile, scopes: Scopes): Iterable<UndefinedName> {
  if (!NEVER_GLOBAL.some((name) => file.text.includes(name))) return;
  const imports = file.facts<ImportFact>('imports');
  // A script shares its names with other scripts.
  if (imports.length === 0) return;
  const known = new Set(imports.flatMap(({ names }) => names.map(({ local }) => local)));
  for (const { node, match } of file.nodesAt(CALLED)) {
    const [name] = match;
    const isCalled = node.type === 'identifier' && node.parent?.childForFieldName('function')?.id === node.id;
    if (!isCalled || known.has(name) || scopes.declarationOf(name, node) !== undefined) continue;
    known.add(name);
    yield { kind: 'undefined', name, stars: [], site: file.site(node.startIndex, node.endIndex) };
  }
}
