import type { SyntaxNode } from '../model/syntax.js';

/** The arguments of a call or `new`, in order. */
export function ecmascriptArguments(call: SyntaxNode): readonly SyntaxNode[] {
  const list = call.childForFieldName('arguments');
  return list?.type === 'arguments' ? list.namedChildren.filter(({ type }) => type !== 'comment') : [];
}

/** The value of a string or template literal without substitution or escapes; undefined for anything else. */
export function ecmascriptString(node: SyntaxNode | null | undefined): string | undefined {
  if (node?.type !== 'string' && node?.type !== 'template_string') return undefined;
  const isPlain = node.namedChildren.every(({ type }) => type === 'string_fragment');
  return isPlain ? node.text.slice(1, -1) : undefined;
}

/**
 * `a.b.c` of names, `this` and properties, also optional (`a?.b`), asserted (`a!.b`) and by literal (`a['b']`);
 * undefined if anything else is in it. A private `#name` keeps its `#`.
 */
export function ecmascriptDottedName(node: SyntaxNode | null | undefined): string | undefined {
  const properties: string[] = [];
  for (let at = node; at !== null && at !== undefined; at = at.childForFieldName('object')) {
    at = withoutAssertions(at);
    if (at.type === 'identifier' || at.type === 'this') return [at.text, ...properties.reverse()].join('.');
    const property = propertyOf(at);
    if (property === undefined) return undefined;
    properties.push(property);
  }
  return undefined;
}

function propertyOf(node: SyntaxNode): string | undefined {
  if (node.type === 'member_expression') return node.childForFieldName('property')?.text;
  return node.type === 'subscript_expression' ? ecmascriptString(node.childForFieldName('index')) : undefined;
}

/** The expression within parentheses, type assertions and non-null assertions around it. */
export function withoutAssertions(node: SyntaxNode): SyntaxNode {
  let expression = node;
  for (let inner = withinWrapper(node); inner !== undefined; inner = withinWrapper(inner)) expression = inner;
  return expression;
}

function withinWrapper(node: SyntaxNode): SyntaxNode | undefined {
  const isWrapper = /^(?:parenthesized|as|satisfies|non_null)_expression$/.test(node.type);
  return isWrapper ? node.namedChildren.find(({ type }) => type !== 'comment') : undefined;
}
