/**
 * Compares the tool with oracles: programs on CPython's `ast` and on the TypeScript compiler that share no code with it.
 *
 *     node dist/bench/accuracy/compare.js [--list] [--only name] [--python python3] FOLDER…
 *
 * Prints, for each shared extractor and rule and for each language, the units of the oracle, how many the tool finds too,
 * how many it rightly leaves out, what it misses, what it alone finds, and the recall; `--list` lists the differences
 * with their places. `--only` (several times) selects what is compared by a part of its name.
 */
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareFolder } from './comparison/compare-folder.js';
import { printComparisons, printFailures } from './comparison/print.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    python: { type: 'string', default: 'python3' },
  },
});

for (const folder of positionals.map((path) => resolve(path))) {
  const { comparisons, failures } = await compareFolder(folder, { only: values.only, python: values.python });
  console.log(`\n## ${basename(folder)}\n`);
  printComparisons(comparisons, values.list, console.log);
  printFailures(failures, values.list, console.log);
}
