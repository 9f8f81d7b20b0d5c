import type { Role } from '../../../src/model/file.js';
import type { Finding } from '../../../src/model/finding.js';
import type { DefinitionUnit } from '../units.js';
import { ComparisonBuilder, type Comparison, type Difference } from './comparison.js';
import { groupBy } from './group-by.js';
import { unitsOf, type Subject } from './subject.js';

/** Fewer than these are a coincidence: the rule's `minimumFields`. */
const FIELDS = 2;

/**
 * The rule `duplicate-type` in strict: every set of definitions of one name in one component whose fields the oracle sees
 * written alike. A set counts as found when each of its definitions is a finding or a related place of one. And every
 * finding and every related place must be a definition of that name.
 */
export function compareDuplicates(subject: Subject, roles: readonly Role[]): Comparison {
  const comparison = new ComparisonBuilder('duplicate-type', subject.language);
  const units = unitsOf(subject, 'definition', roles);
  const findings = subject.findings('duplicate-type');
  const places = placesOf(findings);
  for (const group of identicalGroups(units, subject)) {
    const [first, second] = group;
    if (first === undefined || second === undefined) continue;
    const reason = reasonOf(group);
    const isFound = group.every((unit) => places.has(placeKey(unit.path, unit.line)));
    if (isFound) comparison.found();
    else if (reason === null) comparison.missed(describe(first, second, group.length));
    else comparison.explained(reason, describe(first, second, group.length));
  }
  const known = new Set(units.map(({ path, line }) => placeKey(path, line)));
  for (const [place, { path, range, message }] of places) {
    if (known.has(place)) continue;
    const { line } = range.start;
    const fact = subject.files.get(path)?.definitions.find(({ site }) => site.range.start.line === line);
    const isAlias = subject.language === 'python' && fact?.kind === 'alias';
    if (isAlias) comparison.unsettled('a type by its look alone', { path, line, text: message });
    else comparison.onlyTool({ path, line, text: message });
  }
  return comparison.build();
}

function placesOf(findings: readonly Finding[]): ReadonlyMap<string, Pick<Finding, 'path' | 'range' | 'message'>> {
  const places = findings.flatMap((finding) => [finding, ...finding.related]);
  return new Map(places.map((place) => [placeKey(place.path, place.range.start.line), place]));
}

function placeKey(path: string, line: number): string {
  return `${path}\n${line}`;
}

function identicalGroups(units: readonly DefinitionUnit[], { files }: Subject): (readonly DefinitionUnit[])[] {
  const isComparable = ({ fields }: DefinitionUnit): boolean =>
    fields.length >= FIELDS && fields.every(({ annotation }) => annotation !== null);
  const groups = groupBy(units.filter(isComparable), (unit) =>
    JSON.stringify([files.get(unit.path)?.component, unit.form, unit.name, unit.bases, ...shapeOf(unit)]),
  );
  return [...groups.values()].filter(({ length }) => length > 1);
}

function shapeOf({ fields }: DefinitionUnit): string[] {
  return fields.map(({ name, annotation }) => `${name}: ${annotation ?? ''}`).sort();
}

/** What the specification leaves out, where the oracle can tell. */
function reasonOf(group: readonly DefinitionUnit[]): string | null {
  if (new Set(group.map(({ path }) => path)).size === 1) return 'in one file';
  if (group.every(({ isExported }) => !isExported)) return 'none is exported';
  if (group.every(({ path }) => VERSIONED.test(path))) return 'in versioned folders';
  return null;
}

const VERSIONED = /(?:^|\/)v\d\w*\//i;

function describe(first: DefinitionUnit, second: DefinitionUnit, count: number): Difference {
  const text = `${first.name}, ${count} times, as at ${second.path}:${second.line}`;
  return { path: first.path, line: first.line, text };
}
