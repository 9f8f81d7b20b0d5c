import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { decode } from '../../src/formats/decode.js';
import python from '../../src/formats/python/format.js';
import type { JudgedContent, SyntaxJudge, SyntaxVerdict } from '../../src/model/syntax-verdict.js';
import type { Case } from './python-cases.js';
import type { Interpreter } from './python-interpreters.js';

/** What `compile()` says of a case; null where it gives up itself. */
export type Label = { readonly kind: 'valid' } | { readonly kind: 'invalid'; readonly line: number | null } | null;

const LABELS = fileURLToPath(new URL('../../../bench/syntax/python-labels.py', import.meta.url));
const PROCESSES = 2;
const MAX_BYTES = 1_500_000;

/** Labels cases, in their order. */
export async function labelCases(cases: readonly Case[], interpreter: Interpreter): Promise<readonly Label[]> {
  const size = Math.ceil(cases.length / PROCESSES);
  const parts = Array.from({ length: PROCESSES }, (_, part) => cases.slice(part * size, (part + 1) * size));
  const labels = await Promise.all(parts.map((part) => labelPart(part, interpreter)));
  return labels.flat();
}

/** A case that ends the interpreter has no label; a new one goes on behind it. */
async function labelPart(cases: readonly Case[], interpreter: Interpreter): Promise<readonly Label[]> {
  const labels: Label[] = [];
  while (labels.length < cases.length) {
    const lines = await linesOf(interpreter.path, cases.slice(labels.length));
    for (const line of lines) labels.push(readLabel(line));
    if (labels.length < cases.length) labels.push(null);
  }
  return labels;
}

function linesOf(interpreter: string, cases: readonly Case[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(interpreter, ['-I', '-S', '-u', LABELS], { stdio: ['pipe', 'pipe', 'ignore'] });
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.on('error', reject);
    child.on('close', () => {
      resolve(Buffer.concat(out).toString().split('\n').slice(0, -1));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(cases.map(({ path }) => `${path}\n`).join(''));
  });
}

/** The program is part of this folder; only what tells labels apart is looked at. */
function readLabel(line: string): Label {
  const [kind, at] = JSON.parse(line) as readonly [string, (number | null)?];
  if (kind === 'none') return null;
  return kind === 'valid' ? { kind } : { kind: 'invalid', line: at ?? null };
}

/** What the judges, working beside each other, say of the cases. */
export async function judgeCases(
  cases: readonly Case[],
  judges: readonly SyntaxJudge[],
): Promise<readonly SyntaxVerdict[]> {
  const verdicts: SyntaxVerdict[] = [];
  let next = 0;
  const serve = async (judge: SyntaxJudge): Promise<void> => {
    for (let index = next++; index < cases.length; index = next++) {
      const content = contentOf(cases[index]);
      verdicts[index] = await judge.judge(content);
    }
  };
  await Promise.all(judges.flatMap((judge) => [judge, judge, judge]).map(serve));
  for (const judge of judges) judge.close();
  return verdicts;
}

/** As the product hands it over; what it would not look at comes as well as it can be read. */
function contentOf(found: Case | undefined): JudgedContent {
  const bytes = found?.bytes ?? Buffer.alloc(0);
  const decoded = decode(bytes, python, MAX_BYTES);
  return { bytes, text: 'text' in decoded ? decoded.text : bytes.toString('utf8'), dialect: 'py' };
}
