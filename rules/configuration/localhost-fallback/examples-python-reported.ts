import type { Example } from 'compliance-linter';
import { pythonReportedDetails } from './examples-python-details.js';
import { pythonForms } from './examples-python-forms.js';
import { pythonMeaning } from './examples-python-meanings.js';
import { pythonDeployed } from './examples-python-guards.js';

export const pythonReported: readonly Example[] = [
  ...pythonForms,
  ...pythonDeployed,
  ...pythonReportedDetails,
  ...pythonMeaning,
];
