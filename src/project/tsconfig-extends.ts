import { entryTargets } from './package-entries.js';
import { packageFolder } from './packages.js';
import { stringIn } from './plain-values.js';
import type { Tree } from './tree.js';
import { parentOf, pathFrom, upward, within } from './tree-paths.js';

/**
 * The configuration that `name` means in an `extends` of the one at `path`: a relative path, or one in a package of
 * the workspace or an installed one. Undefined when it cannot be read.
 */
export function extendedConfig(tree: Tree, path: string, name: string): string | undefined {
  const folder = parentOf(path);
  if (name.startsWith('/')) return undefined;
  if (/^\.\.?(?:\/|$)/.test(name)) {
    const target = pathFrom(folder, name);
    return target === undefined ? undefined : firstReadable(tree, configNames(target));
  }
  const [, packageName = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(name) ?? [];
  const local = packageFolder(tree, folder, packageName);
  const folders = [...upward(folder)].map((above) => within(above, `node_modules/${packageName}`));
  for (const candidate of local === undefined ? folders : [local, ...folders]) {
    const found = firstReadable(tree, configsInPackage(tree, candidate, rest));
    if (found !== undefined) return found;
  }
  return undefined;
}

function configsInPackage(tree: Tree, folder: string, rest: string): readonly string[] {
  const manifest = tree.json(within(folder, 'package.json'));
  const named = rest === '' ? stringIn(manifest, 'tsconfig') : rest;
  const exported = entryTargets(manifest, 'exports', rest === '' ? '.' : `./${rest}`) ?? [];
  return [...exported, ...(named === undefined ? ['tsconfig.json'] : [named])]
    .map((target) => pathFrom(folder, target))
    .filter((target) => target !== undefined)
    .flatMap(configNames);
}

function configNames(target: string): readonly string[] {
  return target.endsWith('.json') ? [target] : [`${target}.json`, target, within(target, 'tsconfig.json')];
}

function firstReadable(tree: Tree, paths: readonly string[]): string | undefined {
  return paths.find((path) => tree.text(path) !== undefined);
}
