import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCommand } from '../measure.js';
import { check, CODE_RULES, emptyCache } from '../product.js';
import { ratio, type Outcome } from '../result.js';
import type { Workshop } from '../workshop.js';
import { threeOf } from './three-files.js';

const ROUNDS = 10;

/** What a commit hook asks: three staged files in a repository of 7,000, with a cache that knows the last commit. */
export async function measureStaged(workshop: Workshop): Promise<Outcome> {
  const { folder, python, typescript } = workshop.corpus('many-files');
  const cache = workshop.path('cache-of-staged');
  const all = { root: folder, rules: [...CODE_RULES, 'syntax-error'], report: workshop.path('staged.json'), cache };
  emptyCache(cache);
  await measureCommand(check(all));
  const git = (...command: readonly string[]): void => {
    execFileSync('git', command, { cwd: folder, stdio: 'ignore' });
  };
  const paths = threeOf(python, typescript);
  try {
    for (const path of paths) appendFileSync(join(folder, path), '\n');
    git('add', '--', ...paths);
    const command = check({ ...all, paths: ['--staged'] });
    // The first one finds the facts of the new contents.
    await measureCommand(command);
    const runs = await workshop.runInTurn(
      [
        {
          who: 'node -e 0',
          work: 'nothing',
          bytes: null,
          command: { program: process.execPath, args: ['-e', '0'], cwd: folder },
        },
        { who: 'compliance, warm', work: 'three staged files of 7,000', bytes: null, command },
      ],
      ROUNDS,
    );
    const [nothing, staged] = runs;
    if (nothing === undefined || staged === undefined) throw new Error('no runs');
    return { results: [ratio('three staged files of 7,000, warm', [staged, nothing], { must: 5, aim: 3 })], runs };
  } finally {
    git('reset', '--quiet', '--hard');
  }
}
