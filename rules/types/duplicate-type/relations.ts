import { type Candidate, type Definition } from './definition.js';
import { countWords, isBody, isColumn, isLiteral, isValue } from './expressions.js';
import { Matching } from './matching.js';
import type { Names } from './names.js';
import { type Field, type Shape, shapeBeside } from './shapes.js';

export type Relation = 'identical' | 'subset' | 'drifted' | 'overlapping' | 'different';

/** What a definition has otherwise than the kept one. */
export type Difference =
  | { readonly what: 'lacks' | 'adds'; readonly name: string }
  | { readonly what: 'changes'; readonly field: Field; readonly kept: Field; readonly isSameType: boolean }
  /** An alias of something without members is another type. */
  | { readonly what: 'is' };

/** How a definition relates to the one to keep. */
export interface Comparison {
  readonly relation: Relation;
  readonly differences: readonly Difference[];
  /** Members that both have; of an alias without members its words. */
  readonly shared: number;
  /** True if equality needed two classes or enumerations of equal shape to count as one. */
  readonly isNominal: boolean;
}

/** Relates `definition` to `kept`, a definition of the same name. */
export function compare(definition: Candidate, kept: Candidate, names: Names): Comparison {
  const matching = new Matching(names);
  const hasType = kept.fact.type !== undefined || definition.fact.type !== undefined;
  const comparison = hasType
    ? compareTypes(definition, kept, matching)
    : compareShapes(shapeOf(definition, kept, names), shapeOf(kept, definition, names), matching);
  return { ...comparison, isNominal: matching.isNominal };
}

/** Aliases of something other than an object type are the same or are not. */
function compareTypes(definition: Definition, kept: Definition, matching: Matching): Omit<Comparison, 'isNominal'> {
  const [type, keptType] = [definition.fact.type, kept.fact.type];
  const isSame =
    type !== undefined &&
    keptType !== undefined &&
    definition.fact.typeParameters === kept.fact.typeParameters &&
    matching.isSame({ path: kept.path, type: keptType }, { path: definition.path, type });
  const shared = type === undefined ? 0 : countWords(type);
  return isSame
    ? { relation: 'identical', differences: [], shared }
    : { relation: 'different', differences: [{ what: 'is' }], shared };
}

function shapeOf(definition: Candidate, other: Candidate, names: Names): Shape {
  return definition.fact.bases.length === 0 ? definition.members : shapeBeside(definition, other, names);
}

function compareShapes(shape: Shape, kept: Shape, matching: Matching): Omit<Comparison, 'isNominal'> {
  const lacking = [...kept.keys()].filter((name) => !shape.has(name));
  const added = [...shape.keys()].filter((name) => !kept.has(name));
  const changes = changesOf(shape, kept, matching);
  const common = shape.size - added.length;
  const changedBodies = changes.filter(({ field, kept: other }) => hasBody(field) || hasBody(other)).length;
  const shared = common - changedBodies;
  const relation = relate({
    isVocabulary: isVocabulary(kept) && isVocabulary(shape),
    lacking: lacking.length,
    added: added.length,
    changed: changes.length,
    changedBodies,
    equal: common - changes.length,
    shared,
    larger: Math.max(kept.size, shape.size),
  });
  const differences: Difference[] = [
    ...lacking.map((name) => ({ what: 'lacks', name }) as const),
    ...added.map((name) => ({ what: 'adds', name }) as const),
    ...changes,
  ];
  return { relation, differences, shared };
}

function changesOf(shape: Shape, kept: Shape, matching: Matching): (Difference & { readonly what: 'changes' })[] {
  const changes: (Difference & { readonly what: 'changes' })[] = [];
  for (const field of shape.values()) {
    const keptField = kept.get(field.name);
    if (keptField === undefined) continue;
    const isSameType = matching.isSameField(keptField, field);
    // Whether a column may be left out is told by its arguments, which are no part of the type.
    const isSameOptional =
      keptField.isOptional === field.isOptional || isColumn(keptField.type) || isColumn(field.type);
    if (!isSameType || !isSameOptional) changes.push({ what: 'changes', field, kept: keptField, isSameType });
  }
  return changes;
}

/** True for a method and for a constant. */
function hasBody({ type }: Field): boolean {
  return isBody(type) || isValue(type);
}

/** True for the shape of a union of literals. */
function isVocabulary(shape: Shape): boolean {
  for (const { name, type } of shape.values()) if (type !== null || !isLiteral(name)) return false;
  return true;
}

/** Numbers of members. */
interface Counts {
  /** True for unions of literals. */
  readonly isVocabulary: boolean;
  readonly lacking: number;
  readonly added: number;
  readonly changed: number;
  /** Those changed that are methods or constants. */
  readonly changedBodies: number;
  readonly equal: number;
  readonly shared: number;
  /** All of the larger definition. */
  readonly larger: number;
}

/**
 * Methods of one name with other bodies, and constants with other values, are what polymorphism looks like: such members
 * count as shared only where as many are equal. A union of literals that allows fewer of them is a choice, no neglected
 * copy: an overlap, not a subset. A subset and an overlap share two members at least, and half of the larger definition.
 */
function relate({ isVocabulary, lacking, added, changed, changedBodies, equal, shared, larger }: Counts): Relation {
  const isHalf = shared >= 2 && shared * 2 >= larger;
  if (lacking === 0 && added === 0) {
    if (changed === 0) return 'identical';
    return changedBodies <= equal ? 'drifted' : 'different';
  }
  const isPart = changed === 0 && (lacking === 0 || added === 0);
  if (isPart && isHalf && !isVocabulary) return 'subset';
  return isHalf ? 'overlapping' : 'different';
}
