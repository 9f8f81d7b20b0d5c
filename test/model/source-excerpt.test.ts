import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { excerptSource } from '../../src/model/source-excerpt.js';
import { columnsOf } from '../../src/model/terminal-text.js';

/** The excerpt of `[from, to)`, 0-based UTF-16 offsets, as two lines. */
function excerpt(lineText: string, from: number, to: number, width = 80): string[] {
  const range = { start: { line: 1, column: from + 1 }, end: { line: 1, column: to + 1 } };
  const { source, marks } = excerptSource(lineText, range, width);
  return [source, marks];
}

/** The excerpt of the first occurrence of `place`. */
function excerptOf(lineText: string, place: string, width?: number): string[] {
  const from = lineText.indexOf(place);
  return excerpt(lineText, from, from + place.length, width);
}

test('the place is marked by carets', () => {
  assert.equal(excerptOf('host = get("HOST", "localhost")', '"localhost"'), [
    'host = get("HOST", "localhost")',
    '                   ^^^^^^^^^^^',
  ]);
});

test('the indentation is left out', () => {
  assert.equal(excerptOf('\t    client.session = None', 'session'), ['client.session = None', '       ^^^^^^^']);
});

test('a tab within the line reaches the next multiple of four', () => {
  assert.equal(excerptOf('a\tb\t\tcd', 'cd'), ['a   b       cd', '            ^^']);
});

test('wide characters take two columns, combining ones none', () => {
  assert.equal(excerptOf('名 = "e\u0301x"', 'e\u0301x'), ['名 = "e\u0301x"', '      ^^']);
  assert.equal(excerptOf('x = "👍名"  # ok', '👍名'), ['x = "👍名"  # ok', '     ^^^^']);
});

test('a place that begins within a character marks all of it', () => {
  assert.equal(excerpt('a👍b', 2, 3), ['a👍b', ' ^^']);
});

test('spelled-out characters are marked whole', () => {
  assert.equal(excerpt('x = \u202eevil', 4, 5), ['x = \\u202eevil', '    ^^^^^^']);
});

test('a place over several lines is marked to the end of the first', () => {
  const range = { start: { line: 3, column: 5 }, end: { line: 9, column: 2 } };
  assert.equal(excerptSource('    def f(a):   ', range, 80), { source: 'def f(a):', marks: '^^^^^^^^^' });
});

test('an empty place is one caret', () => {
  assert.equal(excerpt('abc', 1, 1), ['abc', ' ^']);
});

test('a place at the end of the line is marked behind it', () => {
  assert.equal(excerpt('x = (', 5, 5), ['x = (', '     ^']);
});

test('blank ends of a place are not marked', () => {
  assert.equal(excerpt('    abc  d', 0, 9), ['abc  d', '^^^']);
});

test('a place of blanks is marked', () => {
  assert.equal(excerpt('a   b', 1, 4), ['a   b', ' ^^^']);
  assert.equal(excerpt('    b', 1, 3), ['   b', '^^']);
});

test('a place behind what is known of the line is not marked', () => {
  assert.equal(excerpt('abc', 10, 12), ['abc…', '']);
});

test('a place behind a masked secret is not marked, one before it is', () => {
  assert.equal(excerpt('url = "https://u:•••@localhost"', 24, 33), ['url = "https://u:•••@localhost"', '']);
  assert.equal(excerptOf('url = "https://u:•••@localhost"', 'url'), ['url = "https://u:•••@localhost"', '^^^']);
});

test('a place that holds a masked secret is marked up to it', () => {
  assert.equal(excerpt('key = "•••"  # live', 6, 40), ['key = "•••"  # live', '      ^^^^']);
});

test('an empty line has no excerpt', () => {
  assert.equal(
    [excerpt('', 0, 1), excerpt('   ', 0, 3)],
    [
      ['', ''],
      ['', ''],
    ],
  );
});

test('a long line is cut around the place', () => {
  const line = `${'a'.repeat(60)} = "localhost"; ${'b'.repeat(60)}`;
  assert.equal(excerptOf(line, '"localhost"', 40), [
    '…aaaaaaa = "localhost"; bbbbbbbbbbbbbbb…',
    '           ^^^^^^^^^^^',
  ]);
});

test('a long line whose place is near its beginning is cut at its end only', () => {
  assert.equal(excerptOf(`x = ${'b'.repeat(60)}`, 'x', 20), [`x = ${'b'.repeat(15)}…`, '^']);
});

test('an excerpt keeps its width and marks something wherever the place is', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '\t', '漢', 'e\u0301', '👍', '\x1b', '\u202e'),
    maxLength: 200,
  });
  const property = fc.property(
    text,
    fc.nat(210),
    fc.nat(80),
    fc.integer({ min: 20, max: 120 }),
    (line, from, size, width) => {
      const [source = '', marks = ''] = excerpt(line, from, from + size, width);
      assert.ok(columnsOf(source) <= width && marks.length <= width);
      if (line.slice(from, from + size).includes('a')) assert.ok(marks.includes('^'));
      assert.is(/[\p{Cc}\u202e]/u.test(source), false);
    },
  );
  fc.assert(property);
});

test.run();
