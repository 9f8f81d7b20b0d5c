import type { SyntaxFault } from '../../../model/syntax-verdict.js';
import { columnAt, lineAt } from './source-line.js';
import type { RuffDiagnostic } from './ruff-workspace.js';
import { surveyTokens, type TokenFault } from './token-faults.js';

type Place = Omit<SyntaxFault, 'validFrom'>;

/** From this minor version on, CPython reads all tokens before it words an error of its parser. */
const TOKENS_FIRST = 10;

/**
 * Where CPython would most likely stop, of all that ruff reports (one or more). What the parser refuses comes before what
 * the compiler refuses; since CPython 3.10 a fault of the tokenizer anywhere, or a bracket left open on an earlier line,
 * comes before both.
 */
export function likeliestPlace(found: readonly RuffDiagnostic[], text: string, minor: number): Place {
  const first = found.find(({ code }) => code === 'invalid-syntax') ?? found[0];
  if (first === undefined) throw new Error('nothing was found');
  const { code, message, line, column } = first;
  if (code !== 'invalid-syntax') return { line, column, message };
  const tokenPlace = minor >= TOKENS_FIRST && message !== 'Unexpected indentation' ? placeOfToken(first, text) : null;
  return tokenPlace ?? { ...parserPlace(first, text, minor), message };
}

function placeOfToken(first: RuffDiagnostic, text: string): Place | null {
  const { fault, unindent, unclosed } = surveyTokens(text);
  if (fault !== null) return placeOf(fault, text);
  if (unindent !== null && lineAt(text, unindent.offset) <= first.line) return placeOf(unindent, text);
  if (unclosed !== null && lineAt(text, unclosed.offset) < first.line) return placeOf(unclosed, text);
  return null;
}

/**
 * CPython points to the line that should be indented; from 3.10 to the expression behind which a comma is missing; before,
 * where a bracket is open, to the first token behind the line.
 */
function parserPlace({ message, line, column }: RuffDiagnostic, text: string, minor: number): Omit<Place, 'message'> {
  const lines = text.split(/\r\n?|\n/);
  const here = { line, column };
  const isFirst = (lines[line - 1] ?? '').slice(0, column - 1).trim() === '';
  if (message.startsWith('Expected an indented block') && !isFirst) return tokenAfter(lines, line) ?? here;
  if (minor < TOKENS_FIRST)
    return /^Expected `[)\]},]`, found newline/.test(message) ? (tokenAfter(lines, line) ?? here) : here;
  const isComma = /^Expected `,`, found (?:identifier|int|float|complex|string)/.test(message);
  return isComma && isFirst ? (tokenBefore(lines, line) ?? here) : here;
}

/** The first line with a token behind a line. */
function tokenAfter(lines: readonly string[], line: number): Omit<Place, 'message'> | undefined {
  const index = lines.findIndex((text, at) => at >= line && HAS_TOKEN.test(text));
  return index < 0 ? undefined : { line: index + 1, column: columnOfToken(lines[index]) };
}

function tokenBefore(lines: readonly string[], line: number): Omit<Place, 'message'> | undefined {
  const index = lines.findLastIndex((text, at) => at < line - 1 && HAS_TOKEN.test(text));
  return index < 0 ? undefined : { line: index + 1, column: columnOfToken(lines[index]) };
}

const HAS_TOKEN = /^[ \t\f]*[^ \t\f#]/;

function columnOfToken(line = ''): number {
  return line.search(/[^ \t\f]/) + 1;
}

function placeOf({ offset, message }: TokenFault, text: string): Place {
  return { line: lineAt(text, offset), column: columnAt(text, offset), message };
}
