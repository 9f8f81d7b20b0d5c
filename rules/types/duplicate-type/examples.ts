import type { RuleExamples } from 'compliance-linter';
import { advisedDuplicates } from './examples-advice.js';
import { pythonDuplicates } from './examples-python.js';
import { typescriptDuplicates } from './examples-typescript.js';
import { unrelatedDefinitions } from './examples-unrelated.js';
import { noDuplicates } from './examples-valid.js';

export const examples: RuleExamples = {
  valid: [...noDuplicates, ...unrelatedDefinitions],
  invalid: [...typescriptDuplicates, ...pythonDuplicates, ...advisedDuplicates],
};
