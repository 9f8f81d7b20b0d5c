import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';

/** The text of a file, without its byte order mark; undefined when there is no such file or it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return kindOf(file) !== 'file' ? undefined : readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

/** `text` of a file only if it is inside the folder after following every symbolic link. */
export function readTextWithin(folder: string, file: string): string | undefined {
  try {
    return isInside(realpathSync(folder), realpathSync(file)) ? readText(file) : undefined;
  } catch {
    return undefined;
  }
}

/** What is at a path; undefined when nothing is. */
export function kindOf(path: string): 'file' | 'directory' | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (stats.isDirectory()) return 'directory';
  // A pipe or device would be waited for.
  return stats.isFile() ? 'file' : undefined;
}

/** True if `folder` is `path` or above it, symbolic links followed. */
export function isSelfOrAncestor(folder: string, path: string): boolean {
  return isInside(realOrSame(folder), realOrSame(path));
}

/** True if `path` is `folder` or below it, going by their names. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A path as people are shown it: relative to the root where it is inside, else to the current folder. */
export function shownPath(file: string, places: { readonly root: string; readonly cwd: string }): string {
  const way = relative(isInside(places.root, file) ? places.root : places.cwd, file);
  return way.split(sep).join('/');
}

/** The folder and those above it, nearest first. */
export function selfAndAncestors(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...selfAndAncestors(parent)];
}

function realOrSame(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
