import { columnAt, lineAt } from './source-line.js';
import { surveyTokens } from './token-faults.js';

/** Brackets below which nothing can nest too deep. */
const MAX_BRACKETS = 200;

/** CPython's MAXINDENT. */
const MAX_INDENTATIONS = 100;

/**
 * The fault of a text that nests deeper than CPython allows: 200 brackets, 100 indentations. Counts before it looks, as
 * nearly every text has too few of both.
 */
export function nestingFault(text: string): { line: number; column: number; message: string } | null {
  const tooDeep = hasBrackets(text) ? surveyTokens(text).tooDeep : null;
  if (tooDeep !== null) {
    const { offset, message } = tooDeep;
    return { line: lineAt(text, offset), column: columnAt(text, offset), message };
  }
  const line = deepIndentation(text);
  return line === null ? null : { line, column: 1, message: 'too many levels of indentation' };
}

/** Whether more brackets open than close before any place by the limit, quotes and comments included. */
function hasBrackets(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 40 || unit === 91 || unit === 123) {
      depth += 1;
      if (depth >= MAX_BRACKETS) return true;
    } else if ((unit === 41 || unit === 93 || unit === 125) && depth > 0) depth -= 1;
  }
  return false;
}

function deepIndentation(text: string): number | null {
  if (!/^[ \t\f]{100}/m.test(text)) return null;
  const widths = [0];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const indentation = /^[ \t\f]*(?=[^\s#])/.exec(line)?.[0];
    if (indentation === undefined) continue;
    while (indentation.length < (widths.at(-1) ?? 0)) widths.pop();
    if (indentation.length > (widths.at(-1) ?? 0)) widths.push(indentation.length);
    if (widths.length > MAX_INDENTATIONS) return index + 1;
  }
  return null;
}
