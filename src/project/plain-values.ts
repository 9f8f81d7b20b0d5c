/** Narrows what a JSON, YAML or TOML file holds; anything of another type counts as absent. */
import { isRecord, type PlainRecord } from '../model/plain-values.js';

export function recordIn(value: unknown, ...keys: readonly string[]): PlainRecord {
  let current: unknown = value;
  for (const key of keys) current = isRecord(current) ? current[key] : undefined;
  return isRecord(current) ? current : {};
}

export function stringIn(value: unknown, key: string): string | undefined {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The strings of an array; a lone string counts as an array of one. */
export function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
