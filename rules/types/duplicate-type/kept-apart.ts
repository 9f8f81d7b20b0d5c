import type { Entry, ImportedName } from 'compliance-linter';
import { type Definition, type Fact, isDefinition, type Options } from './definition.js';
import type { Names } from './names.js';

/** By definition the files that import it under a name of their own. */
export type KeptApart = ReadonlyMap<string, ReadonlySet<string>>;

/** True for `Order as ApiOrder`. */
export function isRenamed({ imported, local }: ImportedName): boolean {
  return imported !== local && imported !== '*' && imported !== 'default' && local !== '';
}

/** Where the definitions of one name are renamed, from the imports among the entries. */
export function findRenamed(entries: readonly Entry<Fact, Options>[], names: Names): KeptApart {
  const files = new Map<string, Set<string>>();
  for (const { file, fact } of entries) {
    if (isDefinition(fact)) continue;
    for (const { local } of fact.names.filter(isRenamed)) {
      const definition = names.definition(file.path, local);
      if (definition === undefined) continue;
      const key = keyOf(definition);
      files.set(key, (files.get(key) ?? new Set()).add(file.path));
    }
  }
  return files;
}

/** True if one file has a new name for each of the two: its author takes them for different things. */
export function areKeptApart(a: Definition, b: Definition, renamed: KeptApart): boolean {
  const others = renamed.get(keyOf(b));
  if (others === undefined || keyOf(a) === keyOf(b)) return false;
  return [...(renamed.get(keyOf(a)) ?? [])].some((path) => others.has(path));
}

function keyOf({ path, fact }: Definition): string {
  return `${path}#${fact.name}`;
}
