import { dirname, join, relative } from 'node:path/posix';
import { aliasIn, isUnaliased, isWithin, type Alias } from './typescript-aliases.js';
import type { Symbols } from './places.js';
import type { Random } from './random.js';
import type { Repository, RepositoryFile } from './repository.js';

export interface TypescriptTarget {
  readonly path: string;
  /** `../../lib/money`. */
  readonly specifier: string;
  /** Something that it exports. */
  readonly name: string;
}

export interface TypescriptModules {
  /** A source module that the imports of `path` reach with so many `../`, and that an alias of its project can name. */
  above(path: string, from: { readonly random: Random; readonly parents: number }): TypescriptTarget | undefined;
  /** A source module of the same package that exports a function or a class with methods. */
  exporting(
    kind: 'function' | 'class' | 'constant',
    from: { readonly random: Random; readonly path: string },
  ): (TypescriptTarget & { readonly method: string }) | undefined;
  /** A picture, font or style sheet above `path`. */
  asset(path: string, from: { readonly random: Random; readonly extension: RegExp }): string | undefined;
  /** The same as `above` where nothing declares an alias. */
  unaliased(path: string, from: { readonly random: Random; readonly parents: number }): TypescriptTarget | undefined;
  /** The `package.json` of the project, where its alias does not reach so far up. */
  outside(path: string): string | undefined;
  /** True if all of the compiler's settings for `path` are in the repository. */
  isKnown(path: string): boolean;
  /** `@/lib/money` for a path, as seen from another; undefined without an alias. */
  alias(target: string, from: string): string | undefined;
}

export function indexTypescriptModules(
  repository: Repository,
  symbolsAt: (path: string) => Symbols,
): TypescriptModules {
  const nearest = rememberNearest(repository);
  const aliases = [...repository.paths]
    .filter((path) => /(?:^|\/)tsconfig\.json$/.test(path))
    .map((path) => aliasIn(repository, path))
    .filter((alias) => alias !== undefined);
  const sources = repository.files.filter(({ kind, language }) => kind === 'source' && language === 'typescript');
  const project = (path: string): string => nearest(path, 'tsconfig.json');
  const byProject = groupBy(sources, ({ path }) => project(path));
  const byPackage = groupBy(sources, ({ path }) => nearest(path, 'package.json'));
  const aliasOf = (path: string): Alias | undefined => aliases.find((alias) => alias.project === project(path));
  const reached = (path: string, paths: readonly string[], { random, parents }: Way): TypescriptTarget | undefined => {
    const suited = pathsAbove(path, paths, parents);
    return suited.length === 0 ? undefined : targetFrom(path, random.pick(suited), symbolsAt);
  };
  return {
    above: (path, way) => {
      const alias = aliasOf(path);
      if (alias === undefined || !isWithin(path, alias.base)) return undefined;
      const within = (byProject.get(alias.project) ?? []).filter((other) => isWithin(other, alias.base));
      return reached(path, within, way);
    },
    asset: (path, { random, extension }) => {
      const assets = [...repository.paths].filter((other) => extension.test(other));
      const found = assets.map((other) => relative(dirname(path), other)).filter((way) => way.startsWith('../'));
      return found.length === 0 ? undefined : random.pick(found);
    },
    unaliased: (path, way) => {
      const home = project(path);
      return isUnaliased(repository, home) ? reached(path, byProject.get(home) ?? [], way) : undefined;
    },
    outside: (path) => {
      const alias = aliasOf(path);
      if (alias === undefined || !isWithin(path, alias.base) || alias.base === alias.project) return undefined;
      const manifest = join(alias.project, 'package.json');
      return repository.paths.has(manifest) ? relative(dirname(path), manifest) : undefined;
    },
    isKnown: (path) => {
      const settings = join(project(path), 'tsconfig.json');
      return repository.paths.has(settings) && !/"extends"/.test(repository.read(settings));
    },
    exporting: (kind, { random, path }) => {
      const paths = byPackage.get(nearest(path, 'package.json')) ?? [];
      return exportingAmong(paths, { kind, random, path, symbolsAt });
    },
    alias: (target, from) => {
      const alias = aliasOf(from);
      if (alias === undefined || !isWithin(target, alias.base)) return undefined;
      return alias.prefix + withoutExtension(relative(alias.base === '' ? '.' : alias.base, target));
    },
  };
}

interface Way {
  readonly random: Random;
  readonly parents: number;
}

/** The folder of the nearest file of a name, upward from a path; '.' where there is none. */
function rememberNearest(repository: Repository): (path: string, name: string) => string {
  const known = new Map<string, string>();
  const search = (folder: string, name: string): string => {
    const key = join(folder, name);
    const found =
      known.get(key) ?? (folder === '.' || repository.paths.has(key) ? folder : search(dirname(folder), name));
    known.set(key, found);
    return found;
  };
  return (path, name) => search(dirname(path), name);
}

function groupBy(
  files: readonly RepositoryFile[],
  key: (file: RepositoryFile) => string,
): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const group = groups.get(key(file)) ?? [];
    group.push(file.path);
    groups.set(key(file), group);
  }
  return groups;
}

/** Those that are imported with exactly so many `../`. */
function pathsAbove(from: string, paths: readonly string[], parents: number): readonly string[] {
  const folders = dirname(from).split('/');
  if (folders.length < parents) return [];
  const top = folders
    .slice(0, folders.length - parents)
    .map((folder) => `${folder}/`)
    .join('');
  const below = folders
    .slice(0, folders.length - parents + 1)
    .map((folder) => `${folder}/`)
    .join('');
  return paths.filter((path) => path.startsWith(top) && !path.startsWith(below));
}

function withoutExtension(path: string): string {
  return path.replace(/\.tsx?$/, '');
}

function targetFrom(from: string, path: string, symbolsAt: (path: string) => Symbols): TypescriptTarget {
  const way = withoutExtension(relative(dirname(from), path));
  const { functions, classes, constants } = symbolsAt(path);
  const [name = 'defaults'] = [...functions, ...Object.keys(classes), ...constants];
  return { path, specifier: way.startsWith('.') ? way : `./${way}`, name };
}

interface Wanted {
  readonly kind: 'function' | 'class' | 'constant';
  readonly random: Random;
  readonly path: string;
  readonly symbolsAt: (path: string) => Symbols;
}

function exportingAmong(
  paths: readonly string[],
  { kind, random, path, symbolsAt }: Wanted,
): (TypescriptTarget & { readonly method: string }) | undefined {
  for (let attempt = 0; attempt < 25 && paths.length > 0; attempt += 1) {
    const chosen = random.pick(paths);
    const symbols = symbolsAt(chosen);
    const target = targetFrom(path, chosen, symbolsAt);
    const [named] = Object.entries(symbols.classes).filter(([, methods]) => methods.length > 0);
    if (kind === 'class' && named !== undefined) return { ...target, name: named[0], method: named[1][0] ?? '' };
    const names = kind === 'function' ? symbols.functions.filter((name) => /^[a-z]/.test(name)) : symbols.constants;
    if (kind !== 'class' && names.length > 0) return { ...target, name: random.pick(names), method: '' };
  }
  return undefined;
}
