import { computeScore } from '../../src/findings/score.js';
import type { BaselineEntry } from '../../src/model/baseline.js';
import type { Finding, Severity } from '../../src/model/finding.js';
import type { Range } from '../../src/model/location.js';
import type { Report, RuleDescription } from '../../src/model/report.js';

/** One line: `[line, column, end column]`. */
export function rangeAt(line: number, column: number, endColumn: number): Range {
  return { start: { line, column }, end: { line, column: endColumn } };
}

/** A finding of a message handler that sets a session to None, changed as told. */
export function findingWith(changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'session-nulling',
    kind: 'default',
    severity: 'high',
    path: 'backend/app/handlers/orders.py',
    component: 'backend',
    range: rangeAt(41, 9, 33),
    lineText: '        client.db_session = None',
    lineHash: '5c24b4a3c9f0d6e1:1',
    subject: 'OrderHandler.on_message',
    message: '`client.db_session` is set to None while `client` lives on: its next query fails, or is silently lost.',
    fingerprint: '0d1e5f3a9b7c2468',
    status: 'open',
    isNew: true,
    reason: null,
    cause: null,
    related: [],
    fixes: [],
    data: {},
    removesLines: 0,
    ...changes,
  };
}

export const RULES: readonly RuleDescription[] = [
  {
    id: 'localhost-fallback',
    category: 'deployment',
    summary: 'A value that is missing in production fails instead of becoming localhost.',
    why: 'A service that falls back to localhost starts, answers its health check, and then talks to nobody.',
    repair:
      'Read the variable without a default, so that a missing value stops the start:\n\n' +
      '```python\nREDIS_HOST = os.environ["REDIS_HOST"]\n```\n\n' +
      '- or guard the default by a check for development;\n- or let a validator reject it elsewhere.',
    severity: 'medium',
    tags: ['deployment'],
    documentation: 'https://unpkg.com/compliance-linter@0.1.0/docs/rules/localhost-fallback.md',
  },
  {
    id: 'relative-import',
    category: 'imports',
    summary: 'Modules are imported by their absolute name.',
    why: 'A relative import breaks when either file moves, and hides which package the name comes from.',
    repair: 'Import by the absolute name; `--fix` does it.',
    severity: 'low',
    tags: ['imports'],
    documentation: 'https://unpkg.com/compliance-linter@0.1.0/docs/rules/relative-import.md',
  },
  {
    id: 'session-nulling',
    category: 'database',
    summary: "A message handler leaves another object's session alone.",
    why: 'The next use of that object fails, or silently does not persist.',
    repair: 'Open a session for the unit of work, and close it at its end.',
    severity: 'high',
    tags: ['database'],
    documentation: null,
  },
];

const FINDINGS: readonly Finding[] = [
  findingWith({
    ruleId: 'localhost-fallback',
    severity: 'medium',
    path: 'backend/app/config.py',
    range: rangeAt(12, 42, 53),
    lineText: 'REDIS_HOST = os.environ.get("REDIS_HOST", "localhost")',
    subject: 'REDIS_HOST',
    message: 'REDIS_HOST falls back to localhost; staging and production do not provide it.',
    fingerprint: '1a2b',
    isNew: false,
    related: [
      { path: 'backend/.env.staging', range: rangeAt(1, 1, 1), message: 'no REDIS_HOST here' },
      { path: 'backend/app/config.py', range: rangeAt(30, 5, 20), message: 'used to connect here' },
    ],
    data: { key: 'REDIS_HOST', environments: ['staging', 'production'] },
  }),
  findingWith({
    ruleId: 'relative-import',
    severity: 'low',
    path: 'backend/app/handlers/orders.py',
    range: rangeAt(3, 1, 35),
    lineText: 'from ...models.order import Order',
    subject: '...models.order',
    message: 'Order is imported through three levels of parent packages.',
    fingerprint: '2b3c',
    fixes: [
      {
        title: 'Import from app.models.order',
        safety: 'safe',
        edits: [{ path: 'backend/app/handlers/orders.py', range: rangeAt(3, 6, 21), text: 'app.models.order' }],
      },
    ],
  }),
  findingWith(),
  findingWith({
    ruleId: 'relative-import',
    severity: 'low',
    path: 'web/src/pages/cart.tsx',
    component: 'web',
    range: rangeAt(2, 23, 43),
    lineText: "import { Price } from '../../lib/price';",
    subject: '../../lib/price',
    message: 'The import climbs two folders; tsconfig.json has the alias @/lib/price for it.',
    fingerprint: '3c4d',
    status: 'suppressed',
    isNew: false,
    reason: 'the alias is not known to the storybook build',
  }),
  findingWith({
    path: 'worker/main.py',
    component: 'worker',
    fingerprint: '4d5e',
    status: 'baselined',
    isNew: false,
    removesLines: 1,
  }),
];

const LINES = new Map([
  ['backend', 12_345],
  ['web', 8_210],
  ['worker', 640],
]);

/** A report in which every part of the contract occurs, changed as told; counts and score fit the findings. */
export function reportWith(changes: Partial<Report> = {}): Report {
  const findings = changes.findings ?? FINDINGS;
  const skips = changes.skips ?? [{ path: 'web/data/big.ts', reason: 'larger than 1 MB' }];
  const score = computeScore({
    findings,
    linesByComponent: LINES,
    isComplete: skips.length === 0,
    incompleteReason: '1 file was skipped',
  });
  return {
    schemaVersion: 1,
    tool: {
      name: 'compliance-linter',
      version: '0.1.0',
      ruleSet: 'a1b2c3d4e5f60718',
      policy: '9f8e7d6c5b4a3921',
      preset: 'recommended',
      scoreModel: 1,
      rules: RULES,
      judges: [{ language: 'python', by: 'CPython 3.11.7' }],
    },
    summary: {
      files: 412,
      lines: 21_195,
      ...countFindings(findings),
      unsupported: [{ extension: '.vue', files: 12 }],
      repositories: 2,
    },
    baseline: {
      path: '.compliance-baseline',
      commits: ['4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2'],
      entries: 3,
      matched: 1,
      stale: [entryAt('backend/app/gone.py')],
      moved: [{ from: entryAt('backend/app/models.py'), to: entryAt('backend/app/orders/models.py') }],
    },
    change: null,
    score,
    gate: {
      failOn: ['new:medium'],
      minScore: 75,
      passed: false,
      reason: 'Failed: 1 new finding of medium or worse (1 high).',
    },
    findings,
    skips,
    failures: [{ path: 'backend/app/legacy.py', ruleId: null, reason: 'EACCES: permission denied' }],
    ...changes,
  };
}

function entryAt(path: string): BaselineEntry {
  return { ruleId: 'relative-import', path, subject: '..models', fingerprint: '0123456789abcdef0123' };
}

/** A complete report without findings, skips, failures and unsupported files. */
export function cleanReport(): Report {
  const report = reportWith({
    findings: [],
    skips: [],
    failures: [],
    gate: {
      failOn: ['new:medium'],
      minScore: null,
      passed: true,
      reason: 'Passed: no new finding of medium or worse.',
    },
  });
  return { ...report, summary: { ...report.summary, unsupported: [], repositories: 0 } };
}

type FindingCounts = Pick<Report['summary'], 'open' | 'new' | 'suppressed' | 'baselined' | 'bySeverity' | 'byRule'>;

function countFindings(findings: readonly Finding[]): FindingCounts {
  const open = findings.filter(({ status }) => status === 'open');
  const count = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
  return {
    open: open.length,
    new: open.filter(({ isNew }) => isNew).length,
    suppressed: findings.filter(({ status }) => status === 'suppressed').length,
    baselined: findings.filter(({ status }) => status === 'baselined').length,
    bySeverity: { critical: count('critical'), high: count('high'), medium: count('medium'), low: count('low') },
    byRule: Object.fromEntries(RULES.map(({ id }) => [id, open.filter(({ ruleId }) => ruleId === id).length])),
  };
}
