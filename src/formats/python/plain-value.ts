import type { TypeExpression } from '../../model/facts.js';
import { endOfString } from './imports.js';
import { FIELD_CALL, isDefaultArgument } from './field-call.js';
import { readPythonValue, stringWord } from './type-expression.js';

const CALL = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\(/;
const MAY_BE_FIELD = /\b(?:Field|field|attrib|attr|ib|PrivateAttr)\s*\(/;

/** The value of a class attribute, told by its text alone; undefined where that is not sure. */
export function readPlainValue(text: string): TypeExpression | undefined {
  if (/^(?:True|False|None|\d[\w.]*|\.\d\w*)$/.test(text)) return ['=', text];
  // An exponent may be part of the number.
  if (text === '' || (/^[\d.]/.test(text) && /e[-+]/i.test(text))) return undefined;
  const prefix = /^([A-Za-z]{0,2})["']/.exec(text)?.[1];
  if (prefix !== undefined && endOfString(text, prefix.length, quoteAt(text, prefix.length)) === text.length) {
    return /[ft]/i.test(prefix) ? undefined : ['=', stringWord(text)];
  }
  return text.endsWith(',') ? undefined : readPythonValue(text, '=');
}

function quoteAt(text: string, at: number): '"' | "'" {
  return text[at] === '"' ? '"' : "'";
}

/** True if a field with the value needs no argument; undefined where that is not sure. */
export function isPlainDefault(text: string): boolean | undefined {
  if (text === '') return undefined;
  if (text === '...') return false;
  if (!MAY_BE_FIELD.test(text)) return true;
  const callee = CALL.exec(text)?.[1];
  if (callee === undefined || !FIELD_CALL.test(callee)) return undefined;
  const call = splitList(text, callee.length);
  if (call?.end !== text.length) return undefined;
  return call.items.some((argument) => {
    const [, name, value = argument] = /^(\w+)\s*=(?!=)\s*([^]*)$/.exec(argument) ?? [];
    return isDefaultArgument(name, value === '...');
  });
}

export interface PlainList {
  /** Trimmed, without the empty one behind a last comma. */
  readonly items: readonly string[];
  /** The offset after the closing bracket. */
  readonly end: number;
}

/** What stands between the commas in the brackets that open at `start`; undefined where it holds a comment or `lambda`. */
export function splitList(text: string, start: number): PlainList | undefined {
  const mark = /["'#()[\]{},]|\blambda\b/g;
  mark.lastIndex = start;
  const items: string[] = [];
  let from = start + 1;
  let depth = 0;
  const add = (end: number): void => {
    const item = text.slice(from, end).trim();
    if (item !== '') items.push(item);
    from = end + 1;
  };
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const [token] = match;
    if (token === '#' || token === 'lambda') return undefined;
    if (token === '"' || token === "'") mark.lastIndex = endOfString(text, match.index, token);
    else if ('([{'.includes(token)) depth += 1;
    else if (token === ',') {
      if (depth === 1) add(match.index);
    } else {
      depth -= 1;
      if (depth === 0) {
        add(match.index);
        return { items, end: mark.lastIndex };
      }
    }
  }
  return undefined;
}
