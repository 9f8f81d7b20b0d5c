import { ecmascriptDottedName, ecmascriptString, type SyntaxNode } from 'compliance-linter';
import { FUNCTION } from './ecmascript-values.js';
import { lastName } from './paths.js';
import type { Scope } from './sites.js';

const CLASS = /^(?:abstract_)?class(?:_declaration)?$/;

/** The functions and classes among the nodes above a place, the nearest first. */
export function ecmascriptScopes(ancestors: readonly SyntaxNode[]): readonly Scope[] {
  const scopes: Scope[] = [];
  for (const above of ancestors) {
    if (FUNCTION.test(above.type)) scopes.push(functionScope(above));
    else if (CLASS.test(above.type)) scopes.push(classScope(above));
  }
  return scopes;
}

function functionScope(node: SyntaxNode): Scope {
  const name = node.childForFieldName('name')?.text ?? givenName(node);
  const member = node.parent?.type === 'public_field_definition' ? node.parent : node;
  return { kind: 'function', node, names: name === undefined ? [] : [name], decorators: decoratorsOf(member) };
}

/** What an anonymous function is called by what it is assigned to or passed to. */
function givenName(node: SyntaxNode): string | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case 'variable_declarator':
    case 'public_field_definition':
      return parent.childForFieldName('name')?.text;
    case 'pair':
      return parent.childForFieldName('key')?.text;
    case 'assignment_expression':
      return lastName(parent.childForFieldName('left')?.text ?? '');
    case 'arguments':
      return parent.parent === null ? undefined : registeredName(parent.parent);
    default:
      return undefined;
  }
}

/** `socket.on('message', …)` registers `on_message`; other calls give their own name: `consume`. */
function registeredName(call: SyntaxNode): string | undefined {
  const callee = call.childForFieldName('function') ?? call.childForFieldName('constructor');
  const method =
    callee?.childForFieldName('property')?.text ?? (callee?.type === 'identifier' ? callee.text : undefined);
  if (method === undefined || !/^(?:on|once|addListener|addEventListener|prependListener)$/.test(method)) return method;
  const event = ecmascriptString(call.childForFieldName('arguments')?.firstNamedChild);
  return event === undefined ? method : `on_${event.replace(/\W+/g, '_')}`;
}

function classScope(node: SyntaxNode): Scope {
  const name = node.childForFieldName('name')?.text;
  const decorated =
    node.parent?.type === 'export_statement'
      ? [...decoratorsIn(node.parent), ...decoratorsIn(node)]
      : decoratorsIn(node);
  return {
    kind: 'class',
    node,
    names: [...(name === undefined ? [] : [name]), ...basesOf(node)],
    decorators: decorated,
  };
}

function basesOf(node: SyntaxNode): readonly string[] {
  const heritage = node.namedChildren.find(({ type }) => type === 'class_heritage');
  return (heritage?.namedChildren ?? []).flatMap((clause) => {
    if (clause.type === 'extends_clause') return ecmascriptDottedName(clause.childForFieldName('value')) ?? [];
    return clause.namedChildren.map((type) => type.text.replace(/<[^]*$/, ''));
  });
}

function decoratorsIn(node: SyntaxNode): readonly string[] {
  return node.namedChildren.flatMap((child) => (child.type === 'decorator' ? decoratorName(child) : []));
}

/** Those of a method stand before it, those of a field within it. */
function decoratorsOf(member: SyntaxNode): readonly string[] {
  const names = [...decoratorsIn(member)];
  if (member.type !== 'method_definition') return names;
  for (let before = member.previousNamedSibling; before !== null; before = before.previousNamedSibling) {
    if (before.type === 'decorator') names.push(...decoratorName(before));
    else if (before.type !== 'comment') break;
  }
  return names;
}

function decoratorName(decorator: SyntaxNode): readonly string[] {
  const expression = decorator.firstNamedChild;
  const name = ecmascriptDottedName(
    expression?.type === 'call_expression' ? expression.childForFieldName('function') : expression,
  );
  return name === undefined ? [] : [name];
}
