import { ecmascriptString, type ParsedFile } from 'compliance-linter';
import type { MockCall } from './ecmascript-calls.js';
import { chainOf, isToldToCallThrough, isToldWhatToDo } from './ecmascript-chains.js';
import { factoryNames, optionNames } from './ecmascript-factories.js';
import { memberTarget, moduleTarget, shortText, variableTarget } from './ecmascript-replaced.js';
import type { Scopes } from './ecmascript-scopes.js';
import type { Mock, Target } from './facts.js';

/** What a call of a mocking library does. */
export interface Effect {
  readonly effect: Mock['effect'];
  readonly targets: readonly Target[];
}

const CREATES: Effect = { effect: 'creates', targets: [] };

export function effectOf(file: ParsedFile, call: MockCall, scopes: Scopes): Effect {
  const [first, second, third] = call.arguments;
  switch (call.form) {
    case 'group':
    case 'sandbox':
      return CREATES;
    case 'double':
      return assigned(file, call, scopes);
    case 'environment':
      return { effect: 'environment', targets: [] };
    case 'global':
      return replaced({ kind: 'unknown', text: ecmascriptString(first) ?? shortText(first) });
    case 'module':
      return moduleEffect(call);
    case 'object':
      return first === undefined ? CREATES : replaced(memberTarget(file, first, undefined, scopes));
    case 'member': {
      if (first === undefined) return assigned(file, call, scopes);
      const target = memberTarget(file, first, second, scopes);
      return isToldToCallThrough(file, call) ? { effect: 'observes', targets: [target] } : replaced(target);
    }
    case 'spy': {
      if (second === undefined) return CREATES;
      const target = memberTarget(file, first, second, scopes);
      const isReplaced = isToldWhatToDo(file, call, scopes);
      return isReplaced ? replaced(target) : { effect: 'observes', targets: [target] };
    }
    case 'method': {
      const target = memberTarget(file, first, second, scopes);
      const isGiven = third !== undefined && third.type !== 'object';
      const isReplaced = isGiven || isToldWhatToDo(file, call, scopes);
      return isReplaced ? replaced(target) : { effect: 'observes', targets: [target] };
    }
  }
}

function replaced(...targets: readonly Target[]): Effect {
  return { effect: 'replaces', targets };
}

function moduleEffect({ creator, arguments: given }: MockCall): Effect {
  const [specifier, factory] = given;
  if (specifier === undefined) return CREATES;
  const names = creator === 'node:test.mock.module' ? optionNames(factory) : factoryNames(factory);
  const target = moduleTarget(specifier, names);
  const isSpied = factory?.type === 'object' && /^\{\s*["']?spy["']?\s*:\s*true\b/.test(shortText(factory));
  const isWholeReal = target.kind === 'path' && target.names?.length === 0;
  return isSpied || isWholeReal ? { effect: 'observes', targets: [target] } : replaced(target);
}

/** A double replaces what it is assigned to, if that is a member of something that was there before. */
function assigned(file: ParsedFile, call: MockCall, scopes: Scopes): Effect {
  const { whole, parent } = chainOf(file, call);
  if (parent?.type !== 'assignment_expression' || parent.childForFieldName('right')?.id !== whole.id) return CREATES;
  const target = variableTarget(file, parent.childForFieldName('left'), scopes);
  return target === undefined ? CREATES : replaced(target);
}
