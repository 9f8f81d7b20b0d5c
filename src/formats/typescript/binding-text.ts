import { endOfOpaque } from './opaque.js';

/** A name of the language, for expressions over text. */
export const NAME = String.raw`(?:[\w$]|[^\x00-\x7f\s])+`;

/** What a sticky expression matches at the offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

export function isComment(text: string, start: number): boolean {
  return text[start] === '/' && (text[start + 1] === '/' || text[start + 1] === '*');
}

/** Words after which a quote opens a string; after other letters it is an apostrophe in the text of an element. */
const BEFORE_STRING =
  /(?:^|[^\w$])(?:as|await|case|default|delete|else|extends|from|import|in|instanceof|keyof|new|of|return|throw|typeof|void|yield)$/;

/**
 * The offset after the string, template, comment or regular expression at `start`, or after the mark that opens none.
 *
 * @param codeEnd where the code before it ends, if comments stand between
 */
export function endOfMark(text: string, start: number, codeEnd = start): number {
  const isAfterLetter = text[start] === "'" && /[a-z]/i.test(text[start - 1] ?? '');
  const isApostrophe = isAfterLetter && !BEFORE_STRING.test(text.slice(Math.max(0, start - 12), start));
  return isApostrophe ? start + 1 : endOfOpaque(text, start, codeEnd);
}

export interface Brackets {
  /** The offset after the closing bracket, or of an `export` before which it must have been. */
  readonly end: number;
  /** A function stands in the brackets, not in further ones within them. */
  readonly holdsFunction: boolean;
}

/** What a unit of code may be, by its number: everything else is 0. */
const [BLANK, LINE_FEED, OPENING, CLOSING, OPAQUE, FUNCTION] = [1, 2, 3, 4, 5, 6];
const UNITS = new Uint8Array(128);
for (const [units, meaning] of [
  [' \t\v\f\r', BLANK],
  ['\n', LINE_FEED],
  ['([{', OPENING],
  [')]}', CLOSING],
  ['"\'`/', OPAQUE],
  ['=f', FUNCTION],
] as const) {
  for (const unit of units) UNITS[unit.charCodeAt(0)] = meaning;
}

/** The brackets that open at `start`. */
export function readBrackets(text: string, start: number): Brackets {
  let depth = 0;
  let codeEnd = start;
  let holdsFunction = false;
  for (let at = start; at < text.length; at += 1) {
    const meaning = UNITS[Math.min(text.charCodeAt(at), 127)];
    if (meaning === BLANK) continue;
    // An `export` stands at the top of a module only: what was misread before, such as text of an element, ends there.
    if (meaning === LINE_FEED && text.startsWith('export', at + 1)) return { end: at + 1, holdsFunction };
    if (meaning === LINE_FEED) continue;
    if (meaning === OPAQUE) {
      const end = endOfMark(text, at, codeEnd);
      if (!isComment(text, at)) codeEnd = end;
      at = end - 1;
      continue;
    }
    if (meaning === OPENING) depth += 1;
    else if (meaning === CLOSING) depth -= 1;
    else if (meaning === FUNCTION && depth === 1) holdsFunction ||= startsFunction(text, at);
    codeEnd = at + 1;
    if (depth === 0) return { end: codeEnd, holdsFunction };
  }
  return { end: text.length, holdsFunction };
}

function startsFunction(text: string, at: number): boolean {
  return text.startsWith('=>', at) || /^function\b/.test(text.slice(at, at + 9));
}

export interface Outline {
  readonly text: string;
  /** The offset of what ends it. */
  readonly end: number;
}

/**
 * What stands between `start` and the end of a statement, or of the brackets around, without comments and without what
 * is in brackets and strings: `()`, or `(=>)` with a function in it, or `(name)`; `{}`, `[]`, `""`.
 *
 * @param isStatement semicolons and line breaks may end it; else line breaks are kept
 */
export function outline(text: string, start: number, isStatement: boolean): Outline {
  const found = readOutline(text, start, isStatement);
  return { ...found, text: found.text.replace(isStatement ? /\s+/g : /[^\S\n]+/g, ' ') };
}

function readOutline(text: string, start: number, isStatement: boolean): Outline {
  const mark = /["'`/()[\]{};]|^export\b|\n\s*/gm;
  mark.lastIndex = start;
  let read = '';
  let from = start;
  let codeEnd = start;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const { index, 0: token } = match;
    const between = text.slice(from, index);
    if (between.trim() !== '') codeEnd = index;
    read += between;
    const isBreak = token.startsWith('\n');
    const isEnd = isBreak ? endsStatement(read, text, index) : token === ';';
    if (/^[)\]}e]/.test(token) || (isStatement && isEnd)) return { text: read, end: index };
    const found =
      isBreak || token === ';' ? { text: token[0] ?? '', end: mark.lastIndex } : readMark(text, index, codeEnd);
    if (!isBreak && !isComment(text, index)) codeEnd = found.end;
    read += found.text;
    mark.lastIndex = found.end;
    from = found.end;
  }
  return { text: read + text.slice(from), end: text.length };
}

/** Longest name alone in parentheses that an outline keeps, with white space, in UTF-16 units. */
const MAX_NAME = 100;

function readMark(text: string, at: number, codeEnd: number): Outline {
  const opening = text[at] ?? '';
  if ('([{'.includes(opening)) {
    const { end, holdsFunction } = readBrackets(text, at);
    const name = opening === '(' ? /^\(\s*([\w$]+)\s*\)/.exec(text.slice(at, at + MAX_NAME))?.[1] : undefined;
    const closing = opening === '(' ? ')' : opening === '[' ? ']' : '}';
    return { text: opening + (holdsFunction ? '=>' : (name ?? '')) + closing, end };
  }
  const end = endOfMark(text, at, codeEnd);
  if (isComment(text, at)) return { text: ' ', end: text[end - 1] === '\n' ? end - 1 : end };
  return { text: end > at + 1 ? '""' : opening, end };
}

/** How far the beginning of the next statement is looked for, in UTF-16 units. */
const REACH = 2000;
/** After white space and comments, what cannot go on with an expression: a name, a string, the end of a block. */
const NEXT =
  /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?!(?:as|satisfies|in|instanceof|of|extends|implements)\b)[\w$@"'#}]/;
/** What code cannot end with: an operator, an arrow, a keyword before an operand. */
const UNFINISHED =
  /(?:[=(,:?&|+[<!~^%*\-/.]|=>|\b(?:new|await|typeof|extends|return|in|of|instanceof|keyof|as|async))\s*$/;

/** True if code can end with the text. */
export function isFinished(before: string): boolean {
  return !UNFINISHED.test(before.slice(-30));
}

function endsStatement(before: string, text: string, at: number): boolean {
  return before.slice(-30).trim() !== '' && isFinished(before) && NEXT.test(text.slice(at, at + REACH));
}
