import { markdownTable, runRows, targetRows } from './tables.js';
import type { Outcome } from './result.js';

/** The section of the README about speed. */
export function readmeSection({ results, runs }: Outcome, machine: string): string {
  const compared = runs.filter(({ bytes }) => bytes !== null);
  return `## How fast

\`npm run bench\` builds repositories from what any machine can get (the standard library of Python with its tests, and
npm packages that ship their TypeScript; copied with other names until they are large enough), and runs the tool and its
peers on them in turn, each as a whole process with its output in a file. Cold is with an empty cache, which is written.

${markdownTable(targetRows(results).map((row) => row.slice(0, 4).concat(row[5] ?? '')))}

ast-grep gets what it can express of the same rules ([bench/peers/ast-grep](bench/peers/ast-grep)); the linters of one
language check other things, and stand here for what a run of each costs.

${markdownTable(runRows(compared).map((row) => row.slice(0, 7)))}

Medians on ${machine}. Processor time and memory are of all processes of a run: the sum, over those alive at one time, of
the highest resident size of each, so that pages they share count for each.
`;
}
