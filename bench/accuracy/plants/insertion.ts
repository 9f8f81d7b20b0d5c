import type { FilePlaces, Place } from './places.js';
import type { Random } from './random.js';
import { MARK, type Language } from './template.js';

/** How the planted file differs from the original beside the snippet. */
export interface Variant {
  readonly lineEnd: '\n' | '\r\n';
  readonly hasByteOrderMark: boolean;
  readonly isTabbed: boolean;
  /** False: the last line ends without a line break. */
  readonly hasFinalLineEnd: boolean;
}

export interface Insertion {
  readonly text: string;
  /** First and last line of the snippet in the new text, 1-based; its imports are not part of it. */
  readonly span: readonly [number, number];
  /** Lines at which a finding may start. */
  readonly marked: readonly number[];
  /** Lines of the added imports, first and last; undefined without any. */
  readonly header: readonly [number, number] | undefined;
  /** Where a line of the original is now. */
  moved(line: number): number;
}

export interface InsertionRequest {
  readonly text: string;
  readonly language: Language;
  readonly places: FilePlaces;
  readonly place: Place;
  readonly code: string;
  readonly imports: readonly string[];
  readonly variant: Variant;
  /** Blank lines before and after the snippet. */
  readonly margin: readonly [number, number];
}

/** Puts the snippet before the line of its place, indented as the code there, and its imports where imports go. */
export function insertSnippet(request: InsertionRequest): Insertion {
  const { places, place, margin } = request;
  const plain = request.text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const lines = (plain.endsWith('\n') || plain === '' ? plain.slice(0, -1) : plain).split('\n');
  const original = plain === '' ? [] : lines;
  const header = request.imports.filter((line) => !original.includes(line));
  const snippet = indented(request, original);
  const body = [...blanks(margin[0]), ...snippet.lines, ...blanks(margin[1])];
  const at = place.line - 1;
  const headerAt = Math.min(header.length === 0 ? at : places.importLine - 1, at);
  const result = [...original.slice(0, headerAt), ...header, ...original.slice(headerAt, at), ...body];
  const first = at + header.length + margin[0] + 1;
  return {
    text: finished([...result, ...original.slice(at)], request),
    span: [first, first + snippet.lines.length - 1],
    marked: snippet.marked.map((index) => first + index),
    header: header.length === 0 ? undefined : [headerAt + 1, headerAt + header.length],
    moved: (line) => line + (line > headerAt ? header.length : 0) + (line > at ? body.length : 0),
  };
}

/** One file in eight gets other line ends, and so on; `atEnd` says that the snippet is the last thing in it. */
export function drawVariant(random: Random, text: string, atEnd: boolean): Variant {
  const hasCrlf = text.includes('\r\n');
  return {
    lineEnd: hasCrlf || random.chance(0.12) ? '\r\n' : '\n',
    hasByteOrderMark: text.startsWith('\uFEFF') || random.chance(0.06),
    isTabbed: random.chance(0.08),
    hasFinalLineEnd: !random.chance(atEnd ? 0.4 : 0.03),
  };
}

function blanks(count: number): string[] {
  return Array.from({ length: count }, () => '');
}

interface SnippetLines {
  readonly lines: readonly string[];
  /** Indices of the marked ones. */
  readonly marked: readonly number[];
}

function indented({ code, language, place }: InsertionRequest, original: readonly string[]): SnippetLines {
  const step = language === 'python' ? 4 : 2;
  const unit = unitOf(original, step);
  const lines = code.replace(/^\n+|\s+$/g, '').split('\n');
  const marked = lines.flatMap((line, index) => (line.trimStart().startsWith(MARK) ? [index] : []));
  return {
    marked,
    lines: lines.map((line) => {
      const written = line.replace(new RegExp(`^(\\s*)${MARK} ?`), '$1');
      const content = written.trimStart();
      const width = written.length - content.length;
      const rest = ' '.repeat(width % step);
      return content === '' ? '' : place.indentation + unit.repeat(Math.floor(width / step)) + rest + content;
    }),
  };
}

/** A tab where the file is indented by tabs, else the narrowest indentation of two spaces or more. */
function unitOf(lines: readonly string[], step: number): string {
  const indentations = lines
    .map((line) => /^[ \t]+(?=[A-Za-z@}])/.exec(line)?.[0])
    .filter((text) => text !== undefined);
  if (indentations.some((text) => text.startsWith('\t'))) return '\t';
  const widths = indentations.map((text) => text.length).filter((width) => width > 1);
  return ' '.repeat(widths.length === 0 ? step : Math.min(...widths));
}

function finished(lines: readonly string[], { variant }: InsertionRequest): string {
  const unit = unitOf(lines, 4);
  const tabbed = variant.isTabbed && unit !== '\t' ? lines.map((line) => withTabs(line, unit.length)) : lines;
  const text = tabbed.join(variant.lineEnd) + (variant.hasFinalLineEnd ? variant.lineEnd : '');
  return (variant.hasByteOrderMark ? '\uFEFF' : '') + text;
}

function withTabs(line: string, width: number): string {
  const content = line.trimStart();
  const indentation = line.length - content.length;
  return '\t'.repeat(Math.floor(indentation / width)) + ' '.repeat(indentation % width) + content;
}
