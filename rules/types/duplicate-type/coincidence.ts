import type { TypeExpression } from 'compliance-linter';
import { type Candidate, type Definition, isExported, isSameDefinition, MAX_BASES } from './definition.js';
import { referencesIn } from './expressions.js';
import { Matching } from './matching.js';
import type { Names } from './names.js';
import { baseIdentity } from './shapes.js';

/** True if two definitions are right to have one name, whatever they look like: what tells it at a glance. */
export function areDifferentKinds(definition: Candidate, kept: Candidate): boolean {
  return (
    (!isExported(definition) && !isExported(kept)) || definition.family !== kept.family || areBranches(definition, kept)
  );
}

/** True if two definitions of one kind are right to have one name, by their places or by what they are made from. */
export function mayShareName(definition: Candidate, kept: Candidate, names: Names): boolean {
  return (
    areVersions(definition.path, kept.path) ||
    haveOtherSubjects(definition, kept, names) ||
    isBuiltOn(kept, definition, names) ||
    isBuiltOn(definition, kept, names)
  );
}

/** True for alternatives in one file: `if … else`, `try … except`. */
function areBranches(a: Definition, b: Definition): boolean {
  return a.path === b.path && (a.fact.isConditional === true || b.fact.isConditional === true);
}

/** True if the paths part at two versions: `api/v1/orders.ts` and `api/v2/orders.ts`. */
function areVersions(a: string, b: string): boolean {
  const [left, right] = [a.split('/'), b.split('/')];
  const parting = left.findIndex((segment, index) => segment !== right[index]);
  const [one, two] = [left[parting], right[parting]];
  if (one === undefined || two === undefined) return false;
  return VERSION.test(one) && VERSION.test(two) && one.replace(VERSION, '') === two.replace(VERSION, '');
}

const VERSION =
  /(?:^|[._-])v?\d{4}[-_.]?\d\d(?:[-_.]?\d\d)?(?=\.|$)|(?:^|[._-])v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc)\d*)?(?=\.|$)/i;

/** True for classes that apply one generic base to different things: `Column[Order]` and `Column[Product]`. */
function haveOtherSubjects(definition: Definition, kept: Definition, names: Names): boolean {
  if (kept.fact.kind !== 'class') return false;
  const applied = new Map(kept.fact.bases.map((base) => [baseIdentity(kept.path, base, names), base]));
  return definition.fact.bases.some((base) => {
    const twin = applied.get(baseIdentity(definition.path, base, names));
    if (twin === undefined || typeof base === 'string' || typeof twin === 'string') return false;
    return !new Matching(names).isSame({ path: kept.path, type: twin }, { path: definition.path, type: base });
  });
}

/** True if `definition` extends `base`, directly or not, or is an alias that mentions it. */
function isBuiltOn({ path, fact }: Definition, base: Definition, names: Names): boolean {
  const types = fact.type === undefined ? fact.bases : [fact.type];
  return reaches({ path, types }, { base, names, visited: new Set(), depth: MAX_BASES });
}

interface Climb {
  readonly base: Definition;
  readonly names: Names;
  /** Definitions whose bases have been looked at. */
  readonly visited: Set<unknown>;
  readonly depth: number;
}

/** True if one of the types, or a base of what they refer to, refers to the base that is sought. */
function reaches(from: { path: string; types: readonly TypeExpression[] }, climb: Climb): boolean {
  const { base, names, visited, depth } = climb;
  if (depth === 0) return false;
  return from.types.flatMap(referencesIn).some((name) => {
    const definition = names.definition(from.path, name);
    if (definition === undefined) return false;
    if (isSameDefinition(definition, base)) return true;
    if (visited.has(definition.fact)) return false;
    visited.add(definition.fact);
    return reaches({ path: definition.path, types: definition.fact.bases }, { ...climb, depth: depth - 1 });
  });
}
