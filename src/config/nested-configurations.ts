import { join, posix, relative, sep } from 'node:path';

import type { Listing, Source } from '../model/source.js';
import { chooseConfiguration } from './choose-configuration.js';
import { CONFIGURATION_NAMES } from './configuration-names.js';
import { isInside, isSelfOrAncestor, readText } from './disk.js';
import type { FoundConfiguration } from './find-configuration.js';
import { collectLayers, type ConfigurationReader, type LayerStack } from './layers.js';

/** The configuration of a folder below the root. */
export interface NestedConfiguration extends LayerStack {
  /** Relative to the root. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/** The folders below the root that list a file with the name of a configuration, outer ones before inner ones. */
export function nestedFolders(listing: Listing): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  const names = new Set(CONFIGURATION_NAMES);
  for (const { path } of listing.files) {
    const folder = posix.dirname(path);
    if (folder === '.' || !names.has(posix.basename(path))) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return new Map([...folders].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * The configuration of a folder with all that it extends, from the content of the source: an index or a commit is judged
 * with its own. Undefined when the paths, all of which lie in the folder, hold none.
 */
export async function readNestedConfiguration(
  folder: string,
  paths: readonly string[],
  context: { readonly found: FoundConfiguration; readonly source: Source },
): Promise<NestedConfiguration | undefined> {
  const { root } = context.found;
  const reader = nestedReader(folder, context);
  const files = CONFIGURATION_NAMES.map((name) => posix.join(folder, name))
    .filter((path) => paths.includes(path))
    .map((path) => join(root, path));
  const { document, warnings } = await chooseConfiguration(files, reader);
  if (document === undefined) return undefined;
  const stack = await collectLayers({ document, anchorFolder: join(root, folder) }, reader);
  return { folder, warnings, ...stack };
}

function nestedReader(
  folder: string,
  { found, source }: { readonly found: FoundConfiguration; readonly source: Source },
): ConfigurationReader {
  const { root, cwd, layers } = found;
  const mayExecute = isSelfOrAncestor(join(root, folder), cwd);
  const outermost = layers.at(-1);
  return {
    root,
    cwd,
    mayExecute,
    text(file) {
      if (isInside(root, file)) return source.text(relative(root, file).split(sep).join('/'));
      return mayExecute ? readText(file) : undefined;
    },
    known: (file) => (outermost?.kind === 'file' && outermost.document.file === file ? layers : undefined),
  };
}
