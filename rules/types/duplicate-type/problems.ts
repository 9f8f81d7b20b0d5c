import type { Problem, Project, Related } from 'compliance-linter';
import { isExported } from './definition.js';
import { replaceByImport } from './fixes.js';
import type { Duplicate } from './keeping.js';
import { messageOf } from './messages.js';

/** Other places that a problem lists. */
const MAX_RELATED = 20;

/** One problem for each of the duplicates of one name. */
export function* problemsOf(duplicates: readonly Duplicate[], project: Project): Iterable<Problem> {
  const byPath = groupBy(duplicates, ({ definition }) => definition.path);
  const byKept = groupBy(duplicates, ({ kept }) => kept);
  for (const duplicate of duplicates) {
    const occurrence = byPath.get(duplicate.definition.path)?.indexOf(duplicate) ?? 0;
    const copies = byKept.get(duplicate.kept) ?? [];
    yield problemOf(duplicate, { occurrence, copies, project });
  }
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
  /** Duplicates of the name that precede this one in its file. */
  readonly occurrence: number;
  /** All that repeat what this one repeats. */
  readonly copies: readonly Duplicate[];
  readonly project: Project;
}

function problemOf(duplicate: Duplicate, { occurrence, copies, project }: Surroundings): Problem {
  const { definition, kept, relation } = duplicate;
  const { path, fact, component } = definition;
  const fix = relation === 'identical' ? replaceByImport(duplicate, project) : undefined;
  const removed = removedLines(duplicate);
  return {
    path,
    site: fact.site,
    kind: kindOf(duplicate),
    message: messageOf(duplicate),
    subject: fact.name,
    identity: [component, fact.name, path, ...(occurrence > 0 ? [occurrence.toString()] : [])].join('|'),
    related: relatedTo(duplicate, copies),
    ...(fix === undefined ? {} : { fixes: [fix] }),
    data: { name: fact.name, relation, keep: kept.path },
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
function removedLines({ relation, definition, differences, shared }: Duplicate): number {
  if (relation === 'identical') return definition.fact.lines;
  if (relation !== 'subset') return 0;
  return differences.some(({ what }) => what === 'adds') ? shared : definition.fact.lines;
}

/** The kept definition, then the other copies of it. */
function relatedTo(duplicate: Duplicate, copies: readonly Duplicate[]): Related[] {
  const { fact, path } = duplicate.kept;
  const others = copies.slice(0, MAX_RELATED + 1).filter((copy) => copy !== duplicate);
  return [
    { path, range: fact.site.range, message: `kept: \`${fact.name}\`` },
    ...others.slice(0, MAX_RELATED).map(({ definition, relation }) => ({
      path: definition.path,
      range: definition.fact.site.range,
      message: `also defined here: ${relation === 'different' ? 'unrelated' : relation}`,
    })),
  ];
}
