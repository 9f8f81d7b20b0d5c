import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { computeScore, POINTS, scoreOf } from '../../src/findings/score.js';
import { GRADE_BOUNDS, MINIMUM_GRADED_LINES } from '../../src/findings/score-grade.js';
import { formatCount } from '../../src/model/count-text.js';
import { SEVERITIES, type Finding } from '../../src/model/finding.js';
import type { Score } from '../../src/model/report.js';
import { displayScore } from '../../src/model/score-display.js';
import { findingsWith, findingWith } from './score-samples.js';

const DOCUMENT = withoutLayout(readFileSync(new URL('../../../docs/score.md', import.meta.url), 'utf8'));

function withoutLayout(text: string): string {
  return text.replace(/\s+/g, ' ');
}

const LINES = new Map([
  ['backend', 10_000],
  ['web', 10_000],
]);
const FALLBACKS = findingsWith(10, { ruleId: 'localhost-fallback', component: 'backend', path: 'backend/config.py' });
const IMPORTS = findingsWith(40, { severity: 'low', component: 'web', path: 'web/cart.ts' });
const SESSIONS = findingsWith(2, { ruleId: 'session-nulling', severity: 'high', component: 'backend' });
const EXAMPLE = [...FALLBACKS, ...IMPORTS, ...SESSIONS];

function score(findings: readonly Finding[], linesByComponent: ReadonlyMap<string, number> = LINES): Score {
  return computeScore({ findings, linesByComponent, isComplete: true });
}

function shown({ value, points }: Score): string {
  return displayScore(value, points > 0);
}

const whole = score(EXAMPLE);
const one = (value: number) => value.toFixed(1);

/** Every passage of the page that holds a number, computed. */
const PASSAGES: readonly string[] = [
  'score = 100 / (1 + points per 1,000 lines / 10)',
  ...SEVERITIES.map((severity) => `| ${severity} | ${String(POINTS[severity])} |`),
  'points for each 1,000 lines:',
  '| points per 1,000 lines | score | grade |',
  ...[0, 1, 2, 5, 10, 20, 40, 100].map((density) => {
    const atDensity = score(findingsWith(density * 5), new Map([['app', 10_000]]));
    return `| ${String(density)} | ${shown(atDensity)} | ${String(atDensity.grade)} |`;
  }),
  ...exampleTables(),
  ...displayPassages(),
  ...properties(),
  ...counterexamples(),
  ...explanations(),
];

function exampleTables(): string[] {
  const counts = { 'localhost-fallback': '10 medium', 'relative-import': '40 low', 'session-nulling': '2 high' };
  const lines = [...LINES.values()].reduce((sum, count) => sum + count, 0);
  const density = (1000 * whole.points) / lines;
  return [
    `${formatCount(lines)} lines in two components, \`backend\` with 10,000 and \`web\` with 10,000`,
    ...whole.byRule.flatMap(({ rule, points, lost, gain }) => [
      `| \`${rule}\` | ${String(Reflect.get(counts, rule))} | ${String(points)} |`,
      `| \`${rule}\` | ${one(lost)} | +${one(gain)} |`,
    ]),
    `That is ${String(whole.points)} points, ${String(density)} for each 1,000 lines, so the score is ` +
      `100 / (1 + ${String(density)} / 10) = ${shown(whole)}: grade ${String(whole.grade)}, risk ${whole.risk}.`,
    `explains the missing ${one(100 - (whole.value ?? 0))}:`,
    ...whole.byComponent.map(
      ({ component, lines: own, points, score: value, lost }) =>
        `| \`${component}\` | ${formatCount(own)} | ${String(points)} | ${displayScore(value, true)} | ${one(lost)} |`,
    ),
    'the sum of `Math.round(lost * 1e6)` is `Math.round((100 - value) * 1e6)`',
    'down to 1 line at the least',
  ];
}

function displayPassages(): string[] {
  const audit = score(findingsWith(14, { severity: 'critical' }), new Map([['app', 1_860_000]]));
  const minimum = formatCount(MINIMUM_GRADED_LINES);
  return [
    `nothing below ${displayScore(0.0001, true)} or above ${displayScore(99.9999, true)}: ${displayScore(100, false)} means`,
    'reads "90.0" beside a B',
    '| grade | displayed score | points per 1,000 lines, about |',
    ...GRADE_BOUNDS.map(([grade, bound]) => {
      const density = Number((1000 / bound - 10).toFixed(1));
      return `| ${grade} | ${String(bound)} or more | up to ${String(density)} |`;
    }),
    `There is no grade under ${minimum} lines`,
    `"${shown(audit)}, ${String(audit.gradeReason)}"`,
    `Under ${minimum} lines the severities alone decide`,
    `14 critical findings in 1,860,000 lines make ${shown(audit)} and a ${String(audit.grade)}; ` +
      `the example has ${shown(whole)} and a ${String(whole.grade)}`,
  ];
}

/** Numbers of the properties that score.test.ts holds. */
function properties(): string[] {
  return ['above 0 and at most 100, and it is 100 only when nothing counts', 'count as a part with score 0'];
}

function counterexamples(): string[] {
  const gains = whole.byRule.reduce((sum, { gain }) => sum + gain, 0);
  const parts = whole.byComponent.map(({ score: value }) => value ?? NaN);
  const mean = parts.reduce((sum, value) => sum + value, 0) / parts.length;
  const [first, second] = parts.map((value) => displayScore(value, true));
  const otherPolicy = score([
    ...FALLBACKS,
    ...SESSIONS,
    ...IMPORTS.map((finding) => ({ ...finding, severity: 'medium' as const })),
  ]);
  const suppressed = score([
    ...FALLBACKS,
    ...IMPORTS,
    ...SESSIONS.map((finding) => ({ ...finding, status: 'suppressed' as const })),
  ]);
  return [
    `The three gains make ${one(gains)} together, yet resolving everything brings ${one((score([]).value ?? 0) - (whole.value ?? 0))}`,
    `Without 5,000 lines that had no findings, the same debt sits in 15,000 lines: ` +
      `${shown(withLines(EXAMPLE, 15_000))} instead of ${shown(whole)}`,
    `a file of 4,000 lines with one low finding in it brings ${shown(
      withLines(
        EXAMPLE.filter((finding) => finding !== IMPORTS[0]),
        16_000,
      ),
    )}`,
    `The mean of ${String(first)} and ${String(second)} is ${one(mean)}, the whole ${shown(whole)}`,
    `the same code has ${String(otherPolicy.points)} points and ${shown(otherPolicy)}`,
    `Suppressing the 2 high findings shows ${shown(suppressed)} and risk ${suppressed.risk}; ` +
      `the strict score stays ${displayScore(suppressed.strict, true)}`,
  ];
}

function explanations(): string[] {
  const perThousand = (count: number) => shown(withLines(findingsWith(count * 10), 10_000));
  const { critical, high, medium, low } = POINTS;
  return [
    `Five medium findings for each 1,000 lines halve the score: ${perThousand(5)}. One for each 1,000 lines is ${perThousand(1)}`,
    `as much as ${String(critical / high)} high, ${String(critical / medium)} medium or ${String(critical / low)} low ones`,
    'Going from 50.0 to 75.0 takes two thirds of the points away; going on to 90.0 takes two thirds of the rest',
  ];
}

function withLines(findings: readonly Finding[], lines: number): Score {
  return score(findings, new Map([['app', lines]]));
}

for (const passage of PASSAGES) {
  test(`the page says: ${passage}`, () => {
    assert.ok(DOCUMENT.includes(passage));
  });
}

test('the page has no other number', () => {
  const rest = PASSAGES.reduce((text, passage) => text.replace(passage, ''), DOCUMENT);
  assert.equal(rest.match(/.{0,30}\d.{0,30}/g) ?? [], []);
});

test('the two thirds are right', () => {
  const [start, better, best] = [900, 300, 100].map((points) => displayScore(scoreOf(points, 90_000), true));
  assert.equal([start, better, best], ['50.0', '75.0', '90.0']);
});

test('gains do not add up', () => {
  const gains = whole.byRule.reduce((sum, { gain }) => sum + gain, 0);
  assert.ok(gains < 100 - (whole.value ?? 0) - 1);
});

test('deleting clean code lowers the score', () => {
  assert.ok((withLines(EXAMPLE, 15_000).value ?? 0) < (whole.value ?? 0));
});

test('resolving a finding by deleting code may lower the score, and its gain is negative', () => {
  const large = findingWith({ ruleId: 'duplicate-type', severity: 'low', removesLines: 4000 });
  const { value, byRule } = withLines([...EXAMPLE, large], 20_000);
  const without = withLines(EXAMPLE, 16_000).value ?? NaN;
  assert.ok(without < (value ?? NaN));
  assert.is(byRule.find(({ rule }) => rule === 'duplicate-type')?.gain, without - (value ?? NaN));
});

test('a better score may have a worse grade', () => {
  const critical = withLines([findingWith({ severity: 'critical' })], 1_000_000);
  assert.ok((critical.value ?? 0) > (whole.value ?? 0));
  assert.equal([critical.grade, whole.grade], ['C', 'B']);
});

test('the whole is not the mean of its parts', () => {
  const { value, byComponent } = score(
    EXAMPLE,
    new Map([
      ['backend', 1000],
      ['web', 19_000],
    ]),
  );
  const mean = byComponent.reduce((sum, part) => sum + (part.score ?? 0), 0) / byComponent.length;
  assert.ok(Math.abs(mean - (value ?? 0)) > 10);
});

test('one code base scores differently under different policies', () => {
  const strict = EXAMPLE.map((finding): Finding =>
    finding.severity === 'low' ? { ...finding, severity: 'medium' } : finding,
  );
  assert.is.not(score(strict).value, whole.value);
});

test.run();
