import type { Role } from '../../../src/model/file.js';
import type { LocalhostUnit } from '../units.js';
import { ComparisonBuilder, type Comparison, type Difference } from './comparison.js';
import { countMatches, matchLines } from './match-lines.js';
import { unitsOf, type Subject } from './subject.js';

/** Forms of a place that are a fallback only together with what the oracle does not look at. */
const OPEN_FORMS: Readonly<Record<string, string>> = {
  option: 'the default of a command-line option',
  constant: 'a constant of a class',
  branch: 'a branch of some other condition',
  'last-return': 'the last of several returns',
};

/**
 * The rule `localhost-fallback` in strict: every literal of a local host that stands where a fallback stands, which no
 * check of the environment guards and no name excuses.
 */
export function compareLocalhost(subject: Subject, roles: readonly Role[]): Comparison {
  const comparison = new ComparisonBuilder('localhost-fallback', subject.language);
  const units = unitsOf(subject, 'localhost', roles);
  const findings = subject.findings('localhost-fallback');
  const matching = matchLines(units, findings, (unit) => (line) => unit.lines.includes(line));
  countMatches(comparison, units, matching, { reasonOf, describe });
  return comparison.build();
}

function reasonOf({ form, guard, exempt }: LocalhostUnit): string | null {
  if (exempt !== null) return exempt;
  if (guard === 'guarded') return 'guarded by the environment, or in a place for development';
  if (guard === 'unsure') return 'an environment is checked above it';
  return OPEN_FORMS[form.replace(/^name:/, '')] ?? null;
}

function describe({ path, line, form, name, value }: LocalhostUnit): Difference {
  return { path, line, text: `${form} ${name} = ${value}` };
}
