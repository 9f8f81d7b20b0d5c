import type { Format } from '../model/format.js';
import type { ParsedFile, SyntaxNode } from '../model/syntax.js';
import { ParsedContent } from './parsed-content.js';
import { loadParser } from './parser.js';

/** A text as extractors get it. */
export async function parseText(format: Format, dialect: string, text: string): Promise<ParsedContent> {
  const parse = await loadParser(format.grammar(dialect));
  return new ParsedContent(text, dialect, { format, parse, hasBom: false });
}

/** The lines, the nearest first, on which something starts that the first code of a 1-based line is part of. */
export function startsAround(file: ParsedFile, line: number): readonly number[] {
  const offset = firstOffset(file.text, line);
  const node = file.tree().descendantForIndex(offset, offset + 1);
  const lines = new Set<number>();
  for (const around of node === null ? [] : file.ancestors(node)) {
    if (around.type === 'module' || around.type === 'program') break;
    const start = file.range(around.startIndex, around.startIndex + 1).start.line;
    if (start < line) lines.add(start);
  }
  return [...lines].slice(0, MOST_STARTS);
}

/** More are never needed: what a suppression covers ends where a body begins. */
const MOST_STARTS = 12;

function firstOffset(text: string, line: number): number {
  let at = 0;
  const lineBreak = /\r\n?|\n/g;
  for (let number = 1; number < line && lineBreak.test(text); number += 1) at = lineBreak.lastIndex;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

/** True if a text with comments put in at one place has the same code: the same nodes around the same characters. */
export function isSameCode(
  before: ParsedFile,
  after: ParsedFile,
  { at, length }: { at: number; length: number },
): boolean {
  const original = (offset: number): number => (offset < at ? offset : Math.max(at, offset - length));
  const old = outline(before, (offset) => offset);
  const now = outline(after, original);
  return old.length === now.length && old.every((node, index) => node === now[index]);
}

/** Every node but comments, by depth and type; those at the bottom with their place. */
function outline(file: ParsedFile, original: (offset: number) => number): readonly string[] {
  const nodes: string[] = [];
  const pending: { node: SyntaxNode; depth: number }[] = [{ node: file.tree(), depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    const children = node.children.filter((child) => !isNoCode(file.text, child));
    for (const child of children.toReversed()) pending.push({ node: child, depth: depth + 1 });
    nodes.push(`${String(depth)} ${node.type}${children.length > 0 ? '' : placeOf(file.text, node, original)}`);
  }
  return nodes;
}

function isNoCode(text: string, node: SyntaxNode): boolean {
  switch (node.type) {
    case 'comment':
    case 'line_continuation':
      return true;
    case 'jsx_text':
      return text.slice(node.startIndex, node.endIndex).trim() === '';
    case 'jsx_expression':
      return node.namedChildren.every(({ type }) => type === 'comment');
    default:
      return false;
  }
}

/** White space around text in markup is none of it. */
function placeOf(
  text: string,
  { type, startIndex, endIndex }: SyntaxNode,
  original: (offset: number) => number,
): string {
  const written = type === 'jsx_text' ? text.slice(startIndex, endIndex) : '';
  const start = startIndex + written.length - written.trimStart().length;
  const end = endIndex - (written.length - written.trimEnd().length);
  return ` ${String(original(start))} ${String(original(end))}`;
}

/** True where the language has no comment although the grammar takes one: in an f-string, before Python 3.12. */
export function isInsideInterpolation(file: ParsedFile, offset: number): boolean {
  const node = file.tree().descendantForIndex(offset, offset + 1);
  return node !== null && [...file.ancestors(node)].some(({ type }) => type === 'interpolation');
}
