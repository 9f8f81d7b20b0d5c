import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** `compliance lsp`, as an editor starts it for a folder. */
export function languageServer(root: string, cache: string): Command {
  return {
    program: process.execPath,
    args: [MAIN, 'lsp', '--stdio'],
    cwd: root,
    env: { COMPLIANCE_CACHE_DIR: cache },
  };
}

/** Leaves a cache that knows nothing of any project; the command's own compiled code is that of its second run. */
export function emptyCache(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder))
    if (name !== 'code') rmSync(join(folder, name), { recursive: true, force: true });
}
