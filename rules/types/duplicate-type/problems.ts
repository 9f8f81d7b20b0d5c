import type { Problem, Project, Related } from 'compliance-linter';
import { addsMembers } from './advice.js';
import { type Candidate, isExported } from './definition.js';
import { replaceByImport } from './fixes.js';
import { ImportReach } from './import-reach.js';
import type { Duplicate } from './keeping.js';
import { messageOf } from './messages.js';
import type { Relation } from './relate.js';

/** Other places that a problem lists. */
const MAX_RELATED = 20;

/** One problem for each of the duplicates of one name; `candidates` are all its definitions. */
export function* problemsOf(
  duplicates: readonly Duplicate[],
  candidates: readonly Candidate[],
  project: Project,
): Iterable<Problem> {
  const byKept = groupBy(duplicates, ({ kept }) => kept);
  const occurrences = occurrencesOf(candidates);
  const reach = new ImportReach(project);
  for (const duplicate of duplicates) {
    const occurrence = occurrences.get(duplicate.definition) ?? 0;
    const copies = byKept.get(duplicate.kept) ?? [];
    yield problemOf(duplicate, { occurrence, copies, project, reach });
  }
}

/** How many definitions of the name precede each in its file. */
function occurrencesOf(candidates: readonly Candidate[]): ReadonlyMap<Candidate, number> {
  const found = new Map<string, number>();
  const occurrences = new Map<Candidate, number>();
  for (const candidate of candidates) {
    const before = found.get(candidate.path) ?? 0;
    found.set(candidate.path, before + 1);
    occurrences.set(candidate, before);
  }
  return occurrences;
}

function groupBy<Key>(duplicates: readonly Duplicate[], keyOf: (duplicate: Duplicate) => Key): Map<Key, Duplicate[]> {
  const groups = new Map<Key, Duplicate[]>();
  for (const duplicate of duplicates) {
    const group = groups.get(keyOf(duplicate));
    if (group === undefined) groups.set(keyOf(duplicate), [duplicate]);
    else group.push(duplicate);
  }
  return groups;
}

interface Surroundings {
  /** Definitions of the name that precede this one in its file, duplicates or not: other files must not change it. */
  readonly occurrence: number;
  /** All that repeat what this one repeats. */
  readonly copies: readonly Duplicate[];
  readonly project: Project;
  readonly reach: ImportReach;
}

function problemOf(duplicate: Duplicate, { occurrence, copies, project, reach }: Surroundings): Problem {
  const { definition, kept, relation, isClear } = duplicate;
  const { path, fact } = definition;
  const fix = relation === 'identical' ? replaceByImport(duplicate, project, reach) : undefined;
  const removed = removedLines(duplicate);
  return {
    path,
    site: fact.site,
    kind: kindOf(duplicate),
    message: messageOf(duplicate),
    subject: fact.name,
    // The component is left out: a manifest that is added or renamed above a file makes no type a new one.
    identity: [fact.name, path, ...(occurrence > 0 ? [occurrence.toString()] : [])].join('|'),
    related: relatedTo(duplicate, copies),
    ...(fix === undefined ? {} : { fixes: [fix] }),
    data: { name: fact.name, relation, [isClear ? 'keep' : 'other']: kept.path },
    ...(removed === 0 ? {} : { removesLines: removed }),
  };
}

function kindOf({ relation, definition }: Duplicate): string {
  switch (relation) {
    case 'identical':
    case 'drifted':
      return isExported(definition) ? 'default' : 'local';
    case 'subset':
    case 'overlapping':
      return relation;
    case 'different':
      return 'collision';
  }
}

/** What is gone when the kept definition is imported, or extended. */
function removedLines(duplicate: Duplicate): number {
  const { relation, definition, shared } = duplicate;
  if (relation === 'identical') return definition.fact.lines;
  if (relation !== 'subset') return 0;
  return addsMembers(duplicate) ? shared : definition.fact.lines;
}

/** The definition that this one repeats, then the other copies of that one. */
function relatedTo(duplicate: Duplicate, copies: readonly Duplicate[]): Related[] {
  const { isClear, relation } = duplicate;
  const { fact, path } = duplicate.kept;
  const others = copies.slice(0, MAX_RELATED + 1).filter((copy) => copy !== duplicate);
  return [
    { path, range: fact.site.range, message: isClear ? `kept: \`${fact.name}\`` : alsoDefined(relation) },
    ...others.slice(0, MAX_RELATED).map(({ definition, ...copy }) => ({
      path: definition.path,
      range: definition.fact.site.range,
      message: alsoDefined(copy.relation),
    })),
  ];
}

function alsoDefined(relation: Relation): string {
  return `also defined here: ${relation === 'different' ? 'unrelated' : relation}`;
}
