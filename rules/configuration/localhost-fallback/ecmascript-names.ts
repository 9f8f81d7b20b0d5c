import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { FUNCTION, bindingOf, usesOf } from './ecmascript-bindings.js';
import { at, type Climb, type Position } from './ecmascript-climb.js';
import { branchOf } from './ecmascript-guards.js';
import { wholeValue } from './ecmascript-literals.js';
import { missingOf } from './ecmascript-missing.js';
import { absentWhen, mentions } from './ecmascript-presence.js';

/** A name, and the declaration that binds it. */
export interface Declared {
  readonly name: string;
  readonly declaration: SyntaxNode;
}

/** How many names a value is followed through. */
const MAX_NAMES = 2;

/** The uses of a name that is bound to the value, each with how the value flows on from there. */
export function* usesOfValue(state: Climb, { name, declaration }: Declared): Iterable<Climb> {
  const { file, value, keys, places, isArgument } = state;
  const through = [...state.through, [name, ...keys].join('.')];
  const binding = bindingOf(file, name, declaration);
  if (binding?.node.id !== declaration.id || places.length > MAX_NAMES) return;
  for (const use of usesOf(file, name, binding)) {
    const { node, rest } = propertyAt(file, use, keys);
    const whole = wholeValue(file, node, value.text);
    if (whole === undefined) continue;
    const flow = { value: whole, keys: [...rest], places: [...places, whole.node] };
    yield { file, ...flow, through, chosen: undefined, isArgument };
  }
}

/** As much of the member expression around a name as follows the keys of an object: `DEFAULTS.redis.host`. */
function propertyAt(
  file: ParsedFile,
  use: SyntaxNode,
  keys: readonly string[],
): { node: SyntaxNode; rest: readonly string[] } {
  let node = use;
  let rest = keys;
  for (const parent of file.ancestors(use)) {
    const isNext = parent.type === 'member_expression' && parent.childForFieldName('property')?.text === rest[0];
    if (!isNext) break;
    node = parent;
    rest = rest.slice(1);
  }
  return { node, rest };
}

/** `let host = '…'; if (process.env.HOST) host = process.env.HOST;` */
export function* overwritten(
  state: Climb,
  { declarator, target }: { declarator: SyntaxNode; target: SyntaxNode },
): Iterable<Position> {
  const assigned = target.parent?.childForFieldName('right') ?? null;
  let child = target;
  for (const parent of state.file.ancestors(target)) {
    if (FUNCTION.test(parent.type)) return;
    const truth = parent.type === 'if_statement' ? branchOf(parent, child) : undefined;
    if (truth !== undefined) {
      const tested = absentWhen(parent.childForFieldName('condition'), !truth).find((one) => mentions(assigned, one));
      yield* at(state, declarator, tested === undefined ? undefined : missingOf(state.file, tested));
      return;
    }
    child = parent;
  }
}
