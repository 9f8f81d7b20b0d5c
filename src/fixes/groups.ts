/** Unites what shares a member: `[[a, b], [c], [b, d]]` is `[[a, b, d], [c]]`. In the order of first members. */
export function unite<Item>(sets: readonly (readonly Item[])[]): readonly (readonly Item[])[] {
  const groupOf = new Map<Item, Set<Item>>();
  for (const set of sets) {
    const united = new Set(set.flatMap((item) => [...(groupOf.get(item) ?? [item])]));
    for (const item of united) groupOf.set(item, united);
  }
  return [...new Set(groupOf.values())].map((group) => [...group]);
}
