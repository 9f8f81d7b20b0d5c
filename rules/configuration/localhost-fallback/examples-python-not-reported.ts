import type { Example } from 'compliance-linter';
import { pythonNearMisses } from './examples-python-details.js';
import { pythonMeant } from './examples-python-meanings.js';
import { pythonGuarded } from './examples-python-guards.js';
import { pythonPurposes } from './examples-python-purposes.js';

export const pythonNotReported: readonly Example[] = [
  ...pythonGuarded,
  ...pythonMeant,
  ...pythonPurposes,
  ...pythonNearMisses,
];
