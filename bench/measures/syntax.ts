import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, emptyCache } from '../product.js';
import { ratio, seconds, wallOf, type Outcome, type Result, type Runs } from '../result.js';
import type { Entry, Workshop } from '../workshop.js';
import type { Command } from '../measure.js';

const JUDGES = ['interpreter', 'embedded'] as const;
const TARGETS = { interpreter: { must: 1.2, aim: null }, embedded: { must: 2.5, aim: null } };
/** Milliseconds that three files may take beyond `node -e 0`. */
const THREE_FILES = { interpreter: 100, embedded: 250 };
const ROUNDS = 10;

/** Compiles the files that are named on its input, and does nothing else. */
const COMPILE = `
import sys
for path in sys.stdin:
    with open(path.rstrip('\\n'), 'rb') as file:
        source = file.read()
    try:
        compile(source, '<content>', 'exec', dont_inherit=True)
    except Exception:
        pass
`;

/** The judge of syntax alone: all files of a repository of Python against CPython compiling them, and three files. */
export async function measureSyntax(workshop: Workshop): Promise<Outcome> {
  const { bytes } = workshop.corpus('python');
  const work = 'syntax-error over all files of Python';
  const compile = { who: 'CPython, two processes', work: 'compile()', bytes, command: compileCommand(workshop) };
  const all = await workshop.runInTurn([compile, ...JUDGES.map((judge) => entryOf(workshop, { judge, work, bytes }))]);
  const nothing: Command = { program: process.execPath, args: ['-e', '0'], cwd: workshop.folder };
  const three = await workshop.runInTurn(
    [
      { who: 'node -e 0', work: 'nothing', bytes: null, command: nothing },
      ...JUDGES.map((judge) => entryOf(workshop, { judge, work: 'syntax-error, three files', bytes: null })),
    ],
    ROUNDS,
  );
  const results = JUDGES.flatMap((judge, index) => {
    const [plain, mine, start, few] = [all[0], all[index + 1], three[0], three[index + 1]];
    if (plain === undefined || mine === undefined || start === undefined || few === undefined)
      throw new Error('no runs');
    return [ratio(`syntax-error alone, ${nameOf(judge)}`, [mine, plain], TARGETS[judge]), beyond(judge, few, start)];
  });
  return { results, runs: [...all, ...three] };
}

function nameOf(judge: (typeof JUDGES)[number]): string {
  return judge === 'interpreter' ? 'by an interpreter' : 'by the embedded parser';
}

function beyond(judge: (typeof JUDGES)[number], few: Runs, start: Runs): Result {
  return {
    ...{ kind: 'measured', measure: `syntax-error, three files, ${nameOf(judge)}: more than node -e 0` },
    value: `${seconds(wallOf(few))} of ${seconds(wallOf(start))} (node -e 0)`,
    target: { measured: wallOf(few) - wallOf(start), must: THREE_FILES[judge], aim: null, unit: ' ms' },
  };
}

function entryOf(
  workshop: Workshop,
  { judge, work, bytes }: { judge: (typeof JUDGES)[number]; work: string; bytes: number | null },
): Entry {
  const { folder, python } = workshop.corpus('python');
  const config = workshop.path(`syntax-${judge}.yaml`);
  const options = {
    scope: 'all',
    python: `3.${workshop.interpreter.minor}`,
    interpreter: judge === 'embedded' ? judge : null,
  };
  writeFileSync(config, JSON.stringify({ root: true, rules: { 'syntax-error': { options } } }));
  const cache = workshop.path('cache-of-syntax');
  const paths = bytes === null ? python.filter((path) => /\/test_\w+\.py$/.test(path)).slice(-3) : [];
  const report = workshop.path(`syntax-${judge}.json`);
  return {
    ...{ who: `compliance, ${nameOf(judge)}`, work, bytes },
    command: check({ root: folder, rules: ['syntax-error'], report, cache, config, paths }),
    before: () => {
      emptyCache(cache);
    },
    after: () => {
      assertJudge(report, judge);
    },
  };
}

/** That the judge was the one that the row names. */
function assertJudge(report: string, judge: (typeof JUDGES)[number]): void {
  const { tool } = JSON.parse(readFileSync(report, 'utf8')) as { tool: { judges: readonly unknown[] } };
  const isInterpreter = JSON.stringify(tool.judges).includes('CPython');
  if (isInterpreter !== (judge === 'interpreter')) throw new Error(`The judge was not ${nameOf(judge)}.`);
}

/** Two interpreters at once, each with half of the bytes. */
function compileCommand(workshop: Workshop): Command {
  const { folder, python } = workshop.corpus('python');
  const halves = [0, 1].map((half) => {
    const list = workshop.path(`half-${half}.txt`);
    writeFileSync(
      list,
      python.flatMap((path, index) => (index % 2 === half ? [`${join(folder, path)}\n`] : [])).join(''),
    );
    return list;
  });
  const program = workshop.path('compile.py');
  writeFileSync(program, COMPILE);
  const script = '"$0" -I -S -W ignore "$1" < "$2" & "$0" -I -S -W ignore "$1" < "$3"; wait';
  const args = ['-c', script, workshop.interpreter.path, program, ...halves];
  return { program: 'sh', args, cwd: folder };
}
