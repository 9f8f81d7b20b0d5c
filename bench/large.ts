/**
 * Checks a generated repository of 60 MB of Python and TypeScript, several times, and prints wall time, processor time
 * and peak memory. Fails where a median exceeds its limit. `--runs N` (3 by default), `--keep FOLDER` keeps the corpus.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildCorpus } from './corpus.js';
import { measure, median, type Measurement } from './measure.js';

const MEGABYTE = 1_000_000;
const LIMITS = { seconds: 15, megabytes: 600 };
const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, keep: { type: 'string' } } });

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'compliance-corpus-'));
const bytes = buildCorpus(folder, { python: 50 * MEGABYTE, typescript: 10 * MEGABYTE });
const main = fileURLToPath(new URL('../src/main.js', import.meta.url));

console.log(`${(bytes / MEGABYTE).toFixed(1)} MB, Node ${process.versions.node}, ${availableParallelism()} cores`);
console.log('preset       wall s   cpu s   peak MB');
let isWithinLimits = true;
for (const preset of ['recommended', 'strict']) {
  const runs: Measurement[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    runs.push(
      await measure(
        [
          main,
          'check',
          folder,
          '--preset',
          preset,
          '--fail-on',
          'none',
          '--format',
          `json:${join(tmpdir(), 'compliance-bench.json')}`,
        ],
        folder,
      ),
    );
  }
  const wall = median(runs.map((run) => run.wall)) / 1000;
  const peak = median(runs.map((run) => run.peak)) / MEGABYTE;
  const cpu = median(runs.map((run) => run.cpu)) / 1000;
  console.log(
    `${preset.padEnd(12)} ${wall.toFixed(2).padStart(6)}  ${cpu.toFixed(2).padStart(6)}  ${peak.toFixed(0).padStart(8)}`,
  );
  isWithinLimits &&= wall < LIMITS.seconds && peak < LIMITS.megabytes && runs.every((run) => run.code === 0);
}
if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
console.log(
  isWithinLimits
    ? `within the limits: ${LIMITS.seconds} s and ${LIMITS.megabytes} MB`
    : `beyond the limits: ${LIMITS.seconds} s and ${LIMITS.megabytes} MB`,
);
process.exitCode = isWithinLimits ? 0 : 1;
