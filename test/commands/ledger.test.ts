import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLedger } from '../../src/commands/ledger.js';
import { LEDGER_FORMATS } from '../../src/commands/ledger-formats.js';
import type { SuppressionEntry } from '../../src/model/suppression.js';
import type { Authorship } from '../../src/sources/git-blame.js';

function entry(path: string, line: number, given: Partial<SuppressionEntry> = {}): SuppressionEntry {
  return {
    path,
    scope: 'line',
    rules: ['relative-import'],
    range: { start: { line, column: 3 }, end: { line, column: 40 } },
    lines: { first: line + 1, last: line + 1 },
    reason: 'it moves',
    until: null,
    isExpired: false,
    state: 'used',
    fault: null,
    unusedRules: [],
    findings: [],
    ...given,
  };
}

const today = '2026-06-01';
const by =
  (date: string): (() => Authorship) =>
  () => ({ kind: 'committed', author: 'Ada', date });

test('entries are sorted by path and place, whatever order they come in', () => {
  const { suppressions } = createLedger([entry('b.py', 1), entry('a.py', 10), entry('a.py', 9)], {
    today,
    authorOf: by('2026-05-01'),
  });
  assert.equal(
    suppressions.map(({ path, line }) => `${path}:${String(line)}`),
    ['a.py:9', 'a.py:10', 'b.py:1'],
  );
});

test('ages are whole days; one from a clock that went ahead is today', () => {
  const age = (date: string): unknown =>
    createLedger([entry('a.py', 1)], { today, authorOf: by(date) }).suppressions[0]?.ageDays;
  assert.equal(['2025-06-01', '2026-05-31', '2026-06-01', '2031-01-01'].map(age), [365, 1, 0, 0]);
});

test('the last thirty days of a suppression are soon; what is no date ends never', () => {
  const expiry = (until: string | null, isExpired = false): unknown =>
    createLedger([entry('a.py', 1, { until, isExpired })], { today, authorOf: by(today) }).suppressions[0]?.expiry;
  assert.equal(
    [
      expiry('2026-05-31', true),
      expiry('2026-06-01'),
      expiry('2026-07-01'),
      expiry('2026-07-02'),
      expiry(null),
      expiry('soon'),
    ],
    ['expired', 'soon', 'soon', 'later', null, null],
  );
});

test('a finding that two suppressions cover is counted once', () => {
  const findings = [{ ruleId: 'relative-import', severity: 'high', fingerprint: 'f' }] as const;
  const { summary } = createLedger(
    [entry('a.py', 1, { findings }), entry('a.py', 2, { findings, rules: ['x', 'x'] })],
    {
      today,
      authorOf: by(today),
    },
  );
  assert.equal(summary, {
    suppressions: 2,
    byState: { used: 2, unused: 0, invalid: 0, unchecked: 0 },
    expired: 0,
    expiringSoon: 0,
    findings: 1,
    byRule: { 'relative-import': 1, x: 1 },
  });
});

test('a terminal obeys nothing that a repository or an author holds', () => {
  const hostile = createLedger([entry('a\x1b[2J.py', 1, { reason: 'why\u202e', rules: ['\x07'] })], {
    today,
    authorOf: () => ({ kind: 'committed', author: 'A\x1b]0;x', date: today }),
  });
  assert.is(
    LEDGER_FORMATS.table(hostile, { color: false, width: 100 }),
    [
      'a\\x1b[2J.py',
      '  1  \\x07  used  A\\x1b]0;x, today',
      '     why\\u202e',
      '',
      '1 suppression: \\x07 1.',
      '0 findings covered, 0 expired, 0 expire within 30 days, 0 unused, 0 that do not count.',
      '',
    ].join('\n'),
  );
  const painted = LEDGER_FORMATS.table(hostile, { color: true, width: 100 });
  assert.is(painted.split('\n')[0], '\x1b[4ma\\x1b[2J.py\x1b[24m');
});

test.run();
