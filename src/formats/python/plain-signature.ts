import type { TypeExpression } from '../../model/facts.js';
import { endOfString } from './imports.js';
import { LogicalLines } from './logical-lines.js';
import { splitList } from './plain-value.js';
import { type PythonNames, readPythonType } from './type-expression.js';

/** True if nothing happens in the statement: a docstring, `...`, `pass`, or `raise NotImplementedError`. */
export function isIdle(statement: string): boolean {
  if (statement === '...' || statement === 'pass' || statement.startsWith('raise NotImplementedError')) return true;
  const [head] = /^[A-Za-z]{0,2}["']/.exec(statement) ?? [];
  if (head === undefined) return false;
  return endOfString(statement, head.length - 1, head.endsWith('"') ? '"' : "'") === statement.length;
}

/**
 * The signature that is written from the parenthesis at `start` to the colon at `end`, told by its text alone; undefined
 * where that is not sure.
 */
export function readPlainSignature(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  names: PythonNames,
): TypeExpression | undefined {
  const list = splitList(text, start);
  if (text[start] !== '(' || list === undefined || list.end > end) return undefined;
  const arrow = text.slice(list.end, end).trim();
  const result = arrow === '' ? '' : arrow.startsWith('->') ? arrow.slice(2).trim() : undefined;
  if (result === undefined || /[#\\]/.test(result)) return undefined;
  const parameters: TypeExpression[] = [];
  for (const item of list.items) {
    if (item === 'self' || item === 'cls') continue;
    const parameter = readParameter(item, names);
    if (parameter === undefined) return undefined;
    parameters.push(parameter);
  }
  return ['=>', result === '' ? '~' : readPythonType(result, names), ...parameters];
}

function readParameter(item: string, names: PythonNames): TypeExpression | undefined {
  const line = new LogicalLines(item, 0);
  if (line.next() !== true || line.end < item.length || line.isUnusual || line.assignments > 1) return undefined;
  const { colon, equals } = line;
  const hasDefault = equals >= 0;
  if (hasDefault && equals < colon) return undefined;
  const type = colon < 0 ? '~' : readPythonType(item.slice(colon + 1, hasDefault ? equals : item.length).trim(), names);
  if (item.startsWith('*')) return item === '*' ? type : ['...', type];
  return hasDefault ? ['?', type] : type;
}
