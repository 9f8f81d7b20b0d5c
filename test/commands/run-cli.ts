import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../package-file.js';

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Tests neither use nor fill the cache of whoever runs them. */
const cache = mkdtempSync(join(tmpdir(), 'compliance-cache-'));
process.on('exit', () => {
  rmSync(cache, { recursive: true, force: true });
});

/** Runs the command that ships as a process of its own. */
export function runCli(args: readonly string[], { cwd, input, env = {} }: CliOptions): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const clean = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(?:NO_COLOR|FORCE_COLOR|CI|GIT_\w+)$/.test(name)),
    );
    const child = spawn(process.execPath, [packageFile('bundle/main.js'), ...args], {
      cwd,
      env: { ...clean, COMPLIANCE_CACHE_DIR: cache, ...env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}
