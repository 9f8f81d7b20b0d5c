import type { Field } from '../../words.js';

/** How the fields of two definitions relate. */
export interface Relation {
  readonly name: string;
  readonly strictOnly: boolean;
  readonly fields: (fields: readonly Field[]) => readonly [readonly Field[], readonly Field[]];
}

const others = { python: 'bytes', typescript: 'bigint' } as const;

export const RELATIONS: readonly Relation[] = [
  { name: 'identical', strictOnly: false, fields: (all) => [all.slice(0, 4), all.slice(0, 4)] },
  {
    name: 'identical in another order',
    strictOnly: false,
    fields: (all) => [all.slice(0, 5), all.slice(0, 5).reverse()],
  },
  { name: 'lacks a field', strictOnly: false, fields: (all) => [all.slice(0, 4), all.slice(0, 5)] },
  { name: 'adds fields', strictOnly: false, fields: (all) => [all.slice(0, 6), all.slice(0, 4)] },
  { name: 'drifted', strictOnly: false, fields: (all) => [all.slice(0, 4), drifted(all.slice(0, 4))] },
  {
    name: 'overlapping',
    strictOnly: true,
    fields: (all) => [all.slice(0, 4), [...all.slice(0, 3), ...all.slice(5, 6)]],
  },
];

export const UNRELATED: Relation = {
  name: 'different',
  strictOnly: false,
  fields: (all) => [all.slice(0, 3), all.slice(4, 7)],
};

/** The first field with another type. */
function drifted(fields: readonly Field[]): readonly Field[] {
  return fields.map((field, index) => (index === 0 ? { ...field, ...others } : field));
}

/** Neither a place for types nor one whose types stay where they are. */
export function isPlainPlace(path: string): boolean {
  return !/types?|models?|schemas?|entit|interfaces?|dto|v\d|errors?|exceptions?|internal|global|shared/i.test(path);
}
