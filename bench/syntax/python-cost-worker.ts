import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { decode } from '../../src/formats/decode.js';
import python from '../../src/formats/python/format.js';
import { createCPythonJudge } from '../../src/formats/python/syntax/cpython.js';
import { createRuffJudge } from '../../src/formats/python/syntax/ruff.js';

/** What a thread that judges files is started with. */
export interface CostWork {
  readonly paths: readonly string[];
  readonly judge: 'CPython' | 'ruff';
  readonly interpreter: string;
  readonly version: string;
}

/** Contents that are handed in before the first answer is awaited. */
const IN_FLIGHT = 16;

// Only this folder starts the thread.
const { paths, judge: name, interpreter, version } = workerData as CostWork;
const judge = name === 'CPython' ? createCPythonJudge({ interpreter, version }) : createRuffJudge({ version });
const verdicts: Record<string, number> = { valid: 0, invalid: 0, unjudged: 0 };
let next = 0;

async function serve(): Promise<void> {
  for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
    const bytes = readFileSync(path);
    const decoded = decode(bytes, python, bytes.length);
    if ('skip' in decoded) continue;
    const { kind } = await judge.judge({ bytes, text: decoded.text, dialect: 'py' });
    verdicts[kind] = (verdicts[kind] ?? 0) + 1;
  }
}

await Promise.all(Array.from({ length: IN_FLIGHT }, serve));
judge.close();
parentPort?.postMessage(verdicts);
