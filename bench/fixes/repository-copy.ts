import { execFileSync } from 'node:child_process';
import { copyFileSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of a work tree that git tracks, links left out. */
export function trackedFiles(folder: string): readonly string[] {
  const listed = execFileSync('git', ['-c', 'core.fsmonitor=false', 'ls-files', '-z'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true);
}

export function copyFiles(from: string, to: string, files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(join(from, file), join(to, file));
  }
}

export function changedFiles(before: string, after: string, files: readonly string[]): readonly string[] {
  return files.filter((file) => !readFileSync(join(before, file)).equals(readFileSync(join(after, file))));
}
