import type { Role } from '../../../src/model/file.js';
import type { SessionUnit } from '../units.js';
import { ComparisonBuilder, type Comparison, type Difference } from './comparison.js';
import { matchLines } from './match-lines.js';
import { unitsOf, type Subject } from './subject.js';

/** The rule `session-nulling` in strict: every session of another object that a message handler sets to nothing. */
export function compareSessions(subject: Subject, roles: readonly Role[]): Comparison {
  const comparison = new ComparisonBuilder('session-nulling', subject.language);
  const units = unitsOf(subject, 'session', roles);
  const { found, onlyTool } = matchLines(units, subject.findings('session-nulling'));
  for (const unit of units) {
    const reason = reasonOf(unit);
    if (found.has(unit) && reason === null) comparison.found();
    else if (found.has(unit)) comparison.explained(`found, though perhaps ${reason ?? ''}`, describe(unit));
    else if (reason !== null) comparison.explained(reason, describe(unit));
    else comparison.missed(describe(unit));
  }
  for (const { path, range, message } of onlyTool) {
    comparison.onlyTool({ path, line: range.start.line, text: message });
  }
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
