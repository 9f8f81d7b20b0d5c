export type PlainRecord = Readonly<Record<string, unknown>>;

/** True for an object that is no list; class instances count too. */
export function isRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
