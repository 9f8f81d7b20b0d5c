import type { LineIndex } from './line-index.js';

const WINDOW = 100;
const END = 0xffff;
const BOM = 0xfeff;
const [TAB, LINE_FEED, CARRIAGE_RETURN, BLANK] = [9, 10, 13, 32];

/** Units of a window by which lines are told apart before their windows are compared. */
const KEY_UNITS = 12;

/** Lines of one text from which on it is cheaper to number the occurrences of all windows. */
const MANY = 300;

/**
 * Code scanning's `primaryLocationLineHash`, for single lines of one text: the rolling hash
 * H = Σ u[s+j]·37^(99−j) mod 2^64 over the 100 UTF-16 units from the line's start, blanks dropped and line breaks as line
 * feeds, as computed by the upload action (github/codeql-action, `fingerprints.ts`), followed by `:n` for its n-th
 * occurrence in the file. Only the windows of asked lines are hashed.
 */
export class LineHashes {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #hasBom: boolean;
  /** The window read last, and another to compare it with. */
  readonly #window = new Uint16Array(WINDOW);
  readonly #other = new Uint16Array(WINDOW);
  /** By line, once it was asked for. */
  readonly #hashes = new Map<number, string>();
  /** By line a number that lines with equal windows share, of the first `#keyCount` lines. */
  readonly #keys: Int32Array;
  #keyCount = 0;
  /** By line, of all lines. */
  #occurrences: Uint32Array | undefined;

  /** Of `lines`, the text is without its BOM; the upload action keeps it. */
  constructor(text: string, lines: LineIndex, hasBom: boolean) {
    this.#text = text;
    this.#lines = lines;
    this.#hasBom = hasBom;
    this.#keys = new Int32Array(lines.count);
  }

  /** The hash of a 1-based line. */
  at(line: number): string {
    const index = Math.min(line, this.#lines.count) - 1;
    let hash = this.#hashes.get(index);
    if (hash === undefined) {
      if (this.#hashes.size >= MANY) this.#occurrences ??= this.#numberAll();
      const number = this.#occurrences?.[index] ?? this.#numberOf(index);
      hash = `${hashWindow(this.#window, this.#read(index, WINDOW, this.#window))}:${number.toString()}`;
      this.#hashes.set(index, hash);
    }
    return hash;
  }

  /** How many lines up to the one have its window. */
  #numberOf(line: number): number {
    for (; this.#keyCount <= line; this.#keyCount += 1) this.#keys[this.#keyCount] = this.#keyOf(this.#keyCount);
    const key = this.#keys[line];
    const length = this.#read(line, WINDOW, this.#window);
    let number = 1;
    for (let index = 0; index < line; index += 1) {
      if (this.#keys[index] === key && this.#isWindowOf(index, length)) number += 1;
    }
    return number;
  }

  /** True if the line has the window read last, of that length. */
  #isWindowOf(line: number, length: number): boolean {
    if (this.#read(line, WINDOW, this.#other) !== length) return false;
    for (let index = 0; index < length; index += 1) if (this.#window[index] !== this.#other[index]) return false;
    return true;
  }

  #numberAll(): Uint32Array {
    const seen = new Map<string, number>();
    return Uint32Array.from({ length: this.#lines.count }, (_, index) => {
      const window = String.fromCharCode(...this.#window.subarray(0, this.#read(index, WINDOW, this.#window)));
      const number = (seen.get(window) ?? 0) + 1;
      seen.set(window, number);
      return number;
    });
  }

  #keyOf(line: number): number {
    const length = this.#read(line, KEY_UNITS, this.#other);
    let key = 0;
    for (let index = 0; index < length; index += 1) key = (Math.imul(key, 31) + (this.#other[index] ?? 0)) | 0;
    return key;
  }

  /** Reads units from the line's start on, without blanks, up to `limit`; gives their number. */
  #read(line: number, limit: number, window: Uint16Array): number {
    const text = this.#text;
    let length = 0;
    if (this.#hasBom && line === 0) window[length++] = BOM;
    let at = this.#lines.start(line + 1);
    for (; length < limit && at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === BLANK || unit === TAB) continue;
      window[length] = unit === CARRIAGE_RETURN ? LINE_FEED : unit;
      length += 1;
      if (unit === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED) at += 1;
    }
    if (length < limit) window[length++] = END;
    return length;
  }
}

function hashWindow(window: Uint16Array, length: number): string {
  let high = 0;
  let low = 0;
  for (let index = 0; index < WINDOW; index += 1) {
    const product = low * 37 + (index < length ? (window[index] ?? 0) : 0);
    low = product >>> 0;
    high = (high * 37 + Math.floor(product / 2 ** 32)) >>> 0;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
