import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../measure.js';
import { check, CODE_RULES } from '../product.js';
import type { Outcome, Result } from '../result.js';
import type { Workshop } from '../workshop.js';

const MEASURE = 'watch: from a save to the new findings, 7,000 files';
const ROUNDS = 5;
/** Milliseconds without output after which a watch has said all it has to say. */
const QUIET = 3000;

/** How long after a save a watching check has judged the file anew. */
export async function measureWatch(workshop: Workshop): Promise<Outcome> {
  const { folder, python } = workshop.corpus('many-files');
  const { program, args, env } = check({
    ...{
      root: folder,
      rules: CODE_RULES,
      report: workshop.path('watch.json'),
      cache: workshop.path('cache-of-many-files'),
    },
  });
  const main = args[0] ?? '';
  if (!spawnSync(program, [main, 'check', '--help'], { encoding: 'utf8' }).stdout.includes('--watch'))
    return {
      results: [{ kind: 'not measured', measure: MEASURE, reason: 'there is no `check --watch` yet' }],
      runs: [],
    };
  const command = [main, 'check', '--watch', '--preset', 'strict', '--rule', CODE_RULES.join(',')];
  const child = spawn(program, command, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    return { results: [await timeSaves(child.stdout, join(folder, python[python.length >> 1] ?? ''))], runs: [] };
  } finally {
    child.kill();
  }
}

async function timeSaves(output: NodeJS.ReadableStream, path: string): Promise<Result> {
  let spoke = 0;
  output.on('data', () => {
    spoke = performance.now();
  });
  const before = readFileSync(path);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    while (spoke === 0 || performance.now() - spoke < QUIET) await wait(100);
    const start = performance.now();
    appendFileSync(path, '\nfrom .missing_module import name\n');
    await once(output, 'data');
    times.push(performance.now() - start);
  }
  writeFileSync(path, before);
  const target = { measured: median(times), must: 100, aim: null, unit: ' ms' };
  return { kind: 'measured', measure: MEASURE, value: `${ROUNDS} saves`, target };
}
