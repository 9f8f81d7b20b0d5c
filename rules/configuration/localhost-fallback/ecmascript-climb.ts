import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import type { Branch } from './ecmascript-branches.js';
import type { LocalValue } from './ecmascript-literals.js';
import type { Missing } from './ecmascript-classify.js';

/** A place where a local host stands in for something else. */
export interface Position {
  readonly branch: Branch;
  /** What has the local host as its value there: an expression, a parameter, a field. */
  readonly node: SyntaxNode;
  /** The properties of an object in which the value is, the outermost first. */
  readonly keys: readonly string[];
  /** The nodes that must be reached for it to be used: the literal, and the name through which it goes. */
  readonly places: readonly SyntaxNode[];
  /** The local names through which it goes. */
  readonly through: readonly string[];
}

/** How far a value has been followed. */
export interface Climb {
  readonly file: ParsedFile;
  readonly value: LocalValue;
  readonly keys: string[];
  readonly places: readonly SyntaxNode[];
  readonly through: readonly string[];
  /** The conditional in which the environment chose the value. */
  chosen: SyntaxNode | undefined;
  /** The value is an argument: what it makes is what falls back. */
  isArgument: boolean;
}

/** One node above on the way, and the one below it that the value comes from. */
export interface Step {
  readonly parent: SyntaxNode;
  readonly child: SyntaxNode;
}

/** What a step answers when the value flows on to the node above. */
export const UP = 'up';

/** Nothing is missing here, but the environment may have chosen the value on the way. */
export function ending(state: Climb): Iterable<Position> {
  return state.chosen === undefined ? [] : [positionAt(state, state.chosen, { kind: 'environment' })];
}

/** The position where `missing` falls back to the value at `node`; none if nothing is missing there. */
export function at(state: Climb, node: SyntaxNode, missing: Missing | undefined): readonly Position[] {
  if (missing === undefined || (state.isArgument && missing.kind !== 'environment')) return [];
  const name = missing.name === '' ? (state.keys.at(-1) ?? '') : missing.name;
  return [positionAt(state, node, { kind: 'missing', missing: { ...missing, name } })];
}

/** The value stands at `node`, for the reason that `branch` gives. */
export function positionAt({ keys, places, through }: Climb, node: SyntaxNode, branch: Branch): Position {
  return { branch, node, keys, places: [...places, node], through };
}
