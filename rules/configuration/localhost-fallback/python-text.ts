import type { SyntaxNode } from 'compliance-linter';
import { HOLE } from './hosts.js';
import { partsOf } from './python-nodes.js';

/** Longer expressions are no address; deeper ones are not written by people. */
const MAX_TEXT = 1_000;
const MAX_DEPTH = 30;

/** An expression whose text is known: where a name stands for a local host, or a part has been read already. */
export interface Known {
  readonly node: SyntaxNode;
  readonly text: string;
}

/** The text that an expression yields; HOLE for every part that is not a literal. `known` is not read again. */
export function textOf(node: SyntaxNode, known?: Known, depth = 0): string {
  if (node.id === known?.node.id) return known.text;
  if (depth > MAX_DEPTH || node.endIndex - node.startIndex > MAX_TEXT) return HOLE;
  const inner = (part: SyntaxNode): string => textOf(part, known, depth + 1);
  switch (node.type) {
    case 'string':
      return stringText(node, inner);
    case 'concatenated_string':
      return partsOf(node).map(inner).join('');
    case 'parenthesized_expression':
      return partsOf(node).map(inner).join('') || HOLE;
    case 'binary_operator':
      return operatorText(node, inner);
    default:
      return HOLE;
  }
}

function stringText(node: SyntaxNode, inner: (part: SyntaxNode) => string): string {
  return node.namedChildren
    .map((part) => {
      if (part.type === 'string_content') return part.text;
      const value = part.type === 'interpolation' ? part.childForFieldName('expression') : null;
      if (part.type !== 'interpolation') return '';
      return value === null ? HOLE : inner(value);
    })
    .join('');
}

function operatorText(node: SyntaxNode, inner: (part: SyntaxNode) => string): string {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null) return HOLE;
  switch (node.childForFieldName('operator')?.type) {
    case '+':
      return inner(left) + inner(right);
    case '%':
      return withHoles(inner(left), /%(?:\(\w{1,50}\))?[sdr]/g);
    default:
      return HOLE;
  }
}

/** A pattern with its places to fill as holes: `http://localhost:%d`, `http://localhost:{port}`. */
export function withHoles(pattern: string, places: RegExp): string {
  return pattern.replace(places, HOLE);
}
