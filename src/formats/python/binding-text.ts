import { endOfString } from './imports.js';

/** Longest statement that is read for what it binds, in UTF-16 units. Longer ones are tables of data. */
const MAX_STATEMENT = 5_000;

const KEYWORD =
  /^(?:assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|lambda|nonlocal|pass|raise|return|try|while|with|yield)\b|^[@"'#]/;
const NAME = /^[\w\u0080-\uffff]+$/;
const DOTTED_NAME = /^[^\W\d][\w\u0080-\uffff]*(?:[ \t]*\.[ \t]*[^\W\d][\w\u0080-\uffff]*)*/;

export interface Assignment {
  readonly names: readonly string[];
  /** The dotted name that the value is or calls, alone; undefined for anything else. */
  readonly madeBy: string | undefined;
}

const NOTHING: Assignment = { names: [], madeBy: undefined };

/** The names that a simple statement assigns or annotates, and what makes the value that each of them gets. */
export function readAssignment(written: string): Assignment {
  if (KEYWORD.test(written)) return NOTHING;
  const statement = written.slice(0, MAX_STATEMENT);
  const { equals, colon } = topLevelMarks(statement);
  const [first] = equals;
  const type = /^type[ \t]+([\w\u0080-\uffff]+)/.exec(statement)?.[1];
  if (type !== undefined && first !== undefined) return { names: [type], madeBy: undefined };
  if (colon !== undefined && colon < (first ?? Infinity)) {
    const name = statement.slice(0, colon).trim();
    if (!NAME.test(name)) return NOTHING;
    return { names: [name], madeBy: first === undefined ? undefined : makerOf(written.slice(first + 1)) };
  }
  const starts = [0, ...equals.map((at) => at + 1)];
  const targets = equals.map((at, index) => statement.slice(starts[index], at));
  const isOne = targets.every((target) => NAME.test(target.trim()));
  const madeBy = isOne ? makerOf(written.slice(starts.at(-1))) : undefined;
  return { names: targets.flatMap(namesIn), madeBy };
}

/** The names in `a`, `a, *b`, `(a, b)`; not attributes and subscripts, which bind nothing. */
function namesIn(target: string): readonly string[] {
  const parts = target.split(',').map((part) => part.replace(/^[\s([*]+/, '').replace(/[\s)\]]+$/, ''));
  return parts.filter((part) => NAME.test(part));
}

const MARK = /["'#()[\]{}]|[-+*/%&|^@<>=!:]{0,2}=|[:,]/g;

/** Where, outside brackets, a statement has a plain `=`, and its first colon before them. */
function topLevelMarks(statement: string): { equals: readonly number[]; colon: number | undefined } {
  const equals: number[] = [];
  let colon: number | undefined;
  // The defaults of its parameters look like assignments.
  const lambda = /\blambda\b/.exec(statement)?.index ?? Infinity;
  for (const { mark, at, depth } of marksIn(statement, 0)) {
    if (depth > 0) continue;
    if (mark === '=' && at < lambda) equals.push(at);
    else if (mark === ':') colon ??= at;
  }
  return { equals, colon };
}

interface Mark {
  readonly mark: string;
  readonly at: number;
  /** Brackets open around it; around the bracket itself. */
  readonly depth: number;
}

/** Brackets, assignment signs, colons and commas from `start` on, outside strings and comments. */
function* marksIn(text: string, start: number): Iterable<Mark> {
  const search = new RegExp(MARK);
  search.lastIndex = start;
  let depth = 0;
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const [mark] = match;
    if (mark === '"' || mark === "'") search.lastIndex = endOfString(text, match.index, mark);
    else if (mark === '#') search.lastIndex = endOfComment(text, match.index);
    else {
      if (')]}'.includes(mark)) depth -= 1;
      yield { mark, at: match.index, depth };
      if ('([{'.includes(mark)) depth += 1;
    }
  }
}

function endOfComment(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** `httpx.Client` of `httpx.Client`, `httpx.Client(timeout=5)` and `httpx.Client[bytes]()`. */
function makerOf(written: string): string | undefined {
  const value = withoutParentheses(written.trim());
  const name = DOTTED_NAME.exec(value)?.[0];
  if (name === undefined || /^(?:None|True|False|not|lambda|await)$/.test(name)) return undefined;
  const subscript = endOfOptional('[', value, name.length);
  const call = endOfOptional('(', value, subscript);
  const isMade = call > subscript || subscript === name.length;
  return isMade && /^\s*(?:#|;|$)/.test(value.slice(call)) ? name.replace(/\s/g, '') : undefined;
}

function withoutParentheses(value: string): string {
  const isWhole = value.startsWith('(') && endOfBrackets(value, 0) === value.length;
  return isWhole ? value.slice(1, -1).trim() : value;
}

/** The offset behind the brackets that open after `from` with `bracket`; `from` where none do. */
function endOfOptional(bracket: '[' | '(', text: string, from: number): number {
  const space = /[ \t]*/y;
  space.lastIndex = from;
  space.test(text);
  return text[space.lastIndex] === bracket ? endOfBrackets(text, space.lastIndex) : from;
}

function endOfBrackets(text: string, start: number): number {
  for (const { mark, at, depth } of marksIn(text, start))
    if (depth === 0 && at > start && ')]}'.includes(mark)) return at + 1;
  return text.length;
}

/** The dotted names in the brackets behind a class's name: its bases, of a generic one its own name. */
export function basesOf(header: string): readonly string[] {
  const start = endOfOptional('[', header, 0);
  const end = endOfOptional('(', header, start);
  const list = header
    .slice(start, end - 1)
    .replace(/^[ \t]*\(/, '')
    .slice(0, MAX_STATEMENT);
  const commas = [...marksIn(list, 0)].filter(({ mark, depth }) => mark === ',' && depth === 0).map(({ at }) => at);
  const starts = [0, ...commas.map((at) => at + 1)];
  return starts.flatMap((start, index) => {
    const base = list
      .slice(start, commas[index])
      .replace(/#[^\n]*/g, '')
      .trim();
    const name = DOTTED_NAME.exec(base)?.[0];
    return name !== undefined && /^\s*(?:\[|$)/.test(base.slice(name.length)) ? [name.replace(/\s/g, '')] : [];
  });
}
