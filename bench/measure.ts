import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { watchProcesses } from './process-tree.js';

export interface Measurement {
  /** Milliseconds from start to end of the command. */
  readonly wall: number;
  /** Milliseconds of processor time, all threads of all its processes. */
  readonly cpu: number;
  /** Bytes of memory, all its processes together (see `watchProcesses`); null where the platform does not tell. */
  readonly peak: number | null;
  readonly code: number | null;
}

/** A command line, run as a whole process. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The file that its standard output goes to; without it the output is dropped. */
  readonly output?: string;
  /** Exit codes other than 0 that are no failure: linters end with 1 where they find something. */
  readonly accepts?: readonly number[];
}

/** Tells what the processor did for the command and for all descendants that were waited for. */
const TIMED = '"$@" 3>&-; code=$?; times >&3; exit $code';

/** Runs a command and measures it. Throws where it fails, and prints what it said on standard error. */
export async function measureCommand(command: Command): Promise<Measurement> {
  const { said, ...measurement } = await runMeasured(command);
  if (measurement.code === 0 || command.accepts?.includes(measurement.code ?? -1) === true) return measurement;
  process.stderr.write(said);
  throw new Error(`${[command.program, ...command.args].join(' ')} ended with ${String(measurement.code)}.`);
}

async function runMeasured(command: Command): Promise<Measurement & { readonly said: string }> {
  const output = command.output === undefined ? 'ignore' : openSync(command.output, 'w');
  const start = performance.now();
  const child = spawn('sh', ['-c', TIMED, 'sh', command.program, ...command.args], {
    cwd: command.cwd,
    stdio: ['ignore', output, 'pipe', 'pipe'],
    env: { ...process.env, ...command.env },
  });
  const processes = watchProcesses(child.pid ?? 0);
  const [said, times, code] = await Promise.all([
    text(child.stderr as NodeJS.ReadableStream),
    text(child.stdio[3] as NodeJS.ReadableStream),
    once(child, 'exit').then(([exitCode]: (number | null)[]) => exitCode ?? null),
  ]);
  const wall = performance.now() - start;
  const { cpu, peak } = processes.stop();
  if (typeof output === 'number') closeSync(output);
  return { wall, cpu: Math.max(cpu, childrenTime(times)), peak, code, said };
}

/** Runs a Node program and measures it; prints what it says on standard error where it fails. */
export async function measure(args: readonly string[], cwd: string): Promise<Measurement> {
  const { said, ...measurement } = await runMeasured({ program: process.execPath, args, cwd });
  if (measurement.code !== 0) process.stderr.write(said);
  return measurement;
}

/** Milliseconds from the second line of what the shell's `times` prints: `0m1.500000s 0m0.250000s`. */
function childrenTime(times: string): number {
  const parts = [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1000 * Number(seconds), 0);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
