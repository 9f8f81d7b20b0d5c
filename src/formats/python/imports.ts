import type { ImportedName, ImportFact } from '../../model/facts.js';
import type { Extractor } from '../../model/syntax.js';

/** A string or comment to pass over, a block that only type checkers read, or what may start an import statement. */
const STOP = /["'#]|(?:^[ \t\f]*|[;:][ \t\f]*)(?:from|import)\b|^[ \t]*if[ \t]+(?:\w+\.)?TYPE_CHECKING(?=[ \t]*:)/gm;

/**
 * Import statements of Python, wherever they stand, in the order of the text: found by passing over strings and
 * comments, without a parse. `import a.b` has no names: it binds `a`, which is not the module of the specifier.
 */
export const imports: Extractor<ImportFact> = {
  version: 1,
  *extract(file) {
    // Without a line feed, lines end in carriage returns. (In CRLF the carriage return is white space.)
    const text = file.text.includes('\n') ? file.text : file.text.replaceAll('\r', '\n');
    const last = text.lastIndexOf('import');
    const stop = new RegExp(STOP);
    let typeOnlyEnd = 0;
    for (let match = stop.exec(text); match !== null && match.index <= last; match = stop.exec(text)) {
      const [token] = match;
      if (token === '#') stop.lastIndex = endOfLine(text, match.index);
      else if (token === '"' || token === "'") stop.lastIndex = endOfString(text, match.index, token);
      else if (token.endsWith('TYPE_CHECKING')) {
        if (match.index >= typeOnlyEnd) typeOnlyEnd = endOfBlock(text, match.index);
      } else {
        const start = stop.lastIndex - (token.endsWith('from') ? 4 : 6);
        const written = simpleStatement(text, start);
        stop.lastIndex = start + written.length;
        yield* readStatement(written.replace(/#[^\n]*|\\\r?\n|\s+/g, ' '), match.index < typeOnlyEnd);
      }
    }
  },
};

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const TRIPLE = { '"': '"""', "'": "'''" } as const;
const SINGLE_LINE = { '"': /[^"\\\n]*(?:\\[^][^"\\\n]*)*"?/y, "'": /[^'\\\n]*(?:\\[^][^'\\\n]*)*'?/y } as const;

/** The offset after the string literal that opens at `start`; an unterminated one ends with its line (or the file). */
export function endOfString(text: string, start: number, quote: '"' | "'"): number {
  const triple = TRIPLE[quote];
  if (!text.startsWith(triple, start)) {
    const rest = SINGLE_LINE[quote];
    rest.lastIndex = start + 1;
    rest.test(text);
    return rest.lastIndex;
  }
  for (let end = text.indexOf(triple, start + 3); end >= 0; end = text.indexOf(triple, end + 1)) {
    if (!isEscaped(text, end)) return end + 3;
  }
  return text.length;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** The offset at which the block of the compound statement at `start` ends: a line of code indented no deeper. */
function endOfBlock(text: string, start: number): number {
  const depth = indentation(text, start);
  let line = endOfLine(text, start) + 1;
  while (line < text.length && (isBlank(text, line) || indentation(text, line) > depth))
    line = endOfLine(text, line) + 1;
  return line;
}

function indentation(text: string, line: number): number {
  let width = 0;
  while (text[line + width] === ' ' || text[line + width] === '\t') width += 1;
  return width;
}

function isBlank(text: string, line: number): boolean {
  const blank = /[ \t\f\r]*(?:[#\n]|$)/y;
  blank.lastIndex = line;
  return blank.test(text);
}

const FROM =
  /^from\s*(\.[.\s]{0,200}(?:[\w\u0080-\uffff][\w.\u0080-\uffff]*)?|\s[\w.\u0080-\uffff]+)\s*\bimport\b\s*(\([^)]*\)|[^\n;]*)/;
const IMPORT = /^import\s+([^\n;]*)/;
const MODULE = /^\s*([\w.\u0080-\uffff]+)(?:\s+as\s+([\w\u0080-\uffff]+))?\s*$/;

function* readStatement(statement: string, isTypeOnly: boolean): Iterable<ImportFact> {
  const from = FROM.exec(statement);
  if (from !== null) {
    const names = (from[2] ?? '')
      .replace(/[()]/g, '')
      .split(',')
      .map(readName)
      .filter((name) => name !== undefined);
    yield { specifier: (from[1] ?? '').replace(/\s/g, ''), names, isTypeOnly, isReexport: false };
    return;
  }
  for (const module of IMPORT.exec(statement)?.[1]?.split(',') ?? []) {
    const [, specifier, alias] = MODULE.exec(module) ?? [];
    if (specifier === undefined) return;
    const local = alias ?? (specifier.includes('.') ? undefined : specifier);
    const names = local === undefined ? [] : [{ imported: '*', local }];
    yield { specifier, names, isTypeOnly, isReexport: false };
  }
}

/** Longest import statement that is read, in UTF-16 units. */
const MAX_STATEMENT = 10_000;
const SIMPLE = /[^\n;(\\#]*/y;
const CONTINUED = /^(?:[^\n(\\#;]|#[^\n]*(?=\n|$)|\\\r?\n)*(?=[\n;]|$)/;
const PARENTHESIZED = /^[^()#;]*\((?:[^)#]|#[^\n]*(?=\n|$))*\)/;

/** The simple statement that starts at `start`, as written: through continued lines and parentheses, up to `;`. */
function simpleStatement(text: string, start: number): string {
  SIMPLE.lastIndex = start;
  const [first = ''] = SIMPLE.exec(text) ?? [];
  if (!/[(\\#]/.test(text[SIMPLE.lastIndex] ?? '')) return first.slice(0, MAX_STATEMENT);
  const following = text.slice(start, start + MAX_STATEMENT);
  return (CONTINUED.exec(following) ?? PARENTHESIZED.exec(following))?.[0] ?? first;
}

function readName(text: string): ImportedName | undefined {
  if (text.trim() === '*') return { imported: '*', local: '' };
  const [, imported, alias] = /^\s*([\w\u0080-\uffff]+)(?:\s+as\s+([\w\u0080-\uffff]+))?\s*$/.exec(text) ?? [];
  return imported === undefined ? undefined : { imported, local: alias ?? imported };
}
