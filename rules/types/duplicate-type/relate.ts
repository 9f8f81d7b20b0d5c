export type Relation = 'identical' | 'subset' | 'drifted' | 'overlapping' | 'different';

/** Numbers of members by their names. */
export interface NameCount {
  readonly common: number;
  readonly lacking: number;
  readonly added: number;
}

/** Numbers of members. */
export interface Measure extends NameCount {
  readonly changed: number;
  /** Those changed that are methods or constants. */
  readonly changedBodies: number;
  /** Those in common, without changed methods and constants. */
  readonly shared: number;
  /** All of the larger definition. */
  readonly larger: number;
}

/** What the counts leave open, asked only where it decides. */
export interface Nature {
  /** True for unions of literals. */
  isVocabulary(): boolean;
  /** True if all that changed are values of constants. */
  hasOtherValuesOnly(): boolean;
  /** True if what changed tells that nothing can be both. */
  isDisjoint(): boolean;
}

export interface Counts extends Measure {
  /** The same without the members that both definitions inherit. */
  readonly own: Measure;
}

/**
 * Methods of one name with other bodies, and constants with other values, are what polymorphism looks like: such members
 * count as shared only where as many are equal, and other values alone are no drift. A union of literals that allows fewer
 * of them is a choice, no neglected copy: an overlap, not a subset. A subset and an overlap share two members at least, and
 * half of the larger definition; an overlap does so without the members that both inherit.
 */
export function relate(counts: Counts, nature: Nature): Relation {
  const { common, lacking, added, changed, changedBodies } = counts;
  const hasSameNames = lacking === 0 && added === 0;
  if (hasSameNames && changed === 0) return 'identical';
  if (hasSameNames && changedBodies > common - changed) return 'different';
  const isHalf = isHalfShared(counts);
  if ((!hasSameNames && !isHalf) || nature.isDisjoint()) return 'different';
  if (hasSameNames && !nature.hasOtherValuesOnly()) return 'drifted';
  const isPart = changed === 0 && (lacking === 0 || added === 0);
  if (isPart && isHalf && !nature.isVocabulary()) return 'subset';
  return isHalf && isHalfShared(counts.own) ? 'overlapping' : 'different';
}

/** The closest relation that `relate` may find, whatever the types of the members. */
export function closestPossible({ common, lacking, added }: NameCount): Relation {
  if (lacking === 0 && added === 0) return 'identical';
  if (!isHalfShared({ shared: common, larger: common + Math.max(lacking, added) })) return 'different';
  return lacking === 0 || added === 0 ? 'subset' : 'overlapping';
}

function isHalfShared({ shared, larger }: Pick<Measure, 'shared' | 'larger'>): boolean {
  return shared >= 2 && shared * 2 >= larger;
}
