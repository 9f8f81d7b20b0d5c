import type { RuleExamples } from 'compliance-linter';
import { ecmascriptNotReported } from './examples-ecmascript-not-reported.js';
import { ecmascriptReported } from './examples-ecmascript-reported.js';
import { pythonNotReported } from './examples-python-not-reported.js';
import { pythonReported } from './examples-python-reported.js';

export const examples: RuleExamples = {
  valid: [...pythonNotReported, ...ecmascriptNotReported],
  invalid: [...pythonReported, ...ecmascriptReported],
};
