import type { FailureUnit } from '../units.js';
import { recallOf, type Comparison, type Difference } from './comparison.js';

type Print = (line: string) => void;

const HEADER = ['compared', 'language', 'units', 'found', 'explained', 'missed', 'only the tool', 'recall'];

/** A row for each comparison, and below the table, if asked for, every difference with its place. */
export function printComparisons(comparisons: readonly Comparison[], isListed: boolean, print: Print): void {
  print(`| ${HEADER.join(' | ')} |`);
  print(`|${'---|'.repeat(HEADER.length)}`);
  for (const comparison of comparisons) print(row(comparison));
  if (!isListed) return;
  for (const comparison of comparisons) {
    const title = `${comparison.name}, ${comparison.language}`;
    printList(`${title}: missed by the tool`, comparison.missed, print);
    printList(`${title}: only the tool`, comparison.onlyTool, print);
    for (const [reason, differences] of comparison.explained) {
      printList(`${title}: explained: ${reason}`, differences, print);
    }
  }
}

function row(comparison: Comparison): string {
  const recall = recallOf(comparison);
  const explained = [...comparison.explained.values()].reduce((sum, { length }) => sum + length, 0);
  const cells = [
    comparison.name,
    comparison.language,
    comparison.units,
    comparison.found,
    explained,
    comparison.missed.length,
    comparison.onlyTool.length,
    recall === null ? '–' : recall.toFixed(4),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Files that an oracle cannot parse are no part of any number above. */
export function printFailures(failures: readonly FailureUnit[], isListed: boolean, print: Print): void {
  if (failures.length === 0) return;
  print(`\n${failures.length} files that an oracle cannot parse are left out.`);
  if (!isListed) return;
  for (const { path, line, reason } of failures) print(`- ${path}:${line} ${reason}`);
}

function printList(title: string, differences: readonly Difference[], print: Print): void {
  if (differences.length === 0) return;
  print(`\n### ${title} (${differences.length})\n`);
  for (const { path, line, text } of differences) print(`- ${path}:${line} ${text}`);
}
