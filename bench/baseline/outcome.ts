import type { Finding } from '../../src/model/finding.js';
import { REASONS, type Newcomer } from './newcomers.js';
import { MANNERS, type Planted } from './planting.js';

export interface PlantVerdict {
  readonly commit: string;
  readonly planted: Planted;
  readonly isCaught: boolean;
  /** What was reported at its marks, new or not. */
  readonly reported: readonly Finding[];
}

/** What a replay has seen so far. */
export interface Outcome {
  /** Of the baseline. */
  readonly entries: number;
  newAtOldest: number;
  newAtLast: number;
  renamedFiles: number;
  /** Of those, files with known findings. */
  renamedIndebted: number;
  failures: number;
  /** Draws of plants that the rule itself did not report. */
  redrawn: number;
  readonly newcomers: ({ readonly commit: string } & Newcomer)[];
  /** Known breaches that were mended, and are back before their entries were pruned. */
  readonly returned: { readonly commit: string; readonly finding: Finding }[];
  readonly verdicts: PlantVerdict[];
  readonly disturbed: { readonly commit: string; readonly finding: Finding; readonly planted: Planted }[];
  readonly prunings: { readonly before: number; readonly after: number; readonly isSame: boolean }[];
}

function describe({ ruleId, path, range, subject, lineText }: Finding): string {
  return `${path}:${range.start.line} ${ruleId} ${subject} | ${lineText.trim().slice(0, 120)}`;
}

export function describeNewcomer({ commit, reason, evidence, finding }: Outcome['newcomers'][number]): string {
  return `${commit} ${reason}: ${describe(finding)} (${evidence})`;
}

/** What must not be. */
export function failuresOf({ newcomers, verdicts, prunings, disturbed, newAtOldest }: Outcome): string[] {
  const missed = verdicts.filter(({ isCaught }) => !isCaught);
  return [
    ...(newAtOldest > 0 ? [`${newAtOldest} findings are new where the baseline was just written`] : []),
    ...newcomers.filter(({ reason }) => reason === 'unexplained').map(describeNewcomer),
    ...missed.map(({ commit, planted, reported }) => {
      const seen = reported.map((finding) => `${finding.status} ${describe(finding)}`).join('; ');
      return `${commit} missed (${planted.manner}): ${planted.rule} ${planted.name}: ${[...planted.marks.keys()].join(', ')}: ${seen || 'not reported'}`;
    }),
    ...disturbed.map(({ commit, finding, planted }) => {
      return `${commit.slice(0, 10)} disturbed by a plant (${planted.manner}, ${planted.rule} ${planted.name}): ${describe(finding)}`;
    }),
    ...prunings
      .filter(({ before, after, isSame }) => !isSame || after > before)
      .map(
        ({ before, after, isSame }) => `pruning: ${before} → ${after} entries, ${isSame ? 'the same' : 'other'} new`,
      ),
  ];
}

/** Two rows of Markdown tables with their heads: what became new and why, and what became of the plants. */
export function tableOf(name: string, commits: readonly string[], outcome: Outcome): string {
  const { newcomers, entries, renamedFiles, renamedIndebted, returned, prunings, newAtLast, verdicts } = outcome;
  const stretch = `${(commits[0] ?? '').slice(0, 10)}…${(commits.at(-1) ?? '').slice(0, 10)}`;
  const reasons = REASONS.map((reason) => newcomers.filter((one) => one.reason === reason).length);
  const smallest = prunings.at(-1)?.after ?? entries;
  const head = [
    'repository',
    'commits',
    'stretch',
    'baseline',
    'still listed after pruning',
    'files renamed (with debt)',
  ];
  const row = [name, commits.length, stretch, entries, smallest, `${renamedFiles} (${renamedIndebted})`];
  const caught = MANNERS.map((manner) => {
    const own = verdicts.filter(({ planted }) => planted.manner === manner);
    return `${own.filter(({ isCaught }) => isCaught).length} of ${own.length}`;
  });
  const all = `${verdicts.filter(({ isCaught }) => isCaught).length} of ${verdicts.length}`;
  return [
    ...table([...head, ...REASONS, 'returned', 'new at last'], [...row, ...reasons, returned.length, newAtLast]),
    '',
    ...table(['repository', 'plants caught', ...MANNERS, 'drawn again'], [name, all, ...caught, outcome.redrawn]),
  ].join('\n');
}

function table(head: readonly string[], row: readonly (string | number)[]): string[] {
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, `| ${row.join(' | ')} |`];
}
