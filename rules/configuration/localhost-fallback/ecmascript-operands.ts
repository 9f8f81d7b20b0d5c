import type { SyntaxNode } from 'compliance-linter';
import { isLocal } from './ecmascript-branches.js';
import { defaultedBy, fieldOfSchema, optionsIn } from './ecmascript-calls.js';
import { at, ending, UP, type Climb, type Position, type Step } from './ecmascript-climb.js';
import { NO_PREMISES, conditionOf, isUnrelated } from './ecmascript-conditions.js';
import { branchOf } from './ecmascript-guards.js';
import type { LocalValue } from './ecmascript-literals.js';
import { missingOf } from './ecmascript-missing.js';
import { isUpperCase, keyOf, operatorOf } from './ecmascript-paths.js';
import { absentWhen, asksForWildcard, mentions } from './ecmascript-presence.js';
import { isAddressed } from './hosts.js';
import { purposeOfCall } from './ecmascript-callees.js';

const MAX_ELEMENTS = 20;

/** `{ host: '…', ...options }` */
export function objectStep(state: Climb, { parent, child }: Step): Iterable<Position> | typeof UP {
  if (child.type === 'shorthand_property_identifier') state.keys.unshift(child.text);
  for (const sibling of parent.namedChildren) {
    if (sibling.type !== 'spread_element' || sibling.startIndex < child.endIndex) continue;
    const missing = sibling.firstNamedChild === null ? undefined : optionsIn(state.file, sibling.firstNamedChild);
    if (missing !== undefined) return at(state, parent, missing);
  }
  return UP;
}

/** True for a list of names to recognise (bare hosts), or of several places of which one is local. */
export function isListOfOthers({ text }: LocalValue, { namedChildren, namedChildCount }: SyntaxNode): boolean {
  if (namedChildCount < 2) return false;
  return !/[^:]:\d{2}|\/\//.test(text) || !namedChildren.slice(0, MAX_ELEMENTS).every(isLocal);
}

/** A property of an object, or `default: '…'` in the description of a variable. */
export function pairStep(state: Climb, { parent }: Step): Iterable<Position> | typeof UP {
  const key = keyOf(parent) ?? '';
  if (key !== 'default') {
    state.keys.unshift(key);
    return UP;
  }
  const siblings = parent.parent?.namedChildren ?? [];
  const variable = siblings
    .find((sibling) => keyOf(sibling) === 'env')
    ?.childForFieldName('value')
    ?.text.slice(1, -1);
  const isOption = parent.parent?.parent?.type === 'arguments';
  if (variable !== undefined && isUpperCase(variable) && !isOption)
    return at(state, parent, { name: variable, isVariable: true, kind: 'environment', paths: [] });
  const field = fieldOfSchema(state.file, parent.parent ?? parent);
  return field?.isVariable === true ? at(state, parent, field) : [];
}

/** The right side of `??` and `||`; `isDevelopment && '…'` flows on. */
export function binaryStep(state: Climb, { parent, child }: Step): Iterable<Position> | typeof UP {
  if (parent.childForFieldName('right')?.id !== child.id) return ending(state);
  const operator = operatorOf(parent);
  if (operator === '&&') return UP;
  if (!/^(?:\|\||\?\?)$/.test(operator)) return [];
  const found = at(state, parent, missingOf(state.file, parent.childForFieldName('left')));
  return found.length > 0 ? found : UP;
}

/** A branch of a conditional that asks for the value or for the environment; of any other it flows on. */
export function ternaryStep(state: Climb, { parent, child }: Step): Iterable<Position> | typeof UP {
  const truth = branchOf(parent, child);
  if (truth === undefined) return [];
  const condition = parent.childForFieldName('condition');
  if (asksForWildcard(condition)) return [];
  const other = parent.childForFieldName(truth ? 'alternative' : 'consequence');
  for (const tested of isLocal(other) ? [] : absentWhen(condition, truth)) {
    const missing = mentions(other, tested) ? missingOf(state.file, tested) : undefined;
    if (missing !== undefined) return at(state, parent, missing);
  }
  const isChosen = !isUnrelated(conditionOf(state.file, condition, NO_PREMISES)) && !isLocal(other);
  if (isChosen && !state.isArgument) state.chosen ??= parent;
  return UP;
}

/** A default that a call fills in, or what a client or a URL is made of. */
export function argumentStep(state: Climb, { parent, child }: Step): Iterable<Position> | typeof UP {
  const call = parent.parent;
  if (call === null) return [];
  const missing = defaultedBy(state.file, { call, argument: child });
  if (missing !== undefined) return at(state, call, missing);
  if (state.chosen !== undefined) return ending(state);
  const purpose = purposeOfCall(call);
  if (purpose === 'none' || purpose === 'shown' || (purpose === 'bind' && !isAddressed(state.value.text))) return [];
  state.isArgument = true;
  return UP;
}
