import type { SyntaxNode } from 'compliance-linter';
import { ALL, DEVELOPMENT, environmentOf, type Environments } from './environments.js';
import { clauseCondition } from './python-cases.js';
import type { World } from './python-comparisons.js';
import { conditionOf } from './python-conditions.js';
import { branchReach, reachAfter, reachBefore, type Keeping } from './python-exits.js';
import { conditionalOf, isAt, type Chain } from './python-nodes.js';

/** The environments in which the first node of the chain is evaluated. */
export function reachOf(chain: Chain, world: World): Environments {
  let reach: Environments = ALL;
  for (const [index, child] of chain.entries()) {
    const parent = chain[index + 1];
    if (parent !== undefined) reach &= reachWithin(child, parent, { world, above: chain[index + 2] });
  }
  return reach;
}

interface Place {
  readonly world: World;
  /** The node above the parent. */
  readonly above: SyntaxNode | undefined;
}

/** What `parent` says about when its `child` is evaluated. */
function reachWithin(child: SyntaxNode, parent: SyntaxNode, { world, above }: Place): Environments {
  switch (parent.type) {
    case 'conditional_expression': {
      const conditional = conditionalOf(parent);
      if (conditional === undefined || child.id === conditional.condition.id) return ALL;
      const { whenTrue, whenFalse } = conditionOf(conditional.condition, world);
      return child.id === conditional.consequence.id ? whenTrue : whenFalse;
    }
    case 'boolean_operator': {
      const left = parent.childForFieldName('left');
      if (left === null || child.id === left.id) return ALL;
      const { whenTrue, whenFalse } = conditionOf(left, world);
      return parent.childForFieldName('operator')?.type === 'and' ? whenTrue : whenFalse;
    }
    case 'if_statement':
      return branchReach(parent, child, world);
    case 'while_statement': {
      const condition = parent.childForFieldName('condition');
      return condition !== null && isAt(parent, 'body', child) ? conditionOf(condition, world).whenTrue : ALL;
    }
    case 'block':
    case 'module':
      if (child.type === 'case_clause' && above?.type === 'match_statement') {
        return clauseCondition(above, child, world).whenTrue;
      }
      return reachBefore(parent, child, world);
    case 'function_definition':
    case 'class_definition':
      return environmentOf(parent.childForFieldName('name')?.text ?? '') === DEVELOPMENT ? DEVELOPMENT : ALL;
    default:
      return ALL;
  }
}

/**
 * The environments in which what the statement at `start` of the chain assigns keeps its value up to `end`, at most to
 * the end of its function: no later statement refuses it, or gives the target another value.
 */
export function reachPast(chain: Chain, start: number, keeping: Keeping): Environments {
  let reach: Environments = ALL;
  for (let index = start; index + 1 < chain.length; index += 1) {
    const [child, parent] = [chain[index], chain[index + 1]];
    if (child === undefined || parent === undefined || parent.type === 'function_definition') break;
    if (parent.type === 'block' || parent.type === 'module') reach &= reachAfter(parent, child, keeping);
  }
  return reach;
}
