import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Unit, UnitKind } from '../units.js';

export type Language = 'python' | 'typescript';

export interface OracleRun {
  /** Absolute. */
  readonly root: string;
  readonly language: Language;
  /** Relative to the root. */
  readonly paths: readonly string[];
  readonly kinds: readonly UnitKind[];
  /** The interpreter whose `ast` reads Python. */
  readonly python: string;
}

const PYTHON_ORACLE = fileURLToPath(new URL('../../../../bench/accuracy/oracles/python/oracle.py', import.meta.url));
const ECMASCRIPT_ORACLE = fileURLToPath(new URL('../oracles/ecmascript/oracle.js', import.meta.url));
const KINDS: ReadonlySet<string> = new Set<UnitKind>([
  'failure',
  'import',
  'definition',
  'mock',
  'localhost',
  'session',
]);

/** The units that the oracle of a language finds in files, in one process. Rejects where it ends with an error. */
export async function runOracle({ root, language, paths, kinds, python }: OracleRun): Promise<readonly Unit[]> {
  if (paths.length === 0) return [];
  const options = [root, '--kinds', kinds.join(',')];
  const [program, ...args] =
    language === 'python'
      ? [python, '-B', PYTHON_ORACLE]
      : [process.execPath, '--max-old-space-size=4096', ECMASCRIPT_ORACLE];
  const output = await outputOf(program, [...args, ...options], `${paths.join('\n')}\n`);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map(readUnit);
}

/** Only the kind is checked: both programs are part of this folder, and their tests hold the rest. */
function readUnit(line: string): Unit {
  const unit = JSON.parse(line) as Unit;
  if (!KINDS.has(unit.kind)) throw new Error(`not a unit: ${line}`);
  return unit;
}

function outputOf(program: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(`${program} ${args.join(' ')} ended with ${String(code)}`));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
