import type { Outline, StatementFinder } from '../../model/format.js';
import type { Span } from '../../model/location.js';
import { endOfString } from './imports.js';
import { endOfStatement, nextLine } from './statements.js';

/** A string or comment to pass over, or a line that begins with a name or a decorator. */
const LINE = /["'#]|^(?=[A-Za-z_@\u0080-\uffff])/gm;
const CONTINUES = /(?:else|elif|except|finally)\b/y;

/**
 * Statements at the top level of a Python module, by the lines that are not indented. Brackets are not counted: where one
 * is open at the start of such a line, what is cut off there does not parse.
 */
export const statements: StatementFinder = { starts, outline };

function starts(text: string): readonly number[] | undefined {
  if (/\r(?!\n)/.test(text)) return undefined;
  const found = [0];
  let isDecorated = false;
  for (const start of linesOfCode(text)) {
    const continues = isDecorated || matches(CONTINUES, text, start) || isContinued(text, start);
    isDecorated = text[start] === '@';
    if (!continues && start > 0) found.push(start);
  }
  return found;
}

function* linesOfCode(text: string): Iterable<number> {
  const line = new RegExp(LINE);
  while (line.test(text)) {
    const at = line.lastIndex;
    const mark = text[at - 1];
    if (mark === '"' || mark === "'") line.lastIndex = endOfString(text, at - 1, mark);
    else if (mark === '#') line.lastIndex = nextLine(text, at);
    else {
      yield at;
      line.lastIndex = at + 1;
    }
  }
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** True if the line before ends in a backslash. */
function isContinued(text: string, line: number): boolean {
  return text[line - 2] === '\\' || (text[line - 2] === '\r' && text[line - 3] === '\\');
}

/** A string or comment to pass over, or an indented function. */
const METHOD = /["'#]|^([ \t]+)(?:async[ \t]+)?def[ \t]+(\w+)/gm;

const NOTHING: Outline = { hits: [], parts: [] };

function outline(text: string, statement: Span, hits: readonly number[]): Outline {
  const keyword = keywordOf(text, statement);
  if (keyword === 'def') return NOTHING;
  const parts = withoutBodies(text, statement);
  // Of a class only itself is at the top level.
  const telling = hits.filter((hit) => (keyword === 'class' ? startsLine(text, hit) : isInOne(parts, hit)));
  return telling.length === 0 ? NOTHING : { hits: telling, parts };
}

const KEYWORD = /(?:async[ \t]+)?(def|class)\b/y;

/** `def` and `class` also behind decorators; undefined for anything else. */
function keywordOf(text: string, { start, end }: Span): string | undefined {
  for (let at = start; at < end; at = nextLine(text, endOfStatement(text, at))) {
    KEYWORD.lastIndex = at;
    if (text[at] !== '@') return KEYWORD.exec(text)?.[1];
  }
  return undefined;
}

function startsLine(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}

function isInOne(parts: readonly Span[], at: number): boolean {
  return parts.some(({ start, end }) => at >= start && at < end);
}

/** Of each function in a class, the head and the end of the body. `__init__` stays whole: it declares fields. */
function withoutBodies(text: string, { start, end }: Span): readonly Span[] {
  const parts: Span[] = [];
  let from = start;
  const method = new RegExp(METHOD);
  method.lastIndex = start;
  for (let match = method.exec(text); match !== null && match.index < end; match = method.exec(text)) {
    const { 0: mark, 1: indentation = '', 2: name, index } = match;
    if (mark === '"' || mark === "'") method.lastIndex = endOfString(text, index, mark);
    else if (mark === '#') method.lastIndex = nextLine(text, index);
    else {
      const body = nextLine(text, endOfStatement(text, index + indentation.length));
      const { kept, end } = readBody(text, body, indentation.length);
      if (kept > body && name !== '__init__') {
        parts.push({ start: from, end: body });
        from = kept;
      }
      method.lastIndex = Math.max(method.lastIndex, end);
    }
  }
  return [...parts, { start: from, end }];
}

const FIRST_LINE = /(?:[ \t\f\r]*(?:#[^\n]*)?\n)*([ \t]*)(?=[^\s#])/y;

/**
 * Of the body whose first line starts at the offset: where it ends, and the start of its last statement that is neither
 * a string, `pass` nor `raise`, so that with this alone it still is a body in which something happens.
 */
function readBody(text: string, body: number, depth: number): { kept: number; end: number } {
  FIRST_LINE.lastIndex = body;
  const indentation = FIRST_LINE.exec(text)?.[1] ?? '';
  if (indentation.length <= depth) return { kept: body, end: body };
  const line = linesAt(depth, indentation);
  let kept = body;
  line.lastIndex = body;
  while (line.test(text)) {
    const at = line.lastIndex;
    const mark = text[at - 1];
    if (mark === '"' || mark === "'") line.lastIndex = endOfString(text, at - 1, mark);
    else if (mark === '#') line.lastIndex = nextLine(text, at);
    else {
      const start = text.lastIndexOf('\n', at - 1) + 1;
      if (at - start <= depth) return { kept, end: start };
      if (!isContinued(text, start)) kept = start;
    }
  }
  return { kept, end: text.length };
}

const LINES = new Map<string, RegExp>();

/** A string or comment to pass over, a line indented no deeper than `depth`, or a statement with the indentation. */
function linesAt(depth: number, indentation: string): RegExp {
  const key = `${depth.toString()}${indentation}`;
  let line = LINES.get(key);
  if (line === undefined) {
    const outside = String.raw`[ \t]{0,${depth.toString()}}(?=[^\s#"'])`;
    const telling = String.raw`(?!(?:else|elif|except|finally|pass|raise)\b|[A-Za-z]{1,2}["'])(?=[A-Za-z_])`;
    line = new RegExp(`["'#]|^(?:${outside}|${indentation}${telling})`, 'gm');
    LINES.set(key, line);
  }
  return line;
}
