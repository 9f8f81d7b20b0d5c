import type { Entry } from '../model/rule.js';

export type Entries = readonly Entry<unknown, unknown>[];

/** Key → the entries of one file. */
export type Assigned = ReadonlyMap<string, Entries>;

/** Entries that are held at once: some 40 MB. */
const MOST_ENTRIES = 60_000;

/** The entries of the files that were placed last; those of the others are to be decoded again. */
export class PlacedEntries {
  readonly #byPath = new Map<string, Assigned>();
  readonly #most: number;
  #size = 0;

  constructor(most = MOST_ENTRIES) {
    this.#most = most;
  }

  get(path: string): Assigned | undefined {
    return this.#byPath.get(path);
  }

  set(path: string, assigned: Assigned): void {
    this.#size += sizeOf(assigned) - sizeOf(this.#byPath.get(path));
    if (assigned.size === 0) this.#byPath.delete(path);
    else this.#byPath.set(path, assigned);
    if (this.#size > this.#most) this.#forgetOldest(path);
  }

  #forgetOldest(current: string): void {
    for (const [path, assigned] of this.#byPath) {
      if (this.#size <= this.#most / 2) return;
      if (path === current) continue;
      this.#size -= sizeOf(assigned);
      this.#byPath.delete(path);
    }
  }
}

function sizeOf(assigned: Assigned | undefined): number {
  let size = 0;
  for (const entries of assigned?.values() ?? []) size += entries.length;
  return size;
}
