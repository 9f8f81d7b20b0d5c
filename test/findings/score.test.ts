import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { computeScore, POINTS, type ScoreInput } from '../../src/findings/score.js';
import { SEVERITIES, type Finding, type Severity } from '../../src/model/finding.js';
import type { Score } from '../../src/model/report.js';
import { displayScore } from '../../src/model/score-display.js';
import { anyFinding, anyLines, findingsWith, findingWith } from './score-samples.js';

function scoreOf(findings: readonly Finding[], lines: ScoreInput['linesByComponent'] | number): Score {
  const linesByComponent = typeof lines === 'number' ? new Map([['app', lines]]) : lines;
  return computeScore({ findings, linesByComponent, isComplete: true });
}

function valueOf(findings: readonly Finding[], lines: ScoreInput['linesByComponent'] | number): number {
  const { value } = scoreOf(findings, lines);
  assert.is.not(value, null);
  return value ?? NaN;
}

/** Sizes of real code bases. With them 100 × lines and lines + 100 × points stay below 2^53, so they are exact. */
const someLines = fc.integer({ min: 1, max: 100_000_000 });
const someFindings = fc.array(anyFinding, { maxLength: 40 });
const counts = (finding: Finding) => finding.status !== 'suppressed';

test('a report of two components has the whole score', () => {
  const findings = [
    findingWith({ severity: 'high', ruleId: 'env-missing', path: 'app/.env.staging' }),
    findingWith({ severity: 'medium', status: 'baselined', path: 'app/orders/service.py', removesLines: 10 }),
    findingWith({ severity: 'low', component: 'web', path: 'main.ts' }),
    findingWith({ severity: 'critical', status: 'suppressed', component: 'web', path: 'web/key.ts' }),
  ];
  const lines = new Map([
    ['app', 1500],
    ['web', 500],
  ]);
  assert.equal(scoreOf(findings, lines), {
    value: 200_000 / 2750,
    strict: 200_000 / 4750,
    grade: 'C',
    gradeReason: null,
    risk: 'MEDIUM',
    points: 7.5,
    complete: true,
    byRule: [
      { rule: 'env-missing', points: 5, lost: 18.181818, gain: 200_000 / 2250 - 200_000 / 2750 },
      { rule: 'relative-import', points: 2.5, lost: 9.090909, gain: 199_000 / 2490 - 200_000 / 2750 },
    ],
    byComponent: [
      { component: 'app', lines: 1500, points: 7, score: 150_000 / 2200, lost: 25.454545 },
      { component: 'web', lines: 500, points: 0.5, score: 50_000 / 550, lost: 1.818182 },
    ],
    byDirectory: [
      { directory: 'app', points: 5, lost: 18.181818 },
      { directory: 'app/orders', points: 2, lost: 7.272727 },
      { directory: '.', points: 0.5, lost: 1.818182 },
    ],
  });
});

test('the value is 100 / (1 + points per 1,000 lines / 10)', () => {
  const property = fc.property(someFindings, someLines, (findings, lines) => {
    const points = findings.filter(counts).reduce((sum, { severity }) => sum + POINTS[severity], 0);
    const expected = 100 / (1 + (1000 * points) / lines / 10);
    assert.ok(Math.abs(valueOf(findings, lines) - expected) <= 1e-12 * expected);
  });
  fc.assert(property);
});

test('the value is above 0 and at most 100, and 100 exactly when nothing counts', () => {
  const property = fc.property(someFindings, someLines, (findings, lines) => {
    const value = valueOf(findings, lines);
    assert.ok(value > 0 && value <= 100);
    assert.is(value === 100, !findings.some(counts));
  });
  fc.assert(property);
});

test('resolving any open or baselined finding at unchanged lines raises the value', () => {
  const property = fc.property(
    fc.array(anyFinding, { minLength: 1, maxLength: 40 }),
    fc.nat(),
    someLines,
    (all, choice, lines) => {
      const index = choice % all.length;
      fc.pre(all[index] !== undefined && counts(all[index]));
      const rest = all.filter((_, position) => position !== index);
      assert.ok(valueOf(rest, lines) > valueOf(all, lines));
    },
  );
  fc.assert(property);
});

test('one low finding among a hundred thousand critical ones in a hundred million lines still shows', () => {
  const lines = new Map([['app', 100_000_000]]);
  const many = findingsWith(100_000, { severity: 'critical' });
  assert.ok(valueOf([...many, findingWith({ severity: 'low' })], lines) < valueOf(many, lines));
});

test('ten times the code at the same density scores the same', () => {
  const property = fc.property(someFindings, anyLines, (findings, lines) => {
    const tenfold = Array.from({ length: 10 }, () => findings).flat();
    const tenfoldLines = new Map([...lines].map(([component, count]) => [component, 10 * count]));
    const [once, tenTimes] = [scoreOf(findings, lines), scoreOf(tenfold, tenfoldLines)];
    assert.is(tenTimes.value, once.value);
    assert.is(tenTimes.strict, once.strict);
  });
  fc.assert(property);
});

test('what is lost adds up exactly, by rule, component and directory', () => {
  const property = fc.property(someFindings, anyLines, (findings, lines) => {
    const score = scoreOf(findings, lines);
    const missing = score.value === null ? 0 : Math.round((100 - score.value) * 1e6);
    for (const parts of [score.byRule, score.byComponent, score.byDirectory]) {
      const total = parts.reduce((sum, { lost }) => sum + Math.round(lost * 1e6), 0);
      assert.is(total, missing);
    }
  });
  fc.assert(property);
});

test('what is lost is within one millionth of the share of the points', () => {
  const property = fc.property(someFindings, someLines, (findings, lines) => {
    const score = scoreOf(findings, lines);
    for (const { points, lost } of [...score.byRule, ...score.byComponent, ...score.byDirectory]) {
      const share = points === 0 ? 0 : ((100 - (score.value ?? 100)) * points) / score.points;
      assert.ok(Math.abs(lost - share) < 2e-6);
    }
  });
  fc.assert(property);
});

test('what cannot be divided evenly goes to the first name', () => {
  const findings = ['web', 'app', 'lib'].map((folder) => findingWith({ severity: 'low', path: `${folder}/x.py` }));
  assert.equal(
    scoreOf(findings, 2000).byDirectory.map(({ directory, lost }) => [directory, lost]),
    [
      ['app', 2.325582],
      ['lib', 2.325581],
      ['web', 2.325581],
    ],
  );
});

test('the whole lies between the scores of its parts', () => {
  const property = fc.property(someFindings, anyLines, (findings, lines) => {
    const { value, byComponent } = scoreOf(findings, lines);
    fc.pre(value !== null);
    // A component without lines has no density at all, or an infinite one: as a score, 0.
    const parts = byComponent.flatMap(({ score, points }) => score ?? (points > 0 ? 0 : []));
    assert.ok(Math.min(...parts) <= value && value <= Math.max(...parts));
  });
  fc.assert(property);
});

test('a more severe finding lowers the value', () => {
  const property = fc.property(someFindings, someLines, fc.integer({ min: 0, max: 2 }), (findings, lines, level) => {
    const at = (severity: Severity | undefined) => [...findings, findingWith(severity ? { severity } : {})];
    assert.ok(valueOf(at(SEVERITIES[level + 1]), lines) < valueOf(at(SEVERITIES[level]), lines));
  });
  fc.assert(property);
});

test('a baseline changes nothing in the score', () => {
  const property = fc.property(someFindings, anyLines, fc.boolean(), (findings, linesByComponent, isComplete) => {
    const baselined = findings.map((finding): Finding => {
      return finding.status === 'open' ? { ...finding, status: 'baselined', isNew: false } : finding;
    });
    assert.equal(
      computeScore({ findings: baselined, linesByComponent, isComplete }),
      computeScore({ findings, linesByComponent, isComplete }),
    );
  });
  fc.assert(property);
});

test('suppressing a finding raises the value, never the strict score', () => {
  const property = fc.property(someFindings, someLines, anyFinding, (findings, lines, finding) => {
    const open = scoreOf([...findings, { ...finding, status: 'open' }], lines);
    const suppressed = scoreOf([...findings, { ...finding, status: 'suppressed' }], lines);
    assert.ok((suppressed.value ?? 0) > (open.value ?? 0));
    assert.is(suppressed.strict, open.strict);
    assert.ok((suppressed.strict ?? 0) <= (suppressed.value ?? 0));
  });
  fc.assert(property);
});

test('the order of the findings changes nothing', () => {
  const shuffled = fc.shuffledSubarray(findingsForOrder(), { minLength: findingsForOrder().length });
  const expected = scoreOf(findingsForOrder(), 5000);
  fc.assert(
    fc.property(shuffled, (findings) => {
      assert.equal(scoreOf(findings, 5000), expected);
    }),
  );
});

function findingsForOrder(): Finding[] {
  return SEVERITIES.flatMap((severity) =>
    ['web', 'app'].map((name) => findingWith({ severity, component: name, ruleId: name, path: `${name}/x.ts` })),
  );
}

test('a gain never removes the last line', () => {
  const [rule] = scoreOf([findingWith({ removesLines: 50 }), findingWith({ ruleId: 'env-secret' })], 20).byRule;
  assert.equal(rule, {
    rule: 'env-secret',
    points: 2,
    lost: 47.619048,
    gain: 2000 / 220 - 2000 / 420,
  });
  const gains = scoreOf([findingWith({ removesLines: 50 }), findingWith({ ruleId: 'env-secret' })], 20).byRule;
  assert.is(gains[1]?.gain, 100 / 201 - 2000 / 420);
});

test('without lines there is no score, nothing is lost and nothing can be gained', () => {
  assert.equal(scoreOf([findingWith({ severity: 'high' })], new Map()), {
    value: null,
    strict: null,
    grade: null,
    gradeReason: 'no grade: no lines were counted',
    risk: 'MEDIUM',
    points: 5,
    complete: true,
    byRule: [{ rule: 'relative-import', points: 5, lost: 0, gain: 0 }],
    byComponent: [{ component: 'app', lines: 0, points: 5, score: null, lost: 0 }],
    byDirectory: [{ directory: 'app/orders', points: 5, lost: 0 }],
  });
});

test('a component without lines has no score but its share of the loss', () => {
  const findings = [findingWith({ severity: 'high', component: 'deploy' })];
  assert.equal(scoreOf(findings, 4500).byComponent, [
    { component: 'deploy', lines: 0, points: 5, score: null, lost: 10 },
    { component: 'app', lines: 4500, points: 0, score: 100, lost: 0 },
  ]);
});

test('grades begin at 90, 75, 50 and 25 of the displayed score', () => {
  const graded = ['90', '89.95', '89.94', '75', '74.95', '74.94', '50', '49.95', '49.94', '25', '24.95', '24.94'].map(
    (value) => [value, gradeNear(Number(value))],
  );
  assert.equal(graded, [
    ['90', '90.0 A'],
    ['89.95', '90.0 A'],
    ['89.94', '89.9 B'],
    ['75', '75.0 B'],
    ['74.95', '75.0 B'],
    ['74.94', '74.9 C'],
    ['50', '50.0 C'],
    ['49.95', '50.0 C'],
    ['49.94', '49.9 D'],
    ['25', '25.0 D'],
    ['24.95', '25.0 D'],
    ['24.94', '24.9 E'],
  ]);
});

/** The grade of a code base whose score is just above `value`. */
function gradeNear(value: number): string {
  const count = 10_000;
  const points = 2 * count;
  const lines = Math.ceil((100 * points * value) / (100 - value));
  const score = scoreOf(findingsWith(count), lines);
  return `${displayScore(score.value, true)} ${String(score.grade)}`;
}

test('the displayed score never contradicts the grade', () => {
  const property = fc.property(fc.integer({ min: 0, max: 3000 }), someLines, (count, lines) => {
    fc.pre(lines >= 1000);
    const score = scoreOf(findingsWith(count), lines);
    const displayed = Number(displayScore(score.value, count > 0));
    const letter = displayed >= 90 ? 'A' : displayed >= 75 ? 'B' : displayed >= 50 ? 'C' : displayed >= 25 ? 'D' : 'E';
    assert.is(score.grade, letter);
  });
  fc.assert(property, { numRuns: 50 });
});

test('an open critical caps the grade at C, in words', () => {
  const { value, grade, gradeReason, risk } = scoreOf(findingsWith(14, { severity: 'critical' }), 1_860_000);
  assert.equal(
    [displayScore(value, true), grade, gradeReason, risk],
    ['98.5', 'C', 'capped to C: 14 critical', 'HIGH'],
  );
});

test('a baselined critical caps the grade too', () => {
  const { grade, gradeReason } = scoreOf([findingWith({ severity: 'critical', status: 'baselined' })], 100_000);
  assert.equal([grade, gradeReason], ['C', 'capped to C: 1 critical']);
});

test('a suppressed critical does not cap the grade', () => {
  const { grade, gradeReason, risk } = scoreOf([findingWith({ severity: 'critical', status: 'suppressed' })], 1000);
  assert.equal([grade, gradeReason, risk], ['A', null, 'LOW']);
});

test('a grade at or below C is not called capped', () => {
  const { grade, gradeReason } = scoreOf(findingsWith(10, { severity: 'critical' }), 20_000);
  assert.equal([grade, gradeReason], ['C', null]);
});

test('there is no grade under 1,000 lines', () => {
  assert.equal(
    [999, 1000].map((lines) => [scoreOf([], lines).grade, scoreOf([], lines).gradeReason]),
    [
      [null, 'no grade: fewer than 1,000 lines (999)'],
      ['A', null],
    ],
  );
});

test('there is no grade when the check is incomplete, and every reason is said', () => {
  const incomplete = (lines: number, incompleteReason?: string) => {
    const linesByComponent = new Map([['app', lines]]);
    return computeScore({ findings: [], linesByComponent, isComplete: false, incompleteReason });
  };
  assert.equal(
    [incomplete(5000, '2 files were skipped'), incomplete(10), incomplete(0)].map((score) => [
      score.complete,
      score.grade,
      score.gradeReason,
    ]),
    [
      [false, null, 'no grade: the check is incomplete (2 files were skipped)'],
      [false, null, 'no grade: fewer than 1,000 lines (10); the check is incomplete'],
      [false, null, 'no grade: no lines were counted; the check is incomplete'],
    ],
  );
});

test('the risk follows the worst severity and the grade', () => {
  const risks = [
    scoreOf([], 5000),
    scoreOf(findingsWith(50), 100_000),
    scoreOf([findingWith({ severity: 'high' })], 100_000),
    scoreOf(findingsWith(50), 15_000),
    scoreOf(findingsWith(50), 5000),
    scoreOf([findingWith({ severity: 'critical', status: 'baselined' })], 100_000),
  ].map(({ grade, risk }) => [grade, risk]);
  assert.equal(risks, [
    ['A', 'LOW'],
    ['A', 'LOW'],
    ['A', 'MEDIUM'],
    ['C', 'MEDIUM'],
    ['D', 'HIGH'],
    ['C', 'HIGH'],
  ]);
});

test('under 1,000 lines the severities alone decide the risk', () => {
  assert.is(scoreOf(findingsWith(50), 999).risk, 'LOW');
});

test('a file that cannot be checked does not lower the risk', () => {
  const property = fc.property(someFindings, anyLines, (findings, linesByComponent) => {
    const complete = computeScore({ findings, linesByComponent, isComplete: true });
    const incomplete = computeScore({ findings, linesByComponent, isComplete: false });
    assert.is(incomplete.risk, complete.risk);
  });
  fc.assert(property);
});

test.run();
