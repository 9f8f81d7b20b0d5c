import type { Edit, Finding, Fix } from '../model/finding.js';
import type { Position } from '../model/location.js';

/** The fixes of a finding that keep the behaviour and touch its own file alone. */
export function safeFixesOf({ fixes, path }: Finding): readonly Fix[] {
  return fixes.filter(({ safety, edits }) => safety === 'safe' && edits.every((edit) => edit.path === path));
}

/**
 * The edits of as many fixes as can be made at once, each whole or not at all, in the order given: one for each finding,
 * and none that touches another's place. Fixes that insert the same text at the same place share the edit.
 */
export function composeEdits(findings: readonly Finding[]): {
  readonly edits: readonly Edit[];
  readonly count: number;
} {
  const edits: Edit[] = [];
  let count = 0;
  for (const finding of findings) {
    const fix = safeFixesOf(finding).find((candidate) => candidate.edits.every((edit) => fits(edit, edits)));
    if (fix === undefined) continue;
    edits.push(...fix.edits.filter((edit) => !edits.some((other) => isSame(edit, other))));
    count += 1;
  }
  return { edits, count };
}

function fits(edit: Edit, others: readonly Edit[]): boolean {
  return others.every((other) => (isSame(edit, other) && isInsertion(edit)) || !touch(edit, other));
}

function isSame(one: Edit, other: Edit): boolean {
  return one.text === other.text && isAt(one.range.start, other.range.start) && isAt(one.range.end, other.range.end);
}

function isInsertion({ range: { start, end } }: Edit): boolean {
  return isAt(start, end);
}

function touch(one: Edit, other: Edit): boolean {
  return !isBefore(one.range.end, other.range.start) && !isBefore(other.range.end, one.range.start);
}

function isAt(one: Position, other: Position): boolean {
  return one.line === other.line && one.column === other.column;
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
