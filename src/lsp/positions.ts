import type { Position as LspPosition, Range as LspRange } from 'vscode-languageserver/node';
import type { Position, Range } from '../model/location.js';

/**
 * A place as the protocol counts: from 0, in UTF-16 units. Clients that keep a byte order mark in the text count it; the
 * tool's columns do not.
 */
export function toPosition({ line, column }: Position, text = ''): LspPosition {
  const mark = line === 1 && hasMark(text) ? 1 : 0;
  return { line: line - 1, character: column - 1 + mark };
}

export function toRange({ start, end }: Range, text = ''): LspRange {
  return { start: toPosition(start, text), end: toPosition(end, text) };
}

/** True if the text begins with a byte order mark. */
export function hasMark(text: string): boolean {
  return text.startsWith('\ufeff');
}

/** True if the ranges share a position; the ends count, so that a cursor at either end of a finding is on it. */
export function meet(one: LspRange, other: LspRange): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: LspPosition, other: LspPosition): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
