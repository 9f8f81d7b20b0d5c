import { resolve } from 'node:path';
import { writeWhole } from '../disk/replace-file.js';
import { UserError } from '../model/errors.js';
import type { Output, Terminal } from './terminal.js';

/** Writes what a command has found in one format. */
export type Render<Content> = (content: Content, options: Pick<Output, 'color' | 'width'>) => string;

export interface FormatDestination<Content> {
  readonly render: Render<Content>;
  /** Absolute path, or null for standard output. */
  readonly file: string | null;
}

/**
 * Reads `--format` values of a command that has formats of its own: `json`, `json:ledger.json`. Throws a UserError for one
 * that there is not, and for two that go to one place.
 */
export function formatDestinations<Content>(
  written: readonly string[],
  {
    cwd,
    formats,
    what,
  }: { readonly cwd: string; readonly formats: Readonly<Record<string, Render<Content>>>; readonly what: string },
): readonly FormatDestination<Content>[] {
  const known = Object.keys(formats).join(', ');
  const destinations = written.map((format) => {
    const [, name = '', file] = /^([^:]*)(?::(.+))?$/.exec(format) ?? [];
    const render = Object.entries(formats).find(([candidate]) => candidate === name)?.[1];
    if (render === undefined) throw new UserError(`There is no format ${format} of ${what}.`, `There are ${known}.`);
    return { render, file: file === undefined ? null : resolve(cwd, file) };
  });
  const places = destinations.map(({ file }) => file);
  if (new Set(places).size < places.length) {
    const [first = ''] = Object.keys(formats);
    throw new UserError(
      'Two formats go to one place.',
      `Give each its own file: \`--format ${first} --format json:${what.replace(/^the /, '')}.json\`.`,
    );
  }
  return destinations;
}

/** Writes to each destination; a file appears whole or not at all. */
export async function writeFormats<Content>(
  { out }: Terminal,
  destinations: readonly FormatDestination<Content>[],
  content: Content,
): Promise<void> {
  for (const { render, file } of destinations) {
    if (file === null) await out.write(render(content, out));
    else writeWhole(file, [render(content, { color: false, width: 100 })]);
  }
}
