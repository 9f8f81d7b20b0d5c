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
  switch (node?.type) {
    case 'identifier':
    case 'this':
      return node.text;
    case 'parenthesized_expression':
    case 'non_null_expression':
    case 'as_expression':
    case 'satisfies_expression':
      return ecmascriptDottedName(withoutAssertions(node));
    case 'member_expression':
      return joined(node, node.childForFieldName('property')?.text);
    case 'subscript_expression':
      return joined(node, ecmascriptString(node.childForFieldName('index')));
    default:
      return undefined;
  }
}

function joined(node: SyntaxNode, property: string | undefined): string | undefined {
  const object = ecmascriptDottedName(node.childForFieldName('object'));
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

/** The expression within parentheses, type assertions and non-null assertions around it. */
export function withoutAssertions(node: SyntaxNode): SyntaxNode {
  const isWrapper = /^(?:parenthesized|as|satisfies|non_null)_expression$/.test(node.type);
  const inner = isWrapper ? node.firstNamedChild : null;
  return inner === null ? node : withoutAssertions(inner);
}
