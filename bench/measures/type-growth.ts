import { buildTypeDefinitions } from '../corpus/type-definitions.js';
import { check, emptyCache } from '../product.js';
import { cpuOf, seconds, type Outcome } from '../result.js';
import type { Workshop } from '../workshop.js';

const COUNTS = [20, 12_500, 25_000, 50_000] as const;
/** Of the exponent: what one run differs from the next. */
const NOISE = 0.05;

/**
 * How the processor time of `duplicate-type` grows with the number of definitions: the exponent between the smallest
 * and the largest repository, without what a repository of twenty costs. n log n has one a little above 1.
 */
export async function measureTypeGrowth(workshop: Workshop): Promise<Outcome> {
  const cache = workshop.path('cache-of-types');
  const counts = COUNTS.map((count) => (count === COUNTS[0] ? count : Math.round(count * workshop.scale)));
  const runs = await workshop.runInTurn(
    counts.map((count) => {
      const root = workshop.path(`types-${count}`);
      buildTypeDefinitions(root, count);
      return {
        ...{ who: 'compliance, cold', work: `duplicate-type over ${count} definitions`, bytes: null },
        command: check({ root, rules: ['duplicate-type'], report: workshop.path('types.json'), cache }),
        before: () => {
          emptyCache(cache);
        },
      };
    }),
  );
  const times = runs.map((row) => cpuOf(row));
  const [start = 0, smallest = 0, , largest = 0] = times;
  const [, fewest = 1, , most = 1] = counts;
  const factor = most / fewest;
  const exponent = Math.log((largest - start) / (smallest - start)) / Math.log(factor);
  const linearithmic = Math.log((most * Math.log(most)) / (fewest * Math.log(fewest))) / Math.log(factor);
  return {
    results: [
      {
        ...{ kind: 'measured', measure: 'duplicate-type over 50,000 definitions: exponent of its growth' },
        value: `${times.slice(1).map(seconds).join(', ')} of processor time; n log n: ${linearithmic.toFixed(2)}`,
        target: { measured: exponent, must: linearithmic + NOISE, aim: null, unit: '' },
      },
    ],
    runs,
  };
}
