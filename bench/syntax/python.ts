import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCPythonJudge } from '../../src/formats/python/syntax/cpython.js';
import { createRuffJudge } from '../../src/formats/python/syntax/ruff.js';
import type { SyntaxJudge } from '../../src/model/syntax-verdict.js';
import { buildCases, type Case, type CaseKind } from './python-cases.js';
import { measureCost } from './python-cost.js';
import { findInterpreters, type Interpreter } from './python-interpreters.js';
import { compare, TABLE_HEAD, tableRow, type Comparison } from './python-table.js';
import { judgeCases, labelCases } from './python-verdicts.js';

const USAGE = `node dist/bench/syntax/python.js [--python <command>]… [--judged <minor>]… [options]

Compares the judges of Python's syntax with CPython's compile() on labelled cases; ends with 1 where a target is missed.
  --python   an interpreter whose library and tests give cases; default: every python3.X on the path
  --judged   a minor version to judge for (11); default: all found
  --files    files of each library and of its tests; default 400
  --mutated  of those, how many are mutated; default 150, three times each
  --seed     of the mutations and samples; default 1
  --list     prints the differences
  --keep     leaves the cases where they were written
  --cost     measures wall time instead`;

/** A set of cases and what a judge is held to on it. */
interface Target {
  readonly set: string;
  readonly kinds: readonly CaseKind[];
  readonly embedded: { readonly recall: number; readonly falsePositives: number; readonly linesEqual: number };
}

/** From this minor version on the embedded judge is held to its targets: ruff does not know how CPython 3.7 skips dead code. */
const OLDEST_EMBEDDED = 8;

/**
 * What CPython 3.9 alone accepts, as a bug of its own: an indentation that nothing opened, after a line of blanks and a
 * backslash. The embedded judge is not held to it.
 */
const BUG_OF_3_9 = /^[ \t]+\\\r?\n/m;

const EXACT = { recall: 1, falsePositives: 0, linesEqual: 1 };
const TARGETS: readonly Target[] = [
  { set: 'real code and mutations', kinds: ['library', 'mutation'], embedded: { ...EXACT, linesEqual: 0.92 } },
  {
    set: 'tests and their sources',
    kinds: ['test input', 'snippet'],
    // Shown by itself; what it is held to is the whole.
    embedded: { recall: 0, falsePositives: 1, linesEqual: 0 },
  },
  {
    set: 'all',
    kinds: ['library', 'mutation', 'test input', 'snippet'],
    embedded: { recall: 0.98, falsePositives: 0.0002, linesEqual: 0.92 },
  },
];

const { values } = parseArgs({
  options: {
    ...{ python: { type: 'string', multiple: true, default: [] }, judged: { type: 'string', multiple: true } },
    ...{ files: { type: 'string', default: '400' }, mutated: { type: 'string', default: '150' } },
    ...{ seed: { type: 'string', default: '1' }, list: { type: 'boolean' }, keep: { type: 'boolean' } },
    ...{ cost: { type: 'boolean' }, help: { type: 'boolean' } },
  },
});

if (values.help === true) console.log(USAGE);
else process.exitCode = (await run(findInterpreters(values.python))) ? 0 : 1;

async function run(interpreters: readonly Interpreter[]): Promise<boolean> {
  if (interpreters.length === 0) throw new Error('no CPython found: name one by --python');
  const folder = mkdtempSync(join(tmpdir(), 'python-syntax-'));
  try {
    if (values.cost === true) return await measureCost(interpreters, folder);
    const [files, mutated] = [Number(values.files), Number(values.mutated)];
    const cases = buildCases({ interpreters, folder, seed: Number(values.seed), files, mutated, mutations: 3 });
    console.error(`${cases.length} cases`);
    console.log(TABLE_HEAD);
    const judged = interpreters.filter(({ minor }) => values.judged?.includes(minor.toString()) ?? true);
    let isMet = true;
    for (const interpreter of judged) isMet = (await judgeFor(interpreter, cases)) && isMet;
    return isMet;
  } finally {
    if (values.keep !== true) rmSync(folder, { recursive: true });
  }
}

async function judgeFor(interpreter: Interpreter, cases: readonly Case[]): Promise<boolean> {
  const { path, version } = interpreter;
  const labels = await labelCases(cases, interpreter);
  const cpython = (): SyntaxJudge => createCPythonJudge({ interpreter: path, version });
  const exact = await judgeCases(cases, [cpython(), cpython()]);
  const embedded = await judgeCases(cases, [createRuffJudge({ version })]);
  let isMet = true;
  for (const { set, kinds, embedded: target } of TARGETS) {
    const isChosen = ({ kind }: Case): boolean => kinds.includes(kind);
    const isHeld = (one: Case): boolean =>
      isChosen(one) && !(interpreter.minor === 9 && BUG_OF_3_9.test(one.bytes.toString('latin1')));
    const byCPython = compare({ cases, labels, verdicts: exact }, isChosen);
    const byRuff = compare({ cases, labels, verdicts: embedded }, isHeld);
    console.log(tableRow(version, 'CPython', set, byCPython));
    console.log(tableRow(version, 'ruff', set, byRuff));
    isMet = isMet && meets(byCPython, EXACT) && (interpreter.minor < OLDEST_EMBEDDED || meets(byRuff, target));
    if (values.list === true && set !== 'all') list(version, { CPython: byCPython, ruff: byRuff });
  }
  return isMet;
}

function list(version: string, comparisons: Readonly<Record<string, Comparison>>): void {
  for (const [judge, { differences }] of Object.entries(comparisons)) {
    for (const difference of differences) console.log(`${version}\t${judge}\t${difference}`);
  }
}

function meets(of: Comparison, target: Target['embedded']): boolean {
  return (
    of.found >= target.recall * of.invalid &&
    of.falsePositives <= target.falsePositives * of.valid &&
    of.linesEqual >= target.linesEqual * of.placed
  );
}
