import type { Position } from '../model/location.js';

/** Maps UTF-16 offsets of a text to 1-based lines and columns. Lines end at LF, CRLF or CR. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    if (!text.includes('\r')) {
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
      return;
    }
    const lineBreak = /\r\n?|\n/g;
    while (lineBreak.test(text)) this.#starts.push(lineBreak.lastIndex);
  }

  get count(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle + 1) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.start(low + 1) + 1 };
  }

  /** Offset of the first unit of a 1-based line; the text's length for lines past the end. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length;
  }

  /** The text of a 1-based line without its line break. */
  text(line: number): string {
    const start = this.start(line);
    let end = this.start(line + 1);
    while (end > start && (this.#text[end - 1] === '\n' || this.#text[end - 1] === '\r')) end -= 1;
    return this.#text.slice(start, end);
  }
}
