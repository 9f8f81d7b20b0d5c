import { normalisedPath } from './paths.js';

/** Offsets in a text by the name or path that is there, ascending. */
export type TextIndex = ReadonlyMap<string, readonly number[]>;

/** Part of a text. */
export interface Span {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** Where `pattern`, whose first group is a path, matches; not at the offsets to leave out. */
export function indexPaths(text: string, pattern: RegExp, leftOut?: ReadonlySet<number>): TextIndex {
  const index = new Map<string, number[]>();
  for (const match of text.matchAll(pattern)) {
    if (leftOut?.has(match.index) === true) continue;
    const path = normalisedPath(match[1] ?? '');
    const offsets = index.get(path);
    if (offsets === undefined) index.set(path, [match.index]);
    else offsets.push(match.index);
  }
  return index;
}

/** The offsets of `path` within `span`. */
export function offsetsWithin(index: TextIndex, path: string, { startIndex, endIndex }: Span): readonly number[] {
  const offsets = index.get(path) ?? [];
  return offsets.slice(firstFrom(offsets, startIndex), firstFrom(offsets, endIndex));
}

/** True if an offset of `path` lies within `span`. */
export function hasWithin(index: TextIndex, path: string, { startIndex, endIndex }: Span): boolean {
  const offsets = index.get(path) ?? [];
  return (offsets[firstFrom(offsets, startIndex)] ?? Infinity) < endIndex;
}

/** How many of the ascending offsets are less than `limit`. */
function firstFrom(offsets: readonly number[], limit: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isWithin(offset: number, { startIndex, endIndex }: Span): boolean {
  return offset >= startIndex && offset < endIndex;
}
