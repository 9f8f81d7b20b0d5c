import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cellsOf, columnsOf, safeText, wrapText } from '../../src/model/terminal-text.js';

test('ordinary writing stays as it is', () => {
  for (const text of ['a b', 'naïve', 'e\u0301', '漢字', '👩‍👩‍👧', '❤️', '🇩🇪', 'می\u200cخواهم', 'עברית', 'a\u00a0b']) {
    assert.is(safeText(text), text);
  }
});

test('what a terminal would obey is spelled out', () => {
  assert.is(safeText('a\x1b[31mb\x07\x7f\x9b2J'), 'a\\x1b[31mb\\x07\\x7f\\x9b2J');
});

test('line ends and tabs are spelled out', () => {
  assert.is(safeText('a\nb\r\nc\td\u2028e\u0085f'), 'a\\nb\\r\\nc\\td\\u2028e\\x85f');
});

test('what would reorder or hide text is spelled out', () => {
  assert.is(safeText('\u202eabc\u2066d\u2069\u200e'), '\\u202eabc\\u2066d\\u2069\\u200e');
  assert.is(safeText('a\u200bb\u00adc\ufeffd\u3164e\u{e0041}'), 'a\\u200bb\\xadc\\ufeffd\\u3164e\\u{e0041}');
});

test('joiners and variation selectors behind ASCII are a disguise', () => {
  assert.is(safeText('a\u200db\ufe0fc\u200c'), 'a\\u200db\\ufe0fc\\u200c');
});

test('half a surrogate pair is spelled out', () => {
  assert.is(safeText('a\ud83db'), 'a\\ud83db');
});

test('columns are those of a terminal', () => {
  const columns = [
    'abc',
    'é',
    'e\u0301',
    '漢字',
    'ｶﾅ',
    'Ａ',
    '한국',
    '👍',
    '👩‍👩‍👧',
    '❤️',
    '🇩🇪',
    '\u0301',
    '…',
    '\x1b',
  ].map(columnsOf);
  assert.equal(columns, [3, 1, 1, 4, 2, 2, 4, 2, 2, 2, 2, 0, 1, 4]);
});

test('cells know where they begin', () => {
  assert.equal(cellsOf('a漢\x1b'), [
    { text: 'a', columns: 1, start: 0 },
    { text: '漢', columns: 2, start: 1 },
    { text: '\\x1b', columns: 4, start: 2 },
  ]);
  assert.equal(
    cellsOf('👍e\u0301x').map(({ start }) => start),
    [0, 2, 4],
  );
});

test('text is wrapped at spaces by columns', () => {
  assert.equal(wrapText('one two  three\nfour', 8), ['one two', 'three', 'four']);
  assert.equal(wrapText('漢字 漢字 漢字', 9), ['漢字 漢字', '漢字']);
});

test('a word longer than the line stays whole', () => {
  assert.equal(wrapText('see https://example.org/a/long/path now', 10), [
    'see',
    'https://example.org/a/long/path',
    'now',
  ]);
});

test('wrapped text is safe', () => {
  assert.equal(wrapText('a\x1b[2J b', 80), ['a\\x1b[2J b']);
});

test('nothing is one empty line', () => {
  assert.equal(wrapText('', 10), ['']);
});

test.run();
