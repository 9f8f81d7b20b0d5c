import type { ImportedName, ImportFact } from '../../model/facts.js';

/** White space and comments, then one token: a name or a punctuator, or a string without escapes. */
const TOKEN =
  /(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:((?:[\w$]|[^\x00-\x7f\s])+|[{},*])|"([^"\\\n]*)"|'([^'\\\n]*)')/y;
/** Longest statement that is read, in UTF-16 units, and most words outside of its braces. */
const MAX_LENGTH = 20_000;
const MAX_WORDS = 8;

export interface ImportStatement {
  readonly fact: ImportFact;
  /** The offset after the specifier. */
  readonly end: number;
}

/**
 * The `import … from '…'`, `import '…'` or `export … from '…'` whose keyword ends at `offset`; undefined if it is
 * something else. Told without a parse.
 */
export function readImportStatement(
  text: string,
  offset: number,
  keyword: 'import' | 'export',
): ImportStatement | undefined {
  const found = readClause(text, offset);
  if (found === undefined) return undefined;
  const { clause, specifier, end } = found;
  const isTypeOnly = isKeyword('type', clause);
  const bound = isTypeOnly || isKeyword('defer', clause) || isKeyword('source', clause) ? clause.slice(1) : clause;
  const isReexport = keyword === 'export';
  if (isReexport && bound[0] !== '*' && bound[0] !== '{') return undefined;
  return { fact: { specifier, names: readNames(bound), isTypeOnly, isReexport }, end };
}

/** In `import type from 'x'` and `import type, { a } from 'x'` the word is a name. */
function isKeyword(word: string, clause: readonly string[]): boolean {
  return clause[0] === word && clause.length > 1 && clause[1] !== ',';
}

interface Clause {
  /** The words before `from`. */
  readonly clause: readonly string[];
  readonly specifier: string;
  readonly end: number;
}

function readClause(text: string, offset: number): Clause | undefined {
  const token = new RegExp(TOKEN);
  token.lastIndex = offset;
  const words: string[] = [];
  /** Index of the opening and the closing brace. */
  let [open, close] = [-1, -1];
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, word, double, single] = match;
    const isInBraces = open >= 0 && close < 0;
    if (token.lastIndex > offset + MAX_LENGTH) return undefined;
    if (word === undefined && !isInBraces && words.at(-1) !== 'as') {
      const isEnd = words.length === 0 || words.at(-1) === 'from';
      return isEnd
        ? { clause: words.slice(0, -1), specifier: double ?? single ?? '', end: token.lastIndex }
        : undefined;
    }
    if (word === '{' && open < 0) open = words.length;
    else if (word === '}' && isInBraces) close = words.length;
    else if (word === '{' || word === '}' || (word === '*' && isInBraces)) return undefined;
    else if (close >= 0 && word !== 'from') return undefined;
    else if (open < 0 && words.length === MAX_WORDS) return undefined;
    words.push(word ?? double ?? single ?? '');
  }
  return undefined;
}

/** `React, { a as b }`, `* as ns`, `{ type A }`, `*`. */
function readNames(clause: readonly string[]): ImportedName[] {
  const names: ImportedName[] = [];
  let name: string[] = [];
  let isNamed = false;
  for (const word of [...clause, ',']) {
    if (word !== ',' && word !== '{' && word !== '}') {
      name.push(word);
      continue;
    }
    if (name.length > 0) names.push(isNamed ? readNamed(name) : readOuter(name));
    name = [];
    if (word !== ',') isNamed = word === '{';
  }
  return names;
}

function readOuter([first = '', , alias = '']: readonly string[]): ImportedName {
  return first === '*' ? { imported: '*', local: alias } : { imported: 'default', local: first };
}

/** `a`, `a as b`, `type a`, `type a as b`; `type as b` renames what is called `type`. */
function readNamed(words: readonly string[]): ImportedName {
  const [imported = '', , local = imported] = words[0] === 'type' && words.length % 2 === 0 ? words.slice(1) : words;
  return { imported, local };
}
