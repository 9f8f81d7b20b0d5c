/** Whether items can be taken together; if not, why, and which of them may be at fault. */
export type Trial<Item> = { readonly holds: true } | Fault<Item>;

export interface Fault<Item> {
  readonly holds: false;
  readonly reason: string;
  /** Some of the items under trial; empty where that cannot be told. */
  readonly suspects: readonly Item[];
}

export interface Settled<Item> {
  readonly taken: readonly Item[];
  readonly refused: readonly { readonly item: Item; readonly reason: string }[];
}

/**
 * Finds out which of the items can be taken together, so that a bad one does not cost the good ones: all at once if
 * possible, else the suspects apart from the others, and halves where nobody is suspected. `attempt` is asked about those
 * taken so far with some others; the last to hold is what stands.
 */
export async function settle<Item>(
  items: readonly Item[],
  attempt: (taken: readonly Item[], tried: readonly Item[]) => Promise<Trial<Item>>,
): Promise<Settled<Item>> {
  const taken: Item[] = [];
  const refused: { item: Item; reason: string }[] = [];
  const open = items.length === 0 ? [] : [items];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    const trial = await attempt(taken, group);
    if (trial.holds) taken.push(...group);
    else if (group.length === 1) refused.push(...group.map((item) => ({ item, reason: trial.reason })));
    else open.push(...parts(group, trial.suspects).reverse());
  }
  return { taken, refused };
}

function parts<Item>(group: readonly Item[], suspects: readonly Item[]): (readonly Item[])[] {
  const suspected = new Set(suspects);
  const others = group.filter((item) => !suspected.has(item));
  if (others.length > 0 && others.length < group.length) return [others, group.filter((item) => suspected.has(item))];
  const middle = Math.ceil(group.length / 2);
  return [group.slice(0, middle), group.slice(middle)];
}
