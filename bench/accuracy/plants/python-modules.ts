import { dirname } from 'node:path/posix';
import { componentFolder } from './component-folder.js';
import type { FilePlaces } from './places.js';
import type { Random } from './random.js';
import type { FileKind } from './repository.js';

export interface PythonModule {
  readonly path: string;
  readonly kind: FileKind;
  /** `mealie.services.backups`. */
  readonly name: string;
  /** The package that holds it: `mealie.services`; '' for a module in no package. */
  readonly package: string;
  /** The folder that holds the top-level package. */
  readonly root: string;
  readonly places: FilePlaces;
}

/** A thing that can be imported: its module and its name there. */
export interface PythonTarget {
  readonly module: string;
  readonly name: string;
  /** A method, where the thing is a class. */
  readonly method: string;
}

interface From {
  readonly random: Random;
  readonly path: string;
}

/** What snippets may refer to among the modules of a repository. */
export interface PythonModules {
  /** The module at a path, where an absolute name reaches it. */
  at(path: string): PythonModule | undefined;
  /** A function, or a class with a method, defined in a source module of the project that `path` belongs to. */
  defined(kind: 'function' | 'class', from: From): PythonTarget | undefined;
  /** A name that a source module imports from another one, where it is defined: `module` is the importing one. */
  imported(from: From): PythonTarget | undefined;
  /** A name of a source module: an outside library it imports, a constant, a logger. */
  named(kind: 'library' | 'constant' | 'logger', from: From): PythonTarget | undefined;
  /** A module below `package_` that is not `except`, with something to import from it. */
  below(package_: string, from: { readonly random: Random; readonly except: string }): PythonTarget | undefined;
}

const LIBRARIES = new Set(['httpx', 'requests', 'time', 'smtplib', 'subprocess', 'shutil', 'asyncio', 'uuid', 'json']);

export function indexPythonModules(
  paths: ReadonlySet<string>,
  found: ReadonlyMap<string, { readonly kind: FileKind; readonly places: FilePlaces }>,
): PythonModules {
  const modules = [...found].map(([path, { kind, places }]) => moduleAt(paths, path, kind, places));
  const known = modules.filter((module) => module !== undefined);
  const named = new Map(known.map((module) => [module.name, module]));
  const byPath = new Map(known.map((module) => [module.path, module]));
  const sources = known.filter(({ kind, package: holder }) => kind === 'source' && holder !== '');
  const choose = ({ random, path }: From, targetsIn: (module: PythonModule) => readonly PythonTarget[]) => {
    const home = componentFolder(paths, path);
    const near = sources.filter((module) => componentFolder(paths, module.path) === home);
    for (let attempt = 0; attempt < 40 && near.length > 0; attempt += 1) {
      const targets = targetsIn(random.pick(near));
      if (targets.length > 0) return random.pick(targets);
    }
    return undefined;
  };
  return {
    at: (path) => byPath.get(path),
    defined: (kind, from) => choose(from, (module) => definedIn(module, kind)),
    imported: (from) => choose(from, (module) => importedIn(module, named)),
    named: (kind, from) => choose(from, (module) => namedIn(module, kind)),
    below: (holder, { random, except }) => {
      const root = byPath.get(except)?.root;
      const isInside = (module: PythonModule): boolean => module.root === root && module.name.startsWith(`${holder}.`);
      const inside = sources.filter((module) => isInside(module) && module.path !== except);
      const usable = inside.filter((module) => module.places.symbols.functions.some(isPlain));
      const chosen = usable.length === 0 ? undefined : random.pick(usable);
      return chosen === undefined ? undefined : random.pick(definedIn(chosen, 'function'));
    },
  };
}

/** Names with a leading underscore are left alone, and so are the hooks that frameworks look for. */
function isPlain(name: string): boolean {
  return !name.startsWith('_') && !/^(?:main|setup|upgrade|downgrade|test_.*|pytest_.*)$/.test(name);
}

function definedIn({ name: module, places }: PythonModule, kind: 'function' | 'class'): readonly PythonTarget[] {
  const { functions, classes } = places.symbols;
  if (kind === 'function') return functions.filter(isPlain).map((name) => ({ module, name, method: '' }));
  return Object.entries(classes)
    .map(([name, methods]) => ({ module, name, method: methods.find(isPlain) ?? '' }))
    .filter(({ name, method }) => isPlain(name) && method !== '');
}

function importedIn(module: PythonModule, named: ReadonlyMap<string, PythonModule>): readonly PythonTarget[] {
  return module.places.symbols.imports
    .filter(([origin, name]) => {
      const symbols = named.get(origin)?.places.symbols;
      return symbols !== undefined && (symbols.functions.includes(name) || Object.hasOwn(symbols.classes, name));
    })
    .map(([, , local]) => ({ module: module.name, name: local, method: '' }))
    .filter(({ name }) => isPlain(name) && !/^[A-Z_]+$/.test(name));
}

function namedIn(module: PythonModule, kind: 'library' | 'constant' | 'logger'): readonly PythonTarget[] {
  const { modules, constants, loggers } = module.places.symbols;
  const libraries = modules.filter(([name, local]) => name === local && LIBRARIES.has(name)).map(([name]) => name);
  const names = { library: libraries, constant: constants, logger: loggers }[kind];
  return names.map((name) => ({ module: module.name, name, method: '' }));
}

function moduleAt(
  paths: ReadonlySet<string>,
  path: string,
  kind: FileKind,
  places: FilePlaces,
): PythonModule | undefined {
  const packages: string[] = [];
  let folder = dirname(path);
  for (; folder !== '.' && paths.has(`${folder}/__init__.py`); folder = dirname(folder)) {
    packages.unshift(folder.slice(folder.lastIndexOf('/') + 1));
  }
  const own = path.slice(path.lastIndexOf('/') + 1, -'.py'.length);
  if (![...packages, own].every((part) => /^[A-Za-z_]\w*$/.test(part))) return undefined;
  return { path, kind, name: [...packages, own].join('.'), package: packages.join('.'), root: folder, places };
}
