import { addsMembers, adviceForOverlap, adviceForPart, adviceToDerive, adviceToExtend, membersOf } from './advice.js';
import { type Candidate, isExported } from './definition.js';
import type { Duplicate } from './keeping.js';
import type { Difference } from './relations.js';
import { isBody } from './expressions.js';
import { renderType } from './type-text.js';

/** Differences that a message gives before it counts the rest. */
const MAX_DETAILS = 3;

/** The two definitions of a duplicate. */
type Pair = Pick<Duplicate, 'definition' | 'kept'>;

/** What is wrong, what differs, and what to do. */
export function messageOf(duplicate: Duplicate): string {
  return `\`${duplicate.definition.fact.name}\` ${duplicate.isClear ? adviceToKeep(duplicate) : adviceToUnite(duplicate)}.`;
}

/** Where it is clear that the other definition is the one to keep. */
function adviceToKeep(duplicate: Duplicate): string {
  const { relation, kept } = duplicate;
  const there = placeOf(duplicate);
  const details = detailsOf(duplicate);
  const use = isExported(kept) ? 'import that one' : 'export that one and import it here';
  switch (relation) {
    case 'identical':
      return `repeats its definition in ${there}: a change to one will miss the other. Delete this one and ${use}`;
    case 'drifted':
      return isEqualButForBases(duplicate)
        ? adviceToUnite(duplicate)
        : `has drifted from its definition in ${there}: ${details}. Settle on one there and ${isExported(kept) ? 'import it' : 'export it'}, or rename one of them if they are different things`;
    case 'subset':
      return addsMembers(duplicate)
        ? `repeats all of its definition in ${there}; ${details}. ${adviceToExtend(duplicate)}`
        : `repeats a part of its definition in ${there}: ${details}. ${adviceToDerive(duplicate, use)}`;
    case 'overlapping':
    case 'different':
      return adviceToUnite(duplicate);
  }
}

/** Where either definition may be the one to keep, or neither. */
function adviceToUnite(duplicate: Duplicate): string {
  const { relation, definition, kept, common, larger } = duplicate;
  const there = placeOf(duplicate);
  const details = detailsOf(duplicate);
  const isOneFile = definition.path === kept.path;
  if (isEqualButForBases(duplicate)) {
    return `has the same members of its own in ${there}: ${details}. Settle on one base and one definition, or rename one of them`;
  }
  switch (relation) {
    case 'identical':
      return `is defined here and, identically, in ${there}: a change to one will miss the other. ${isOneFile ? 'Delete one of them' : 'Move it to one shared place and import it'}`;
    case 'drifted':
      return `is defined here and, with differences, in ${there}: ${details}. Settle on one${isOneFile ? '' : ' and import it'}, or rename one of them if they are different things`;
    case 'subset':
      return `is defined here and, with ${addsMembers(duplicate) ? 'less' : 'more'}, in ${there}: ${details}. ${adviceForPart(duplicate)}`;
    case 'overlapping':
      return `is also defined in ${there}: ${common.toString()} of ${larger.toString()} ${membersOf(duplicate)} have the same name; ${details}. ${adviceForOverlap(duplicate)}, or rename one of them`;
    case 'different':
      return `means something else in ${there}: ${details}. Rename one of them`;
  }
}

/** True if what the two definitions write themselves is equal. */
function isEqualButForBases({ differences, definition, kept }: Duplicate): boolean {
  const isEqual = differences.length > 0 && differences.every(({ what }) => what === 'bases');
  return isEqual && definition.fact.members.length === kept.fact.members.length;
}

function placeOf({ definition, kept }: Duplicate): string {
  return definition.path === kept.path ? `line ${kept.fact.site.range.start.line.toString()}` : `\`${kept.path}\``;
}

/** The bases come last, whatever is left out before them. */
function detailsOf(duplicate: Duplicate): string {
  const { differences } = duplicate;
  const own = differences.filter(({ what }) => what !== 'bases').map((each) => describe(each, duplicate));
  const bases = own.length === differences.length ? [] : [describeBases(duplicate)];
  return [...(own.length === 0 ? [] : [listed(own)]), ...bases].join('; ');
}

function describeBases({ definition, kept }: Pair): string {
  const [here, there] = [definition, kept].map(({ fact, format }) =>
    fact.bases.map((base) => `\`${renderType(base, format)}\``).join(', '),
  );
  if (here === there) return `its base ${here ?? ''} is another one`;
  return `it extends ${here === '' ? 'nothing' : (here ?? '')} here and ${there === '' ? 'nothing' : (there ?? '')} there`;
}

function listed(details: readonly string[]): string {
  const shown = details.slice(0, MAX_DETAILS);
  const more = details.length - shown.length;
  return more === 0 ? shown.join('; ') : `${shown.join('; ')}; and ${more.toString()} more`;
}

function describe(difference: Difference, { definition, kept }: Pair): string {
  switch (difference.what) {
    case 'lacks':
    case 'adds':
      return `it ${difference.what} \`${difference.field.name}\``;
    case 'bases':
      return describeBases({ definition, kept });
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
