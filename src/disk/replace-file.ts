import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../model/errors.js';

/**
 * Writes a file that appears whole or not at all, where a link leads to; what was there keeps its permissions. A device or
 * pipe is written to. Throws a UserError that says why where the system refuses, and leaves nothing behind.
 */
export function writeWhole(file: string, pieces: Iterable<string | Buffer>): void {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status !== undefined && !status.isFile() && !status.isDirectory()) writeInto(file, pieces);
  else if (status === undefined) replaceFile(file, pieces);
  else replaceFile(realpathSync(file), pieces, { mode: status.mode });
}

function writeInto(file: string, pieces: Iterable<string | Buffer>): void {
  try {
    const handle = openSync(file, 'w');
    try {
      for (const piece of pieces) write(handle, piece);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw writeFault(file, error);
  }
}

/**
 * Writes beside the file and puts it in its place at once, with the mode if one is given. `check` may throw, right before,
 * to leave the file as it is.
 */
export function replaceFile(
  file: string,
  pieces: Iterable<string | Buffer>,
  { mode, check }: { readonly mode?: number; readonly check?: () => void } = {},
): void {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = openSync(temporary, 'wx');
    try {
      for (const piece of pieces) write(handle, piece);
      if (mode !== undefined) fchmodSync(handle, mode & 0o7777);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    check?.();
    renameSync(temporary, file);
  } catch (error) {
    removeQuietly(temporary);
    throw writeFault(file, error);
  }
}

function write(handle: number, piece: string | Buffer): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
  for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
}

/** What cannot be removed was most likely never made. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The reason why it could not be written is the one worth telling.
  }
}

/** What the system said, in words; other errors as they are. */
export function writeFault(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined || error instanceof UserError
    ? error
    : new UserError(`${file} cannot be written: ${WRITE_FAULTS[code] ?? code}.`);
}

const WRITE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'its folder is a file',
  EFBIG: 'the file would grow beyond what the system allows',
  EDQUOT: 'the quota is used up',
  EISDIR: 'it is a folder',
  EROFS: 'the file system is read-only',
};
