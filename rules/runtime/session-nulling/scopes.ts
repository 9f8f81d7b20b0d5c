import type { SyntaxNode } from 'compliance-linter';
import { ecmascriptScopes } from './ecmascript-scopes.js';
import type { Enclosing } from './facts.js';
import { pythonScopes } from './python-scopes.js';
import type { Scope } from './sites.js';

/** The functions and classes among the nodes above a place, the nearest first. */
export function scopesIn(above: readonly SyntaxNode[], format: string): readonly Scope[] {
  return format === 'python' ? pythonScopes(above) : ecmascriptScopes(above);
}

/** The function that a place is in as people know it: a callback belongs to the function that it is written in. */
export function functionOf(scopes: readonly Scope[]): SyntaxNode | undefined {
  const classes = scopes.findIndex(({ kind }) => kind === 'class');
  // A class within a function: its methods are functions of their own.
  const methods = classes > 0 ? scopes.slice(0, classes) : scopes;
  return methods.findLast(({ kind }) => kind === 'function')?.node;
}

export function enclosingOf(scopes: readonly Scope[]): Enclosing {
  const namesOf = (kind: Scope['kind']) => scopes.filter((scope) => scope.kind === kind).flatMap(({ names }) => names);
  return {
    functions: namesOf('function'),
    classes: namesOf('class'),
    decorators: scopes.flatMap(({ decorators }) => decorators),
  };
}
