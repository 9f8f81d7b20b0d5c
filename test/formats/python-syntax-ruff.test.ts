import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createRuffJudge, validFrom } from '../../src/formats/python/syntax/ruff.js';
import type { SyntaxVerdict } from '../../src/model/syntax-verdict.js';
import { pythonContent } from './judged-content.js';

const judge = (source: string | Buffer, version = '3.11'): Promise<SyntaxVerdict> =>
  createRuffJudge({ version }).judge(pythonContent(source));

const VALID: SyntaxVerdict = { kind: 'valid' };

async function faultOf(source: string | Buffer, version?: string): Promise<unknown> {
  const verdict = await judge(source, version);
  return verdict.kind === 'invalid'
    ? `${verdict.fault.line}:${verdict.fault.column} ${verdict.fault.message}`
    : verdict;
}

test('the judge says who speaks, for the nearest version that ruff knows', () => {
  const names = ['3.5', '3.6.15', '3.11.7', '3.14', '3.99'].map((version) => createRuffJudge({ version }).by);
  assert.equal(
    names.map((name) => name.replace(/^ruff \d+\.\d+\.\d+ for /, '')),
    ['Python 3.7', 'Python 3.7', 'Python 3.11', 'Python 3.14', 'Python 3.14'],
  );
});

test('a fault has its line, its column in UTF-16 units, and no later version where none takes it', async () => {
  assert.equal(await judge('name = "😀"; return\n'), {
    kind: 'invalid',
    fault: { line: 1, column: 14, message: '`return` statement outside of a function/method', validFrom: null },
  });
});

test('a fault that depends on the version says from which version on the content is valid', async () => {
  const from = async (source: string, version: string): Promise<string | null | undefined> => {
    const verdict = await judge(source, version);
    return verdict.kind === 'invalid' ? verdict.fault.validFrom : undefined;
  };
  assert.is(await from('name = f"{user["name"]}"\n', '3.11'), '3.12');
  assert.is(await from('if (total := 1): pass\n', '3.7'), '3.8');
  assert.is(await from('try:\n    pass\nexcept A, B:\n    pass\n', '3.8'), '3.14');
  assert.is(await from('name = f"{user["name"]}"\n', '3.12'), undefined);
});

test('validFrom answers null where no version takes the text, and where ruff takes it already', () => {
  assert.is(validFrom('match total:\n    case 1: pass\n', '3.9.18'), '3.10');
  assert.is(validFrom('print x\n', '3.9'), null);
  assert.is(validFrom('x = 1\n', '3.9'), null);
  assert.is(validFrom(`${'-'.repeat(100_000)}1\n`, '3.9'), null);
});

test('comments that silence ruff silence nothing', async () => {
  for (const comment of ['# ruff: noqa', '# flake8: noqa', '# ruff: disable[F706]', '# NOQA: F706']) {
    assert.is(await faultOf(`${comment}\nreturn  # noqa\n`), '2:1 `return` statement outside of a function/method');
  }
  assert.equal(await judge('noqa = "# noqa"\nprint(noqa)  # noqa\n'), VALID);
});

test('the place is where CPython stops', async () => {
  assert.is(await faultOf('total = (1 +\nname = 2\n'), "1:9 '(' was never closed");
  assert.is(await faultOf('x = = 1\nname = "a\n'), '2:8 unterminated string literal');
  assert.is(await faultOf('x = = 1\ny = (2]\n'), "2:7 closing parenthesis ']' does not match opening parenthesis '('");
  assert.is(await faultOf('if x:\n\n# why\ny = 1\n'), '4:1 Expected an indented block after `if` statement');
  assert.is(await faultOf('call(\n    first\n    second)\n'), '2:5 Expected `,`, found identifier');
  assert.is(
    await faultOf('def f():\n    return call(first\n\ndef g():\n    pass\n', '3.9'),
    '4:1 Expected `)`, found newline',
  );
  assert.is(await faultOf('return\nx = = 1\n'), '2:5 Expected an expression');
});

test('bytes that CPython cannot decode are faults, by name', async () => {
  assert.is(await faultOf('x = 1\ny = "\0"\n'), '2:1 source code cannot contain null bytes');
  assert.is(await faultOf('#!/usr/bin/python\n# coding: nonsense\n'), '2:1 unknown encoding: nonsense');
  assert.is(await faultOf('# coding: rot13\n'), '1:1 unknown encoding: rot13');
  assert.is(await faultOf('\ufeff# coding: latin-1\n'), '1:1 encoding problem: latin-1 with BOM');
  assert.is(await faultOf('# coding: ascii\nx = "é"\n'), '1:1 the file holds bytes that are not ascii');
  assert.is(await faultOf(Buffer.from('x = 1\ny = "é"\n', 'latin1')), '2:1 the file holds bytes that are not UTF-8');
});

test('bytes that CPython decodes are judged in the declared encoding', async () => {
  const sources = [
    '\ufeff# coding: utf-8\nx = 1\n',
    '# coding: utf8\nx = "é"\n',
    Buffer.from('# vim: set fileencoding=iso-8859-15 :\nx = "é"\n', 'latin1'),
    Buffer.from('# coding: cp1252\nÆ = 1\n', 'latin1'),
    Buffer.from('x = 1  # é\n', 'latin1'),
    '\n\n# coding: nonsense\n',
    'x = 1\n# coding: nonsense\n',
  ];
  assert.equal(
    await Promise.all(sources.map((source) => judge(source))),
    sources.map(() => VALID),
  );
});

test('what nests deeper than CPython allows is a fault', async () => {
  assert.is(await faultOf(`x = ${'('.repeat(200)}${')'.repeat(200)}\n`), '1:204 too many nested parentheses');
  assert.equal(await judge(`x = [\n${'"(",\n'.repeat(300)}]\n`), VALID);
  const ladder = Array.from({ length: 101 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('');
  assert.is(await faultOf(`${ladder}${' '.repeat(101)}pass\n`), '101:1 too many levels of indentation');
});

test('a text that exhausts the stack is unjudged, and the next one is judged', async () => {
  const nested = [`${'-'.repeat(99_000)}1\n`, `x = 1${' if 1 else 1'.repeat(50_000)}\n`, `${'f"{'.repeat(150)}\n`];
  for (const source of nested) {
    const verdict = await judge(source);
    assert.is.not(verdict.kind, 'valid');
    assert.equal(
      [await judge('x = 1\n'), await faultOf('return\n')],
      [VALID, '1:1 `return` statement outside of a function/method'],
    );
  }
  assert.equal(await judge(nested[0] ?? ''), { kind: 'unjudged', reason: 'nested too deep for the embedded parser' });
});

test('strings in a row without end are unjudged, because ruff would take minutes over them', async () => {
  const reason = 'too many strings in a row for the embedded parser';
  assert.equal(await judge('"'.repeat(1_400_000)), { kind: 'unjudged', reason });
  assert.equal(await judge(`x = [${'"a", '.repeat(60_000)}]\n`), VALID);
});

test('a long text of nothing but marks is unjudged, because ruff reports each of them', async () => {
  for (const marks of ['$', ':,', '`\n', '@ ']) {
    const { kind } = await judge(marks.repeat(400_000 / marks.length));
    assert.is(kind, 'unjudged', marks);
  }
  assert.is(validFrom('$'.repeat(400_000), '3.11'), null);
  assert.is((await judge(`x = [${'1, '.repeat(80_000)}]\n`)).kind, 'valid');
});

test('what only CPython takes is not reported', async () => {
  const walrus = 'class A:\n    def b(self):\n        return [[(__x := 2) for _ in y] for __x in z]\n';
  assert.equal(await judge(walrus), VALID);
  assert.equal(await judge('with (first(), second()):\n    pass\n', '3.8'), VALID);
  assert.equal(await judge('(*head), last = items\n', '3.8'), VALID);
  assert.is.not((await judge('with (first() as one, second()):\n    pass\n', '3.8')).kind, 'valid');
});

test('a closed judge says so', async () => {
  const closed = createRuffJudge({ version: '3.11' });
  closed.close();
  assert.equal(await closed.judge(pythonContent('x = 1\n')), { kind: 'unjudged', reason: 'the judge was closed' });
});

test.run();
