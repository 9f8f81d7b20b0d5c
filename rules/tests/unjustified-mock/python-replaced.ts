import { pythonArguments, type SyntaxNode } from 'compliance-linter';
import type { Mock, Target } from './facts.js';
import { isMocking, type Creator } from './python-creators.js';
import {
  entriesOf,
  entryOf,
  holder,
  memberOf,
  named,
  nameOf,
  thing,
  withMember,
  type Arguments,
} from './python-expressions.js';
import type { PythonReferences } from './python-references.js';
import { isData } from './python-text.js';
import type { Use } from './python-uses.js';

/** What a call of a mocking library replaces. */
export type Replacement = Pick<Mock, 'effect' | 'targets'>;

/** Keywords of `patch.multiple` that name no attribute. */
const NOT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'target',
  'spec',
  'spec_set',
  'create',
  'autospec',
  'new_callable',
]);
const ENVIRONMENT = /(?:^|\.)os\.environb?$/;
/** What the use of a creator replaces, by the arguments that the creator takes. */
export function replacementBy({ node: call, name, creator }: Use, references: PythonReferences): Replacement {
  if (creator.form === 'none') return assignedBy(call, references) ?? { effect: creator.effect, targets: [] };
  const isCalled = call.childForFieldName('function')?.id === name.id;
  const values = isCalled ? pythonArguments(call) : withoutFirst(pythonArguments(call));
  const targets = targetsOf(values, creator, references);
  if (targets.length > 0 && targets.every((target) => ENVIRONMENT.test(nameOf(target)))) {
    return { effect: 'environment', targets };
  }
  if (creator.effect !== 'replaces') return { effect: creator.effect, targets };
  // What wraps the real thing still runs it.
  if (values.has('wraps')) return { effect: 'observes', targets };
  const put = substitutes(values, creator);
  return { effect: put.length > 0 && put.every((value) => isData(value)) ? 'sets' : 'replaces', targets };
}

/** `orders.charge = Mock()` replaces as `patch` does, but for good. An attribute of a mock, or of the test, is nothing replaced. */
function assignedBy(call: SyntaxNode, references: PythonReferences): Replacement | undefined {
  const assignment = call.parent?.type === 'assignment' ? call.parent : null;
  const target = assignedTarget(assignment?.childForFieldName('left') ?? null, references);
  if (target === undefined || target.kind === 'unknown' || isMocking(nameOf(target))) return undefined;
  return { effect: 'replaces', targets: [target] };
}

function assignedTarget(left: SyntaxNode | null, references: PythonReferences): Target | undefined {
  if (left?.type === 'subscript') {
    return entryOf(left.childForFieldName('value'), left.childForFieldName('subscript'), references);
  }
  const object = left?.type === 'attribute' ? left.childForFieldName('object') : null;
  return left === null || object === null || /^(?:self|cls)$/.test(object.text) ? undefined : thing(left, references);
}

/** The arguments that `partial(patch, …)` keeps for `patch`. */
function withoutFirst(values: Arguments): Arguments {
  return new Map(
    [...values].filter(([key]) => key !== 0).map(([key, value]) => [typeof key === 'number' ? key - 1 : key, value]),
  );
}

/** The first of the arguments that is given, by position or by keyword. */
function given(values: Arguments, ...keys: readonly (string | number)[]): SyntaxNode | undefined {
  return keys.map((key) => values.get(key)).find((value) => value !== undefined);
}

function targetsOf(values: Arguments, { form }: Creator, references: PythonReferences): readonly Target[] {
  const target = given(values, 0, 'target', 'in_dict', 'obj', 'dic');
  if (target === undefined) return [];
  switch (form) {
    case 'none':
      return [];
    case 'path':
      return [named(target, references)];
    case 'setattr':
      return [isPathAlone(values) ? named(target, references) : memberOf(target, given(values, 1, 'name'), references)];
    case 'object':
      return [memberOf(target, given(values, 1, 'attribute', 'name'), references)];
    case 'multiple':
      return attributesIn(values).map((name) => withMember(holder(target, references), name));
    case 'dict':
      return entriesOf(target, values, references);
    case 'setitem':
      return [entryOf(target, given(values, 1, 'name') ?? null, references)];
  }
}

/** `setattr("app.orders.charge", fake)` rather than `setattr(orders, "charge", fake)`. */
function isPathAlone(values: Arguments): boolean {
  return given(values, 2, 'value') === undefined;
}

/** The attributes that `patch.multiple` replaces. */
function attributesIn(values: Arguments): readonly string[] {
  return [...values.keys()].filter((key) => typeof key === 'string').filter((key) => !NOT_ATTRIBUTES.has(key));
}

/** What takes the place of each target, where the call says so. */
function substitutes(values: Arguments, { form }: Creator): readonly (SyntaxNode | undefined)[] {
  switch (form) {
    case 'path':
      return [given(values, 1, 'new')];
    case 'object':
      return [given(values, 2, 'new')];
    case 'setattr':
      return [isPathAlone(values) ? given(values, 1, 'name') : given(values, 2, 'value')];
    case 'multiple':
      return attributesIn(values).map((name) => values.get(name));
    case 'none':
    case 'dict':
    case 'setitem':
      return [];
  }
}
