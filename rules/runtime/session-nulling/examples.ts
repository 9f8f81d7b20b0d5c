import type { RuleExamples } from 'compliance-linter';
import { notReported } from './examples-not-reported.js';
import { reported } from './examples-reported.js';

export const examples: RuleExamples = { valid: notReported, invalid: reported };
