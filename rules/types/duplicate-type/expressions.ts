import type { TypeExpression, TypeOperation } from 'compliance-linter';

/** A type and the file in which its names have their meaning. */
export interface Located<Type extends TypeExpression = TypeExpression> {
  readonly path: string;
  readonly type: Type;
}

export function isOperation(located: Located): located is Located<TypeOperation> {
  return typeof located.type !== 'string';
}

export function isLiteral(word: string): boolean {
  return /^["\d-]/.test(word);
}

/** The name that a base is an application of: `Page` for `Page[Order]`. */
export function headOf(type: TypeExpression): string | undefined {
  const head = typeof type === 'string' ? type : type[0] === '<>' ? type[1] : undefined;
  return typeof head === 'string' ? head.replace(/^@/, '') : undefined;
}

/** The names that a type refers to, without `@`. */
export function referencesIn(type: TypeExpression): string[] {
  if (typeof type !== 'string') return type.flatMap(referencesIn);
  return type.startsWith('@') ? [type.slice(1)] : [];
}

/** The words of a type: how much there is to repeat. */
export function countWords(type: TypeExpression): number {
  return typeof type === 'string' ? 1 : type.slice(1).reduce<number>((sum, part) => sum + countWords(part), 0);
}

/** True for the body of a method, alone or as one of several overloads. */
export function isBody(type: TypeExpression | null): boolean {
  if (type === null) return false;
  if (typeof type === 'string') return type.startsWith('#');
  return type[0] === '&' && type.some((part) => typeof part === 'string' && part.startsWith('#'));
}

/** True for the value of a constant: a name with a value, without an annotation. */
export function isValue(type: TypeExpression | null): boolean {
  return type !== null && typeof type !== 'string' && type[0] === '=';
}

/** True if two constants differ in nothing but the value: two texts, two lists, two names; not two calls. */
export function areAlternatives(a: TypeExpression | null, b: TypeExpression | null): boolean {
  const kind = kindOfValue(a);
  return kind !== undefined && kind === kindOfValue(b);
}

function kindOfValue(type: TypeExpression | null): string | undefined {
  const value = type !== null && typeof type !== 'string' && type[0] === '=' ? type[1] : undefined;
  if (typeof value !== 'string') return undefined;
  return VALUE_KINDS.find(([pattern]) => pattern.test(value))?.[1];
}

const VALUE_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:"|~f$|~[rbuf]{0,2}["'])/i, 'text'],
  [/^~?-?[\d.]/, 'number'],
  [/^(?:True|False)$/, 'boolean'],
  [/^~\[/, 'list'],
  [/^~\{/, 'set or dictionary'],
  [/^~\(/, 'tuple'],
  [/^~[\w.]+$/, 'name'],
];

/** True for a column of an object-relational mapper: `Mapped[…]` or the value `Column(…)`. */
export function isColumn(type: TypeExpression | null): boolean {
  if (type === null || typeof type === 'string') return false;
  const [operator, operand] = type;
  if (typeof operand !== 'string') return false;
  return operator === '<>' ? MAPPED.test(operand) : operator === '=' && COLUMN.test(operand);
}

const MAPPED = /^@(?:\w+\.)?Mapped$/;
const COLUMN = /^~(?:\w+\.)?(?:Column|mapped_column|relationship)\(/;
