/** Lines `oldStart` to `oldEnd` (0-based, the end exclusive) have become `newStart` to `newEnd`. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Edits beyond which the shortest script is not looked for: all between the equal ends is one change then. */
const MAX_EDITS = 2_000;

/** A shortest list of changes from one list of lines to another (Myers, "An O(ND) Difference Algorithm", 1986). */
export function changedLines(old: readonly string[], now: readonly string[]): readonly LineChange[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  const rest = Math.min(old.length, now.length) - head;
  while (tail < rest && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const [a, b] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  const pairs = equalPairs(a, b) ?? [];
  return between(pairs, a.length, b.length).map(({ oldStart, oldEnd, newStart, newEnd }) => ({
    oldStart: oldStart + head,
    oldEnd: oldEnd + head,
    newStart: newStart + head,
    newEnd: newEnd + head,
  }));
}

type Pair = readonly [old: number, now: number];

/** Lines that stay, ascending; undefined where there are too many changes to say. */
function equalPairs(a: readonly string[], b: readonly string[]): readonly Pair[] | undefined {
  const trace: Map<number, number>[] = [];
  const furthest = new Map<number, number>([[1, 0]]);
  const limit = Math.min(a.length + b.length, MAX_EDITS);
  for (let edits = 0; edits <= limit; edits += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = reached(furthest, diagonal, edits);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return backtrack(trace, a.length, b.length);
    }
  }
  return undefined;
}

/** Where the next edit leads on a diagonal: down from the one above, or right from the one below. */
function reached(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  const right = furthest.get(diagonal - 1) ?? -1;
  const down = furthest.get(diagonal + 1) ?? -1;
  return diagonal === -edits || (diagonal !== edits && right < down) ? down : right + 1;
}

function backtrack(trace: readonly ReadonlyMap<number, number>[], oldLength: number, newLength: number): Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [oldLength, newLength];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits] ?? new Map<number, number>();
    const diagonal = x - y;
    const isDown =
      diagonal === -edits ||
      (diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1));
    const from = isDown ? diagonal + 1 : diagonal - 1;
    const startX = edits === 0 ? 0 : (furthest.get(from) ?? 0);
    const startY = edits === 0 ? 0 : startX - from;
    while (x > startX && y > startY && x > 0 && y > 0) {
      const before = isDown ? startX : startX + 1;
      if (edits > 0 && x <= before) break;
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [startX, startY];
  }
  return pairs.reverse();
}

function between(pairs: readonly Pair[], oldLength: number, newLength: number): LineChange[] {
  const changes: LineChange[] = [];
  let [x, y] = [0, 0];
  for (const [old, now] of [...pairs, [oldLength, newLength] as const]) {
    if (old > x || now > y) changes.push({ oldStart: x, oldEnd: old, newStart: y, newEnd: now });
    [x, y] = [old + 1, now + 1];
  }
  return changes;
}
