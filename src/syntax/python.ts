import type { SyntaxNode } from '../model/syntax.js';

/** The values of a call's arguments by position, from 0, and by keyword. What follows a `*splat` has no position. */
export function pythonArguments(call: SyntaxNode): ReadonlyMap<string | number, SyntaxNode> {
  const found = new Map<string | number, SyntaxNode>();
  let position = 0;
  for (const argument of call.childForFieldName('arguments')?.namedChildren ?? []) {
    if (argument.type === 'comment') continue;
    if (argument.type === 'list_splat') position = Number.NaN;
    const keyword = argument.type === 'keyword_argument' ? argument.childForFieldName('name')?.text : undefined;
    const value = keyword === undefined ? argument : argument.childForFieldName('value');
    const place = keyword ?? position++;
    if (value !== null && argument.type !== 'dictionary_splat' && !Number.isNaN(place)) found.set(place, value);
  }
  return found;
}

/** The node between the quotes of a string literal without interpolation or escapes; undefined for anything else. */
export function pythonStringContent(node: SyntaxNode | null | undefined): SyntaxNode | undefined {
  if (node?.type !== 'string' || node.namedChildCount !== 3) return undefined;
  const content = node.namedChild(1);
  return content?.type === 'string_content' && content.namedChildCount === 0 ? content : undefined;
}

/**
 * The value of a string literal without interpolation or escapes, adjacent ones joined, parentheses passed through;
 * undefined for anything else.
 */
export function pythonString(node: SyntaxNode | null | undefined): string | undefined {
  let literal = node;
  while (literal?.type === 'parenthesized_expression') literal = literal.firstNamedChild;
  if (literal?.type !== 'concatenated_string') return simpleString(literal);
  const parts = literal.namedChildren.filter(({ type }) => type !== 'comment').map(simpleString);
  return parts.includes(undefined) ? undefined : parts.join('');
}

function simpleString(node: SyntaxNode | null | undefined): string | undefined {
  if (node?.type === 'string' && node.namedChildCount === 2) return '';
  return pythonStringContent(node)?.text;
}

/** `a.b.c` of names and attributes, without white space; undefined if anything else is in it. */
export function pythonDottedName(node: SyntaxNode | null | undefined): string | undefined {
  const attributes: string[] = [];
  for (let at = node; at !== null && at !== undefined; at = at.childForFieldName('object')) {
    if (at.type === 'identifier') return [at.text, ...attributes.reverse()].join('.');
    const attribute = at.type === 'attribute' ? at.childForFieldName('attribute')?.text : undefined;
    if (attribute === undefined) return undefined;
    attributes.push(attribute);
  }
  return undefined;
}
