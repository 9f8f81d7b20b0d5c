/**
 * Measures the judge of TypeScript and JavaScript against labels that the compiler gives as users run it: real files of
 * `node_modules` and of the given folders, and mutations of them. Fails where the judge misses an error or invents one.
 *
 * node dist/bench/syntax/typescript.js [--list] [--files=400] [--seed=1] [folder…]
 * node dist/bench/syntax/typescript.js --read folder…    every finding in real code, instead
 */
import { parseArgs } from 'node:util';
import { basename } from 'node:path';
import { createTypeScriptJudge } from '../../src/formats/typescript/syntax/judge.js';
import type { SyntaxVerdict } from '../../src/model/syntax-verdict.js';
import { filesOf, mutate, randomNumbers, readCase, type SyntaxCase } from './typescript-cases.js';
import { labelOf, type Label } from './typescript-labels.js';

/** Mutations of each file. */
const MUTATIONS = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    read: { type: 'boolean', default: false },
    files: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
  },
});
const judge = createTypeScriptJudge();

if (values.read) await readFindings(filesOf(positionals));
else process.exitCode = await compare();

async function compare(): Promise<number> {
  const random = randomNumbers(Number(values.seed));
  const total = { cases: 0, invalid: 0, found: 0, invented: 0, lines: 0, columns: 0, codes: 0, unjudged: 0 };
  let milliseconds = 0;
  let units = 0;
  for (const file of casesOf(random)) {
    const label = labelOf(basename(file.path), file.text);
    const start = performance.now();
    const verdict = await verdictOn(file);
    milliseconds += performance.now() - start;
    units += file.text.length;
    count(total, label, verdict);
    if (values.list && !isEqual(label, verdict)) console.log(difference(file, label, verdict));
  }
  const valid = total.cases - total.invalid;
  console.log(
    '| cases | invalid | valid | recall | false positives | unjudged | lines equal | columns | codes | ms/MB |',
  );
  console.log(`|${'---|'.repeat(10)}`);
  const shares = [total.lines, total.columns, total.codes].map((part) => percent(part, total.found));
  const recall = percent(total.found, total.invalid);
  const cost = Math.round((milliseconds / units) * 1e6);
  const row = [total.cases, total.invalid, valid, recall, total.invented, total.unjudged, ...shares, cost];
  console.log(`| ${row.join(' | ')} |`);
  return total.found < total.invalid || total.invented > 0 ? 1 : 0;
}

function* casesOf(random: (limit: number) => number): Iterable<SyntaxCase> {
  const files = [...filesOf(['node_modules', ...positionals])];
  for (let left = Number(values.files); left > 0 && files.length > 0;) {
    const [path = ''] = files.splice(random(files.length), 1);
    const file = readCase(path);
    if (file === undefined || file.text === '') continue;
    left -= 1;
    yield file;
    for (let at = 0; at < MUTATIONS; at += 1) yield mutate(file, random);
  }
}

function verdictOn({ text, dialect }: SyntaxCase): Promise<SyntaxVerdict> {
  return judge.judge({ bytes: Buffer.from(text), text, dialect });
}

function count(total: Record<string, number>, label: Label | undefined, verdict: SyntaxVerdict): void {
  const add = (name: string, condition: boolean): void => {
    total[name] = (total[name] ?? 0) + (condition ? 1 : 0);
  };
  const fault = verdict.kind === 'invalid' ? verdict.fault : undefined;
  add('cases', true);
  add('unjudged', verdict.kind === 'unjudged');
  add('invalid', label !== undefined);
  add('invented', label === undefined && fault !== undefined);
  if (label === undefined || fault === undefined) return;
  add('found', true);
  add('lines', fault.line === label.line);
  add('columns', fault.line === label.line && fault.column === label.column);
  add('codes', fault.message.startsWith(`TS${label.code}:`));
}

function isEqual(label: Label | undefined, verdict: SyntaxVerdict): boolean {
  return labelText(label) === verdictText(verdict).split(': ')[0];
}

function difference(file: SyntaxCase, label: Label | undefined, verdict: SyntaxVerdict): string {
  return `${file.path} (${file.change}): ${labelText(label)} by tsc, ${verdictText(verdict)} by the judge`;
}

function labelText(label: Label | undefined): string {
  return label === undefined ? 'valid' : `${label.line}:${label.column} TS${label.code}`;
}

function verdictText(verdict: SyntaxVerdict): string {
  if (verdict.kind === 'valid') return 'valid';
  if (verdict.kind !== 'invalid') return verdict.reason;
  return `${verdict.fault.line}:${verdict.fault.column} ${verdict.fault.message}`;
}

async function readFindings(paths: readonly string[]): Promise<void> {
  let units = 0;
  const start = performance.now();
  for (const path of paths) {
    const file = readCase(path, Infinity);
    if (file === undefined) continue;
    units += file.text.length;
    const verdict = await verdictOn(file);
    if (verdict.kind !== 'valid') console.log(`${path}: ${verdictText(verdict)}`);
  }
  const seconds = (performance.now() - start) / 1000;
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  console.log(`${paths.length} files, ${(units / 1e6).toFixed(1)} MB, ${seconds.toFixed(1)} s, ${memory} MB resident`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${((part / whole) * 100).toFixed(2)} %`;
}
