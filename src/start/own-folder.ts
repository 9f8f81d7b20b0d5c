import { closeSync, fstatSync, lstatSync, mkdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { openRegularFile } from '../cache/regular-file.js';

/** Makes the folder if there is none. False if it is not the user's alone: then nothing is written there. */
export function makeOwnFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return isOwnFolder(folder);
}

/** The bytes of a file that nobody but the user can have written; undefined where there is none. */
export function readOwnFile(folder: string, name: string): Buffer | undefined {
  let handle: number | undefined;
  try {
    if (!isOwnFolder(folder)) return undefined;
    handle = openRegularFile(join(folder, name));
    return isOwn(fstatSync(handle)) ? readFileSync(handle) : undefined;
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function isOwnFolder(folder: string): boolean {
  const stats = lstatSync(folder);
  return stats.isDirectory() && isOwn(stats);
}

/** Windows has no such bits; there the folder is inside the user's profile. */
function isOwn({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
}
