import { pythonString, type SyntaxNode } from 'compliance-linter';
import { UNRELATED, and, equalsOneOf, ALWAYS, not, type Condition } from './environments.js';
import type { World } from './python-comparisons.js';
import { conditionOf } from './python-conditions.js';
import { partsOf } from './python-nodes.js';
import { nameOf } from './python-operands.js';

/** A clause of a `match` statement and the condition under which its pattern fits, whatever stands before it. */
export interface Case {
  readonly clause: SyntaxNode;
  readonly condition: Condition;
}

export function caseConditions(statement: SyntaxNode, world: World): readonly Case[] {
  const subject = statement.childForFieldName('subject');
  const clauses = statement.childForFieldName('body')?.namedChildren.filter(({ type }) => type === 'case_clause') ?? [];
  const name = subject === null ? '' : nameOf(subject);
  return clauses.map((clause) => ({ clause, condition: caseCondition(clause, name, world) }));
}

function caseCondition(clause: SyntaxNode, subject: string, world: World): Condition {
  const patterns = clause.namedChildren.filter(({ type }) => type === 'case_pattern');
  const guard = clause.childForFieldName('guard')?.firstNamedChild;
  const values = patterns.length === 1 ? patterns.flatMap(patternValues) : [undefined];
  const known = values.filter((value) => value !== undefined);
  const fits = isWildcard(clause) ? ALWAYS : known.length < values.length ? UNRELATED : equalsOneOf(subject, known);
  return guard === null || guard === undefined ? fits : and(fits, conditionOf(guard, world));
}

/** `case _:`, also with a guard. */
export function isWildcard(clause: SyntaxNode): boolean {
  return clause.namedChildren.find(({ type }) => type === 'case_pattern')?.text === '_';
}

function patternValues(pattern: SyntaxNode): readonly (string | undefined)[] {
  const [inner] = partsOf(pattern);
  const alternatives = inner?.type === 'union_pattern' ? partsOf(inner) : inner === undefined ? [] : [inner];
  if (alternatives.length === 0) return [undefined];
  return alternatives.map((one) => (one.type === 'dotted_name' ? one.text.split('.').at(-1) : pythonString(one)));
}

/** The condition under which a clause runs: its own, and none of those before it. */
export function clauseCondition(statement: SyntaxNode, clause: SyntaxNode, world: World): Condition {
  let condition: Condition = ALWAYS;
  for (const one of caseConditions(statement, world)) {
    if (one.clause.id === clause.id) return and(condition, one.condition);
    condition = and(condition, not(one.condition));
  }
  return UNRELATED;
}
