import {
  pythonArguments,
  pythonStringContent,
  type ImportFact,
  type ParsedFile,
  type Span,
  type SyntaxNode,
} from 'compliance-linter';
import type { BoundName, PythonImport } from './facts.js';
import { isPythonAbsenceHandled, isPythonImportIgnored } from './handled-absence.js';
import { levelOf } from './specifiers.js';

/** Relative imports of Python: statements, then calls of `import_module` that say what they import. */
export function* extractPython(file: ParsedFile): Iterable<PythonImport> {
  yield* importStatements(file);
  yield* importCalls(file);
}

function* importStatements(file: ParsedFile): Iterable<PythonImport> {
  let known: ReadonlySet<string> | undefined;
  const listed = (): ReadonlySet<string> => (known ??= listOfAll(file.text));
  const read = (statement: Span, hits: readonly number[]): readonly [PythonImport] | undefined =>
    plainImport(file, { statement, hits, listed });
  for (const hit of file.toldAt(/\bfrom(?:[ \t\f]|\\\r?\n)*\.[^]/g, { extent: 'statement' }, read)) {
    const found = 'node' in hit ? importOf(file, hit.node, listed) : hit;
    if (found !== undefined) yield found;
  }
}

/** An import statement without comments and continued lines. */
const PLAIN =
  /from[ \t]+(\.+(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)?)[ \t]+import[ \t]+(?:(\*)|\(([\w\s,]*)\)|([\w \t,]*))[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y;
const PLAIN_NAME = /^([A-Za-z_]\w*)(?:\s+as\s+([A-Za-z_]\w*))?$/;

/** The relative import that the statement is, without its nodes; undefined where it is written otherwise. */
function plainImport(
  file: ParsedFile,
  {
    statement: { start },
    hits,
    listed,
  }: { readonly statement: Span; readonly hits: readonly number[]; readonly listed: () => ReadonlySet<string> },
): readonly [PythonImport] | undefined {
  PLAIN.lastIndex = start;
  const [whole, specifier, star, several, one] = PLAIN.exec(file.text) ?? [];
  if (whole === undefined || specifier === undefined || hits.length !== 1 || hits[0] !== start) return undefined;
  const names: BoundName[] = [];
  for (const written of star === undefined ? (several ?? one ?? '').trim().replace(/,$/, '').split(',') : []) {
    const [, name, alias = null] = PLAIN_NAME.exec(written.trim()) ?? [];
    if (name === undefined) return undefined;
    names.push({ name, alias });
  }
  const at = start + whole.indexOf('.');
  const place = { start: at, end: at + specifier.length };
  const isAbsenceHandled = isPythonImportIgnored(file.text, start);
  return [toFact(file, { specifier, names, place, isAtModuleLevel: true, isAbsenceHandled }, listed)];
}

function importOf(file: ParsedFile, node: SyntaxNode, listed: () => ReadonlySet<string>): PythonImport | undefined {
  const module = node.type === 'import_from_statement' ? node.childForFieldName('module_name') : null;
  if (module?.type !== 'relative_import') return undefined;
  return toFact(
    file,
    {
      specifier: module.text.replace(/[\s\\]/g, ''),
      names: importedNames(module),
      place: { start: module.startIndex, end: module.endIndex },
      isAtModuleLevel: isAtModuleLevel(file, node),
      isAbsenceHandled: isPythonAbsenceHandled(file, node),
    },
    listed,
  );
}

interface Statement {
  /** Dots and module. */
  readonly specifier: string;
  readonly names: readonly BoundName[];
  /** Of the module. */
  readonly place: Span;
  readonly isAtModuleLevel: boolean;
  readonly isAbsenceHandled: boolean;
}

/** `listed` are the names in `__all__`. */
function toFact(
  file: ParsedFile,
  { specifier, names, place, isAtModuleLevel, isAbsenceHandled }: Statement,
  listed: () => ReadonlySet<string>,
): PythonImport {
  const { text } = file;
  const isOffered =
    levelOf(specifier) === 1 || (names.length > 0 && names.every((name) => isOfferedAs(name, listed())));
  return {
    kind: 'python',
    specifier,
    module: specifier,
    names: /^\.+$/.test(specifier) ? names : [],
    startsAtName: false,
    needsSpace: {
      before: !/\s/.test(text[place.start - 1] ?? ''),
      after: !/\s/.test(text[place.end] ?? ''),
    },
    isReexport: isOffered && isAtModuleLevel,
    isAbsenceHandled,
    site: file.site(place.start, place.end),
  };
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

function listOfAll(text: string): ReadonlySet<string> {
  const list = /^__all__\b[^=\n]*=\s*[[(]([^\])]*)/m.exec(text)?.[1] ?? '';
  return new Set([...list.matchAll(/['\"]([^'\"\n]+)['\"]/g)].map(([, name = '']) => name));
}

/** A module offers what `__all__` lists and what it imports by an alias that is the name itself. */
function isOfferedAs({ name, alias }: BoundName, listed: ReadonlySet<string>): boolean {
  const bound = alias ?? name;
  return alias === name || listed.has(bound);
}

/** Also within `def __getattr__`, by which a module imports lazily what it offers. */
function isAtModuleLevel(file: ParsedFile, statement: SyntaxNode): boolean {
  for (const node of file.ancestors(statement)) {
    if (node.type === 'class_definition') return false;
    if (node.type === 'function_definition') return node.childForFieldName('name')?.text === '__getattr__';
  }
  return true;
}

function* importCalls(file: ParsedFile): Iterable<PythonImport> {
  const callees = calleesOfImportModule(file.facts<ImportFact>('imports'));
  if (callees.length === 0) return;
  const calls = new RegExp(`(?<![\\w.])(?:${callees.join('|')})\\s*\\([^]`, 'g');
  for (const { node } of file.nodesAt(calls, 0, 'statement')) {
    const fact = node.type === 'call' ? importCall(file, node) : undefined;
    if (fact !== undefined) yield fact;
  }
}

/** Expressions for what `importlib.import_module` is called by, given how the file imports it. */
function calleesOfImportModule(imports: readonly ImportFact[]): readonly string[] {
  const callees = imports.flatMap(({ specifier, names }) => {
    if (specifier.startsWith('importlib.')) return ['importlib\\s*\\.\\s*import_module'];
    if (specifier !== 'importlib') return [];
    return names.flatMap(({ imported, local }) => {
      if (imported === 'import_module') return [local];
      return imported === '*' && local !== '' ? [`${local}\\s*\\.\\s*import_module`] : [];
    });
  });
  return [...new Set(callees)];
}

function importCall(file: ParsedFile, call: SyntaxNode): PythonImport | undefined {
  const values = pythonArguments(call);
  const name = pythonStringContent(values.get('name') ?? values.get(0));
  if (name === undefined || !/^\.+[\w.]*$/.test(name.text)) return undefined;
  const start = startOf(name.text, values.get('package') ?? values.get(1));
  if (start === undefined) return undefined;
  return {
    kind: 'python',
    specifier: name.text,
    ...start,
    names: [],
    needsSpace: { before: false, after: false },
    isReexport: levelOf(name.text) === 1 && isAtModuleLevel(file, call),
    isAbsenceHandled: isPythonAbsenceHandled(file, call),
    site: file.site(name.startIndex, name.endIndex),
  };
}

/** Where the dots of a call start, by its argument `package`; undefined if only the running program knows. */
function startOf(
  specifier: string,
  argument: SyntaxNode | undefined,
): Pick<PythonImport, 'module' | 'startsAtName'> | undefined {
  if (argument === undefined) return undefined;
  if (argument.text === '__package__' || argument.text === '__spec__.parent')
    return { module: specifier, startsAtName: false };
  if (argument.text === '__name__') return { module: specifier, startsAtName: true };
  const packageName = pythonStringContent(argument)?.text;
  const module = packageName === undefined ? undefined : nameWithin(packageName, specifier);
  return module === undefined ? undefined : { module, startsAtName: false };
}

/** `..clock` within `app.orders` is `app.clock`; undefined if the dots climb out of the package. */
function nameWithin(packageName: string, specifier: string): string | undefined {
  const parts = packageName.split('.');
  const level = levelOf(specifier);
  if (parts.includes('') || level > parts.length) return undefined;
  const module = specifier.slice(level);
  return [...parts.slice(0, parts.length - level + 1), ...(module === '' ? [] : [module])].join('.');
}
