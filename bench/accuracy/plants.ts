/**
 * Recall and false alarms by rule, language and preset: copies the repositories in the given folders, plants breaches
 * and near-misses, generated from `plants/templates/`, at random places of random files, and checks the copies: each
 * breach must be reported once and at its line, no near-miss at all. Only what was not reported before planting counts.
 * `--seed` (1) plants elsewhere, `--count` (100) is the number of breaches, and of near-misses, for each rule, language
 * and preset; `--rule` and `--preset` select; `--list` prints the templates. Fails where recall is below 0.95, more
 * than 3 % of the near-misses are reported, or a planted file does not parse.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PRESETS, type Preset } from '../../src/model/rule.js';
import { loadRules } from '../../src/plugins/rules.js';
import { planPlants, type TemplateSet } from './plants/plan.js';
import { prepareRepository, type PreparedRepository } from './plants/prepared-repository.js';
import { copyRepository } from './plants/repository.js';
import { describeFailure, describeRow, HEADER, isGoodEnough, rowsOf } from './plants/summary.js';
import { TEMPLATES } from './plants/templates/all.js';
import { takeBaseline, tryPlants, type Verdict } from './plants/trial.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    rule: { type: 'string', multiple: true },
    preset: { type: 'string', multiple: true },
    list: { type: 'boolean', default: false },
  },
});
const known = new Set((await loadRules()).map(({ id }) => id));
const wanted = TEMPLATES.filter(({ rule }) => values.rule?.includes(rule) ?? true);
const sets = wanted.filter(({ rule }) => known.has(rule));

if (values.list) wanted.forEach(printTemplates);
else await tryAll();

function printTemplates({ rule, language, templates }: TemplateSet): void {
  for (const { name, outcomes } of templates) {
    const { recommended = 'open', strict = 'open' } = outcomes;
    console.log([rule, language, `recommended ${recommended}`, `strict ${strict}`, name].join('\t'));
  }
}

async function tryAll(): Promise<void> {
  const missing = new Set(wanted.map(({ rule }) => rule).filter((rule) => !known.has(rule)));
  for (const rule of missing) console.log(`There is no rule ${rule}: its plants are left out.`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'compliance-plants-')));
  try {
    const repositories = positionals
      .map((path) => resolve(path))
      .map((path, index) => prepareRepository(copyRepository(path, join(folder, `${index}`, basename(path)))));
    const verdicts: Verdict[] = [];
    for (const preset of PRESETS.filter((name) => values.preset?.includes(name) ?? true)) {
      verdicts.push(...(await tryPreset(repositories, preset)));
    }
    printResults(verdicts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryPreset(repositories: readonly PreparedRepository[], preset: Preset): Promise<readonly Verdict[]> {
  const rules = [...new Set(sets.map(({ rule }) => rule))];
  const request = { repositories, sets, preset, count: Number(values.count), seed: Number(values.seed) };
  const { rounds, unplanted } = planPlants(request);
  for (const { rule, language, outcome, template } of unplanted) {
    console.log(`No file for ${rule} ${language} ${preset}, ${outcome} "${template.name}".`);
  }
  const baseline = await takeBaseline(repositories, { preset, rules });
  const verdicts: Verdict[] = [];
  for (const plants of rounds) {
    const trial = await tryPlants(plants, { preset, rules, baseline });
    verdicts.push(...trial.verdicts);
    for (const message of trial.broken) console.log(`Does not parse: ${message}`);
    if (trial.broken.length > 0) process.exitCode = 1;
  }
  return verdicts;
}

function printResults(verdicts: readonly Verdict[]): void {
  const rows = rowsOf(verdicts);
  for (const verdict of verdicts.filter(({ isRight }) => !isRight)) console.log(describeFailure(verdict));
  console.log(HEADER);
  for (const row of rows) console.log(describeRow(row));
  if (!rows.every(isGoodEnough)) process.exitCode = 1;
}
