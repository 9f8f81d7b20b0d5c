import type { Outline, StatementFinder } from '../../model/format.js';
import type { Span } from '../../model/location.js';
import { endOfMark, isComment } from './binding-text.js';

/**
 * Statements at the top level of an ECMAScript module: those on lines that are not indented, with a keyword that
 * continues nothing, where the code before ends in `;`, `}` or a quote. Others count to the one before.
 */
export const statements: StatementFinder = { starts, outline };

const START =
  /(?:import|export|interface|type|class|abstract|enum|declare|const|let|var|function|async|namespace|module)\b/y;

function starts(text: string): readonly number[] | undefined {
  // The end of a comment would be missed.
  if (/\r(?!\n)/.test(text)) return undefined;
  const found = [0];
  const depth = scan(text, { start: 0, end: text.length }, (mark, at, around) => {
    if (mark !== '\n' || around.depth > 0 || !/[;}"'`]/.test(text[around.codeEnd - 1] ?? ';')) return;
    START.lastIndex = at + 1;
    if (START.test(text)) found.push(at + 1);
  });
  return depth === 0 ? found : undefined;
}

/** Hits that are not in brackets, strings or comments; the statement without what the methods of its classes hold. */
function outline(text: string, statement: Span, hits: readonly number[]): Outline {
  const cuts: Span[] = [];
  let isClass = false;
  let headStart = statement.start;
  let bodyStart: number | undefined;
  const telling: number[] = [];
  let next = 0;
  const addHits = (to: number): void => {
    for (let hit = hits[next]; hit !== undefined && hit < to; hit = hits[next]) {
      if (hit >= outerStart) telling.push(hit);
      next += 1;
    }
  };
  let outerStart = statement.start;
  const depth = scan(text, statement, (mark, at, { depth, codeEnd }) => {
    if (depth === 0) {
      if (mark === '{') isClass = /\bclass\b/.test(text.slice(headStart, at));
      if (mark === '}' || mark === ';') headStart = at + 1;
      // What follows is in brackets, or a string or comment; what has just ended was.
      if (mark === '}' || mark === ')' || mark === ']' || mark === '') outerStart = at;
      else if (mark !== '\n') addHits(at);
    } else if (depth === 1 && isClass) {
      if (mark === '{' && opensBody(text, codeEnd)) bodyStart = at + 1;
      if (mark === '}' && bodyStart !== undefined) {
        cuts.push({ start: bodyStart, end: at });
        bodyStart = undefined;
      }
    }
  });
  if (depth !== 0) return { hits, parts: [statement] };
  addHits(statement.end);
  return { hits: telling, parts: telling.length === 0 ? [] : without(cuts, statement) };
}

/** Words before a brace that opens a type. */
const BEFORE_TYPE = /(?:=>|\b(?:keyof|readonly|extends|is|infer|unique|typeof|new|in|of|as|satisfies))$/;

/** True if a brace in a class, after the code that ends at the offset, opens what a method holds. */
function opensBody(text: string, codeEnd: number): boolean {
  return /[)\]>\w$]/.test(text[codeEnd - 1] ?? '') && !BEFORE_TYPE.test(text.slice(Math.max(0, codeEnd - 12), codeEnd));
}

function without(cuts: readonly Span[], { start, end }: Span): readonly Span[] {
  const starts = [start, ...cuts.map((cut) => cut.end)];
  return starts.map((from, index) => ({ start: from, end: cuts[index]?.start ?? end }));
}

/** What a unit of code may be, by its number: everything else is 0. */
const [BLANK, LINE_FEED, OPENING, CLOSING, OPAQUE, SEMICOLON] = [1, 2, 3, 4, 5, 6];
const UNITS = new Uint8Array(128);
for (const [units, meaning] of [
  [' \t\v\f\r', BLANK],
  ['\n', LINE_FEED],
  ['([{', OPENING],
  [')]}', CLOSING],
  ['"\'`/', OPAQUE],
  [';', SEMICOLON],
] as const) {
  for (const unit of units) UNITS[unit.charCodeAt(0)] = meaning;
}

interface Around {
  /** Brackets open around the mark; around the bracket itself. */
  readonly depth: number;
  /** The end of the code before, comments left out. */
  readonly codeEnd: number;
}

/**
 * Passes over strings, templates, comments and regular expressions, and calls `visit` at each bracket, semicolon and line
 * feed, and at the quote that starts and (with an empty mark) the end of each of the first. Gives the brackets that are
 * open at the end; -1 where too many are closed, or a template or comment is not.
 */
function scan(text: string, { start, end }: Span, visit: (mark: string, at: number, around: Around) => void): number {
  const around = { depth: 0, codeEnd: start };
  for (let at = start; at < end; at += 1) {
    const meaning = UNITS[Math.min(text.charCodeAt(at), 127)];
    if (meaning === BLANK) continue;
    if (meaning === OPAQUE) {
      const after = endOfMark(text, at, around.codeEnd);
      if (after >= text.length && !isClosed(text, at)) return -1;
      visit(text[at] ?? '', at, around);
      visit('', after, around);
      if (!isComment(text, at)) around.codeEnd = after;
      at = after - 1;
      if (text[at] === '\n') at -= 1;
      continue;
    }
    if (meaning === CLOSING) around.depth -= 1;
    if (around.depth < 0) return -1;
    if (meaning !== 0 && meaning !== undefined) visit(text[at] ?? '', at, around);
    if (meaning === OPENING) around.depth += 1;
    if (meaning !== LINE_FEED) around.codeEnd = at + 1;
  }
  return around.depth;
}

/** False for a template or comment that starts at the offset and does not end with the text. */
function isClosed(text: string, start: number): boolean {
  if (text[start] === '`') return text.length > start + 1 && text.endsWith('`');
  return !text.startsWith('/*', start) || (text.length > start + 3 && text.endsWith('*/'));
}
