import type { TypeExpression, TypeOperation } from 'compliance-linter';
import { type Definition, MAX_BASES } from './definition.js';
import { headOf, type Located } from './expressions.js';
import type { Names } from './names.js';
import { remembered } from './remembered.js';
import { renderType } from './type-text.js';

export interface Field {
  readonly name: string;
  /** The file in which the names of its type have their meaning. */
  readonly path: string;
  readonly type: TypeExpression | null;
  readonly isOptional: boolean;
  /** True for a member that the definition itself writes, false for those of its bases. */
  readonly isOwn: boolean;
}

/** Members by name, with those of the bases. */
export type Shape = ReadonlyMap<string, Field>;

/** The members of a definition and of all its bases. */
export function wholeShape(definition: Definition, names: Names): Shape {
  return definition.fact.bases.length === 0 ? ownShape(definition) : basesOf(definition, names).whole;
}

function ownShape({ path, fact }: Definition): Shape {
  const fields = new Map<string, Field>();
  addMembers({ path, fact }, fields, true);
  return fields;
}

/** The members of a definition and of those bases that `other` does not extend too. */
export function shapeBeside(definition: Definition, other: Definition, names: Names): Shape {
  if (definition.fact.bases.length === 0 || other.fact.bases.length === 0) return wholeShape(definition, names);
  const { whole, identities, shapes } = basesOf(definition, names);
  const { ancestors } = basesOf(other, names);
  // Of what the other extends, nothing else has a say in which members are left out.
  let key = '';
  for (const identity of identities) {
    const twin = ancestors.get(identity);
    if (twin !== undefined) key += `${identity} ${typeof twin === 'string' ? twin : JSON.stringify(twin)}\n`;
  }
  if (key === '') return whole;
  let shape = shapes.get(key);
  if (shape === undefined) shapes.set(key, (shape = shapeWithout(ancestors, definition, names)));
  return shape;
}

/** What is known of a definition with bases. */
interface Bases {
  readonly whole: Shape;
  /** All that it extends, directly or not, by identity. */
  readonly ancestors: ReadonlyMap<string, TypeExpression>;
  /** The identities of all bases that gathering members can meet, whichever of them it leaves out. */
  readonly identities: readonly string[];
  /** The members beside definitions that extend some of the same. */
  readonly shapes: Map<string, Shape>;
}

const basesOf = remembered((definition, names): Bases => {
  const ancestors = new Map<string, TypeExpression>();
  addAncestors(definition, { common: ancestors, names, depth: MAX_BASES });
  const whole = shapeWithout(new Map(), definition, names);
  return { whole, ancestors, identities: identitiesWithin(definition, names), shapes: new Map() };
});

function shapeWithout(common: ReadonlyMap<string, TypeExpression>, definition: Definition, names: Names): Shape {
  const fields = new Map<string, Field>();
  addFields(definition, { fields, common, names, visited: new Set(), depth: MAX_BASES, isOwn: true });
  return fields;
}

/** The members of an object type that is written in place. */
export function shapeInPlace({ path, type }: Located<TypeOperation>): Shape {
  const fields = new Map<string, Field>();
  for (const member of type.slice(1)) {
    if (typeof member === 'string') continue;
    const isOptional = member[0].endsWith('?');
    const name = isOptional ? member[0].slice(0, -1) : member[0];
    fields.set(name, { name, path, type: member[1] ?? null, isOptional, isOwn: true });
  }
  return fields;
}

/** What a base is, whatever it is applied to. */
export function baseIdentity(path: string, base: TypeExpression, names: Names): string {
  const name = headOf(base);
  if (name === undefined) return JSON.stringify(base);
  const target = names.target(path, name);
  return 'definition' in target ? `${target.definition.path}#${target.definition.fact.name}` : target.identity;
}

function addAncestors(
  { path, fact }: Definition,
  search: { common: Map<string, TypeExpression>; names: Names; depth: number },
): void {
  const { common, names, depth } = search;
  for (const base of fact.bases) {
    const identity = baseIdentity(path, base, names);
    if (common.has(identity)) continue;
    common.set(identity, base);
    const definition = names.definition(path, headOf(base));
    if (definition !== undefined && depth > 0) addAncestors(definition, { ...search, depth: depth - 1 });
  }
}

function identitiesWithin(definition: Definition, names: Names): readonly string[] {
  const identities = new Set<string>();
  const visited = new Set<unknown>([definition.fact]);
  let level = [definition];
  for (let depth = 0; depth <= MAX_BASES && level.length > 0; depth += 1) {
    const next: Definition[] = [];
    for (const { path, fact } of level) {
      for (const base of fact.bases) {
        identities.add(baseIdentity(path, base, names));
        const inner = names.definition(path, headOf(base));
        if (inner === undefined || visited.has(inner.fact)) continue;
        visited.add(inner.fact);
        next.push(inner);
      }
    }
    level = next;
  }
  return [...identities];
}

interface Gathering {
  readonly fields: Map<string, Field>;
  /** Bases to leave out, by identity. */
  readonly common: ReadonlyMap<string, TypeExpression>;
  readonly names: Names;
  /** Definitions whose members have been added. */
  readonly visited: Set<unknown>;
  readonly depth: number;
  /** True for the definition itself, false for its bases. */
  readonly isOwn: boolean;
}

function addFields({ path, fact }: Definition, gathering: Gathering): void {
  const { fields, visited, isOwn } = gathering;
  if (visited.has(fact)) return;
  visited.add(fact);
  addMembers({ path, fact }, fields, isOwn);
  for (const type of fact.bases) addBase({ path, type }, gathering);
}

function addMembers({ path, fact }: Definition, fields: Map<string, Field>, isOwn: boolean): void {
  for (const { name, type, optional } of fact.members) {
    if (!fields.has(name)) fields.set(name, { name, path, type, isOptional: optional === true, isOwn });
  }
}

function addBase({ path, type }: Located, gathering: Gathering): void {
  const { fields, common, names, depth } = gathering;
  const name = headOf(type);
  const twin = common.get(baseIdentity(path, type, names));
  if (twin !== undefined) {
    const isEqual = JSON.stringify(twin) === JSON.stringify(type);
    if (!isEqual && typeof type !== 'string')
      addWhole(`extends ${name?.replace(/^.*\./, '') ?? ''}`, { path, type }, fields);
    return;
  }
  const definition = names.definition(path, name);
  if (definition !== undefined && depth > 0) addFields(definition, { ...gathering, depth: depth - 1, isOwn: false });
  else if (!path.endsWith('.py')) addWhole(`all of ${renderType(type, 'typescript')}`, { path, type }, fields);
}

/** A field that stands for all members of a base. */
function addWhole(name: string, { path, type }: Located, fields: Map<string, Field>): void {
  fields.set(name, { name, path, type, isOptional: false, isOwn: false });
}
