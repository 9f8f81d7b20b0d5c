import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decode } from '../../src/formats/decode.js';
import { encodeLike } from '../../src/formats/encode.js';
import { loadFormats } from '../../src/formats/formats.js';

const python = (await loadFormats()).find(({ name }) => name === 'python');
if (python === undefined) throw new Error('there is no format python');
const format = python;

const LATIN = Buffer.from('# coding: latin-1\nname = "caf\xe9\x85"\n', 'latin1');

function textOf(bytes: Buffer): string {
  const decoded = decode(bytes, format, 10_000);
  if ('skip' in decoded) throw new Error(decoded.skip);
  return decoded.text;
}

test('every encoding that is read is written back byte by byte', () => {
  const contents = [
    Buffer.from('x = "café 日本"\r\n'),
    Buffer.from('\ufeffx = "café"\n'),
    Buffer.from('x = 1\n'),
    LATIN,
    Buffer.from('# coding: cp1251\nx = "\xcf\xf0"\n', 'latin1'),
    Buffer.from('\ufeffx = "日本"\n', 'utf16le'),
    Buffer.from('\ufeffx = "日本"\n', 'utf16le').swap16(),
    Buffer.from('# coding: utf-8\nx = "é"\n'),
  ];
  for (const bytes of contents) assert.equal(encodeLike(textOf(bytes), bytes, format), bytes);
});

test('what is added is written in the encoding of the file, or refused by name', () => {
  const changed = textOf(LATIN).replace('name', 'ñame');
  assert.equal(
    encodeLike(changed, LATIN, format),
    Buffer.from(LATIN.toString('latin1').replace('name', '\xf1ame'), 'latin1'),
  );
  assert.equal(encodeLike(changed.replace('ñ', '日'), LATIN, format), { refusal: 'latin1, its encoding, has no 日' });
  const plain = Buffer.from('# coding: latin-1\nx = 1\n');
  assert.equal(
    encodeLike(textOf(plain).replace('x', 'é'), plain, format),
    Buffer.from('# coding: latin-1\n\xe9 = 1\n', 'latin1'),
  );
  const utf8 = Buffer.from('x = 1\n');
  assert.equal(encodeLike('é = 1\n', utf8, format), Buffer.from('é = 1\n'));
});

test('an encoding of several bytes for a character is refused by name', () => {
  const bytes = Buffer.from([...Buffer.from('# coding: shift_jis\nx = "'), 0x93, 0xfa, ...Buffer.from('"\n')]);
  assert.equal(encodeLike(textOf(bytes), bytes, format), {
    refusal: 'it is written in shift_jis, which can be read but not written',
  });
});

test.run();
