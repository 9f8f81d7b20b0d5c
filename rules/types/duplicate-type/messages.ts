import { type Candidate, isExported } from './definition.js';
import type { Duplicate } from './keeping.js';
import type { Difference } from './relations.js';
import { isBody } from './expressions.js';
import { renderType } from './type-text.js';

/** Differences that a message gives before it counts the rest. */
const MAX_DETAILS = 3;

/** What is wrong, what differs, and what to do. */
export function messageOf(duplicate: Duplicate): string {
  const details = listed(duplicate.differences.map((difference) => describe(difference, duplicate)));
  return duplicate.isClear ? adviceToKeep(duplicate, details) : adviceToUnite(duplicate, details);
}

/** Where it is clear that the other definition is the one to keep. */
function adviceToKeep(duplicate: Duplicate, details: string): string {
  const { relation, definition, kept } = duplicate;
  const name = `\`${definition.fact.name}\``;
  const there = placeOf(duplicate);
  const use = isExported(kept) ? 'import that one' : 'export that one and import it here';
  switch (relation) {
    case 'identical':
      return `${name} repeats its definition in ${there}: a change to one will miss the other. Delete this one and ${use}.`;
    case 'drifted':
      return `${name} has drifted from its definition in ${there}: ${details}. Settle on one and ${use}.`;
    case 'subset':
      return addsMembers(duplicate)
        ? `${name} repeats all of its definition in ${there}; ${details}. Extend that one.`
        : `${name} repeats a part of its definition in ${there}: ${details}. Derive it from that one, or ${use}.`;
    case 'overlapping':
    case 'different':
      return adviceToUnite(duplicate, details);
  }
}

/** Where either definition may be the one to keep, or neither. */
function adviceToUnite(duplicate: Duplicate, details: string): string {
  const { relation, definition, kept, shared } = duplicate;
  const name = `\`${definition.fact.name}\``;
  const there = placeOf(duplicate);
  const isOneFile = definition.path === kept.path;
  switch (relation) {
    case 'identical':
      return `${name} is defined here and, identically, in ${there}: a change to one will miss the other. ${isOneFile ? 'Delete one of them' : 'Move it to one shared place and import it'}.`;
    case 'drifted':
      return `${name} is defined here and, with differences, in ${there}: ${details}. Settle on one${isOneFile ? '' : ' and import it'}.`;
    case 'subset':
      return `${name} is defined here and, with ${addsMembers(duplicate) ? 'less' : 'more'}, in ${there}: ${details}. Derive one from the other.`;
    case 'overlapping':
      return `${name} shares ${shared.toString()} members with its definition in ${there}: ${details}. Build both on one, or rename one of them.`;
    case 'different':
      return `${name} means something else in ${there}: ${details}. Rename one of them.`;
  }
}

function placeOf({ definition, kept }: Duplicate): string {
  return definition.path === kept.path ? `line ${kept.fact.site.range.start.line.toString()}` : `\`${kept.path}\``;
}

function addsMembers({ differences }: Duplicate): boolean {
  return differences.some(({ what }) => what === 'adds');
}

function listed(details: readonly string[]): string {
  const shown = details.slice(0, MAX_DETAILS);
  const more = details.length - shown.length;
  return more === 0 ? shown.join('; ') : `${shown.join('; ')}; and ${more.toString()} more`;
}

function describe(difference: Difference, { definition, kept }: Duplicate): string {
  switch (difference.what) {
    case 'lacks':
    case 'adds':
      return `it ${difference.what} \`${difference.name}\``;
    case 'is':
      return contrast('it', whatItIs(definition), whatItIs(kept));
    case 'changes':
      return describeChange(difference, definition.format);
  }
}

function describeChange({ field, kept, isSameType }: Difference & { what: 'changes' }, format: string): string {
  const name = `\`${field.name}\``;
  if (isSameType) {
    return field.isOptional
      ? `${name} is optional here and required there`
      : `${name} is required here and optional there`;
  }
  if (isBody(field.type) || isBody(kept.type)) return `${name} does something else`;
  const [here, there] = [field, kept].map(({ type }) => `\`${type === null ? 'unknown' : renderType(type, format)}\``);
  return contrast(name, here ?? '', there ?? '');
}

function contrast(name: string, here: string, there: string): string {
  return here === there ? `${name} is another ${here}` : `${name} is ${here} here and ${there} there`;
}

function whatItIs({ fact, format }: Candidate): string {
  return fact.type === undefined ? 'a type with members' : `\`${renderType(fact.type, format)}\``;
}
