import { pythonArguments, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { standsForNothing, type NameRole } from './name-of-nothing.js';

const PATTERN = /^(?:pattern_list|tuple_pattern|list_pattern)$/;
const LIST = /^(?:expression_list|tuple|list)$/;

/**
 * What an assignment gives the target `node`, through chains (`a = b = c`), tuples and lists; undefined if it is not
 * the target of one, or if a splat keeps it from being known.
 */
export function pythonValueOf(file: ParsedFile, node: SyntaxNode): SyntaxNode | undefined {
  const positions: number[] = [];
  let child = node;
  for (const above of file.ancestors(node)) {
    if (PATTERN.test(above.type)) {
      const position = positionIn(above, child);
      if (position === undefined) return undefined;
      if (!isParenthesized(above)) positions.unshift(position);
    } else if (above.type === 'assignment') {
      return above.childForFieldName('left')?.id === child.id ? elementAt(lastValue(above), positions) : undefined;
    } else return undefined;
    child = above;
  }
  return undefined;
}

function positionIn(list: SyntaxNode, child: SyntaxNode): number | undefined {
  const elements = elementsOf(list);
  if (elements.some(({ type }) => /splat/.test(type))) return undefined;
  const position = elements.findIndex(({ id }) => id === child.id);
  return position === -1 ? undefined : position;
}

/** `(a.session) = …`, which the grammar takes for a tuple. */
function isParenthesized({ type, children }: SyntaxNode): boolean {
  return type === 'tuple_pattern' && !children.some((child) => child.type === ',');
}

function elementsOf(list: SyntaxNode): readonly SyntaxNode[] {
  return list.namedChildren.filter(({ type }) => type !== 'comment');
}

/** The value at the end of a chain of assignments. */
function lastValue(assignment: SyntaxNode): SyntaxNode | undefined {
  let value = assignment.childForFieldName('right');
  while (value?.type === 'assignment') value = value.childForFieldName('right');
  return value ?? undefined;
}

function elementAt(value: SyntaxNode | undefined, positions: readonly number[]): SyntaxNode | undefined {
  let found = value;
  for (const position of positions) {
    found = found === undefined ? undefined : withoutParentheses(found);
    if (found === undefined || !LIST.test(found.type)) return undefined;
    const elements = elementsOf(found);
    if (elements.some(({ type }) => /splat/.test(type))) return undefined;
    found = elements[position];
  }
  return found;
}

function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === 'parenthesized_expression' && inner.firstNamedChild !== null) inner = inner.firstNamedChild;
  return inner;
}

/** True for `None`, also cast to a type, and for a plain name that is never bound to anything else. */
export function isPythonNothing(file: ParsedFile, value: SyntaxNode): boolean {
  const node = withoutParentheses(value);
  if (node.type === 'none') return true;
  if (node.type === 'identifier') return isNameOfNothing(file, node);
  if (node.type !== 'call' || !/^(?:\w+\.)?cast$/.test(node.childForFieldName('function')?.text ?? '')) return false;
  const cast = pythonArguments(node).get(1);
  return cast !== undefined && withoutParentheses(cast).type === 'none';
}

function isNameOfNothing(file: ParsedFile, name: SyntaxNode): boolean {
  return standsForNothing(file, name, { functions: /^(?:function_definition|lambda)$/, roleOf });
}

const BINDERS =
  /^(?:pattern_list|tuple_pattern|list_pattern|(?:lambda_)?parameters|typed_parameter|as_pattern_target|(?:global|nonlocal|delete)_statement|aliased_import|dotted_name|(?:list|dictionary)_splat_pattern|(?:function|class)_definition|\w*_pattern)$/;

/** What a mention of a name is to it. */
function roleOf(mention: SyntaxNode): NameRole {
  const { parent } = mention;
  if (mention.type !== 'identifier' || parent === null) return 'read';
  const isField = (field: string) => parent.childForFieldName(field)?.id === mention.id;
  if (parent.type === 'attribute' || parent.type === 'keyword_argument') return 'read';
  if (parent.type === 'assignment' && isField('left')) {
    const value = lastValue(parent);
    // An annotation alone binds nothing.
    if (value === undefined) return 'read';
    return withoutParentheses(value).type === 'none' ? 'nothing' : 'something';
  }
  const isBound = BINDERS.test(parent.type) ? !isField('body') : isField('left') || isField('name');
  return isBound ? 'something' : 'read';
}
