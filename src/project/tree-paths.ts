import { join } from 'node:path/posix';

/** `./orders/list`: nothing in it needs normalizing. */
const PLAIN_SIBLING = /^\.(?:\/[^/.][^/]*)+$/;

/** The folder that holds `path`; `''` is the root, which is its own parent. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of `path`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `name` inside `folder`, without looking at dots. */
export function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The path that `relative` means when read in `folder`; undefined when it leaves the root or is absolute. */
export function pathFrom(folder: string, relative: string): string | undefined {
  if (relative.startsWith('/')) return undefined;
  if (PLAIN_SIBLING.test(relative)) return within(folder, relative.slice(2));
  const path = join(folder, relative);
  if (path === '..' || path.startsWith('../')) return undefined;
  if (path === '.' || path === './') return '';
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** True for `folder` itself and everything below it. */
export function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || (path.startsWith(folder) && path[folder.length] === '/');
}

/** `folder` and the folders above it, up to the root. */
export function* upward(folder: string): Generator<string> {
  for (let current = folder; ; current = parentOf(current)) {
    yield current;
    if (current === '') return;
  }
}

/** How many leading folders two paths share. */
export function sharedDepth(one: string, other: string): number {
  const left = one.split('/');
  const right = other.split('/');
  let depth = 0;
  while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth += 1;
  return depth;
}
