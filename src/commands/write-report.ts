import { resolve } from 'node:path';
import { writeWhole } from '../disk/replace-file.js';
import { UserError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import type { RenderOptions, Reporter } from '../model/reporter.js';
import { safeText } from '../model/terminal-text.js';
import { loadReporter, reporterNames } from '../plugins/reporters.js';
import type { Terminal } from './terminal.js';

/** One `--format name[:file]`. */
export interface Destination {
  /** As the user named it. */
  readonly name: string;
  readonly reporter: Reporter;
  /** Absolute path, or null for standard output. */
  readonly file: string | null;
}

/**
 * Reads `--format` values; paths are relative to `from`. Values of a repository that is merely pointed at are not trusted:
 * they may name built-in formats for standard output, but neither code to load nor a file to write. Throws a UserError
 * for these, for an unknown format, and for two that go to one place.
 */
export async function readDestinations(
  formats: readonly string[],
  { from, isTrusted }: { readonly from: string; readonly isTrusted: boolean },
): Promise<readonly Destination[]> {
  const destinations = await Promise.all(
    formats.map(async (format) => {
      // A drive letter's colon (`C:\\reporter.mjs`) does not separate.
      const [, name = format, file] = /^((?:[A-Za-z]:[\\/])?[^:]+)(?::(.+))?$/.exec(format) ?? [];
      if (!isTrusted && (file !== undefined || !reporterNames().includes(name))) {
        throw new UserError(
          `The configuration of ${from} asks for the format ${format}, which would ${file === undefined ? 'execute its code' : 'write a file'}.`,
          'Run compliance from that folder, or pass --format.',
        );
      }
      return { name, reporter: await loadReporter(name, from), file: file === undefined ? null : resolve(from, file) };
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

export interface Output {
  readonly destinations: readonly Destination[];
  readonly terminal: Terminal;
  /** See `RenderOptions`. */
  readonly sourceUrl: string | undefined;
  /** See `RenderOptions`. */
  readonly withSuppressed?: boolean | undefined;
}

/** Renders the report to each destination. A file appears whole or not at all. */
export async function writeReport(report: Report, { destinations, terminal, ...output }: Output): Promise<void> {
  const { sourceUrl, withSuppressed } = output;
  const common = {
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
    ...(withSuppressed === undefined ? {} : { withSuppressed }),
  };
  for (const destination of destinations) {
    const { file } = destination;
    const { color, width } = file === null ? terminal.out : { color: false, width: 100 };
    const options = { color, width, ...common };
    if (file === null) for (const text of rendered(destination, report, options)) await terminal.out.write(text);
    else writeWhole(file, rendered(destination, report, options));
    for (const text of warningsOf(destination, report, options))
      await terminal.err.write(`warning: ${safeText(`${destination.name}: ${text}`)}\n`);
  }
}

function rendered({ name, reporter }: Destination, report: Report, options: RenderOptions): Iterable<string> {
  return asked(name, () => batched(reporter.render(report, options)));
}

function warningsOf({ name, reporter }: Destination, report: Report, options: RenderOptions): Iterable<string> {
  return asked(name, () => reporter.warnings?.(report, options) ?? []);
}

/** Throws a UserError that names the reporter if it fails: most likely it is the user's own. */
function* asked(name: string, pieces: () => Iterable<string>): Iterable<string> {
  try {
    yield* pieces();
  } catch (error) {
    throw new UserError(`The reporter ${name} failed: ${error instanceof Error ? error.message : String(error)}.`);
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
