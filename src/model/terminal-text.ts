/**
 * Text that is safe and measurable on a terminal. File names, lines and messages come from repositories that may be
 * hostile: an escape sequence or a bidirectional override in one of them must not colour, move or reorder what people
 * read. Whatever a terminal would obey or hide is spelled out instead (`\x1b`, `\u202e`, `\n`).
 */

/** What a terminal draws as one: a grapheme, or the spelled-out form of what it must not draw. */
export interface Cell {
  /** Safe to print. */
  readonly text: string;
  /** Terminal columns that `text` takes: 2 for wide characters, 0 for a combining mark that stands alone. */
  readonly columns: number;
  /** UTF-16 offset of the cell in the original text. */
  readonly start: number;
}

/** The text with everything spelled out that a terminal would obey or hide. One line, whatever comes in. */
export function safeText(text: string): string {
  return isPlain(text) ? text : joinCells(cellsOf(text));
}

/** Terminal columns of a text, spelled-out characters included. */
export function columnsOf(text: string): number {
  return isPlain(text) ? text.length : cellsOf(text).reduce((columns, cell) => columns + cell.columns, 0);
}

/** The text of consecutive cells. */
export function joinCells(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}

/** Divides a text into cells. */
export function cellsOf(text: string): Cell[] {
  if (isPlain(text)) return Array.from(text, (unit, start) => ({ text: unit, columns: 1, start }));
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment, index }) => cellOf(segment, index));
}

/** Breaks a text at spaces into lines of at most `width` columns. A longer word stays whole, so that it can be copied. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of safeText(text.replace(/\s+/g, ' ').trim()).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

// Making one takes 10 ms, and most texts are plain.
let graphemes: Intl.Segmenter | undefined;

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** Control, format, separator, surrogate and default-ignorable code points: obeyed or not drawn at all. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** Joiners and emoji styles: part of ordinary writing after any letter or symbol beyond ASCII, a disguise elsewhere. */
const JOINER = /[\u200c\u200d\ufe0e\ufe0f]/;

/** East Asian Wide and Fullwidth (UAX #11), by block, and what is drawn as an emoji by default. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)/u;

function cellOf(segment: string, start: number): Cell {
  const base = String.fromCodePoint(segment.codePointAt(0) ?? 0);
  const acceptsJoiners = base > '\x7f' && !HIDDEN.test(base);
  let text = '';
  let columns = drawnColumns(base, segment);
  for (const character of segment) {
    if (HIDDEN.test(character) && !(acceptsJoiners && JOINER.test(character))) {
      text += spellOut(character);
      columns += spellOut(character).length;
    } else {
      text += character;
    }
  }
  return { text, columns, start };
}

/** Columns of the visible part of a grapheme. */
function drawnColumns(base: string, segment: string): number {
  if (HIDDEN.test(base) || /\p{M}/u.test(base)) return 0;
  return WIDE.test(segment) ? 2 : 1;
}

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) return named;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
