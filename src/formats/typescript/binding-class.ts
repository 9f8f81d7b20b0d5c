import { endOfMark, matchAt, NAME, outline, readBrackets } from './binding-text.js';

export interface ClassOutline {
  /** '' if it has none. */
  readonly name: string;
  readonly bases: readonly string[];
  readonly members: readonly string[];
  readonly end: number;
}

const CLASS_NAME = new RegExp(String.raw`\s*(?!(?:extends|implements)\b)(${NAME})?`, 'y');
const BASE = new RegExp(String.raw`\bextends\s+(${NAME}(?:\s*\.\s*${NAME})*)`);

/** The class whose keyword ends at the offset. */
export function readClass(text: string, at: number): ClassOutline {
  const [whole = '', name = ''] = matchAt(CLASS_NAME, text, at) ?? [];
  const head = readHead(text, at + whole.length);
  const base = BASE.exec(head.text)?.[1]?.replace(/\s+/g, '');
  const bases = base === undefined ? [] : [base];
  if (text[head.end] !== '{') return { name, bases, members: [], end: head.end };
  const body = outline(text, head.end + 1, false);
  const isClosed = text[body.end] === '}';
  return { name, bases, members: membersIn(body.text), end: body.end + (isClosed ? 1 : 0) };
}

/** What stands before the body, without type arguments and brackets; ends at the brace that opens the body. */
function readHead(text: string, start: number): { readonly text: string; readonly end: number } {
  const mark = /["'`/]|[<>{([;]|=>|^export\b/gm;
  mark.lastIndex = start;
  let read = '';
  let from = start;
  let depth = 0;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const { index, 0: token } = match;
    if (depth === 0) read += text.slice(from, index);
    if (token === 'export' || (depth === 0 && /[{;]/.test(token))) return { text: read, end: index };
    if (token === '<') depth += 1;
    else if (token === '>') depth = Math.max(0, depth - 1);
    else if ('{(['.includes(token)) mark.lastIndex = readBrackets(text, index).end;
    else if (/["'`/]/.test(token)) mark.lastIndex = endOfMark(text, index);
    from = mark.lastIndex;
  }
  return { text: read, end: text.length };
}

const MODIFIERS = 'public|private|protected|static|readonly|abstract|override|async|get|set|declare|accessor';
const MEMBER = new RegExp(
  String.raw`(?<=^|[;}\n])[^\S\n]*(?:@[\w$.]+(?:\([^()]*\))?[^\S\n]+)*(?:(?:${MODIFIERS})[^\S\n]+)*(?:\*[^\S\n]*)?` +
    String.raw`(#?${NAME})(?:[^\S\n]*[?!])?[^\S\n]*(?=[(<=:;\n]|$)`,
  'g',
);

function membersIn(body: string): readonly string[] {
  const lines = body.replace(/([:=|&,<?+]|=>)[^\S\n]*\n\s*/g, '$1 ');
  return [...new Set([...lines.matchAll(MEMBER)].map(([, name = '']) => name))];
}
