import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { branchAround } from './ecmascript-branches.js';
import { UP, at, ending, positionAt, type Climb, type Position, type Step } from './ecmascript-climb.js';
import type { LocalValue } from './ecmascript-literals.js';
import { missingOf } from './ecmascript-missing.js';
import { overwritten, usesOfValue, type Declared } from './ecmascript-names.js';
import { argumentStep, binaryStep, isListOfOthers, objectStep, pairStep, ternaryStep } from './ecmascript-operands.js';
import { keyOf, operatorOf, pathOf } from './ecmascript-paths.js';
import { fieldStep, parameterStep, patternStep } from './ecmascript-patterns.js';

/** The places where a value stands in for a missing one, or is chosen by the environment, also through local names. */
export function* positionsOf(file: ParsedFile, value: LocalValue): Iterable<Position> {
  yield* climb(
    { file, value, keys: [], places: [value.node], through: [], chosen: undefined, isArgument: false },
    value.node,
  );
}

function* climb(state: Climb, start: SyntaxNode): Iterable<Position> {
  let child = start;
  for (const parent of state.file.ancestors(start)) {
    const found = stepInto(state, { parent, child });
    if (found === UP) {
      child = parent;
      continue;
    }
    yield* found;
    return;
  }
}

function stepInto(state: Climb, step: Step): Iterable<Position> | typeof UP {
  const { parent, child } = step;
  switch (parent.type) {
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'await_expression':
      return UP;
    case 'array':
      return isListOfOthers(state.value, parent) ? [] : UP;
    case 'object':
      return objectStep(state, step);
    case 'spread_element':
      return UP;
    case 'pair':
      return pairStep(state, step);
    case 'binary_expression':
      return binaryStep(state, step);
    case 'ternary_expression':
      return ternaryStep(state, step);
    case 'arguments':
      return argumentStep(state, step);
    case 'new_expression':
    case 'call_expression':
      return child.type === 'arguments' ? UP : [];
    case 'enum_assignment':
      return enumStep(state, parent);
    case 'arrow_function':
      return /^(?:arguments|pair)$/.test(parent.parent?.type ?? '') ? UP : ending(state);
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return patternStep(state, step);
    case 'required_parameter':
    case 'optional_parameter':
      return parameterStep(state, parent);
    case 'augmented_assignment_expression':
      return /^(?:\?\?|\|\|)=$/.test(operatorOf(parent))
        ? at(state, parent, missingOf(state.file, parent.childForFieldName('left')))
        : [];
    case 'variable_declarator':
      return throughName(state, parent);
    case 'assignment_expression':
    case 'return_statement':
      return statementStep(state, step);
    case 'public_field_definition':
      return isStatic(parent) ? throughStatic(state, parent) : fieldStep(state, parent);
    default:
      return child.type === 'object' ? [] : ending(state);
  }
}

function statementStep(state: Climb, { parent, child }: Step): Iterable<Position> {
  const left = parent.childForFieldName('left');
  if (left?.id === child.id) return [];
  const target = left === null ? undefined : pathOf(left)?.join('.');
  if (left !== null && target === undefined) return ending(state);
  const branch = branchAround(state.file, { node: parent, target });
  return branch === undefined ? ending(state) : [positionAt(state, parent, branch)];
}

/** The uses of a variable that holds the value, and the variable itself where the environment chose it. */
function* throughName(state: Climb, declaration: SyntaxNode): Iterable<Position> {
  yield* ending(state);
  const name = declaration.childForFieldName('name');
  if (name?.type === 'identifier') yield* throughUses(state, { name: name.text, declaration });
}

/** `enum Hosts { Cache = '…' }` */
function enumStep(state: Climb, member: SyntaxNode): Iterable<Position> {
  const declaration = member.parent?.parent ?? member;
  state.keys.unshift(keyOf(member) ?? '');
  return throughUses(state, { name: keyOf(declaration) ?? '', declaration });
}

function* throughUses(state: Climb, { name, declaration }: Declared): Iterable<Position> {
  for (const next of usesOfValue(state, { name, declaration })) {
    const { node } = next.value;
    const isTarget = node.parent?.type === 'assignment_expression' && node.parent.firstNamedChild?.id === node.id;
    if (isTarget) yield* overwritten(state, { declarator: declaration, target: node });
    else yield* climb(next, node);
  }
}

function isStatic(field: SyntaxNode): boolean {
  return field.children.some(({ type }) => type === 'static');
}

/** `static readonly HOST = '…'`, used as `Cache.HOST` */
function throughStatic(state: Climb, field: SyntaxNode): Iterable<Position> {
  const declaration = field.parent?.parent ?? field;
  state.keys.unshift(keyOf(field) ?? '');
  return throughUses(state, { name: keyOf(declaration) ?? '', declaration });
}
