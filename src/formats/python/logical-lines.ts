import { endOfString } from './imports.js';

/** What a unit of code may be, by its number: everything else is 0. */
const [BLANK, OPENING, CLOSING, QUOTE, COMMENT, COLON, EQUALS, BREAK, OTHER] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const UNITS = new Uint8Array(128);
for (const [units, meaning] of [
  [' \t\f\r', BLANK],
  ['([{', OPENING],
  [')]}', CLOSING],
  ['"\'', QUOTE],
  ['#', COMMENT],
  [':', COLON],
  ['=', EQUALS],
  ['\n', BREAK],
  [';\\', OTHER],
] as const) {
  for (const unit of units) UNITS[unit.charCodeAt(0)] = meaning;
}

const [SPACE, HASH] = [0x20, 0x23];

interface Comment {
  readonly depth: number;
  readonly end: number;
}

/** Walks over the logical lines of valid Python, comments and blank lines left out. Says how far it is sure. */
export class LogicalLines {
  /** The first unit of the line's code; the text's length behind the last line. */
  start = 0;
  /** Spaces before it. */
  depth = 0;
  /** After the last unit of its code. */
  codeEnd = 0;
  /** Its line feed, or the text's length. */
  end = 0;
  /** The first colon outside brackets; -1 if there is none. */
  colon = -1;
  /** The first `=` of an assignment outside brackets, and how many there are. */
  equals = -1;
  assignments = 0;
  /** A comment stands behind the code. */
  hasComment = false;
  /** A semicolon, or a backslash at the end of a line, stands outside brackets. */
  isUnusual = false;
  /** The lines between this and the one before that hold nothing but a comment. */
  comments: Comment[] = [];

  constructor(
    readonly text: string,
    private at: number,
  ) {}

  /** Goes to the next line; false at the end of the text. Undefined where the text cannot be read for sure. */
  next(): boolean | undefined {
    const { text } = this;
    if (this.comments.length > 0) this.comments = [];
    for (let line = this.at; line < text.length;) {
      let at = line;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const meaning = UNITS[Math.min(text.charCodeAt(at), 127)];
      if (meaning === BLANK && text[at] !== '\r') {
        // A line with tabs or form feeds, unless it is blank.
        const end = endOfLine(text, at);
        if (text.slice(at, end).trim() !== '') return undefined;
        line = end + 1;
      } else if (meaning === BREAK || text[at] === '\r') line = endOfLine(text, at) + 1;
      else if (at >= text.length) break;
      else if (text.charCodeAt(at) === HASH) {
        const end = endOfLine(text, at);
        this.comments.push({ depth: at - line, end });
        line = end + 1;
      } else {
        this.start = at;
        this.depth = at - line;
        return this.#read() ? true : undefined;
      }
    }
    this.start = text.length;
    this.depth = 0;
    return false;
  }

  /** The end of the last comment before the line that belongs to a block indented to `depth` before; undefined for none. */
  endOfComments(depth: number): number | undefined {
    const outside = this.comments.findIndex((comment) => comment.depth < depth);
    return this.comments[(outside < 0 ? this.comments.length : outside) - 1]?.end;
  }

  /** Reads the line that begins at `start`; false where its end is not sure. */
  #read(): boolean {
    const { text, start } = this;
    let depth = 0;
    let codeEnd = start;
    this.colon = -1;
    this.equals = -1;
    this.assignments = 0;
    this.hasComment = false;
    this.isUnusual = false;
    let at = start;
    for (; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const meaning = unit < 128 ? UNITS[unit] : 0;
      if (meaning === BLANK) continue;
      if (meaning === BREAK) {
        if (depth === 0) break;
        continue;
      }
      if (meaning === COMMENT) {
        this.hasComment = depth === 0;
        at = endOfLine(text, at) - 1;
        continue;
      }
      if (meaning === QUOTE) {
        const end = endOfString(text, at, unit === 0x22 ? '"' : "'");
        if (text.charCodeAt(end - 1) !== unit || !isWholeString(text, at, end)) return false;
        at = end - 1;
      } else if (meaning === OPENING) depth += 1;
      else if (meaning === CLOSING) depth -= 1;
      else if (depth === 0 && meaning !== 0) at = this.#readMark(meaning ?? 0, at);
      if (depth < 0) return false;
      codeEnd = at + 1;
    }
    this.codeEnd = codeEnd;
    this.end = at;
    this.at = at + 1;
    return depth === 0;
  }

  /** Outside brackets; gives the offset of the last unit read. */
  #readMark(meaning: number, at: number): number {
    const { text } = this;
    if (meaning === EQUALS) {
      if (text[at + 1] === '=') return at + 1;
      if (OPERATORS.has(text[at - 1] ?? '')) return at;
      if (this.assignments === 0) this.equals = at;
      this.assignments += 1;
    } else if (meaning === COLON) {
      if (this.colon < 0) this.colon = at;
    } else {
      this.isUnusual = true;
      if (text[at] !== '\\') return at;
      return text[at + 1] === '\r' ? at + 2 : at + 1;
    }
    return at;
  }
}

/** What before `=` makes it another operator. */
const OPERATORS: ReadonlySet<string> = new Set('+-*/%&|^@<>!:');

/** False for an f-string in which the same quotes stand in braces: it ends elsewhere. */
function isWholeString(text: string, start: number, end: number): boolean {
  if (
    !/[ft]/i.test(text[start - 1] ?? '') &&
    !(/r/i.test(text[start - 1] ?? '') && /[ft]/i.test(text[start - 2] ?? ''))
  )
    return true;
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const unit = text[at];
    if (unit === '{') {
      if (depth === 0 && text[at + 1] === '{') at += 1;
      else depth += 1;
    } else if (unit === '}') {
      if (depth > 0) depth -= 1;
      else if (text[at + 1] === '}') at += 1;
      else return false;
    }
  }
  return depth === 0;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
