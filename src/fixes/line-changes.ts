import { matchLines, type LinePair } from '../model/matched-lines.js';

/** Lines `oldStart` to `oldEnd` (0-based, the end exclusive) have become `newStart` to `newEnd`. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** A shortest list of changes from one list of lines to another; a single one where too much differs. */
export function changedLines(old: readonly string[], now: readonly string[]): readonly LineChange[] {
  const { start, end, pairs = [] } = matchLines(old, now);
  return between({ start, pairs }, old.length - end, now.length - end);
}

function between(
  { start, pairs }: { readonly start: number; readonly pairs: readonly LinePair[] },
  oldEnd: number,
  newEnd: number,
): LineChange[] {
  const changes: LineChange[] = [];
  let [x, y] = [start, start];
  for (const [old, now] of [...pairs, [oldEnd, newEnd] as const]) {
    if (old > x || now > y) changes.push({ oldStart: x, oldEnd: old, newStart: y, newEnd: now });
    [x, y] = [old + 1, now + 1];
  }
  return changes;
}
