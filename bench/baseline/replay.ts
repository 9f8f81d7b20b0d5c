/**
 * Replays the history of a real repository against one old baseline: writes a baseline at the oldest of the last
 * `--commits` (200) first parents of `--until` (HEAD), checks every later commit with it, and explains by git's word on
 * the lines why each new finding is new. `--plants` (200) breaches, seeded by `--seed` (1), go into the work trees of
 * those commits, one at a time: each must be new and fail the gate at the commit that plants it. At every twentieth
 * commit a pruned copy of the baseline must say what the whole one says.
 *
 *     node dist/bench/baseline/replay.js --repository <git folder> [--until <commit>] [--preset strict]
 *
 * Prints a table; fails where a finding is new without a reason, a plant is missed, or pruning changes what is new.
 * `--list` lists all that has become new, with its reason.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PRESETS } from '../../src/model/rule.js';
import { cloneHistory } from './history.js';
import { describeNewcomer, failuresOf, tableOf } from './outcome.js';
import { tellStory } from './story.js';

const { values } = parseArgs({
  options: {
    repository: { type: 'string' },
    until: { type: 'string', default: 'HEAD' },
    commits: { type: 'string', default: '200' },
    plants: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    preset: { type: 'string', default: 'strict' },
    list: { type: 'boolean', default: false },
  },
});
const preset = PRESETS.find((name) => name === values.preset);
if (values.repository === undefined || preset === undefined) {
  throw new Error('Name a git folder with --repository, and a preset: recommended or strict.');
}
const place = realpathSync(mkdtempSync(join(tmpdir(), 'compliance-replay-')));
process.env['COMPLIANCE_CACHE_DIR'] = join(place, 'cache');
try {
  const repository = resolve(values.repository);
  const history = cloneHistory(repository, place, { count: Number(values.commits), until: values.until });
  const outcome = await tellStory(history, {
    preset,
    place,
    plants: Number(values.plants),
    seed: Number(values.seed),
    say: (text) => process.stderr.write(`${text}\n`),
  });
  if (values.list) for (const newcomer of outcome.newcomers) console.log(describeNewcomer(newcomer));
  const failures = failuresOf(outcome);
  for (const failure of failures) console.log(failure);
  console.log(tableOf(basename(repository), history.commits, outcome));
  if (failures.length > 0) process.exitCode = 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
