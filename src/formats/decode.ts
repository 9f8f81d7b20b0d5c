import { isAscii, isUtf8 } from 'node:buffer';
import type { Format } from '../model/format.js';

/** Brackets deeper than this are not parsed: no person wrote them, and every recursion over them is at risk. */
export const MAX_NESTING = 1000;

export type Decoded =
  | {
      /** Without its BOM. */
      readonly text: string;
      readonly hasBom: boolean;
      /** Lines that hold more than white space. */
      readonly lines: number;
    }
  | {
      readonly skip: string;
      /** True where a judge that looks at bytes may still speak. */
      readonly isJudged: boolean;
    };

const enum Unit {
  Other,
  Break,
  Blank,
  Open,
  Close,
  Nul,
}

const UNITS = new Uint8Array(256);
for (const unit of '\n\r') UNITS[unit.charCodeAt(0)] = Unit.Break;
for (const unit of ' \t\f\v') UNITS[unit.charCodeAt(0)] = Unit.Blank;
for (const unit of '([{') UNITS[unit.charCodeAt(0)] = Unit.Open;
for (const unit of ')]}') UNITS[unit.charCodeAt(0)] = Unit.Close;
UNITS[0] = Unit.Nul;

/**
 * Turns bytes into text, or says why they are not looked at: too large, binary, undecodable, nested too deep.
 * UTF-8 unless a UTF-16 BOM or the format's own declaration says otherwise.
 */
export function decode(bytes: Buffer, format: Format, maxFileSize: number): Decoded {
  if (bytes.length > maxFileSize) return { skip: `larger than ${maxFileSize.toString()} bytes`, isJudged: false };
  const utf16 = utf16Encoding(bytes);
  if (utf16 !== undefined) return measure(new TextDecoder(utf16).decode(bytes), true);
  const survey = surveyBytes(bytes);
  if (survey.hasNul) return { skip: 'contains NUL bytes: not a text file', isJudged: true };
  const text = decodeText(bytes, format);
  if (text === undefined) return { skip: undecodable(bytes, format), isJudged: true };
  if (survey.nesting > MAX_NESTING && nestingOutsideStrings(text) > MAX_NESTING)
    return { skip: tooDeep(), isJudged: true };
  const hasBom = text.startsWith('\ufeff');
  return { text: hasBom ? text.slice(1) : text, hasBom, lines: survey.lines };
}

function measure(text: string, hasBom: boolean): Decoded {
  const survey = surveyBytes(Buffer.from(text));
  if (survey.hasNul) return { skip: 'contains NUL characters: not a text file', isJudged: false };
  if (survey.nesting > MAX_NESTING && nestingOutsideStrings(text) > MAX_NESTING)
    return { skip: tooDeep(), isJudged: true };
  return { text, hasBom, lines: survey.lines };
}

function tooDeep(): string {
  return `brackets nested deeper than ${MAX_NESTING.toString()} levels`;
}

function utf16Encoding(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function decodeText(bytes: Buffer, format: Format): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const encoding = format.declaredEncoding?.(bytes.toString('latin1', 0, 400));
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function undecodable(bytes: Buffer, format: Format): string {
  const encoding = format.declaredEncoding?.(bytes.toString('latin1', 0, 400)) ?? 'UTF-8';
  return `not valid ${encoding}: save it as UTF-8`;
}

function surveyBytes(bytes: Buffer): { lines: number; nesting: number; hasNul: boolean } {
  let lines = 0;
  let depth = 0;
  let nesting = 0;
  let isBlank = true;
  // An index, and the usual case first: every byte of every file comes by here.
  for (let at = 0; at < bytes.length; at += 1) {
    const unit = UNITS[bytes[at] ?? 0];
    if (unit === Unit.Other) {
      isBlank = false;
      continue;
    }
    switch (unit) {
      case Unit.Break:
        if (!isBlank) lines += 1;
        isBlank = true;
        break;
      case Unit.Open:
        isBlank = false;
        depth += 1;
        if (depth > nesting) nesting = depth;
        break;
      case Unit.Close:
        isBlank = false;
        if (depth > 0) depth -= 1;
        break;
      case Unit.Nul:
        return { lines, nesting, hasNul: true };
      default:
    }
  }
  return { lines: isBlank ? lines : lines + 1, nesting, hasNul: false };
}

/** The nesting again, without what single-line string literals hold (`":("` does not nest). */
function nestingOutsideStrings(text: string): number {
  let depth = 0;
  let nesting = 0;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] ?? '';
    if (unit === '\n' || unit === '\r') quote = '';
    else if (quote !== '') {
      if (unit === '\\') at += 1;
      else if (unit === quote) quote = '';
    } else if (unit === '"' || unit === "'" || unit === '`') quote = unit;
    else if (unit === '(' || unit === '[' || unit === '{') nesting = Math.max(nesting, (depth += 1));
    else if (unit === ')' || unit === ']' || unit === '}') depth = Math.max(0, depth - 1);
  }
  return nesting;
}
