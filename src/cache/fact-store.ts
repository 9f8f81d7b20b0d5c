import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, openPack, writePack, type Pack, type PackEntry } from './pack.js';
import { removeQuietly } from './remove-quietly.js';

/** Remembers bytes by key. */
export interface FactStore {
  /** True if nothing was known at all before this run. */
  readonly isEmpty: boolean;
  find(key: string): Buffer | undefined;
  /** It may be read from the disk later. */
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
/** Bytes of what was added that are held in memory. */
const MOST_HELD = 32_000_000;
/** Bytes that no store exceeds. */
const LARGEST = 2_000_000_000;

export interface OpenStore {
  /** Absolute; need not exist. */
  readonly folder: string;
  /** Entries of another namespace are of no use, and are removed. */
  readonly namespace: string;
  /** Bytes of what was added that are held in memory. */
  readonly mostHeld?: number;
}

/**
 * Entries in packs: files that are written whole, under a name of their own, and never changed. So runs need no lock, a
 * run that is killed leaves at worst a file that the next ones ignore, and a damaged pack costs its entries. What is added
 * goes to a new pack, together with all packs that are not much larger: there are few packs, and an entry is rewritten as
 * often as the logarithm of their number (a log-structured merge tree; O'Neil et al., 1996). Where much is added, it goes
 * to packs as it comes, which become one in the end: memory does not grow with the project.
 */
export class PackStore implements FactStore {
  readonly #folder: string;
  readonly #namespace: string;
  readonly #packs: Pack[] = [];
  /** Files that hold nothing of use: damaged, or of another namespace. */
  readonly #useless: string[] = [];
  /** What this run has written already. */
  readonly #spilled: Pack[] = [];
  readonly #added = new Map<string, Buffer>();
  #held = 0;
  #mostHeld: number;
  readonly #used = new Set<string>();
  #damage = 0;
  #isWhole = false;

  constructor({ folder, namespace, mostHeld = MOST_HELD }: OpenStore) {
    this.#folder = folder;
    this.#namespace = namespace;
    this.#mostHeld = mostHeld;
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
    for (const pack of this.#all()) {
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
    this.#held += bytes.length - (this.#added.get(key)?.length ?? 0);
    this.#added.set(key, bytes);
    this.#used.add(key);
    if (this.#held > this.#mostHeld) this.#spill();
  }

  askForAll(): void {
    this.#isWhole = true;
  }

  /** Writes what was added. Throws where the disk does; the store is then as it was. */
  save(): void {
    const total = sizeOf(this.#packs) + this.#addedBytes();
    const isSwept = this.#isWhole && total > SLACK && total > MOST_UNUSED * this.#usedBytes();
    const old = isSwept || total > LARGEST || this.#damage > 0 ? this.#packs : this.#smallPacks();
    const replaced = [...[...this.#spilled].reverse(), ...old];
    if (this.#added.size > 0 || this.#spilled.length > 0 || isSwept || this.#damage > 0) {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writePack(this.#folder, this.#namespace, this.#entries(replaced, isSwept || total > LARGEST));
      for (const pack of replaced) removeQuietly(pack.file);
    }
    for (const name of this.#useless) removeQuietly(join(this.#folder, name));
    removeAbandoned(this.#folder);
  }

  close(): void {
    for (const pack of this.#all()) pack.close();
  }

  /** Where the disk does not take it, all is held, and `save` says why. */
  #spill(): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const file = writePack(this.#folder, this.#namespace, addedEntries(this.#added));
      const pack = openPack(file, this.#namespace, false);
      if (typeof pack !== 'object') throw new Error(`${file} is ${pack}`);
      this.#spilled.push(pack);
      this.#added.clear();
      this.#held = 0;
    } catch {
      this.#mostHeld = Infinity;
    }
  }

  /** What this run has written first, the last of it before the others. */
  *#all(): Iterable<Pack> {
    yield* [...this.#spilled].reverse();
    yield* this.#packs;
  }

  #addedBytes(): number {
    return this.#held + sizeOf(this.#spilled);
  }

  #usedBytes(): number {
    let sum = 0;
    const packs = [...this.#all()];
    for (const key of this.#used)
      sum += this.#added.get(key)?.length ?? packs.find((pack) => pack.has(key))?.sizeOf(key) ?? 0;
    return sum;
  }

  /** Those that are merged with what was added: the smallest ones, as long as the next is not much larger than all before. */
  #smallPacks(): Pack[] {
    const small: Pack[] = [];
    let size = this.#addedBytes();
    for (const pack of [...this.#packs].sort((a, b) => a.size - b.size)) {
      if (pack.size > 2 * size) break;
      small.push(pack);
      size += pack.size;
    }
    return small;
  }

  *#entries(replaced: readonly Pack[], isSwept: boolean): Iterable<PackEntry> {
    const seen = new Set(this.#added.keys());
    yield* addedEntries(this.#added);
    for (const pack of replaced) {
      for (const key of pack.keys()) {
        if (seen.has(key) || (isSwept && !this.#used.has(key))) continue;
        seen.add(key);
        const entry = pack.entry(key);
        if (entry !== undefined) yield entry;
      }
    }
  }
}

function* addedEntries(added: ReadonlyMap<string, Buffer>): Iterable<PackEntry> {
  for (const [key, bytes] of added) yield entryOf(key, bytes);
}

function sizeOf(packs: readonly Pack[]): number {
  return packs.reduce((sum, { size }) => sum + size, 0);
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
