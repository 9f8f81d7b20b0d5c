import { NAME, matchAt, outline, readBrackets } from './binding-text.js';
import { readValue, type Value } from './binding-value.js';

export interface Declarators {
  readonly declared: readonly { readonly name: string; readonly value: Value }[];
  readonly end: number;
}

const UNTOLD: Value = { kind: 'value', madeBy: '' };
/** A comma before another name that is given a value; commas of type arguments come before others. */
const SEPARATOR = new RegExp(String.raw`,(?=\s*${NAME}\s*(?:[!?]?\s*:(?:[^=,]|=>)*)?=(?![=>]))`);
const GIVEN = new RegExp(String.raw`^\s*(${NAME})\s*(?:[!?]\s*)?(?::(?:[^=]|=>)*)?=(?![=>])`);
const BARE = new RegExp(String.raw`^\s*(${NAME})\s*(?:[!?]\s*)?(?::|$)`);

/** What `const`, `let` or `var`, which ends at the offset, declares; not what is loaded from other modules. */
export function readDeclarators(text: string, at: number): Declarators {
  const start = at + (matchAt(/\s*/y, text, at)?.[0].length ?? 0);
  if (text[start] === '{' || text[start] === '[') return readPattern(text, start);
  const { text: written, end } = outline(text, start, true);
  const declared = partsOf(written).flatMap((part) => {
    const [given = '', name] = GIVEN.exec(part) ?? [];
    if (name === undefined) return bareNames(part).map((bare) => ({ name: bare, value: UNTOLD }));
    const value = readValue(part.slice(given.length));
    return value === undefined ? [] : [{ name, value }];
  });
  return { declared, end };
}

/** The declarators of a list, divided where no type arguments are open. */
function partsOf(written: string): readonly string[] {
  const parts: string[] = [];
  for (const piece of written.split(SEPARATOR)) {
    const former = parts.at(-1);
    if (former !== undefined && isOpen(former)) parts.splice(-1, 1, `${former},${piece}`);
    else parts.push(piece);
  }
  return parts;
}

function isOpen(piece: string): boolean {
  const marks = piece.match(/=>|[<>]/g) ?? [];
  return marks.filter((mark) => mark === '<').length > marks.filter((mark) => mark === '>').length;
}

function bareNames(part: string): readonly string[] {
  return part.split(',').flatMap((name) => BARE.exec(name)?.[1] ?? []);
}

/** `{ a, b: c = 1, ...rest } = create()`: what makes the whole makes its parts. */
function readPattern(text: string, start: number): Declarators {
  const pattern = readBrackets(text, start);
  const { text: written, end } = outline(text, pattern.end, true);
  const given = /^\s*(?::(?:[^=]|=>)*)?=(?![=>])/.exec(written)?.[0];
  const value = given === undefined ? undefined : readValue(written.slice(given.length));
  if (value === undefined) return { declared: [], end };
  const part: Value = value.kind === 'value' ? value : UNTOLD;
  return { declared: namesIn(text.slice(start, pattern.end)).map((name) => ({ name, value: part })), end };
}

const TAKEN = new RegExp(`(${NAME})\\s*(?=[,}\\]])`, 'g');

function namesIn(pattern: string): readonly string[] {
  return [...pattern.replace(/=[^,}\]]*/g, '').matchAll(TAKEN)].map(([, name = '']) => name);
}

/** The name that an expression is, if it is nothing else. */
export function plainName(expression: string): string | undefined {
  return /^\s*((?!(?:true|false|null|undefined|this)\s*$)[A-Za-z_$][\w$]*)\s*$/.exec(expression)?.[1];
}

export interface Exported {
  readonly local: string;
  readonly exported: string;
}

const SPECIFIER = new RegExp(String.raw`^\s*(${NAME})(?:\s+as\s+(${NAME}|"[^"]*"|'[^']*'))?\s*$`);

/** `{ a, b as c }`; types are left out. */
export function readExportClause(clause: string): readonly Exported[] {
  const written = clause.replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, ' ').replace(/^\{|\}$/g, '');
  return written.split(',').flatMap((part) => {
    const [, local, exported = local] = SPECIFIER.exec(part) ?? [];
    return local === undefined || exported === undefined ? [] : [{ local, exported: exported.replace(/["']/g, '') }];
  });
}

const PROPERTY = new RegExp(String.raw`^\s*(?:async\s+)?(?:\*\s*)?(${NAME})\s*(?:$|(\()|:([^]*)$)`);

export interface Properties {
  /** Names that the module binds elsewhere. */
  readonly exports: readonly Exported[];
  readonly defined: readonly { readonly name: string; readonly value: Value }[];
  readonly end: number;
}

/** The properties of the object that opens at the offset: what `module.exports = { a, b: c, d() {} }` exports. */
export function readProperties(text: string, start: number): Properties {
  const { text: written, end } = outline(text, start + 1, false);
  const exports: Exported[] = [];
  const defined: { name: string; value: Value }[] = [];
  for (const part of written.split(',')) {
    const [, name, method, expression] = PROPERTY.exec(part) ?? [];
    if (name === undefined) continue;
    const local = expression === undefined ? name : plainName(expression);
    const value = method === undefined ? readValue(expression ?? '') : ({ kind: 'function' } as const);
    if (method === undefined && local !== undefined) exports.push({ local, exported: name });
    else if (value !== undefined) defined.push({ name, value });
  }
  return { exports, defined, end: end + 1 };
}
