import { readdirSync } from 'node:fs';
import type { Format } from '../model/format.js';

let formats: Promise<readonly Format[]> | undefined;

/** All formats: the default exports of `<folder>/format.js` beside this file, sorted by name. Loaded once. */
export function loadFormats(): Promise<readonly Format[]> {
  formats ??= readFolders(new URL('.', import.meta.url));
  return formats;
}

async function readFolders(here: URL): Promise<readonly Format[]> {
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const modules = await Promise.all(
    folders.map((folder) => import(new URL(`${folder.name}/format.js`, here).href) as Promise<{ default: Format }>),
  );
  return modules.map((module) => module.default).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Extensions of files that hold code or settings of a kind no format understands yet. */
export const UNSUPPORTED_EXTENSION = /\.(?:vue|svelte|astro|ipynb|marko|pyx)$/i;
