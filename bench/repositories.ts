/**
 * Checks the repositories in the given folders in both presets and prints a row each: commit, files, lines, findings by
 * rule, score, seconds. Fails if a check fails.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { displayScore } from '../src/model/score-display.js';
import type { Report } from '../src/model/report.js';
import { measure } from './measure.js';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
const rules = ['relative-import', 'duplicate-type'];

console.log(
  `| repository | commit | preset | files | lines | ${rules.join(' | ')} | score | skips | failures | seconds |`,
);
console.log(`|${'---|'.repeat(rules.length + 9)}`);
for (const folder of process.argv.slice(2).map((path) => resolve(path))) {
  const commit = execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
  for (const preset of ['recommended', 'strict']) {
    const file = join(tmpdir(), `compliance-${basename(folder)}-${preset}.json`);
    const { wall, code } = await measure(
      [main, 'check', '--preset', preset, '--fail-on', 'none', '--format', `json:${file}`],
      folder,
    );
    if (code !== 0) process.exitCode = 1;
    const { summary, score, skips, failures } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const counts = rules.map((rule) => summary.byRule[rule] ?? 0);
    const grade = `${displayScore(score.value, summary.open > 0)} ${score.grade ?? 'no grade'}`;
    console.log(
      `| ${[basename(folder), commit, preset, summary.files, summary.lines, ...counts, grade, skips.length, failures.length, (wall / 1000).toFixed(1)].join(' | ')} |`,
    );
  }
}
