const WINDOW = 100;
const END = '\uffff';

/**
 * Code scanning's `primaryLocationLineHash`, for single lines of one text: the rolling hash
 * H = Σ u[s+j]·37^(99−j) mod 2^64 over the 100 UTF-16 units from the line's start, blanks dropped, as computed by the
 * upload action (github/codeql-action, `fingerprints.ts`), followed by `:n` for its n-th occurrence in the file.
 * Only the windows of asked lines are hashed; asking in ascending order is fastest.
 */
export class LineHashes {
  readonly #units: string;
  readonly #starts: number[] = [0];
  readonly #seen = new Map<string, { count: number; offset: number }>();

  /** `text` keeps its BOM, as the upload action does. */
  constructor(text: string) {
    this.#units = text.replace(/\r\n?/g, '\n').replace(/[ \t]+/g, '') + END;
    for (let at = this.#units.indexOf('\n'); at >= 0; at = this.#units.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The hash of a 1-based line. */
  at(line: number): string {
    const start = this.#starts[line - 1] ?? this.#units.length - 1;
    const window = this.#units.slice(start, start + WINDOW);
    return `${hashWindow(window)}:${this.#occurrence(window, start).toString()}`;
  }

  #occurrence(window: string, start: number): number {
    let seen = this.#seen.get(window);
    if (seen === undefined || seen.offset > start) seen = { count: 0, offset: -1 };
    let { count, offset } = seen;
    while (offset < start) {
      offset = this.#units.indexOf(window, offset + 1);
      if (offset === 0 || this.#units[offset - 1] === '\n') count += 1;
    }
    this.#seen.set(window, { count, offset });
    return count;
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
