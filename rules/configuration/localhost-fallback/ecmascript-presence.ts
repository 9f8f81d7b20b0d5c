import { ecmascriptArguments, type SyntaxNode } from 'compliance-linter';
import { operatorOf, pathOf, withoutWrapping } from './ecmascript-paths.js';

const MAX_PARTS = 40;
/** How much of a branch is searched for a name, in UTF-16 units. */
const MAX_TEXT = 4_000;

/** The expressions that may hold nothing where a condition is `truth`: `host` where `!host`, or `host === undefined`. */
export function absentWhen(condition: SyntaxNode | null, truth: boolean): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const rest = [{ node: condition, truth }];
  for (let part = 0; part < MAX_PARTS; part += 1) {
    const next = rest.pop();
    if (next?.node === undefined || next.node === null) break;
    const node = withoutWrapping(next.node);
    const operator = operatorOf(node);
    if (node.type === 'unary_expression' && operator === '!') {
      rest.push({ node: node.childForFieldName('argument'), truth: !next.truth });
    } else if (node.type === 'binary_expression' && /^(?:&&|\|\|)$/.test(operator)) {
      for (const side of ['right', 'left']) rest.push({ node: node.childForFieldName(side), truth: next.truth });
    } else if (node.type === 'binary_expression') {
      const isEqual = /^===?$/.test(operator);
      if (isEqual === next.truth) found.push(...comparedWithNothing(node));
    } else if (
      node.type === 'call_expression' &&
      /^(?:\w+\.)?is(?:Nil|Empty|Undefined|Null|NullOrUndefined|Blank)$/.test(calleeText(node))
    ) {
      if (next.truth) found.push(...ecmascriptArguments(node));
    } else if (
      node.type === 'call_expression' &&
      /^(?:Boolean|(?:\w+\.)?(?:isString|isDefined|notEmpty))$/.test(calleeText(node))
    ) {
      if (!next.truth) found.push(...ecmascriptArguments(node));
    } else if (!next.truth) found.push(node);
  }
  return found;
}

function calleeText(call: SyntaxNode): string {
  return call.childForFieldName('function')?.text.slice(0, 60) ?? '';
}

/** What is compared with `undefined`, `null`, `''`, no length, or the type `undefined`. */
function comparedWithNothing(node: SyntaxNode): readonly SyntaxNode[] {
  if (!/^[!=]==?$/.test(operatorOf(node))) return [];
  const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
  if (left === null || right === null) return [];
  for (const [subject, value] of [
    [left, right],
    [right, left],
  ] as const) {
    const text = value.text.slice(0, 12);
    const inner = subject.type === 'unary_expression' ? subject.childForFieldName('argument') : null;
    if (inner !== null && /^["']undefined["']$/.test(text)) return [inner];
    if (/^(?:undefined|null|void 0|''|""|``)$/.test(text)) return [subject];
    if (text === '0' && /\.length$/.test(subject.text.slice(-10))) return [subject];
  }
  return [];
}

/** True if the text below `node` uses what `tested` names: a branch that has the value makes something of it. */
export function mentions(node: SyntaxNode | null, tested: SyntaxNode): boolean {
  const name = pathOf(tested)?.at(-1);
  if (node === null || name === undefined) return false;
  const text = node.text.slice(0, MAX_TEXT);
  return /^[\w$]+$/.test(name) ? text.split(/[^\w$]+/).includes(name) : text.includes(name);
}

/** A condition that asks for the address of every interface: what listens there is shown as a local host. */
export function asksForWildcard(condition: SyntaxNode | null): boolean {
  return /["'`](?:0\.0\.0\.0|\[?::\]?)["'`]/.test(condition?.text.slice(0, MAX_TEXT) ?? '');
}
