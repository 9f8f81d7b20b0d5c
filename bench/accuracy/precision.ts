/**
 * Precision by rule and preset: checks the repositories in the given folders, draws a random sample of the findings of
 * each rule, and looks up what readers of the code said of them in `judged/<rule>.tsv`. `--seed` (1) draws another
 * sample, `--count` (150) a larger one; `--unjudged <file>` writes those of the sample that nobody has judged yet, to be
 * judged from the code and the rule's meaning alone. `--each` draws instead that many findings of each repository, of
 * all rules in recommended, and shows how many deserve to be read. Fails where precision is below 0.97, its lower bound below 0.93,
 * one line is reported twice by one rule, or a finding of the sample is not judged.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../../src/model/finding.js';
import { PRESETS, type Preset } from '../../src/model/rule.js';
import { loadRules } from '../../src/plugins/rules.js';
import { checkRepository } from './check-repository.js';
import { keyOf, readJudged } from './judged-findings.js';
import { displayProportion, wilson, type Proportion } from './wilson.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '150' },
    each: { type: 'string' },
    rule: { type: 'string', multiple: true },
    unjudged: { type: 'string' },
  },
});
const rules = values.rule ?? (await loadRules()).map(({ id }) => id);
const verdicts = new Map(
  rules.map((rule) => [rule, new Map(readJudged(rule).map((judged) => [keyOf(judged), judged.verdict]))]),
);

interface Sampled {
  readonly repository: string;
  readonly finding: Finding;
}

const unjudged: string[] = [];
const first = values.each === undefined ? 'rule' : 'repository';
console.log(`| ${first} | preset | findings | lines twice | judged | right | precision (95 % interval) |`);
console.log(`|${'---|'.repeat(7)}`);
if (values.each === undefined) await printRules(Number(values.count));
else await printRepositories(Number(values.each));
if (values.unjudged !== undefined) writeFileSync(values.unjudged, unjudged.join(''));

async function printRules(count: number): Promise<void> {
  for (const preset of PRESETS) {
    const found = await findingsIn(positionals, preset);
    for (const rule of rules) {
      const ofRule = found.filter(({ finding }) => finding.ruleId === rule);
      const { value, lower, right, judged } = printRow(rule, preset, ofRule, count);
      if (judged > 0 && (value < 0.97 || (lower < 0.93 && right < judged))) process.exitCode = 1;
    }
  }
}

async function printRepositories(count: number): Promise<void> {
  for (const folder of positionals) {
    const found = await findingsIn([folder], 'recommended');
    printRow(basename(resolve(folder)), 'recommended', found, count);
  }
}

async function findingsIn(folders: readonly string[], preset: Preset): Promise<readonly Sampled[]> {
  const found: Sampled[] = [];
  for (const folder of folders) {
    const { report } = await checkRepository(resolve(folder), { preset, rule: rules.join(',') });
    found.push(...report.findings.map((finding) => ({ repository: basename(resolve(folder)), finding })));
  }
  return found;
}

/** Draws from `found` and prints what the sample shows; fails the command where it is not judged or not clean. */
function printRow(
  title: string,
  preset: Preset,
  found: readonly Sampled[],
  count: number,
): Proportion & { readonly right: number; readonly judged: number } {
  const sample = draw(found, count);
  const known = sample.map((sampled) => verdictOf(sampled, preset)).filter((verdict) => verdict !== undefined);
  unjudged.push(
    ...sample.filter((one) => verdictOf(one, preset) === undefined).map((sampled) => describe(sampled, preset)),
  );
  const right = known.filter((verdict) => verdict === 'right').length;
  const lines = new Set(found.map((sampled) => `${sampled.finding.ruleId}\t${sampledKey(sampled, preset)}`));
  const twice = found.length - lines.size;
  if (twice > 0 || known.length < sample.length) process.exitCode = 1;
  const precision = wilson(right, known.length);
  const share = known.length === 0 ? '–' : displayProportion(precision);
  console.log(`| ${[title, preset, found.length, twice, known.length, right, share].join(' | ')} |`);
  return { ...precision, right, judged: known.length };
}

function verdictOf(sampled: Sampled, preset: Preset): 'right' | 'wrong' | undefined {
  return verdicts.get(sampled.finding.ruleId)?.get(sampledKey(sampled, preset));
}

/** Findings in an order that depends on the seed and on themselves alone: a change of the rule keeps most of a sample. */
function draw(found: readonly Sampled[], count: number): readonly Sampled[] {
  const rank = ({ repository, finding }: Sampled): string =>
    createHash('sha256').update([values.seed, repository, finding.path, finding.fingerprint].join('\n')).digest('hex');
  return found
    .map((sampled) => ({ sampled, rank: rank(sampled) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ sampled }) => sampled);
}

function sampledKey({ repository, finding }: Sampled, preset: Preset): string {
  return keyOf({ preset, repository, path: finding.path, line: finding.range.start.line });
}

/** A row of `judged/<rule>.tsv` without verdict and reason, and the message. */
function describe(sampled: Sampled, preset: Preset): string {
  const { ruleId, message, severity } = sampled.finding;
  return `${ruleId}\t${sampledKey(sampled, preset)}\t${severity}\t${message.replace(/\s+/g, ' ')}\n`;
}
