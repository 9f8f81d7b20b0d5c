import type { TypeExpression } from '../model/facts.js';
import type { ParsedFile } from '../model/syntax.js';

/** Longest text that a type expression quotes, in UTF-16 units; longer ones are hashed. */
const MAX_QUOTED = 80;

/** Deepest nesting of types that is read; what lies below is compared as text. */
export const MAX_TYPE_DEPTH = 60;

/** A part that no operator expresses: `~` and its text without white space, or its hash where that is long. */
export function verbatim(text: string): TypeExpression {
  const squeezed = text.replace(/\s+/g, '');
  return squeezed.length <= MAX_QUOTED ? `~${squeezed}` : `~${squeezed.slice(0, 20)}…${hash(squeezed)}`;
}

/** `#` and a hash of code that ignores white space and the lines that hold nothing but a comment. */
export function bodyHash(text: string): string {
  let state = OFFSET_BASIS;
  let isLineStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isSpace(unit)) {
      // What other white space stands before is no indentation.
      isLineStart = (isLineStart && (unit === 0x20 || unit === 0x09)) || isLineBreak(unit);
    } else if (isLineStart && startsComment(text, at)) {
      while (at + 1 < text.length && !isLineBreak(text.charCodeAt(at + 1))) at += 1;
    } else {
      isLineStart = false;
      state = Math.imul(state ^ unit, PRIME);
    }
  }
  return `#${(state >>> 0).toString(36)}`;
}

function isSpace(unit: number): boolean {
  return unit <= 0x20
    ? unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)
    : unit >= 0xa0 && /\s/.test(String.fromCharCode(unit));
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029;
}

function startsComment(text: string, at: number): boolean {
  const unit = text[at];
  return unit === '#' || unit === '*' || (unit === '/' && (text[at + 1] === '/' || text[at + 1] === '*'));
}

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, 32 bit: compares two texts of one name, so chance collisions do not matter. */
function hash(text: string): string {
  let state = OFFSET_BASIS;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), PRIME);
  return (state >>> 0).toString(36);
}

/** The number of lines that hold more than white space. */
export function nonBlankLines(text: string): number {
  return text.match(/^.*\S.*$/gm)?.length ?? 0;
}

/** Definitions of one file whose other mentions are searched; those of larger files are taken to be mentioned. */
export const MAX_SEARCHES = 300;

/** True if the file holds the name as a whole word outside the statement. */
export function isMentionedElsewhere(
  { text }: ParsedFile,
  { text: name }: { readonly text: string },
  statement: { readonly startIndex: number; readonly endIndex: number },
): boolean {
  const { startIndex, endIndex } = statement;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (at >= startIndex && at < endIndex) at = endIndex - name.length;
    else if (!isWordUnit(text.charCodeAt(at - 1)) && !isWordUnit(text.charCodeAt(at + name.length))) return true;
  }
  return false;
}

/** Of ASCII letters, digits, `_` and `$`, and everything beyond; false for NaN. */
function isWordUnit(unit: number): boolean {
  const small = unit | 0x20;
  return (
    (small >= 0x61 && small <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f || unit === 0x24 || unit >= 0x80
  );
}

/** A union of the given types, nested unions flattened, without repetitions. */
export function union(types: readonly TypeExpression[]): TypeExpression {
  const seen = new Map<string, TypeExpression>();
  for (const type of types) {
    const parts = typeof type !== 'string' && type[0] === '|' ? type.slice(1) : [type];
    for (const part of parts) seen.set(typeof part === 'string' ? part : JSON.stringify(part), part);
  }
  const [only, ...more] = seen.values();
  return only === undefined || more.length > 0 ? ['|', ...seen.values()] : only;
}

/** The marks that are set, as facts hold them: absent rather than false. */
export function marks<Name extends string>(all: Readonly<Record<Name, boolean>>): { readonly [name in Name]?: true } {
  const set: { [name in Name]?: true } = {};
  for (const name in all) if (all[name]) set[name] = true;
  return set;
}
