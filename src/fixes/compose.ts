import { LineIndex } from '../formats/line-index.js';
import type { Finding, Fix } from '../model/finding.js';
import { inLayoutOf } from './layout.js';
import { spanOf, type TextEdit } from './text-edits.js';

/** A fix of a finding that may be made. */
export interface Candidate {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** A candidate with its edits as offsets, by path. */
export interface Planned extends Candidate {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

export interface Refusal extends Candidate {
  readonly reason: string;
}

export interface Composition {
  /** No two of them overlap or touch each other; an edit may be shared. */
  readonly chosen: readonly Planned[];
  /** To be looked at again when the chosen ones are made. */
  readonly waiting: readonly Candidate[];
  readonly refused: readonly Refusal[];
}

/** The text of a file as it stands, or why it cannot be edited. */
export type EditableText = { readonly text: string } | { readonly refusal: string };

/**
 * Chooses, in the order given, the fixes that can be made at once. A fix is taken whole or not at all. What is
 * written is brought into the layout of the file. Two fixes that insert the same text at the same place (an import) share the edit.
 */
export function compose(candidates: readonly Candidate[], textOf: (path: string) => EditableText): Composition {
  const chosen: Planned[] = [];
  const waiting: Candidate[] = [];
  const refused: Refusal[] = [];
  const taken = new Map<string, TextEdit[]>();
  for (const candidate of candidates) {
    const plan = planOf(candidate, textOf);
    if ('reason' in plan) refused.push(plan);
    else if (isBlocked(plan, taken)) waiting.push(candidate);
    else {
      chosen.push(plan);
      for (const [path, edits] of plan.edits) {
        const known = taken.get(path);
        if (known === undefined) taken.set(path, [...edits]);
        else known.push(...edits);
      }
    }
  }
  return { chosen, waiting, refused };
}

/** What several fixes do, by path, shared edits once. */
export function editsByPath(fixes: readonly Planned[]): ReadonlyMap<string, readonly TextEdit[]> {
  const byPath = new Map<string, Map<string, TextEdit>>();
  for (const fix of fixes) {
    for (const [path, edits] of fix.edits) {
      const known = byPath.get(path) ?? new Map<string, TextEdit>();
      byPath.set(path, known);
      for (const edit of edits) known.set(keyOf(edit), edit);
    }
  }
  return new Map([...byPath].map(([path, edits]) => [path, [...edits.values()]]));
}

function planOf(candidate: Candidate, textOf: (path: string) => EditableText): Planned | Refusal {
  const edits = new Map<string, readonly TextEdit[]>();
  for (const path of new Set(candidate.fix.edits.map((edit) => edit.path))) {
    const file = textOf(path);
    if ('refusal' in file) return { ...candidate, reason: file.refusal };
    const planned = editsIn(candidate.fix, path, file.text);
    if (planned === undefined) return { ...candidate, reason: `its edits of ${path} do not fit the file` };
    if (planned.length > 0) edits.set(path, planned);
  }
  return edits.size > 0 ? { ...candidate, edits } : { ...candidate, reason: 'it changes nothing' };
}

/** Without those that change nothing; undefined if one lies outside the text or overlaps another. */
function editsIn({ edits }: Fix, path: string, text: string): readonly TextEdit[] | undefined {
  const lines = new LineIndex(text);
  const planned: TextEdit[] = [];
  for (const edit of edits.filter((one) => one.path === path)) {
    const span = spanOf(lines, edit.range);
    if (span === undefined) return undefined;
    const written = { ...span, text: inLayoutOf({ path, text }, edit.text) };
    if (written.text === text.slice(span.start, span.end)) continue;
    if (planned.some((other) => isSame(other, written))) continue;
    if (planned.some((other) => overlap(other, written))) return undefined;
    planned.push(written);
  }
  return planned;
}

function isBlocked({ edits }: Planned, taken: ReadonlyMap<string, readonly TextEdit[]>): boolean {
  return [...edits].some(([path, own]) =>
    own.some((edit) => taken.get(path)?.some((other) => touch(edit, other) && !isSharedInsertion(edit, other))),
  );
}

function isSharedInsertion(one: TextEdit, other: TextEdit): boolean {
  return one.start === one.end && isSame(one, other);
}

function isSame(one: TextEdit, other: TextEdit): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ start, end, text }: TextEdit): string {
  return `${start} ${end} ${text}`;
}

/** Two insertions at one place overlap: which comes first is not known. */
function overlap(one: TextEdit, other: TextEdit): boolean {
  if (one.start === other.start && one.end === other.end) return true;
  return one.start < other.end && other.start < one.end;
}

function touch(one: TextEdit, other: TextEdit): boolean {
  return one.start <= other.end && other.start <= one.end;
}
