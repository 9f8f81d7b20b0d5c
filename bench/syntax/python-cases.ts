import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../accuracy/plants/random.js';
import type { Interpreter } from './python-interpreters.js';
import { mutate } from './python-mutations.js';

export type CaseKind = 'library' | 'mutation' | 'test input' | 'snippet';

/** One content in a file of its own. */
export interface Case {
  readonly path: string;
  readonly kind: CaseKind;
  /** Where it was taken from. */
  readonly origin: string;
  readonly bytes: Buffer;
}

const SNIPPETS = fileURLToPath(new URL('../../../bench/syntax/python-snippets.py', import.meta.url));
const MAX_BYTES = 1_500_000;

/** Test files of CPython whose string constants are source. */
const SOURCE_STRINGS =
  /^test_(?:syntax|grammar|f_?strings?|t_?strings?|exceptions|positional_only_arg|named_expressions|unpack\w*|patma|type_\w+|generic\w*|coroutines|asyncgen|generators|genexps|listcomps|future\w*|eof|string_literals|unicode_identifiers|source_encoding|\w*parser?|compile|ast|keywordonlyarg|global|scope|symtable|tokenize|codeop|except_star|with|raise|dictcomps|setcomps|lambda|decorators|pep\d+|int_literal|peg_\w+|support|funcattrs|annotations|dynamicclassattribute|yield\w*|ternary|augassign|bytes|cmd_line|warnings|traceback)\.py$/;

export interface CasePlan {
  readonly interpreters: readonly Interpreter[];
  /** Where the cases are written. */
  readonly folder: string;
  readonly seed: number;
  /** Files of each standard library, and as many of its tests, that are taken. */
  readonly files: number;
  /** Of those, how many are mutated. */
  readonly mutated: number;
  /** Mutations of each of those. */
  readonly mutations: number;
}

/** Different contents from all standard libraries, with their mutations and the sources in CPython's own tests. */
export function buildCases(plan: CasePlan): readonly Case[] {
  const cases: Case[] = [];
  const seen = new Set<string>();
  const add = (kind: CaseKind, origin: string, bytes: Buffer): void => {
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (seen.has(digest) || bytes.length > MAX_BYTES) return;
    seen.add(digest);
    const path = join(plan.folder, `${cases.length}.py`);
    writeFileSync(path, bytes);
    cases.push({ path, kind, origin, bytes });
  };
  for (const interpreter of plan.interpreters) {
    const random = seededRandom(plan.seed, interpreter.version);
    const { library, tests } = filesOf(interpreter);
    for (const file of random.shuffled(library).slice(0, plan.files)) add('library', file, readFileSync(file));
    for (const file of random.shuffled(tests).slice(0, plan.files)) add('test input', file, readFileSync(file));
    for (const { origin, text } of mutationsOf(library, plan)) add('mutation', origin, Buffer.from(text));
    const sources = tests.filter((file) => SOURCE_STRINGS.test(basename(file)));
    for (const text of snippetsOf(interpreter, plan.interpreters, sources)) {
      add('snippet', `${interpreter.version} tests`, Buffer.from(text));
    }
  }
  return cases;
}

/** The files of a standard library, its tests apart. */
export function filesOf({ library }: Interpreter): { library: readonly string[]; tests: readonly string[] } {
  const all = readdirSync(library, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.py'));
  const isTest = (file: string): boolean => /(?:^|\/)(?:tests?|idle_test)\/|lib2to3\/tests/.test(file);
  const own = all.sort().filter((file) => !file.startsWith('site-packages/'));
  return {
    library: own.filter((file) => !isTest(file)).map((file) => join(library, file)),
    tests: own.filter(isTest).map((file) => join(library, file)),
  };
}

function* mutationsOf(files: readonly string[], plan: CasePlan): Generator<{ origin: string; text: string }> {
  const random = seededRandom(plan.seed, files[0] ?? '');
  for (const file of random.shuffled(files).slice(0, plan.mutated)) {
    const text = readFileSync(file, 'utf8');
    if (text.length > 100_000 || text.trim() === '') continue;
    for (let count = 0; count < plan.mutations; count += 1) yield { origin: file, text: mutate(text, random) };
  }
}

/** The newest interpreter reads what it can, the owner of the files the rest. */
function snippetsOf(owner: Interpreter, all: readonly Interpreter[], files: readonly string[]): readonly string[] {
  const reader = owner.minor >= 8 ? owner : (all.find(({ minor }) => minor >= 8) ?? owner);
  const input = files.join('\n');
  const { stdout } = spawnSync(reader.path, ['-I', '-W', 'ignore', SNIPPETS], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const texts = stdout.split('\n').filter((line) => line !== '');
  return texts.map((line) => JSON.parse(line) as string).filter((text) => !/\p{Cs}/u.test(text));
}
