import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** The machine, the programs on it, and how busy it is before the benchmark starts, in a line. */
export function describeMachine(python: string): string {
  const git = /[\d.]+/.exec(spawnSync('git', ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? '?';
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${(totalmem() / 1e9).toFixed(0)} GB`;
  const programs = `Node ${process.versions.node}, CPython ${python}, git ${git}`;
  const load = `load ${loadavg()[0]?.toFixed(1) ?? '?'} before the run`;
  return `${processor}, ${availableParallelism()} cores, ${memory}, ${process.platform} ${process.arch}, ${load}; ${programs}`;
}
