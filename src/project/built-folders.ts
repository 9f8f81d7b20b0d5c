import type { Tree } from './tree.js';
import { isWithin, nameOf, parentOf, pathFrom, upward, within } from './tree-paths.js';
import { packageEntries } from './package-entries.js';
import { isRecord } from '../model/plain-values.js';
import { stringsOf } from './plain-values.js';

const BUILT = new Set(
  ['dist', 'build', 'out', 'generated', '_generated', '__generated__', 'node_modules', '__pycache__', '.next'].concat([
    '.nuxt',
    '.svelte-kit',
    '.react-router',
    '.astro',
    '.output',
    '+types',
  ]),
);
const ENTRY_FIELDS = ['main', 'module', 'types', 'typings', 'files', 'bin'];

/**
 * The first folder on the way to `path` whose name says that a tool writes it; `lib` counts where the package's
 * manifest says that what it publishes lies there. Undefined when there is none.
 */
export function builtFolderOf(tree: Tree, path: string): string | undefined {
  let folder = '';
  // A name with an extension is a file's.
  const folders = nameOf(path).includes('.') ? parentOf(path) : path;
  for (const part of folders.split('/')) {
    folder = within(folder, part);
    if (BUILT.has(part) || (part === 'lib' && publishes(tree, folder))) return folder;
  }
  return undefined;
}

function publishes(tree: Tree, folder: string): boolean {
  for (const above of upward(parentOf(folder))) {
    const path = within(above, 'package.json');
    if (!tree.isFile(path)) continue;
    return publishedPaths(tree.json(path)).some((entry) => {
      const target = pathFrom(above, entry);
      return target !== undefined && isWithin(folder, target);
    });
  }
  return false;
}

function publishedPaths(manifest: unknown): readonly string[] {
  if (!isRecord(manifest)) return [];
  const named = ENTRY_FIELDS.flatMap((field) => stringsOf(manifest[field]));
  return [...named, ...(packageEntries(manifest, 'exports') ?? []).flatMap((entry) => entry.targets)];
}
