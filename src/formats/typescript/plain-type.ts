import type { TypeExpression } from '../../model/facts.js';
import { union } from '../definition-text.js';
import { readPlainBody, readPlainParameters } from './plain-members.js';
import type { TypeScope } from './type-expression.js';

/** White space, then a name (dotted or not), a string or a number. */
const ATOM = /\s*(?:([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)|("[^"\\\n]*"|'[^'\\\n]*')|(\d+)(?![\w.]))/y;
const PREDEFINED: ReadonlySet<string> = new Set([
  ...['any', 'number', 'boolean', 'string', 'symbol', 'void', 'unknown', 'never', 'object', 'this'],
  ...['null', 'undefined', 'true', 'false'],
]);
/** Words that are no types, or only in some places. */
const OPERATORS =
  /^(?:abstract|asserts|async|await|class|const|declare|enum|export|extends|function|get|import|in|infer|is|keyof|new|out|readonly|set|static|type|typeof|unique)\b/;
const MAX_DEPTH = 10;

/** What stands in the text at `at`, and where it ends. */
export interface Read {
  readonly type: TypeExpression;
  readonly at: number;
  /** What follows belongs to its result. */
  readonly isFunction?: true;
}

/** The type that the text means, where it is written plainly. */
export function readPlainType(text: string, scope: TypeScope): TypeExpression | undefined {
  const found = readPlainUnion(text, 0, { scope, depth: 0 });
  return found !== undefined && skipSpace(text, found.at) === text.length ? found.type : undefined;
}

export interface Around {
  readonly scope: TypeScope;
  readonly depth: number;
}

/** The type at the offset, where it consists of names, literals, type arguments, arrays, tuples, objects, functions, unions and intersections. */
export function readPlainUnion(text: string, start: number, around: Around): Read | undefined {
  const types: TypeExpression[] = [];
  const first = skipSpace(text, start);
  const isLed = text[first] === '|';
  let found = readIntersection(text, isLed ? skipTrivia(text, first + 1) : first, around);
  while (found !== undefined) {
    types.push(found.type);
    const end = skipTrivia(text, found.at);
    if (text[end] !== '|') {
      const [only] = types;
      return { type: types.length === 1 && only !== undefined ? only : union(types), at: found.at };
    }
    if (found.isFunction === true) return undefined;
    found = readIntersection(text, skipTrivia(text, end + 1), around);
    if (found?.isFunction === true) return undefined;
  }
  return undefined;
}

function readIntersection(text: string, start: number, around: Around): Read | undefined {
  const types: TypeExpression[] = [];
  for (let at = start; ;) {
    const found = readArray(text, at, around);
    if (found === undefined) return undefined;
    const end = skipTrivia(text, found.at);
    const [only] = types;
    if (text[end] !== '&') return only === undefined ? found : { type: ['&', ...types, found.type], at: found.at };
    if (found.isFunction === true) return undefined;
    types.push(found.type);
    at = skipTrivia(text, end + 1);
  }
}

function readArray(text: string, start: number, around: Around): Read | undefined {
  const found = readAtom(text, start, around);
  if (found === undefined || found.isFunction === true) return found;
  let { type, at } = found;
  while (text[at] === '[') {
    if (text[at + 1] === ']') {
      type = ['[]', type];
      at += 2;
      continue;
    }
    const key = deeper(around, (inner) => readPlainUnion(text, at + 1, inner));
    if (key === undefined || text[key.at] !== ']') return undefined;
    type = ['at', type, key.type];
    at = key.at + 1;
  }
  return { type, at };
}

function deeper(around: Around, read: (inner: Around) => Read | undefined): Read | undefined {
  return around.depth >= MAX_DEPTH ? undefined : read({ ...around, depth: around.depth + 1 });
}

function readAtom(text: string, start: number, around: Around): Read | undefined {
  ATOM.lastIndex = start;
  const [, name, string, number] = ATOM.exec(text) ?? [];
  const at = ATOM.lastIndex;
  if (name === undefined) {
    const type = number ?? (string && JSON.stringify(string.slice(1, -1)));
    return type === undefined
      ? deeper(around, (inner) => readBracketed(text, skipSpace(text, start), inner))
      : { type, at };
  }
  if (name === 'readonly' && /\s/.test(text[at] ?? '')) return readReadonly(text, at, around);
  if (OPERATORS.test(name) || (name.includes('.') && name.startsWith('this.'))) return undefined;
  const type = PREDEFINED.has(name) ? name : (around.scope.get(name) ?? `@${name}`);
  if (text[at] !== '<') return { type, at };
  return PREDEFINED.has(name) ? undefined : readGeneric(text, at + 1, { name: type, around });
}

/** `readonly T[]` is the type without the word. */
function readReadonly(text: string, start: number, around: Around): Read | undefined {
  const found = readArray(text, start, around);
  return found?.isFunction !== true && text[(found?.at ?? 0) - 1] === ']' ? found : undefined;
}

function readBracketed(text: string, at: number, around: Around): Read | undefined {
  switch (text[at]) {
    case '{':
      return readObject(text, at, around);
    case '[':
      return readTuple(text, at + 1, around);
    case '(':
      return readFunction(text, at + 1, around) ?? readParenthesized(text, at + 1, around);
    default:
      return undefined;
  }
}

function readObject(text: string, start: number, around: Around): Read | undefined {
  const body = readPlainBody(text, start, around);
  if (body === undefined) return undefined;
  const operands = body.members.map(({ name, optional, type }): TypeExpression => [
    optional === true ? `${name}?` : name,
    type,
  ]);
  return { type: ['{}', ...operands], at: body.at };
}

/** After its bracket, without names, marks and spread elements. */
function readTuple(text: string, start: number, around: Around): Read | undefined {
  const types: TypeExpression[] = [];
  for (let at = skipSpace(text, start); text[at] !== ']';) {
    const found = readPlainUnion(text, at, around);
    if (found === undefined) return undefined;
    types.push(found.type);
    at = skipSpace(text, found.at);
    if (text[at] === ',') at = skipSpace(text, at + 1);
    else if (text[at] !== ']') return undefined;
    if (text[at] === ']') return { type: ['tuple', ...types], at: at + 1 };
  }
  return undefined;
}

/** After its parenthesis. */
function readFunction(text: string, start: number, around: Around): Read | undefined {
  const read = readPlainParameters(text, start, around);
  const arrow = read && skipSpace(text, read.at);
  if (read === undefined || arrow === undefined || !text.startsWith('=>', arrow)) return undefined;
  const result = readPlainUnion(text, arrow + 2, around);
  if (result === undefined) return undefined;
  return { type: ['=>', result.type, ...read.parameters], at: result.at, isFunction: true };
}

function readParenthesized(text: string, start: number, around: Around): Read | undefined {
  const found = readPlainUnion(text, start, around);
  const end = found && skipSpace(text, found.at);
  if (found === undefined || end === undefined || text[end] !== ')') return undefined;
  return { type: found.type, at: end + 1 };
}

/** After the `<` of type arguments. */
function readGeneric(
  text: string,
  start: number,
  { name, around }: { readonly name: TypeExpression; readonly around: Around },
): Read | undefined {
  if (around.depth >= MAX_DEPTH) return undefined;
  const operands: TypeExpression[] = [];
  for (let at = start; ;) {
    const found = readPlainUnion(text, at, { ...around, depth: around.depth + 1 });
    if (found === undefined) return undefined;
    operands.push(found.type);
    at = skipSpace(text, found.at);
    if (text[at] === '>') return { type: applied(name, operands), at: at + 1 };
    if (text[at] !== ',') return undefined;
    at += 1;
  }
}

/** A generic type with its arguments; the spellings of arrays are one. */
export function applied(name: TypeExpression, operands: readonly TypeExpression[]): TypeExpression {
  const [first] = operands;
  if (first !== undefined && operands.length === 1) {
    if (name === '@Array' || name === '@ReadonlyArray') return ['[]', first];
    if (name === '@Readonly') return first;
  }
  return ['<>', name, ...operands];
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  for (let unit = text.charCodeAt(at); isSpace(unit); unit = text.charCodeAt(at)) at += 1;
  return at;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

/** The offset behind white space and comments. */
export function skipTrivia(text: string, from: number): number {
  let at = skipSpace(text, from);
  while (text[at] === '/') {
    const [mark, length] = text[at + 1] === '/' ? ['\n', 1] : text[at + 1] === '*' ? ['*/', 2] : ['', 0];
    const end = mark === '' ? -1 : text.indexOf(mark, at + 2);
    if (end < 0) return at;
    at = skipSpace(text, end + length);
  }
  return at;
}
