import { createHash } from 'node:crypto';
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { removeQuietly } from './remove-quietly.js';

/** How the name of a file begins that remembers a run. */
export const MEMORY = 'run-';

/** Name of the folder, beside those of the projects, of code that V8 has compiled. */
export const COMPILED = 'code';

/** Runs that are remembered of one project: those of several configurations. */
const MOST_MEMORIES = 8;
/** Milliseconds after which a project that nobody checks any more is forgotten. */
const FORGOTTEN = 60 * 24 * 3_600_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The absolute folder of all caches: `COMPLIANCE_CACHE_DIR` (relative to the current folder), else where the system keeps what can be made again (XDG Base
 * Directory Specification, on macOS `~/Library/Caches`, on Windows `%LOCALAPPDATA%`). Never inside the analysed project by
 * itself: what lies there could have been put there by others. Undefined where there is no such place.
 */
export function cacheFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  const named = env['COMPLIANCE_CACHE_DIR'] ?? '';
  if (named !== '') return resolve(named);
  const base = systemFolder(env, platform);
  return base === undefined || !isAbsolute(base) ? undefined : join(base, 'compliance-linter');
}

function systemFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return env['LOCALAPPDATA'];
  const named = env['XDG_CACHE_HOME'] ?? '';
  if (platform !== 'darwin' && isAbsolute(named)) return named;
  const home = homeFolder();
  return home === undefined ? undefined : join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
}

/** A user that the system does not know has none. */
function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

/** The folder of one project, named by a hash of its root. */
export function projectFolder(folder: string, root: string): string {
  return join(folder, createHash('sha1').update(root).digest('hex').slice(0, 20));
}

/** The oldest ones; the newest few stay. */
export function removeOldMemories(folder: string): void {
  const memories = entriesOf(folder)
    .filter((entry) => entry.name.startsWith(MEMORY) && !entry.name.endsWith('.tmp'))
    .map((entry) => ({ path: join(folder, entry.name), time: modified(join(folder, entry.name)) }))
    .sort((a, b) => b.time - a.time);
  for (const { path } of memories.slice(MOST_MEMORIES)) removeQuietly(path);
}

/** Projects that have not been written to for long. */
export function removeOldProjects(folder: string, own: string): void {
  for (const project of projectsIn(folder)) {
    if (project !== own && Date.now() - modified(project) > FORGOTTEN) removeQuietly(project);
  }
}

/** The folders of all projects, absolute: nothing else is ever looked at, or removed. */
export function projectsIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{20}$/.test(entry.name))
    .map(({ name }) => join(folder, name));
}

/** Number and bytes of the files in a project's folder. */
export function sizeOfProject(folder: string): { readonly files: number; readonly bytes: number } {
  const sizes = entriesOf(folder).map(({ name }) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
