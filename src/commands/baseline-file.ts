import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { KnownDebt } from '../check.js';
import { readBaseline } from '../findings/baseline.js';
import type { Baseline } from '../model/baseline.js';
import { UserError } from '../model/errors.js';
import { renamesSince, renamesStepByStep, type Renames } from '../sources/git-renames.js';
import { insideOf } from '../sources/inside.js';
import type { OpenProject } from './project.js';
import type { Terminal } from './terminal.js';

/** Where a baseline is looked for when nobody names one. */
const DEFAULT_FILE = '.compliance-baseline';

/** The name of a file, or false for none. */
export type BaselineOption = string | false | undefined;

export interface BaselineFile {
  /** Absolute. */
  readonly file: string;
  /** As the user would name it. */
  readonly shown: string;
  /** Relative to the root, if it belongs to the project; null for one that the command line names. */
  readonly path: string | null;
  /** True if somebody named it: then it must be there. */
  readonly isNamed: boolean;
}

/**
 * Where the baseline of the project is: what the command line names, or the configuration, which must stay inside the
 * root, or the file of the usual name. Throws a UserError for a path that leads out.
 */
export function locateBaseline(terminal: Terminal, project: OpenProject, option: string | undefined): BaselineFile {
  if (option !== undefined) return { file: resolve(terminal.cwd, option), shown: option, path: null, isNamed: true };
  const { baseline } = project.configuration.run;
  const path = baseline ?? DEFAULT_FILE;
  const file = resolve(project.root, path);
  if (!isInside(project.root, file)) {
    throw new UserError(
      baseline === null
        ? `The baseline ${path} is a link that leads nowhere, or out of the root ${project.root}.`
        : `The configuration names the baseline ${path}, which lies outside the root ${project.root}.`,
      'Name a file of the project, or give another one with --baseline.',
    );
  }
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) {
    throw new UserError(`The baseline ${path} is no regular file.`, 'Remove it, or name another one with --baseline.');
  }
  return {
    file,
    shown: relative(terminal.cwd, file) || path,
    path: relative(project.root, file).split(sep).join('/'),
    isNamed: baseline !== null,
  };
}

/** What a link leads to counts, and of what is not there yet its folder. */
function isInside(root: string, file: string): boolean {
  const inside = insideOf(root);
  const there = lstatSync(file, { throwIfNoEntry: false }) === undefined ? nearestFolder(dirname(file)) : file;
  try {
    return inside(there) !== undefined;
  } catch {
    return false;
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

/** The text of the baseline as the project's files are seen; undefined where there is none. */
export function baselineText({ source }: OpenProject, { file, path }: BaselineFile): string | undefined {
  if (path === null) return readIfThere(file);
  const text = source.text(path);
  // One that is there and cannot be read is not absent; one that is not in the index, which is judged, is.
  if (text === undefined) readIfThere(file);
  return text;
}

/** The text of a file; undefined where there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError(`The baseline ${file} cannot be read (${code ?? String(error)}).`, 'Look at its permissions.');
  }
}

/** Throws a UserError that names the line for a text that is no baseline. */
export function parseBaseline(text: string, { shown }: BaselineFile): Baseline {
  const read = readBaseline(text);
  if (!('words' in read)) return read;
  throw new UserError(
    `${shown}:${read.line}: this is no baseline: ${read.words}.`,
    'Mend that line, or write the file anew with `compliance baseline write`.',
  );
}

/** The baseline for a run, with what git knows of files that have been renamed since; null where there is none. */
export async function readDebt(
  terminal: Terminal,
  project: OpenProject,
  option: BaselineOption,
): Promise<{ readonly debt: KnownDebt | null; readonly warnings: readonly string[] }> {
  if (option === false) return { debt: null, warnings: [] };
  const place = locateBaseline(terminal, project, option);
  const text = baselineText(project, place);
  if (text === undefined && place.isNamed) {
    throw new UserError(`There is no baseline ${place.shown}.`, 'Write one with `compliance baseline write`.');
  }
  if (text === undefined) return { debt: null, warnings: [] };
  const baseline = parseBaseline(text, place);
  const { formerPaths, warnings } = await followRenames(project, baseline);
  return { debt: { ...baseline, path: place.shown, formerPaths }, warnings };
}

/** Git is asked only where an entry's file is not where it was. */
async function followRenames(
  { root, listing }: OpenProject,
  { commits, entries }: Baseline,
): Promise<{ readonly formerPaths: KnownDebt['formerPaths']; readonly warnings: readonly string[] }> {
  const listed = new Set(listing.files.map(({ path }) => path));
  const lost = new Set(entries.flatMap(({ path }) => (listed.has(path) ? [] : [path])));
  const former = new Map<string, Set<string>>();
  const warnings: string[] = [];
  for (const commit of lost.size === 0 ? [] : commits) {
    const renames = await renamesSince({ root, commit, paths: [...lost] });
    if (renames?.isWhole !== true) warnings.push(missingWords(commit.slice(0, 10), renames));
    for (const [now, then] of renames?.former ?? []) {
      if (lost.has(then)) former.set(now, (former.get(now) ?? new Set()).add(then));
    }
  }
  const found = new Set([...former.values()].flatMap((paths) => [...paths]));
  const unfound = new Set([...lost].filter((path) => !found.has(path)));
  for (const commit of unfound.size === 0 ? [] : commits) {
    for (const [now, then] of await renamesStepByStep({ root, commit, paths: [...unfound] })) {
      if (unfound.has(then)) former.set(now, (former.get(now) ?? new Set()).add(then));
    }
  }
  return { formerPaths: (path) => [...(former.get(path) ?? [])], warnings };
}

function missingWords(commit: string, renames: Renames | undefined): string {
  return renames === undefined
    ? `the baseline was written at the commit ${commit}, which git does not have here (a shallow clone?): ` +
        'findings in files that were renamed since count as new'
    : `the baseline was written at the commit ${commit}, of which git has not all contents here (a partial clone?): ` +
        'findings in files that were renamed and changed since count as new';
}
