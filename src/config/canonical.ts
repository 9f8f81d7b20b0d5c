import { isRecord } from '../model/plain-values.js';

/** Plain data with the keys of every mapping sorted, so that equal data has equal JSON. */
export function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortedKeys(value[key])]),
  );
}

/** The same text for the same plain data. */
export function canonical(value: unknown): string {
  return JSON.stringify(sortedKeys(value));
}
