import type { SuppressionRemoval } from '../model/facts.js';
import type { Span } from '../model/location.js';
import type { ParsedFile, SyntaxNode } from '../model/syntax.js';

/** What goes away when a directive does, and whether that leaves all else as it is; null where that cannot be told. */
export function removalOf(file: ParsedFile, comment: SyntaxNode, at: number): SuppressionRemoval | null {
  const { text } = file;
  const own = { start: comment.startIndex, end: withoutReturn(text, comment.endIndex) };
  const part = directivePart(text, own, at);
  if (part === undefined) return null;
  const isWhole = part.start === own.start && part.end === own.end;
  const container = isWhole ? jsxContainer(comment) : null;
  const span = container === null ? part : { start: container.startIndex, end: container.endIndex };
  const lines = isWhole ? wholeLines(text, span) : undefined;
  if (lines !== undefined) return { range: file.range(lines.start, lines.end), text: '', isSafe: true };
  const { start, end, text: left } = isWhole ? besideCode(text, span) : { ...part, text: '' };
  // Blanks around an expression between elements are shown.
  return { range: file.range(start, end), text: left, isSafe: container === null };
}

/** The grammar takes the CR of a line end for a part of the comment. */
function withoutReturn(text: string, end: number): number {
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** The names between the brackets. */
export function listOf(file: ParsedFile, directive: Span): SuppressionRemoval['range'] | null {
  const [open, close] = ['[', ']'].map((bracket) => file.text.indexOf(bracket, directive.start)) as [number, number];
  return open < 0 || close < open || close >= directive.end ? null : file.range(open + 1, close);
}

/** The directive with its marker and reason, up to another comment that follows in the same one. */
function directivePart(text: string, comment: Span, at: number): Span | undefined {
  const { start: startIndex, end: endIndex } = comment;
  const written = text.slice(at, endIndex);
  const isBlock = text.startsWith('/*', startIndex);
  if (isBlock) {
    const marker = /^\/\*+[!\s*]*$/.test(text.slice(startIndex, at));
    return marker && !hasOtherParagraphs(written) ? { start: startIndex, end: endIndex } : undefined;
  }
  const marker = /[ \t]*(?:#+|\/\/+)[!\s*]*$/.exec(text.slice(startIndex, at));
  if (marker === null) return undefined;
  const next = /\s+(?:#+|\/\/+)\s*[A-Za-z@]/.exec(written);
  const start = startIndex + marker.index;
  if (next === null) return { start, end: endIndex };
  // What follows stays a comment: it has a marker of its own.
  const following = at + next.index;
  return { start, end: start === startIndex ? skipBlanks(text, following) : following };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** A block comment may say more than why it suppresses. */
function hasOtherParagraphs(written: string): boolean {
  return written
    .replace(/\*+\/$/, '')
    .trimEnd()
    .split(/\r\n?|\n/)
    .slice(1)
    .some((line) => /^[\s*]*(?:$|@)/.test(line));
}

/** `{/* … *\/}` between JSX elements. */
function jsxContainer(comment: SyntaxNode): SyntaxNode | null {
  const { parent } = comment;
  return parent?.type === 'jsx_expression' && parent.namedChildCount === 1 && /^jsx_/.test(parent.parent?.type ?? '')
    ? parent
    : null;
}

/** The lines of a span with the last line break, where nothing else stands on them. */
function wholeLines(text: string, { start, end }: Span): Span | undefined {
  let first = start;
  while (/[ \t\f]/.test(text[first - 1] ?? '')) first -= 1;
  let last = end;
  while (/[ \t\f]/.test(text[last] ?? '')) last += 1;
  if (first > 0 && !/[\r\n]/.test(text[first - 1] ?? '')) return undefined;
  if (last < text.length && !/[\r\n]/.test(text[last] ?? '')) return undefined;
  return { start: first, end: last + (/^(?:\r\n?|\n)?/.exec(text.slice(last, last + 2))?.[0].length ?? 0) };
}

/** With the blanks before it; inside a line one blank stays between what stood around it. */
function besideCode(text: string, { start, end }: Span): Span & { readonly text: string } {
  let first = start;
  while (/[ \t]/.test(text[first - 1] ?? '')) first -= 1;
  let last = end;
  while (/[ \t]/.test(text[last] ?? '')) last += 1;
  const isLast = last >= text.length || /[\r\n]/.test(text[last] ?? '');
  const isFirst = first === 0 || /[\r\n]/.test(text[first - 1] ?? '');
  if (isLast) return { start: first, end: last, text: '' };
  if (isFirst) return { start, end: last, text: '' };
  return { start: first, end: last, text: ' ' };
}
