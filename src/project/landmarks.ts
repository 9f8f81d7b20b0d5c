import type { Tree } from './tree.js';
import { within } from './tree-paths.js';

const PYTHON_LANDMARKS = ['pyproject.toml', 'setup.py', 'setup.cfg', 'manage.py', 'Pipfile', 'requirements.txt'];
const LANDMARKS = new Set([...PYTHON_LANDMARKS, 'package.json', 'pnpm-workspace.yaml']);
const COMPOSE_FILE = /^(?:docker-)?compose(?:[.-][\w.-]*)?\.ya?ml$/;
const NEVER_OURS = new Set(['node_modules', '.git', '.venv', 'venv', 'site-packages', '__pycache__']);

/** The manifests named `name` at and below the root, nearest to the root first. */
export function manifestsNamed(tree: Tree, name: string): readonly string[] {
  return tree.cell('manifests', name, () =>
    manifestsBelow(tree, '')
      .filter((path) => path === name || path.endsWith(`/${name}`))
      .sort((one, other) => depthOf(one) - depthOf(other) || (one < other ? -1 : 1)),
  );
}

/** The compose files at and below the root. */
export function composeFiles(tree: Tree): readonly string[] {
  return tree.cell('compose-files', '', () =>
    manifestsBelow(tree, '').filter((path) => COMPOSE_FILE.test(path.slice(path.lastIndexOf('/') + 1))),
  );
}

/** The folders that hold a manifest of a Python project. */
export function pythonManifestFolders(tree: Tree): readonly string[] {
  return tree.cell('python-manifest-folders', '', () => [
    ...new Set(
      PYTHON_LANDMARKS.flatMap((name) => manifestsNamed(tree, name)).map((path) =>
        path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '',
      ),
    ),
  ]);
}

function manifestsBelow(tree: Tree, folder: string): readonly string[] {
  return tree.cell('manifests-below', folder, () => {
    const found: string[] = [];
    for (const name of tree.entries(folder)) {
      const path = within(folder, name);
      // What an entry is cannot change without the entries of its folder changing.
      if (LANDMARKS.has(name) || COMPOSE_FILE.test(name)) found.push(path);
      else if (!NEVER_OURS.has(name) && tree.kindOfEntry(path) === 'directory')
        found.push(...manifestsBelow(tree, path));
    }
    return found;
  });
}

function depthOf(path: string): number {
  return path.split('/').length;
}
