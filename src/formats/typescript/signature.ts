import type { TypeExpression } from '../../model/facts.js';
import { union } from '../definition-text.js';

/** A member of an object type; call, construct and index signatures are named `()`, `new()` and `[string]`. */
export interface Signature {
  readonly name: string;
  readonly type: TypeExpression;
  readonly optional?: true;
}

const UNDEFINED = 'undefined';

/** `x?: T` and `x?: T | undefined` are written alike. */
export function withOptional(name: string, type: TypeExpression, isOptional: boolean): Signature {
  if (!isOptional) return { name, type };
  if (typeof type === 'string' || type[0] !== '|') return { name, type, optional: true };
  const parts = type.slice(1).filter((part) => part !== UNDEFINED);
  return { name, type: union(parts), optional: true };
}
