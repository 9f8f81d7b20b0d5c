import { ROLES } from '../model/file.js';
import type { Rule, RuleDefinition } from '../model/rule.js';

const shared = {
  tags: ['suppressions'],
  since: '0.1.0',
  roles: ROLES.filter((role) => role !== 'generated' && role !== 'vendored'),
  examples: { valid: [], invalid: [] },
  judge: () => [],
} satisfies Partial<RuleDefinition>;

/**
 * What the tool says about suppressions. They have no extractor and no judge: only suppressing itself knows what was
 * covered. They are configured and explained like every rule, and cannot be suppressed.
 */
export const SUPPRESSION_RULES: readonly Rule[] = [
  {
    ...shared,
    id: 'invalid-suppression',
    category: 'suppressions',
    module: '',
    revision: '',
    summary: 'A suppression names known rules, gives a reason and has not expired.',
    why: 'A suppression without a reason is a debt that nobody can judge later; one that has expired, or that names a rule which does not exist, suppresses nothing although its author believes so.',
    repair:
      'Write `compliance: ignore[rule-id] -- reason`, with ` until 2027-03-31` before the dashes if it should end by itself; or remove the comment.',
    severity: { recommended: 'medium', strict: 'medium' },
  },
  {
    ...shared,
    id: 'unused-suppression',
    category: 'suppressions',
    module: '',
    revision: '',
    summary: 'A suppression suppresses something.',
    why: 'A suppression that covers nothing stays behind when the code is mended, and hides the next breach on that line.',
    repair: 'Remove the comment.',
    severity: { recommended: 'low', strict: 'low' },
  },
];
