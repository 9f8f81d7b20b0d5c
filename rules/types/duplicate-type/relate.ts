export type Relation = 'identical' | 'subset' | 'drifted' | 'overlapping' | 'different';

/** Numbers of members. */
export interface Measure {
  readonly common: number;
  readonly lacking: number;
  readonly added: number;
  readonly changed: number;
  /** Those changed that are methods or constants. */
  readonly changedBodies: number;
  /** Those in common, without changed methods and constants. */
  readonly shared: number;
  /** All of the larger definition. */
  readonly larger: number;
}

export interface Nature {
  /** True for unions of literals. */
  readonly isVocabulary: boolean;
  /** True if all that changed are values of constants. */
  readonly hasOtherValuesOnly: boolean;
  /** True if nothing can be both. */
  readonly isDisjoint: boolean;
}

export interface Counts extends Measure, Nature {
  /** The same without the members that both definitions inherit. */
  readonly own: Measure;
}

/**
 * Methods of one name with other bodies, and constants with other values, are what polymorphism looks like: such members
 * count as shared only where as many are equal, and other values alone are no drift. A union of literals that allows fewer
 * of them is a choice, no neglected copy: an overlap, not a subset. A subset and an overlap share two members at least, and
 * half of the larger definition; an overlap does so without the members that both inherit.
 */
export function relate(counts: Counts): Relation {
  const { common, lacking, added, changed, changedBodies } = counts;
  if (counts.isDisjoint) return 'different';
  const isHalf = isHalfShared(counts);
  if (lacking === 0 && added === 0) {
    if (changed === 0) return 'identical';
    if (changedBodies > common - changed) return 'different';
    if (!counts.hasOtherValuesOnly) return 'drifted';
  }
  const isPart = changed === 0 && (lacking === 0 || added === 0);
  if (isPart && isHalf && !counts.isVocabulary) return 'subset';
  return isHalf && isHalfShared(counts.own) ? 'overlapping' : 'different';
}

function isHalfShared({ shared, larger }: Measure): boolean {
  return shared >= 2 && shared * 2 >= larger;
}
