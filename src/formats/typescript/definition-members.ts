import type { DefinitionMember } from '../../model/facts.js';
import type { SyntaxNode } from '../../model/syntax.js';
import { bodyHash, verbatim } from '../definition-text.js';
import { hasMark, memberName, readLiteral, readMember, readType, type TypeScope } from './type-expression.js';
import { withOptional } from './signature.js';

/** The members of a class body, in order; fields declared as parameters of the constructor are among them. */
export function readClassMembers(body: SyntaxNode, scope: TypeScope): DefinitionMember[] {
  const members = new Map<string, DefinitionMember>();
  for (const node of body.namedChildren) {
    for (const member of readClassMember(node, scope)) {
      const former = members.get(member.name);
      members.set(member.name, former === undefined ? member : withBoth(former, member));
    }
  }
  return [...members.values()];
}

/** A getter and its setter, overloads and their implementation are one member. */
function withBoth(former: DefinitionMember, later: DefinitionMember): DefinitionMember {
  return { ...former, type: ['&', former.type ?? 'any', later.type ?? 'any'] };
}

function readClassMember(node: SyntaxNode, scope: TypeScope): DefinitionMember[] {
  const name = node.childForFieldName('name');
  switch (node.type) {
    case 'public_field_definition':
      return name === null ? [] : [readField(node, memberName(name), scope)];
    case 'method_definition':
      if (name === null) return [];
      return [
        ...(name.text === 'constructor' ? readParameterFields(node, scope) : []),
        { name: memberName(name), type: bodyHash(node.text) },
      ];
    default: {
      const member = readMember(node, scope, 0);
      return member === null ? [] : [member];
    }
  }
}

function readField(node: SyntaxNode, name: string, scope: TypeScope): DefinitionMember {
  const annotation = node.childForFieldName('type');
  if (annotation !== null) return withOptional(name, readType(annotation, scope), hasMark(node));
  const value = node.childForFieldName('value');
  if (value === null) return { name, type: null };
  switch (value.type) {
    case 'arrow_function':
    case 'function_expression':
      return { name, type: bodyHash(node.text) };
    case 'string':
    case 'number':
    case 'true':
    case 'false':
      return { name, type: ['=', readLiteral(value)] };
    default:
      return { name, type: ['=', verbatim(value.text)] };
  }
}

/** `constructor(private readonly orders: Orders)` declares the field `orders`. */
function readParameterFields(constructor: SyntaxNode, scope: TypeScope): DefinitionMember[] {
  const parameters = constructor.childForFieldName('parameters')?.namedChildren ?? [];
  return parameters.flatMap((parameter) => {
    const [first] = parameter.children;
    const name = parameter.childForFieldName('pattern');
    const isField = first?.type === 'accessibility_modifier' || first?.type === 'readonly';
    if (!isField || name?.type !== 'identifier') return [];
    const type = readType(parameter.childForFieldName('type'), scope);
    return [withOptional(name.text, type, parameter.type === 'optional_parameter')];
  });
}

/** The members of an enumeration with their values, implicit ones counted as the language does. */
export function readEnumMembers(body: SyntaxNode): DefinitionMember[] {
  let next: number | null = 0;
  return body.namedChildren
    .filter((node) => node.type !== 'comment')
    .map((node) => {
      const value: SyntaxNode | null = node.type === 'enum_assignment' ? node.childForFieldName('value') : null;
      const name = memberName(node.type === 'enum_assignment' ? (node.childForFieldName('name') ?? node) : node);
      if (value === null) {
        const type = next === null ? null : next.toString();
        next = next === null ? null : next + 1;
        return { name, type };
      }
      next = value.type === 'number' ? Number(value.text) + 1 : null;
      return { name, type: isLiteral(value) ? readLiteral(value) : verbatim(value.text) };
    });
}

function isLiteral(value: SyntaxNode): boolean {
  return value.type === 'string' || value.type === 'number';
}
