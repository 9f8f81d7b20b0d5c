import type { Role } from '../../../src/model/file.js';
import type { SessionUnit } from '../units.js';
import { ComparisonBuilder, type Comparison, type Difference } from './comparison.js';
import { countMatches, matchLines } from './match-lines.js';
import { unitsOf, type Subject } from './subject.js';

/** The rule `session-nulling` in strict: every session of another object that a message handler sets to nothing. */
export function compareSessions(subject: Subject, roles: readonly Role[]): Comparison {
  const comparison = new ComparisonBuilder('session-nulling', subject.language);
  const units = unitsOf(subject, 'session', roles);
  const matching = matchLines(units, subject.findings('session-nulling'));
  countMatches(comparison, units, matching, { reasonOf, describe });
  return comparison.build();
}

function reasonOf({ isHandler, isTeardown, isClient, target }: SessionUnit): string | null {
  if (!isHandler) return 'outside message handlers';
  if (isTeardown) return 'in a constructor or teardown';
  if (target === 'self') return "the object's own session";
  return isClient ? 'perhaps the session of an HTTP client' : null;
}

function describe({ path, line, form, name, target, function: caller }: SessionUnit): Difference {
  return { path, line, text: `${form} of ${target}.${name} in ${caller}` };
}
