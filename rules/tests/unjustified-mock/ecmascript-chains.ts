import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import type { MockCall } from './ecmascript-calls.js';
import type { Scopes } from './ecmascript-scopes.js';

/** Methods by which somebody says what a spy does instead of the real thing. */
const REPLACES =
  /^(?:mock(?:Implementation|ReturnValue|ResolvedValue|RejectedValue|Throw)(?:Once)?|mockReturnThis|withImplementation)$/;
/** Likewise for stubs, which do nothing until then. */
const RETURNS =
  /^(?:returns|resolves|rejects|throws|calls|yields|returnValue|callFake|throwError|resolveTo|rejectWith|value$|get$|set$)/;

/** What is done with the result of a call: the methods called on it, and where it goes. */
export interface Chain {
  /** Names of the properties in order: `mockName`, `mockReturnValue`. */
  readonly names: readonly string[];
  /** The whole expression, with type assertions. */
  readonly whole: SyntaxNode;
  /** What it is part of. */
  readonly parent: SyntaxNode | undefined;
}

export function chainOf(file: ParsedFile, { node }: MockCall): Chain {
  const names: string[] = [];
  let whole = node;
  for (const above of file.ancestors(node)) {
    const isObject = above.type === 'member_expression' && above.childForFieldName('object')?.id === whole.id;
    const isCalled = above.type === 'call_expression' && above.childForFieldName('function')?.id === whole.id;
    const isWrapped = /^(?:(?:parenthesized|as|satisfies|non_null|await)_expression)$/.test(above.type);
    if (!isObject && !isCalled && !isWrapped) return { names, whole, parent: above };
    if (isObject) names.push(above.childForFieldName('property')?.text ?? '');
    whole = above;
  }
  return { names, whole, parent: undefined };
}

/** True if a spy is told, in its own statement or by the name that holds it, what to do instead of the real thing. */
export function isToldWhatToDo(file: ParsedFile, call: MockCall, scopes: Scopes): boolean {
  return [chainOf(file, call).names, ...laterChains(file, call, scopes)].some((names) => names.some(isReplacement));
}

function isReplacement(name: string): boolean {
  return REPLACES.test(name);
}

/** True if a stub is told to do what the real thing does, and nothing else. */
export function isToldToCallThrough(file: ParsedFile, call: MockCall): boolean {
  const { names } = chainOf(file, call);
  return names.includes('callThrough') && !names.some((name) => RETURNS.test(name));
}

/** The properties that are used of the variable that holds the result, at each place where it is used. */
function* laterChains(file: ParsedFile, call: MockCall, scopes: Scopes): Iterable<readonly string[]> {
  const name = holderOf(file, call);
  const scope = name === undefined ? undefined : scopes.declarationOf(name, call.node)?.scope;
  if (name === undefined || scope === undefined) return;
  const used = new RegExp(
    String.raw`(?<![\w$.])${name.replaceAll('$', '\\$')}\s*[!?]?\.\s*(?:mock\s*\.\s*)?([\w$]+)`,
    'g',
  );
  for (const { 1: property = '', index } of file.text.slice(scope.startIndex, scope.endIndex).matchAll(used)) {
    if (!isReplacement(property)) continue;
    const at = scope.startIndex + index;
    const node = file.tree().descendantForIndex(at, at + name.length);
    if (node !== null && scopes.declarationOf(name, node)?.scope.id === scope.id) yield [property];
  }
}

/** The variable that the result is given to. */
function holderOf(file: ParsedFile, call: MockCall): string | undefined {
  const { whole, parent } = chainOf(file, call);
  if (parent?.type === 'variable_declarator') return variable(parent.childForFieldName('name'));
  if (parent?.type !== 'assignment_expression' || parent.childForFieldName('right')?.id !== whole.id) return undefined;
  return variable(parent.childForFieldName('left'));
}

function variable(node: SyntaxNode | null): string | undefined {
  return node?.type === 'identifier' ? node.text : undefined;
}
