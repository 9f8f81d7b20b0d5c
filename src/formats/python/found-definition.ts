import type { DefinitionMember, TypeExpression } from '../../model/facts.js';
import { readPythonType } from './type-expression.js';

/** A definition as its tree or its text tells it. */
export interface FoundDefinition {
  readonly name: { readonly text: string; readonly startIndex: number; readonly endIndex: number };
  readonly kind: 'class' | 'alias';
  readonly parameters: readonly string[];
  readonly bases: readonly TypeExpression[];
  readonly members: readonly DefinitionMember[];
  readonly decorators?: readonly string[];
  readonly keywords?: readonly string[];
  readonly type?: TypeExpression;
}

/** The type parameters of a class, and what else is written among its bases. `own` are those of PEP 695. */
export function readBases(
  written: readonly string[],
  own: readonly string[],
  foreign: ReadonlySet<string>,
): Pick<FoundDefinition, 'parameters' | 'bases'> {
  const parameters = [...own, ...written.flatMap(genericParameters)];
  const bases = written.filter((base) => !/^[\w.]*\bGeneric\[/.test(base));
  return { parameters, bases: bases.map((base) => readPythonType(base, { foreign, parameters })) };
}

/** The type variables of `Generic[T, K]` and `Protocol[T]`. */
function genericParameters(base: string): string[] {
  const list = /^[\w.]*\b(?:Generic|Protocol)\[([\w\s,]*)\]$/.exec(base)?.[1];
  return list === undefined
    ? []
    : list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
}

/** The name in `T`, `*Ts` or `K: int = str` of PEP 695. */
export function parameterName(written: string): string {
  return /[^\W\d]\w*/u.exec(written)?.[0] ?? '';
}
