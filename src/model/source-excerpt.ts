import type { Range } from './location.js';
import { cellsOf, joinCells, type Cell } from './terminal-text.js';

/** A line of source as a terminal shows it, and what to print below it. */
export interface SourceExcerpt {
  readonly source: string;
  /** Spaces and carets under `source`; empty when the place is not on the shown part of the line. */
  readonly marks: string;
}

/** What stands for a secret in a site's line. */
const MASK = '•••';
const TAB = 4;
const CUT: Cell = { text: '…', columns: 1, start: -1 };

interface MarkedCell {
  readonly cell: Cell;
  readonly isMarked: boolean;
}

/**
 * The first line of a range without its indentation, the place marked by carets, in at most `width` columns: a longer
 * line is cut around the beginning of the place, with `…` where something is left out.
 *
 * @param lineText the line's beginning as a site holds it: the range may reach beyond it, or begin there
 */
export function excerptSource(lineText: string, range: Range, width: number): SourceExcerpt {
  const cells = expandTabs(cellsOf(lineText));
  const marked = markCells(cells, lineText, range);
  const shown = fitCells(trimCells(marked), width);
  return { source: joinCells(shown.map(({ cell }) => cell)).trimEnd(), marks: drawMarks(shown) };
}

/** Tabs as spaces up to the next multiple of four columns; cells that spell out a tab are such tabs. */
function expandTabs(cells: readonly Cell[]): Cell[] {
  let column = 0;
  return cells.map((cell) => {
    const columns = cell.text === '\\t' ? TAB - (column % TAB) : cell.columns;
    column += columns;
    return cell.text === '\\t' ? { ...cell, text: ' '.repeat(columns), columns } : cell;
  });
}

/**
 * An empty place marks the cell at its position, or the column behind the line's end; `…` stands for one beyond that.
 * A masked secret has lost its length: behind one the place is unknown and unmarked, and none is marked past it.
 */
function markCells(cells: readonly Cell[], lineText: string, { start, end }: Range): MarkedCell[] {
  const from = start.column - 1;
  const mask = lineText.indexOf(MASK);
  if (mask !== -1 && mask < from) return cells.map((cell) => ({ cell, isMarked: false }));
  const known = mask === -1 ? Infinity : mask + MASK.length;
  const to = Math.min(known, end.line > start.line ? Infinity : Math.max(end.column - 1, from + 1));
  const marked = cells.map((cell, index): MarkedCell => {
    const cellEnd = cells[index + 1]?.start ?? lineText.length;
    return { cell, isMarked: cell.start < to && cellEnd > from };
  });
  if (from > lineText.length) return [...marked, { cell: CUT, isMarked: false }];
  const isAtEnd = from === lineText.length && from > 0;
  return isAtEnd ? [...marked, { cell: { text: ' ', columns: 1, start: from }, isMarked: true }] : marked;
}

/** Without blank cells at the beginning, and without marks below the blank ends of the place. */
function trimCells(cells: readonly MarkedCell[]): MarkedCell[] {
  const isDrawn = ({ cell }: MarkedCell) => cell.text.trim() !== '';
  const first = cells.findIndex(isDrawn);
  if (first === -1) return [];
  const firstMark = cells.findIndex((cell) => cell.isMarked && isDrawn(cell));
  const lastMark = cells.findLastIndex((cell) => cell.isMarked && isDrawn(cell));
  if (firstMark === -1) return cells.slice(Math.min(first, firstMarked(cells) ?? first)); // an all-blank place
  return cells.slice(first).map(({ cell, isMarked }, index) => {
    const position = index + first;
    return { cell, isMarked: isMarked && position >= firstMark && position <= lastMark };
  });
}

function firstMarked(cells: readonly MarkedCell[]): number | undefined {
  const index = cells.findIndex((cell) => cell.isMarked);
  return index === -1 ? undefined : index;
}

/** The whole line when it fits; else the part that begins at its start or a quarter of the width before the place. */
function fitCells(cells: readonly MarkedCell[], width: number): MarkedCell[] {
  if (columnsOf(cells) <= width) return [...cells];
  const place = firstMarked(cells) ?? 0;
  const context = Math.floor(width / 4);
  let begin = 0;
  if (columnsOf(cells.slice(0, place)) > width - 2 * context) {
    begin = place;
    while (begin > 0 && columnsOf(cells.slice(begin - 1, place)) <= context) begin -= 1;
  }
  const cut: MarkedCell = { cell: CUT, isMarked: false };
  const shown = begin > 0 ? [cut] : [];
  let room = width - shown.length;
  for (const [index, marked] of cells.slice(begin).entries()) {
    const isLast = begin + index === cells.length - 1;
    if (marked.cell.columns + (isLast ? 0 : 1) > room) return [...shown, cut];
    shown.push(marked);
    room -= marked.cell.columns;
  }
  return shown;
}

function columnsOf(cells: readonly MarkedCell[]): number {
  return cells.reduce((columns, { cell }) => columns + cell.columns, 0);
}

function drawMarks(cells: readonly MarkedCell[]): string {
  return cells
    .map(({ cell, isMarked }) => (isMarked ? '^' : ' ').repeat(cell.columns))
    .join('')
    .trimEnd();
}
