import type { TemplateSet } from '../plan.js';
import { PYTHON_BREACHES as PYTHON_DUPLICATES } from './duplicate-type/python.js';
import { PYTHON_NEAR_MISSES as PYTHON_NO_DUPLICATES } from './duplicate-type/python-near-misses.js';
import { TYPESCRIPT_BREACHES as TYPESCRIPT_DUPLICATES } from './duplicate-type/typescript.js';
import { TYPESCRIPT_NEAR_MISSES as TYPESCRIPT_NO_DUPLICATES } from './duplicate-type/typescript-near-misses.js';
import { PYTHON_BRANCHES } from './localhost/python-branches.js';
import { PYTHON_GUARDED } from './localhost/python-guarded.js';
import { PYTHON_OTHER_USES } from './localhost/python-other-uses.js';
import { PYTHON_READS } from './localhost/python-reads.js';
import { TYPESCRIPT_BRANCHES } from './localhost/typescript-branches.js';
import { TYPESCRIPT_GUARDED } from './localhost/typescript-guarded.js';
import { TYPESCRIPT_OTHER_USES } from './localhost/typescript-other-uses.js';
import { TYPESCRIPT_READS } from './localhost/typescript-reads.js';
import { PYTHON_BREACHES as PYTHON_RELATIVE } from './relative-import/python.js';
import { PYTHON_NEAR_MISSES as PYTHON_NOT_RELATIVE } from './relative-import/python-near-misses.js';
import { TYPESCRIPT_BREACHES as TYPESCRIPT_RELATIVE } from './relative-import/typescript.js';
import { TYPESCRIPT_NEAR_MISSES as TYPESCRIPT_NOT_RELATIVE } from './relative-import/typescript-near-misses.js';
import { PYTHON_BREACHES as PYTHON_NULLING } from './session-nulling/python.js';
import { PYTHON_NEAR_MISSES as PYTHON_NO_NULLING } from './session-nulling/python-near-misses.js';
import { TYPESCRIPT_BREACHES as TYPESCRIPT_NULLING } from './session-nulling/typescript.js';
import { TYPESCRIPT_NEAR_MISSES as TYPESCRIPT_NO_NULLING } from './session-nulling/typescript-near-misses.js';
import { PYTHON_CREATIONS } from './unjustified-mock/python-creations.js';
import { PYTHON_FIXTURES } from './unjustified-mock/python-fixtures.js';
import { PYTHON_JUSTIFIED } from './unjustified-mock/python-justified.js';
import { PYTHON_NO_MOCKS } from './unjustified-mock/python-near-misses.js';
import { PYTHON_OUTSIDE } from './unjustified-mock/python-outside.js';
import { PYTHON_OWN_PATHS } from './unjustified-mock/python-own-paths.js';
import { PYTHON_PATCHES } from './unjustified-mock/python-patches.js';
import { TYPESCRIPT_CREATIONS } from './unjustified-mock/typescript-creations.js';
import { TYPESCRIPT_JUSTIFIED } from './unjustified-mock/typescript-justified.js';
import { TYPESCRIPT_MODULES } from './unjustified-mock/typescript-modules.js';
import { TYPESCRIPT_NO_MOCKS } from './unjustified-mock/typescript-near-misses.js';
import { TYPESCRIPT_SPIES } from './unjustified-mock/typescript-spies.js';

/** All templates. Those of one rule and language have different names. */
export const TEMPLATES: readonly TemplateSet[] = [
  { rule: 'relative-import', language: 'python', templates: [...PYTHON_RELATIVE, ...PYTHON_NOT_RELATIVE] },
  { rule: 'relative-import', language: 'typescript', templates: [...TYPESCRIPT_RELATIVE, ...TYPESCRIPT_NOT_RELATIVE] },
  { rule: 'duplicate-type', language: 'python', templates: [...PYTHON_DUPLICATES, ...PYTHON_NO_DUPLICATES] },
  {
    rule: 'duplicate-type',
    language: 'typescript',
    templates: [...TYPESCRIPT_DUPLICATES, ...TYPESCRIPT_NO_DUPLICATES],
  },
  {
    rule: 'unjustified-mock',
    language: 'python',
    templates: [
      ...PYTHON_CREATIONS,
      ...PYTHON_OUTSIDE,
      ...PYTHON_OWN_PATHS,
      ...PYTHON_PATCHES,
      ...PYTHON_FIXTURES,
      ...PYTHON_JUSTIFIED,
      ...PYTHON_NO_MOCKS,
    ],
  },
  {
    rule: 'unjustified-mock',
    language: 'typescript',
    templates: [
      ...TYPESCRIPT_CREATIONS,
      ...TYPESCRIPT_MODULES,
      ...TYPESCRIPT_SPIES,
      ...TYPESCRIPT_JUSTIFIED,
      ...TYPESCRIPT_NO_MOCKS,
    ],
  },
  {
    rule: 'localhost-fallback',
    language: 'python',
    templates: [...PYTHON_READS, ...PYTHON_BRANCHES, ...PYTHON_GUARDED, ...PYTHON_OTHER_USES],
  },
  {
    rule: 'localhost-fallback',
    language: 'typescript',
    templates: [...TYPESCRIPT_READS, ...TYPESCRIPT_BRANCHES, ...TYPESCRIPT_GUARDED, ...TYPESCRIPT_OTHER_USES],
  },
  { rule: 'session-nulling', language: 'python', templates: [...PYTHON_NULLING, ...PYTHON_NO_NULLING] },
  { rule: 'session-nulling', language: 'typescript', templates: [...TYPESCRIPT_NULLING, ...TYPESCRIPT_NO_NULLING] },
];
