import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckRequest } from '../check.js';
import { CONFIGURATION_NAMES } from '../config/configuration-names.js';
import { UserError } from '../model/errors.js';
import { isNeverChecked } from '../sources/listing.js';
import type { WatchedProject } from '../watched-project.js';

/** False of what editors write for a moment, and of what git ignores. */
export function concernsProject(path: string, project: WatchedProject, root: string): boolean {
  if (project.isListed(path)) return true;
  return existsSync(join(root, path)) && !project.isIgnored(path) && !/(?:^|\/)\.git$/.test(path);
}

/** True of a judged file that is still there: its content is all that has changed. */
export function isContentAlone(path: string, project: WatchedProject, root: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return project.isJudged(path) && !CONFIGURATION_NAMES.includes(name) && existsSync(join(root, path));
}

/** The folders of the listed files and those above them, up to the root. */
export function foldersOf({ listing }: Pick<CheckRequest, 'listing'>): ReadonlySet<string> {
  const folders = new Set(['']);
  for (const { path } of listing.files) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** Folders without a listed file that are watched at most. */
const MOST_NEW_FOLDERS = 2_000;

/** Adds the folder at a path and those in it, if there is one: what will be written there is not listed yet. */
export function newFoldersAt(path: string, request: Pick<CheckRequest, 'root' | 'source'>, known: Set<string>): void {
  const { root, source } = request;
  if (!isFolder(join(root, path)) || source.isIgnored(`${path}/x`) || isNeverChecked(`${path}/`)) return;
  if (known.size > MOST_NEW_FOLDERS) return;
  known.add(path);
  for (const name of readdirSync(join(root, path))) newFoldersAt(`${path}/${name}`, request, known);
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** What a user can do about a system that watches no more folders. */
export function watchFault(error: NodeJS.ErrnoException): Error {
  const isLimit = error.code === 'ENOSPC' || error.code === 'EMFILE';
  return isLimit
    ? new UserError(
        'The system watches no more folders.',
        'Raise its limit (on Linux the setting fs.inotify.max_user_watches), or watch a part of the project with --root.',
      )
    : error;
}
