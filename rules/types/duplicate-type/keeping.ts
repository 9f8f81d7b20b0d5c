import { mayShareName } from './coincidence.js';
import { type Candidate, isConventional } from './definition.js';
import { Heads } from './heads.js';
import { areKeptApart, type KeptApart } from './kept-apart.js';
import type { Names } from './names.js';
import { byPreference, isClearlyKept } from './preference.js';
import type { Relation } from './relate.js';
import { type Comparison, compare } from './relations.js';

/** A definition that repeats another or shares its name. */
export interface Duplicate extends Comparison {
  readonly definition: Candidate;
  /** The one to keep, if that is clear; else merely the other one. */
  readonly kept: Candidate;
  readonly isClear: boolean;
}

/** What a definition is judged by besides itself. */
interface Knowledge {
  readonly names: Names;
  readonly renamed: KeptApart;
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
  for (const definition of [...candidates].sort(byPreference)) {
    const duplicate = closest(definition, heads.nearest(definition), knowledge);
    if (duplicate !== null) duplicates.push(duplicate);
    if (duplicate === null || !isCopy(duplicate)) heads.add(definition);
  }
  return duplicates;
}

function isCopy({ relation }: Comparison): boolean {
  return relation === 'identical' || relation === 'drifted' || relation === 'subset';
}

/** The closest reported relation of a definition to one of the heads, the first of equal ones. */
function closest(definition: Candidate, heads: readonly Candidate[], knowledge: Knowledge): Duplicate | null {
  let best: Duplicate | null = null;
  for (const kept of heads) {
    if (!canRelate(definition, kept)) continue;
    const comparison = related(definition, kept, knowledge);
    const isCloser = best === null || RELATIONS.indexOf(comparison.relation) < RELATIONS.indexOf(best.relation);
    if (!isCloser || !isReported(comparison, definition) || mayShareName(definition, kept, knowledge.names)) continue;
    best = { ...comparison, definition, kept, isClear: isClearlyKept(kept, definition) };
    if (best.relation === 'identical') break;
  }
  return best;
}

/** Fields of other types are no drift where somebody has named the two definitions apart. */
function related(definition: Candidate, kept: Candidate, { names, renamed }: Knowledge): Comparison {
  const comparison = compare(definition, kept, names);
  const isChosen = comparison.relation === 'drifted' && areKeptApart(definition, kept, renamed);
  return isChosen ? { ...comparison, relation: 'different' } : comparison;
}

/** False where the names of the members alone exclude every relation that would be reported. */
function canRelate(definition: Candidate, kept: Candidate): boolean {
  if (definition.fact.type !== undefined || kept.fact.type !== undefined) return true;
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

function isReported({ relation, shared }: Comparison, definition: Candidate): boolean {
  const { collisions, overlapping, minimumFields } = definition.options;
  if (isConventional(definition)) {
    return relation === 'identical' && shared >= Math.max(CONVENTIONAL_FIELDS, minimumFields);
  }
  if (relation === 'different') return collisions;
  if (shared < minimumFields) return false;
  return relation !== 'overlapping' || overlapping;
}
