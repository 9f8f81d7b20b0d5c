import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { openRegularFile, readAt } from './regular-file.js';
import { writeWholeFile } from './whole-file.js';

export interface PackEntry {
  readonly key: string;
  readonly length: number;
  readonly checksum: number;
  /** Throws if they are not what they were any more. */
  readonly bytes: () => Buffer;
}

/** An entry that is held in memory. */
export function entryOf(key: string, bytes: Buffer): PackEntry {
  return { key, length: bytes.length, checksum: crc32(bytes), bytes: () => bytes };
}

/** A file of entries that is never changed. */
export interface Pack {
  readonly file: string;
  /** Of the file, in bytes. */
  readonly size: number;
  keys(): Iterable<string>;
  has(key: string): boolean;
  sizeOf(key: string): number;
  /** An entry whose checksum is wrong is `damaged`, the first time; later there is none. */
  find(key: string): Buffer | 'damaged' | undefined;
  /** An entry as another pack may take it over, without holding its bytes; none where `find` has none. */
  entry(key: string): PackEntry | undefined;
  close(): void;
}

/**
 * The format: magic, length of the directory, checksum of the directory; the directory: one line of JSON, then three
 * 32-bit numbers per entry (start, length, checksum); the entries.
 */
const MAGIC = Buffer.from('CLFACTS1');
const HEAD = MAGIC.length + 8;
const NUMBERS = 3;

interface Directory {
  readonly namespace: string;
  /** Keys, each on its line. */
  readonly keys: string;
}

/** Entries that are looked up one by one until reading all at once is quicker. */
const SINGLE_READS = 200;
/** Bytes that are read at once at most. */
const LARGEST_READ = 64_000_000;

/**
 * Opens a pack: `gone` if there is no such file any more, `foreign` if it is of another namespace. `mayHold`: whether all
 * of it may be held in memory where many entries are asked for.
 */
export function openPack(file: string, namespace: string, mayHold = true): Pack | 'gone' | 'foreign' | 'damaged' {
  let handle: number;
  try {
    handle = openRegularFile(file);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'damaged';
  }
  try {
    const opened = readDirectory(handle, namespace);
    if (typeof opened === 'string') {
      closeSync(handle);
      return opened;
    }
    return new OpenPack(file, handle, { ...opened, mayHold });
  } catch {
    closeSync(handle);
    return 'damaged';
  }
}

interface PackDirectory {
  readonly size: number;
  readonly places: Map<string, number>;
  readonly numbers: Uint32Array;
  /** Where the entries begin. */
  readonly start: number;
}

function readDirectory(handle: number, namespace: string): PackDirectory | 'foreign' | 'damaged' {
  const { size } = fstatSync(handle);
  const head = readAt(handle, 0, HEAD);
  if (head.length < HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC)) return 'foreign';
  const length = head.readUInt32LE(MAGIC.length);
  const directory = length <= size ? readAt(handle, HEAD, length) : Buffer.alloc(0);
  if (directory.length !== length || crc32(directory) !== head.readUInt32LE(MAGIC.length + 4)) return 'damaged';
  const end = directory.indexOf('\n');
  const stored = JSON.parse(directory.toString('utf8', 0, end)) as Directory;
  if (stored.namespace !== namespace) return 'foreign';
  const keys = stored.keys === '' ? [] : stored.keys.split('\n');
  const numbers = new Uint32Array(Uint8Array.from(directory.subarray(end + 1)).buffer);
  if (numbers.length !== NUMBERS * keys.length) return 'damaged';
  return { size, numbers, start: HEAD + length, places: new Map(keys.map((key, index) => [key, NUMBERS * index])) };
}

class OpenPack implements Pack {
  readonly #handle: number;
  readonly #directory: PackDirectory & { readonly mayHold: boolean };
  #reads = 0;
  #all: Buffer | undefined;

  constructor(
    readonly file: string,
    handle: number,
    directory: PackDirectory & { readonly mayHold: boolean },
  ) {
    this.#handle = handle;
    this.#directory = directory;
  }

  get size(): number {
    return this.#directory.size;
  }

  keys(): Iterable<string> {
    return this.#directory.places.keys();
  }

  has(key: string): boolean {
    return this.#directory.places.has(key);
  }

  sizeOf(key: string): number {
    const place = this.#directory.places.get(key);
    return place === undefined ? 0 : (this.#directory.numbers[place + 1] ?? 0);
  }

  find(key: string): Buffer | 'damaged' | undefined {
    const { places, numbers } = this.#directory;
    const place = places.get(key);
    if (place === undefined) return undefined;
    const [start = 0, length = 0, checksum = 0] = numbers.subarray(place, place + NUMBERS);
    const bytes = this.#read(start, length);
    if (bytes.length === length && crc32(bytes) === checksum) return bytes;
    places.delete(key);
    return 'damaged';
  }

  entry(key: string): PackEntry | undefined {
    const place = this.#directory.places.get(key);
    if (place === undefined || typeof this.find(key) !== 'object') return undefined;
    const [, length = 0, checksum = 0] = this.#directory.numbers.subarray(place, place + NUMBERS);
    const bytes = (): Buffer => {
      const found = this.find(key);
      if (typeof found !== 'object') throw new Error(`${this.file} was damaged while it was read`);
      return found;
    };
    return { key, length, checksum, bytes };
  }

  close(): void {
    closeSync(this.#handle);
  }

  #read(start: number, length: number): Buffer {
    this.#reads += 1;
    const { start: first, size, mayHold } = this.#directory;
    if (mayHold && this.#reads > SINGLE_READS && size - first <= LARGEST_READ)
      this.#all ??= readAt(this.#handle, first, size - first);
    return this.#all?.subarray(start, start + length) ?? readAt(this.#handle, first + start, length);
  }
}

/** Packs that this run has written. */
let written = 0;

/** Writes a new pack into a folder, and gives its file. Throws what the disk throws. */
export function writePack(folder: string, namespace: string, entries: Iterable<PackEntry>): string {
  const all = [...entries];
  const numbers = new Uint32Array(NUMBERS * all.length);
  let start = 0;
  for (const [index, { length, checksum }] of all.entries()) {
    numbers.set([start, length, checksum], NUMBERS * index);
    start += length;
  }
  const stored: Directory = { namespace, keys: all.map(({ key }) => key).join('\n') };
  const directory = Buffer.concat([Buffer.from(`${JSON.stringify(stored)}\n`), Buffer.from(numbers.buffer)]);
  const head = Buffer.alloc(HEAD);
  MAGIC.copy(head);
  head.writeUInt32LE(directory.length, MAGIC.length);
  head.writeUInt32LE(crc32(directory), MAGIC.length + 4);
  // Later packs have greater names, also within a millisecond.
  written += 1;
  const order = [Date.now().toString().padStart(15, '0'), written.toString().padStart(6, '0')];
  const name = [...order, randomBytes(6).toString('hex')].join('-');
  const file = join(folder, `facts-${name}.pack`);
  writeWholeFile(file, batched(piecesOf([head, directory], all)));
  return file;
}

function* piecesOf(first: readonly Buffer[], entries: readonly PackEntry[]): Iterable<Buffer> {
  yield* first;
  for (const { bytes } of entries) yield bytes();
}

const WRITE = 1_000_000;

/** The same bytes in fewer pieces: each costs a system call. */
function* batched(pieces: Iterable<Buffer>): Iterable<Buffer> {
  let batch: Buffer[] = [];
  let size = 0;
  for (const piece of pieces) {
    batch.push(piece);
    size += piece.length;
    if (size < WRITE) continue;
    yield Buffer.concat(batch);
    batch = [];
    size = 0;
  }
  yield Buffer.concat(batch);
}
