import { rmSync } from 'node:fs';
import { check, CODE_RULES, emptyCache } from '../product.js';
import { peakOf, ratio, type Outcome, type Result, type Runs } from '../result.js';
import type { Corpus } from '../corpus/corpus.js';
import type { Entry, Workshop } from '../workshop.js';

/** How time and memory grow where the sources are ten times as many. Once: it is long enough to be steady. */
export async function measureTenTimes(workshop: Workshop): Promise<Outcome> {
  const cache = workshop.path('cache-of-ten-times');
  const entry = (who: string, { folder, bytes }: Corpus): Entry => ({
    ...{ who, work: 'all code rules, strict', bytes },
    command: check({ root: folder, rules: [...CODE_RULES, 'syntax-error'], report: workshop.path('ten.json'), cache }),
    before: () => {
      emptyCache(cache);
    },
  });
  const once = entry('compliance, cold, once the corpus', workshop.corpus('sixty-megabytes'));
  const tenTimes = entry('compliance, cold, ten times the corpus', workshop.corpus('ten-times'));
  const [before, ten, after] = await workshop.runInTurn([once, tenTimes, once], 1);
  rmSync(cache, { recursive: true, force: true });
  if (before === undefined || ten === undefined || after === undefined) throw new Error('no runs');
  const one: Runs = { ...before, measurements: [...before.measurements, ...after.measurements] };
  return {
    results: [ratio('ten times the corpus: time', [ten, one], { must: 11, aim: 10 }), memory(ten, one)],
    runs: [one, ten],
  };
}

function memory(ten: Runs, one: Runs): Result {
  const measure = 'ten times the corpus: memory';
  const [more, less] = [peakOf(ten), peakOf(one)];
  if (more === null || less === null)
    return { kind: 'not measured', measure, reason: 'memory is measured on Linux only' };
  const value = `${(more / 1e6).toFixed(0)} MB of ${(less / 1e6).toFixed(0)} MB`;
  return { kind: 'measured', measure, value, target: { measured: more / less, must: 2, aim: 1.3, unit: ' ×' } };
}
