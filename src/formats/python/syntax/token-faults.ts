/** A place that CPython's tokenizer refuses. */
export interface TokenFault {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly message: string;
}

export interface TokenSurvey {
  /** The first place that the tokenizer refuses, however the parser gets on. */
  readonly fault: TokenFault | null;
  /** A line before any such place that goes back to an indentation which no line before it has. */
  readonly unindent: TokenFault | null;
  /** The last bracket that is still open at the end of a text without either. */
  readonly unclosed: TokenFault | null;
  /** The first bracket that nests deeper than CPython allows. */
  readonly tooDeep: TokenFault | null;
}

/** CPython's MAXLEVEL. */
const MAX_BRACKETS = 200;

/** CPython's TABSIZE. */
const TAB_SIZE = 8;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A comment, the start of a string, a bracket, the end of a line, a backslash, a number, a word, a foreign character. */
const TOKEN =
  /#[^\r\n]*|"""|'''|["']|[()[\]{}]|\r\n?|\n|\\(?:\r\n?|\n)?|(?:\d\p{XID_Continue}*\.?|\.\d)\p{XID_Continue}*(?:(?<=[\d_.][eE])[+-]\d\w*)?|[_\p{XID_Start}]\p{XID_Continue}*|[^\x20-\x7e\t\f]/gu;

/** A number, possibly with a keyword right behind it. */
const NUMBER =
  /^(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:[1-9](?:_?\d)*|0(?:_?0)*)|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*\.?[eE][+-]?\d(?:_?\d)*|\d(?:_?\d)*\.)(?:and|else|for|if|in|is|not|or)?$/;

/**
 * Walks over brackets, strings, comments, numbers and indentation as CPython's tokenizer does. Strings with fields are
 * read like others, so quotes nested in them (Python 3.12) end them early.
 */
export function surveyTokens(text: string): TokenSurvey {
  return new Survey(text).walk();
}

class Survey {
  readonly #text: string;
  readonly #token = new RegExp(TOKEN);
  readonly #open: { readonly bracket: string; readonly offset: number }[] = [];
  readonly #indentations = [0];
  #fault: TokenFault | null = null;
  #unindent: TokenFault | null = null;
  #tooDeep: TokenFault | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  walk(): TokenSurvey {
    this.#indent(0);
    while (this.#fault === null && this.#unindent === null) {
      const match = this.#token.exec(this.#text);
      if (match === null) break;
      this.#take(match[0], match.index);
    }
    const last = this.#fault === null && this.#unindent === null ? this.#open.at(-1) : undefined;
    return {
      fault: this.#fault,
      unindent: this.#unindent,
      unclosed: last === undefined ? null : { offset: last.offset, message: `'${last.bracket}' was never closed` },
      tooDeep: this.#tooDeep,
    };
  }

  #take(word: string, offset: number): void {
    const first = word[0] ?? '';
    if (first === '#' || (first === '\\' && word.length > 1)) return;
    if (first === '"' || first === "'") this.#skipString(word, offset);
    else if (first === '\n' || first === '\r') this.#indent(offset + word.length);
    else if (first in CLOSING) this.#openBracket(first, offset);
    else if (first === ')' || first === ']' || first === '}') this.#closeBracket(first, offset);
    else if (first === '\\') this.#refuse(offset, 'unexpected character after line continuation character');
    else if (/^\.?\d/.test(word)) this.#checkNumber(word, offset);
    else if (!/^[_\p{XID_Start}]/u.test(word)) this.#refuse(offset, `invalid character '${word}'`);
  }

  #refuse(offset: number, message: string): void {
    this.#fault = { offset, message };
  }

  #skipString(quote: string, offset: number): void {
    const end = stringEnd(this.#text, this.#token.lastIndex, quote);
    if (end === null) this.#refuse(offset, `unterminated ${quote.length === 3 ? 'triple-quoted ' : ''}string literal`);
    else this.#token.lastIndex = end;
  }

  #openBracket(bracket: string, offset: number): void {
    this.#open.push({ bracket, offset });
    if (this.#open.length === MAX_BRACKETS) this.#tooDeep ??= { offset, message: 'too many nested parentheses' };
  }

  #closeBracket(closing: string, offset: number): void {
    const opening = this.#open.pop()?.bracket;
    if (opening === undefined) this.#refuse(offset, `unmatched '${closing}'`);
    else if (CLOSING[opening] !== closing) {
      this.#refuse(offset, `closing parenthesis '${closing}' does not match opening parenthesis '${opening}'`);
    }
  }

  #checkNumber(word: string, offset: number): void {
    if (/^0_?\d/.test(word) && /^[\d_]*[1-9][\d_]*$/.test(word)) {
      this.#refuse(offset, 'leading zeros in decimal integer literals are not permitted');
    } else if (!NUMBER.test(word)) this.#refuse(offset, 'invalid decimal literal');
  }

  /** Compares the line that starts at an offset with those above, unless it is blank or within brackets. */
  #indent(offset: number): void {
    if (this.#open.length > 0) return;
    const space = /[ \t\f]*/y;
    space.lastIndex = offset;
    const word = space.exec(this.#text)?.[0] ?? '';
    if (/^(?:[\r\n#]|$)/.test(this.#text.charAt(offset + word.length))) return;
    const width = widthOf(word);
    if (width > (this.#indentations.at(-1) ?? 0)) this.#indentations.push(width);
    while (width < (this.#indentations.at(-1) ?? 0)) this.#indentations.pop();
    if (width === this.#indentations.at(-1)) return;
    this.#unindent = { offset, message: 'unindent does not match any outer indentation level' };
  }
}

function widthOf(space: string): number {
  let width = 0;
  for (const unit of space)
    width = unit === '\f' ? 0 : unit === '\t' ? (Math.floor(width / TAB_SIZE) + 1) * TAB_SIZE : width + 1;
  return width;
}

/** Past the closing quote; null where the text or, for a single quote, the line ends before. */
function stringEnd(text: string, from: number, quote: string): number | null {
  for (let at = from; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '\\') at += text[at + 1] === '\r' && text[at + 2] === '\n' ? 2 : 1;
    else if (quote.length === 1 && (unit === '\n' || unit === '\r')) return null;
    else if (unit === quote[0] && text.startsWith(quote, at)) return at + quote.length;
  }
  return null;
}
