import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compose, editsByPath, type Candidate } from '../../src/fixes/compose.js';
import { applyEdits, lineBefore } from '../../src/fixes/text-edits.js';
import type { Edit, Finding } from '../../src/model/finding.js';

const FINDING = { ruleId: 'relative-import', path: 'app/a.py', fingerprint: '1' } as Finding;

type Place = readonly [line: number, column: number];

function edit([line, column]: Place, [endLine, endColumn]: Place, text: string, path = 'app/a.py'): Edit {
  return { path, range: { start: { line, column }, end: { line: endLine, column: endColumn } }, text };
}

function candidate(...edits: readonly Edit[]): Candidate {
  return { finding: FINDING, fix: { title: 'Mend it', safety: 'safe', edits } };
}

/** The texts after the chosen fixes, how many wait, and why the others were refused. */
function made(texts: Readonly<Record<string, string>>, ...candidates: readonly Candidate[]): unknown {
  const { chosen, waiting, refused } = compose(candidates, (path) => {
    const text = texts[path];
    return text === undefined ? { refusal: `${path} is not there` } : { text };
  });
  const after = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, applyEdits(text, editsByPath(chosen).get(path) ?? [])]),
  );
  return [after, waiting.length, refused.map(({ reason }) => reason)];
}

const one = (text: string, ...candidates: readonly Candidate[]): unknown => made({ 'app/a.py': text }, ...candidates);

test('fixes apart from each other are made at once, in any order', () => {
  assert.equal(
    one(
      'from .a import b\nfrom .c import d\n',
      candidate(edit([2, 6], [2, 8], 'app.c')),
      candidate(edit([1, 6], [1, 8], 'app.a')),
    ),
    [{ 'app/a.py': 'from app.a import b\nfrom app.c import d\n' }, 0, []],
  );
});

test('of two that overlap or touch each other the first is made and the other waits', () => {
  const first = candidate(edit([1, 1], [1, 3], 'x'));
  const expected = [{ 'app/a.py': 'xcdef' }, 1, []];
  assert.equal(one('abcdef', first, candidate(edit([1, 2], [1, 5], 'y'))), expected);
  assert.equal(one('abcdef', first, candidate(edit([1, 3], [1, 5], 'y'))), expected);
  assert.equal(one('abcdef', first, candidate(edit([1, 3], [1, 3], 'y'))), expected);
  assert.equal(one('abcdef', first, candidate(edit([1, 4], [1, 5], 'y'))), [{ 'app/a.py': 'xcyef' }, 0, []]);
});

test('a fix with several edits is made whole or not at all', () => {
  const both = candidate(edit([1, 1], [1, 2], 'X'), edit([1, 1], [1, 2], 'Y', 'app/b.py'));
  const texts = { 'app/a.py': 'a', 'app/b.py': 'b' };
  assert.equal(made(texts, both), [{ 'app/a.py': 'X', 'app/b.py': 'Y' }, 0, []]);
  assert.equal(made({ 'app/a.py': 'a' }, both), [{ 'app/a.py': 'a' }, 0, ['app/b.py is not there']]);
  const blocking = candidate(edit([1, 1], [1, 2], 'Z', 'app/b.py'));
  assert.equal(made(texts, blocking, both), [{ 'app/a.py': 'a', 'app/b.py': 'Z' }, 1, []]);
});

test('two fixes that add the same import add one line; different lines at one place wait for each other', () => {
  const add = edit([1, 1], [1, 1], 'from app.types import Order\n');
  const [first, second] = [edit([2, 1], [2, 2], 'B'), edit([3, 1], [3, 2], 'C')];
  assert.equal(one('a\nb\nc\n', candidate(add, first), candidate(add, second)), [
    { 'app/a.py': 'from app.types import Order\na\nB\nC\n' },
    0,
    [],
  ]);
  const other = edit([1, 1], [1, 1], 'import os\n');
  assert.equal(one('a\nb\nc\n', candidate(add, first), candidate(other, second)), [
    { 'app/a.py': 'from app.types import Order\na\nB\nc\n' },
    1,
    [],
  ]);
});

test('an edit outside the text, one against another of its own fix, and one that changes nothing are refused', () => {
  const misfit = 'its edits of app/a.py do not fit the file';
  for (const bad of [
    edit([1, 5], [1, 6], 'x'),
    edit([3, 1], [3, 1], 'x'),
    edit([0, 1], [1, 1], 'x'),
    edit([1, 2], [1, 1], 'x'),
  ])
    assert.equal(one('abc\n', candidate(bad)), [{ 'app/a.py': 'abc\n' }, 0, [misfit]]);
  const overlapping = candidate(edit([1, 1], [1, 3], 'x'), edit([1, 2], [1, 4], 'y'));
  assert.equal(one('abc\n', overlapping), [{ 'app/a.py': 'abc\n' }, 0, [misfit]]);
  assert.equal(one('abc\n', candidate(edit([1, 1], [1, 4], 'abc'))), [
    { 'app/a.py': 'abc\n' },
    0,
    ['it changes nothing'],
  ]);
});

test('what is written gets the line ends of the file; columns are UTF-16 units', () => {
  assert.equal(one('a\r\nb\r\n', candidate(edit([2, 1], [2, 2], 'x\ny'))), [{ 'app/a.py': 'a\r\nx\r\ny\r\n' }, 0, []]);
  assert.equal(one('a\rb', candidate(edit([2, 1], [2, 2], 'x\ny'))), [{ 'app/a.py': 'a\rx\ry' }, 0, []]);
  assert.equal(one('"😀" b', candidate(edit([1, 6], [1, 7], 'c'))), [{ 'app/a.py': '"😀" c' }, 0, []]);
});

test('a line of the edited text is known to come from its line before', () => {
  const before = 'one\n# gone\ntwo\nthree\nfour\n';
  const edits = [
    { start: 4, end: 11, text: '' },
    { start: 15, end: 20, text: 'a\nb' },
  ];
  const from = lineBefore(before, edits);
  assert.is(applyEdits(before, edits), 'one\ntwo\na\nb\nfour\n');
  assert.equal(
    [1, 2, 3, 4, 5].map((line) => from({ line, column: 1 })),
    [1, 3, 4, 4, 5],
  );
});

test('whatever fixes are given, those that are made keep apart, and the same come in every run', () => {
  const place = fc.tuple(fc.nat(30), fc.nat(6), fc.string({ maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(fc.array(place, { minLength: 1, maxLength: 3 }), { maxLength: 12 }), (fixes) => {
      const text = 'x'.repeat(40);
      const candidates = fixes.map((edits) =>
        candidate(...edits.map(([start, length, written]) => edit([1, start + 1], [1, start + length + 1], written))),
      );
      const run = () => compose(candidates, () => ({ text }));
      const { chosen, waiting, refused } = run();
      assert.equal(run(), { chosen, waiting, refused });
      assert.is(chosen.length + waiting.length + refused.length, candidates.length);
      const perFix = chosen.map((fix) => editsByPath([fix]).get('app/a.py') ?? []);
      for (const [index, mine] of perFix.entries()) {
        for (const theirs of perFix.slice(index + 1)) {
          for (const a of mine) {
            for (const b of theirs) {
              const isShared = JSON.stringify(a) === JSON.stringify(b) && a.start === a.end;
              assert.ok(isShared || a.start > b.end || b.start > a.end);
            }
          }
        }
      }
    }),
  );
});

test.run();
