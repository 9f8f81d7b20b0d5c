import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, COMPILED, projectFolder, projectsIn, sizeOfProject } from '../cache/folders.js';
import { removeQuietly } from '../cache/remove-quietly.js';
import { findRoot } from '../config/find-root.js';
import { countText } from '../model/count-text.js';
import { UserError } from '../model/errors.js';
import { safeText } from '../model/terminal-text.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface CacheOptions {
  readonly root?: string;
  /** Of every project, not only this one. */
  readonly all?: boolean;
}

/** `compliance cache stats`: where the cache is and how large. */
export async function cacheStatsCommand(terminal: Terminal, options: CacheOptions): Promise<ExitCode> {
  const { folder, own, root } = await locate(terminal, options);
  const projects = projectsIn(folder).map(sizeOfProject);
  const total = projects.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = [
    `folder        ${folder}`,
    `this project  ${describe(sizeOfProject(own))} (${root})`,
    `all           ${sizeText(total)} in ${countText(projects.length, 'project')}`,
  ];
  await terminal.out.write(`${lines.map(safeText).join('\n')}\n`);
  return 0;
}

/** `compliance cache clear`: forgets what earlier runs found. */
export async function cacheClearCommand(terminal: Terminal, options: CacheOptions): Promise<ExitCode> {
  const { folder, own } = await locate(terminal, options);
  const projects = options.all === true ? [...projectsIn(folder), join(folder, COMPILED)] : [own];
  const bytes = projects.reduce((sum, project) => sum + sizeOfProject(project).bytes, 0);
  for (const project of projects) removeQuietly(project);
  const left = projects.filter((project) => sizeOfProject(project).files > 0);
  if (left.length > 0) throw new UserError(`${left.join(', ')} cannot be removed.`, 'Look at its permissions.');
  await terminal.out.write(safeText(`Removed ${sizeText(bytes)} from ${options.all === true ? folder : own}.`) + '\n');
  return 0;
}

async function locate(
  { cwd }: Terminal,
  options: CacheOptions,
): Promise<{ readonly folder: string; readonly own: string; readonly root: string }> {
  const folder = cacheFolder(process.env, process.platform);
  if (folder === undefined) {
    throw new UserError(
      'There is no place for a cache on this system.',
      'Name one in COMPLIANCE_CACHE_DIR, as an absolute path.',
    );
  }
  const root = await findRoot({ cwd, paths: [], ...(options.root === undefined ? {} : { root: options.root }) });
  return { folder, root, own: projectFolder(folder, realpathSync(root)) };
}

function describe({ files, bytes }: ReturnType<typeof sizeOfProject>): string {
  return files === 0 ? 'nothing' : `${sizeText(bytes)} in ${countText(files, 'file')}`;
}

function sizeText(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
