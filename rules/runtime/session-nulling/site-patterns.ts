import { SESSION_NAME } from './session-names.js';

/** An attribute or literal key of that name: `.session`, `?.db`, `["db_session`. A hit covers its beginning. */
const ACCESS = `(?:\\??\\.\\s{0,9}|\\[\\s{0,9}["'\`])${SESSION_NAME}`;

/** The end of a line within brackets. */
const LINE_END = '\\n(?<=[,([{][ \\t]{0,20}(?:(?:#|//)[^\\n]{0,120})?\\n)';

/** What may stand between a target and its `=`: the rest of the line, and more lines while brackets are open. */
const UP_TO_EQUALS = `(?:[^\\n;=]|${LINE_END}|\\n(?=[ \\t]{0,80}[)\\]}])){0,200}(?<![!<>=])=(?![=>])`;
const UP_TO_VALUE = `\\s{0,200}(?:[^\\n;]|${LINE_END}){0,200}?`;

/** Targets that may be set to one of `values`, sources of expressions. */
export function assignmentsOf(...values: readonly string[]): RegExp {
  return new RegExp(`${ACCESS}(?=${UP_TO_EQUALS}${UP_TO_VALUE}(?<![\\w.$])(?:${values.join('|')})\\b)`, 'g');
}

/** The keyword of a statement that may delete one. */
export function deletions(keyword: 'del' | 'delete'): RegExp {
  return new RegExp(`\\b${keyword}\\b(?=[^\\n;]{0,300}?${ACCESS})`, 'g');
}

/** Calls of functions, a source of an expression, that may name one. */
export function callsWithName(functions: string): RegExp {
  return new RegExp(`\\b(?:${functions})\\s{0,9}\\((?=[^]{0,400}?${SESSION_NAME})`, 'g');
}

/** `x.session = nothing`: a target of another object, to which a plain name is assigned. */
const FROM_NAME = new RegExp(
  `(?<!\\b(?:self|this|cls))${ACCESS}(?=["'\`\\]\\s]{0,9}(?::[^=\\n]{1,99})?=(?!=)\\s{0,40}([A-Za-z_$][\\w$]{0,60})[ \\t]{0,9}(?:[;\\n#]|$))`,
  'g',
);

/** Names that are looked into for one file. */
const MOST_NAMES = 20;

/** The plain names that are assigned to targets and may stand for nothing themselves; found in the text. */
export function namesOfNothing(text: string, nothing: string): readonly string[] {
  const names = new Set([...text.matchAll(FROM_NAME)].map(([, name = '']) => name).slice(0, 10 * MOST_NAMES));
  return [...names].slice(0, MOST_NAMES).filter((name) => {
    const escaped = name.replaceAll('$', '\\$');
    return new RegExp(`(?<![\\w.$])${escaped}\\s{0,9}(?::[^=\\n]{1,99})?=\\s{0,40}(?:${nothing})\\b`).test(text);
  });
}
