/**
 * Checks the repositories in the given folders in both presets and prints a row each: commit, files, lines, findings by
 * rule, score, seconds. Fails if a check fails.
 */
import { basename, resolve } from 'node:path';
import { PRESETS } from '../src/model/rule.js';
import { displayScore } from '../src/model/score-display.js';
import { loadRules } from '../src/plugins/rules.js';
import { checkRepository, commitOf } from './accuracy/check-repository.js';

const rules = (await loadRules()).map(({ id }) => id);
const columns = ['repository', 'commit', 'preset', 'files', 'lines', ...rules, 'score', 'skips', 'failures', 'seconds'];

console.log(`| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`);
for (const folder of process.argv.slice(2).map((path) => resolve(path))) {
  for (const preset of PRESETS) {
    const { report, measurement } = await checkRepository(folder, { preset });
    const { summary, score, skips, failures } = report;
    const counts = rules.map((rule) => summary.byRule[rule] ?? 0);
    const grade = `${displayScore(score.value, summary.open > 0)} ${score.grade ?? 'no grade'}`;
    const seconds = (measurement.wall / 1000).toFixed(1);
    const about = [basename(folder), commitOf(folder), preset, summary.files, summary.lines];
    console.log(`| ${[...about, ...counts, grade, skips.length, failures.length, seconds].join(' | ')} |`);
  }
}
