import { endOfString } from './imports.js';

/** A string or comment to pass over, a bracket, a continued line, or the end of a line. */
const TOKEN = /["'#()[\]{}\n]|\\\r?\n/g;

/** The offset at which the logical line at `start` ends: its line feed, past brackets, strings and continued lines. */
export function endOfStatement(text: string, start: number): number {
  const token = new RegExp(TOKEN);
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [mark] = match;
    if (mark === '\n' && depth <= 0) return match.index;
    if (mark === '"' || mark === "'") token.lastIndex = endOfString(text, match.index, mark);
    else if (mark === '#') token.lastIndex = endOfLine(text, match.index);
    else if ('([{'.includes(mark)) depth += 1;
    else if (')]}'.includes(mark)) depth -= 1;
  }
  return text.length;
}

/** The offset after the line feed that follows. */
export function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** By indentation: a string or comment to pass over, or a line of code that is indented no deeper. */
const OUTSIDE = new Map<number, RegExp>();

/** The offset of the first line from `line` on that is indented no deeper than `depth`: where a body ends. */
export function endOfBody(text: string, line: number, depth: number): number {
  let outside = OUTSIDE.get(depth);
  if (outside === undefined) {
    outside = new RegExp(`["'#]|^[ \\t]{0,${depth.toString()}}(?=[^\\s#"'])`, 'gm');
    OUTSIDE.set(depth, outside);
  }
  outside.lastIndex = line;
  for (let match = outside.exec(text); match !== null; match = outside.exec(text)) {
    const [mark] = match;
    if (mark === '"' || mark === "'") outside.lastIndex = endOfString(text, match.index, mark);
    else if (mark === '#') outside.lastIndex = endOfLine(text, match.index);
    else return match.index;
  }
  return text.length;
}
