import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openPack, writePack, type Pack, type PackEntry } from './pack.js';
import { removeQuietly } from './remove-quietly.js';

/** Remembers bytes by key. */
export interface FactStore {
  /** True if nothing is known at all. */
  readonly isEmpty: boolean;
  find(key: string): Buffer | undefined;
  add(key: string, bytes: Buffer): void;
  /** Says that this run asks for everything that the project has: what it does not ask for may go one day. */
  askForAll(): void;
}

const PACK = /^facts-[\w-]+\.pack$/;
const UNFINISHED = /\.tmp$/;
/** Milliseconds after which a file that nobody finished belongs to a run that was killed. */
const ABANDONED = 3_600_000;
/** Bytes up to which a store may hold what no run uses. */
const SLACK = 64_000_000;
/** A store larger than this many times what a whole run uses is swept. */
const MOST_UNUSED = 3;
/** Bytes that no store exceeds. */
const LARGEST = 2_000_000_000;

export interface OpenStore {
  /** Absolute; need not exist. */
  readonly folder: string;
  /** Entries of another namespace are of no use, and are removed. */
  readonly namespace: string;
}

/**
 * Entries in packs: files that are written whole, under a name of their own, and never changed. So runs need no lock, a
 * run that is killed leaves at worst a file that the next ones ignore, and a damaged pack costs its entries. What is added
 * goes to a new pack, together with all packs that are not much larger: there are few packs, and an entry is rewritten as
 * often as the logarithm of their number (a log-structured merge tree; O'Neil et al., 1996).
 */
export class PackStore implements FactStore {
  readonly #folder: string;
  readonly #namespace: string;
  readonly #packs: Pack[] = [];
  /** Files that hold nothing of use: damaged, or of another namespace. */
  readonly #useless: string[] = [];
  readonly #added = new Map<string, Buffer>();
  readonly #used = new Set<string>();
  #damage = 0;
  #isWhole = false;

  constructor({ folder, namespace }: OpenStore) {
    this.#folder = folder;
    this.#namespace = namespace;
    // What was written last knows most of a content.
    for (const name of [...namesIn(folder)].reverse()) {
      if (!PACK.test(name)) continue;
      const pack = openPack(join(folder, name), namespace);
      if (typeof pack === 'object') this.#packs.push(pack);
      else if (pack !== 'gone') this.#useless.push(name);
      if (pack === 'damaged') this.#damage += 1;
    }
  }

  get isEmpty(): boolean {
    return this.#packs.length === 0;
  }

  /** Packs and entries that were damaged: they are found anew. */
  get damage(): number {
    return this.#damage;
  }

  find(key: string): Buffer | undefined {
    const added = this.#added.get(key);
    if (added !== undefined) return added;
    for (const pack of this.#packs) {
      const bytes = pack.find(key);
      if (bytes === 'damaged') this.#damage += 1;
      else if (bytes !== undefined) {
        this.#used.add(key);
        return bytes;
      }
    }
    return undefined;
  }

  add(key: string, bytes: Buffer): void {
    this.#added.set(key, bytes);
    this.#used.add(key);
  }

  askForAll(): void {
    this.#isWhole = true;
  }

  /** Writes what was added. Throws where the disk does; the store is then as it was. */
  save(): void {
    const total = this.#packs.reduce((sum, pack) => sum + pack.size, 0) + sizeOf(this.#added);
    const isSwept = this.#isWhole && total > SLACK && total > MOST_UNUSED * this.#usedBytes();
    const replaced = isSwept || total > LARGEST || this.#damage > 0 ? [...this.#packs] : this.#smallPacks();
    if (this.#added.size > 0 || isSwept || this.#damage > 0) {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writePack(this.#folder, this.#namespace, this.#entries(replaced, isSwept || total > LARGEST));
      for (const pack of replaced) removeQuietly(pack.file);
    }
    for (const name of this.#useless) removeQuietly(join(this.#folder, name));
    removeAbandoned(this.#folder);
  }

  close(): void {
    for (const pack of this.#packs) pack.close();
  }

  #usedBytes(): number {
    let sum = 0;
    for (const key of this.#used)
      sum += this.#added.get(key)?.length ?? this.#packs.find((pack) => pack.has(key))?.sizeOf(key) ?? 0;
    return sum;
  }

  /** Those that are merged with what was added: the smallest ones, as long as the next is not much larger than all before. */
  #smallPacks(): Pack[] {
    const small: Pack[] = [];
    let size = sizeOf(this.#added);
    for (const pack of [...this.#packs].sort((a, b) => a.size - b.size)) {
      if (pack.size > 2 * size) break;
      small.push(pack);
      size += pack.size;
    }
    return small;
  }

  *#entries(replaced: readonly Pack[], isSwept: boolean): Iterable<PackEntry> {
    const seen = new Set(this.#added.keys());
    for (const [key, bytes] of this.#added) yield { key, bytes };
    for (const pack of replaced) {
      for (const key of pack.keys()) {
        if (seen.has(key) || (isSwept && !this.#used.has(key))) continue;
        seen.add(key);
        const bytes = pack.find(key);
        if (typeof bytes === 'object') yield { key, bytes };
      }
    }
  }
}

function sizeOf(entries: ReadonlyMap<string, Buffer>): number {
  let size = 0;
  for (const bytes of entries.values()) size += bytes.length;
  return size;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function removeAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    if (!UNFINISHED.test(name)) continue;
    const age = Date.now() - (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED) removeQuietly(join(folder, name));
  }
}
