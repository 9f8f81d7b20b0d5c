import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** New bytes for a file, if it still holds those that were read. */
export interface Replacement {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface WriteFailure {
  readonly path: string;
  readonly reason: string;
}

/** The parts of writing that a full or broken disk can fail; tests stand in for it. */
export interface Disk {
  write(handle: number, bytes: Buffer, from: number): number;
  rename(from: string, to: string): void;
}

const DISK: Disk = { write: (handle, bytes, from) => writeSync(handle, bytes, from), rename: renameSync };

/** Windows has neither flag. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

/**
 * Replaces files below the root, each by a temporary file beside it that takes its name, with its mode and owner. A file
 * of a group is written only if all of them can be. What cannot be written is told and left as it is: a file that has
 * changed since it was read, a link in its place or on the way to it, no permission, no space.
 */
export function writeFixed(
  root: string,
  groups: readonly (readonly Replacement[])[],
  disk: Disk = DISK,
): readonly WriteFailure[] {
  const top = realpathSync(root);
  return groups.flatMap((group) => writeGroup(top, group, disk));
}

interface Staged {
  readonly path: string;
  readonly file: string;
  readonly before: Buffer;
  readonly unfinished: string;
}

function writeGroup(top: string, group: readonly Replacement[], disk: Disk): readonly WriteFailure[] {
  const staged: Staged[] = [];
  const failures: WriteFailure[] = [];
  for (const replacement of group) {
    try {
      staged.push(stage(top, replacement, disk));
    } catch (error) {
      failures.push({ path: replacement.path, reason: reasonOf(error) });
    }
  }
  const [first] = failures;
  for (const one of staged) {
    try {
      if (first !== undefined) throw new Error(`it goes with ${first.path}, which cannot be written`);
      assertSame(one.file, one.before);
      disk.rename(one.unfinished, one.file);
    } catch (error) {
      removeQuietly(one.unfinished);
      failures.push({ path: one.path, reason: reasonOf(error) });
    }
  }
  return failures;
}

/** Writes the new bytes beside the file. Leaves nothing behind where that fails. */
function stage(top: string, { path, before, after }: Replacement, disk: Disk): Staged {
  const file = join(top, path);
  if (realpathSync(dirname(file)) !== dirname(file)) throw new Error('a link leads to its folder');
  const status = lstatSync(file);
  if (!status.isFile()) throw new Error('it is no regular file any more');
  if ((status.mode & 0o222) === 0) throw new Error('it is read-only');
  assertSame(file, before);
  const unfinished = join(dirname(file), `.${basename(file).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = openSync(unfinished, 'wx', 0o600);
  try {
    for (let at = 0; at < after.length;) at += disk.write(handle, after, at);
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    removeQuietly(unfinished);
    throw error;
  }
  closeSync(handle);
  try {
    keepOwner(unfinished, status);
    chmodSync(unfinished, status.mode & 0o7777);
  } catch (error) {
    removeQuietly(unfinished);
    throw error;
  }
  return { path, file, before, unfinished };
}

/** A file of somebody else, which the group may write, stays theirs or is not written. */
function keepOwner(unfinished: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  const own = lstatSync(unfinished);
  if (own.uid !== uid || own.gid !== gid) chownSync(unfinished, uid, gid);
}

function assertSame(file: string, before: Buffer): void {
  const handle = openSync(file, constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const status = fstatSync(handle);
    const bytes = Buffer.allocUnsafeSlow(before.length);
    const isSame = status.isFile() && status.size === before.length && readFully(handle, bytes) && bytes.equals(before);
    if (!isSame) throw new Error('it has changed since it was read; run it again');
  } finally {
    closeSync(handle);
  }
}

function readFully(handle: number, bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length;) {
    const count = readSync(handle, bytes, at, bytes.length - at, at);
    if (count === 0) return false;
    at += count;
  }
  return true;
}

function removeQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was not there, or cannot be removed for the reason that is told already.
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'there is no permission to write in its folder',
  EPERM: 'there is no permission to write it',
  EROFS: 'its file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'it is gone',
  ELOOP: 'a link stands in its place',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
