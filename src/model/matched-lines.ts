/** Which lines two texts share: those at their beginnings and ends, and, by index, those between. */
export interface MatchedLines {
  /** Equal lines at the beginning. */
  readonly start: number;
  /** Equal lines at the end, beside those. */
  readonly end: number;
  /** The others of a longest common subsequence, ascending; undefined if the texts differ by too much to look for one. */
  readonly pairs: readonly LinePair[] | undefined;
}

export type LinePair = readonly [old: number, now: number];

/** Edits beyond which the shortest way from one text to the other is not sought. */
const MOST_EDITS = 2_000;

/** Compares two lists of lines (E. W. Myers, "An O(ND) difference algorithm", 1986). */
export function matchLines(old: readonly string[], now: readonly string[]): MatchedLines {
  const shortest = Math.min(old.length, now.length);
  let start = 0;
  while (start < shortest && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < shortest - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const [oldPart, nowPart] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  if (oldPart.length === 0 || nowPart.length === 0) return { start, end, pairs: [] };
  const ways = waysBetween(oldPart, nowPart);
  const pairs = ways === undefined ? undefined : pairsOn(ways, oldPart.length, nowPart.length);
  return { start, end, pairs: pairs?.map(([x, y]) => [x + start, y + start] as const) };
}

/** For each number of edits, how far each diagonal reaches; undefined if that takes too many. */
function waysBetween(old: readonly string[], now: readonly string[]): readonly Int32Array[] | undefined {
  const most = Math.min(old.length + now.length, MOST_EDITS);
  const reach = new Int32Array(2 * most + 2);
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

/** Goes back from the ends to the beginnings: what lies on a diagonal is shared. */
function pairsOn(ways: readonly Int32Array[], oldLength: number, nowLength: number): LinePair[] {
  const pairs: LinePair[] = [];
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
      pairs.push([x, y]);
    }
    [x, y] = [startX, startY];
  }
  return pairs.reverse();
}
