import { matchLines } from '../model/matched-lines.js';

/** Lines of a text, 1-based, that are new or others than before. */
export type ChangedLines = (first: number, last: number) => boolean;

export const EVERY_LINE: ChangedLines = () => true;
export const NO_LINE: ChangedLines = () => false;

/**
 * Tells of a span of lines whether any of them is not in the longest common subsequence of two texts. Line ends do not
 * count. Texts that differ by more than some thousand lines are compared by which lines they hold, wherever these stand.
 */
export function changedLines(before: string, after: string): ChangedLines {
  const [old, now] = [linesOf(before), linesOf(after)];
  const { start, end, pairs } = matchLines(old, now);
  const inside = (lines: readonly string[]): readonly string[] => lines.slice(start, lines.length - end);
  const kept =
    pairs === undefined
      ? new Set(sharedLines(inside(old), inside(now)).map((index) => start + index))
      : new Set(pairs.map(([, index]) => index));
  const changed = inside(now).flatMap((_, index) => (kept.has(start + index) ? [] : [start + index + 1]));
  return (first, last) => {
    // The first changed line that is not before the span.
    let [low, high] = [0, changed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((changed[middle] ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    return (changed[low] ?? Infinity) <= last;
  };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** The indexes of `now` whose lines `old` has too: each of those stands for one that is equal. */
function sharedLines(old: readonly string[], now: readonly string[]): readonly number[] {
  const left = new Map<string, number>();
  for (const line of old) left.set(line, (left.get(line) ?? 0) + 1);
  const kept: number[] = [];
  for (const [index, line] of now.entries()) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    kept.push(index);
  }
  return kept;
}
