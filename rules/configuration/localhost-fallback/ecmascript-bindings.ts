import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { keyOf } from './ecmascript-paths.js';

/** What a name stands for where it is used. */
export type Binding =
  | { readonly kind: 'parameter'; readonly keys: readonly string[]; readonly node: SyntaxNode }
  | { readonly kind: 'variable'; readonly keys: readonly string[]; readonly node: SyntaxNode }
  | { readonly kind: 'function'; readonly node: SyntaxNode }
  | { readonly kind: 'import'; readonly node: SyntaxNode }
  /** Bound by something else: a loop, `catch`, a class. */
  | { readonly kind: 'other'; readonly node: SyntaxNode };

type Names = ReadonlyMap<string, Binding>;

/** The names that a scope binds, by the id of its node. */
const SCOPES = new WeakMap<ParsedFile, Map<number, Names>>();

/** The types of nodes that are functions. */
export const FUNCTION =
  /^(?:function_declaration|function_expression|generator_function|generator_function_declaration|arrow_function|method_definition)$/;

/** What `name` stands for at `node`, by lexical scope; undefined for a global. */
export function bindingOf(file: ParsedFile, name: string, node: SyntaxNode): Binding | undefined {
  for (const scope of file.ancestors(node)) {
    const found = namesOf(file, scope)?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The places other than its declaration where a name bound at `binding` is used. */
export function* usesOf(file: ParsedFile, name: string, binding: Binding): Iterable<SyntaxNode> {
  const pattern = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
  for (const { node } of file.nodesAt(pattern)) {
    if (node.type !== 'identifier' && node.type !== 'shorthand_property_identifier') continue;
    if (binding.kind !== 'other' && isWithin(node, binding.node)) continue;
    if (bindingOf(file, name, node)?.node.id === binding.node.id) yield node;
  }
}

function isWithin(node: SyntaxNode, outer: SyntaxNode): boolean {
  return node.startIndex >= outer.startIndex && node.endIndex <= outer.endIndex;
}

function namesOf(file: ParsedFile, scope: SyntaxNode): Names | undefined {
  if (
    !FUNCTION.test(scope.type) &&
    !/^(?:program|statement_block|switch_case|switch_default|for_in_statement|catch_clause)$/.test(scope.type)
  )
    return undefined;
  const scopes = SCOPES.get(file) ?? new Map<number, Names>();
  SCOPES.set(file, scopes);
  const known = scopes.get(scope.id);
  if (known !== undefined) return known;
  const names = new Map<string, Binding>(bindingsIn(scope));
  scopes.set(scope.id, names);
  return names;
}

function* bindingsIn(scope: SyntaxNode): Iterable<[string, Binding]> {
  if (FUNCTION.test(scope.type)) {
    const single = scope.childForFieldName('parameter');
    for (const node of single === null ? (scope.childForFieldName('parameters')?.namedChildren ?? []) : [single]) {
      const pattern = node.childForFieldName('pattern') ?? node;
      for (const [name, keys] of namesInPattern(pattern)) yield [name, { kind: 'parameter', keys, node }];
    }
  } else if (scope.type === 'for_in_statement' || scope.type === 'catch_clause') {
    const pattern = scope.childForFieldName('left') ?? scope.childForFieldName('parameter');
    for (const [name] of pattern === null ? [] : namesInPattern(pattern)) yield [name, { kind: 'other', node: scope }];
  } else {
    for (const statement of scope.namedChildren) yield* declarationsIn(statement);
  }
}

function* declarationsIn(statement: SyntaxNode): Iterable<[string, Binding]> {
  const node = statement.type === 'export_statement' ? statement.childForFieldName('declaration') : statement;
  switch (node?.type) {
    case 'lexical_declaration':
    case 'variable_declaration':
      for (const declarator of node.namedChildren) {
        const pattern = declarator.childForFieldName('name');
        if (pattern === null) continue;
        for (const [name, keys] of namesInPattern(pattern)) yield [name, { kind: 'variable', keys, node: declarator }];
      }
      return;
    case 'function_declaration':
    case 'generator_function_declaration':
      yield [node.childForFieldName('name')?.text ?? '', { kind: 'function', node }];
      return;
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'enum_declaration':
      yield [node.childForFieldName('name')?.text ?? '', { kind: 'other', node }];
      return;
    case 'import_statement':
      for (const name of node.descendantsOfType('identifier')) {
        if (name !== null) yield [name.text, { kind: 'import', node }];
      }
      return;
    default:
  }
}

/** The names that a pattern binds, each with the properties that lead to it: `{ redis: { host } }` → `host`, `redis.host`. */
function* namesInPattern(pattern: SyntaxNode): Iterable<[string, readonly string[]]> {
  const rest: { node: SyntaxNode; keys: readonly string[] }[] = [{ node: pattern, keys: [] }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, keys } = next;
    switch (node.type) {
      case 'identifier':
        yield [node.text, keys];
        break;
      case 'shorthand_property_identifier_pattern':
        yield [node.text, [...keys, node.text]];
        break;
      case 'pair_pattern':
        pushField(rest, node.childForFieldName('value'), [...keys, keyOf(node) ?? '']);
        break;
      case 'assignment_pattern':
      case 'object_assignment_pattern':
        pushField(rest, node.childForFieldName('left'), keys);
        break;
      case 'object_pattern':
      case 'array_pattern':
      case 'rest_pattern':
        for (const child of node.namedChildren) rest.push({ node: child, keys });
        break;
      default:
    }
  }
}

function pushField(
  rest: { node: SyntaxNode; keys: readonly string[] }[],
  node: SyntaxNode | null,
  keys: readonly string[],
): void {
  if (node !== null) rest.push({ node, keys });
}
