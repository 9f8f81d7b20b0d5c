import type { TypeExpression } from '../../model/facts.js';
import type { Span } from '../../model/location.js';
import { verbatim } from '../definition-text.js';
import { aliasShape, type FoundDeclaration, mergeOverloads } from './found-declaration.js';
import { readPlainBody, readTypeParameters } from './plain-members.js';
import { type Around, readPlainUnion, skipSpace, skipTrivia } from './plain-type.js';

export interface PlainDeclaration {
  readonly found: FoundDeclaration;
  /** With `export` and `declare`. */
  readonly statement: {
    readonly startIndex: number;
    readonly endIndex: number;
    readonly isExported: boolean;
    readonly isDefault: boolean;
  };
}

const HEAD =
  /(export\s+(?:(default)\s+)?)?(?:declare\s+)?(?:(interface|type)|(?:const\s+)?enum)\s+([A-Za-z_$][\w$]*)\s*(?=[<{=]|extends\s)/y;

/**
 * The interfaces, aliases and enumerations at the top level of which the statement consists, told by their text alone, as
 * their nodes would tell them; undefined where that is not sure. `hits` are the places in the statement where a definition
 * may start: what follows the last need not be plain.
 */
export function readPlainDeclarations(
  text: string,
  statement: Span,
  hits: readonly number[],
): readonly PlainDeclaration[] | undefined {
  const all: PlainDeclaration[] = [];
  const last = hits.at(-1) ?? statement.start;
  for (let { start } = statement; start <= last;) {
    const declaration = readDeclaration(text, { start, end: statement.end });
    if (declaration === undefined) return undefined;
    all.push(declaration);
    start = skipTrivia(text, declaration.statement.endIndex);
  }
  return all;
}

function readDeclaration(text: string, { start, end }: Span): PlainDeclaration | undefined {
  HEAD.lastIndex = start;
  const [whole, exported, isDefault, keyword, name] = HEAD.exec(text) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  const after = HEAD.lastIndex;
  const nameEnd = start + whole.trimEnd().length;
  const none: Around = { scope: NO_TYPES, depth: 0 };
  const { around, at } =
    (text[after] === '<' ? readTypeParameters(text, after + 1, none) : { around: none, at: after }) ?? {};
  if (around === undefined || at === undefined) return undefined;
  const input = { text, at: skipSpace(text, at), end, around };
  const read = keyword === 'interface' ? readInterface(input) : keyword === 'type' ? readAlias(input) : readEnum(input);
  if (read === undefined || read.at > end) return undefined;
  const common = {
    name: { text: name, startIndex: nameEnd - name.length, endIndex: nameEnd },
    kind: keyword === 'interface' ? 'interface' : keyword === 'type' ? 'alias' : 'enum',
    typeParameters: around.scope.size,
  } as const;
  return {
    found: { ...common, ...read.shape },
    statement: {
      startIndex: start,
      endIndex: read.at,
      isExported: exported !== undefined,
      isDefault: isDefault !== undefined,
    },
  };
}

const NO_TYPES: ReadonlyMap<string, string> = new Map();

interface Input {
  readonly text: string;
  /** After the name and the type parameters, at what is no white space. */
  readonly at: number;
  /** Of the statement. */
  readonly end: number;
  readonly around: Around;
}

interface Read {
  readonly shape: Pick<FoundDeclaration, 'bases' | 'members' | 'type'>;
  readonly at: number;
}

function readInterface({ text, at, around }: Input): Read | undefined {
  const bases: TypeExpression[] = [];
  let brace = at;
  if (/^extends\s/.test(text.slice(at, at + 8))) {
    do {
      const base = readPlainUnion(text, brace + (bases.length === 0 ? 'extends'.length : 1), around);
      if (base === undefined || !isBase(base.type)) return undefined;
      bases.push(base.type);
      brace = skipSpace(text, base.at);
    } while (text[brace] === ',');
  }
  const body = text[brace] === '{' ? readPlainBody(text, brace, around) : undefined;
  return body && { shape: { bases, members: mergeOverloads(body.members) }, at: body.at };
}

/** A name, or a generic type. */
function isBase(type: TypeExpression): boolean {
  return typeof type === 'string' ? /^[@$]/.test(type) : type[0] === '<>';
}

function readAlias({ text, at, end, around }: Input): Read | undefined {
  if (text[at] !== '=') return undefined;
  const found = readPlainUnion(text, skipTrivia(text, at + 1), around);
  if (found === undefined) return undefined;
  const behind = skipSpace(text, found.at);
  const isEnded = text[behind] === ';';
  if (!isEnded && !startsStatement(text, found.at, end)) return undefined;
  return { shape: aliasShape(found.type), at: isEnded ? behind + 1 : found.at };
}

/** True if a new statement follows the type that ends at the offset, or nothing more of this one. */
function startsStatement(text: string, at: number, end: number): boolean {
  const next = skipTrivia(text, at);
  // A comment on the same line counts to the statement.
  if (text[skipSpace(text, at)] === '/' && !text.slice(at, skipSpace(text, at)).includes('\n')) return false;
  if (next >= end) return true;
  START.lastIndex = next;
  return text[next - 1] === '\n' && START.test(text);
}

const START = /(?:const|export|function|import|interface|let|type|var)\s+[\w$*{]/y;

const ENUM_MEMBER =
  /([A-Za-z_$][\w$]*|"[^"\\\n]*"|'[^'\\\n]*')\s*(?:=\s*([^,}"'`/\n]*|"[^"\\\n]*"|'[^'\\\n]*')\s*)?(?=[,}/])/y;

function readEnum({ text, at: start }: Input): Read | undefined {
  if (text[start] !== '{') return undefined;
  const members: { name: string; type: string | null }[] = [];
  let next: number | null = 0;
  let at = skipTrivia(text, start + 1);
  while (text[at] !== '}') {
    ENUM_MEMBER.lastIndex = at;
    const [whole, written, value] = ENUM_MEMBER.exec(text) ?? [];
    if (whole === undefined || written === undefined) return undefined;
    const name = /^["']/.test(written) ? written.slice(1, -1) : written;
    const type: string | null | undefined =
      value === undefined ? (next?.toString() ?? null) : readEnumValue(value.trim());
    if (type === undefined) return undefined;
    members.push({ name, type });
    if (value === undefined) next = next === null ? null : next + 1;
    else next = type !== null && NUMBER.test(type) ? Number(type) + 1 : null;
    at = skipTrivia(text, ENUM_MEMBER.lastIndex);
    if (text[at] === ',') at = skipTrivia(text, at + 1);
    else if (text[at] !== '}') return undefined;
  }
  return { shape: { bases: [], members }, at: at + 1 };
}

const NUMBER = /^(?:0[xX][\da-fA-F]+|\d+)$/;

function readEnumValue(value: string): string | undefined {
  if (/^["']/.test(value)) return JSON.stringify(value.slice(1, -1));
  if (NUMBER.test(value)) return value;
  if (value === '' || /^[\d.][\w.]*$/.test(value)) return undefined;
  const text = verbatim(value);
  return typeof text === 'string' ? text : undefined;
}
