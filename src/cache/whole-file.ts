import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { removeQuietly } from './remove-quietly.js';

/** Only its owner may read what is remembered of the sources. */
const MODE = 0o600;

/** Writes a file that appears whole or not at all. Throws what the disk throws, and leaves nothing behind. */
export function writeWholeFile(file: string, pieces: Iterable<Buffer>): void {
  const unfinished = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    const handle = openSync(unfinished, 'wx', MODE);
    try {
      for (const piece of pieces) writeFully(handle, piece);
    } finally {
      closeSync(handle);
    }
    replace(unfinished, file);
  } catch (error) {
    removeQuietly(unfinished);
    throw error;
  }
}

/** A folder in its place, whoever put it there, is replaced too. */
function replace(unfinished: string, file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) removeQuietly(file);
  renameSync(unfinished, file);
}

function writeFully(handle: number, piece: Buffer): void {
  for (let written = 0; written < piece.length;) written += writeSync(handle, piece, written);
}
