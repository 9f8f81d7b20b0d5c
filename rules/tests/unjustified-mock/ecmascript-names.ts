import type { ImportedAs, ImportFact, ParsedFile } from 'compliance-linter';
import {
  functionsOf,
  functionsOfExport,
  GLOBALS,
  TELLING_NAMES,
  type Functions,
  type LibraryFunction,
} from './ecmascript-libraries.js';

/** A name, dotted or not, by which a file calls a mocking library or one of its functions. */
export interface MockName {
  /** As written: `vi`, `stub`, `this.sandbox`. */
  readonly local: string;
  readonly functions: Functions;
  /** What makes it that: `parameter` is what node:test hands to a test. */
  readonly origin: 'import' | 'global' | 'alias' | 'parameter';
  /** Present if a module that may be of the project gives it. */
  readonly through?: ImportedAs;
}

/** A word that every file with mocks has: a library's name, or that of one of its exports. */
const ANY = /\b(?:jest|vi|vitest|cy|jasmine)\b|sinon|spyOn|mock|:test\b|storybook|golevelup/;

/** By what names the file calls mocking libraries, found without a parse. */
export function mockNames(file: ParsedFile): readonly MockName[] {
  if (!ANY.test(file.text)) return [];
  const imports = file.facts<ImportFact>('imports').filter(({ isTypeOnly, isReexport }) => !isTypeOnly && !isReexport);
  const imported = imports.flatMap(importedNames);
  const bound = new Set(imports.flatMap(({ names }) => names.map(({ local }) => local)));
  const named = [...imported, ...globalNames(file.text, bound)];
  const isNodeTest = imports.some(({ specifier }) => specifier === 'node:test');
  return [...named, ...aliases(file.text, named), ...(isNodeTest ? handedNames(file.text, bound) : [])];
}

function importedNames({ specifier, names }: ImportFact): readonly MockName[] {
  return names.flatMap(({ imported, local }): readonly MockName[] => {
    const functions = functionsOfExport(specifier, imported === '*' ? [] : [imported]);
    if (functions.size > 0) return [{ local, functions, origin: 'import' }];
    const telling = imported === 'default' ? local : imported;
    if (!TELLING_NAMES.has(telling)) return [];
    return [
      { local, functions: functionsOf(GLOBALS[telling] ?? ''), origin: 'import', through: { specifier, imported } },
    ];
  });
}

function globalNames(text: string, bound: ReadonlySet<string>): readonly MockName[] {
  return Object.entries(GLOBALS)
    .filter(([local]) => !bound.has(local) && text.includes(local))
    .map(([local, library]) => ({ local, functions: functionsOf(library), origin: 'global' }));
}

/** In tests of node:test: `t.mock` of a test's context, `mock` taken out of it. */
function handedNames(text: string, bound: ReadonlySet<string>): readonly MockName[] {
  const functions = functionsOf('node:test.mock');
  const used = text.matchAll(
    /(?<![\w$.])(?:([\w$]+)\s*\.\s*)?mock\s*\.\s*(?:fn|method|getter|setter|property|module)\b/g,
  );
  const names = new Set([...used].map(([, context]) => (context === undefined ? 'mock' : `${context}.mock`)));
  return [...names]
    .filter((local) => !bound.has(local.split('.')[0] ?? ''))
    .map((local) => ({ local, functions, origin: 'parameter' }));
}

/** How far before its value a name is looked for, in UTF-16 units. */
const REACH = 300;
const GIVEN_NAME = /((?:[\w$]+\s*\.\s*){0,2}[\w$]+|\{[^{}]*\})\s*(?::[^=;{}()]*)?$/;

/** Names that stand for one of `names`, for a function of its, or for a sandbox that it makes. */
function aliases(text: string, names: readonly MockName[]): readonly MockName[] {
  if (names.length === 0) return [];
  const roots = names.map(({ local }) => local.replaceAll('$', '\\$')).join('|');
  const given = new RegExp(`=\\s*(${roots})(?![\\w$])((?:\\s*\\.\\s*[\\w$]+){0,2})\\s*([(.<[?!]?)`, 'g');
  const found = new Map<string, MockName>();
  for (const { index, 1: root = '', 2: rest = '', 3: next = '' } of text.matchAll(given)) {
    const source = names.find(({ local }) => local === root);
    const target = GIVEN_NAME.exec(text.slice(Math.max(0, index - REACH), index))?.[1];
    if (source === undefined || target === undefined || '=!<>'.includes(text[index - 1] ?? ' ')) continue;
    for (const alias of aliasesOf(source, rest.replace(/[\s.]+/g, '.').slice(1), { target, next })) {
      if (alias.functions.size > 0) found.set(alias.local, alias);
    }
  }
  return [...found.values()];
}

/** What `target = source.path` names, followed by `next`. */
function aliasesOf(
  source: MockName,
  path: string,
  { target, next }: { readonly target: string; readonly next: string },
): readonly MockName[] {
  if (next === '(') {
    const isSandbox = source.functions.get(path)?.form === 'sandbox';
    return isSandbox ? [aliasOf(source, target, functionsOf('sinon'))] : [];
  }
  if (next !== '') return [];
  if (!target.startsWith('{')) return [aliasOf(source, target, functionsBelow(source.functions, path))];
  return target
    .slice(1, -1)
    .split(',')
    .map((part) => /^\s*([\w$]+)\s*(?::\s*([\w$]+))?/.exec(part) ?? [])
    .map(([, taken = '', local = taken]) =>
      aliasOf(source, local, functionsBelow(source.functions, path === '' ? taken : `${path}.${taken}`)),
    );
}

function aliasOf({ through }: MockName, local: string, functions: Functions): MockName {
  return {
    local: local.replace(/\s+/g, ''),
    functions,
    origin: 'alias',
    ...(through === undefined ? {} : { through }),
  };
}

function functionsBelow(functions: Functions, path: string): Functions {
  if (path === '') return functions;
  const found = new Map<string, LibraryFunction>();
  for (const [name, value] of functions) {
    if (name === path) found.set('', value);
    else if (name.startsWith(`${path}.`)) found.set(name.slice(path.length + 1), value);
  }
  return found;
}
