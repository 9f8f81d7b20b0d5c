import type { TypeExpression } from '../model/facts.js';
import type { ParsedFile, SyntaxNode } from '../model/syntax.js';

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
  return `#${hash(text.replace(/^[ \t]*(?:#|\/\/|\*|\/\*).*$/gm, '').replace(/\s+/g, ''))}`;
}

/** FNV-1a over UTF-16 units, 32 bit: compares two texts of one name, so chance collisions do not matter. */
function hash(text: string): string {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return (state >>> 0).toString(36);
}

/** The number of lines that hold more than white space. */
export function nonBlankLines(text: string): number {
  return text.match(/^.*\S.*$/gm)?.length ?? 0;
}

/** Definitions of one file whose other mentions are searched; those of larger files are taken to be mentioned. */
export const MAX_SEARCHES = 300;

/** True if the file holds the name as a whole word outside the statement. */
export function isMentionedElsewhere({ text }: ParsedFile, { text: name }: SyntaxNode, statement: SyntaxNode): boolean {
  const { startIndex, endIndex } = statement;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (at >= startIndex && at < endIndex) at = endIndex - name.length;
    else if (!isWordUnit(text[at - 1]) && !isWordUnit(text[at + name.length])) return true;
  }
  return false;
}

function isWordUnit(unit: string | undefined): boolean {
  return unit !== undefined && /[\w$\u0080-\uffff]/.test(unit);
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
