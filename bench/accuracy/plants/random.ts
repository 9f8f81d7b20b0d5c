/** A repeatable source of choices. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True in the share `probability` (0…1) of the calls. */
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** A copy in another order. */
  shuffled<T>(list: readonly T[]): T[];
}

/**
 * The same seed and label give the same choices on every machine. Different labels give unrelated choices, so that a
 * template more in one rule leaves the plants of the others where they are.
 */
export function seededRandom(seed: number, label: string): Random {
  const next = mulberry32((seed ^ fnv1a(label)) >>> 0);
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[below(list.length)];
    if (chosen === undefined) throw new Error(`nothing to pick from for ${label}`);
    return chosen;
  };
  return { below, pick, chance: (probability) => next() < probability, shuffled: (list) => shuffle(list, below) };
}

/** mulberry32 by Tommy Ettinger (2017, public domain): numbers from 0 up to, not including, 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo), over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Fisher–Yates. */
function shuffle<T>(list: readonly T[], below: (limit: number) => number): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    const [left, right] = [copy[last], copy[other]];
    if (left !== undefined && right !== undefined) [copy[last], copy[other]] = [right, left];
  }
  return copy;
}
