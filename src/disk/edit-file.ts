import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { UserError } from '../model/errors.js';
import { replaceFile, writeFault } from './replace-file.js';

/**
 * Replaces the bytes of a file of a project at once, keeping its mode: it has the old bytes or the new ones, whatever
 * happens. `path` is relative to the root, with `/`. Throws a UserError, and leaves the file as it is, where it does not
 * hold the expected bytes any more, is no regular file, lies outside the root by a link, or cannot be written.
 */
export function editFile(root: string, path: string, expectedBytes: Buffer, newBytes: Buffer): void {
  try {
    const file = placeInside(root, path);
    const mode = assertExpected(file, path, expectedBytes);
    const check = (): void => {
      assertExpected(file, path, expectedBytes);
    };
    replaceFile(file, [newBytes], { mode, check });
  } catch (error) {
    throw writeFault(path, error);
  }
}

/** The absolute path of the file, its folder's links resolved. */
function placeInside(root: string, path: string): string {
  const folder = realpathSync(dirname(join(root, path)));
  const below = relative(realpathSync(root), folder);
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below))
    throw new UserError(`${path} is not written: a link leads it out of the root.`);
  return join(folder, basename(path));
}

/** The mode of the file. */
function assertExpected(file: string, path: string, expectedBytes: Buffer): number {
  const status = lstatSync(file);
  if (!status.isFile()) throw new UserError(`${path} is not written: it is no regular file.`);
  if (!readFileSync(file).equals(expectedBytes))
    throw new UserError(`${path} is not written: it has changed meanwhile.`, 'Run the command again.');
  return status.mode & 0o7777;
}
