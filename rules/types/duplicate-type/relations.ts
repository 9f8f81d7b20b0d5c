import { type Candidate, type Definition } from './definition.js';
import { areAlternatives, countWords, isBody, isColumn, isLiteral, isValue } from './expressions.js';
import { isEnumeration } from './families.js';
import { Matching } from './matching.js';
import type { Names } from './names.js';
import { type Measure, type Nature, relate, type Relation } from './relate.js';
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
  /** Those of members that a definition writes itself come first. */
  readonly differences: readonly Difference[];
  /** Members that both have; of an alias without members its words. */
  readonly shared: number;
  /** Names that both have and at least one writes itself. */
  readonly common: number;
  /** Members of the larger one, those that both inherit left out. */
  readonly larger: number;
  /** True if equality needed two classes or enumerations of equal shape to count as one. */
  readonly isNominal: boolean;
}

/** Relates `definition` to `kept`, a definition of the same name. */
export function compare(definition: Candidate, kept: Candidate, names: Names): Comparison {
  const matching = new Matching(names);
  const hasType = kept.fact.type !== undefined || definition.fact.type !== undefined;
  const comparison = hasType
    ? compareTypes(definition, kept, matching)
    : compareShapes(shapeOf(definition, kept, names), shapeOf(kept, definition, names), {
        matching,
        isEnumeration: isEnumeration(definition) && isEnumeration(kept),
      });
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
  const counts = { shared, common: shared, larger: shared };
  return isSame
    ? { relation: 'identical', differences: [], ...counts }
    : { relation: 'different', differences: [{ what: 'is' }], ...counts };
}

function shapeOf(definition: Candidate, other: Candidate, names: Names): Shape {
  return definition.fact.bases.length === 0 ? definition.members : shapeBeside(definition, other, names);
}

type Change = Difference & { readonly what: 'changes' };

interface Comparing {
  readonly matching: Matching;
  readonly isEnumeration: boolean;
}

function compareShapes(shape: Shape, kept: Shape, comparing: Comparing): Omit<Comparison, 'isNominal'> {
  const changes = changesOf(shape, kept, comparing.matching);
  const lacking = [...kept.values()].filter(({ name }) => !shape.has(name));
  const added = [...shape.values()].filter(({ name }) => !kept.has(name));
  const isOwn = ({ name }: Field): boolean => shape.get(name)?.isOwn === true || kept.get(name)?.isOwn === true;
  const common = [...shape.values()].filter(({ name }) => kept.has(name));
  const all = measure({ common, lacking, added, changes });
  const own = measure({
    common: common.filter(isOwn),
    lacking: lacking.filter(isOwn),
    added: added.filter(isOwn),
    changes: changes.filter(({ field }) => isOwn(field)),
  });
  const differences: Difference[] = [
    ...lacking.map((field) => ({ what: 'lacks', field }) as const),
    ...added.map((field) => ({ what: 'adds', field }) as const),
    ...changes,
  ];
  return {
    relation: relate({ ...all, own, ...natureOf(shape, kept, { ...comparing, changes }) }),
    differences: ownFirst(differences, isOwn),
    shared: all.shared,
    common: own.common,
    larger: own.larger,
  };
}

/** Members of two definitions, compared by name. */
interface Members {
  readonly common: readonly Field[];
  readonly lacking: readonly Field[];
  readonly added: readonly Field[];
  readonly changes: readonly Change[];
}

function measure({ common, lacking, added, changes }: Members): Measure {
  const changedBodies = changes.filter(({ field, kept }) => hasBody(field) || hasBody(kept)).length;
  return {
    common: common.length,
    lacking: lacking.length,
    added: added.length,
    changed: changes.length,
    changedBodies,
    shared: common.length - changedBodies,
    larger: common.length + Math.max(lacking.length, added.length),
  };
}

/** What kind of thing is compared and what kind of change there is. */
function natureOf(
  shape: Shape,
  kept: Shape,
  { matching, isEnumeration, changes }: Comparing & Pick<Members, 'changes'>,
): Nature {
  return {
    isVocabulary: isVocabulary(kept) && isVocabulary(shape),
    hasOtherValuesOnly: !isEnumeration && changes.every(isOtherValue),
    isDisjoint: !isEnumeration && changes.some((change) => isOtherKind(change, matching)),
  };
}

/** Differences of members that both merely inherit become one: the bases differ. */
function ownFirst(differences: readonly Difference[], isOwn: (field: Field) => boolean): readonly Difference[] {
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
