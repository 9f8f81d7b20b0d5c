import { isRecord } from '../model/plain-values.js';
import type { Tree } from './tree.js';
import { nameOf, parentOf, within } from './tree-paths.js';

const OTHER_MANIFESTS = ['go.mod', 'Cargo.toml'];
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
 * The component of a path: the nearest folder upward that is one for the path's language; if none is, the nearest of
 * any language, else the root. It is named by its path, the root by `.`. (A `package.json` beside Python sources only
 * builds their assets, where a Python project lies around both.)
 *
 * A folder is a component if it holds a manifest that describes a package or service:
 * - for Python: `pyproject.toml` with a project, build or dependency table (one that only configures a linter is none),
 *   `setup.cfg` with `[metadata]`, `Pipfile`, and a `setup.py` that calls `setup` (others are modules like any other);
 *   `requirements.txt` is the weakest sign: only beside Python sources, in a folder that is not named for
 *   documentation, tests or tools, and below another Python project only if something deploys the folder by itself;
 * - for TypeScript and JavaScript: `package.json` with a name, dependencies, scripts or workspaces (a bare
 *   `{"type": "commonjs"}` is a marker);
 * - for all others, any of these, `go.mod` and `Cargo.toml`.
 */
export function componentOf(tree: Tree, path: string): string {
  const folder = parentOf(path);
  return nearest(tree, folder, languageOf(path)) ?? nearest(tree, folder, 'any') ?? '.';
}

type Language = 'python' | 'ecmascript' | 'any';

function languageOf(path: string): Language {
  if (/\.pyi?$/i.test(path)) return 'python';
  return /\.[cm]?[jt]sx?$/i.test(path) ? 'ecmascript' : 'any';
}

const CELLS: Readonly<Record<Language, string>> = {
  python: 'python-component',
  ecmascript: 'ecmascript-component',
  any: 'any-component',
};

function nearest(tree: Tree, folder: string, language: Language): string | undefined {
  return tree.cell(CELLS[language], folder, () => {
    if (isComponent(tree, folder, language)) return folder === '' ? '.' : folder;
    return folder === '' ? undefined : nearest(tree, parentOf(folder), language);
  });
}

function isComponent(tree: Tree, folder: string, language: Language): boolean {
  if (language === 'python') return isPythonProject(tree, folder) || isPlainService(tree, folder);
  if (language === 'ecmascript') return isPackage(tree, folder);
  return (
    isComponent(tree, folder, 'python') ||
    isComponent(tree, folder, 'ecmascript') ||
    OTHER_MANIFESTS.some((name) => tree.isFile(within(folder, name)))
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
    'below-python-project',
    folder,
    () => isPythonProject(tree, folder) || (folder !== '' && isBelowPythonProject(tree, parentOf(folder))),
  );
}
