import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type ModuleExports = Readonly<Record<string, unknown>>;

/** A module that comes with the tool and is found by its place: a rule, a reporter, a format. */
export interface BuiltInModule {
  /** Where it stands: `rules/types/duplicate-type.js`. */
  readonly path: string;
  readonly load: () => Promise<ModuleExports>;
}

const HERE = fileURLToPath(new URL('../', import.meta.url));

/**
 * All of them, sorted by path: what the folders hold, so that there is no list to edit. The bundle replaces this module
 * by the list that stands here while it is built.
 */
export const BUILT_IN: readonly BuiltInModule[] = [
  ...foldersIn('rules').flatMap((category) => scriptsIn(`rules/${category}`)),
  ...scriptsIn('reporters'),
  ...foldersIn('src/formats').map((format) => `src/formats/${format}/format.js`),
]
  .sort()
  .map((path) => ({ path, load: () => import(pathToFileURL(join(HERE, path)).href) as Promise<ModuleExports> }));

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(join(HERE, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function scriptsIn(folder: string): readonly string[] {
  const names = readdirSync(join(HERE, folder)).filter((name) => name.endsWith('.js'));
  return names.map((name) => `${folder}/${name}`);
}
