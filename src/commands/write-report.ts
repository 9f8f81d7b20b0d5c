import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import type { Reporter } from '../model/reporter.js';
import { loadReporter } from '../plugins/reporters.js';
import type { Terminal } from './terminal.js';

/** One `--format name[:file]`. */
export interface Destination {
  readonly reporter: Reporter;
  /** Absolute path, or null for standard output. */
  readonly file: string | null;
}

/** Reads `--format` values. Throws a UserError for an unknown format, or for two that go to standard output. */
export async function readDestinations(formats: readonly string[], cwd: string): Promise<readonly Destination[]> {
  const destinations = await Promise.all(
    formats.map(async (format) => {
      // A drive letter's colon (`C:\\reporter.mjs`) does not separate.
      const [, name = format, file] = /^((?:[A-Za-z]:[\\/])?[^:]+)(?::(.+))?$/.exec(format) ?? [];
      return { reporter: await loadReporter(name, cwd), file: file === undefined ? null : resolve(cwd, file) };
    }),
  );
  const clash = destinations.filter(
    ({ file }, index) => destinations.findIndex((other) => other.file === file) !== index,
  )[0];
  if (clash !== undefined) {
    const place = clash.file ?? 'standard output';
    throw new UserError(
      `Two formats go to ${place}.`,
      'Give each its own file, for example `--format pretty --format json:report.json`.',
    );
  }
  return destinations;
}

/** Renders the report to each destination. A file appears whole or not at all. */
export async function writeReport(
  report: Report,
  destinations: readonly Destination[],
  terminal: Terminal,
): Promise<void> {
  for (const { reporter, file } of destinations) {
    if (file === null) {
      const { color, width } = terminal.out;
      for (const text of batched(reporter.render(report, { color, width }))) await terminal.out.write(text);
    } else {
      writeWhole(file, batched(reporter.render(report, { color: false, width: 100 })));
    }
  }
}

const BATCH = 65_536;

/** The same text in fewer pieces: each write to a file or pipe costs a system call. */
function* batched(pieces: Iterable<string>): Iterable<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

const unfinished = new Set<string>();

/** Removes files that are being written: for a run that is being stopped. */
export function removeUnfinished(): void {
  for (const path of unfinished) removeQuietly(path);
}

/** What cannot be removed was most likely never made. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The reason why it could not be written is the one worth telling.
  }
}

function writeWhole(file: string, pieces: Iterable<string>): void {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid.toString()}.tmp`);
  unfinished.add(temporary);
  try {
    const handle = openSync(temporary, 'wx');
    try {
      for (const piece of pieces) writeSync(handle, piece);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    removeQuietly(temporary);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new UserError(`${file} cannot be written: ${WRITE_FAULTS[code] ?? code}.`);
  } finally {
    unfinished.delete(temporary);
  }
}

const WRITE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'permission denied',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'its folder is a file',
  EFBIG: 'the file would grow beyond what the system allows',
  EISDIR: 'it is a folder',
  EROFS: 'the file system is read-only',
};
