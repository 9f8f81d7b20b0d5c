import { pythonDottedName, type SyntaxNode } from 'compliance-linter';
import type { Scope } from './sites.js';

/** The functions and classes among the nodes above a place, the nearest first. Lambdas are no scopes of their own. */
export function pythonScopes(ancestors: readonly SyntaxNode[]): readonly Scope[] {
  const scopes: Scope[] = [];
  let scope: SyntaxNode | undefined;
  const add = (decorators: readonly string[]) => {
    if (scope !== undefined) scopes.push({ ...scopeOf(scope), decorators });
    scope = undefined;
  };
  for (const above of ancestors) {
    add(above.type === 'decorated_definition' ? decoratorsOf(above) : []);
    if (above.type === 'function_definition' || above.type === 'class_definition') scope = above;
  }
  add([]);
  return scopes;
}

function scopeOf(node: SyntaxNode): Omit<Scope, 'decorators'> {
  const name = node.childForFieldName('name')?.text ?? '';
  if (node.type === 'class_definition') return { kind: 'class', node, names: [name, ...basesOf(node)] };
  return { kind: 'function', node, names: [name], ...receiverOf(node) };
}

function basesOf(definition: SyntaxNode): readonly string[] {
  return (definition.childForFieldName('superclasses')?.namedChildren ?? []).flatMap((base) => {
    const named = base.type === 'subscript' ? base.childForFieldName('value') : base;
    return pythonDottedName(named) ?? [];
  });
}

function receiverOf(definition: SyntaxNode): Pick<Scope, 'receiver'> {
  const first = definition.childForFieldName('parameters')?.firstNamedChild;
  const name = first?.type === 'typed_parameter' ? first.firstNamedChild : first;
  return name?.type === 'identifier' ? { receiver: name.text } : {};
}

function decoratorsOf(decorated: SyntaxNode): readonly string[] {
  return decorated.namedChildren.flatMap((child) => {
    if (child.type !== 'decorator') return [];
    const expression = child.firstNamedChild;
    return pythonDottedName(expression?.type === 'call' ? expression.childForFieldName('function') : expression) ?? [];
  });
}
