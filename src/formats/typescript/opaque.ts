/**
 * The offset after the string, template, comment or regular expression that starts at `start`, where a quote, a backtick
 * or a slash stands; after that character if it starts none. Told without a parse.
 *
 * @param codeEnd where the code before it ends, if comments stand between
 */
export function endOfOpaque(text: string, start: number, codeEnd = start): number {
  const opening = text[start];
  if (opening === '"' || opening === "'") return endOfString(text, start, opening);
  if (opening === '`') return endOfTemplate(text, start);
  if (text[start + 1] === '/') return after(text, '\n', start);
  if (text[start + 1] === '*') return after(text, '*/', start + 2);
  return startsExpression(text, codeEnd) ? endOfRegularExpression(text, start) : start + 1;
}

function after(text: string, closing: string, from: number): number {
  const at = text.indexOf(closing, from);
  return at < 0 ? text.length : at + closing.length;
}

const REST_OF_STRING = { '"': /[^"\\\n]*(?:\\[^][^"\\\n]*)*"?/y, "'": /[^'\\\n]*(?:\\[^][^'\\\n]*)*'?/y } as const;

/** An apostrophe in the text of an element opens no string; it costs the rest of its line at most. */
function endOfString(text: string, start: number, quote: '"' | "'"): number {
  const rest = REST_OF_STRING[quote];
  rest.lastIndex = start + 1;
  rest.test(text);
  return rest.lastIndex;
}

/** The offset after the template that opens at `start`, past its substitutions; the end of the text if it has no end. */
function endOfTemplate(text: string, start: number): number {
  const inTemplate = /[`\\]|\$\{/g;
  const inSubstitution = /["'`/{}]/g;
  /** Braces open in each substitution around; a template lies within each but the first. */
  const depths: number[] = [];
  let stop = inTemplate;
  stop.lastIndex = start + 1;
  for (let match = stop.exec(text); match !== null; match = stop.exec(text)) {
    const token = match[0];
    let { lastIndex } = stop;
    const depth = depths.at(-1) ?? 0;
    if (stop === inTemplate) {
      if (token === '`' && depth === 0) return lastIndex;
      if (token === '\\') lastIndex += 1;
      else stop = inSubstitution;
      if (token === '${') depths.push(1);
    } else if (token === '{') depths.splice(-1, 1, depth + 1);
    else if (token === '}' && depth > 1) depths.splice(-1, 1, depth - 1);
    else if (token === '}' || token === '`') {
      if (token === '}') depths.pop();
      stop = inTemplate;
    } else lastIndex = endOfOpaque(text, match.index);
    stop.lastIndex = lastIndex;
  }
  return text.length;
}

/** True if a slash at `at` starts a regular expression rather than divides or closes a tag. */
function startsExpression(text: string, at: number): boolean {
  let before = at - 1;
  while (/\s/.test(text[before] ?? '')) before -= 1;
  if (before < 0 || /[(,=:[!&|?{;+\-*%~^]/.test(text[before] ?? '')) return true;
  return /(?<![\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield)$/.test(
    text.slice(Math.max(0, before - 10), before + 1),
  );
}

/** Longest regular expression that is passed over whole, in UTF-16 units. */
const MAX_EXPRESSION = 2_000;

function endOfRegularExpression(text: string, start: number): number {
  const expression = /\/(?!>)(?:[^\\/[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/[a-z]*/y;
  expression.lastIndex = 0;
  // Longer ones are no expressions that anybody wrote, and an unclosed class would be searched to the line's end each time.
  return expression.test(text.slice(start, start + MAX_EXPRESSION)) ? start + expression.lastIndex : start + 1;
}
