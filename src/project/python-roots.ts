import { isPythonProject } from './components.js';
import { pythonManifestFolders } from './landmarks.js';
import { dependsOn } from './python-dependencies.js';
import { declaredRoots, isPythonHome, isStrongHome, projectName } from './python-manifests.js';
import type { Tree } from './tree.js';
import { isWithin, parentOf, sharedDepth, upward, within } from './tree-paths.js';

/**
 * The folders in which absolute names of a module in `folder` are looked up, as its `sys.path` would hold them when
 * its project runs: the home of its own package, then those of its project and of the ones around it, nearest first;
 * the root of the repository is the last.
 */
export function pythonRoots(tree: Tree, folder: string): readonly string[] {
  return tree.cell('python-roots', folder, () => {
    const homes = homesOf(tree, folder).flatMap((home) => [...declaredRoots(tree, home), home]);
    return [...new Set([packageHome(tree, folder), ...homes])];
  });
}

/** The folders upward from which Python is started, installed or tested, nearest first. */
export function homesOf(tree: Tree, folder: string): readonly string[] {
  return [...upward(folder)].filter((above) => isPythonHome(tree, above));
}

export interface InstallableProject {
  /** True if the manifests around the asking folder name it. */
  readonly isDependency: boolean;
  readonly roots: readonly string[];
}

/** The other Python projects of the repository, nearest to `folder` first: a project may install one beside it. */
export function neighbouringProjects(tree: Tree, folder: string): readonly InstallableProject[] {
  return tree.cell('python-neighbours', folder, () => {
    const homes = homesOf(tree, folder);
    return installableProjects(tree)
      .filter((home) => !isWithin(home, folder))
      .map((home) => ({ home, depth: sharedDepth(home, folder) }))
      .sort((one, other) => other.depth - one.depth || (one.home < other.home ? -1 : 1))
      .map(({ home }) => {
        const name = projectName(tree, home);
        return {
          isDependency: name !== undefined && homes.some((asking) => dependsOn(tree, asking, name)),
          roots: [...declaredRoots(tree, home), home],
        };
      });
  });
}

/**
 * The folder from which the packages around `folder` are named: the parent of the top-most folder with an
 * `__init__.py`, within the nearest project. One in the middle may lack it (a namespace package inside a package).
 * Without any, the nearest home of the project, or what its manifests declare in place of it.
 */
export function packageHome(tree: Tree, folder: string): string {
  return tree.cell('python-package-home', folder, () => {
    let top: string | undefined;
    for (const above of upward(folder)) {
      if (above === '' || isStrongHome(tree, above) || isDeclaredRoot(tree, above)) break;
      if (tree.isFile(within(above, '__init__.py'))) top = above;
    }
    return top === undefined ? homeWithoutPackages(tree, folder) : parentOf(top);
  });
}

function homeWithoutPackages(tree: Tree, folder: string): string {
  for (const home of upward(folder)) {
    if (!isPythonHome(tree, home)) continue;
    const [declared] = declaredRoots(tree, home)
      .filter((root) => isWithin(root, folder))
      .sort((one, other) => other.length - one.length);
    return declared ?? home;
  }
  return '';
}

function isDeclaredRoot(tree: Tree, folder: string): boolean {
  for (const home of upward(folder)) if (isPythonHome(tree, home)) return declaredRoots(tree, home).includes(folder);
  return false;
}

function installableProjects(tree: Tree): readonly string[] {
  return tree.cell('python-projects', '', () =>
    pythonManifestFolders(tree).filter((home) => isPythonProject(tree, home)),
  );
}
