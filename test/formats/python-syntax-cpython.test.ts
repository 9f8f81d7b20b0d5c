import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAnswer } from '../../src/formats/python/syntax/cpython-answer.js';
import { createCPythonJudge } from '../../src/formats/python/syntax/cpython.js';
import type { SyntaxVerdict } from '../../src/model/syntax-verdict.js';
import { temporaryFolder } from '../temporary-folder.js';
import { pythonContent } from './judged-content.js';

const ASK = 'import sys, platform; print(sys.executable); print(platform.python_version())';
const asked = spawnSync('python3', ['-I', '-c', ASK], { encoding: 'utf8' });
const [interpreter = '', version = ''] = asked.status === 0 ? asked.stdout.split('\n') : [];
const testWithPython = interpreter === '' ? () => undefined : test;
if (interpreter === '') process.stdout.write('skipped: no python3 on the path\n');

async function judgeAll(sources: readonly (string | Buffer)[], timeLimit?: number): Promise<SyntaxVerdict[]> {
  const judge = createCPythonJudge({ interpreter, version, ...(timeLimit === undefined ? {} : { timeLimit }) });
  const verdicts = await Promise.all(sources.map((source) => judge.judge(pythonContent(source))));
  judge.close();
  return verdicts;
}

const lineOf = (verdict: SyntaxVerdict | undefined): number | undefined =>
  verdict?.kind === 'invalid' ? verdict.fault.line : undefined;
const VALID: SyntaxVerdict = { kind: 'valid' };

/** Keeps CPython busy for longer than any patience: the compiler folds none of it, but the parser reads it all. */
const SLOW = 'x = [1, 2, 3, "a", f(x, y=2) + 4]\n'.repeat(120_000);

/** Too deep for the parser of every version; some versions die of it. */
const DEEP = `${'-'.repeat(300_000)}1\n`;

testWithPython('contents in flight get their own verdicts, in any number', async () => {
  const sources = Array.from({ length: 60 }, (_, index) =>
    index % 3 === 0 ? `${'\n'.repeat(index)}x = = 1\n` : 'x = 1\n',
  );
  assert.equal(
    (await judgeAll(sources)).map(lineOf),
    sources.map((_, index) => (index % 3 === 0 ? index + 1 : undefined)),
  );
});

testWithPython('a fault has the line, the column in UTF-16 units and the words of CPython', async () => {
  assert.equal(await judgeAll(['name = "😀😀"; return\n']), [
    {
      kind: 'invalid',
      fault: { line: 1, column: 16, message: "'return' outside function", validFrom: null },
    },
  ]);
});

testWithPython('a content that CPython cannot judge is unjudged, and those behind it are judged', async () => {
  const [deep, valid, invalid] = await judgeAll([DEEP, 'x = 1\n', '\nx = = 1\n']);
  assert.is(deep?.kind, 'unjudged');
  assert.equal([valid, lineOf(invalid)], [VALID, 2]);
});

testWithPython('a content over its time is unjudged, those in flight go to a new process', async () => {
  const [before, slow, after, invalid] = await judgeAll(['x = 1\n', SLOW, 'x = 1\n', '\nx = = 1\n'], 100);
  assert.equal(slow, { kind: 'unjudged', reason: `CPython ${version} gave up: no answer within 0.1 s` });
  assert.equal([before, after, lineOf(invalid)], [VALID, VALID, 2]);
});

testWithPython('BOM, coding cookies and NUL are judged as bytes', async () => {
  const latin = Buffer.from('# coding: latin-1\nname = "é"\n', 'latin1');
  const [bom, cookie, undeclared, unknown, nul] = await judgeAll([
    '\ufeffx = 1\n',
    latin,
    Buffer.from('name = "é"\n', 'latin1'),
    '#!/usr/bin/python\n# coding: nonsense\n',
    'x = 1\ny = "\0"\n',
  ]);
  assert.equal([bom, cookie], [VALID, VALID]);
  assert.equal([undeclared, unknown, nul].map(lineOf), [1, 2, 2]);
});

testWithPython('warnings are no faults, and nothing of a content is run or imported', async () => {
  const folder = temporaryFolder();
  const trace = JSON.stringify(join(folder.path, 'trace'));
  const [warned, run] = await judgeAll(['x = "\\d" is 1\n', `open(${trace}, "w")\nimport missing_module\n`]);
  assert.equal([warned, run], [VALID, VALID]);
  assert.equal(spawnSync(process.execPath, ['-e', `require('fs').statSync(${trace})`]).status, 1);
  folder.remove();
});

testWithPython('a closed judge says so, also of what is in flight', async () => {
  const judge = createCPythonJudge({ interpreter, version });
  const underWay = judge.judge(pythonContent('x = 1\n'));
  judge.close();
  const closed: SyntaxVerdict = { kind: 'unjudged', reason: 'the judge was closed' };
  assert.equal([await underWay, await judge.judge(pythonContent('x = 1\n'))], [closed, closed]);
});

testWithPython('an idle judge does not keep the process alive', () => {
  const folder = temporaryFolder();
  const script = join(folder.path, 'idle.mjs');
  const module = JSON.stringify(new URL('../../src/formats/python/syntax/cpython.js', import.meta.url).href);
  writeFileSync(
    script,
    `import { createCPythonJudge } from ${module};
const judge = createCPythonJudge(${JSON.stringify({ interpreter, version })});
const { kind } = await judge.judge({ bytes: Buffer.from('x = 1\\n'), text: 'x = 1\\n', dialect: 'py' });
console.log(kind);`,
  );
  const { stdout, signal } = spawnSync(process.execPath, [script], { timeout: 20_000, encoding: 'utf8' });
  folder.remove();
  assert.equal([stdout, signal], ['valid\n', null]);
});

test('an interpreter that does not start leaves everything unjudged, with the reason', async () => {
  for (const [path, reason] of [
    ['/nowhere/python3', 'CPython 3.11.7 does not start: spawn /nowhere/python3 ENOENT'],
    [process.execPath, 'CPython 3.11.7 does not start: it ended with code 9'],
  ] as const) {
    const judge = createCPythonJudge({ interpreter: path, version: '3.11.7' });
    const content = pythonContent('x = 1\n');
    const unjudged = { kind: 'unjudged', reason };
    assert.equal(await Promise.all([judge.judge(content), judge.judge(content)]), [unjudged, unjudged]);
    assert.equal(await judge.judge(content), unjudged);
  }
});

/** A program that behaves as the interpreter until it is ready, and then as it pleases. */
function impostor(then: string): string {
  const path = join(temporaryFolder().path, 'python3.11');
  writeFileSync(path, `#!/bin/sh\necho '["ready"]'\n${then}\n`, { mode: 0o755 });
  return path;
}

test('an interpreter that never answers is given up for all, not for each', async () => {
  const judge = createCPythonJudge({ interpreter: impostor('exec sleep 60'), version: '3.11.7', timeLimit: 100 });
  const verdicts = await Promise.all(Array.from({ length: 50 }, () => judge.judge(pythonContent('x = 1\n'))));
  const reasons = verdicts.map((verdict) => (verdict.kind === 'unjudged' ? verdict.reason : verdict.kind));
  assert.equal(
    reasons.slice(0, 5),
    Array.from({ length: 5 }, () => 'CPython 3.11.7 gave up: no answer within 0.1 s'),
  );
  assert.is(reasons[49], 'CPython 3.11.7 gave up 5 times in a row: no answer within 0.1 s');
});

test('an interpreter that writes without end, or what nobody asked, is ended', async () => {
  const flood = createCPythonJudge({ interpreter: impostor('exec cat /dev/zero'), version: '3.11.7' });
  const first = await flood.judge(pythonContent('x = 1\n'));
  assert.equal(first, { kind: 'unjudged', reason: 'CPython 3.11.7 gave up: it writes without end' });
  flood.close();
});

const LINE = 'x = "😀😀" 1 2\n';
const columnIn = (offset: number, hasText: boolean, of: string): number | undefined => {
  const verdict = readAnswer(JSON.stringify(['invalid', 1, offset, hasText, 'invalid syntax']), LINE, of);
  return verdict.kind === 'invalid' ? verdict.fault.column : undefined;
};

test('offsets are of bytes or characters as the version and the stage of CPython count them', () => {
  const columns = [
    columnIn(10, true, '3.13.0'),
    columnIn(16, true, '3.11.7'),
    columnIn(16, false, '3.13.0'),
    columnIn(15, false, '3.7.16'),
    columnIn(10, true, '3.6.15'),
  ];
  assert.equal(columns, [12, 12, 12, 12, 12]);
});

test('offsets that are missing, zero or past the line stay within it', () => {
  assert.equal([columnIn(0, true, '3.11.7'), columnIn(-1, false, '3.11.7')], [1, 1]);
  assert.is(columnIn(500, true, '3.13.0'), LINE.length);
});

test('hostile words stay one line of at most 300 units', () => {
  const verdict = readAnswer(
    JSON.stringify(['invalid', 1, 1, true, `a\n\u001b[31m\u202e${'b'.repeat(400)}`]),
    '',
    '3.11.7',
  );
  const message = verdict.kind === 'invalid' ? verdict.fault.message : '';
  assert.is(message, `a [31m ${'b'.repeat(292)}…`);
});

test.run();
