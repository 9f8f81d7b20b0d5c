import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from './measure.js';

const MAIN = fileURLToPath(new URL('../../bundle/main.js', import.meta.url));

/** The rules about code that a linter of single files could express in part. */
export const CODE_RULES = [
  'relative-import',
  'duplicate-type',
  'unjustified-mock',
  'localhost-fallback',
  'session-nulling',
];

export interface Check {
  readonly root: string;
  readonly rules: readonly string[];
  /** The file that the JSON report goes to. */
  readonly report: string;
  /** The folder of the cache. */
  readonly cache: string;
  readonly config?: string;
  /** Files to report on, relative to the root; all where it is absent. */
  readonly paths?: readonly string[];
}

/** `compliance check` in strict, as a user runs it: a whole process, its report a JSON file. */
export function check({ root, rules, report, cache, config, paths = [] }: Check): Command {
  const options = ['--preset', 'strict', '--fail-on', 'none', '--rule', rules.join(',')];
  const files = ['--format', `json:${report}`, ...(config === undefined ? [] : ['--config', config])];
  return {
    program: process.execPath,
    args: [MAIN, 'check', ...options, ...files, ...paths],
    cwd: root,
    env: { COMPLIANCE_CACHE_DIR: cache },
  };
}

/** Leaves an empty cache. */
export function emptyCache(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
