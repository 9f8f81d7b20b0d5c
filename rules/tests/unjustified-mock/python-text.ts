import { pythonString, type SyntaxNode } from 'compliance-linter';
import type { PythonReferences } from './python-references.js';

/** A text whose value the file tells: `text`, behind the name of the module `base` if there is one. */
export interface FoldedText {
  /** `orders` of `f"{orders.__name__}.charge"`. */
  readonly base?: SyntaxNode;
  readonly text: string;
}

/** Deepest nesting of texts that is read. */
const MAX_DEPTH = 20;

/** The value of an expression that is a text: literals, constants of the file, `+` and f-strings of them. */
export function foldText(node: SyntaxNode, references: PythonReferences, depth = 0): FoldedText | undefined {
  const plain = pythonString(node);
  if (plain !== undefined || depth > MAX_DEPTH) return plain === undefined ? undefined : { text: plain };
  const inner = (child: SyntaxNode | null): FoldedText | undefined =>
    child === null ? undefined : foldText(child, references, depth + 1);
  switch (node.type) {
    case 'parenthesized_expression':
      return inner(node.firstNamedChild);
    case 'identifier': {
      const [only, ...more] = references.bindingsOf(node);
      return only?.kind === 'value' && !only.isEntered && more.length === 0 ? inner(only.value) : undefined;
    }
    case 'attribute':
      return moduleName(node);
    case 'binary_operator':
      return node.childForFieldName('operator')?.type === '+'
        ? joined([inner(node.childForFieldName('left')), inner(node.childForFieldName('right'))])
        : undefined;
    case 'concatenated_string':
      return joined(node.namedChildren.filter(({ type }) => type !== 'comment').map(inner));
    case 'string':
      return joined(node.namedChildren.map((part) => partOf(part, inner)));
    default:
      return undefined;
  }
}

/** A part of an f-string. */
function partOf(part: SyntaxNode, inner: (child: SyntaxNode | null) => FoldedText | undefined): FoldedText | undefined {
  if (/^string_(?:start|end)$/.test(part.type)) return { text: '' };
  if (part.type === 'string_content') return part.namedChildCount === 0 ? { text: part.text } : undefined;
  return part.type === 'interpolation' && part.namedChildCount === 1 ? inner(part.firstNamedChild) : undefined;
}

function moduleName(attribute: SyntaxNode): FoldedText | undefined {
  const base = attribute.childForFieldName('object');
  const isName = attribute.childForFieldName('attribute')?.text === '__name__';
  return isName && base !== null ? { base, text: '' } : undefined;
}

/** The name of a module may only come first. */
function joined(parts: readonly (FoldedText | undefined)[]): FoldedText | undefined {
  const [first, ...rest] = parts.filter((part) => part?.text !== '' || part.base !== undefined);
  if (first === undefined) return parts.includes(undefined) ? undefined : { text: '' };
  if (rest.some((part) => part === undefined || part.base !== undefined)) return undefined;
  return { ...first, text: [first, ...rest].map((part) => part?.text ?? '').join('') };
}

/** True if the expression is plain data, written down: a number, a text, a list of them. */
export function isData(node: SyntaxNode | undefined, depth = 0): boolean {
  switch (node?.type) {
    case 'true':
    case 'false':
    case 'none':
    case 'integer':
    case 'float':
    case 'string':
    case 'concatenated_string':
      return true;
    case 'list':
    case 'tuple':
    case 'set':
    case 'dictionary':
    case 'pair':
    case 'unary_operator':
    case 'binary_operator':
    case 'parenthesized_expression':
      return (
        depth < MAX_DEPTH && node.namedChildren.every((child) => child.type === 'comment' || isData(child, depth + 1))
      );
    default:
      return false;
  }
}
