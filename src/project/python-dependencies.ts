import { recordIn, stringsOf } from './plain-values.js';
import type { Tree } from './tree.js';
import { within } from './tree-paths.js';

/** True if `folder`'s manifests ask for the distribution `name`, so that a module of that name is installed. */
export function dependsOn(tree: Tree, folder: string, name: string): boolean {
  return dependenciesOf(tree, folder).includes(normalized(name));
}

/** The distributions that `folder`'s manifests ask for, by normalized name (PEP 503). */
function dependenciesOf(tree: Tree, folder: string): readonly string[] {
  return tree.cell('python-dependencies', folder, () => {
    const requirements = [
      ...inPyproject(manifest(tree, folder, 'pyproject.toml')),
      ...Object.keys(recordIn(manifest(tree, folder, 'Pipfile'), 'packages')),
      ...Object.keys(recordIn(manifest(tree, folder, 'Pipfile'), 'dev-packages')),
      ...textOf(tree, within(folder, 'requirements.txt')).split('\n'),
      ...inSetup(textOf(tree, within(folder, 'setup.py'))),
      ...inSetupConfiguration(textOf(tree, within(folder, 'setup.cfg'))),
    ];
    const names = requirements.map((requirement) => /^[ \t]*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1]);
    return [...new Set(names.filter((name) => name !== undefined).map(normalized))].sort();
  });
}

function inPyproject(pyproject: unknown): readonly string[] {
  const project = recordIn(pyproject, 'project');
  const groups = { ...recordIn(project, 'optional-dependencies'), ...recordIn(pyproject, 'dependency-groups') };
  const poetry = recordIn(pyproject, 'tool', 'poetry');
  const poetryGroups = Object.values(recordIn(poetry, 'group'));
  return [
    ...stringsOf(project.dependencies),
    ...Object.values(groups).flatMap(stringsOf),
    ...[poetry, ...poetryGroups].flatMap((group) => Object.keys(recordIn(group, 'dependencies'))),
    ...Object.keys(recordIn(poetry, 'dev-dependencies')),
  ];
}

function inSetup(setup: string): readonly string[] {
  const lists = setup.matchAll(/\b(?:install_requires|tests_require|extras_require)\s*=\s*[[{(]([^\]})]*)/g);
  return [...lists].flatMap(([, list = '']) => [...list.matchAll(/["']([^"'\n]+)["']/g)].map(([, name = '']) => name));
}

/** The indented lines below `install_requires =`. */
function inSetupConfiguration(configuration: string): readonly string[] {
  const list = /^install_requires[ \t]*=(.*(?:\r?\n[ \t]+.*)*)/m.exec(configuration)?.[1] ?? '';
  return list.split('\n');
}

function manifest(tree: Tree, folder: string, name: string): unknown {
  const path = within(folder, name);
  return tree.isFile(path) ? tree.toml(path) : undefined;
}

function textOf(tree: Tree, path: string): string {
  return tree.isFile(path) ? (tree.text(path) ?? '') : '';
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
