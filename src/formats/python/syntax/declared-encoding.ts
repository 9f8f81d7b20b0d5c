import { isAscii, isUtf8 } from 'node:buffer';
import { ASCII_NAMES, OTHER_NAMES, UTF8_NAMES } from './encoding-names.js';

/** What CPython makes of the bytes before it looks at the grammar. */
export type Reading =
  | { readonly fault: { readonly line: number; readonly message: string } }
  /** The text in the declared encoding; null where that is UTF-8, or one that this platform does not know. */
  | { readonly fault: null; readonly text: string | null };

const UTF8_BOM = Buffer.from('\ufeff');

/**
 * Reads bytes as CPython does, or gives the fault of those that it cannot decode: NUL, an unknown or unfit declared
 * encoding (PEP 263), bytes that are not of the encoding. Like `compile()` it takes invalid UTF-8 in comments.
 */
export function readSource(bytes: Buffer): Reading {
  const nul = bytes.indexOf(0);
  if (nul >= 0) return refused(lineOf(bytes, nul), 'source code cannot contain null bytes');
  const declared = declaredEncoding(bytes);
  if (declared === undefined) return readUtf8(bytes);
  const { line, name } = declared;
  const folded = name.toLowerCase().replace(/[^a-z0-9.]+/g, '_');
  const isPlainUtf8 = /^utf_8(?:_|$)/.test(folded);
  if (hasBom(bytes) && !isPlainUtf8) return refused(line, `encoding problem: ${name} with BOM`);
  if (isPlainUtf8 || UTF8_NAMES.has(folded)) return readUtf8(bytes);
  if (/^(?:latin_1|iso_8859_1|iso_latin_1)(?:_|$)/.test(folded)) return { fault: null, text: bytes.toString('latin1') };
  const isAsciiName = ASCII_NAMES.has(folded);
  if (!isAsciiName && !OTHER_NAMES.has(folded)) return refused(line, `unknown encoding: ${name}`);
  if (isAscii(bytes)) return { fault: null, text: null };
  const text = isAsciiName ? undefined : decodeAs(bytes, folded);
  return text === undefined ? refused(line, `the file holds bytes that are not ${name}`) : { fault: null, text };
}

function refused(line: number, message: string): Reading {
  return { fault: { line, message } };
}

function hasBom(bytes: Buffer): boolean {
  return bytes.subarray(0, 3).equals(UTF8_BOM);
}

/** On the first line, or on the second after a line that holds at most a comment. */
function declaredEncoding(bytes: Buffer): { line: number; name: string } | undefined {
  const head = bytes.toString('latin1', hasBom(bytes) ? 3 : 0, 1000).split(/\r\n?|\n/, 2);
  for (const [index, text] of head.entries()) {
    const name = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(text)?.[1];
    if (name !== undefined) return { line: index + 1, name };
    if (!/^[ \t\f]*(?:#|$)/.test(text)) return undefined;
  }
  return undefined;
}

function readUtf8(bytes: Buffer): Reading {
  const line = isUtf8(bytes) ? null : lineOfInvalidUtf8(bytes);
  return line === null ? { fault: null, text: null } : refused(line, 'the file holds bytes that are not UTF-8');
}

/** The first line with invalid UTF-8 outside a comment; null if there is none. */
function lineOfInvalidUtf8(bytes: Buffer): number | null {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(10, start);
    const text = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (!isUtf8(text) && !/^[^'"#]*#/.test(text.toString('latin1'))) return line;
    start = end < 0 ? bytes.length : end + 1;
  }
  return null;
}

/** Undefined where the bytes are not of the encoding; null where this platform does not know it. */
function decodeAs(bytes: Buffer, name: string): string | null | undefined {
  for (const label of [name, name.replaceAll('_', '-'), name.replace(/^iso_?8859_/, 'iso-8859-')]) {
    try {
      new TextDecoder(label);
    } catch {
      continue;
    }
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      return undefined;
    }
  }
  return null;
}

function lineOf(bytes: Buffer, offset: number): number {
  return (bytes.toString('latin1', 0, offset).match(/\r\n?|\n/g)?.length ?? 0) + 1;
}
