import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../model/errors.js';
import { writeFault } from './replace-file.js';

/** Milliseconds: how long another run is waited for, and after which its lock is taken for one that was left behind. */
const PATIENCE = { wait: 5_000, step: 25, leftBehind: 30_000 } as const;

/**
 * Runs `action`, which reads and replaces a file, while no other run does: `<file>.lock` is there meanwhile. `action` must
 * not wait for anything. Throws a UserError if the lock cannot be had.
 */
export async function withLock<T>(file: string, action: () => T): Promise<T> {
  const lock = `${file}.lock`;
  await acquire(lock, file);
  try {
    return action();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function acquire(lock: string, file: string): Promise<void> {
  const end = Date.now() + PATIENCE.wait;
  while (!isTaken(lock, file)) {
    if (Date.now() > end) {
      throw new UserError(
        `Another run is writing ${file}.`,
        `Try again when it has ended; if there is none, remove ${lock}.`,
      );
    }
    await pause(PATIENCE.step);
  }
}

function isTaken(lock: string, file: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw writeFault(file, error);
  }
  const status = statSync(lock, { throwIfNoEntry: false });
  if (status !== undefined && Date.now() - status.mtimeMs > PATIENCE.leftBehind) rmSync(lock, { force: true });
  return false;
}
