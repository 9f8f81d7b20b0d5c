import {
  defineRule,
  type Entry,
  type Example,
  type Fix,
  type ImportFact,
  type ParsedFile,
  type Problem,
  type Project,
  type Range,
  type Resolution,
  type Site,
  type SyntaxNode,
} from 'compliance-linter';

/** A relative import of Python. Its site is what to replace: `..orders`, in a statement or in a string. */
interface PythonImport {
  readonly kind: 'python';
  /** Dots and module, without white space. */
  readonly specifier: string;
  /** Names imported where the specifier is dots alone: they may be modules themselves. */
  readonly names: readonly string[];
  /** What the dots start from: the file's package, or one named by a string; null if it is known at run time only. */
  readonly anchor: 'own package' | 'own name' | { readonly package: string } | null;
  /** White space that an absolute name in its place needs before and after it (`from.orders`, `from .import`). */
  readonly needsSpace: { readonly before: boolean; readonly after: boolean };
  readonly isReexport: boolean;
  /** The code handles that the module is not there. */
  readonly isAbsenceHandled: boolean;
  readonly site: Site;
}

/** A relative import of ECMAScript. Its site is the string with its quotes. */
interface ModuleImport {
  readonly kind: 'module';
  readonly specifier: string;
  readonly isReexport: boolean;
  readonly isAbsenceHandled: boolean;
  readonly site: Site;
}

/** The other modules that a file with parent imports names, which tell its style. */
interface BareImports {
  readonly kind: 'bare';
  readonly specifiers: readonly string[];
}

type Fact = PythonImport | ModuleImport | BareImports;

interface Options {
  readonly pythonLevel: number;
  readonly parents: number;
  readonly siblings: boolean;
  readonly tests: boolean;
  readonly barrels: 'ignore' | 'check';
}

type FactEntry<F extends Fact> = Entry<F, Options>;

/** A TypeScript project with an alias, for examples. */
const ALIASED = {
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
  'src/lib/money.ts': 'export const cents = 100;\n',
  'src/models/user.ts': 'export interface User {}\n',
  'src/rates.json': '{}\n',
};

/** A Python package, for examples. */
const PACKAGE = {
  'app/__init__.py': '',
  'app/clock.py': 'def now(): ...\n',
  'app/orders/__init__.py': '',
  'app/orders/models.py': 'class Order: ...\n',
};

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
  examples: { valid: validExamples(), invalid: invalidExamples() },
  extract: { python: extractPython, typescript: extractModules },
  *judge(entries, { project }) {
    const bare = entries.flatMap(({ fact }) => (fact.kind === 'bare' ? fact.specifiers : []));
    for (const entry of entries) {
      const problem = judgeEntry(entry, bare, project);
      if (problem !== undefined) yield problem;
    }
  },
});

// --- What is a relative import of Python

function* extractPython(file: ParsedFile): Iterable<Fact> {
  for (const { node } of file.nodesAt(/\bfrom(?:[ \t\f]|\\\r?\n)*\.[^]/g)) {
    const module = node.type === 'import_from_statement' ? node.childForFieldName('module_name') : null;
    if (module?.type === 'relative_import') yield pythonStatement(file, node, module);
  }
  const callee = importModuleNames(file.facts<ImportFact>('imports'));
  if (callee === undefined) return;
  for (const { node } of file.nodesAt(callee)) {
    const fact = node.type === 'call' ? pythonCall(file, node) : undefined;
    if (fact !== undefined) yield fact;
  }
}

function pythonStatement(file: ParsedFile, statement: SyntaxNode, module: SyntaxNode): PythonImport {
  const { text } = file;
  const specifier = module.text.replace(/[\s\\]/g, '');
  const names = importedNames(module);
  return {
    kind: 'python',
    specifier,
    names: /^\.+$/.test(specifier) ? names.map(({ name }) => name) : [],
    anchor: 'own package',
    needsSpace: {
      before: !/\s/.test(text[module.startIndex - 1] ?? ''),
      after: !/\s/.test(text[module.endIndex] ?? ''),
    },
    isReexport: isPythonReexport(text, { statement, specifier, names }),
    isAbsenceHandled: isPythonAbsenceHandled(text, statement),
    site: file.site(module.startIndex, module.endIndex),
  };
}

interface BoundName {
  readonly name: string;
  readonly alias: string | null;
}

function importedNames(module: SyntaxNode): readonly BoundName[] {
  const names: BoundName[] = [];
  for (let node = module.nextNamedSibling; node !== null; node = node.nextNamedSibling) {
    if (node.type === 'dotted_name') names.push({ name: node.text, alias: null });
    if (node.type !== 'aliased_import') continue;
    const name = node.childForFieldName('name')?.text ?? '';
    names.push({ name, alias: node.childForFieldName('alias')?.text ?? null });
  }
  return names;
}

/** A package offers what it imports from its own modules, what it renames to the same name and what `__all__` lists. */
function isPythonReexport(
  text: string,
  found: { statement: SyntaxNode; specifier: string; names: readonly BoundName[] },
): boolean {
  if (!isAtModuleLevel(found.statement)) return false;
  if (/^\.(?!\.)/.test(found.specifier)) return true;
  const exported = /^__all__\b[^=\n]*=\s*[[(]([^\])]*)/m.exec(text)?.[1] ?? '';
  return (
    found.names.length > 0 &&
    found.names.every(({ name, alias }) => alias === name || new RegExp(`["']${alias ?? name}["']`).test(exported))
  );
}

/** Also within `def __getattr__`, by which a module imports lazily what it offers. */
function isAtModuleLevel(statement: SyntaxNode): boolean {
  for (let node = statement.parent; node !== null; node = node.parent) {
    if (node.type === 'class_definition') return false;
    if (node.type === 'function_definition') return node.childForFieldName('name')?.text === '__getattr__';
  }
  return true;
}

const CATCHES_IMPORT_ERROR = /\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b|^except\s*:/;
const PYTHON_IGNORES_IMPORT =
  /#.*\b(?:(?:type|pyright|mypy|ty):\s*ignore(?:\[[^\]]*import[^\]]*\]|(?!\[))|pylint:\s*disable=.*(?:import-error|E0401|no-name-in-module|E0611))/i;

function isPythonAbsenceHandled(text: string, statement: SyntaxNode): boolean {
  if (PYTHON_IGNORES_IMPORT.test(lineAt(text, statement.startIndex))) return true;
  let child = statement;
  for (let node = statement.parent; node !== null; child = node, node = node.parent) {
    if (node.type === 'function_definition' || node.type === 'lambda') return false;
    if (node.type === 'try_statement' && node.childForFieldName('body')?.id === child.id) {
      const handlers = node.namedChildren.filter(({ type }) => /^except(?:_group)?_clause$/.test(type));
      if (handlers.some((handler) => CATCHES_IMPORT_ERROR.test(headOf(handler)))) return true;
    }
    if (node.type === 'with_statement' && CATCHES_IMPORT_ERROR.test(headOf(node))) return true;
  }
  return false;
}

/** The text of a compound statement up to its block. */
function headOf(node: SyntaxNode): string {
  const block = node.namedChildren.find(({ type }) => type === 'block');
  return node.text.slice(0, block === undefined ? undefined : block.startIndex - node.startIndex);
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end);
}

/** Matches the calls of `importlib.import_module` by the names that the file's imports give it. */
function importModuleNames(imports: readonly ImportFact[]): RegExp | undefined {
  const functions: string[] = [];
  for (const { specifier, names } of imports) {
    if (specifier === 'importlib') {
      for (const { imported, local } of names) {
        if (imported === 'import_module') functions.push(local);
        if (imported === '*' && local !== '') functions.push(`${local}\\s*\\.\\s*import_module`);
      }
    } else if (specifier.startsWith('importlib.')) functions.push('importlib\\s*\\.\\s*import_module');
  }
  if (functions.length === 0) return undefined;
  return new RegExp(`(?<![\\w.])(?:${[...new Set(functions)].join('|')})\\s*\\([^]`, 'g');
}

function pythonCall(file: ParsedFile, call: SyntaxNode): PythonImport | undefined {
  const values = argumentsOf(call);
  const content = plainString(values.get('name') ?? values.get(0));
  if (content === undefined || !/^\.+[\w.]*$/.test(content.text)) return undefined;
  return {
    kind: 'python',
    specifier: content.text,
    names: [],
    anchor: anchorOf(values.get('package') ?? values.get(1)),
    needsSpace: { before: false, after: false },
    isReexport: isAtModuleLevel(call),
    isAbsenceHandled: isPythonAbsenceHandled(file.text, call),
    site: file.site(content.startIndex, content.endIndex),
  };
}

/** Arguments by position and by keyword. */
function argumentsOf(call: SyntaxNode): ReadonlyMap<string | number, SyntaxNode> {
  const found = new Map<string | number, SyntaxNode>();
  let position = 0;
  for (const argument of call.childForFieldName('arguments')?.namedChildren ?? []) {
    const keyword = argument.type === 'keyword_argument' ? argument.childForFieldName('name')?.text : undefined;
    const value = keyword === undefined ? argument : argument.childForFieldName('value');
    if (value !== null && argument.type !== 'comment') found.set(keyword ?? position++, value);
  }
  return found;
}

/** The content of a string literal without interpolation or escapes. */
function plainString(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type !== 'string' || node.namedChildCount !== 3) return undefined;
  const content = node.namedChild(1);
  return content?.type === 'string_content' && content.namedChildCount === 0 ? content : undefined;
}

function anchorOf(argument: SyntaxNode | undefined): PythonImport['anchor'] {
  if (argument === undefined) return null;
  if (argument.text === '__package__' || argument.text === '__spec__.parent') return 'own package';
  if (argument.text === '__name__') return 'own name';
  const name = plainString(argument)?.text;
  return name === undefined ? null : { package: name };
}

// --- What is a relative import of ECMAScript

function* extractModules(file: ParsedFile): Iterable<Fact> {
  let hasParents = false;
  for (const { node, match } of file.nodesAt(/(["'`])\.\.?[/"'`]/g)) {
    if (node.startIndex !== match.index || (node.type !== 'string' && node.type !== 'template_string')) continue;
    const specifier = file.text.slice(node.startIndex + 1, node.endIndex - 1);
    const use = /^[^\\\n]*$/.test(specifier) && !specifier.includes('${') ? useOf(file.text, node) : undefined;
    if (use === undefined) continue;
    hasParents ||= parentsOf(specifier) > 0;
    yield {
      kind: 'module',
      specifier,
      isReexport: use === 're-export',
      isAbsenceHandled: isModuleAbsenceHandled(file.text, node),
      site: file.site(node.startIndex, node.endIndex),
    };
  }
  const specifiers = hasParents ? bareSpecifiers(file.facts<ImportFact>('imports')) : [];
  if (specifiers.length > 0) yield { kind: 'bare', specifiers };
}

function bareSpecifiers(imports: readonly ImportFact[]): readonly string[] {
  return [...new Set(imports.map(({ specifier }) => specifier))].filter((name) => /^[\w$]/.test(name));
}

/** The number of folders that a specifier climbs. */
function parentsOf(specifier: string): number {
  return /^(?:\.\/)*((?:\.\.(?:\/|$))*)/.exec(specifier)?.[1]?.match(/\.\./g)?.length ?? 0;
}

const MOCKS =
  '(?:jest|vi|vitest)\\s*\\.\\s*(?:mock|doMock|unmock|dontMock|doUnmock|requireActual|requireMock|setMock|' +
  'importActual|importMock)';
const LOADER = new RegExp(`^(?:import|require|${MOCKS})$`);
/** What the grammar takes for comparisons (`vi.importActual<typeof import('./x')>(…)`) or for two statements. */
const MISREAD_LOADER = new RegExp(
  `(?<![\\w$.])(?:(?:require|${MOCKS})\\s*<[^;]*>|import\\s+[\\w$]+\\s*=\\s*require)\\s*$`,
);

function useOf(text: string, node: SyntaxNode): 'import' | 're-export' | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case 'import_statement':
    case 'import_require_clause':
      return 'import';
    case 'export_statement':
      return 're-export';
    case 'arguments': {
      const first = parent.namedChildren.find(({ type }) => type !== 'comment');
      const callee = first?.id === node.id ? parent.parent?.childForFieldName('function') : undefined;
      return callee !== undefined && callee !== null && LOADER.test(callee.text) ? 'import' : undefined;
    }
    case 'parenthesized_expression': {
      const before = text.slice(Math.max(0, parent.startIndex - 300), parent.startIndex);
      return MISREAD_LOADER.test(before) ? 'import' : undefined;
    }
    default:
      return undefined;
  }
}

const MODULE_IGNORES_IMPORT = /@ts-(?:ignore|expect-error)|eslint-disable.*(?:no-unresolved|no-missing)/;

function isModuleAbsenceHandled(text: string, specifier: SyntaxNode): boolean {
  const line = text.lastIndexOf('\n', specifier.startIndex - 1);
  const above = line < 0 ? '' : lineAt(text, line);
  if (MODULE_IGNORES_IMPORT.test(above) || MODULE_IGNORES_IMPORT.test(lineAt(text, specifier.startIndex))) return true;
  const call = specifier.parent?.type === 'arguments' ? specifier.parent : null;
  return call !== null && (/\bvirtual\s*:\s*true\b/.test(call.text) || isRejectionHandled(call));
}

/** True for a call whose result has a `.catch(…)`, or that stands in a `try` with a `catch`. */
function isRejectionHandled(call: SyntaxNode): boolean {
  let child = call;
  for (let node = call.parent; node !== null; child = node, node = node.parent) {
    if (/function|^method_definition$|^class/.test(node.type)) return false;
    if (node.type === 'member_expression' && node.childForFieldName('property')?.text === 'catch') return true;
    const isTried = node.type === 'try_statement' && node.childForFieldName('body')?.id === child.id;
    if (isTried && node.childForFieldName('handler') !== null) return true;
  }
  return false;
}

// --- What is wrong with it

function judgeEntry({ fact, ...entry }: Entry<Fact, Options>, bare: readonly string[], project: Project) {
  switch (fact.kind) {
    case 'python':
      return judgePython({ fact, ...entry }, project);
    case 'module':
      return judgeModule({ fact, ...entry }, bare, project);
    case 'bare':
      return undefined;
  }
}

/** Folders of samples that are read, not run: what they import need not be there. */
const SAMPLES = /(?:^|\/)_*(?:(?:test[-_]?)?fixtures?|snapshots?|test[-_]?data)_*\/|(?:^|\/)tests?\/data\//i;

function isTargetExpected(path: string, { isAbsenceHandled }: PythonImport | ModuleImport): boolean {
  return !isAbsenceHandled && !SAMPLES.test(path);
}

function isStyleChecked({ file, options }: Entry<unknown, Options>): boolean {
  return file.role === 'source' || (file.role === 'test' && options.tests);
}

function judgePython(entry: FactEntry<PythonImport>, project: Project): Problem | undefined {
  const { fact, file, options } = entry;
  const absent = isTargetExpected(file.path, fact) ? absentPython(entry, project) : undefined;
  if (absent !== undefined) return absent;
  const level = levelOf(fact.specifier);
  const isBarrel = fact.isReexport && isInitFile(file.path) && options.barrels === 'ignore';
  if (!isStyleChecked(entry) || level < options.pythonLevel || isBarrel) return undefined;
  const found = absolutePython(entry, project);
  if (found === undefined) return undefined;
  const from = fact.names.length === 0 ? found.name : `from ${found.name} import ${fact.names.join(', ')}`;
  return {
    path: file.path,
    site: fact.site,
    subject: fact.specifier,
    message:
      level > 1
        ? `\`${fact.specifier}\` climbs out of its package; write \`${from}\`.`
        : `\`${fact.specifier}\` depends on the place of this file; write \`${from}\`.`,
    fixes: found.resolves ? [replacement(file.path, fact.site.range, spaced(found.name, fact))] : [],
  };
}

function levelOf(specifier: string): number {
  return /^\.*/.exec(specifier)?.[0].length ?? 0;
}

function isInitFile(path: string): boolean {
  return /(?:^|\/)__init__\.pyi?$/.test(path);
}

function spaced(name: string, { needsSpace }: PythonImport): string {
  return `${needsSpace.before ? ' ' : ''}${name}${needsSpace.after ? ' ' : ''}`;
}

function replacement(path: string, range: Range, text: string): Fix {
  return { title: `Import it as ${text.trim()}`, safety: 'safe', edits: [{ path, range, text }] };
}

/** The specifier as `project.resolve` takes it: absolute where the dots start from a package that is named. */
function resolvablePython({ fact, file }: FactEntry<PythonImport>): string | undefined {
  if (fact.anchor === 'own package') return fact.specifier;
  if (fact.anchor === 'own name') return isInitFile(file.path) ? fact.specifier : undefined;
  if (fact.anchor === null) return undefined;
  const level = levelOf(fact.specifier);
  const parts = fact.anchor.package.split('.');
  if (level > parts.length) return undefined;
  const module = fact.specifier.slice(level);
  return [...parts.slice(0, parts.length - level + 1), ...(module === '' ? [] : [module])].join('.');
}

/** Packages that make submodules as they are imported (`six.moves`, importers of vendored code). */
const MAKES_MODULES = /(?:^|\.)_?(?:moves|externs?|externals|vendor|vendored)(?:\.|$)/;

function absentPython(entry: FactEntry<PythonImport>, project: Project): Problem | undefined {
  const { fact, file } = entry;
  const specifier = resolvablePython(entry);
  if (specifier === undefined || MAKES_MODULES.test(specifier)) return undefined;
  const resolution = project.resolve(file.path, specifier);
  if (resolution.kind === 'missing') {
    // Above the root there may be the package that this repository is installed in.
    const isOutside = resolution.expected.startsWith('..');
    return isOutside ? undefined : missingPython(entry, fact.specifier, resolution.expected);
  }
  if (resolution.kind === 'file') return undefined;
  // Without an `__init__.py` that could define them, the names are modules.
  for (const name of fact.names) {
    const module = project.resolve(file.path, specifier + name);
    if (module.kind === 'missing') return missingPython(entry, fact.specifier + name, module.expected);
  }
  return undefined;
}

function missingPython({ fact, file }: FactEntry<PythonImport>, specifier: string, expected: string): Problem {
  const path = expected.replace(/(?:\/__init__)?\.pyi?$/, '');
  return {
    path: file.path,
    site: fact.site,
    kind: 'missing-target',
    subject: specifier,
    message: `\`${specifier}\` leads nowhere: neither ${path}.py nor ${path}/__init__.py exists.`,
  };
}

/** The absolute name of what is imported, and whether it is known to lead there. */
function absolutePython(
  entry: FactEntry<PythonImport>,
  project: Project,
): { readonly name: string; readonly resolves: boolean } | undefined {
  const { fact, file } = entry;
  const specifier = resolvablePython(entry);
  if (specifier === undefined) return undefined;
  const resolution = project.resolve(file.path, specifier);
  if (resolution.kind === 'missing') return undefined;
  if (!specifier.startsWith('.')) return { name: specifier, resolves: resolution.kind === 'file' };
  const nameOf = (found: Resolution): string | undefined =>
    found.kind === 'file' ? project.importNames(file.path, found.path)[0]?.name : undefined;
  if (resolution.kind === 'file') {
    const name = nameOf(resolution);
    return name === undefined ? undefined : { name, resolves: true };
  }
  // A namespace package is named by what is imported from it, something built by the package that holds it.
  for (const imported of fact.names) {
    const name = nameOf(project.resolve(file.path, specifier + imported));
    if (name?.endsWith(`.${imported}`) === true) return { name: name.slice(0, -imported.length - 1), resolves: true };
  }
  const level = levelOf(specifier);
  const holder = nameOf(project.resolve(file.path, specifier.slice(0, level)));
  const module = specifier.slice(level);
  return holder === undefined || module === '' ? undefined : { name: `${holder}.${module}`, resolves: false };
}

function judgeModule(entry: FactEntry<ModuleImport>, bare: readonly string[], project: Project): Problem | undefined {
  const { fact, file, options } = entry;
  const target = project.resolve(file.path, fact.specifier);
  if (target.kind === 'missing' && isTargetExpected(file.path, fact)) return missingModule(entry, target.expected);
  if (target.kind !== 'file' || !isStyleChecked(entry) || !CODE.test(target.path)) return undefined;
  const parents = parentsOf(fact.specifier);
  if (!options.siblings && parents < options.parents) return undefined;
  if (parents === 0 && fact.isReexport && isIndex(file.path) && options.barrels === 'ignore') return undefined;
  const name = aliasOf(entry, target.path, { bare, project });
  if (name === undefined) return undefined;
  const { start, end } = fact.site.range;
  const inner = { start: { ...start, column: start.column + 1 }, end: { ...end, column: end.column - 1 } };
  return {
    path: file.path,
    site: fact.site,
    subject: fact.specifier,
    message: `\`${fact.specifier}\` ${reach(parents)}; import it as \`${name}\`.`,
    fixes: [replacement(file.path, inner, name)],
  };
}

const CODE = /\.(?:[cm]?[jt]sx?|json|vue|svelte|astro)$/;

function isIndex(path: string): boolean {
  return /(?:^|\/)index\.[cm]?[jt]sx?$/.test(path);
}

const COUNTS = ['', 'one folder', 'two folders', 'three folders', 'four folders', 'five folders', 'six folders'];

function reach(parents: number): string {
  if (parents === 0) return 'depends on the place of this file';
  return `reaches ${COUNTS[parents] ?? `${parents.toString()} folders`} up`;
}

/** The best name that does not depend on the importing file. A bare `baseUrl` counts where the file goes by it. */
function aliasOf(
  { fact, file }: FactEntry<ModuleImport>,
  target: string,
  { bare, project }: { bare: readonly string[]; project: Project },
): string | undefined {
  const names = project.importNames(file.path, target);
  const usable = names.find(({ name, by }) => {
    if (by === 'baseUrl') return usesBaseUrl(file.path, bare, project);
    return !by.startsWith('paths') || !isOwnPackage(file.path, name, project);
  });
  return usable === undefined
    ? undefined
    : withExtension(usable.name, fact.specifier, { file: file.path, target, project });
}

/**
 * True if `name` starts with what names the importer's own package (`@shop/cart` within `packages/cart`): that is for
 * others, and leads from inside a package through its entry point. A folder's name (`src/lib/money`) is none.
 */
function isOwnPackage(path: string, name: string, project: Project): boolean {
  const packageName = /^(?:@[^/]+\/)?[^/@][^/]*/.exec(name)?.[0] ?? '';
  const entry = project.resolve(path, packageName);
  if (entry.kind !== 'file' || !isIndex(entry.path)) return false;
  const folder = entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('/')));
  const component = project.component(path);
  const root = component === '.' ? '' : component;
  const isEntry = folder === root || folder === (root === '' ? 'src' : `${root}/src`);
  return isEntry && folder !== packageName && !folder.endsWith(`/${packageName}`);
}

function usesBaseUrl(path: string, bare: readonly string[], project: Project): boolean {
  return bare.some((specifier) => {
    const found = project.resolve(path, specifier);
    if (found.kind !== 'file') return false;
    return project.importNames(path, found.path).some(({ name, by }) => name === specifier && by === 'baseUrl');
  });
}

/** Keeps the extension that is written, where the name with it leads to the target too. */
function withExtension(
  name: string,
  written: string,
  { file, target, project }: { file: string; target: string; project: Project },
): string {
  const extension = /\.[cm]?[jt]sx?$/.exec(written)?.[0];
  if (extension === undefined || name.endsWith(extension)) return name;
  const found = project.resolve(file, name + extension);
  return found.kind === 'file' && found.path === target ? name + extension : name;
}

function missingModule({ fact, file }: FactEntry<ModuleImport>, expected: string): Problem {
  return {
    path: file.path,
    site: fact.site,
    kind: 'missing-target',
    subject: fact.specifier,
    message: `\`${fact.specifier}\` leads nowhere: ${absence(file.path, expected)}.`,
  };
}

function absence(importer: string, expected: string): string {
  const written = /^(.*)\.([cm]?)jsx?$/.exec(expected);
  if (written !== null) return `neither ${expected} nor ${written[1] ?? ''}.${written[2] ?? ''}ts exists`;
  if (/\.(?:[cm]?tsx?|json|vue|svelte|astro|css|s[ac]ss|less|svg|png|jpe?g|gif|webp|avif|ico|woff2?)$/.test(expected))
    return `${expected} does not exist`;
  const extension = /\.[cm]?jsx?$/.test(importer) ? 'js' : 'ts';
  return `neither ${expected}.${extension} nor ${expected}/index.${extension} exists`;
}

// --- Examples

function validExamples(): readonly Example[] {
  return [
    {
      title: 'an absolute import',
      preset: 'strict',
      files: {
        'shop/__init__.py': '',
        'shop/models.py': 'class Order: ...\n',
        'shop/service.py': 'from shop.models import Order\nimport shop.models\n',
      },
    },
    {
      title: 'a Python import from the same package, in recommended',
      files: {
        'shop/__init__.py': '',
        'shop/models.py': 'class Order: ...\n',
        'shop/service.py': 'from .models import Order\nfrom . import models\n',
      },
    },
    {
      title: 'what an `__init__.py` re-exports: its own modules, and names that `__all__` or an alias offers',
      preset: 'strict',
      files: {
        'shop/__init__.py': '',
        'shop/clock.py': 'class Clock: ...\n',
        'shop/orders/models.py': 'class Order: ...\nclass Line: ...\n',
        'shop/orders/__init__.py':
          'import importlib\n\nfrom .models import Order\nfrom ..clock import Clock as Clock\nfrom .. import clock\n\n' +
          "__all__ = [\n    'Order',\n    'clock',\n]\n\n" +
          'def __getattr__(name):\n    from .models import Line\n\n' +
          "    return getattr(importlib.import_module('.models', __name__), name)\n",
      },
    },
    {
      title: 'comments, docstrings and strings that look like Python imports',
      preset: 'strict',
      files: {
        'shop/orders/service.py':
          '"""Use it so:\n\n    from ..models import Order\n"""\n# from ..models import Order\n' +
          "TEMPLATE = 'from ..models import Order'\nresult = load('.models', package=__package__)\n",
      },
    },
    {
      title: '`import_module` within a package that only the running program knows',
      preset: 'strict',
      files: {
        'shop/plugins.py':
          "from importlib import import_module\n\ndef load(plugin):\n    import_module('.models', plugin.name)\n" +
          "    import_module('.models', package=plugin.name)\n    import_module('.models', __name__)\n",
      },
    },
    {
      title: 'a Python file in a folder that no absolute name can reach',
      preset: 'strict',
      files: {
        'batch-jobs/models.py': 'class Job: ...\n',
        'batch-jobs/nightly.py': 'from .models import Job\n',
      },
    },
    {
      title: 'a parent import of TypeScript where nothing declares an alias',
      preset: 'strict',
      files: {
        'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
        'src/lib/money.ts': 'export const cents = 100;\n',
        'src/app/cart/total.ts': "import { cents } from '../../lib/money';\n",
      },
    },
    {
      title: 'one folder up, in recommended',
      files: {
        ...ALIASED,
        'src/lib/format.ts': "import { User } from '../models/user';\n",
      },
    },
    {
      title: 'a sibling, while `siblings` is off',
      preset: 'strict',
      files: { ...ALIASED, 'src/lib/format.ts': "import { cents } from './money';\nexport * from './money';\n" },
    },
    {
      title: 'a target outside the alias root',
      preset: 'strict',
      files: {
        ...ALIASED,
        'generator/schema.ts': 'export const schema = {};\n',
        'src/app/cart/total.ts': "import { schema } from '../../../generator/schema';\n",
      },
    },
    {
      title: 'assets and side-effect CSS',
      preset: 'strict',
      files: {
        ...ALIASED,
        'src/theme/global.css': 'body { margin: 0 }\n',
        'src/theme/card.module.css': '.card { margin: 0 }\n',
        'src/theme/logo.svg': '<svg/>\n',
        'src/app/cart/page.tsx':
          "import '../../theme/global.css';\nimport card from '../../theme/card.module.css';\n" +
          "import logo from '../../theme/logo.svg';\nimport Logo from '../../theme/logo.svg?react';\n",
      },
    },
    {
      title: 'strings, comments and addresses that look like parent imports',
      preset: 'strict',
      files: {
        ...ALIASED,
        'src/app/cart/worker.tsx':
          "// import { cents } from '../../lib/money';\n/** `require('../../lib/money')` */\n" +
          "const path = '../../lib/money';\nconst url = new URL('../../lib/money', import.meta.url);\n" +
          "const file = join(__dirname, '../../lib/money');\nload('../../lib/money');\n" +
          "const note = `import x from '../../lib/money'`;\nconst part = import(`../../lib/${path}`);\n" +
          'const link = <a href="../../lib/money">from \'../../lib/money\'</a>;\n' +
          "declare module '../../lib/money' {}\nrequire.resolve('../../lib/money');\n",
      },
    },
    {
      title: 'an index that re-exports siblings, even with `siblings`',
      options: { siblings: true },
      files: {
        ...ALIASED,
        'src/lib/index.ts': "export * from './money';\nexport { cents as price } from './money';\n",
      },
    },
    {
      title: 'test files, in recommended',
      files: {
        ...ALIASED,
        'src/app/cart/total.test.ts': "import { cents } from '../../lib/money';\n",
        'shop/__init__.py': '',
        'shop/models.py': 'class Order: ...\n',
        'tests/__init__.py': '',
        'tests/orders/__init__.py': '',
        'tests/factories.py': '',
        'tests/orders/test_total.py': 'from ..factories import order\n',
      },
    },
    {
      title: 'scripts, configuration and generated files',
      preset: 'strict',
      files: {
        ...ALIASED,
        'src/scripts/prices/seed.ts': "import { cents } from '../../lib/money';\n",
        'src/app/cart/vite.config.ts': "import { cents } from '../../lib/money';\n",
        'src/__generated__/api/client.ts':
          "import { cents } from '../../lib/money';\nimport { gone } from '../../lib/gone';\n",
      },
    },
    {
      title: 'a bare `baseUrl` that the file makes no use of',
      preset: 'strict',
      files: {
        'tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }',
        'src/lib/money.ts': 'export const cents = 100;\n',
        'src/app/cart/total.ts': "import React from 'react';\nimport { cents } from '../../lib/money';\n",
      },
    },
    {
      title: 'the name by which others import the package that the file is part of',
      preset: 'strict',
      files: {
        'tsconfig.json':
          '{ "compilerOptions": { "paths": { "@shop/cart": ["./packages/cart/src/index.ts"], "@shop/cart/*": ["./packages/cart/src/*"] } } }',
        'packages/cart/package.json': '{ "name": "@shop/cart" }',
        'packages/cart/src/index.ts': 'export const cart = [];\n',
        'packages/cart/src/lib/money.ts': 'export const cents = 100;\n',
        'packages/cart/src/app/page/total.ts': "import { cents } from '../../lib/money';\n",
      },
    },
    {
      title: 'a missing Python module that the code is prepared for',
      files: {
        'shop/__init__.py': '',
        'shop/orders/__init__.py': '',
        'shop/orders/service.py':
          'from contextlib import suppress\nfrom importlib import import_module\n\n' +
          'try:\n    from ..local import settings\nexcept ImportError:\n    settings = None\n\n' +
          'try:\n    if settings:\n        from . import tuning, speed\nexcept (AttributeError, ModuleNotFoundError):\n    pass\n\n' +
          'with suppress(ImportError):\n    from ..plugins import register\n\n' +
          "try:\n    import_module('..local', __package__)\nexcept Exception:\n    pass\n\n" +
          'from ..typed import Stub  # type: ignore[import-not-found]\nfrom ..linted import Stub  # pylint: disable=import-error\n',
        'tests/test_plugins.py':
          'import pytest\n\ndef test_that_it_is_gone():\n    with pytest.raises(ImportError):\n        from .plugins import register\n',
      },
    },
    {
      title: 'a missing module of TypeScript that the code is prepared for',
      preset: 'strict',
      files: {
        ...ALIASED,
        'src/app/local.ts':
          "let overrides;\ntry {\n  overrides = require('./overrides');\n} catch {\n  overrides = {};\n}\n" +
          "const theme = import('./theme').catch(() => null);\n" +
          "const locale = import('./locale').then((m) => m.default).catch(() => null);\n" +
          "// @ts-expect-error: exists after the build only\nimport manifest from './manifest';\n" +
          "// eslint-disable-next-line import/no-unresolved\nimport routes from './routes';\n",
        'src/app/local.test.ts': "jest.mock('./native-bridge', () => ({}), { virtual: true });\n",
      },
    },
    {
      title: 'a missing target that git ignores',
      files: {
        ...ALIASED,
        '.gitignore': 'src/client/\nshop/local_settings.py\n',
        'src/app/api.ts': "import { api } from '../client/api';\n",
        'shop/__init__.py': '',
        'shop/settings.py': 'from .local_settings import *\n',
      },
    },
    {
      title: 'a missing target that a build writes',
      files: {
        ...ALIASED,
        'src/app/api.ts':
          "import { api } from '../generated/api';\nimport bundle from '../../dist/bundle.js';\n" +
          "import { tree } from '../routes.gen';\n",
        'shop/__init__.py': 'from ._version import version\n',
        'shop/wire.py': 'from .orders_pb2 import Order\nfrom ._fast import total\n',
        'shop/_fast.pyx': 'cdef int total\n',
      },
    },
    {
      title: 'a missing target where the tsconfig extends what is not installed',
      preset: 'strict',
      files: {
        'tsconfig.json': '{ "extends": "@shop/tsconfig/base.json" }',
        'src/app/api.ts': "import { api } from './api-client';\n",
      },
    },
    {
      title: 'targets that go by another extension',
      preset: 'strict',
      files: {
        'src/app/main.ts':
          "import { cents } from './money.js';\nimport App from './shell';\nimport Card from './card.vue';\n" +
          "import { Button } from './button';\nimport rates from './rates.json';\nimport lib from './lib';\n",
        'src/app/money.ts': 'export const cents = 100;\n',
        'src/app/shell.tsx': 'export default null;\n',
        'src/app/card.vue': '<template />\n',
        'src/app/button.native.tsx': 'export const Button = null;\n',
        'src/app/rates.json': '{}\n',
        'src/app/lib/index.d.ts': 'declare const lib: string;\nexport default lib;\n',
      },
    },
    {
      title: 'a name that the package itself may define',
      files: { 'shop/__init__.py': 'currency = "EUR"\n', 'shop/service.py': 'from . import currency\n' },
    },
    {
      title: 'modules that a package makes as they are imported',
      files: {
        'shop/__init__.py': '',
        'shop/extern/__init__.py': 'install_importer()\n',
        'shop/compat.py': 'from .extern.packaging import version\nfrom .six.moves import urllib\n',
        'shop/six.py': '',
      },
    },
    {
      title: 'a package that lies above the root of the repository',
      preset: 'strict',
      files: { '__init__.py': 'from ..registry import register\n', 'panel.py': 'from ..registry import register\n' },
    },
    {
      title: 'samples that are read but never run',
      preset: 'strict',
      files: {
        'codemods/__testfixtures__/rename.input.tsx': "import { search } from './algolia';\n",
        'tests/fixtures/broken.py': 'from .missing import name\n',
      },
    },
  ];
}

function invalidExamples(): readonly Example[] {
  return [
    {
      title: 'Python imports that climb out of their package',
      files: {
        'app/__init__.py': '',
        'app/clock.py': 'def now(): ...\n',
        'app/orders/__init__.py': '',
        'app/orders/models.py': 'class Order: ...\n',
        'app/orders/api/__init__.py': '',
        'app/orders/api/routes.py':
          'from ..models import Order\nfrom ...clock import now\nfrom .. import models\nfrom ... import clock, orders\n',
      },
      problems: [
        {
          path: 'app/orders/api/routes.py',
          line: 1,
          severity: 'low',
          message: '`..models` climbs out of its package; write `app.orders.models`.',
          fix: 'app.orders.models',
        },
        { path: 'app/orders/api/routes.py', line: 2, message: 'write `app.clock`', fix: 'app.clock' },
        {
          path: 'app/orders/api/routes.py',
          line: 3,
          message: '`..` climbs out of its package; write `from app.orders import models`.',
          fix: 'app.orders',
        },
        { path: 'app/orders/api/routes.py', line: 4, message: 'write `from app import clock, orders`', fix: 'app' },
      ],
    },
    {
      title: 'climbing imports in functions, in `try` and for type checkers only',
      files: {
        ...PACKAGE,
        'app/orders/service.py':
          'from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from ..clock import Clock\n\n' +
          'try:\n    from ..clock import now\nexcept ImportError:\n    from ..clock import later as now\n\n' +
          'def handle():\n    from ..clock import now\n\n\nclass Service:\n    from ..clock import now\n',
      },
      problems: [4, 7, 9, 12, 16].map((line) => ({ path: 'app/orders/service.py', line, fix: 'app.clock' })),
    },
    {
      title: 'climbing imports in any layout, which the fix keeps',
      files: {
        ...PACKAGE,
        'app/orders/service.py':
          'from..clock import now\nfrom ..import clock\nfrom .. clock import (\n    now,  # of the server\n    later,\n)\n' +
          'from \\\n    ..clock import *\nx = 1; from ..clock import now\n',
      },
      problems: [
        { path: 'app/orders/service.py', line: 1, fix: ' app.clock' },
        { path: 'app/orders/service.py', line: 2, fix: 'app ' },
        { path: 'app/orders/service.py', line: 3, fix: 'app.clock' },
        { path: 'app/orders/service.py', line: 8, fix: 'app.clock' },
        { path: 'app/orders/service.py', line: 9, fix: 'app.clock' },
      ],
    },
    {
      title: '`import_module` with a relative name, by whatever name it is imported',
      files: {
        ...PACKAGE,
        'app/orders/service.py':
          'import importlib\nimport importlib as il\nfrom importlib import import_module as load\n\n' +
          'importlib.import_module(\'..clock\', __package__)\nil.import_module("..clock", package=__spec__.parent)\n' +
          "load(name='..clock', package='app.orders')\n",
      },
      problems: [5, 6, 7].map((line) => ({ path: 'app/orders/service.py', line, fix: 'app.clock' })),
    },
    {
      title: 'any relative import of Python in strict, tests included',
      preset: 'strict',
      files: {
        ...PACKAGE,
        'app/orders/service.py':
          "from importlib import import_module\nfrom .models import Order\nfrom . import models\nimport_module('.models', __package__)\n",
        'tests/__init__.py': '',
        'tests/factories.py': 'def order(): ...\n',
        'tests/test_orders.py': 'from .factories import order\n',
      },
      problems: [
        {
          path: 'app/orders/service.py',
          line: 2,
          severity: 'medium',
          message: '`.models` depends on the place of this file; write `app.orders.models`.',
          fix: 'app.orders.models',
        },
        { path: 'app/orders/service.py', line: 3, message: 'write `from app.orders import models`', fix: 'app.orders' },
        { path: 'app/orders/service.py', line: 4, fix: 'app.orders.models' },
        { path: 'tests/test_orders.py', line: 1, fix: 'tests.factories' },
      ],
    },
    {
      title: 'the absolute name starts at the package root: src layout, namespace package, several projects',
      files: {
        'billing/pyproject.toml': '[project]\nname = "billing"\n',
        'billing/src/billing/__init__.py': '',
        'billing/src/billing/rates.py': 'VAT = 19\n',
        'billing/src/billing/invoices/__init__.py': '',
        'billing/src/billing/invoices/total.py': 'from ..rates import VAT\n',
        'stock/pyproject.toml': '[project]\nname = "stock"\n',
        'stock/warehouse/shelf.py': 'SHELVES = 3\n',
        'stock/warehouse/counting/nightly.py': 'from ..shelf import SHELVES\nfrom .. import shelf\n',
      },
      problems: [
        { path: 'billing/src/billing/invoices/total.py', line: 1, fix: 'billing.rates' },
        { path: 'stock/warehouse/counting/nightly.py', line: 1, fix: 'warehouse.shelf' },
        { path: 'stock/warehouse/counting/nightly.py', line: 2, fix: 'warehouse' },
      ],
    },
    {
      title: 'an `__init__.py` that imports for its own use',
      files: {
        ...PACKAGE,
        'app/orders/__init__.py': 'from ..clock import now\n\nLOADED_AT = now()\n',
        'app/orders/models.py': '',
      },
      problems: [{ path: 'app/orders/__init__.py', line: 1, fix: 'app.clock' }],
    },
    {
      title: 're-exports in `__init__.py` and of siblings in an index, with `barrels: check`',
      preset: 'strict',
      options: { barrels: 'check', siblings: true },
      files: {
        ...PACKAGE,
        ...ALIASED,
        'app/orders/__init__.py': 'from .models import Order\n',
        'src/lib/index.ts': "export * from './money';\n",
      },
      problems: [
        { path: 'app/orders/__init__.py', line: 1, fix: 'app.orders.models' },
        { path: 'src/lib/index.ts', line: 1, fix: '@/lib/money' },
      ],
    },
    {
      title: 'something built has a name too, but nothing shows that a fix would be right',
      files: {
        ...PACKAGE,
        '.gitignore': 'app/client/\n',
        'app/orders/service.py': 'from ..client.orders import OrdersApi\n',
      },
      problems: [{ path: 'app/orders/service.py', line: 1, message: 'write `app.client.orders`' }],
    },
    {
      title: 'two folders up in TypeScript, in every form of import, which the fix keeps',
      files: {
        ...ALIASED,
        'src/app/cart/total.ts': [
          "import { cents } from '../../lib/money';",
          'import type { Money } from "../../lib/money"',
          "import '../../lib/money';",
          "export { cents } from '../../lib/money';",
          "export * as money from '../../lib/money';",
          "import legacy = require('../../lib/money');",
          "const { price } = require('../../lib/money');",
          'const later = import(/* webpackChunkName: "money" */ `../../lib/money`);',
          "let amount: import('../../lib/money').Money;",
          "type Library = typeof import('../../lib/money');",
          "import rates from '../../rates.json' with { type: 'json' };",
          'import {',
          '  euro, // the default',
          "} from './../../lib/money';",
        ].join('\n'),
      },
      problems: [
        {
          path: 'src/app/cart/total.ts',
          line: 1,
          severity: 'low',
          message: '`../../lib/money` reaches two folders up; import it as `@/lib/money`.',
          fix: '@/lib/money',
        },
        ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((line) => ({ path: 'src/app/cart/total.ts', line, fix: '@/lib/money' })),
        { path: 'src/app/cart/total.ts', line: 11, fix: '@/rates.json' },
        { path: 'src/app/cart/total.ts', line: 14, fix: '@/lib/money' },
      ],
    },
    {
      title: 'one folder up in strict, tests and mock paths included',
      preset: 'strict',
      files: {
        ...ALIASED,
        'src/app/total.ts': "import { cents } from '../lib/money';\n",
        'src/app/total.test.ts': [
          "jest.mock('../lib/money');",
          "jest.doMock('../lib/money', () => ({ cents: 1 }));",
          "jest.unmock('../lib/money');",
          "jest.setMock('../lib/money', {});",
          "const mocked = jest.requireMock('../lib/money');",
          "const actual = jest.requireActual<typeof import('../lib/money')>('../lib/money');",
          "vi.mock('../lib/money', async () => ({ ...(await vi.importActual('../lib/money')) }));",
          "vi.doMock('../lib/money');",
          "vi.unmock('../lib/money');",
          "await vi.importMock('../lib/money');",
          "export import money = require('../lib/money');",
        ].join('\n'),
      },
      problems: [
        ...[1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 9, 10, 11].map((line) => ({
          path: 'src/app/total.test.ts',
          line,
          fix: '@/lib/money',
        })),
        {
          path: 'src/app/total.ts',
          line: 1,
          severity: 'medium',
          message: '`../lib/money` reaches one folder up; import it as `@/lib/money`.',
          fix: '@/lib/money',
        },
      ],
    },
    {
      title: 'a sibling, with `siblings`',
      options: { siblings: true },
      files: { ...ALIASED, 'src/lib/format.ts': "import { cents } from './money';\nexport * from './money';\n" },
      problems: [
        {
          path: 'src/lib/format.ts',
          line: 1,
          message: '`./money` depends on the place of this file; import it as `@/lib/money`.',
          fix: '@/lib/money',
        },
        { path: 'src/lib/format.ts', line: 2, fix: '@/lib/money' },
      ],
    },
    {
      title: 'as many folders up, or dots, as the options say',
      options: { parents: 3, pythonLevel: 3, tests: true },
      files: {
        ...PACKAGE,
        ...ALIASED,
        'src/app/cart/page/total.test.ts':
          "import { cents } from '../../../lib/money';\nimport { User } from '../../cart/user';\n",
        'src/app/cart/user.ts': 'export interface User {}\n',
        'app/orders/api/routes.py': 'from ...clock import now\nfrom ..models import Order\n',
      },
      problems: [
        { path: 'app/orders/api/routes.py', line: 1, fix: 'app.clock' },
        { path: 'src/app/cart/page/total.test.ts', line: 1, message: 'reaches three folders up', fix: '@/lib/money' },
      ],
    },
    {
      title: 'an alias by `imports` of package.json, with the extension that is written',
      files: {
        'package.json': '{ "name": "shop", "type": "module", "imports": { "#lib/*": "./src/lib/*" } }',
        'src/lib/money.js': 'export const cents = 100;\n',
        'src/app/cart/total.js': "import { cents } from '../../lib/money.js';\n",
      },
      problems: [{ path: 'src/app/cart/total.js', line: 1, fix: '#lib/money.js' }],
    },
    {
      title: 'an alias by `paths`, with the extension that is written',
      files: { ...ALIASED, 'src/app/cart/total.ts': "import { cents } from '../../lib/money.js';\n" },
      problems: [{ path: 'src/app/cart/total.ts', line: 1, fix: '@/lib/money.js' }],
    },
    {
      title: 'an alias that a tsconfig inherits by `extends`, or that stands in one of its `references`',
      files: {
        'admin/tsconfig.json': '{ "extends": "../tsconfig.base.json" }',
        'tsconfig.base.json': '{ "compilerOptions": { "paths": { "~admin/*": ["./admin/*"] } } }',
        'admin/lib/money.ts': 'export const cents = 100;\n',
        'admin/app/cart/total.ts': "import { cents } from '../../lib/money';\n",
        'web/tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
        'web/tsconfig.app.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }',
        'web/src/lib/money.ts': 'export const cents = 100;\n',
        'web/src/app/cart/total.ts': "import { cents } from '../../lib/money';\n",
      },
      problems: [
        { path: 'admin/app/cart/total.ts', line: 1, fix: '~admin/lib/money' },
        { path: 'web/src/app/cart/total.ts', line: 1, fix: '@/lib/money' },
      ],
    },
    {
      title: 'a bare `baseUrl` in a file that goes by it already',
      files: {
        'tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }',
        'src/lib/money.ts': 'export const cents = 100;\n',
        'src/models/user.ts': 'export interface User {}\n',
        'src/app/cart/total.ts': "import { User } from 'src/models/user';\nimport { cents } from '../../lib/money';\n",
      },
      problems: [{ path: 'src/app/cart/total.ts', line: 2, fix: 'src/lib/money' }],
    },
    {
      title: 'a path into another package of the workspace, which has a name',
      files: {
        'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
        'packages/money/package.json': '{ "name": "@shop/money", "main": "src/index.ts" }',
        'packages/money/src/index.ts': 'export const cents = 100;\n',
        'packages/cart/package.json': '{ "name": "@shop/cart", "dependencies": { "@shop/money": "workspace:*" } }',
        'packages/cart/src/total.ts': "import { cents } from '../../money/src';\n",
      },
      problems: [{ path: 'packages/cart/src/total.ts', line: 1, fix: '@shop/money' }],
    },
    {
      title: 'a Python module that does not exist, at any level and in any role',
      files: {
        ...PACKAGE,
        'app/orders/service.py':
          'from .gone import total\nfrom ..missing.orders import total\n\ndef handle():\n    from .gone import total\n\n' +
          'try:\n    import fast\nexcept ImportError:\n    from .slow import total\n',
        'app/orders/__init__.py':
          "import importlib\n\nfrom .gone import total\nimportlib.import_module('.gone', __name__)\n",
        'scripts/jobs/nightly.py': 'from . import cleanup\n',
        'tests/test_orders.py': 'from .factories import order\n',
      },
      problems: [
        { path: 'app/orders/__init__.py', line: 3, kind: 'missing-target' },
        { path: 'app/orders/__init__.py', line: 4, kind: 'missing-target' },
        {
          path: 'app/orders/service.py',
          line: 1,
          kind: 'missing-target',
          severity: 'high',
          message: '`.gone` leads nowhere: neither app/orders/gone.py nor app/orders/gone/__init__.py exists.',
        },
        { path: 'app/orders/service.py', line: 2, kind: 'missing-target' },
        { path: 'app/orders/service.py', line: 5, kind: 'missing-target' },
        { path: 'app/orders/service.py', line: 10, kind: 'missing-target' },
        {
          path: 'scripts/jobs/nightly.py',
          line: 1,
          kind: 'missing-target',
          message: 'neither scripts/jobs/cleanup.py',
        },
        { path: 'tests/test_orders.py', line: 1, kind: 'missing-target' },
      ],
    },
    {
      title: 'a module of TypeScript that does not exist, at any level and in any role',
      preset: 'strict',
      files: {
        ...ALIASED,
        'src/services/cart.ts':
          "import { gone } from './gone';\nimport type { Gone } from '../models/gone';\nexport * from './gone.js';\n" +
          "const later = import('../lib/gone');\nimport rates from './rates.json';\nimport './cart.css';\n",
        'src/services/cart.test.ts': "vi.mock('./gone', () => ({}));\n",
        'scripts/prices.js': "const { gone } = require('../src/gone');\n",
      },
      problems: [
        {
          path: 'scripts/prices.js',
          line: 1,
          kind: 'missing-target',
          message: '`../src/gone` leads nowhere: neither src/gone.js nor src/gone/index.js exists.',
        },
        { path: 'src/services/cart.test.ts', line: 1, kind: 'missing-target' },
        {
          path: 'src/services/cart.ts',
          line: 1,
          kind: 'missing-target',
          severity: 'high',
          message: '`./gone` leads nowhere: neither src/services/gone.ts nor src/services/gone/index.ts exists.',
        },
        { path: 'src/services/cart.ts', line: 2, kind: 'missing-target' },
        {
          path: 'src/services/cart.ts',
          line: 3,
          kind: 'missing-target',
          message: 'neither src/services/gone.js nor src/services/gone.ts exists.',
        },
        { path: 'src/services/cart.ts', line: 4, kind: 'missing-target' },
        {
          path: 'src/services/cart.ts',
          line: 5,
          kind: 'missing-target',
          message: 'src/services/rates.json does not exist.',
        },
        {
          path: 'src/services/cart.ts',
          line: 6,
          kind: 'missing-target',
          message: 'src/services/cart.css does not exist.',
        },
      ],
    },
  ];
}
