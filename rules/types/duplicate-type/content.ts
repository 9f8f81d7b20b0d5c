import type { Project, TypeExpression } from 'compliance-linter';
import type { Definition } from './definition.js';
import { isLiteral, type Located, referencesIn } from './expressions.js';
import { Names } from './names.js';

/** Generic types that say by their operands what each part is. */
const CONTAINERS: ReadonlySet<TypeExpression> = new Set([
  ...['tuple', 'dict', 'defaultdict', '@OrderedDict', '@Mapping', '@MutableMapping'],
  ...['@Record', '@Map', '@ReadonlyMap'],
]);
/** Modules whose types are part of the language. */
const LANGUAGE = /^(?:typing|typing_extensions|collections(?:\.abc)?|types|builtins)#/;

/**
 * False for what merely names, applies or derives from a type that is defined elsewhere, so that two of them cannot
 * drift apart. A type has content of its own if somewhere in it stands
 * - a member, a literal, a union or intersection, a function type or a TypeScript tuple;
 * - a tuple or mapping of two operands or more that names a type which is neither built in nor a type parameter:
 *   `tuple[UUID, str]`, `Record<string, Order>`, but neither `dict[str, Any]` nor `Map<string, number>`.
 */
export function hasContent({ path, fact }: Definition, project: Project): boolean {
  if (fact.type === undefined) return fact.members.length > 0;
  return typeof fact.type === 'string'
    ? isLiteral(fact.type)
    : !isOtherName({ path, type: fact.type }, new Names(project));
}

/** `orders.Order`, `Page<Order>`, `components['schemas']['Order']`, `z.infer<typeof order>`, `list[Order]`. */
function isOtherName({ path, type }: Located, names: Names): boolean {
  if (typeof type === 'string') return !isLiteral(type);
  const [operator, ...operands] = type;
  switch (operator) {
    case 'at':
      return operands.slice(0, 1).every((operand) => isOtherName({ path, type: operand }, names));
    case '<>':
      if (isStructure({ path, type }, names)) return false;
      return operands.every((operand) => isOtherName({ path, type: operand }, names));
    case '[]':
    case 'keyof':
      return operands.every((operand) => isOtherName({ path, type: operand }, names));
    default:
      return operator === 'typeof' || operator === 'import';
  }
}

function isStructure({ path, type }: Located, names: Names): boolean {
  const [, head = '', ...operands] = type;
  if (!CONTAINERS.has(head) || operands.filter((operand) => operand !== '...').length < 2) return false;
  return operands.some((operand) => referencesIn(operand).some((name) => !isBuiltIn(path, name, names)));
}

/** True for names of the language, and for those that the file does not bind. */
function isBuiltIn(path: string, name: string, names: Names): boolean {
  const target = names.target(path, name);
  return 'identity' in target && (!target.identity.includes('#') || LANGUAGE.test(target.identity));
}

/** True for `typeof` of something that the file itself defines: the type follows its value. */
export function isDerivedLocally({ path, fact }: Definition, names: Names): boolean {
  return fact.type !== undefined && hasLocalTypeof({ path, type: fact.type }, names);
}

function hasLocalTypeof({ path, type }: Located, names: Names): boolean {
  if (typeof type === 'string') return false;
  const [operator, operand] = type;
  if (operator === 'typeof') return typeof operand !== 'string' || names.isLocal(path, operand.replace(/^@/, ''));
  return type.some((part) => hasLocalTypeof({ path, type: part }, names));
}
