import type { Resolution } from '../model/rule.js';
import { absenceOf } from './ecmascript-absence.js';
import { probeFolder, probeModule } from './ecmascript-probing.js';
import { nodeBuiltin } from './node-builtins.js';
import { entryTargets } from './package-entries.js';
import { declaredVersion, manifestScopeOf, packageFolder } from './packages.js';
import { mapByPaths, probeMapped, type Mapped } from './path-mapping.js';
import { stringIn } from './plain-values.js';
import type { Tree } from './tree.js';
import { configFor } from './tsconfig-selection.js';
import { typeScriptConfig, type TypeScriptConfig } from './tsconfig.js';
import { isWithin, parentOf, pathFrom, upward, within } from './tree-paths.js';

const PACKAGE_NAME = /^(?:@[a-z0-9_][a-z0-9._~-]*\/)?[a-z0-9_][a-z0-9._~-]*(?=\/|$)/i;

/**
 * Where an ECMAScript specifier leads: as TypeScript's `bundler` resolution has it, with the liberties that bundlers
 * take. A module of Node is external by its name with `node:`, a package by its name without the subpath.
 */
export function resolveModule(tree: Tree, from: string, specifier: string): Resolution {
  return /^\.\.?(?:\/|$)/.test(specifier) ? resolveRelative(tree, from, specifier) : resolveBare(tree, from, specifier);
}

function resolveRelative(tree: Tree, from: string, specifier: string): Resolution {
  const folder = parentOf(from);
  const path = pathFrom(folder, specifier);
  if (path === undefined) return { kind: 'unknown', reason: `${specifier} leaves the root` };
  const isFolder = /(?:^|\/)\.{0,2}$/.test(specifier);
  const found = tree.cell(isFolder ? 'folder-module' : 'module', path, () =>
    isFolder ? probeFolder(tree, path) : (probeModule(tree, path) ?? probeModule(tree, withoutQuery(path))),
  );
  if (found !== undefined) return { kind: 'file', path: found };
  const configPath = configFor(tree, from)?.path;
  return tree.cell('absent-module', `${configPath ?? ''}\n${path}`, () => {
    const config = configPath === undefined ? undefined : typeScriptConfig(tree, configPath);
    const elsewhere = config === undefined ? undefined : probeRootDirs(tree, config, path);
    if (elsewhere !== undefined) return { kind: 'file', path: elsewhere };
    if (/!|\*|\$\{|\{\{|<%/.test(path)) return { kind: 'unknown', reason: `${path} is not a plain path` };
    return absenceOf(tree, withoutQuery(path), config);
  });
}

/** `rootDirs` are read as one folder. */
function probeRootDirs(tree: Tree, config: TypeScriptConfig, path: string): string | undefined {
  const holding = config.rootDirs
    .filter((root) => isWithin(root, path))
    .sort((one, other) => other.length - one.length);
  const [root] = holding;
  if (root === undefined) return undefined;
  const below = path.slice(root === '' ? 0 : root.length + 1);
  for (const other of config.rootDirs) {
    const found = other === root ? undefined : probeModule(tree, within(other, below));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `theme.css?inline` → `theme.css`. */
function withoutQuery(specifier: string): string {
  const query = specifier.indexOf('?');
  return query < 0 ? specifier : specifier.slice(0, query);
}

interface Bare {
  readonly tree: Tree;
  /** Folder of the importing file. */
  readonly folder: string;
  readonly config: TypeScriptConfig | undefined;
}

function resolveBare(tree: Tree, from: string, written: string): Resolution {
  const configPath = configFor(tree, from)?.path;
  const folder = parentOf(from);
  return tree.cell('bare-module', `${configPath ?? ''}\n${folder}\n${written}`, () => {
    const config = configPath === undefined ? undefined : typeScriptConfig(tree, configPath);
    return resolveBareIn({ tree, folder, config }, withoutQuery(written));
  });
}

function resolveBareIn(bare: Bare, specifier: string): Resolution {
  const { tree, folder, config } = bare;
  const mapped = config === undefined ? undefined : mapByPaths(config, specifier);
  const found = config === undefined ? undefined : probeMapped(tree, config, mapped, specifier);
  if (found !== undefined) return { kind: 'file', path: found };
  if (specifier.startsWith('#')) return resolveImportsEntry(bare, specifier, mapped);
  const builtin = nodeBuiltin(specifier);
  if (builtin !== undefined) return { kind: 'external', name: builtin };
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) return { kind: 'external', name: specifier };
  const name = PACKAGE_NAME.exec(specifier)?.[0];
  if (name === undefined) return resolveUnnamed(bare, specifier, mapped);
  const local = packageFolder(tree, folder, name);
  if (local !== undefined) return resolveInPackage(tree, local, `.${specifier.slice(name.length)}`);
  if (isAlias(mapped) && !isInstallable(tree, folder, name)) return resolveUnnamed(bare, specifier, mapped);
  return { kind: 'external', name };
}

/** A specifier that no package can have: it is an alias, ours or a bundler's. */
function resolveUnnamed(bare: Bare, specifier: string, mapped: Mapped | undefined): Resolution {
  const [expected] = isAlias(mapped) ? mapped.candidates : [];
  if (expected !== undefined) return absenceOf(bare.tree, expected, bare.config);
  if (specifier.startsWith('/')) return { kind: 'unknown', reason: `${specifier} is an absolute path` };
  return { kind: 'unknown', reason: `no configuration that can be read defines ${specifier}` };
}

/** A catch-all `*` maps what is found, and claims nothing. */
function isAlias(mapped: Mapped | undefined): mapped is Mapped {
  return mapped !== undefined && mapped.pattern.pattern !== '*';
}

function isInstallable(tree: Tree, folder: string, name: string): boolean {
  if (declaredVersion(tree, folder, name) !== undefined) return true;
  return [...upward(folder)].some(
    (above) => tree.text(within(above, `node_modules/${name}/package.json`)) !== undefined,
  );
}

function resolveImportsEntry(bare: Bare, specifier: string, mapped: Mapped | undefined): Resolution {
  const { tree, folder } = bare;
  const scope = manifestScopeOf(tree, folder);
  const targets =
    scope === undefined ? [] : (entryTargets(tree.json(within(scope, 'package.json')), 'imports', specifier) ?? []);
  let outcome: Resolution | undefined;
  for (const target of targets) {
    const resolved = resolveTarget(bare, scope ?? '', target);
    if (resolved.kind === 'file') return resolved;
    outcome ??= resolved;
  }
  return outcome ?? resolveUnnamed(bare, specifier, mapped);
}

/** A target of `imports`: a path of the package, or another package. */
function resolveTarget(bare: Bare, scope: string, target: string): Resolution {
  if (!target.startsWith('.')) {
    return target.startsWith('#')
      ? { kind: 'unknown', reason: `${target} is not a path` }
      : resolveBareIn({ ...bare, config: undefined }, target);
  }
  const path = pathFrom(scope, target);
  if (path === undefined) return { kind: 'unknown', reason: `${target} leaves the root` };
  const found = probeModule(bare.tree, path);
  return found === undefined ? absenceOf(bare.tree, path, bare.config) : { kind: 'file', path: found };
}

/** What the package in `folder` gives for `subpath` (`.` or `./button`). */
function resolveInPackage(tree: Tree, folder: string, subpath: string): Resolution {
  return tree.cell('package-module', `${folder}\n${subpath}`, () => {
    const manifest = tree.json(within(folder, 'package.json'));
    const exported = entryTargets(manifest, 'exports', subpath) ?? [];
    for (const target of exported) {
      const path = pathFrom(folder, target);
      const found = path === undefined ? undefined : probeModule(tree, path);
      if (found !== undefined) return { kind: 'file', path: found };
    }
    const path = pathFrom(folder, subpath);
    const direct = path === undefined ? undefined : subpath === '.' ? probeFolder(tree, path) : probeModule(tree, path);
    if (direct !== undefined && exported.length === 0) return { kind: 'file', path: direct };
    const entry = exported[0] ?? stringIn(manifest, 'main') ?? stringIn(manifest, 'types') ?? subpath;
    return {
      kind: 'unknown',
      reason: `${entry} of the package in ${folder || 'the root'} is not in the sources: a build may write it`,
    };
  });
}
