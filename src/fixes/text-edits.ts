import { LineIndex } from '../formats/line-index.js';
import type { Position, Range, Span } from '../model/location.js';

/** Replaces what `start` to `end` (UTF-16 offsets) of a text hold. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The offsets of a range; undefined for one that does not lie in the text. */
export function spanOf(lines: LineIndex, { start, end }: Range): Span | undefined {
  const from = offsetOf(lines, start);
  const to = offsetOf(lines, end);
  return from === undefined || to === undefined || from > to ? undefined : { start: from, end: to };
}

function offsetOf(lines: LineIndex, { line, column }: Position): number | undefined {
  if (line < 1 || column < 1 || line > lines.count) return undefined;
  const offset = lines.start(line) + column - 1;
  return offset <= lines.start(line) + lines.text(line).length ? offset : undefined;
}

/** The text with edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const edit of inOrder(edits)) {
    pieces.push(text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  return [...pieces, text.slice(from)].join('');
}

export function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** Where a line of the edited text comes from: the 1-based line of the text before that its first unit stood in. */
export function lineBefore(before: string, edits: readonly TextEdit[]): (position: Position) => number {
  const oldLines = new LineIndex(before);
  const newLines = new LineIndex(applyEdits(before, edits));
  const ordered = inOrder(edits);
  return ({ line, column }) => {
    const offset = newLines.start(line) + column - 1;
    return oldLines.position(offsetBefore(ordered, offset)).line;
  };
}

/** What an edit has written comes from where the edit starts. */
function offsetBefore(ordered: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { start, end, text } of ordered) {
    if (offset < start + shift) break;
    if (offset < start + shift + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}

/** The line end that a text uses first; `\n` where it has none. */
export function lineEndOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n';
}
