import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openText } from '../../src/fixes/editable-text.js';

function edited(bytes: Buffer, added: string): Buffer | undefined {
  const opened = openText(bytes);
  return opened?.encode(`${opened.text}${added}`, added);
}

test('BOM and encoding stay what they are', () => {
  assert.equal(edited(Buffer.from('\ufeffa = "ü"\n'), '# ü\n'), Buffer.from('\ufeffa = "ü"\n# ü\n'));
  assert.equal(edited(Buffer.from('\ufeffa\r\n', 'utf16le'), '# ü'), Buffer.from('\ufeffa\r\n# ü', 'utf16le'));
  const big = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  assert.equal(edited(big('\ufeffa\n'), '# ü'), big('\ufeffa\n# ü'));
});

test('in an encoding that is not of Unicode only ASCII is added', () => {
  const latin = Buffer.from('a = "ü"\n', 'latin1');
  assert.equal(edited(latin, '# why\n'), Buffer.concat([latin, Buffer.from('# why\n')]));
  assert.is(edited(latin, '# ü\n'), undefined);
});

test('bytes that could not be had back are not opened', () => {
  assert.is(openText(Buffer.from([0xfe, 0xff, 0, 0x61, 0])), undefined);
});

test.run();
