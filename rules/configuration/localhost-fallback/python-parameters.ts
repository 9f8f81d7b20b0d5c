import { pythonDottedName, type SyntaxNode } from 'compliance-linter';
import type { Missing } from './python-missing.js';
import { isAt, type Chain } from './python-nodes.js';

/** Decorators of functions that a command line or a web framework calls, with what a person or a client gives. */
const CALLED_FROM_OUTSIDE =
  /(?:^|\.)(?:command|option|argument|callback|group|cli|task|tool|route|get|post|put|patch|delete|head|websocket|api_route|hookimpl|fixture)$/;
const OPTION_TYPE = /\b(?:Option|Argument|Query|Header|Cookie|Path|Body|Form|Parameter)\b/;

/** What is missing where the value at `chain[index]` is the default of a parameter: the argument. */
export function missingParameter(chain: Chain, index: number): Missing | undefined {
  const parameter = chain[index + 1];
  const callable = chain[index + 3];
  if (parameter === undefined || callable === undefined || !isAt(parameter, 'value', chain[index])) return undefined;
  const name = parameter.childForFieldName('name')?.text;
  const isOption = OPTION_TYPE.test(parameter.childForFieldName('type')?.text ?? '');
  if (name === undefined || isOption || isCalledFromOutside(chain[index + 4])) return undefined;
  return { name, isVariable: false, isParameter: true, names: [name], identities: [] };
}

function isCalledFromOutside(decorated: SyntaxNode | undefined): boolean {
  if (decorated?.type !== 'decorated_definition') return false;
  return decorated.namedChildren.some(({ type, firstNamedChild }) => {
    const called = firstNamedChild?.type === 'call' ? firstNamedChild.childForFieldName('function') : firstNamedChild;
    return type === 'decorator' && CALLED_FROM_OUTSIDE.test(pythonDottedName(called) ?? '');
  });
}
