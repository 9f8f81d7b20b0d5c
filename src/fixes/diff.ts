import { changedLines, type LineChange } from './line-changes.js';

/** Lines of context around a change. */
const CONTEXT = 3;

export interface DiffInput {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

/**
 * A unified diff of one file as `git diff` writes it and `git apply` reads it: bytes in, bytes out, whatever their
 * encoding; '' for equal contents.
 */
export function unifiedDiff({ path, before, after }: DiffInput): Buffer {
  if (before.equals(after)) return Buffer.alloc(0);
  // Every byte is a unit of its own.
  const old = linesOf(before.toString('latin1'));
  const now = linesOf(after.toString('latin1'));
  const hunks = hunksOf(changedLines(old, now)).map((changes) => hunk(changes, old, now));
  const a = quoted(`a/${path}`);
  const b = quoted(`b/${path}`);
  const head = `diff --git ${a} ${b}\n--- ${a}${tabAfter(path)}\n+++ ${b}${tabAfter(path)}\n`;
  return Buffer.from(head + hunks.join(''), 'latin1');
}

/** With their line ends, which are part of what is compared; git knows no other than LF. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes whose contexts touch are shown together. */
function hunksOf(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const hunk = hunks.at(-1);
    const last = hunk?.at(-1);
    if (hunk !== undefined && last !== undefined && change.oldStart - last.oldEnd <= 2 * CONTEXT) hunk.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunk(changes: readonly LineChange[], old: readonly string[], now: readonly string[]): string {
  const [first] = changes;
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return '';
  const oldStart = Math.max(0, first.oldStart - CONTEXT);
  const oldEnd = Math.min(old.length, last.oldEnd + CONTEXT);
  const newStart = first.newStart - (first.oldStart - oldStart);
  const newEnd = last.newEnd + (oldEnd - last.oldEnd);
  const lines: string[] = [];
  let at = oldStart;
  for (const change of changes) {
    lines.push(...marked(' ', old.slice(at, change.oldStart)));
    lines.push(...marked('-', old.slice(change.oldStart, change.oldEnd)));
    lines.push(...marked('+', now.slice(change.newStart, change.newEnd)));
    at = change.oldEnd;
  }
  lines.push(...marked(' ', old.slice(at, oldEnd)));
  return `@@ -${extent(oldStart, oldEnd)} +${extent(newStart, newEnd)} @@\n${lines.join('')}`;
}

function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) =>
    line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`,
  );
}

/** The first line, 1-based (that before an empty extent), and how many there are if not one. */
function extent(start: number, end: number): string {
  const count = end - start;
  return count === 1 ? `${start + 1}` : `${count === 0 ? start : start + 1},${count}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\u0007': '\\a',
  '\b': '\\b',
  '\v': '\\v',
  '\f': '\\f',
  '"': '\\"',
  '\\': '\\\\',
};

/** As git quotes names by default: control characters, quotes, and all that is not ASCII, byte by byte. */
function quoted(name: string): string {
  const bytes = Buffer.from(name).toString('latin1');
  const escaped = bytes.replace(
    /[\0-\x1f"\\\x7f-\xff]/g,
    (unit) => ESCAPES[unit] ?? `\\${unit.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return escaped === bytes ? bytes : `"${escaped}"`;
}

/** So that nobody takes what stands behind a blank for a date. */
function tabAfter(path: string): string {
  return path.includes(' ') ? '\t' : '';
}
