import { isRecord } from '../model/plain-values.js';
import { stringIn } from './plain-values.js';
import type { Tree } from './tree.js';
import { nameOf, parentOf, pathFrom, within } from './tree-paths.js';

/** In the order in which TypeScript and bundlers try them. */
const EXTENSIONS = ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
/** What may stand in the sources for a name written with the extension of its output. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.jsx', '.d.ts'],
  '.mjs': ['.mts', '.mjs', '.d.mts'],
  '.cjs': ['.cts', '.cjs', '.d.cts'],
};
/** React Native and its bundlers pick one of these by platform; components of frameworks go by `resolve.extensions`. */
const VARIANT = /^\.(?:(?:web|native|ios|android|windows|macos)\.(?:[cm]?[jt]sx?|json)|vue|svelte|astro)$/;
const ENTRY_FIELDS = ['source', 'types', 'typings', 'module', 'main'];

/** The file that the extensionless or complete `path` means: itself, with an extension, or the index of a folder. */
export function probeModule(tree: Tree, path: string): string | undefined {
  return probeFile(tree, path) ?? probeFolder(tree, path) ?? probeVariant(tree, path);
}

/** As `probeModule`, without folders. */
export function probeFile(tree: Tree, path: string): string | undefined {
  if (path === '') return undefined;
  const extension = extensionOf(path);
  const sources = SOURCES_OF[extension];
  if (sources !== undefined) {
    const stem = path.slice(0, -extension.length);
    for (const source of sources) if (tree.isFile(stem + source)) return stem + source;
  } else if (tree.isFile(path)) return path;
  for (const added of EXTENSIONS) if (tree.isFile(path + added)) return path + added;
  return undefined;
}

/** The module that a folder stands for: what its package.json names, else its index. */
export function probeFolder(tree: Tree, folder: string): string | undefined {
  if (tree.kind(folder) !== 'directory') return undefined;
  return probeEntryFields(tree, folder) ?? probeFile(tree, within(folder, 'index'));
}

function probeEntryFields(tree: Tree, folder: string): string | undefined {
  const path = within(folder, 'package.json');
  if (!tree.isFile(path)) return undefined;
  const manifest = tree.json(path);
  if (!isRecord(manifest)) return undefined;
  for (const field of ENTRY_FIELDS) {
    const entry = stringIn(manifest, field);
    const target = entry === undefined ? undefined : pathFrom(folder, entry);
    if (target === undefined || target === folder) continue;
    const found = probeFile(tree, target) ?? probeFile(tree, within(target, 'index'));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `button` → `button.native.tsx` or `button.vue`; `theme.css` → `theme.d.css.ts` (allowArbitraryExtensions). */
function probeVariant(tree: Tree, path: string): string | undefined {
  const folder = parentOf(path);
  const name = nameOf(path);
  if (name === '' || tree.kind(folder) !== 'directory') return undefined;
  const variant = tree
    .entries(folder)
    .find(
      (entry) => entry.startsWith(name) && VARIANT.test(entry.slice(name.length)) && tree.isFile(within(folder, entry)),
    );
  if (variant !== undefined) return within(folder, variant);
  const extension = extensionOf(name);
  const declaration = `${path.slice(0, path.length - extension.length)}.d${extension}.ts`;
  return extension !== '' && tree.isFile(declaration) ? declaration : undefined;
}

/** From the last dot of the name on; `''` without one. */
export function extensionOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot);
}
