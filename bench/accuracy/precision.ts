/**
 * Precision by rule and preset: checks the repositories in the given folders, draws a random sample of the findings of
 * each rule, and looks up what readers of the code said of them in `judged/<rule>.tsv`. `--seed` (1) draws another
 * sample, `--count` (150) a larger one; `--unjudged <file>` writes those of the sample that nobody has judged yet, to be
 * judged from the code and the rule's meaning alone. Fails where precision is below 0.97, its lower bound below 0.93,
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
import { displayProportion, wilson } from './wilson.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '150' },
    rule: { type: 'string', multiple: true },
    unjudged: { type: 'string' },
  },
});
const rules = values.rule ?? (await loadRules()).map(({ id }) => id);

interface Sampled {
  readonly repository: string;
  readonly finding: Finding;
}

const unjudged: string[] = [];
console.log('| rule | preset | findings | lines twice | judged | right | precision (95 % interval) |');
console.log(`|${'---|'.repeat(7)}`);
for (const preset of PRESETS) {
  const found = await findingsIn(positionals, preset);
  for (const rule of rules) printRow(rule, preset, found);
}
if (values.unjudged !== undefined) writeFileSync(values.unjudged, unjudged.join(''));

async function findingsIn(folders: readonly string[], preset: Preset): Promise<readonly Sampled[]> {
  const found: Sampled[] = [];
  for (const folder of folders) {
    const { report } = await checkRepository(resolve(folder), { preset });
    found.push(...report.findings.map((finding) => ({ repository: basename(resolve(folder)), finding })));
  }
  return found;
}

function printRow(rule: string, preset: Preset, found: readonly Sampled[]): void {
  const ofRule = found.filter(({ finding }) => finding.ruleId === rule);
  const verdicts = new Map(readJudged(rule).map((judged) => [keyOf(judged), judged.verdict]));
  const sample = draw(ofRule, Number(values.count));
  const judged = sample.map((sampled) => verdicts.get(sampledKey(sampled, preset)));
  unjudged.push(...sample.filter((_, index) => judged[index] === undefined).map((one) => describe(one, preset)));
  const known = judged.filter((verdict) => verdict !== undefined);
  const right = known.filter((verdict) => verdict === 'right').length;
  const twice = ofRule.length - new Set(ofRule.map((sampled) => sampledKey(sampled, preset))).size;
  const precision = wilson(right, known.length);
  const isBelow = known.length > 0 && (precision.value < 0.97 || (precision.lower < 0.93 && right < known.length));
  if (isBelow || twice > 0 || known.length < sample.length) process.exitCode = 1;
  const share = known.length === 0 ? '–' : displayProportion(precision);
  console.log(`| ${[rule, preset, ofRule.length, twice, known.length, right, share].join(' | ')} |`);
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
