import { isRecord } from './plain-values.js';
import type { Tree } from './tree.js';
import { nameOf, parentOf, within } from './tree-paths.js';

/** Manifests that make their folder a component whatever they hold. */
const PLAIN_MANIFESTS = ['Pipfile', 'go.mod', 'Cargo.toml'];
const PACKAGE_KEYS = ['name', 'dependencies', 'devDependencies', 'scripts', 'workspaces'];
const PYTHON_PROJECT_TABLES =
  /^[ \t]*\[[ \t]*(?:project|build-system|dependency-groups|tool\.(?:poetry|pdm|flit|uv)\b)/m;
const SUPPORTING_FOLDERS = new Set(
  ['docs', 'doc', 'test', 'tests', 'requirements', 'requires', 'scripts', 'ci', '.github', '.devcontainer'].concat([
    'tools',
    'examples',
    'benchmarks',
  ]),
);
const DEPLOYABLES = ['Dockerfile', 'Procfile', 'serverless.yml', 'app.yaml', 'template.yaml'];

/**
 * The component of a path: the nearest folder upward that is one, else the root. It is named by its path, the root
 * by `.`.
 *
 * A folder is a component if it holds a manifest that describes a package or service:
 * - `Pipfile`, `go.mod`, `Cargo.toml`, and a `setup.py` that calls `setup` (others are modules like any other);
 * - `pyproject.toml` with a project, build or dependency table (one that only configures a linter is none), and
 *   `setup.cfg` with `[metadata]`;
 * - `package.json` with a name, dependencies, scripts or workspaces (a bare `{"type": "commonjs"}` is a marker);
 * - `requirements.txt`, the weakest sign: only beside Python sources, in a folder that is not named for
 *   documentation, tests or tools, and below another Python project only if something deploys the folder by itself.
 */
export function componentOf(tree: Tree, path: string): string {
  return componentOfFolder(tree, parentOf(path));
}

function componentOfFolder(tree: Tree, folder: string): string {
  if (folder === '') return '.';
  return tree.cell(`component:${folder}`, () =>
    isComponent(tree, folder) ? folder : componentOfFolder(tree, parentOf(folder)),
  );
}

function isComponent(tree: Tree, folder: string): boolean {
  return (
    isPythonProject(tree, folder) ||
    PLAIN_MANIFESTS.some((name) => tree.isFile(within(folder, name))) ||
    isPackage(tree, folder) ||
    isPlainService(tree, folder)
  );
}

function isPackage(tree: Tree, folder: string): boolean {
  const path = within(folder, 'package.json');
  if (!tree.isFile(path)) return false;
  const manifest = tree.json(path);
  return isRecord(manifest) && PACKAGE_KEYS.some((key) => manifest[key] !== undefined);
}

/** True if the folder holds a manifest from which a Python project is built or installed. */
export function isPythonProject(tree: Tree, folder: string): boolean {
  const holds = (name: string, pattern: RegExp): boolean => {
    const path = within(folder, name);
    return tree.isFile(path) && pattern.test(tree.text(path) ?? '');
  };
  return (
    holds('pyproject.toml', PYTHON_PROJECT_TABLES) ||
    holds('setup.py', /\b(?:setuptools|distutils|setup\s*\()/) ||
    tree.isFile(within(folder, 'Pipfile')) ||
    holds('setup.cfg', /^\[metadata\]/m)
  );
}

function isPlainService(tree: Tree, folder: string): boolean {
  if (!tree.isFile(within(folder, 'requirements.txt'))) return false;
  if (SUPPORTING_FOLDERS.has(nameOf(folder)) || !holdsPython(tree, folder)) return false;
  return !isBelowPythonProject(tree, parentOf(folder)) || DEPLOYABLES.some((name) => tree.isFile(within(folder, name)));
}

function holdsPython(tree: Tree, folder: string): boolean {
  return tree
    .entries(folder)
    .some((name) => name.endsWith('.py') || tree.isFile(within(within(folder, name), '__init__.py')));
}

function isBelowPythonProject(tree: Tree, folder: string): boolean {
  return tree.cell(
    `below-python-project:${folder}`,
    () => isPythonProject(tree, folder) || (folder !== '' && isBelowPythonProject(tree, parentOf(folder))),
  );
}
