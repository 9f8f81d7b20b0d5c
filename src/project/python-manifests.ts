import { isPythonProject } from './components.js';
import { isRecord } from '../model/plain-values.js';
import { recordIn, stringIn, stringsOf } from './plain-values.js';
import type { Tree } from './tree.js';
import { parentOf, pathFrom, within } from './tree-paths.js';

const RUNNABLE = ['manage.py', 'requirements.txt', 'pytest.ini', 'tox.ini', 'alembic.ini', 'Dockerfile'];
const NATIVE_BUILD =
  /\b(?:ext[_-]modules|Extension\(|cythonize|maturin|setuptools[-_]rust|scikit[-_]build|mesonpy|meson-python|pybind11|cffi_modules|mypycify)/;
const VERSION_WRITERS =
  /setuptools[-_]scm|hatch-vcs|hatchling\.vcs|versioningit|versioneer|poetry-dynamic-versioning|write_to|version[-_]file/;

/** True if Python is started, installed or tested from `folder`, which then is a folder that modules are found in. */
export function isPythonHome(tree: Tree, folder: string): boolean {
  return tree.cell(
    'python-home',
    folder,
    () => folder === '' || isStrongHome(tree, folder) || RUNNABLE.some((name) => tree.isFile(within(folder, name))),
  );
}

/** As `isPythonHome`, by a manifest of a project or of Django alone. */
export function isStrongHome(tree: Tree, folder: string): boolean {
  return isPythonProject(tree, folder) || tree.isFile(within(folder, 'manage.py'));
}

/**
 * The folders that `folder`'s own manifests put on the module search path, besides itself: where setuptools, Poetry,
 * Hatch, PDM, uv and pytest are told to look, and a plain `src` that is not a package.
 */
export function declaredRoots(tree: Tree, folder: string): readonly string[] {
  return tree.cell('python-declared-roots', folder, () => {
    const named = [
      ...rootsInPyproject(tree.toml(within(folder, 'pyproject.toml'))),
      ...rootsInSetup(tree, folder),
      ...rootsInPytest(tree, folder),
      ...(tree.kind(within(folder, 'src/__init__.py')) === undefined ? ['src'] : []),
    ];
    const roots = named.map((name) => pathFrom(folder, name)).filter((root) => root !== undefined);
    return [...new Set(roots)].filter((root) => root !== folder && tree.kind(root) === 'directory');
  });
}

function rootsInPyproject(pyproject: unknown): readonly string[] {
  const tool = recordIn(pyproject, 'tool');
  const packages = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const poetry = packages(recordIn(tool, 'poetry').packages).map((entry) => stringIn(entry, 'from'));
  const wheel = recordIn(tool, 'hatch', 'build', 'targets', 'wheel');
  const hatch = stringsOf(wheel.packages).map((path) => parentOf(path) || '.');
  const sources = [wheel.sources, recordIn(tool, 'hatch', 'build').sources].flatMap((value) =>
    isRecord(value) ? [] : stringsOf(value),
  );
  return [
    ...stringsOf(recordIn(tool, 'setuptools', 'packages', 'find').where),
    ...stringsOf(recordIn(tool, 'setuptools', 'package-dir')['']),
    ...poetry.filter((from) => from !== undefined),
    ...hatch,
    ...sources,
    ...stringsOf(recordIn(tool, 'pdm', 'build')['package-dir']),
    ...stringsOf(recordIn(tool, 'uv', 'build-backend')['module-root']),
    ...stringsOf(recordIn(tool, 'maturin')['python-source']),
    ...stringsOf(recordIn(tool, 'pytest', 'ini_options').pythonpath).flatMap((value) => value.split(/\s+/)),
  ].filter((root) => root !== '');
}

function rootsInSetup(tree: Tree, folder: string): readonly string[] {
  const setup = textOf(tree, within(folder, 'setup.py'));
  const inPython = /package_dir\s*=\s*\{\s*["']["']\s*:\s*["']([^"']+)["']/.exec(setup)?.[1];
  const configuration = textOf(tree, within(folder, 'setup.cfg'));
  const inConfiguration = /^package_dir[ \t]*=[ \t]*\r?\n?[ \t]*=[ \t]*(\S+)/m.exec(configuration)?.[1];
  const where = /^\[options\.packages\.find\][^[]*?^where[ \t]*=[ \t]*(\S+)/m.exec(configuration)?.[1];
  return [inPython, inConfiguration, where].filter((root) => root !== undefined);
}

function rootsInPytest(tree: Tree, folder: string): readonly string[] {
  return ['pytest.ini', 'tox.ini', 'setup.cfg']
    .map((name) => /^pythonpath[ \t]*=[ \t]*(.+)$/m.exec(textOf(tree, within(folder, name)))?.[1] ?? '')
    .flatMap((value) => value.split(/\s+/))
    .filter((root) => root !== '');
}

/** True if `folder`'s build compiles extension modules. */
export function buildsExtensions(tree: Tree, folder: string): boolean {
  return tree.cell(
    'python-extensions',
    folder,
    () =>
      tree.isFile(within(folder, 'Cargo.toml')) ||
      ['pyproject.toml', 'setup.py', 'setup.cfg'].some((name) => NATIVE_BUILD.test(textOf(tree, within(folder, name)))),
  );
}

/** True if `folder`'s build writes a module that holds the version. */
export function writesVersion(tree: Tree, folder: string): boolean {
  return tree.cell('python-version-writer', folder, () =>
    ['pyproject.toml', 'setup.py', 'setup.cfg'].some((name) =>
      VERSION_WRITERS.test(textOf(tree, within(folder, name))),
    ),
  );
}

/** The name of the distribution that `folder`'s manifest builds. */
export function projectName(tree: Tree, folder: string): string | undefined {
  const pyproject = tree.toml(within(folder, 'pyproject.toml'));
  return (
    stringIn(recordIn(pyproject, 'project'), 'name') ??
    stringIn(recordIn(pyproject, 'tool', 'poetry'), 'name') ??
    /\bname\s*=\s*["']([^"']+)["']/.exec(textOf(tree, within(folder, 'setup.py')))?.[1] ??
    /^name[ \t]*=[ \t]*(\S+)/m.exec(textOf(tree, within(folder, 'setup.cfg')))?.[1]
  );
}

function textOf(tree: Tree, path: string): string {
  return tree.isFile(path) ? (tree.text(path) ?? '') : '';
}
