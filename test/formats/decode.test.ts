import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decode } from '../../src/formats/decode.js';
import python from '../../src/formats/python/format.js';
import typescript from '../../src/formats/typescript/format.js';

const LIMIT = 1_500_000;

test('lines are counted where something stands on them, whatever ends them', () => {
  assert.equal(decode(Buffer.from('a\r\n\r\n \t\rb\n\nc'), python, LIMIT), {
    text: 'a\r\n\r\n \t\rb\n\nc',
    hasBom: false,
    lines: 3,
  });
});

test('an empty file is checked and has no lines', () => {
  assert.equal(decode(Buffer.alloc(0), python, LIMIT), { text: '', hasBom: false, lines: 0 });
});

test('a byte order mark is taken off and remembered', () => {
  assert.equal(decode(Buffer.from('\ufeffx = 1\n'), python, LIMIT), { text: 'x = 1\n', hasBom: true, lines: 1 });
});

test('a file above the limit is skipped with the limit named', () => {
  assert.equal(decode(Buffer.from('x'.repeat(11)), python, 10), { skip: 'larger than 10 bytes', isJudged: false });
});

test('NUL bytes make a binary file', () => {
  assert.equal(decode(Buffer.from('a\0b'), python, LIMIT), {
    skip: 'contains NUL bytes: not a text file',
    isJudged: true,
  });
});

test('invalid UTF-8 is skipped, and so is a lone surrogate encoded as UTF-8', () => {
  const skipped = { skip: 'not valid UTF-8: save it as UTF-8', isJudged: true };
  assert.equal(decode(Buffer.from([0x61, 0xff, 0x62]), typescript, LIMIT), skipped);
  assert.equal(decode(Buffer.from([0xed, 0xa0, 0x80]), typescript, LIMIT), skipped);
});

test('a Python coding cookie on the first or second line decides the encoding', () => {
  const latin1 = Buffer.from('#!/usr/bin/python\n# -*- coding: latin-1 -*-\nname = "é"\n', 'latin1');
  assert.equal(decode(latin1, python, LIMIT), { text: latin1.toString('latin1'), hasBom: false, lines: 3 });
});

test('an unknown coding cookie is named', () => {
  const bytes = Buffer.concat([Buffer.from('# coding: klingon\n'), Buffer.from([0xff])]);
  assert.equal(decode(bytes, python, LIMIT), { skip: 'not valid klingon: save it as UTF-8', isJudged: true });
});

test('UTF-16 with a byte order mark is read, as the TypeScript compiler does', () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('const a = 1;\n', 'utf16le')]);
  assert.equal(decode(bytes, typescript, LIMIT), { text: 'const a = 1;\n', hasBom: true, lines: 1 });
});

test('brackets nested a hundred thousand deep are skipped', () => {
  const skipped = { skip: 'brackets nested deeper than 1000 levels', isJudged: true };
  assert.equal(decode(Buffer.from(`x = ${'['.repeat(100_000)}${']'.repeat(100_000)}`), python, LIMIT), skipped);
});

test('opening brackets in strings do not nest', () => {
  const text = 'SAD = [\n' + '  ":(",\n'.repeat(2_000) + ']\n';
  assert.equal(decode(Buffer.from(text), python, LIMIT), { text, hasBom: false, lines: 2_002 });
});

test.run();
