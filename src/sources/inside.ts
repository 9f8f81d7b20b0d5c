import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/** The path of a file relative to the root, with `/` ('' for the root), links resolved; undefined if it lies outside. */
export type Inside = (path: string) => string | undefined;

/** Resolves the links of the root once, when first asked. The answers throw what `realpath` throws. */
export function insideOf(root: string): Inside {
  let top: string | undefined;
  return (path) => {
    top ??= realpathSync(root);
    const below = relative(top, realpathSync(path));
    const isOutside = below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
    return isOutside ? undefined : below.split(sep).join('/');
  };
}
