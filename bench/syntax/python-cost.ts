import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { filesOf } from './python-cases.js';
import type { CostWork } from './python-cost-worker.js';
import type { Interpreter } from './python-interpreters.js';

const MIN_BYTES = 45_000_000;
const PROCESSES = 2;
const ROUNDS = 3;
const TARGETS = { CPython: 1.2, ruff: 2.5 };

/** Compiles the files that are named on its input, and does nothing else. */
const PLAIN = `
import sys
for path in sys.stdin:
    with open(path.rstrip('\\n'), 'rb') as file:
        source = file.read()
    try:
        compile(source, '<content>', 'exec', dont_inherit=True)
    except Exception:
        pass
`;

/** Prints wall times on the newest interpreter's grammar, side by side; false where a target is missed. */
export async function measureCost(interpreters: readonly Interpreter[], folder: string): Promise<boolean> {
  const interpreter = interpreters.at(-1);
  if (interpreter === undefined) throw new Error('no interpreter');
  const { parts, bytes, files } = writeFiles(interpreters, folder);
  console.error(`${files} files, ${(bytes / 1e6).toFixed(1)} MB, CPython ${interpreter.version}, ${ROUNDS} rounds`);
  const times = { plain: [] as number[], CPython: [] as number[], ruff: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.plain.push(await timeOf(() => compilePlainly(parts, interpreter)));
    times.CPython.push(await timeOf(() => judgeInThreads(parts, 'CPython', interpreter)));
    times.ruff.push(await timeOf(() => judgeInThreads(parts, 'ruff', interpreter)));
  }
  const plain = median(times.plain);
  console.log('| who | median s | ms/MB | of plain | target |\n|---|---|---|---|---|');
  console.log(row('plain compile(), two processes', plain, { plain, bytes, target: null }));
  console.log(row('judge CPython, two threads', median(times.CPython), { plain, bytes, target: TARGETS.CPython }));
  console.log(row('judge ruff, two threads', median(times.ruff), { plain, bytes, target: TARGETS.ruff }));
  return median(times.CPython) <= TARGETS.CPython * plain && median(times.ruff) <= TARGETS.ruff * plain;
}

function row(who: string, time: number, of: { plain: number; bytes: number; target: number | null }): string {
  const cost = ((1000 * PROCESSES * time) / (of.bytes / 1e6)).toFixed(0);
  return `| ${who} | ${time.toFixed(2)} | ${cost} | ${(time / of.plain).toFixed(2)} | ${of.target ?? ''} |`;
}

/** Standard libraries in turn, with their tests, until there is enough; then again with a comment at the end. */
function writeFiles(interpreters: readonly Interpreter[], folder: string) {
  const sources = interpreters.flatMap((interpreter) => Object.values(filesOf(interpreter)).flat());
  const parts: string[][] = Array.from({ length: PROCESSES }, () => []);
  const sizes = parts.map(() => 0);
  let [bytes, files] = [0, 0];
  for (let pass = 0; bytes < MIN_BYTES && sources.length > 0; pass += 1) {
    for (const source of sources) {
      const content = Buffer.concat([readFileSync(source), Buffer.from(pass === 0 ? '' : `\n# ${pass}\n`)]);
      if (content.length > 1_000_000) continue;
      const path = join(folder, `${files}.py`);
      writeFileSync(path, content);
      const part = sizes.indexOf(Math.min(...sizes));
      parts[part]?.push(path);
      sizes[part] = (sizes[part] ?? 0) + content.length;
      bytes += content.length;
      files += 1;
      if (bytes >= MIN_BYTES) break;
    }
  }
  return { parts, bytes, files };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function compilePlainly(parts: readonly (readonly string[])[], { path }: Interpreter): Promise<unknown> {
  return Promise.all(
    parts.map((paths) => {
      const child = spawn(path, ['-I', '-S', '-W', 'ignore', '-c', PLAIN], { stdio: ['pipe', 'ignore', 'ignore'] });
      child.stdin.end(paths.map((name) => `${name}\n`).join(''));
      return once(child, 'close');
    }),
  );
}

function judgeInThreads(
  parts: readonly (readonly string[])[],
  judge: CostWork['judge'],
  { path, version }: Interpreter,
): Promise<unknown> {
  return Promise.all(
    parts.map((paths) => {
      const work: CostWork = { paths, judge, interpreter: path, version };
      return once(new Worker(new URL('python-cost-worker.js', import.meta.url), { workerData: work }), 'exit');
    }),
  );
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}
