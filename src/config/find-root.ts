import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { UserError } from '../model/errors.js';
import { CONFIGURATION_NAMES, isExecutable } from './configuration-names.js';
import { isInside, kindOf, readText, selfAndAncestors } from './disk.js';
import { parseDocument } from './document.js';
import { configurationFileIn } from './find-configuration.js';
import { isRecord } from '../model/plain-values.js';

/**
 * The absolute folder that is checked as one project: `root` if given; else, from the deepest common folder of the
 * paths (`cwd` if there are none) upward, the nearest folder with a configuration that says `root: true` or with a
 * `.git` entry; else the nearest one below the home folder with any configuration; else `cwd` if all paths lie in it and it is not the top of the disk; else their deepest common folder. JavaScript configurations are not
 * executed to find out and mark no root. Throws a UserError for a path that does not exist.
 */
export async function findRoot(input: {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly root?: string;
}): Promise<string> {
  const { cwd } = input;
  if (input.root !== undefined) return existingFolder(resolve(cwd, input.root), input.root);
  const folders = input.paths.map((path) => folderOf(resolve(cwd, path), path));
  const start = folders.length === 0 ? cwd : folders.reduce(commonFolder);
  for (const folder of selfAndAncestors(start)) {
    if (kindOf(join(folder, '.git')) !== undefined || (await isMarkedRoot(folder))) return folder;
  }
  const configured = selfAndAncestors(start).find(
    (folder) => folder !== homeFolder() && dirname(folder) !== folder && configurationFileIn(folder) !== null,
  );
  if (configured !== undefined) return configured;
  // Nobody means the whole disk who stands at its top and names a path.
  return isInside(cwd, start) && (folders.length === 0 || dirname(cwd) !== cwd) ? cwd : start;
}

/** A user that the system does not know has none. */
function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

function existingFolder(path: string, written: string): string {
  const kind = kindOf(path);
  if (kind === undefined) throw new UserError(`The root ${written} does not exist.`);
  if (kind === 'file') throw new UserError(`The root ${written} is a file.`, 'Name the folder that holds it.');
  return path;
}

function folderOf(path: string, written: string): string {
  const kind = kindOf(path);
  if (kind === undefined) {
    throw new UserError(`The path ${written} does not exist.`, 'Paths are relative to the current folder.');
  }
  return kind === 'directory' ? path : dirname(path);
}

function commonFolder(one: string, other: string): string {
  return selfAndAncestors(one).find((folder) => isInside(folder, other)) ?? one;
}

/** The first configuration of the folder decides, as it does for the checking. */
async function isMarkedRoot(folder: string): Promise<boolean> {
  for (const name of CONFIGURATION_NAMES) {
    const file = join(folder, name);
    if (kindOf(file) !== 'file') continue;
    if (isExecutable(file)) return false;
    const value = await readQuietly(file);
    if (value !== undefined) return isRecord(value) && value['root'] === true;
  }
  return false;
}

/** Whatever is wrong with it is reported if it turns out to be the configuration of the root. */
async function readQuietly(file: string): Promise<unknown> {
  try {
    const document = await parseDocument({ file, shown: file, text: readText(file) ?? '' });
    return document?.value;
  } catch {
    return undefined;
  }
}
