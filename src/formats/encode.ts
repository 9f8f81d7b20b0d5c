import { isAscii, isUtf8 } from 'node:buffer';
import type { Format } from '../model/format.js';

/**
 * The bytes of a text in the encoding of the file that it comes from, its BOM kept; a reason where that encoding cannot
 * be written, or does not have a character. `bytes` are those that `decode` has read.
 */
export function encodeLike(text: string, bytes: Buffer, format: Format): Buffer | { readonly refusal: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const declared = format.declaredEncoding?.(bytes.toString('latin1', 0, 400));
  const isPlain = isAscii(bytes);
  if (declared === undefined || (!isPlain && isUtf8(bytes)) || (isPlain && /^[\0-\x7f]*$/.test(text)))
    return Buffer.from(bytes.subarray(0, 3).equals(UTF8_BOM) ? `\ufeff${text}` : text, 'utf8');
  return encodeDeclared(text, declared);
}

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

function encodeDeclared(text: string, encoding: string): Buffer | { readonly refusal: string } {
  if (/^utf-?8$/.test(encoding)) return Buffer.from(text, 'utf8');
  const table = singleBytes(encoding);
  if (table === undefined) return { refusal: `it is written in ${encoding}, which can be read but not written` };
  const bytes = Buffer.alloc(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = table.get(text[at] ?? '');
    if (byte === undefined) return { refusal: `${encoding}, its encoding, has no ${text[at] ?? ''}` };
    bytes[at] = byte;
  }
  return bytes;
}

/** Character → byte; undefined for an encoding that takes more than a byte for some. */
function singleBytes(encoding: string): ReadonlyMap<string, number> | undefined {
  try {
    const decoder = new TextDecoder(encoding);
    const characters = decoder.decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    if (characters.length !== 256) return undefined;
    return new Map(Array.from({ length: 256 }, (_, byte) => [characters[byte] ?? '', byte]));
  } catch {
    return undefined;
  }
}
