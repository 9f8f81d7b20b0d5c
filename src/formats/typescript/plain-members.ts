import type { TypeExpression } from '../../model/facts.js';
import { type Around, readPlainUnion, skipSpace, skipTrivia } from './plain-type.js';
import { type Signature, withOptional } from './signature.js';
import type { TypeScope } from './type-expression.js';

const MEMBER = /(?:readonly\s+)?(?:([A-Za-z_$][\w$]*)|("[^"\\\n]*"|'[^'\\\n]*'))(\?)?\s*(?=[(:<])/y;
const INDEX = /(?:readonly\s+)?\[\s*[A-Za-z_$][\w$]*\s*:\s*(string|number|symbol)\s*\]\s*(?=:)/y;
const PARAMETER = /\s*(\.\.\.)?[A-Za-z_$][\w$]*(\?)?\s*:/y;
const TYPE_PARAMETER = /\s*([A-Za-z_$][\w$]*)\s*(extends\s|(?=[=,>]))/y;
/** What goes on with the type before, where no semicolon stands between. */
const GOES_ON = /[([<.]|(?:as|asserts|extends|in|instanceof|is|satisfies)\b/y;

/** The member that the text declares, where it is a plain one of plain types: told without its nodes. */
export function readPlainMember(text: string, scope: TypeScope): Signature | undefined {
  const found = readMember(text, 0, { scope, depth: 0 });
  return found?.at === text.length ? found.member : undefined;
}

export interface PlainBody {
  readonly members: readonly Signature[];
  /** After the closing brace. */
  readonly at: number;
}

/** The members of the object type or interface whose brace opens at `start`, where all of them are plain. */
export function readPlainBody(text: string, start: number, around: Around): PlainBody | undefined {
  const members: Signature[] = [];
  let at = skipTrivia(text, start + 1);
  while (text[at] !== '}') {
    const found = readMember(text, at, around);
    if (found === undefined) return undefined;
    members.push(found.member);
    const end = skipTrivia(text, found.at);
    if (text[end] === ';' || text[end] === ',') at = skipTrivia(text, end + 1);
    else if (text[end] === '}') at = end;
    else {
      GOES_ON.lastIndex = end;
      if (!text.slice(found.at, end).includes('\n') || GOES_ON.test(text)) return undefined;
      at = end;
    }
  }
  return { members, at: at + 1 };
}

interface ReadMember {
  readonly member: Signature;
  readonly at: number;
}

function readMember(text: string, start: number, around: Around): ReadMember | undefined {
  if (text[start] === '(') return readMethod(text, start, { name: '()', isOptional: false, around });
  INDEX.lastIndex = start;
  const key = INDEX.exec(text)?.[1];
  if (key !== undefined) return readProperty(text, INDEX.lastIndex, { name: `[${key}]`, isOptional: false, around });
  MEMBER.lastIndex = start;
  const [whole, word, string, mark] = MEMBER.exec(text) ?? [];
  const name = word ?? string?.slice(1, -1);
  if (whole === undefined || name === undefined) return undefined;
  const named = { name, isOptional: mark !== undefined, around };
  const at = MEMBER.lastIndex;
  if (text[at] === ':') return readProperty(text, at, named);
  return /^readonly\s|\s$|^new$/.test(whole) ? undefined : readMethod(text, at, named);
}

interface Named {
  readonly name: string;
  readonly isOptional: boolean;
  readonly around: Around;
}

/** From the colon on. */
function readProperty(text: string, colon: number, { name, isOptional, around }: Named): ReadMember | undefined {
  const found = readPlainUnion(text, colon + 1, around);
  return found && { member: withOptional(name, found.type, isOptional), at: found.at };
}

/** From the type parameters or the parenthesis on. */
function readMethod(text: string, start: number, { name, isOptional, around }: Named): ReadMember | undefined {
  const generic = text[start] === '<' ? readTypeParameters(text, start + 1, around) : { around, at: start };
  if (generic === undefined || text[generic.at] !== '(') return undefined;
  const read = readPlainParameters(text, generic.at + 1, generic.around);
  const colon = read && skipSpace(text, read.at);
  if (read === undefined || colon === undefined || text[colon] !== ':') return undefined;
  const result = readPlainUnion(text, colon + 1, generic.around);
  if (result === undefined) return undefined;
  return { member: withOptional(name, ['=>', result.type, ...read.parameters], isOptional), at: result.at };
}

/** The types of parameters after the opening parenthesis, and the offset after the closing one. */
export function readPlainParameters(
  text: string,
  start: number,
  around: Around,
): { readonly parameters: readonly TypeExpression[]; readonly at: number } | undefined {
  const parameters: TypeExpression[] = [];
  let at = skipSpace(text, start);
  while (text[at] !== ')') {
    PARAMETER.lastIndex = at;
    const [whole, rest, mark] = PARAMETER.exec(text) ?? [];
    const found = whole === undefined ? undefined : readPlainUnion(text, PARAMETER.lastIndex, around);
    if (found === undefined) return undefined;
    const optional: TypeExpression = mark === undefined ? found.type : ['?', withOptional('', found.type, true).type];
    parameters.push(rest === undefined ? optional : ['...', found.type]);
    at = skipSpace(text, found.at);
    if (text[at] === ',') at = skipSpace(text, at + 1);
    else if (text[at] !== ')') return undefined;
  }
  return { parameters, at: at + 1 };
}

/** Type parameters after their opening bracket: what they put in force, and the offset after the closing one. */
export function readTypeParameters(
  text: string,
  start: number,
  around: Around,
): { readonly around: Around; readonly at: number } | undefined {
  const scope = new Map(around.scope);
  for (let at = start; ;) {
    TYPE_PARAMETER.lastIndex = at;
    const [, name, follows] = TYPE_PARAMETER.exec(text) ?? [];
    if (name === undefined) return undefined;
    at = TYPE_PARAMETER.lastIndex;
    if (follows !== '') at = endOfType(text, at, around);
    if (text[at] === '=') at = endOfType(text, at + 1, around);
    scope.set(name, `$${scope.size.toString()}`);
    if (text[at] === '>') return { around: { scope, depth: around.depth }, at: at + 1 };
    if (text[at] !== ',') return undefined;
    at += 1;
  }
}

/** Behind the type and white space; the text's length where it is not plain. */
function endOfType(text: string, start: number, around: Around): number {
  const found = readPlainUnion(text, start, around);
  return found === undefined ? text.length : skipSpace(text, found.at);
}
