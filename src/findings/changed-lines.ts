/** Lines of a text, 1-based, that are new or others than before. */
export type ChangedLines = (first: number, last: number) => boolean;

export const EVERY_LINE: ChangedLines = () => true;
export const NO_LINE: ChangedLines = () => false;

/** Edits beyond which the shortest way from one text to the other is not sought. */
const MOST_EDITS = 1_500;

/**
 * Tells of a span of lines whether any of them is not in the longest common subsequence of two texts (E. W. Myers, "An
 * O(ND) difference algorithm", 1986). Line ends do not count. Texts that differ by more than some thousand lines are
 * compared by which lines they hold, wherever these stand.
 */
export function changedLines(before: string, after: string): ChangedLines {
  const [old, now] = [linesOf(before), linesOf(after)];
  const shortest = Math.min(old.length, now.length);
  let start = 0;
  while (start < shortest && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < shortest - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const [oldPart, nowPart] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const kept = keptLines(oldPart, nowPart);
  const changed = nowPart.flatMap((_, index) => (kept.has(index) ? [] : [start + index + 1]));
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

/** The indexes of the lines of `now` that come from `old`. */
function keptLines(old: readonly string[], now: readonly string[]): ReadonlySet<number> {
  if (old.length === 0 || now.length === 0) return new Set();
  const ways = waysBetween(old, now);
  return ways === undefined ? sharedLines(old, now) : keptOn(ways, old.length, now.length);
}

/** For each number of edits, how far each diagonal reaches; undefined if that takes too many. */
function waysBetween(old: readonly string[], now: readonly string[]): readonly Int32Array[] | undefined {
  const most = Math.min(old.length + now.length, MOST_EDITS);
  const width = 2 * most + 2;
  const reach = new Int32Array(width);
  const ways: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    ways.push(reach.slice(most - edits, most + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const [below, above] = [reach[most + diagonal - 1] ?? 0, reach[most + diagonal + 1] ?? 0];
      let x = diagonal === -edits || (diagonal !== edits && below < above) ? above : below + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
      reach[most + diagonal] = x;
      if (x >= old.length && x - diagonal >= now.length) return ways;
    }
  }
  return undefined;
}

/** Goes back from the ends to the beginnings: what lies on a diagonal is kept. */
function keptOn(ways: readonly Int32Array[], oldLength: number, nowLength: number): ReadonlySet<number> {
  const kept = new Set<number>();
  let [x, y] = [oldLength, nowLength];
  for (let edits = ways.length - 1; edits >= 0; edits -= 1) {
    const reach = ways[edits];
    const at = (diagonal: number): number => reach?.[diagonal + edits] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const from = isDown ? diagonal + 1 : diagonal - 1;
    const [startX, startY] = edits === 0 ? [0, 0] : [at(from), at(from) - from];
    while (x > startX && y > startY) {
      x -= 1;
      y -= 1;
      kept.add(y);
    }
    [x, y] = [startX, startY];
  }
  return kept;
}

/** Each line of `old` stands for one of `now` that is equal. */
function sharedLines(old: readonly string[], now: readonly string[]): ReadonlySet<number> {
  const left = new Map<string, number>();
  for (const line of old) left.set(line, (left.get(line) ?? 0) + 1);
  const kept = new Set<number>();
  for (const [index, line] of now.entries()) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    kept.add(index);
  }
  return kept;
}
