import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, CODE_RULES, emptyCache } from '../product.js';
import { peakOf, ratio, type Outcome, type Result, type Runs } from '../result.js';
import type { Entry, Workshop } from '../workshop.js';

const CODE = 'all code rules but syntax-error, strict';
const ALL = 'all code rules, strict';

/**
 * 60 MB of Python and TypeScript: cold (an empty cache, which is written), against ast-grep with what it can express of
 * the same rules; then again with nothing changed, and with one file changed.
 */
export async function measureRepository(workshop: Workshop): Promise<Outcome> {
  const { folder, bytes } = workshop.corpus('sixty-megabytes');
  const peer = workshop.peers['ast-grep'];
  const reports = { code: workshop.path('code.json'), ...coldAndWarm(workshop) };
  const cache = workshop.path('cache');
  const all = (report: string) => check({ root: folder, rules: [...CODE_RULES, 'syntax-error'], report, cache });
  const changed = changedFile(workshop);
  const entries: Entry[] = [
    {
      ...{ who: 'compliance, cold', work: CODE, bytes },
      command: check({ root: folder, rules: CODE_RULES, report: reports.code, cache }),
      before: () => {
        emptyCache(cache);
      },
    },
    {
      who: 'compliance, cold',
      work: ALL,
      bytes,
      command: all(reports.cold),
      before: () => {
        emptyCache(cache);
      },
    },
    {
      ...{ who: 'compliance, warm', work: `${ALL}; nothing changed`, bytes, command: all(reports.warm) },
      after: () => {
        assertSame(reports.cold, reports.warm);
      },
    },
    {
      ...{ who: 'compliance, warm', work: `${ALL}; one file changed`, bytes, command: all(reports.changed) },
      ...{ before: changed.change, after: changed.restore },
    },
  ];
  const output = workshop.path('ast-grep.json');
  if (!('missing' in peer))
    entries.splice(1, 0, {
      who: peer.title,
      work: 'the expressible part of them',
      bytes,
      command: peer.command(folder, output),
    });
  const runs = await workshop.runInTurn(entries);
  const found = runs.map((row) => ({
    ...row,
    found: row.who.startsWith('ast-grep') ? countMatches(output) : countFindings(reports.cold, row),
  }));
  return { results: resultsOf(found, 'missing' in peer ? peer.missing : undefined), runs: found };
}

function coldAndWarm(workshop: Workshop): { cold: string; warm: string; changed: string } {
  return { cold: workshop.path('cold.json'), warm: workshop.path('warm.json'), changed: workshop.path('changed.json') };
}

function resultsOf(runs: readonly Runs[], missing: string | undefined): readonly Result[] {
  const [code, ...others] = runs;
  const peer = missing === undefined ? others.shift() : undefined;
  const [all, warm, changed] = others;
  if (code === undefined || all === undefined || warm === undefined || changed === undefined)
    throw new Error('no runs');
  const names = ['cold, all code rules but syntax-error', 'cold, with syntax-error'] as const;
  const peak = Math.max(...[code, all].map((row) => peakOf(row) ?? Number.NaN)) / 1_000_000;
  return [
    against(names[0], [code, peer], { must: 0.6, aim: 0.35 }, missing),
    against(names[1], [all, peer], { must: 1.2, aim: 0.8 }, missing),
    ratio('warm, nothing changed', [warm, all], { must: 0.1, aim: 0.04 }),
    ratio('one file changed', [changed, all], { must: 0.12, aim: 0.05 }),
    memory('peak memory, 60 MB of sources, all processes', peak),
  ];
}

function against(
  measure: string,
  [mine, theirs]: readonly [Runs, Runs | undefined],
  target: { must: number; aim: number },
  missing = '',
): Result {
  if (theirs === undefined) return { kind: 'not measured', measure, reason: missing };
  return ratio(measure, [mine, theirs], target);
}

function memory(measure: string, megabytes: number): Result {
  if (Number.isNaN(megabytes)) return { kind: 'not measured', measure, reason: 'memory is measured on Linux only' };
  const target = { measured: megabytes, must: 500, aim: 300, unit: ' MB' };
  return { kind: 'measured', measure, value: 'sum of the highest resident sizes', target };
}

/** A file in the middle of the corpus that each run changes in another way, and that is put back. */
function changedFile(workshop: Workshop): { change: (round: number) => void; restore: () => void } {
  const { folder, python } = workshop.corpus('sixty-megabytes');
  const path = join(folder, python[python.length >> 1] ?? '');
  const before = readFileSync(path);
  return {
    change: (round) => {
      appendFileSync(path, `\n\nclass AddedInRound${round}:\n    total: int = ${round}\n`);
    },
    restore: () => {
      writeFileSync(path, before);
    },
  };
}

/** A warm run must say what the cold one says, byte for byte: else its time is that of another work. */
function assertSame(one: string, other: string): void {
  if (!readFileSync(one).equals(readFileSync(other))) throw new Error('The warm report is not the cold one.');
}

function countMatches(file: string): string {
  const matches = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly ruleId: string }[];
  return countByRule(matches.map(({ ruleId }) => ruleId.replace(/-(?:python|typescript)$/, '')));
}

function countFindings(file: string, { work }: Runs): string {
  const { findings } = JSON.parse(readFileSync(file, 'utf8')) as { findings: readonly { readonly ruleId: string }[] };
  return countByRule(findings.map(({ ruleId }) => ruleId).filter((id) => work !== CODE || id !== 'syntax-error'));
}

function countByRule(ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .sort()
    .map(([id, count]) => `${id} ${count}`)
    .join(', ');
}
