import { matchesGlob } from './glob.js';
import { manifestsNamed } from './landmarks.js';
import { isRecord } from '../model/plain-values.js';
import { recordIn, stringIn, stringsOf } from './plain-values.js';
import type { Tree } from './tree.js';
import { isWithin, parentOf, pathFrom, sharedDepth, upward, within } from './tree-paths.js';

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
const LOCAL_VERSION = /^(?:workspace|file|link|portal):/;

/**
 * The folder of this repository that the package `name` means for a file in `folder`: the package itself, a member
 * of the same workspace, or one that a manifest above refers to by path. Undefined for installed packages, also when
 * some example in the repository happens to bear their name.
 */
export function packageFolder(tree: Tree, folder: string, name: string): string | undefined {
  if (foldersNamed(tree, name).length === 0) return undefined;
  return tree.cell('package', `${folder}\n${name}`, () => {
    const folders = foldersNamed(tree, name);
    const own = folders.find((candidate) => candidate === packageOf(tree, folder));
    if (own !== undefined) return own;
    const root = workspaceRootOf(tree, folder);
    const members = folders.filter((candidate) => root !== undefined && isMember(tree, root, candidate));
    const version = declaredVersion(tree, folder, name);
    const linked = version === undefined || LOCAL_VERSION.test(version) ? folders : [];
    return nearest(members.length > 0 ? members : linked, folder);
  });
}

/** The nearest folder upward with a package.json that has a name. */
export function packageOf(tree: Tree, folder: string): string | undefined {
  return tree.cell('package-of', folder, () => {
    const path = within(folder, 'package.json');
    if (tree.isFile(path) && stringIn(tree.json(path), 'name') !== undefined) return folder;
    return folder === '' ? undefined : packageOf(tree, parentOf(folder));
  });
}

/** The nearest folder upward with a package.json: the one whose `imports` are in force. */
export function manifestScopeOf(tree: Tree, folder: string): string | undefined {
  return tree.cell('manifest-scope', folder, () => {
    if (tree.isFile(within(folder, 'package.json'))) return folder;
    return folder === '' ? undefined : manifestScopeOf(tree, parentOf(folder));
  });
}

/** The version that the nearest manifest upward asks of the package `name`. */
export function declaredVersion(tree: Tree, folder: string, name: string): string | undefined {
  for (const above of upward(folder)) {
    const path = within(above, 'package.json');
    if (!tree.isFile(path)) continue;
    const manifest = tree.json(path);
    for (const field of DEPENDENCY_FIELDS) {
      const version = stringIn(recordIn(manifest, field), name);
      if (version !== undefined) return version;
    }
  }
  return undefined;
}

function foldersNamed(tree: Tree, name: string): readonly string[] {
  return tree.cell('packages-named', name, () => {
    const byName = foldersByName(tree);
    return Object.hasOwn(byName, name) ? (byName[name] ?? []) : [];
  });
}

function foldersByName(tree: Tree): Readonly<Record<string, readonly string[]>> {
  return tree.cell('packages-by-name', '', () => {
    const folders = new Map<string, string[]>();
    for (const path of manifestsNamed(tree, 'package.json')) {
      const name = stringIn(tree.json(path), 'name');
      if (name !== undefined) folders.set(name, [...(folders.get(name) ?? []), parentOf(path)]);
    }
    return Object.fromEntries(folders);
  });
}

/** The nearest folder upward that declares a workspace of which it, or the file's package, is a part. */
function workspaceRootOf(tree: Tree, folder: string): string | undefined {
  return tree.cell('workspace-root', folder, () => {
    if (workspaceGlobs(tree, folder).length > 0) return folder;
    return folder === '' ? undefined : workspaceRootOf(tree, parentOf(folder));
  });
}

function isMember(tree: Tree, root: string, folder: string): boolean {
  if (folder === root) return true;
  if (!isWithin(root, folder)) return false;
  const globs = workspaceGlobs(tree, root);
  const matches = (glob: string): boolean => {
    const path = pathFrom(root, glob);
    return path !== undefined && matchesGlob(path, folder);
  };
  return (
    globs.some((glob) => !glob.startsWith('!') && matches(glob)) &&
    !globs.some((glob) => glob.startsWith('!') && matches(glob.slice(1)))
  );
}

function workspaceGlobs(tree: Tree, folder: string): readonly string[] {
  return tree.cell('workspace-globs', folder, () => {
    const pnpm = within(folder, 'pnpm-workspace.yaml');
    const globs = tree.isFile(pnpm) ? listedPackages(tree.yaml(pnpm), 'packages') : [];
    const npm = within(folder, 'package.json');
    const listed = tree.isFile(npm) ? listedPackages(tree.json(npm), 'workspaces') : [];
    return [...globs, ...listed];
  });
}

/** `workspaces: [...]` or `workspaces: { packages: [...] }`. */
function listedPackages(manifest: unknown, field: string): readonly string[] {
  const value = isRecord(manifest) ? manifest[field] : undefined;
  return stringsOf(isRecord(value) ? value.packages : value);
}

function nearest(candidates: readonly string[], folder: string): string | undefined {
  let best: string | undefined;
  for (const candidate of candidates) {
    if (best === undefined || sharedDepth(candidate, folder) > sharedDepth(best, folder)) best = candidate;
  }
  return best;
}
