import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPatch, type Change } from './patch.js';

/** A clone of a repository, at one of the commits of a stretch of its history. */
export interface History {
  /** Absolute. */
  readonly folder: string;
  /** First parents, the oldest first. */
  readonly commits: readonly string[];
  checkOut(commit: string): void;
  /** What lies between two commits. */
  change(before: string, after: string): Change;
  /** Path before → path after, of the files that git takes for renamed. */
  renames(before: string, after: string): ReadonlyMap<string, string>;
  /** Path → name of its content, of all regular files of a commit. */
  files(commit: string): ReadonlyMap<string, string>;
}

/** Nothing that a repository or a user has configured is run. */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.quotePath=false',
  'advice.detachedHead=false',
];
const ENVIRONMENT = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_ALLOW_PROTOCOL: 'file' };

function git(folder: string, command: readonly string[]): string {
  const options = SETTINGS.flatMap((setting) => ['-c', setting]);
  return execFileSync('git', [...options, ...command], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Clones into `place`, a folder that exists; the original is read only. */
export function cloneHistory(
  repository: string,
  place: string,
  { count, until }: { readonly count: number; readonly until: string },
): History {
  const folder = join(place, 'clone');
  const shown = git(repository, ['rev-list', '--first-parent', `--max-count=${count}`, until, '--']);
  git(place, ['clone', '--quiet', '--local', '--no-checkout', '--', repository, folder]);
  const commits = shown.trim().split('\n').reverse();
  const absent = leaveOutAbsent(folder, commits);
  return {
    folder,
    commits,
    checkOut: (commit) => {
      git(folder, ['checkout', '--quiet', '--force', '--detach', commit]);
      git(folder, ['clean', '-fdxq']);
    },
    change: (before, after) => {
      const options = ['-U0', '-M', '-l3000', '--no-ext-diff', '--no-textconv', '--no-color', '--submodule=short'];
      const prefixes = ['--src-prefix=a/', '--dst-prefix=b/'];
      return readPatch(git(folder, ['diff', ...options, ...prefixes, before, after, '--', '.', ...absent]));
    },
    renames: (before, after) => {
      const options = ['-M', '-l3000', '--diff-filter=R', '--name-status', '--no-ext-diff', '-z'];
      const records = git(folder, ['diff', ...options, before, after, '--', '.', ...absent]).split('\0');
      const renames = new Map<string, string>();
      for (let index = 0; index + 2 < records.length; index += 3) {
        renames.set(records[index + 1] ?? '', records[index + 2] ?? '');
      }
      return renames;
    },
    files: (commit) => {
      const records = git(folder, ['ls-tree', '-r', '-z', commit]).split('\0');
      const entries = records.map((record) => /^100\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(record));
      return new Map(entries.flatMap((entry) => (entry === null ? [] : [[entry[2] ?? '', entry[1] ?? '']])));
    },
  };
}

/**
 * Has no checkout ask for contents that the repository lacks: a clone may have been made without its largest files.
 * Pathspecs that leave them out of a diff.
 */
function leaveOutAbsent(folder: string, commits: readonly string[]): readonly string[] {
  const options = ['--objects', '--missing=print', '--no-object-names', '--no-walk'];
  const objects = git(folder, ['rev-list', ...options, ...commits]).split('\n');
  const missing = new Set(objects.flatMap((line) => (line.startsWith('?') ? [line.slice(1)] : [])));
  const paths = new Set<string>();
  for (const commit of missing.size === 0 ? [] : commits) {
    for (const record of git(folder, ['ls-tree', '-r', '-z', commit]).split('\0')) {
      const [, name = '', path = ''] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(record) ?? [];
      if (missing.has(name)) paths.add(path);
    }
  }
  mkdirSync(join(folder, '.git', 'info'), { recursive: true });
  const patterns = [...paths].map((path) => `!/${path.replace(/[\\*?[\]]/g, '\\$&')}\n`);
  writeFileSync(join(folder, '.git', 'info', 'sparse-checkout'), `/*\n${patterns.join('')}`);
  git(folder, ['config', 'core.sparseCheckout', 'true']);
  return [...paths].map((path) => `:(exclude,literal)${path}`);
}
