import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluateGate, type GateInput } from '../../src/findings/gate.js';
import { computeScore } from '../../src/findings/score.js';
import { readConditions } from '../../src/model/gate-condition.js';
import type { Finding } from '../../src/model/finding.js';
import { findingsWith, findingWith } from './score-samples.js';

interface Situation extends Partial<Omit<GateInput, 'score' | 'failOn'>> {
  readonly failOn?: string | readonly string[];
  readonly lines?: number;
  readonly isComplete?: boolean;
}

function judge({ lines = 10_000, isComplete = true, ...given }: Situation): [passed: boolean, reason: string] {
  const findings: readonly Finding[] = given.findings ?? [];
  const score = computeScore({ findings, linesByComponent: new Map([['app', lines]]), isComplete });
  const failOn = readConditions([given.failOn ?? 'medium'].flat()) ?? [];
  const gate = evaluateGate({ minScore: null, failures: [], ...given, failOn, findings, score });
  return [gate.passed, gate.reason];
}

const one = findingsWith(1);
const mixed = [...findingsWith(1, { severity: 'high' }), ...findingsWith(2), ...findingsWith(4, { severity: 'low' })];

test('the gate holds the conditions it judged by', () => {
  const score = computeScore({ findings: [], linesByComponent: new Map([['app', 10]]), isComplete: true });
  assert.equal(
    evaluateGate({ findings: [], score, failOn: [{ scope: 'new', severity: 'high' }], minScore: 75, failures: [] }),
    {
      failOn: ['new:high'],
      minScore: 75,
      passed: true,
      reason: 'Passed: no new finding of high or worse; score 100.0 is at least 75.',
    },
  );
});

test('new open findings at or above the threshold fail it, counted by severity', () => {
  assert.equal(judge({ findings: mixed }), [false, 'Failed: 3 new findings of medium or worse (1 high, 2 medium).']);
});

test('one finding is singular', () => {
  assert.equal(judge({ findings: one }), [false, 'Failed: 1 new finding of medium or worse (1 medium).']);
});

test('findings below the threshold pass', () => {
  const low = findingsWith(3, { severity: 'low' });
  assert.equal(judge({ findings: low }), [true, 'Passed: no new finding of medium or worse.']);
});

test('baselined, suppressed and old findings pass', () => {
  const findings = [
    findingWith({ status: 'baselined', isNew: false }),
    findingWith({ status: 'suppressed', isNew: true }),
    findingWith({ status: 'open', isNew: false }),
  ];
  assert.equal(judge({ findings }), [true, 'Passed: no new finding of medium or worse beside 1 in the baseline.']);
});

test('a condition about all findings counts baselined and old ones, and never suppressed ones', () => {
  const findings = [
    findingWith({ status: 'baselined', isNew: false, severity: 'critical' }),
    findingWith({ status: 'suppressed', isNew: true, severity: 'critical' }),
    findingWith({ status: 'open', isNew: false, severity: 'high' }),
  ];
  assert.equal(
    [
      judge({ findings, failOn: ['all:critical', 'new:low'] }),
      judge({ findings, failOn: 'all:high' }),
      judge({ findings: findings.slice(1), failOn: 'all:critical' }),
      judge({ findings, failOn: 'all:low' }),
    ],
    [
      [false, 'Failed: 1 critical finding, old ones included.'],
      [false, 'Failed: 2 findings of high or worse (1 critical, 1 high), old ones included.'],
      [true, 'Passed: no critical finding, old ones included.'],
      [false, 'Failed: 2 findings (1 critical, 1 high), old ones included.'],
    ],
  );
});

test('the lowest and the highest threshold are worded without "or worse"', () => {
  assert.equal(
    [
      judge({ failOn: 'low' }),
      judge({ failOn: 'low', findings: mixed }),
      judge({ failOn: 'critical' }),
      judge({ failOn: 'critical', findings: findingsWith(1200, { severity: 'critical' }) }),
    ],
    [
      [true, 'Passed: no new finding.'],
      [false, 'Failed: 7 new findings (1 high, 2 medium, 4 low).'],
      [true, 'Passed: no new critical finding.'],
      [false, 'Failed: 1,200 new critical findings.'],
    ],
  );
});

test('a score below the minimum fails, and both reasons are said', () => {
  assert.equal(judge({ failOn: 'none', minScore: 75, lines: 400, findings: one }), [
    false,
    'Failed: score 66.7 is below 75.',
  ]);
  assert.equal(judge({ minScore: 75, lines: 400, findings: one }), [
    false,
    'Failed: 1 new finding of medium or worse (1 medium); score 66.7 is below 75.',
  ]);
});

test('a condition that holds is not among the reasons for failing', () => {
  assert.equal(judge({ minScore: 75, findings: one }), [false, 'Failed: 1 new finding of medium or worse (1 medium).']);
});

test('the displayed score is compared', () => {
  const nearly = findingsWith(333, { severity: 'low' });
  assert.equal(judge({ failOn: 'none', minScore: 75, findings: nearly, lines: 49_890 }), [
    true,
    'Passed: score 75.0 is at least 75.',
  ]);
  assert.equal(judge({ failOn: 'none', minScore: 100, findings: one, lines: 10_000_000 }), [
    false,
    'Failed: score 99.9 is below 100.',
  ]);
});

test('a minimum without a score to compare fails', () => {
  assert.equal(judge({ minScore: 75, lines: 0 }), [
    false,
    'Failed: there is no score to compare with 75 (no lines were counted).',
  ]);
});

test('without conditions everything passes', () => {
  assert.equal(judge({ failOn: 'none', findings: mixed }), [true, 'Passed: no condition is set.']);
});

test('an incomplete check and failures are mentioned', () => {
  const failures = [{ path: 'app/legacy.py', ruleId: null, reason: 'EACCES: permission denied' }];
  assert.equal(
    [
      judge({ isComplete: false }),
      judge({ failures }),
      judge({ isComplete: false, failures: [...failures, ...failures] }),
      judge({ isComplete: false, failures, findings: one }),
    ],
    [
      [true, 'Passed: no new finding of medium or worse, but the check is incomplete.'],
      [false, 'Not judged: no new finding of medium or worse, but 1 failure occurred.'],
      [false, 'Not judged: no new finding of medium or worse, but the check is incomplete and 2 failures occurred.'],
      [false, 'Failed: 1 new finding of medium or worse (1 medium); the check is incomplete and 1 failure occurred.'],
    ],
  );
});

test.run();
