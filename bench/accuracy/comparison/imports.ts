import type { ImportFact } from '../../../src/model/facts.js';
import { ROLES } from '../../../src/model/file.js';
import type { ImportUnit } from '../units.js';
import { ComparisonBuilder, type Comparison } from './comparison.js';
import { unitsOf, type Subject } from './subject.js';

/**
 * The shared extractor `imports` against the oracle: every import with its specifier, names and flags. Facts hold no
 * place, so each file's imports are compared as a bag.
 */
export function compareImports(subject: Subject): Comparison {
  const comparison = new ComparisonBuilder('imports (facts)', subject.language);
  const facts = new Map<string, Map<string, number>>();
  for (const [path, file] of subject.files) facts.set(path, bagOf(file.imports));
  for (const unit of unitsOf(subject, 'import', ROLES)) {
    if (unit.form === 'call') continue;
    const bag = facts.get(unit.path);
    const key = keyOfUnit(unit);
    const count = bag?.get(key) ?? 0;
    if (count === 0) {
      comparison.missed({ path: unit.path, line: unit.line, text: key });
    } else {
      comparison.found();
      bag?.set(key, count - 1);
    }
  }
  for (const [path, bag] of facts) {
    for (const [text, count] of bag) if (count > 0) comparison.onlyTool({ path, line: 1, text });
  }
  return comparison.build();
}

function bagOf(facts: readonly ImportFact[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const { specifier, names, isTypeOnly, isReexport } of facts) {
    const bound = names.map(({ imported, local }) => `${imported} as ${local}`);
    const key = keyOf({ specifier, names: bound, isTypeOnly, isReexport });
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
}

function keyOfUnit({ specifier, names, isTypeOnly, isReexport = false }: ImportUnit): string {
  return keyOf({ specifier, names, isTypeOnly, isReexport });
}

function keyOf(input: {
  specifier: string;
  names: readonly string[];
  isTypeOnly: boolean;
  isReexport: boolean;
}): string {
  const flags = `${input.isTypeOnly ? 'type ' : ''}${input.isReexport ? 'export ' : ''}`;
  return `${flags}${input.specifier}: ${[...input.names].sort().join(', ')}`;
}
