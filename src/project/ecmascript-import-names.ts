import type { ImportName } from '../model/rule.js';
import { resolveModule } from './ecmascript-resolution.js';
import { spellingsOf, type SpellingStyle } from './module-spellings.js';
import { packageEntries, type PackageEntry } from './package-entries.js';
import { declaredVersion, manifestScopeOf, packageOf } from './packages.js';
import { matchStar } from './path-mapping.js';
import { stringIn } from './plain-values.js';
import type { Tree } from './tree.js';
import { configFor } from './tsconfig-selection.js';
import type { TypeScriptConfig } from './tsconfig.js';
import { isWithin, parentOf, pathFrom, within } from './tree-paths.js';

interface Wanted {
  readonly tree: Tree;
  /** Folder of the importing file. */
  readonly folder: string;
  readonly target: string;
  readonly style: SpellingStyle;
}

/**
 * The names by which the ECMAScript module `from` can import the file `target` without a relative path: `paths` of
 * its tsconfig (the most specific alias first), `imports` of its package.json, a bare `baseUrl`, and the name of the
 * workspace package that holds the target, if the importer's manifest depends on it. A catch-all `*` in `paths`
 * counts as a `baseUrl`: it marks no name as ours.
 */
export function moduleImportNames(tree: Tree, from: string, target: string): readonly ImportName[] {
  const config = configFor(tree, from);
  const folder = parentOf(from);
  const wanted: Wanted = { tree, folder, target, style: styleOf(tree, from, config) };
  const own = isCompiledByConsumers(tree, folder) ? undefined : config;
  const candidates = [
    ...(own === undefined ? [] : namesByPaths(wanted, own)),
    ...namesByImports(wanted),
    ...(own === undefined ? [] : namesByBaseUrl(wanted, own)),
    ...namesByPackage(wanted),
  ];
  if (candidates.length === 0) return candidates;
  const names = new Map<string, ImportName>();
  for (const candidate of candidates) {
    if (names.has(candidate.name) || !isPlainName(candidate.name)) continue;
    const resolution = resolveModule(tree, from, candidate.name);
    if (resolution.kind === 'file' && resolution.path === target) names.set(candidate.name, candidate);
  }
  return [...names.values()];
}

/**
 * True if the package hands out its own sources: whoever imports it compiles them with aliases of his own, in which
 * those of this package's tsconfig mean nothing.
 */
function isCompiledByConsumers(tree: Tree, folder: string): boolean {
  const scope = packageOf(tree, folder);
  if (scope === undefined) return false;
  return tree.cell('compiled-by-consumers', scope, () => {
    const manifest = tree.json(within(scope, 'package.json'));
    const fields = ['main', 'module', 'types'].map((field) => stringIn(manifest, field));
    const exported = packageEntries(manifest, 'exports')?.flatMap(({ targets }) => targets) ?? [];
    return [...fields, ...exported].some((target) => target !== undefined && isSource(tree, scope, target));
  });
}

function isSource(tree: Tree, scope: string, target: string): boolean {
  if (!/(?<!\.d)\.[cm]?tsx?$/.test(target)) return false;
  if (!target.includes('*')) return tree.isFile(pathFrom(scope, target) ?? '');
  return tree.kind(pathFrom(scope, parentOf(target.slice(0, target.indexOf('*') + 1))) ?? '') === 'directory';
}

function isPlainName(name: string): boolean {
  return name !== '' && !name.startsWith('.') && !name.startsWith('/') && !name.includes('//');
}

/** Node's own resolution wants the extension of what will be there at run time; bundlers want none. */
function styleOf(tree: Tree, from: string, config: TypeScriptConfig | undefined): SpellingStyle {
  if (config === undefined || !/^node(?:16|18|20|next)$/.test(config.moduleResolution)) return 'bundler';
  const scope = manifestScopeOf(tree, parentOf(from));
  const type = scope === undefined ? undefined : stringIn(tree.json(within(scope, 'package.json')), 'type');
  const isModule = /\.m[jt]s$/.test(from) || (type === 'module' && !/\.c[jt]s$/.test(from));
  if (!isModule) return 'bundler';
  return config.allowsSourceExtensions ? 'source' : 'output';
}

function namesByPaths(wanted: Wanted, config: TypeScriptConfig): readonly ImportName[] {
  if (config.paths.length === 0) return [];
  const literal = (target: string): number => (target.includes('*') ? target.indexOf('*') : target.length + 1);
  return config.paths
    .flatMap(({ pattern, targets }) => targets.map((target) => ({ pattern, target })))
    .sort((one, other) => literal(other.target) - literal(one.target) || one.pattern.length - other.pattern.length)
    .flatMap(({ pattern, target }) =>
      namesByPattern(pattern, target, wanted).map((name) => ({
        name,
        by: pattern === '*' ? 'baseUrl' : `paths in ${config.pathsFrom}`,
      })),
    );
}

function namesByPattern(pattern: string, target: string, wanted: Wanted): readonly string[] {
  const isExact = target === wanted.target && !pattern.includes('*');
  return isExact ? [pattern] : namesThrough(pattern, target, spellingsOf(wanted.target, wanted.style));
}

/** Inverts one mapping: the specifiers that `pattern` turns into one of the `spellings`. */
function namesThrough(pattern: string, target: string, spellings: readonly string[]): readonly string[] {
  if (!pattern.includes('*')) {
    return spellings.some((spelling) => spelling === target || `${target}/index` === spelling) ? [pattern] : [];
  }
  return spellings
    .map((spelling) => matchStar(target, spelling))
    .filter((matched) => matched !== undefined && matched !== '')
    .map((matched) => pattern.replace('*', () => matched ?? ''));
}

function namesByImports({ tree, folder, target, style }: Wanted): readonly ImportName[] {
  const scope = manifestScopeOf(tree, folder);
  if (scope === undefined || !isWithin(scope, target)) return [];
  const path = within(scope, 'package.json');
  const entries = entriesIn(tree, path, 'imports') ?? [];
  if (entries.length === 0) return [];
  return entries
    .flatMap(({ key, targets }) => targets.flatMap((entry) => namesOfEntry(key, pathFrom(scope, entry), target, style)))
    .map((name) => ({ name, by: `imports in ${path}` }));
}

function entriesIn(tree: Tree, manifest: string, field: 'imports' | 'exports'): readonly PackageEntry[] | undefined {
  return tree.cell(`${field}-entries`, manifest, () => packageEntries(tree.json(manifest), field));
}

/** Entries of package.json add no extension: the target is spelled in full, as source or as its output. */
function namesOfEntry(key: string, entry: string | undefined, target: string, style: SpellingStyle): readonly string[] {
  if (entry === undefined) return [];
  const output = spellingsOf(target, 'output');
  return namesThrough(key, entry, style === 'output' ? [...output, target] : [target, ...output]);
}

function namesByBaseUrl({ target, style }: Wanted, config: TypeScriptConfig): readonly ImportName[] {
  const { baseUrl } = config;
  if (baseUrl === null || !isWithin(baseUrl, target)) return [];
  return spellingsOf(target, style).map((spelling) => ({
    name: spelling.slice(baseUrl === '' ? 0 : baseUrl.length + 1),
    by: 'baseUrl',
  }));
}

function namesByPackage({ tree, folder, target, style }: Wanted): readonly ImportName[] {
  const owner = packageOf(tree, parentOf(target));
  if (owner === undefined || owner === packageOf(tree, folder)) return [];
  const path = within(owner, 'package.json');
  const manifest = tree.json(path);
  const name = stringIn(manifest, 'name');
  if (name === undefined || declaredVersion(tree, folder, name) === undefined) return [];
  const entries = entriesIn(tree, path, 'exports');
  const subpaths =
    entries === undefined
      ? [
          '.',
          ...spellingsOf(target, style).map((spelling) => `./${spelling.slice(owner === '' ? 0 : owner.length + 1)}`),
        ]
      : entries.flatMap(({ key, targets }) =>
          targets.flatMap((entry) => namesOfEntry(key, pathFrom(owner, entry), target, style)),
        );
  return subpaths.map((subpath) => ({ name: name + subpath.slice(1), by: `workspace package ${path}` }));
}
