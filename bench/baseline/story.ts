import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, readBaseline, writeBaseline } from '../../src/findings/baseline.js';
import type { Baseline } from '../../src/model/baseline.js';
import type { Finding } from '../../src/model/finding.js';
import type { Preset } from '../../src/model/rule.js';
import { seededRandom } from '../accuracy/plants/random.js';
import type { History } from './history.js';
import { returnedIn } from './returned.js';
import { isNew, keyOf, newcomersOf } from './newcomers.js';
import type { Outcome, PlantVerdict } from './outcome.js';
import { drawPlant, isParsed, MANNERS, writePlant, type Ground, type Planted } from './planting.js';
import { KnownContents, prepareCommit } from './prepared-commit.js';
import { productIn, type Product } from './run-product.js';

export interface StoryOptions {
  readonly preset: Preset;
  /** A folder for baselines, outside the clone. */
  readonly place: string;
  readonly plants: number;
  readonly seed: number;
  readonly say: (text: string) => void;
}

/** Commits between two prunings. */
const PRUNED_EACH = 20;
/** Draws of one plant until the rule reports it. */
const DRAWS = 4;

interface Stage extends StoryOptions {
  readonly history: History;
  readonly product: Product;
  /** The baseline of the oldest commit. */
  readonly file: string;
  readonly baseline: Baseline;
  readonly contents: KnownContents;
  readonly outcome: Outcome;
}

/** Baseline at the oldest commit, a check at each later one, plants and prunings on the way. */
export async function tellStory(history: History, options: StoryOptions): Promise<Outcome> {
  const [oldest = '', ...later] = history.commits;
  const product = productIn(history.folder, options.preset);
  const file = join(options.place, 'baseline');
  history.checkOut(oldest);
  await product.write(file);
  const baseline = read(file);
  const outcome: Outcome = emptyOutcome(baseline.entries.length);
  const stage: Stage = { ...options, history, product, file, baseline, contents: new KnownContents(), outcome };
  let before = (await product.check(file)).report.findings;
  outcome.newAtOldest = before.filter(isNew).length;
  for (const [index, commit] of later.entries()) {
    history.checkOut(commit);
    const { report } = await product.check(file);
    outcome.failures += report.failures.length;
    follow(stage, { index, commit, before, after: report.findings });
    if ((index + 1) % PRUNED_EACH === 0) await tryPruning(stage, report.findings);
    await plantAll(stage, { index, commit, findings: report.findings, total: later.length });
    before = report.findings;
    outcome.newAtLast = before.filter(isNew).length;
    if ((index + 1) % 10 === 0) options.say(`${index + 1} of ${later.length} commits`);
  }
  return outcome;
}

function emptyOutcome(entries: number): Outcome {
  const counts = { newAtOldest: 0, newAtLast: 0, renamedFiles: 0, renamedIndebted: 0, failures: 0, redrawn: 0 };
  return { entries, ...counts, newcomers: [], returned: [], verdicts: [], disturbed: [], prunings: [] };
}

function read(file: string): Baseline {
  const baseline = readBaseline(readFileSync(file, 'utf8'));
  if ('words' in baseline) throw new Error(`${file}: ${baseline.words}`);
  return baseline;
}

function follow(
  { history, outcome }: Stage,
  step: {
    readonly index: number;
    readonly commit: string;
    readonly before: readonly Finding[];
    readonly after: readonly Finding[];
  },
): void {
  const parent = history.commits[step.index] ?? '';
  const change = history.change(parent, step.commit);
  const commit = step.commit.slice(0, 10);
  const indebted = new Set(step.before.filter(({ status }) => status === 'baselined').map(({ path }) => path));
  for (const [path, { former }] of change.files) {
    if (former === null || former === path) continue;
    outcome.renamedFiles += 1;
    if (indebted.has(former)) outcome.renamedIndebted += 1;
  }
  outcome.newcomers.push(...newcomersOf({ ...step, change }).map((newcomer) => ({ commit, ...newcomer })));
  outcome.returned.push(...returnedIn({ ...step, change }).map((finding) => ({ commit, finding })));
}

/** A pruned copy has fewer entries, and gives the same new findings. */
async function tryPruning(
  { place, file, product, baseline, outcome }: Stage,
  whole: readonly Finding[],
): Promise<void> {
  const copy = join(place, 'pruned');
  copyFileSync(file, copy);
  await product.prune(copy);
  const { report } = await product.check(copy);
  const freshOf = (findings: readonly Finding[]): string =>
    JSON.stringify(findings.filter(isNew).map((finding) => [entryOf(finding), finding.range]));
  outcome.prunings.push({
    before: baseline.entries.length,
    after: read(copy).entries.length,
    isSame: freshOf(report.findings) === freshOf(whole),
  });
}

interface Day {
  readonly index: number;
  readonly commit: string;
  readonly findings: readonly Finding[];
  readonly total: number;
}

async function plantAll(stage: Stage, { index, commit, findings, total }: Day): Promise<void> {
  const first = Math.ceil((index * stage.plants) / total);
  const behind = Math.ceil(((index + 1) * stage.plants) / total);
  if (first === behind) return;
  const { history, place, baseline, preset, seed, contents } = stage;
  // As if the team had accepted what is new by now: what fails the gate is the plant.
  const accepted = join(place, 'accepted');
  const entries = [...baseline.entries, ...findings.filter(isNew).map(entryOf)];
  writeFileSync(accepted, writeBaseline({ commits: [...baseline.commits, commit], entries }));
  const repository = prepareCommit(history.folder, history.files(commit), contents);
  const renamed = new Set(history.renames(history.commits[0] ?? '', commit).values());
  for (let number = first; number < behind; number += 1) {
    const random = seededRandom(seed, `plant ${number}`);
    const ground: Ground = { repository, preset, random, findings, renamed };
    await tryPlant(stage, { number, commit, accepted, ground });
  }
}

interface Trial {
  readonly number: number;
  readonly commit: string;
  readonly accepted: string;
  readonly ground: Ground;
}

/** A plant that the rule itself does not report, whatever the baseline, is drawn again. */
async function tryPlant({ product, outcome }: Stage, { number, commit, accepted, ground }: Trial): Promise<void> {
  const manner = MANNERS[number % MANNERS.length] ?? 'anywhere';
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const planted = drawPlant(manner, ground);
    if (planted === undefined) break;
    const restore = writePlant(planted, ground.repository);
    try {
      if (!isParsed(planted, ground.repository.root)) continue;
      const { report, code } = await product.check(accepted);
      const reported = report.findings.filter((finding) => isAtMark(finding, planted));
      if (reported.length === 0 && draw + 1 < DRAWS) {
        outcome.redrawn += 1;
        continue;
      }
      const isCaught = reported.some(isNew) && code === 1;
      const verdict: PlantVerdict = { commit: commit.slice(0, 10), planted, isCaught, reported };
      outcome.verdicts.push(verdict);
      outcome.disturbed.push(
        ...disturbedBy(planted, ground.findings, report.findings).map((finding) => ({ commit, finding, planted })),
      );
      return;
    } finally {
      restore();
    }
  }
}

function isAtMark({ ruleId, path, range }: Finding, { rule, marks }: Planted): boolean {
  return ruleId === rule && marks.get(path)?.includes(range.start.line) === true;
}

/** Findings that were there before the plant, and are taken for new since: its repetition or its lines moved them. */
function disturbedBy(planted: Planted, before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const left = new Map<string, number>();
  for (const finding of before) left.set(keyOf(finding), (left.get(keyOf(finding)) ?? 0) + 1);
  for (const finding of after.filter((one) => !isNew(one))) {
    left.set(keyOf(finding), (left.get(keyOf(finding)) ?? 0) - 1);
  }
  return after.filter((finding) => {
    if (!isNew(finding) || isAtMark(finding, planted)) return false;
    const rest = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), rest - 1);
    return rest > 0;
  });
}
