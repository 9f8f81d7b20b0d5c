import type { RuleExamples } from 'compliance-linter';
import { ecmascriptNotReported } from './examples-ecmascript-not-reported.js';
import { ecmascriptReported } from './examples-ecmascript-reported.js';
import { pythonInternal } from './examples-python-internal.js';
import { pythonBound, pythonKinds } from './examples-python-kinds.js';
import { pythonNotReported, pythonPeripheral } from './examples-python-not-reported.js';
import { pythonJustified, pythonRefused } from './examples-python-reasons.js';
import { pythonReported } from './examples-python-reported.js';

export const examples: RuleExamples = {
  valid: [...pythonNotReported, ...pythonPeripheral, ...pythonJustified, ...pythonBound, ...ecmascriptNotReported],
  invalid: [...pythonReported, ...pythonInternal, ...pythonRefused, ...pythonKinds, ...ecmascriptReported],
};
