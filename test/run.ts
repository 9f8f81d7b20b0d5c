/**
 * Runs every `*.test.js` below this folder, each in its own process, and ends with `N passed, N failed`. A file that
 * fails to load, hangs, or runs no test counts as a failure. The bundle is made first: tests of the command run what ships. Arguments select files whose path contains one of them.
 */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import '../build/bundle.js';

/** Longest time one test file may take, in milliseconds. */
const TIME_LIMIT = 180_000;

interface Outcome {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly output: string;
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.js') && (wanted.length === 0 || wanted.some((part) => file.includes(part))))
  .sort();

function runFile(file: string): Promise<Outcome> {
  const start = performance.now();
  return new Promise((resolve) => {
    const options = {
      timeout: TIME_LIMIT,
      maxBuffer: 2 ** 26,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', XDG_CACHE_HOME: `${folder}.cache` },
    };
    execFile(process.execPath, ['--enable-source-maps', folder + file], options, (error, stdout, stderr) => {
      const total = sum(stdout, /^ {2}Total: +(\d+)/gm);
      const passed = sum(stdout, /^ {2}Passed: +(\d+)/gm);
      const skipped = sum(stdout, /^ {2}Skipped: +(\d+)/gm);
      const isBroken = total === 0 || (error !== null && total === passed);
      const failed = total - passed + (isBroken ? 1 : 0);
      const note = total === 0 ? 'no test ran: the file failed to load, hung, or holds none\n' : '';
      for (const [line] of stdout.matchAll(/^NOT TRIED.*$/gm)) console.log(`${file}: ${line}`);
      const output = failed === 0 ? '' : `${note}${stdout}${stderr}`;
      const time = `${Math.round(performance.now() - start).toString()} ms`;
      console.log(
        `${failed === 0 ? 'ok    ' : 'FAILED'} ${passed.toString().padStart(4)}  ${file}  ${time}${skipped > 0 ? `  ${skipped.toString()} skipped` : ''}`,
      );
      resolve({ file, passed, failed, skipped, output });
    });
  });
}

function sum(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
}

async function runAll(): Promise<Outcome[]> {
  const waiting = [...files];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) outcomes.push(await runFile(file));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return outcomes;
}

const outcomes = await runAll();
for (const { file, output } of outcomes) if (output !== '') console.log(`\n──── ${file}\n${output}`);
const count = (key: 'passed' | 'failed' | 'skipped'): number =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0);
const failed = count('failed') + (files.length === 0 ? 1 : 0);
const skipped = count('skipped');
process.exitCode = failed === 0 ? 0 : 1;
console.log(
  `${count('passed').toString()} passed, ${failed.toString()} failed${skipped > 0 ? `, ${skipped.toString()} skipped` : ''}`,
);
