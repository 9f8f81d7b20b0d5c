import { isBody } from './expressions.js';
import { isEnumeration } from './families.js';
import type { Duplicate } from './keeping.js';
import { isVocabulary } from './relations.js';
import type { Field } from './shapes.js';

/** True if the definition has members, of its own or of its bases, that the kept one lacks. */
export function addsMembers({ differences }: Duplicate): boolean {
  return differences.some(
    (difference) => difference.what === 'adds' || (difference.what === 'bases' && difference.adds),
  );
}

/** What to do with a definition that has all members of the kept one and more. */
export function adviceToExtend(duplicate: Duplicate): string {
  return isExtensible(duplicate) ? `Extend that one${orderOfFields(duplicate)}` : adviceForPart(duplicate);
}

/** What to do with a definition that has a part of the kept one; `use` says how to take that one itself. */
export function adviceToDerive(duplicate: Duplicate, use: string): string {
  if (!isExtensible(duplicate)) return adviceForPart(duplicate);
  return duplicate.definition.format === 'python'
    ? `Move this one beside that one as its base${orderOfFields(duplicate)}, or ${use}`
    : `Derive it from that one, or ${use}`;
}

/** What to do where one of two definitions has all members of the other. */
export function adviceForPart(duplicate: Duplicate): string {
  const { definition } = duplicate;
  if (isEnumeration(definition)) return adviceForEnumeration(duplicate);
  switch (definition.family) {
    case 'named-tuple':
      return 'Keep one, with defaults for the fields that only some need: a named tuple cannot be extended';
    case 'orm':
      return 'Keep one, or move the columns of both to a mixin';
    default:
      if (definition.format !== 'python') return 'Derive one from the other';
      return `Make the smaller one the base of the larger${orderOfFields(duplicate)}`;
  }
}

/** What to do where two definitions share some members. */
export function adviceForOverlap(duplicate: Duplicate): string {
  const { definition } = duplicate;
  if (isEnumeration(definition)) return 'Keep one enumeration with all that is needed';
  if (areVocabularies(duplicate)) return adviceForVocabularies(duplicate);
  if (definition.family === 'named-tuple') return 'Keep one, with defaults for the fields that only some need';
  if (definition.family === 'orm') return 'Move the columns of both to a mixin';
  return definition.format === 'python' ? 'Move what they share to one base' : 'Build both on one';
}

/** What the message calls that which is shared. */
export function membersOf(duplicate: Duplicate): string {
  return areVocabularies(duplicate) ? 'values' : 'members';
}

/** What has members and is an enumeration cannot be extended, but functions need not be members of it. */
function adviceForEnumeration(duplicate: Duplicate): string {
  const { definition, kept } = duplicate;
  const [smaller, larger] = addsMembers(duplicate) ? [kept, definition] : [definition, kept];
  const added = [...larger.members.values()].filter(({ name }) => !smaller.members.has(name));
  if (!added.every(isPublicMethod)) return 'Keep one with all values: an enumeration cannot be extended';
  const names = added.map(({ name }) => `\`${name}\``).join(', ');
  const functions = added.length === 1 ? 'a function' : 'functions';
  return `Keep one and make ${names} ${functions}: an enumeration cannot be extended`;
}

function isPublicMethod({ name, type }: Field): boolean {
  return isBody(type) && !name.startsWith('_');
}

function isExtensible({ definition }: Duplicate): boolean {
  return !isEnumeration(definition) && definition.family !== 'named-tuple' && definition.family !== 'orm';
}

/** Fields of a dataclass without a default must not follow inherited ones that have one. */
function orderOfFields({ definition, kept, differences }: Duplicate): string {
  if (definition.family !== 'dataclass') return '';
  const added = new Set(differences.flatMap((each) => ('field' in each ? [each.field.name] : [])));
  const fields = [...definition.members.values(), ...kept.members.values()].filter(({ type }) => !isBody(type));
  const isMixed =
    fields.some(({ name, isOptional }) => added.has(name) && !isOptional) &&
    fields.some(({ name, isOptional }) => !added.has(name) && isOptional);
  return isMixed ? ' (with `kw_only=True`: a required field may not follow an inherited default)' : '';
}

function adviceForVocabularies({ differences }: Duplicate): string {
  const isOneWay = new Set(differences.map(({ what }) => what)).size === 1;
  return isOneWay ? 'Build the larger union on the smaller' : 'Name the common values once and build both on them';
}

/** True for two unions of literals. */
function areVocabularies({ definition, kept }: Duplicate): boolean {
  return isVocabulary(definition.members) && isVocabulary(kept.members);
}
