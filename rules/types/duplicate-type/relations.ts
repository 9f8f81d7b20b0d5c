import { type Candidate, type Definition } from './definition.js';
import { areAlternatives, countWords, isBody, isColumn, isLiteral, isValue } from './expressions.js';
import { isEnumeration } from './families.js';
import { Matching } from './matching.js';
import type { Names } from './names.js';
import { closestPossible, type Measure, type NameCount, type Nature, relate, type Relation } from './relate.js';
import { type Field, type Shape, shapeBeside } from './shapes.js';

/** What a definition has otherwise than the kept one. */
export type Difference =
  | { readonly what: 'lacks' | 'adds'; readonly field: Field }
  | { readonly what: 'changes'; readonly field: Field; readonly kept: Field; readonly isSameType: boolean }
  /** Members that come from bases are other ones, or differ; `adds` if there are more of them. */
  | { readonly what: 'bases'; readonly adds: boolean }
  /** An alias of something without members is another type. */
  | { readonly what: 'is' };

/** How a definition relates to the one to keep. */
export interface Comparison {
  readonly relation: Relation;
  /** Members that both have; of an alias without members its words. */
  readonly shared: number;
  /** Names that both have and at least one writes itself. */
  readonly common: number;
  /** Members of the larger one, those that both inherit left out. */
  readonly larger: number;
  /** True if equality needed two classes or enumerations of equal shape to count as one. */
  readonly isNominal: boolean;
  /** Those of members that a definition writes itself come first. */
  differences(): readonly Difference[];
}

/** The closest relation that names of members allow, and the members that would be shared at most. */
export interface Prospect {
  readonly relation: Relation;
  readonly shared: number;
}

/**
 * Relates `definition` to `kept`, a definition of the same name; undefined where the names of members show that the
 * outcome is not worth the comparison of their types.
 */
export function compare(
  definition: Candidate,
  kept: Candidate,
  { names, isWorth }: { readonly names: Names; readonly isWorth: (prospect: Prospect) => boolean },
): Comparison | undefined {
  const matching = new Matching(names);
  if (kept.fact.type !== undefined || definition.fact.type !== undefined) {
    return compareTypes(definition, kept, matching);
  }
  const shape = shapeOf(definition, kept, names);
  const keptShape = shapeOf(kept, definition, names);
  const counts = countNames(shape, keptShape);
  if (!isWorth({ relation: closestPossible(counts), shared: counts.common })) return undefined;
  const isEnumerated = isEnumeration(definition) && isEnumeration(kept);
  return compareShapes(shape, keptShape, { matching, isEnumeration: isEnumerated, counts });
}

function shapeOf(definition: Candidate, other: Candidate, names: Names): Shape {
  return definition.fact.bases.length === 0 ? definition.members : shapeBeside(definition, other, names);
}

/** Aliases of something other than an object type are the same or are not. */
function compareTypes(definition: Definition, kept: Definition, matching: Matching): Comparison {
  const [type, keptType] = [definition.fact.type, kept.fact.type];
  const isSame =
    type !== undefined &&
    keptType !== undefined &&
    definition.fact.typeParameters === kept.fact.typeParameters &&
    matching.isSame({ path: kept.path, type: keptType }, { path: definition.path, type });
  const shared = type === undefined ? 0 : countWords(type);
  return {
    relation: isSame ? 'identical' : 'different',
    shared,
    common: shared,
    larger: shared,
    isNominal: matching.isNominal,
    differences: () => (isSame ? [] : [{ what: 'is' }]),
  };
}

type Change = Difference & { readonly what: 'changes' };

interface Comparing {
  readonly matching: Matching;
  readonly isEnumeration: boolean;
  readonly counts: NameCounts;
}

function compareShapes(shape: Shape, kept: Shape, comparing: Comparing): Comparison {
  const { counts, matching } = comparing;
  const changes = changesOf(shape, kept, matching);
  const all = measure(counts, changes);
  const own = isAllOwn(counts) ? all : measureOwn(shape, kept, { counts, changes });
  return {
    relation: relate({ ...all, own }, natureOf(shape, kept, { ...comparing, changes })),
    shared: all.shared,
    common: own.common,
    larger: own.larger,
    isNominal: matching.isNominal,
    differences: () => differencesOf(shape, kept, changes),
  };
}

function measureOwn(
  shape: Shape,
  kept: Shape,
  { counts, changes }: { readonly counts: NameCounts; readonly changes: readonly Change[] },
): Measure {
  const isOwn = ownIn(shape, kept);
  return measure(
    counts.own,
    changes.filter(({ field }) => isOwn(field)),
  );
}

/** True for members that one of the two writes itself. */
function ownIn(shape: Shape, kept: Shape): (field: Field) => boolean {
  return ({ name }) => shape.get(name)?.isOwn === true || kept.get(name)?.isOwn === true;
}

interface NameCounts extends NameCount {
  /** Without those that both inherit. */
  readonly own: NameCount;
}

function isAllOwn({ common, added, lacking, own }: NameCounts): boolean {
  return own.common === common && own.added === added && own.lacking === lacking;
}

/** Members of two definitions, counted by name. */
function countNames(shape: Shape, kept: Shape): NameCounts {
  let [common, added, lacking] = [0, 0, 0];
  const own = { common: 0, added: 0, lacking: 0 };
  for (const { name, isOwn } of shape.values()) {
    const twin = kept.get(name);
    if (twin === undefined) {
      added += 1;
      if (isOwn) own.added += 1;
    } else {
      common += 1;
      if (isOwn || twin.isOwn) own.common += 1;
    }
  }
  if (common < kept.size) {
    for (const { name, isOwn } of kept.values()) {
      if (shape.has(name)) continue;
      lacking += 1;
      if (isOwn) own.lacking += 1;
    }
  }
  return { common, added, lacking, own };
}

function measure({ common, lacking, added }: NameCount, changes: readonly Change[]): Measure {
  const changedBodies = changes.filter(({ field, kept }) => hasBody(field) || hasBody(kept)).length;
  return {
    common,
    lacking,
    added,
    changed: changes.length,
    changedBodies,
    shared: common - changedBodies,
    larger: common + Math.max(lacking, added),
  };
}

/** What kind of thing is compared and what kind of change there is. */
function natureOf(
  shape: Shape,
  kept: Shape,
  { matching, isEnumeration, changes }: Comparing & { readonly changes: readonly Change[] },
): Nature {
  return {
    isVocabulary: () => isVocabulary(kept) && isVocabulary(shape),
    hasOtherValuesOnly: () => !isEnumeration && changes.every(isOtherValue),
    isDisjoint: () => !isEnumeration && changes.some((change) => isOtherKind(change, matching)),
  };
}

/** Differences of members that both merely inherit become one: the bases differ. */
function differencesOf(shape: Shape, kept: Shape, changes: readonly Change[]): readonly Difference[] {
  const isOwn = ownIn(shape, kept);
  const differences: Difference[] = [
    ...[...kept.values()].filter(({ name }) => !shape.has(name)).map((field) => ({ what: 'lacks', field }) as const),
    ...[...shape.values()].filter(({ name }) => !kept.has(name)).map((field) => ({ what: 'adds', field }) as const),
    ...changes,
  ];
  const own = differences.filter((difference) => !('field' in difference) || isOwn(difference.field));
  if (own.length === differences.length) return own;
  const adds = differences.some((difference) => difference.what === 'adds' && !isOwn(difference.field));
  return [...own, { what: 'bases', adds }];
}

/** True if a constant has another value of the same kind. */
function isOtherValue({ field, kept }: Change): boolean {
  return areAlternatives(field.type, kept.type);
}

/** True if the field tells that the two definitions are of different things. */
function isOtherKind({ field, kept, isSameType }: Change, matching: Matching): boolean {
  return !isSameType && matching.isDisjointField(field, kept);
}

function changesOf(shape: Shape, kept: Shape, matching: Matching): Change[] {
  const changes: Change[] = [];
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
export function isVocabulary(shape: Shape): boolean {
  for (const { name, type } of shape.values()) if (type !== null || !isLiteral(name)) return false;
  return true;
}
