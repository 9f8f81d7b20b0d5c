import type { SyntaxFault, SyntaxVerdict } from '../../../model/syntax-verdict.js';
import { faultMessage } from '../../fault-message.js';
import { lineAt, sourceLine } from './source-line.js';

/** The place and words of CPython's exception. */
interface Complaint {
  readonly line: number | null;
  readonly offset: number | null;
  /** Whether the exception carries the text of the line, which those of the compiler do not. */
  readonly hasText: boolean;
  readonly message: string;
}

/** Reads one answer of the interpreter about a text. Throws where it is none: then the interpreter is not ours. */
export function readAnswer(answer: string, text: string, version: string): SyntaxVerdict {
  const parts: unknown = JSON.parse(answer);
  if (!Array.isArray(parts)) throw new Error('not an answer');
  const [kind, first, offset, hasText, message] = parts as readonly unknown[];
  if (kind === 'valid') return { kind: 'valid' };
  if (kind === 'unjudged' && typeof first === 'string') return { kind: 'unjudged', reason: faultMessage(first) };
  if (kind !== 'invalid' || typeof message !== 'string') throw new Error('not an answer');
  const complaint = { line: numberOrNull(first), offset: numberOrNull(offset), hasText: hasText === true, message };
  return { kind: 'invalid', fault: faultOf(complaint, text, version) };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function faultOf(complaint: Complaint, text: string, version: string): SyntaxFault {
  const message = faultMessage(complaint.message);
  if (complaint.line === null || complaint.line < 1) return { ...unplaced(complaint, text), message, validFrom: null };
  const line = sourceLine(text, complaint.line);
  return { line: complaint.line, column: columnOf(complaint, line, version), message, validFrom: null };
}

/** CPython gives no place for NUL bytes and for declared encodings that it cannot use. */
function unplaced(complaint: Complaint, text: string): { line: number; column: number } {
  const nul = text.indexOf('\0');
  if (complaint.message.includes('null bytes') && nul >= 0) {
    const line = lineAt(text, nul);
    return { line, column: sourceLine(text, line).indexOf('\0') + 1 };
  }
  const isSecondLine = /^[^\r\n]*(?:\r\n?|\n)[ \t\f]*#.*coding[:=]/.test(text) && !/^[ \t\f]*#.*coding[:=]/.test(text);
  return { line: isSecondLine ? 2 : 1, column: 1 };
}

/** In UTF-16 units, 1-based; never past the end of the line. */
function columnOf(complaint: Complaint, line: string, version: string): number {
  const offset = zeroBased(complaint, version);
  if (offset <= 0) return 1;
  const before = countsBytes(complaint, version) ? bytesBefore(line, offset) : undefined;
  return (before ?? charactersBefore(line, offset)).length + 1;
}

function zeroBased({ offset, hasText }: Complaint, version: string): number {
  // The compiler of CPython 3.7 and earlier gives offsets from 0, everything else from 1.
  return (offset ?? 1) - (!hasText && minor(version) < 8 ? 0 : 1);
}

/** Words of CPython's tokenizer, whose offsets count characters in every version. */
const TOKENIZER =
  /^(?:unmatched|closing parenthesis|too many nested|unterminated|EO[FL] while|leading zeros|invalid (?:\w+ literal|digit|character|non-printable))/;

/** The compiler counts bytes of UTF-8; so does the parser from 3.9 to 3.12, where the source comes from memory. */
function countsBytes({ hasText, message }: Complaint, version: string): boolean {
  if (!hasText) return true;
  return minor(version) >= 9 && minor(version) <= 12 && !TOKENIZER.test(message);
}

function minor(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}

/** Undefined where the count ends within a character, so that it cannot be one of bytes. */
function bytesBefore(line: string, count: number): string | undefined {
  const before = Buffer.from(line).subarray(0, count).toString();
  return line.startsWith(before) ? before : undefined;
}

function charactersBefore(line: string, count: number): string {
  let end = 0;
  for (let left = count; left > 0 && end < line.length; left -= 1) end += (line.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return line.slice(0, end);
}
