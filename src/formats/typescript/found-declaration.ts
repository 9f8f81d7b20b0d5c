import type { DefinitionKind, DefinitionMember, TypeExpression, TypeOperation } from '../../model/facts.js';

/** A declaration as its nodes or its text tell it. */
export interface FoundDeclaration {
  readonly name: { readonly text: string; readonly startIndex: number; readonly endIndex: number };
  readonly kind: DefinitionKind;
  readonly typeParameters: number;
  readonly bases: readonly TypeExpression[];
  readonly members: readonly DefinitionMember[];
  readonly decorators?: readonly string[];
  readonly type?: TypeExpression;
}

/** Object types, intersections with object types, and unions of literals have members; the rest is a type. */
export function aliasShape(type: TypeExpression): Pick<FoundDeclaration, 'bases' | 'members' | 'type'> {
  if (typeof type === 'string') return { bases: [], members: [], type };
  const operands = type.slice(1);
  if (type[0] === '{}') return { bases: [], members: mergeOverloads(operands.flatMap(toMember)) };
  if (type[0] === '|' && operands.length > 1 && operands.every(isLiteralWord)) {
    return { bases: [], members: operands.map((literal) => ({ name: String(literal), type: null })) };
  }
  if (type[0] === '&' && operands.every((operand) => isObject(operand) || isNamed(operand))) {
    const objects = operands.filter(isObject);
    if (objects.length > 0) {
      const members = objects.flatMap((operand) => operand.slice(1).flatMap(toMember));
      return { bases: operands.filter((operand) => !isObject(operand)), members: mergeOverloads(members) };
    }
  }
  return { bases: [], members: [], type };
}

function isLiteralWord(type: TypeExpression): boolean {
  return typeof type === 'string' && /^(?:"|-?\d)/.test(type);
}

function isObject(type: TypeExpression): type is TypeOperation {
  return typeof type !== 'string' && type[0] === '{}';
}

/** A name, a generic type or an imported one: something that an object type can extend. */
function isNamed(type: TypeExpression): boolean {
  return typeof type === 'string' ? /^[@$]/.test(type) : type[0] === '<>' || type[0] === 'import';
}

function toMember(operand: TypeExpression): DefinitionMember[] {
  if (typeof operand === 'string') return [];
  const [name, type = null] = operand;
  return name.endsWith('?') ? [{ name: name.slice(0, -1), type, optional: true }] : [{ name, type }];
}

/** Overloads of one method become one member with all signatures. */
export function mergeOverloads(members: readonly DefinitionMember[]): DefinitionMember[] {
  const merged = new Map<string, DefinitionMember>();
  for (const member of members) {
    const other = merged.get(member.name);
    const type: TypeExpression = ['&', other?.type ?? 'any', member.type ?? 'any'];
    merged.set(member.name, other === undefined ? member : { ...other, type });
  }
  return [...merged.values()];
}
