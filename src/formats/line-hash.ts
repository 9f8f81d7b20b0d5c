const WINDOW = 100;
const END = '\uffff';

/**
 * Code scanning's `primaryLocationLineHash`, for single lines of one text: the rolling hash
 * H = Σ u[s+j]·37^(99−j) mod 2^64 over the 100 UTF-16 units from the line's start, blanks dropped, as computed by the
 * upload action (github/codeql-action, `fingerprints.ts`), followed by `:n` for its n-th occurrence in the file.
 * Only the windows of asked lines are hashed.
 */
export class LineHashes {
  readonly #units: string;
  readonly #starts: number[] = [0];
  /** Occurrence numbers by the number of the line, found on first use. */
  #occurrences: Uint32Array | undefined;

  /** `text` keeps its BOM, as the upload action does. */
  constructor(text: string) {
    this.#units = text.replace(/\r\n?/g, '\n').replace(/[ \t]+/g, '') + END;
    for (let at = this.#units.indexOf('\n'); at >= 0; at = this.#units.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The hash of a 1-based line. */
  at(line: number): string {
    const index = Math.min(line, this.#starts.length) - 1;
    this.#occurrences ??= this.#count();
    return `${hashWindow(this.#window(index))}:${this.#occurrences[index] ?? 1}`;
  }

  #window(index: number): string {
    const start = this.#starts[index] ?? this.#units.length - 1;
    return this.#units.slice(start, start + WINDOW);
  }

  #count(): Uint32Array {
    const seen = new Map<string, number>();
    return Uint32Array.from(this.#starts, (_, index) => {
      const window = this.#window(index);
      const count = (seen.get(window) ?? 0) + 1;
      seen.set(window, count);
      return count;
    });
  }
}

function hashWindow(window: string): string {
  let high = 0;
  let low = 0;
  for (let index = 0; index < WINDOW; index += 1) {
    const product = low * 37 + (index < window.length ? window.charCodeAt(index) : 0);
    low = product >>> 0;
    high = (high * 37 + Math.floor(product / 2 ** 32)) >>> 0;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
