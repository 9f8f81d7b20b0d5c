import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Measurement {
  /** Milliseconds from start to end of the process. */
  readonly wall: number;
  /** Milliseconds of processor time, all threads. */
  readonly cpu: number;
  /** Highest resident memory in bytes. */
  readonly peak: number;
  readonly code: number | null;
}

const PRELOAD = `import { writeFileSync } from 'node:fs';
process.on('exit', () => { const u = process.resourceUsage(); writeFileSync(process.env.MEASURE_TO, JSON.stringify({ cpu: (u.userCPUTime + u.systemCPUTime) / 1000, peak: u.maxRSS * 1024 })); });
`;

/** Runs a Node program as a whole process and measures it. */
export async function measure(args: readonly string[], cwd: string): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'compliance-bench-'));
  const preload = join(folder, 'preload.mjs');
  const result = join(folder, 'usage.json');
  writeFileSync(preload, PRELOAD);
  const start = performance.now();
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, ['--import', preload, ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, MEASURE_TO: result },
    });
    const said: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('close', (exitCode) => {
      if (exitCode !== 0) process.stderr.write(Buffer.concat(said));
      resolve(exitCode);
    });
  });
  const wall = performance.now() - start;
  const usage = JSON.parse(readFileSync(result, 'utf8')) as { cpu: number; peak: number };
  rmSync(folder, { recursive: true, force: true });
  return { wall, ...usage, code };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
