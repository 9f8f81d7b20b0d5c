import { pythonArguments, pythonString, type SyntaxNode } from 'compliance-linter';
import {
  ALWAYS,
  NAMED,
  NEVER,
  UNRELATED,
  and,
  equalsOneOf,
  isTrue,
  namesEnvironment,
  not,
  or,
  type Condition,
} from './environments.js';
import {
  comparisonCondition,
  isLocal,
  isMissing,
  mentionsLocal,
  valueCondition,
  type World,
} from './python-comparisons.js';
import { calleeOf, lookupOf } from './python-nodes.js';
import { bareOperand, definitionOf, nameOf, valuesOf } from './python-operands.js';

/** Deeper conditions, and longer chains of names, are not followed. */
const MAX_DEPTH = 40;

/** In which environments an expression may be true, and in which false. */
export function conditionOf(node: SyntaxNode, world: World, depth = 0): Condition {
  if (depth > MAX_DEPTH) return UNRELATED;
  const inner = (part: SyntaxNode | null): Condition =>
    part === null ? UNRELATED : conditionOf(part, world, depth + 1);
  const bare = bareOperand(node);
  switch (bare.type) {
    case 'not_operator':
      return not(inner(bare.childForFieldName('argument')));
    case 'boolean_operator': {
      const combine = bare.childForFieldName('operator')?.type === 'and' ? and : or;
      return combine(inner(bare.childForFieldName('left')), inner(bare.childForFieldName('right')));
    }
    case 'true':
      return ALWAYS;
    case 'false':
      return NEVER;
    case 'comparison_operator':
      return comparisonCondition(bare, world, inner);
    default:
      return truthCondition(node, world, depth);
  }
}

/** A name, a lookup or a call that is asked for its truth. */
function truthCondition(node: SyntaxNode, world: World, depth: number): Condition {
  const bare = bareOperand(node);
  if (isMissing(node, world)) return NEVER;
  if (isLocal(node, world)) return ALWAYS;
  const call = bare.type === 'call' ? callCondition(bare, world) : UNRELATED;
  if (call !== UNRELATED) return call;
  const named = isTrue(nameOf(bare));
  if (named === UNRELATED && namesEnvironment(nameOf(bare))) return NAMED;
  if (named !== UNRELATED || bare.type !== 'identifier') return named;
  const defined = definitionOf(world.file, bare);
  return defined === undefined || defined.id === bare.id ? UNRELATED : conditionOf(defined, world, depth + 1);
}

/** `env.startswith("dev")`, `is_environment({Environment.staging})`, `os.path.exists("/.dockerenv")`. */
function callCondition(call: SyntaxNode, world: World): Condition {
  const callee = calleeOf(call);
  const argument = pythonArguments(call).get(0);
  if (callee === undefined || argument === undefined || lookupOf(call) !== undefined) return UNRELATED;
  const values = valuesOf(argument);
  if (callee.name === 'startswith' && callee.object !== null && values !== undefined) {
    if (isLocal(callee.object, world)) return mentionsLocal(argument) ? ALWAYS : UNRELATED;
    return valueCondition(nameOf(callee.object), values);
  }
  if (values !== undefined && namesEnvironment(callee.name)) return equalsOneOf('environment', values);
  return /exists|is_?file/i.test(callee.name) ? isTrue(pythonString(argument) ?? '') : UNRELATED;
}
