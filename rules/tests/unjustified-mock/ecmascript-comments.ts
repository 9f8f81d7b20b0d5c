import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import type { Comment } from './facts.js';

/** Lines of a statement or comment, 1-based, both included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

export interface Commentary {
  linesOf(node: SyntaxNode): Lines;
  /** The comments that may say why a statement does what it does. */
  commentsOn(statement: SyntaxNode): readonly Comment[];
}

/** How many lines above a statement a comment may stand. */
const REACH = 3;

/** The comments of a file; those that only talk to tools are left out. */
export function commentaryOf(file: ParsedFile): Commentary {
  let starts: readonly number[] | undefined;
  const linesOf = ({ startIndex, endIndex }: SyntaxNode): Lines => {
    starts ??= lineStarts(file.text);
    return { first: countAtMost(starts, startIndex), last: countAtMost(starts, Math.max(startIndex, endIndex - 1)) };
  };
  let blocks: readonly Block[] | undefined;
  let firsts: readonly number[] = [];
  return {
    linesOf,
    commentsOn(statement) {
      blocks ??= joinLines(readComments(file, linesOf));
      if (firsts.length === 0) firsts = blocks.map(({ first }) => first);
      const { first, last } = linesOf(statement);
      const before = countAtMost(firsts, first - 1);
      const within = blocks.slice(before, countAtMost(firsts, last)).map((block) => toComment(block, 'statement'));
      const comments = [...standingAbove({ blocks, before }, statement, first), ...within];
      return comments.filter(({ text }) => text !== '');
    },
  };
}

/** The offset at which each line starts. */
function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ index, 0: lineBreak }) => index + lineBreak.length)];
}

/** How many of the ascending numbers are at most `limit`. */
function countAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A comment, or line comments on consecutive lines, which are read as one. */
interface Block extends Lines {
  readonly text: string;
  /** A line comment with nothing else on its line: it may be one of several. */
  readonly isLine: boolean;
  /** It stands behind code that is not the beginning of a block. */
  readonly isTrailing: boolean;
  /** What it stands in. */
  readonly parent: SyntaxNode | null;
}

/** How far before a comment the code on its line is looked at, in UTF-16 units. */
const MAX_INDENTATION = 200;

function readComments(file: ParsedFile, linesOf: Commentary['linesOf']): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const { node, match } of file.nodesAt(/\/[/*]/g)) {
    if (node.type !== 'comment' || match.index < end) continue;
    end = node.endIndex;
    const { text, parent } = node;
    const before = codeBefore(file.text, node.startIndex);
    blocks.push({
      ...linesOf(node),
      text: plainText(text),
      isLine: text.startsWith('//') && before === '',
      isTrailing: before !== '' && !before.endsWith('{'),
      parent,
    });
  }
  return blocks;
}

/** The end of what stands before the offset on its line. */
function codeBefore(text: string, offset: number): string {
  return text
    .slice(Math.max(0, offset - MAX_INDENTATION), offset)
    .replace(/^[^]*[\r\n]/, '')
    .trim();
}

function joinLines(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const former = joined.at(-1);
    const isNext = former?.isLine === true && block.isLine && block.first === former.last + 1;
    if (former === undefined || !isNext) joined.push(block);
    else joined.splice(-1, 1, { ...former, last: block.last, text: joinText(former.text, block.text) });
  }
  return joined;
}

/** Longest text of several comments that is kept, in UTF-16 units. */
const MAX_TEXT = 2_000;

function joinText(former: string, next: string): string {
  return former.length > MAX_TEXT ? former : `${former} ${next}`.trim();
}

/** Lines of comments that tell a tool what to do. */
const DIRECTIVE = new RegExp(
  [
    '^(?:@ts-(?:ignore|expect-error|nocheck|check)|@(?:vitest|jest)-environment|@jsx|eslint-(?:disable|enable|env)|eslint [\\w@/-]+:',
    'tslint:|oxlint-|biome-ignore|prettier-ignore|(?:istanbul|c8|v8) ignore|node:coverage|stryker (?:disable|restore)|compliance:',
    'cspell:|deno-lint-ignore|noinspection|nosonar|#(?:end)?region|<reference|webpack\\w+:|globals? [\\w$]+(?:: ?\\w+)?(?:,.*)?$)',
  ].join('|'),
  'i',
);
/** What stands at the head of a file. */
const LICENSE = /\bcopyright\b|\bspdx-license-identifier\b|\blicensed under\b/i;

/** The text of a comment without its markers; '' if it is a directive, or a licence. */
function plainText(comment: string): string {
  if (LICENSE.test(comment)) return '';
  const lines = comment
    .replace(/^\/\*+|\*+\/$/g, '')
    .split(/\r\n?|\n/)
    .map((line) =>
      line
        .trim()
        .replace(/^(?:\/{2,}|\*+)/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !DIRECTIVE.test(line));
  return lines.join(' ');
}

/** True if the comment stands in what the statement stands in, not in something that ends before it. */
function holds({ parent }: Block, { startIndex, endIndex }: SyntaxNode): boolean {
  return parent === null || (parent.startIndex <= startIndex && parent.endIndex >= endIndex);
}

/** The comments directly above a statement on `line`, and those up to three lines above, from the top. */
function standingAbove(
  { blocks, before }: { readonly blocks: readonly Block[]; readonly before: number },
  statement: SyntaxNode,
  line: number,
): readonly Comment[] {
  const found: Comment[] = [];
  let below = line;
  for (let index = before - 1; index >= 0; index -= 1) {
    const block = blocks[index];
    const isAdjacent = block?.last === below - 1;
    if (block === undefined || (!isAdjacent && block.last < line - REACH)) break;
    if (block.isTrailing || block.last >= line || !holds(block, statement)) continue;
    found.unshift(toComment(block, isAdjacent ? 'above' : 'near'));
    if (isAdjacent) below = block.first;
  }
  return found;
}

function toComment({ text, first }: Block, place: Comment['place']): Comment {
  return { text, place, line: first };
}
