import type { DefinitionFact } from '../../../src/model/facts.js';
import { ROLES } from '../../../src/model/file.js';
import type { DefinitionField, DefinitionUnit } from '../units.js';
import { ComparisonBuilder, type Comparison, type Difference } from './comparison.js';
import { groupBy } from './group-by.js';
import { unitsOf, type Subject } from './subject.js';

interface Pair {
  readonly unit: DefinitionUnit;
  readonly fact: DefinitionFact;
}

/** The shared extractor `definitions` against the oracle: which types there are, their members, and which are equal. */
export function compareDefinitions(subject: Subject): readonly Comparison[] {
  const names = new ComparisonBuilder('definitions (facts)', subject.language);
  const units = unitsOf(subject, 'definition', ROLES);
  const byPlace = new Map(units.map((unit) => [placeKey(unit.path, unit.name, unit.line), unit]));
  const pairs: Pair[] = [];
  for (const [path, { definitions }] of subject.files) {
    for (const fact of definitions) {
      const key = placeKey(path, fact.name, fact.site.range.start.line);
      const unit = byPlace.get(key);
      const difference = { path, line: fact.site.range.start.line, text: `${fact.kind} ${fact.name}` };
      if (unit === undefined) addUnknown(names, subject, { fact, difference });
      else pairs.push({ unit, fact });
      byPlace.delete(key);
    }
  }
  pairs.forEach(() => {
    names.found();
  });
  for (const unit of byPlace.values()) names.missed(describe(unit, `${unit.form} ${unit.name}`));
  return [names.build(), compareMembers(subject, pairs), compareShapes(subject, pairs)];
}

function placeKey(path: string, name: string, line: number): string {
  return `${path}\n${name}\n${line}`;
}

function describe({ path, line }: DefinitionUnit, text: string): Difference {
  return { path, line, text };
}

/** `X = A | B` and `X = list[str]` are types by their look alone: the oracle of Python has no opinion. */
function addUnknown(
  names: ComparisonBuilder,
  { language }: Subject,
  { fact, difference }: { fact: DefinitionFact; difference: Difference },
): void {
  if (language === 'python' && fact.kind === 'alias') names.unsettled('a type by its look alone', difference);
  else names.onlyTool(difference);
}

/** Every member that the oracle sees, by name. */
function compareMembers({ language }: Subject, pairs: readonly Pair[]): Comparison {
  const comparison = new ComparisonBuilder('definitions: members', language);
  for (const { unit, fact } of pairs) {
    const members = new Set(fact.members.map(({ name }) => name));
    for (const { name, role } of unit.fields) {
      if (role === 'signature') continue;
      if (members.delete(name)) comparison.found();
      else if (isSetting(name, role)) comparison.explained('a setting of Python or a framework', describe(unit, name));
      else comparison.missed(describe(unit, `${unit.name}.${name} (${role})`));
    }
    if (unit.form !== 'class' && unit.form !== 'interface') continue;
    for (const name of members) {
      if (/^\w+$/.test(name)) comparison.onlyTool(describe(unit, `${unit.name}.${name}`));
    }
  }
  return comparison.build();
}

/** `model_config`, `__slots__`, `__table_args__`: the contract of the fact leaves them out. */
function isSetting(name: string, role: DefinitionField['role']): boolean {
  return name === 'model_config' || ((role === 'assigned' || role === 'own') && /^__\w+__$/.test(name));
}

/**
 * Definitions of one name in one component whose members the oracle sees written alike have equal facts; those with
 * equal facts that are written differently are listed, to be read.
 */
function compareShapes({ language, files }: Subject, pairs: readonly Pair[]): Comparison {
  const comparison = new ComparisonBuilder('definitions: equal shapes', language);
  const isComparable = ({ unit }: Pair): boolean =>
    unit.fields.length > 0 && unit.fields.every(({ annotation }) => annotation !== null);
  const groups = groupBy(pairs.filter(isComparable), ({ unit }) =>
    [files.get(unit.path)?.component, unit.form, unit.name].join('\n'),
  );
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    for (const other of others) {
      const isWrittenAlike = writtenShape(first.unit) === writtenShape(other.unit);
      const isEqual = factShape(first.fact) === factShape(other.fact);
      const difference = describe(other.unit, `${other.unit.name}, as in ${first.unit.path}:${first.unit.line}`);
      if (isWrittenAlike && isEqual) comparison.found();
      else if (isWrittenAlike) comparison.missed(difference);
      else if (isEqual) comparison.onlyTool(difference);
    }
  }
  return comparison.build();
}

function writtenShape({ fields, bases, type }: DefinitionUnit): string {
  return JSON.stringify([bases, fields.length === 0 ? type : fields.map(({ name, annotation }) => [name, annotation])]);
}

function factShape({ bases, members }: DefinitionFact): string {
  return JSON.stringify([bases, members.map(({ name, type }) => [name, type])]);
}
