import type { ParsedFile } from 'compliance-linter';
import type { Comment } from './facts.js';

/** How many lines above a mock a comment may stand with something between. */
const REACH = 3;

/** Most lines of a block of comments, and the longest text, that are read. */
const MAX_BLOCK = 40;
const MAX_TEXT = 2_000;

/** Told to tools, not to people; and suppressions, which give their reasons elsewhere. */
const DIRECTIVE =
  /^(?:noqa|type:|pyright:|mypy:|ty:|ruff:|pylint:|flake8:|isort:|fmt:|yapf:|black:|pragma:|nosec|nosemgrep|noinspection|compliance:|region\b|endregion\b|%%|-\*-|!)/i;

interface Line {
  readonly text: string;
  /** The line holds nothing else. */
  readonly isWhole: boolean;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** The comments of one Python file by line. */
export class PythonComments {
  readonly #lines = new Map<number, Line | undefined>();
  #starts: readonly number[] | undefined;

  constructor(private readonly file: ParsedFile) {}

  /** The comments that may say why there is a mock on the given lines; `column` is where its statement starts. */
  around({ first, last }: { readonly first: number; readonly last: number }, column: number): readonly Comment[] {
    const comments: Comment[] = [];
    for (let line = Math.max(1, first - REACH); line <= last; line += 1) {
      const start = this.#on(line);
      if (start === undefined || (line < first && (!start.isWhole || start.column > column))) continue;
      const end = start.isWhole ? this.#endOfBlock(line, line < first ? first - 1 : last) : line;
      const begin = line < first ? this.#startOfBlock(line) : line;
      const place = line >= first ? 'statement' : end === first - 1 ? 'above' : 'near';
      comments.push({ text: this.#text(begin, end), place, line: begin });
      line = end;
    }
    return comments.filter(({ text }) => text !== '');
  }

  #text(first: number, last: number): string {
    const lines = Array.from({ length: last - first + 1 }, (_, index) => this.#on(first + index)?.text ?? '');
    return lines
      .filter((text) => !DIRECTIVE.test(text))
      .join(' ')
      .slice(0, MAX_TEXT)
      .trim();
  }

  #startOfBlock(line: number): number {
    let start = line;
    while (line - start < MAX_BLOCK && this.#on(start - 1)?.isWhole === true) start -= 1;
    return start;
  }

  #endOfBlock(line: number, limit: number): number {
    let end = line;
    while (end < limit && this.#on(end + 1)?.isWhole === true) end += 1;
    return end;
  }

  /** The comment on a line. */
  #on(line: number): Line | undefined {
    if (!this.#lines.has(line)) this.#lines.set(line, this.#read(line));
    return this.#lines.get(line);
  }

  #read(line: number): Line | undefined {
    this.#starts ??= lineStarts(this.file.text);
    const start = this.#starts[line - 1];
    if (start === undefined) return undefined;
    const text = this.file.text.slice(start, this.#starts[line]);
    for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
      const node = this.file.nodeAt(start + at, start + at + 1, 'statement');
      if (node?.type !== 'comment' || node.startIndex !== start + at) continue;
      return {
        text: text
          .slice(at)
          .replace(/^[#\s]+/, '')
          .trimEnd(),
        isWhole: text.slice(0, at).trim() === '',
        column: at + 1,
      };
    }
    return undefined;
  }
}

/** The offset at which each line starts. */
function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ index, 0: end }) => index + end.length)];
}
