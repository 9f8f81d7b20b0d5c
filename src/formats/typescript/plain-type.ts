import type { TypeExpression } from '../../model/facts.js';
import { union } from '../definition-text.js';
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
interface Read {
  readonly type: TypeExpression;
  readonly at: number;
}

/** The type that the text means, where it consists of names, literals, type arguments, arrays and unions alone. */
export function readPlainType(text: string, scope: TypeScope): TypeExpression | undefined {
  const found = readUnion(text, 0, { scope, depth: 0 });
  return found !== undefined && skipSpace(text, found.at) === text.length ? found.type : undefined;
}

interface Around {
  readonly scope: TypeScope;
  readonly depth: number;
}

function readUnion(text: string, start: number, around: Around): Read | undefined {
  const types: TypeExpression[] = [];
  let found = readArray(text, start, around);
  while (found !== undefined) {
    types.push(found.type);
    const end = skipSpace(text, found.at);
    if (text[end] !== '|') {
      const [only] = types;
      return { type: types.length === 1 && only !== undefined ? only : union(types), at: found.at };
    }
    found = readArray(text, end + 1, around);
  }
  return undefined;
}

function readArray(text: string, start: number, around: Around): Read | undefined {
  ATOM.lastIndex = start;
  const [, name, string, number] = ATOM.exec(text) ?? [];
  let at = ATOM.lastIndex;
  let type: TypeExpression | undefined = number ?? (string && JSON.stringify(string.slice(1, -1)));
  if (name !== undefined) {
    if (OPERATORS.test(name) || (name.includes('.') && name.startsWith('this.'))) return undefined;
    type = PREDEFINED.has(name) ? name : (around.scope.get(name) ?? `@${name}`);
    if (text[at] === '<') {
      const generic = PREDEFINED.has(name) ? undefined : readGeneric(text, at + 1, { name: type, around });
      if (generic === undefined) return undefined;
      ({ type, at } = generic);
    }
  }
  if (type === undefined) return undefined;
  for (; text.startsWith('[]', at); at += 2) type = ['[]', type];
  return { type, at };
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
    const found = readUnion(text, at, { ...around, depth: around.depth + 1 });
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

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** A property or method without modifiers, written plainly. */
export interface PlainMember {
  readonly name: string;
  readonly isOptional: boolean;
  /** Of a method its result. */
  readonly type: TypeExpression;
  /** Undefined for a property. */
  readonly parameters: readonly PlainParameter[] | undefined;
}

export interface PlainParameter {
  readonly type: TypeExpression;
  readonly isRest: boolean;
  readonly isOptional: boolean;
}

const MEMBER = /(?:readonly\s+)?([A-Za-z_$][\w$]*)(\?)?(\(|\s*:)/y;
const PARAMETER = /\s*(\.\.\.)?[A-Za-z_$][\w$]*(\?)?\s*:/y;
const RESULT = /\)\s*:/y;

/** The member that the text declares, where it is a plain one of plain types: told without its nodes. */
export function readPlainMember(text: string, scope: TypeScope): PlainMember | undefined {
  MEMBER.lastIndex = 0;
  const [, name, mark, follows] = MEMBER.exec(text) ?? [];
  if (name === undefined || (follows === '(' && text.startsWith('readonly '))) return undefined;
  const around = { scope, depth: 0 };
  const read = follows === '(' ? readParameters(text, MEMBER.lastIndex, around) : { at: MEMBER.lastIndex };
  const result = read && readUnion(text, read.at, around);
  if (result?.at !== text.length) return undefined;
  const parameters = read && 'parameters' in read ? read.parameters : undefined;
  return { name, isOptional: mark !== undefined, type: result.type, parameters };
}

/** The parameters from after the opening parenthesis on, and where the type of the result starts. */
function readParameters(
  text: string,
  start: number,
  around: Around,
): { readonly parameters: readonly PlainParameter[]; readonly at: number } | undefined {
  const parameters: PlainParameter[] = [];
  let at = start;
  while (text[at] !== ')') {
    PARAMETER.lastIndex = at;
    const [whole, rest, mark] = PARAMETER.exec(text) ?? [];
    const found = whole === undefined ? undefined : readUnion(text, PARAMETER.lastIndex, around);
    if (found === undefined) return undefined;
    parameters.push({ type: found.type, isRest: rest !== undefined, isOptional: mark !== undefined });
    at = found.at;
    if (text[at] === ',') at += 1;
    else if (text[at] !== ')') return undefined;
  }
  RESULT.lastIndex = at;
  return RESULT.test(text) ? { parameters, at: RESULT.lastIndex } : undefined;
}
