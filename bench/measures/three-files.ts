import { check, CODE_RULES, emptyCache } from '../product.js';
import { measureCommand } from '../measure.js';
import { ratio, type Outcome } from '../result.js';
import type { Workshop } from '../workshop.js';

const ROUNDS = 10;

/** What a commit hook asks: three files, given by their paths, in a repository of 7,000, with a warm cache. */
export async function measureThreeFiles(workshop: Workshop): Promise<Outcome> {
  const { folder, python, typescript } = workshop.corpus('many-files');
  const cache = workshop.path('cache-of-many-files');
  const all = { root: folder, rules: [...CODE_RULES, 'syntax-error'], report: workshop.path('three.json'), cache };
  emptyCache(cache);
  await measureCommand(check(all));
  const paths = threeOf(python, typescript);
  const runs = await workshop.runInTurn(
    [
      {
        who: 'node -e 0',
        work: 'nothing',
        bytes: null,
        command: { program: process.execPath, args: ['-e', '0'], cwd: folder },
      },
      { who: 'compliance, warm', work: 'three files of 7,000', bytes: null, command: check({ ...all, paths }) },
    ],
    ROUNDS,
  );
  const [nothing, three] = runs;
  if (nothing === undefined || three === undefined) throw new Error('no runs');
  return { results: [ratio('three files of 7,000, warm', [three, nothing], { must: 4, aim: 2.5 })], runs };
}

/** A module, a test and a module of TypeScript, none of them near the beginning. */
export function threeOf(python: readonly string[], typescript: readonly string[]): readonly string[] {
  const test = python.findLast((path) => /\/test_\w+\.py$/.test(path));
  const module = python.findLast((path) => !/\/test/.test(path));
  return [module, test, typescript[typescript.length >> 1]].flatMap((path) => path ?? []);
}
