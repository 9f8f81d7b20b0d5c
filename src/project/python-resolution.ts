import type { Resolution } from '../model/rule.js';
import { pythonAbsenceOf } from './python-absence.js';
import { dependsOn } from './python-dependencies.js';
import { probePython, type PythonFind } from './python-probing.js';
import { homesOf, neighbouringProjects, pythonRoots } from './python-roots.js';
import { isStandardLibrary } from './python-standard-library.js';
import type { Tree } from './tree.js';
import { parentOf, within } from './tree-paths.js';

/**
 * Where a dotted name leads: relative with leading dots (`.`, `..orders.models`), else absolute. `.` is the package of
 * `from` itself. An absolute name is never missing: what is found nowhere is external, by its top-level name.
 */
export function resolvePython(tree: Tree, from: string, specifier: string): Resolution {
  const level = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const rest = specifier.slice(level);
  const parts = rest === '' ? [] : rest.split('.');
  if (parts.length + level === 0 || parts.some((part) => part === '' || /[/\\\s]/.test(part))) {
    return { kind: 'unknown', reason: `${specifier} is not the name of a module` };
  }
  if (level === 0) return resolveAbsolute(tree, parentOf(from), parts);
  return resolveRelative(tree, ancestorOf(parentOf(from), level - 1), parts);
}

/** `folder`, `levels` up; undefined above the root. */
function ancestorOf(folder: string, levels: number): string | undefined {
  let current = folder;
  for (let level = 0; level < levels; level += 1) {
    if (current === '') return undefined;
    current = parentOf(current);
  }
  return current;
}

function resolveRelative(tree: Tree, folder: string | undefined, parts: readonly string[]): Resolution {
  const below = parts.join('/');
  if (folder === undefined) return { kind: 'missing', expected: below === '' ? '..' : `../${below}.py` };
  const path = parts.length === 0 ? folder : within(folder, below);
  const found = probePython(tree, path);
  if (found !== undefined) return resolutionOf(found);
  return tree.cell('absent-python', path, () => pythonAbsenceOf(tree, path));
}

function resolutionOf(found: PythonFind): Resolution {
  return found.kind === 'module'
    ? { kind: 'file', path: found.path }
    : { kind: 'unknown', reason: `${found.folder || 'the root'} is a namespace package` };
}

function resolveAbsolute(tree: Tree, folder: string, parts: readonly string[]): Resolution {
  return tree.cell('python-absolute', `${folder}\n${parts.join('.')}`, () => {
    const [topLevel = ''] = parts;
    const own = findOwn(tree, folder, parts);
    if (own?.kind === 'file') return own;
    if (isStandardLibrary(topLevel)) return { kind: 'external', name: topLevel };
    return own ?? findNeighbouring(tree, folder, parts) ?? { kind: 'external', name: topLevel };
  });
}

/** The name in the module's own project, if its top level is there. */
function findOwn(tree: Tree, folder: string, parts: readonly string[]): Resolution | undefined {
  const [topLevel = ''] = parts;
  const isStandard = isStandardLibrary(topLevel);
  const isInstalled = homesOf(tree, folder).some((home) => dependsOn(tree, home, topLevel));
  let namespace: Resolution | undefined;
  for (const root of pythonRoots(tree, folder)) {
    const top = probePython(tree, within(root, topLevel));
    const found = top === undefined ? undefined : probePython(tree, within(root, parts.join('/')));
    if (top?.kind === 'module') {
      // Python looks no further once a regular package has the top-level name.
      if (!isStandard || (found?.kind === 'module' && parts.length > 1)) {
        return found === undefined ? notOurs(top.path, parts) : resolutionOf(found);
      }
    } else if (found !== undefined && !isInstalled && !isStandard) {
      // An installed package goes before a folder that merely bears its name.
      if (found.kind === 'module') return resolutionOf(found);
      namespace ??= resolutionOf(found);
    }
  }
  return isStandard || isInstalled ? undefined : (beside(tree, folder, parts) ?? namespace);
}

function notOurs(topLevel: string, parts: readonly string[]): Resolution {
  return { kind: 'unknown', reason: `${topLevel} has no module ${parts.slice(1).join('.')}` };
}

/** A script finds the modules in its own folder. */
function beside(tree: Tree, folder: string, parts: readonly string[]): Resolution | undefined {
  if (tree.isFile(within(folder, '__init__.py'))) return undefined;
  const found = probePython(tree, within(folder, parts.join('/')));
  return found?.kind === 'module' ? resolutionOf(found) : undefined;
}

/** The name in another project of the repository, unless it is that of a package which is installed from elsewhere. */
function findNeighbouring(tree: Tree, folder: string, parts: readonly string[]): Resolution | undefined {
  const [topLevel = ''] = parts;
  const isInstalled = homesOf(tree, folder).some((home) => dependsOn(tree, home, topLevel));
  for (const { isDependency, roots } of neighbouringProjects(tree, folder)) {
    if (isInstalled && !isDependency) continue;
    for (const root of roots) {
      const top = probePython(tree, within(root, topLevel));
      if (top === undefined || (top.kind === 'namespace' && !isDependency)) continue;
      const found = probePython(tree, within(root, parts.join('/')));
      if (found?.kind === 'module') return resolutionOf(found);
      if (top.kind === 'module') return notOurs(top.path, parts);
    }
  }
  return undefined;
}
