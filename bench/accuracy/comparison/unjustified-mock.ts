import type { Role } from '../../../src/model/file.js';
import type { MockUnit } from '../units.js';
import { ComparisonBuilder, type Comparison, type Difference } from './comparison.js';
import { matchLines } from './match-lines.js';
import { unitsOf, type Subject } from './subject.js';

/** Why a unit need not be found, by its certainty; null where it must be. */
const REASONS: Readonly<Record<MockUnit['certainty'], string | null>> = {
  listed: null,
  undefined: null,
  other: 'a mock in a way that the specification leaves open',
  nested: 'inside the creation of another mock',
  environment: 'environment variables only',
};

/**
 * The rule `unjustified-mock` in strict: every statement and decorator in which the oracle sees a creation that the
 * specification lists, but for those with an explicit reason.
 */
export function compareMocks(subject: Subject, roles: readonly Role[]): Comparison {
  const comparison = new ComparisonBuilder('unjustified-mock', subject.language);
  const units = unitsOf(subject, 'mock', roles);
  const { found, onlyTool } = matchLines(units, subject.findings('unjustified-mock'));
  for (const unit of units) {
    const reason = REASONS[unit.certainty];
    if (found.has(unit) && unit.isJustified) comparison.unsettled('found, though it has a reason', describe(unit));
    else if (found.has(unit)) comparison.found();
    else if (unit.isJustified) comparison.explained('it has a reason', describe(unit));
    else if (reason !== null) comparison.explained(reason, describe(unit));
    else comparison.missed(describe(unit));
  }
  for (const { path, range, message } of onlyTool) {
    comparison.onlyTool({ path, line: range.start.line, text: message });
  }
  return comparison.build();
}

function describe({ path, line, endLine, name, certainty, form }: MockUnit): Difference {
  return { path, line, text: `(to ${endLine}) ${form} ${name}, ${certainty}` };
}
