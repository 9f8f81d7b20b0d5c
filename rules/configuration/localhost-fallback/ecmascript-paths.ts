import { ecmascriptArguments, ecmascriptString, withoutAssertions, type SyntaxNode } from 'compliance-linter';

/** Longer paths are not written by people. */
const MAX_SEGMENTS = 30;

/** Calls that leave a string, or a list, the value that it is. */
export const KEEPING =
  /^(?:trim|trimEnd|trimStart|toString|toLowerCase|toUpperCase|split|replace|replaceAll|slice|filter|map|length|at|asString|required|valueOf)$/;

/**
 * The names by which a value is reached: `process.env.HOST`, `env!['HOST']`, `Deno.env.get('HOST')` (its argument is the
 * last name), `useConfig().host`, `process.env.HOST?.trim()`; undefined if anything else is in it.
 */
export function pathOf(node: SyntaxNode | null | undefined): readonly string[] | undefined {
  const names: string[] = [];
  let current = node ?? null;
  for (let step = 0; current !== null && step < MAX_SEGMENTS; step += 1) {
    current = withoutWrapping(current);
    switch (current.type) {
      case 'identifier':
      case 'shorthand_property_identifier':
      case 'this':
      case 'meta_property':
        return [current.text, ...names.reverse()];
      case 'member_expression':
      case 'subscript_expression': {
        const name = propertyOf(current);
        if (name === undefined) return undefined;
        if (!KEEPING.test(name) && !/^\d+$/.test(name)) names.push(name);
        current = current.childForFieldName('object');
        break;
      }
      case 'call_expression': {
        const receiver = receiverOf(current, names);
        if (receiver === undefined) return undefined;
        current = receiver;
        break;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

/** The property of a member expression, or the string or number in brackets. */
export function propertyOf(node: SyntaxNode): string | undefined {
  if (node.type === 'member_expression') return node.childForFieldName('property')?.text;
  const index = node.childForFieldName('index');
  return index?.type === 'number' ? index.text : ecmascriptString(index);
}

/** What a call is made on, its argument noted as a name; of `trim()` and the like the value itself. */
function receiverOf(call: SyntaxNode, names: string[]): SyntaxNode | undefined {
  const callee = call.childForFieldName('function');
  if (callee === null) return undefined;
  if (callee.type === 'member_expression' && KEEPING.test(propertyOf(callee) ?? '')) {
    return callee.childForFieldName('object') ?? undefined;
  }
  const given = ecmascriptArguments(call);
  const [first] = given;
  if (first === undefined) return callee;
  const key = ecmascriptString(first);
  if (key === undefined || given.length > 2) return undefined;
  names.push(key);
  return callee;
}

/** True if a path ends in a call that is told nothing (`apiUrl()`), whose string may be trimmed and the like. */
export function isResultOfCall(node: SyntaxNode): boolean {
  let current: SyntaxNode | null = node;
  for (let step = 0; current !== null && step < MAX_SEGMENTS; step += 1) {
    current = withoutWrapping(current);
    const callee: SyntaxNode | null =
      current.type === 'call_expression' ? current.childForFieldName('function') : current;
    const isMember = callee?.type === 'member_expression' || callee?.type === 'subscript_expression';
    const name = callee !== null && isMember ? (propertyOf(callee) ?? '') : '';
    if (callee !== null && (KEEPING.test(name) || /^\d+$/.test(name))) current = callee.childForFieldName('object');
    else return current.type === 'call_expression' && ecmascriptArguments(current).length === 0;
  }
  return false;
}

/** The expression within parentheses, assertions and `await`. */
export function withoutWrapping(node: SyntaxNode): SyntaxNode {
  let current = node;
  for (let step = 0; step < MAX_SEGMENTS; step += 1) {
    const isWrapper = /^(?:parenthesized|as|satisfies|non_null|await)_expression$/.test(current.type);
    const inner = isWrapper ? current.firstNamedChild : null;
    if (inner === null) return current;
    current = inner;
  }
  return withoutAssertions(current);
}

/** `LIKE_THIS`, as variables of the environment and constants are written. */
export function isUpperCase(name: string): boolean {
  return /^_*[A-Z][A-Z\d]*(?:_+[A-Z\d]+)*_*$/.test(name);
}

/** The operator of a binary, unary or augmented expression. */
export function operatorOf(node: SyntaxNode): string {
  return node.childForFieldName('operator')?.text ?? '';
}

/** The name of a pair's or a field's key; undefined if it is computed. */
export function keyOf(node: SyntaxNode): string | undefined {
  const key = node.childForFieldName('key') ?? node.childForFieldName('name');
  if (key === null || key.type === 'computed_property_name') return undefined;
  return key.type === 'string' ? ecmascriptString(key) : key.text;
}
