/**
 * The speed of the product beside its peers, in one run, one after the other: medians, ratios, and whether each target
 * is met. Ends with 1 where one is missed that must be met, and where a measure fails.
 *
 *     npm run bench -- --only repository,syntax --runs 5
 *
 * `--runs N` (3 by default), `--only` names measures, `--quick` takes a tenth of the sources and one run (no target counts), `--keep FOLDER`
 * keeps corpora and peers there for the next time, `--markdown FILE` writes the section of the README.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from './machine.js';
import { measureLinters } from './measures/linters.js';
import { measureLsp } from './measures/lsp.js';
import { measureRepository } from './measures/repository.js';
import { measureStaged } from './measures/staged.js';
import { measureSyntax } from './measures/syntax.js';
import { measureTenTimes } from './measures/ten-times.js';
import { measureThreeFiles } from './measures/three-files.js';
import { measureTypeGrowth } from './measures/type-growth.js';
import { measureWatch } from './measures/watch.js';
import { readmeSection } from './readme-section.js';
import { verdictOf, type Outcome } from './result.js';
import { plainTable, runRows, targetRows } from './tables.js';
import { Workshop } from './workshop.js';

const MEASURES: Readonly<Record<string, (workshop: Workshop) => Promise<Outcome>>> = {
  repository: measureRepository,
  'three-files': measureThreeFiles,
  staged: measureStaged,
  watch: measureWatch,
  lsp: measureLsp,
  syntax: measureSyntax,
  'type-growth': measureTypeGrowth,
  linters: measureLinters,
  'ten-times': measureTenTimes,
};

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    only: { type: 'string', default: Object.keys(MEASURES).join(',') },
    quick: { type: 'boolean', default: false },
    keep: { type: 'string' },
    markdown: { type: 'string' },
  },
});

const workshop = new Workshop({
  runs: Number(values.runs ?? (values.quick ? 1 : 3)),
  scale: values.quick ? 0.1 : 1,
  keep: values.keep === undefined ? undefined : resolve(values.keep),
});
try {
  const machine = describeMachine(workshop.interpreter.version);
  const outcome = await measureAll(values.only.split(','));
  console.log(`\n${plainTable(targetRows(outcome.results))}\n\n${plainTable(runRows(outcome.runs))}\n\n${machine}`);
  if (values.markdown !== undefined) writeFileSync(values.markdown, readmeSection(outcome, machine));
  const missed = outcome.results.filter(
    (result) => result.kind === 'measured' && verdictOf(result.target) === 'MISSED',
  );
  console.log(missed.length === 0 ? 'Every target that was measured is met.' : `Missed: ${missed.length}.`);
  if (values.quick) console.log('The targets are meant for the whole sizes; a quick run demands none of them.');
  else if (missed.length > 0) process.exitCode = 1;
} finally {
  workshop.close();
}

/** One measure that fails is told, and costs no other. */
async function measureAll(names: readonly string[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const name of names) {
    const measureOne = MEASURES[name];
    if (measureOne === undefined) throw new Error(`There is no measure ${name}: ${Object.keys(MEASURES).join(', ')}.`);
    const start = performance.now();
    process.stderr.write(`${name}\n`);
    try {
      const outcome = await measureOne(workshop);
      process.stderr.write(`${plainTable(targetRows(outcome.results))}\n`);
      outcomes.push(outcome);
    } catch (error) {
      process.exitCode = 1;
      const reason = error instanceof Error ? error.message : String(error);
      outcomes.push({ results: [{ kind: 'not measured', measure: name, reason }], runs: [] });
    }
    workshop.say(`${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  return { results: outcomes.flatMap(({ results }) => results), runs: outcomes.flatMap(({ runs }) => runs) };
}
