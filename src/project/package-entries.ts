import { isRecord, type PlainRecord } from '../model/plain-values.js';

type EntryField = 'exports' | 'imports';

/** One key of `exports` or `imports` and every target it may have, over all conditions, in the order written. */
export interface PackageEntry {
  readonly key: string;
  readonly targets: readonly string[];
}

/** The entries of a package.json's field; undefined when the package does not have it. */
export function packageEntries(manifest: unknown, field: EntryField): readonly PackageEntry[] | undefined {
  const value = isRecord(manifest) ? manifest[field] : undefined;
  if (value === undefined || value === null) return undefined;
  const keyed: PlainRecord = field === 'imports' || isSubpathMap(value) ? recordOf(value) : { '.': value };
  return Object.entries(keyed).map(([key, target]) => ({ key, targets: sourcesFirst(targetsIn(target, 0)) }));
}

/**
 * The targets that Node's algorithm (PACKAGE_IMPORTS_EXPORTS_RESOLVE) may choose for `subpath` (`.`, `./button`,
 * `#db`): which conditions hold is the importer's affair, so all are given. Empty when `subpath` is not an entry;
 * undefined when the package does not have the field.
 */
export function entryTargets(manifest: unknown, field: EntryField, subpath: string): readonly string[] | undefined {
  const entries = packageEntries(manifest, field);
  if (entries === undefined) return undefined;
  const exact = entries.find((entry) => entry.key === subpath && !entry.key.includes('*'));
  if (exact !== undefined) return exact.targets;
  const [best] = entries
    .map((entry) => ({ entry, matched: starMatch(entry.key, subpath) }))
    .filter(({ matched }) => matched !== undefined)
    .sort((one, other) => comparePatterns(one.entry.key, other.entry.key));
  if (best?.matched === undefined) return [];
  const { matched } = best;
  return best.entry.targets.map((target) => fillStar(best.entry.key, target, matched));
}

/** What `*` (or the rest after a folder key's final `/`) stands for; undefined when `key` does not match. */
export function starMatch(key: string, subpath: string): string | undefined {
  const star = key.indexOf('*');
  if (star < 0) return key.endsWith('/') && subpath.startsWith(key) ? subpath.slice(key.length) : undefined;
  const [prefix, suffix] = [key.slice(0, star), key.slice(star + 1)];
  const isMatch =
    subpath.length > prefix.length + suffix.length && subpath.startsWith(prefix) && subpath.endsWith(suffix);
  return isMatch ? subpath.slice(prefix.length, subpath.length - suffix.length) : undefined;
}

function fillStar(key: string, target: string, matched: string): string {
  return key.includes('*') ? target.replaceAll('*', () => matched) : target + matched;
}

/** The longest text before the `*` first, then the longest key (PATTERN_KEY_COMPARE). */
function comparePatterns(one: string, other: string): number {
  const prefix = (key: string): number => (key.includes('*') ? key.indexOf('*') + 1 : key.length);
  return prefix(other) - prefix(one) || other.length - one.length;
}

function isSubpathMap(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).some((key) => key.startsWith('.'));
}

function recordOf(value: unknown): PlainRecord {
  return isRecord(value) ? value : {};
}

const DEEPEST_CONDITION = 16;

function targetsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth > DEEPEST_CONDITION) return [];
  if (Array.isArray(value)) return value.flatMap((item) => targetsIn(item, depth + 1));
  return isRecord(value) ? Object.values(value).flatMap((item) => targetsIn(item, depth + 1)) : [];
}

/** A declaration beside its source is not what an import means. */
function sourcesFirst(targets: readonly string[]): readonly string[] {
  const isDeclaration = (target: string): boolean => /\.d\.[cm]?ts$/.test(target);
  return [...new Set([...targets.filter((target) => !isDeclaration(target)), ...targets.filter(isDeclaration)])];
}
