import { areDifferentKinds, mayShareName } from './coincidence.js';
import { type Candidate, isConventional } from './definition.js';
import { Heads } from './heads.js';
import { areKeptApart, type KeptApart } from './kept-apart.js';
import type { Names } from './names.js';
import { byPreference, isClearlyKept } from './preference.js';
import type { Relation } from './relate.js';
import { type Comparison, compare, type Difference, type Prospect } from './relations.js';

/** A definition that repeats another or shares its name. */
export interface Duplicate extends Omit<Comparison, 'differences'> {
  readonly differences: readonly Difference[];
  readonly definition: Candidate;
  /** The one to keep, if that is clear; else merely the other one. */
  readonly kept: Candidate;
  readonly isClear: boolean;
}

/** What a definition is judged by besides itself. */
interface Knowledge {
  readonly names: Names;
  /** Worked out when first wanted. */
  readonly renamed: () => KeptApart;
}

/** Members that two conventional types need in common to be more than a coincidence. */
export const CONVENTIONAL_FIELDS = 3;
/** Closest first. */
const RELATIONS: readonly Relation[] = ['identical', 'drifted', 'subset', 'overlapping', 'different'];

/**
 * Relates each definition of one name to those that are rather kept and takes the closest relation. One that merely
 * overlaps with others, or shares nothing but the name, may itself be what later ones repeat.
 */
export function findDuplicates(candidates: readonly Candidate[], knowledge: Knowledge): Duplicate[] {
  const heads = new Heads();
  const duplicates: Duplicate[] = [];
  for (const definition of byPreference(candidates)) {
    const duplicate = closest(definition, heads.nearest(definition), knowledge);
    if (duplicate !== null) duplicates.push(duplicate);
    if (duplicate === null || !isCopy(duplicate)) heads.add(definition);
  }
  return duplicates;
}

function isCopy({ relation }: Duplicate): boolean {
  return relation === 'identical' || relation === 'drifted' || relation === 'subset';
}

/** The closest reported relation of a definition to one of the heads, the first of equal ones. */
function closest(definition: Candidate, heads: readonly Candidate[], knowledge: Knowledge): Duplicate | null {
  let best: Best | null = null;
  const isWorth = (prospect: Prospect): boolean => canBeCloser(prospect, definition, best?.comparison.relation);
  const comparing = { ...knowledge, isWorth };
  for (const kept of heads) {
    if (areDifferentKinds(definition, kept) || !canRelate(definition, kept)) continue;
    const comparison = related(definition, kept, comparing);
    if (comparison === undefined || !isCloser(comparison.relation, best?.comparison.relation)) continue;
    if (!isReported(comparison, definition) || mayShareName(definition, kept, knowledge.names)) continue;
    best = { kept, comparison };
    if (comparison.relation === 'identical') break;
  }
  return best === null ? null : duplicateOf(definition, best);
}

interface Best {
  readonly kept: Candidate;
  readonly comparison: Comparison;
}

function duplicateOf(definition: Candidate, { kept, comparison }: Best): Duplicate {
  const differences = comparison.differences();
  return { ...comparison, differences, definition, kept, isClear: isClearlyKept(kept, definition) };
}

/** True if a comparison may end in a relation that is reported and closer than the one that is known. */
function canBeCloser({ relation, shared }: Prospect, definition: Candidate, known: Relation | undefined): boolean {
  const end = known === undefined ? RELATIONS.length : RELATIONS.indexOf(known);
  for (let index = RELATIONS.indexOf(relation); index < end; index += 1) {
    const possible = RELATIONS[index];
    if (possible !== undefined && isReported({ relation: possible, shared }, definition)) return true;
  }
  return false;
}

function isCloser(relation: Relation, known: Relation | undefined): boolean {
  return known === undefined || RELATIONS.indexOf(relation) < RELATIONS.indexOf(known);
}

/** Fields of other types are no drift where somebody has named the two definitions apart. */
function related(
  definition: Candidate,
  kept: Candidate,
  { names, renamed, isWorth }: Knowledge & { readonly isWorth: (prospect: Prospect) => boolean },
): Comparison | undefined {
  const comparison = compare(definition, kept, { names, isWorth });
  const isChosen = comparison?.relation === 'drifted' && areKeptApart(definition, kept, renamed());
  return isChosen ? { ...comparison, relation: 'different' } : comparison;
}

/** False where the names of all members, inherited ones too, exclude every relation that would be reported. */
function canRelate(definition: Candidate, kept: Candidate): boolean {
  if (definition.fact.type !== undefined || kept.fact.type !== undefined) return true;
  // Where no base can be common to both, comparing the names of the members says as much.
  if (definition.fact.bases.length === 0 || kept.fact.bases.length === 0) return true;
  const { collisions, overlapping } = definition.options;
  if (collisions && !isConventional(definition)) return true;
  const [smaller, larger] =
    kept.members.size <= definition.members.size
      ? [kept.members, definition.members]
      : [definition.members, kept.members];
  if (isConventional(definition) && smaller.size !== larger.size) return false;
  let common = 0;
  for (const name of smaller.keys()) if (larger.has(name)) common += 1;
  return common === smaller.size || (overlapping && !isConventional(definition) && common >= 2);
}

function isReported({ relation, shared }: Prospect, definition: Candidate): boolean {
  const { collisions, overlapping, minimumFields } = definition.options;
  if (isConventional(definition)) {
    return relation === 'identical' && shared >= Math.max(CONVENTIONAL_FIELDS, minimumFields);
  }
  if (relation === 'different') return collisions;
  if (shared < minimumFields) return false;
  return relation !== 'overlapping' || overlapping;
}
