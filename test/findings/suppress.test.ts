import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Suppressions, type SuppressionInput } from '../../src/findings/suppress.js';
import type { SuppressionFact } from '../../src/model/facts.js';
import type { Finding } from '../../src/model/finding.js';

const range = (line: number): Finding['range'] => ({ start: { line, column: 3 }, end: { line, column: 40 } });

function fact(line: number, given: Partial<SuppressionFact>): SuppressionFact {
  return {
    scope: 'line',
    rules: ['relative-import'],
    reason: 'it moves',
    until: null,
    lines: { first: line + 1, last: line + 1 },
    site: { range: range(line), lineText: '', lineHash: '' },
    fault: null,
    list: null,
    removal: null,
    ...given,
  };
}

function open(suppressions: readonly SuppressionFact[], given: Partial<SuppressionInput> = {}): Suppressions {
  return new Suppressions({
    path: 'app/carts.py',
    suppressions,
    today: '2026-06-01',
    isKnownRule: (rule) => rule !== 'relative-imports',
    hasRun: (rule) => rule !== 'session-nulling',
    unsuppressibleBy: (rule) => (rule === 'localhost-fallback' ? '.compliancerc.yaml rules' : null),
    ...given,
  });
}

const finding = (ruleId: string, line: number): Finding =>
  ({ ruleId, severity: 'high', fingerprint: `${ruleId}-${String(line)}`, range: range(line) }) as Finding;

const both = fact(1, { rules: ['relative-import', 'localhost-fallback'] });

test('a rule that cannot be suppressed stays open, told with who decided; others in the same comment are suppressed', () => {
  const suppressions = open([both]);
  assert.equal(
    [suppressions.reasonFor('relative-import', 2), suppressions.reasonFor('localhost-fallback', 2)],
    ['it moves', null],
  );
  const refused = '.compliancerc.yaml rules says that findings of localhost-fallback cannot be suppressed';
  assert.equal(
    [...suppressions.problems()],
    [
      {
        ruleId: 'invalid-suppression',
        problem: {
          path: 'app/carts.py',
          site: both.site,
          subject: 'localhost-fallback',
          message: `This suppression of localhost-fallback does not count: ${refused}.`,
        },
      },
    ],
  );
  assert.equal(suppressions.entries([finding('relative-import', 2), finding('localhost-fallback', 2)]), [
    {
      path: 'app/carts.py',
      scope: 'line',
      rules: ['relative-import', 'localhost-fallback'],
      range: range(1),
      lines: { first: 2, last: 2 },
      reason: 'it moves',
      until: null,
      isExpired: false,
      state: 'invalid',
      fault: refused,
      unusedRules: [],
      findings: [
        { ruleId: 'relative-import', severity: 'high', fingerprint: 'relative-import-2' },
        { ruleId: 'localhost-fallback', severity: 'high', fingerprint: 'localhost-fallback-2' },
      ],
    },
  ]);
});

test('a whole file cannot be suppressed for such a rule either', () => {
  const suppressions = open([fact(1, { scope: 'file', lines: null, rules: ['localhost-fallback'] })]);
  assert.is(suppressions.reasonFor('localhost-fallback', 9), null);
  assert.is([...suppressions.problems()].length, 1);
});

test('entries come in the order of the file, each with its state', () => {
  const suppressions = open([
    fact(9, { rules: ['session-nulling'] }),
    fact(7, { rules: ['relative-import', 'duplicate-type'] }),
    fact(5, { until: '2026-05-31' }),
    fact(3, { rules: ['relative-imports'], reason: 'uses ghp_abcdefghijklmnopqrstuvwxyz0123' }),
    fact(1, {}),
  ]);
  assert.is(suppressions.reasonFor('relative-import', 8), 'it moves');
  assert.is(suppressions.reasonFor('relative-import', 6), null);
  assert.equal(
    suppressions
      .entries([finding('relative-import', 6), finding('relative-import', 8)])
      .map(({ range: { start }, state, fault, isExpired, unusedRules, reason, findings }) => ({
        line: start.line,
        state,
        fault,
        isExpired,
        unusedRules,
        reason,
        covered: findings.map(({ fingerprint }) => fingerprint).join(),
      })),
    [
      {
        line: 1,
        state: 'unused',
        fault: null,
        isExpired: false,
        unusedRules: ['relative-import'],
        reason: 'it moves',
        covered: '',
      },
      {
        line: 3,
        state: 'invalid',
        fault: 'there is no rule relative-imports',
        isExpired: false,
        unusedRules: [],
        reason: 'uses •••',
        covered: '',
      },
      {
        line: 5,
        state: 'invalid',
        fault: 'it expired on 2026-05-31',
        isExpired: true,
        unusedRules: [],
        reason: 'it moves',
        covered: 'relative-import-6',
      },
      {
        line: 7,
        state: 'used',
        fault: null,
        isExpired: false,
        unusedRules: ['duplicate-type'],
        reason: 'it moves',
        covered: 'relative-import-8',
      },
      { line: 9, state: 'unchecked', fault: null, isExpired: false, unusedRules: [], reason: 'it moves', covered: '' },
    ],
  );
});

test.run();
