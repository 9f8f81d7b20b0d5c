import { defineRule, type Entry, type Fix, type Problem, type Project, type Range } from 'compliance-linter';
import { absolutePythonName, moduleAlias, type Surroundings } from './relative-import/better-name.js';
import { extractModules } from './relative-import/ecmascript-imports.js';
import type { Fact, ModuleImport, PythonImport } from './relative-import/facts.js';
import { missingMessage, moduleMessage, pythonMessage } from './relative-import/messages.js';
import { missingModuleTarget, missingPythonTarget, type MissingTarget } from './relative-import/missing-target.js';
import { extractPython } from './relative-import/python-imports.js';
import { isIndexFile, isInitFile, levelOf, parentsOf } from './relative-import/specifiers.js';

interface Options {
  readonly pythonLevel: number;
  readonly parents: number;
  readonly siblings: boolean;
  readonly tests: boolean;
  readonly barrels: 'ignore' | 'check';
}

/** Where a fact was found. */
type Place = Pick<Entry<Fact, Options>, 'file' | 'options'>;

export default defineRule<Fact, Options>({
  summary: 'An import names its module from the root of the code, and leads somewhere.',
  why:
    'A path of dots says how to walk from this file, not what is imported: it is different in every folder, breaks when ' +
    'either file moves, and cannot be searched for. An absolute name is the same everywhere. A path that leads nowhere ' +
    'fails as soon as the file is loaded.',
  repair:
    'Write the absolute module name (`from app.orders.models import Order`) or the alias that the project declares ' +
    '(`@/lib/money`). Where the target is gone, import what took its place or delete the import.',
  severity: { recommended: 'low', strict: 'medium' },
  kinds: {
    'missing-target': {
      summary: 'A relative import leads nowhere.',
      severity: { recommended: 'high', strict: 'high' },
    },
  },
  tags: ['imports'],
  since: '0.1.0',
  roles: ['source', 'test', 'tooling', 'config'],
  options: {
    pythonLevel: {
      description: 'The fewest dots of a Python import that are reported: 2 for `from ..orders`, 1 for `from .orders`.',
      schema: { type: 'integer', minimum: 1 },
      default: { recommended: 2, strict: 1 },
    },
    parents: {
      description: 'The fewest `../` of an ECMAScript import that are reported.',
      schema: { type: 'integer', minimum: 1 },
      default: { recommended: 2, strict: 1 },
    },
    siblings: {
      description: 'Report every relative ECMAScript import that an alias can name, `./` too.',
      schema: { type: 'boolean' },
      default: { value: false },
    },
    tests: {
      description: 'Look at test files too. (A target that does not exist is reported everywhere.)',
      schema: { type: 'boolean' },
      default: { recommended: false, strict: true },
    },
    barrels: {
      description: 'What to do with re-exports in `__init__.py`, and of siblings in index files.',
      schema: { enum: ['ignore', 'check'] },
      default: { value: 'ignore' },
    },
  },
  examples: async () => (await import('./relative-import/examples.js')).examples,
  // Neither `key` nor `needs`: a file is judged by its own imports, so that those of files not asked about are not read.
  extract: { python: extractPython, typescript: extractModules },
  *judge(entries, { project }) {
    const bare = entries.flatMap(({ fact }) => (fact.kind === 'bare' ? fact.specifiers : []));
    for (const { fact, ...place } of entries) {
      const problem = judgeFact(fact, place, { bare, project });
      if (problem !== undefined) yield problem;
    }
  },
});

function judgeFact(fact: Fact, place: Place, surroundings: Surroundings): Problem | undefined {
  switch (fact.kind) {
    case 'python':
      return judgePython(fact, place, surroundings.project);
    case 'module':
      return judgeModule(fact, place, surroundings);
    case 'bare':
      return undefined;
  }
}

function judgePython(fact: PythonImport, place: Place, project: Project): Problem | undefined {
  const { file, options } = place;
  if (fact.startsAtName && !isInitFile(file.path)) return undefined;
  const missing = missingPythonTarget(fact, file.path, project);
  if (missing !== undefined) return missingProblem(fact, file.path, missing);
  const isBarrel = fact.isReexport && isInitFile(file.path) && options.barrels === 'ignore';
  if (!isStyleChecked(place) || levelOf(fact.specifier) < options.pythonLevel || isBarrel) return undefined;
  const found = absolutePythonName(fact, file.path, project);
  if (found === undefined) return undefined;
  const { before, after } = fact.needsSpace;
  const replacement = `${before ? ' ' : ''}${found.name}${after ? ' ' : ''}`;
  return {
    path: file.path,
    site: fact.site,
    subject: fact.specifier,
    message: pythonMessage(fact, found.name),
    fixes: found.isProven ? [fixOf(file.path, fact.site.range, replacement)] : [],
  };
}

function judgeModule(fact: ModuleImport, place: Place, surroundings: Surroundings): Problem | undefined {
  const { file, options } = place;
  const resolution = surroundings.project.resolve(file.path, fact.specifier);
  const missing = missingModuleTarget(fact, file.path, resolution);
  if (missing !== undefined) return missingProblem(fact, file.path, missing);
  if (!isStyleChecked(place)) return undefined;
  const parents = parentsOf(fact.specifier);
  const isFar = options.siblings || parents >= options.parents;
  const isBarrel = parents === 0 && fact.isReexport && isIndexFile(file.path) && options.barrels === 'ignore';
  if (!isFar || isBarrel) return undefined;
  const alias = moduleAlias(fact, { path: file.path, resolution }, surroundings);
  if (alias === undefined) return undefined;
  return {
    path: file.path,
    site: fact.site,
    subject: fact.specifier,
    message: moduleMessage(fact.specifier, alias),
    fixes: [fixOf(file.path, withoutQuotes(fact.site.range), alias)],
  };
}

function isStyleChecked({ file, options }: Place): boolean {
  return file.role === 'source' || (file.role === 'test' && options.tests);
}

function missingProblem({ site }: PythonImport | ModuleImport, path: string, missing: MissingTarget): Problem {
  return { path, site, kind: 'missing-target', subject: missing.specifier, message: missingMessage(missing) };
}

function fixOf(path: string, range: Range, text: string): Fix {
  return { title: `Import it as ${text.trim()}`, safety: 'safe', edits: [{ path, range, text }] };
}

function withoutQuotes({ start, end }: Range): Range {
  return { start: { ...start, column: start.column + 1 }, end: { ...end, column: end.column - 1 } };
}
