import { BUILT_IN } from '../built-in.js';
import type { Format } from '../model/format.js';

let formats: Promise<readonly Format[]> | undefined;

/** All formats: the default exports of `<folder>/format.js` beside this file, sorted by name. Loaded once. */
export function loadFormats(): Promise<readonly Format[]> {
  formats ??= loadAll();
  return formats;
}

async function loadAll(): Promise<readonly Format[]> {
  const modules = await Promise.all(
    BUILT_IN.filter(({ path }) => path.startsWith('src/formats/')).map(
      ({ load }) => load() as Promise<{ readonly default: Format }>,
    ),
  );
  return modules.map((module) => module.default).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Extensions of files that hold code or settings of a kind no format understands yet. */
export const UNSUPPORTED_EXTENSION = /\.(?:vue|svelte|astro|ipynb|marko|pyx)$/i;
