import type { TypeExpression } from '../../model/facts.js';
import type { SyntaxNode } from '../../model/syntax.js';
import { MAX_TYPE_DEPTH, union, verbatim } from '../definition-text.js';
import { readPlainMember } from './plain-members.js';
import { applied } from './plain-type.js';
import { type Signature, withOptional } from './signature.js';

/** Type parameters in force, by name, as the words that stand for them. */
export type TypeScope = ReadonlyMap<string, string>;

/** Node types of members of object types, interfaces and classes that declare something by name. */
const NAMED_SIGNATURES: ReadonlySet<string> = new Set([
  ...['property_signature', 'method_signature', 'abstract_method_signature'],
]);

/** `scope` and the type parameters of a declaration or function type. */
export function scopeWith(scope: TypeScope, parameters: SyntaxNode | null): TypeScope {
  if (parameters === null) return scope;
  const inner = new Map(scope);
  for (const parameter of parameters.namedChildren) {
    const name = parameter.type === 'type_parameter' ? parameter.childForFieldName('name') : null;
    if (name !== null) inner.set(name.text, `$${inner.size.toString()}`);
  }
  return inner;
}

/** The normalised type that a type node, or an annotation `: T`, means. */
export function readType(node: SyntaxNode | null, scope: TypeScope, depth = 0): TypeExpression {
  if (node === null) return 'any';
  if (depth > MAX_TYPE_DEPTH) return verbatim(node.text);
  const read = (inner: SyntaxNode | null): TypeExpression => readType(inner, scope, depth + 1);
  switch (node.type) {
    case 'type_annotation':
    case 'opting_type_annotation':
    case 'omitting_type_annotation':
    case 'adding_type_annotation':
    case 'parenthesized_type':
    case 'readonly_type':
    case 'infer_type':
      return read(node.firstNamedChild);
    case 'predefined_type':
    case 'this_type':
    case 'this':
      return node.text.replace(/\s+/g, ' ');
    case 'literal_type':
      return readLiteral(node.firstNamedChild ?? node);
    case 'type_identifier':
    case 'identifier':
      return scope.get(node.text) ?? `@${node.text}`;
    case 'nested_type_identifier':
    case 'nested_identifier':
    case 'member_expression':
      return readPath(node);
    case 'generic_type':
      return readGeneric(node, read);
    case 'array_type':
      return ['[]', read(node.firstNamedChild)];
    case 'tuple_type':
      return ['tuple', ...node.namedChildren.filter(isNoComment).map((element) => readElement(element, read))];
    case 'union_type':
      return union(operandsOf(node).map(read));
    case 'intersection_type':
      return ['&', ...operandsOf(node).map(read)];
    case 'object_type':
      return readObject(node, scope, depth + 1);
    case 'function_type':
    case 'constructor_type':
      return readSignature(node, scope, depth + 1);
    case 'index_type_query':
      return ['keyof', read(node.firstNamedChild)];
    case 'type_query':
      return ['typeof', read(node.firstNamedChild)];
    case 'lookup_type':
      return ['at', read(node.firstNamedChild), read(node.lastNamedChild)];
    case 'conditional_type':
      return readConditional(node, scope, depth + 1);
    case 'template_literal_type':
      return ['template', ...node.namedChildren.map((part) => readTemplatePart(part, read))];
    case 'call_expression':
      return readImport(node, []) ?? verbatim(node.text);
    default:
      return verbatim(node.text);
  }
}

function isNoComment(node: SyntaxNode): boolean {
  return node.type !== 'comment';
}

/** The operands of a union or intersection, which nests to the left and may be thousands long. */
function operandsOf(node: SyntaxNode): SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  let left: SyntaxNode | null = node;
  while (left?.type === node.type) {
    const parts: SyntaxNode[] = left.namedChildren.filter(isNoComment);
    const [first, second] = parts;
    if (second !== undefined) operands.push(second);
    left = first ?? null;
  }
  if (left !== null) operands.push(left);
  return operands.reverse();
}

/** A literal as a word: strings as JSON whatever their quotes. */
export function readLiteral(node: SyntaxNode): string {
  return node.type === 'string' ? JSON.stringify(node.text.slice(1, -1)) : node.text.replace(/\s+/g, '');
}

function readPath(node: SyntaxNode): TypeExpression {
  const names: string[] = [];
  let head: SyntaxNode | null = node;
  while (head !== null && head.type !== 'call_expression' && head.namedChildCount > 1) {
    names.push(head.lastNamedChild?.text ?? '');
    head = head.firstNamedChild;
  }
  if (head?.type === 'call_expression') return readImport(head, names.reverse()) ?? verbatim(node.text);
  return `@${node.text.replace(/\s+/g, '')}`;
}

/** `import('./orders').Order`: `names` are the segments behind the call. */
function readImport(call: SyntaxNode, names: readonly string[]): TypeExpression | undefined {
  const specifier = call.childForFieldName('arguments')?.firstNamedChild;
  if (call.firstChild?.type !== 'import' || specifier?.type !== 'string') return undefined;
  return ['import', readLiteral(specifier), ...names];
}

function readGeneric(node: SyntaxNode, read: (node: SyntaxNode | null) => TypeExpression): TypeExpression {
  const name = read(node.childForFieldName('name') ?? node.firstNamedChild);
  const operands = (node.namedChildren.find((child) => child.type === 'type_arguments')?.namedChildren ?? [])
    .filter(isNoComment)
    .map(read);
  return applied(name, operands);
}

function readElement(element: SyntaxNode, read: (node: SyntaxNode | null) => TypeExpression): TypeExpression {
  switch (element.type) {
    case 'required_parameter':
      return read(element.childForFieldName('type'));
    case 'optional_parameter':
      return ['?', read(element.childForFieldName('type'))];
    case 'optional_type':
      return ['?', read(element.firstNamedChild)];
    case 'rest_type':
      return ['...', read(element.firstNamedChild)];
    default:
      return read(element);
  }
}

function readTemplatePart(part: SyntaxNode, read: (node: SyntaxNode | null) => TypeExpression): TypeExpression {
  return part.type === 'template_type' ? read(part.firstNamedChild) : JSON.stringify(part.text);
}

function readConditional(node: SyntaxNode, scope: TypeScope, depth: number): TypeExpression {
  const inferred = new Map(scope);
  for (const infer of node.childForFieldName('right')?.descendantsOfType('infer_type') ?? []) {
    const name = infer?.firstNamedChild?.text;
    if (name !== undefined && !inferred.has(name)) inferred.set(name, `$${inferred.size.toString()}`);
  }
  const [left, right, consequence, alternative] = node.namedChildren.filter(isNoComment);
  return [
    'if',
    readType(left ?? null, scope, depth),
    readType(right?.type === 'infer_type' ? right.firstNamedChild : (right ?? null), inferred, depth),
    readType(consequence ?? null, inferred, depth),
    readType(alternative ?? null, scope, depth),
  ];
}

function readObject(node: SyntaxNode, scope: TypeScope, depth: number): TypeExpression {
  const [only] = node.namedChildren;
  const mapped = only?.type === 'index_signature' ? only.firstNamedChild : null;
  if (only !== undefined && mapped?.type === 'mapped_type_clause') return readMapped(only, mapped, scope, depth);
  return [
    '{}',
    ...readSignatures(node, scope, depth).map(({ name, optional, type }): TypeExpression => [
      optional === true ? `${name}?` : name,
      type,
    ]),
  ];
}

function readMapped(signature: SyntaxNode, clause: SyntaxNode, scope: TypeScope, depth: number): TypeExpression {
  const inner = new Map(scope);
  const name = clause.childForFieldName('name');
  if (name !== null) inner.set(name.text, `$${inner.size.toString()}`);
  const annotation = signature.childForFieldName('type');
  const alias = clause.childForFieldName('alias');
  return [
    'mapped',
    annotation?.type === 'opting_type_annotation'
      ? '~?'
      : annotation?.type === 'omitting_type_annotation'
        ? '~-?'
        : '~',
    readType(clause.childForFieldName('type'), scope, depth),
    readType(annotation, inner, depth),
    ...(alias === null ? [] : [readType(alias, inner, depth)]),
  ];
}

/** The members of an object type or interface body, in order. */
export function readSignatures(body: SyntaxNode, scope: TypeScope, depth = 0): Signature[] {
  return body.namedChildren.map((child) => readMember(child, scope, depth)).filter((member) => member !== null);
}

/** One member that has no body; null for anything else. */
export function readMember(node: SyntaxNode, scope: TypeScope, depth: number): Signature | null {
  const isPlain = node.type === 'property_signature' || node.type === 'method_signature';
  const plain = isPlain && depth < MAX_TYPE_DEPTH ? readPlainMember(node.text, scope) : undefined;
  if (plain !== undefined) return plain;
  if (node.type === 'call_signature') return { name: '()', type: readSignature(node, scope, depth) };
  if (node.type === 'construct_signature') return { name: 'new()', type: readSignature(node, scope, depth) };
  if (node.type === 'index_signature') {
    const key = node.childForFieldName('index_type');
    return { name: `[${key?.text ?? 'key'}]`, type: readType(node.childForFieldName('type'), scope, depth) };
  }
  const name = node.childForFieldName('name');
  if (!NAMED_SIGNATURES.has(node.type) || name === null) return null;
  const isMethod = node.type !== 'property_signature';
  const isAccessor = isMethod && /^(?:readonly\s+)?(?:get|set)\s/.test(node.text) && name.text !== 'get';
  const type = isAccessor ? readAccessor(node, scope, depth) : isMethod ? readSignature(node, scope, depth) : undefined;
  return withOptional(memberName(name), type ?? readType(node.childForFieldName('type'), scope, depth), hasMark(node));
}

function readAccessor(node: SyntaxNode, scope: TypeScope, depth: number): TypeExpression {
  const parameter = node.childForFieldName('parameters')?.firstNamedChild ?? null;
  const annotation = parameter === null ? node.childForFieldName('return_type') : parameter.childForFieldName('type');
  return readType(annotation, scope, depth);
}

/** A member's name without quotes; computed names keep their brackets. */
export function memberName(name: SyntaxNode): string {
  return name.type === 'string' ? name.text.slice(1, -1) : name.text;
}

/** True if a `?` follows the name. */
export function hasMark(node: SyntaxNode): boolean {
  for (let child = node.childForFieldName('name')?.nextSibling ?? null; child !== null; child = child.nextSibling) {
    if (child.type === '?') return true;
    if (child.isNamed) return false;
  }
  return false;
}

/** The signature of a function type, method, call or construct signature. */
export function readSignature(node: SyntaxNode, scope: TypeScope, depth: number): TypeExpression {
  const inner = scopeWith(scope, node.childForFieldName('type_parameters'));
  const isConstructor = node.type === 'constructor_type' || node.type === 'construct_signature';
  const result = node.childForFieldName('return_type') ?? node.childForFieldName('type');
  const parameters = node.childForFieldName('parameters')?.namedChildren ?? [];
  return [
    isConstructor ? 'new' : '=>',
    readType(result, inner, depth),
    ...parameters.filter(isNoComment).map((parameter) => readParameter(parameter, inner, depth)),
  ];
}

function readParameter(parameter: SyntaxNode, scope: TypeScope, depth: number): TypeExpression {
  const type = readType(parameter.childForFieldName('type'), scope, depth);
  if (parameter.childForFieldName('pattern')?.type === 'rest_pattern') return ['...', type];
  const isOptional = parameter.type === 'optional_parameter' || parameter.childForFieldName('value') !== null;
  return isOptional ? ['?', withOptional('', type, true).type] : type;
}
