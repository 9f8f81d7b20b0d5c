import { ecmascriptString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { standsForNothing, type NameRole } from './name-of-nothing.js';

const WRAPPER = /^(?:parenthesized|as|satisfies|non_null)_expression$/;

/** One step from the whole value of a destructuring assignment to a part of it. */
type Step = number | string;

/**
 * What an assignment gives the target `node`, through chains (`a = b = c`) and destructuring; undefined if it is not the
 * target of one, or if what it gets cannot be known.
 */
export function ecmascriptValueOf(file: ParsedFile, node: SyntaxNode): SyntaxNode | undefined {
  const steps: Step[] = [];
  let child = node;
  for (const above of file.ancestors(node)) {
    if (isAssignment(above)) {
      return above.childForFieldName('left')?.id === child.id ? partAt(lastValue(above), steps) : undefined;
    }
    const step = stepThrough(above, child);
    if (step === undefined) return undefined;
    if (step !== 'same') steps.unshift(step.to);
    child = above;
  }
  return undefined;
}

/** `=`, and `&&=`, which replaces what is there. */
function isAssignment(node: SyntaxNode): boolean {
  if (node.type === 'assignment_expression') return true;
  return node.type === 'augmented_assignment_expression' && node.childForFieldName('operator')?.type === '&&=';
}

function stepThrough(above: SyntaxNode, child: SyntaxNode): { readonly to: Step } | 'same' | undefined {
  if (WRAPPER.test(above.type) || above.type === 'object_pattern') return 'same';
  if (above.type === 'array_pattern') return { to: positionIn(above, child) };
  if (above.type !== 'pair_pattern' || above.childForFieldName('value')?.id !== child.id) return undefined;
  const key = keyOf(above);
  return key === undefined ? undefined : { to: key };
}

/** The element's position; holes count. */
function positionIn(list: SyntaxNode, child: SyntaxNode): number {
  const before = list.children.slice(
    0,
    Math.max(
      0,
      list.children.findIndex(({ id }) => id === child.id),
    ),
  );
  return before.filter(({ type }) => type === ',').length;
}

function keyOf(pair: SyntaxNode): string | undefined {
  const key = pair.childForFieldName('key');
  return key?.type === 'property_identifier' ? key.text : ecmascriptString(key);
}

function lastValue(assignment: SyntaxNode): SyntaxNode | undefined {
  let value = assignment.childForFieldName('right');
  while (value !== null && isAssignment(value)) value = value.childForFieldName('right');
  return value ?? undefined;
}

function partAt(value: SyntaxNode | undefined, steps: readonly Step[]): SyntaxNode | undefined {
  let part = value;
  for (const step of steps) {
    if (part === undefined) return undefined;
    const whole = withoutWrappers(part);
    part = typeof step === 'number' ? elementOf(whole, step) : propertyOf(whole, step);
  }
  return part;
}

function elementOf(list: SyntaxNode, position: number): SyntaxNode | undefined {
  if (list.type !== 'array' || hasSpread(list)) return undefined;
  return list.namedChildren.find((element) => element.type !== 'comment' && positionIn(list, element) === position);
}

/** The value of a property in an object literal; undefined where something else may set it too. */
export function propertyOf(object: SyntaxNode, key: string): SyntaxNode | undefined {
  if (object.type !== 'object' || hasSpread(object)) return undefined;
  const pairs = object.namedChildren.filter((child) => child.type === 'pair' && keyOf(child) === key);
  return pairs.at(-1)?.childForFieldName('value') ?? undefined;
}

function hasSpread(node: SyntaxNode): boolean {
  return node.namedChildren.some(({ type }) => type === 'spread_element');
}

/** The expression within parentheses and assertions of types around it. */
export function withoutWrappers(node: SyntaxNode): SyntaxNode {
  let inner: SyntaxNode | null = node;
  while (inner !== null) {
    if (WRAPPER.test(inner.type)) inner = inner.firstNamedChild;
    else if (inner.type === 'type_assertion') inner = inner.lastNamedChild;
    else return inner;
  }
  return node;
}

/** `null` or `undefined` if the expression is that, also as `void 0` or by a plain name that is never anything else. */
export function ecmascriptNothing(file: ParsedFile, value: SyntaxNode): 'null' | 'undefined' | undefined {
  const node = withoutWrappers(value);
  if (node.type === 'null' || node.type === 'undefined') return node.type;
  if (isVoid(node)) return 'undefined';
  if (node.type !== 'identifier') return undefined;
  return standsForNothing(file, node, { functions: FUNCTION, roleOf }) ? 'null' : undefined;
}

function isVoid(node: SyntaxNode): boolean {
  return node.type === 'unary_expression' && node.childForFieldName('operator')?.type === 'void';
}

/** Types of the nodes that are functions. */
export const FUNCTION =
  /^(?:function_declaration|function_expression|generator_function(?:_declaration)?|arrow_function|method_definition)$/;

const BINDERS =
  /^(?:array_pattern|pair_pattern|rest_pattern|assignment_pattern|(?:required|optional)_parameter|import_specifier|namespace_import|import_clause|update_expression|catch_clause|formal_parameters)$/;

/** What a mention of a name is to it. */
function roleOf(mention: SyntaxNode): NameRole {
  const { parent } = mention;
  if (mention.type === 'shorthand_property_identifier_pattern') return 'something';
  if (mention.type !== 'identifier' || parent === null) return 'read';
  const isField = (field: string) => parent.childForFieldName(field)?.id === mention.id;
  if (parent.type === 'variable_declarator' && isField('name')) return roleOfValue(parent.childForFieldName('value'));
  if (parent.type === 'assignment_expression' && isField('left')) return roleOfValue(lastValue(parent) ?? null);
  const isBound = BINDERS.test(parent.type) || isField('left') || isField('name') || isField('parameter');
  return isBound && parent.type !== 'binary_expression' ? 'something' : 'read';
}

/** A variable that is declared without a value is still to get one. */
function roleOfValue(value: SyntaxNode | null): NameRole {
  if (value === null) return 'something';
  const node = withoutWrappers(value);
  return node.type === 'null' || node.type === 'undefined' || isVoid(node) ? 'nothing' : 'something';
}
