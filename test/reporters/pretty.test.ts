import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import pretty from '../../reporters/pretty.js';
import { SEVERITIES, type Finding } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { columnsOf } from '../../src/model/terminal-text.js';
import { cleanReport, findingWith, rangeAt, reportWith } from './sample-report.js';

/** Colour sequences. */
const COLORS = new RegExp(`\x1b\\[(\\d+)m`, 'g');

function linesOf(report: Report, width = 100): string[] {
  const text = [...pretty.render(report, { color: false, width })].join('');
  assert.ok(text.endsWith('\n'));
  return text.slice(0, -1).split('\n');
}

/** The lines that contain `part`. */
function linesWith(report: Report, part: string): string[] {
  return linesOf(report).filter((line) => line.includes(part));
}

function manyFindings(count: number, changes: (index: number) => Partial<Finding>): Finding[] {
  return Array.from({ length: count }, (_, index) =>
    findingWith({ path: `app/${String(1000 + index)}.py`, ...changes(index) }),
  );
}

test('a full report, as a person reads it', () => {
  assert.equal(linesOf(reportWith()), [
    'backend/app/config.py',
    '  12:42  medium  REDIS_HOST falls back to localhost; staging and production do not provide it.',
    '                 localhost-fallback',
    '         │ REDIS_HOST = os.environ.get("REDIS_HOST", "localhost")',
    '         │                                           ^^^^^^^^^^',
    '         ↳ backend/.env.staging:1:1  no REDIS_HOST here',
    '         ↳ line 30:5  used to connect here',
    '',
    'backend/app/handlers/orders.py',
    '    3:1  low     Order is imported through three levels of parent packages.',
    '                 relative-import, new, fixable',
    '         │ from ...models.order import Order',
    '         │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
    '   41:9  high    `client.db_session` is set to None while `client` lives on: its next query fails,',
    '                 or is silently lost.  session-nulling, new',
    '         │ client.db_session = None',
    '         │ ^^^^^^^^^^^^^^^^^^^^^^^^',
    '',
    'localhost-fallback  1 medium',
    '  Why     A service that falls back to localhost starts, answers its health check, and then talks to',
    '          nobody.',
    '  Repair  Read the variable without a default, so that a missing value stops the start:',
    '            REDIS_HOST = os.environ["REDIS_HOST"]',
    '          - or guard the default by a check for development;',
    '          - or let a validator reject it elsewhere.',
    '',
    'relative-import  1 low',
    '  Why     A relative import breaks when either file moves, and hides which package the name comes',
    '          from.',
    '  Repair  Import by the absolute name; `--fix` does it.',
    '',
    'session-nulling  1 high',
    '  Why     The next use of that object fails, or silently does not persist.',
    '  Repair  Open a session for the unit of work, and close it at its end.',
    '',
    '1 failure: the check could not be made completely',
    '  EACCES: permission denied',
    '    backend/app/legacy.py',
    '1 skip: not checked, so the score is incomplete',
    '  larger than 1 MB',
    '    web/data/big.ts',
    '12 .vue files are not understood yet: not checked',
    '2 repositories inside this one: not entered',
    '',
    '3 findings in 2 files: 1 high, 1 medium, 1 low',
    '2 new, 1 fixable, 1 baselined, 1 suppressed',
    '',
    'Score 94.4, no grade: the check is incomplete (1 file was skipped), risk MEDIUM',
    'Strict score 94.2: suppressed findings counted',
    '21,195 lines in 412 files',
    'Preset recommended, policy 9f8e7d6c, python judged by CPython 3.11.7',
    '',
    '  Costliest rules      Lost   Gain when resolved',
    '  session-nulling       4.5                 +4.4',
    '  localhost-fallback    0.9                 +0.8',
    '  relative-import       0.2                 +0.2',
    '  gains do not add up',
    '',
    '  Component   Score   Lost    Lines',
    '  backend      94.3    3.3   12,345',
    '  worker       56.1    2.2      640',
    '  web         100.0    0.0    8,210',
    '',
    'Failed: 1 new finding of medium or worse (1 high).',
  ]);
});

test('a clean report is short', () => {
  const { score, ...rest } = cleanReport();
  const byComponent = score.byComponent.slice(0, 1);
  assert.equal(linesOf({ ...rest, score: { ...score, byComponent } }), [
    'No findings in 412 files',
    '',
    'Score 100.0, grade A, risk LOW',
    '21,195 lines in 412 files',
    'Preset recommended, policy 9f8e7d6c, python judged by CPython 3.11.7',
    '',
    'Passed: no new finding of medium or worse.',
  ]);
});

test('an empty project says so', () => {
  const { summary, ...rest } = cleanReport();
  assert.is(
    linesOf({ ...rest, summary: { ...summary, files: 0, lines: 0 } })[0],
    'No findings; there was no file to check',
  );
});

test('one of anything is singular', () => {
  const { summary, ...rest } = reportWith({ findings: [findingWith()] });
  const report = {
    ...rest,
    summary: { ...summary, files: 1, lines: 1, unsupported: [{ extension: '.vue', files: 1 }], repositories: 0 },
  };
  const lines = linesOf(report);
  for (const line of [
    '1 finding in 1 file: 1 high',
    '1 line in 1 file',
    '1 failure: the check could not be made completely',
    '1 .vue file is not understood yet: not checked',
  ]) {
    assert.ok(lines.includes(line), line);
  }
});

test('baselined and suppressed findings are counted, not shown', () => {
  const findings = [
    findingWith({ status: 'baselined', isNew: false }),
    findingWith({ status: 'suppressed', isNew: false }),
  ];
  const lines = linesOf(reportWith({ findings, skips: [], failures: [] }));
  assert.is(lines.includes('No findings in 412 files (1 baselined, 1 suppressed)'), true);
  assert.equal(
    lines.filter((line) => line.includes('db_session')),
    [],
  );
});

test('newness is told only where some findings are new and others are not', () => {
  const old = findingWith({ isNew: false, range: rangeAt(50, 1, 2) });
  assert.equal(linesWith(reportWith({ findings: [findingWith()] }), ', new'), []);
  assert.is(linesWith(reportWith({ findings: [findingWith(), old] }), ', new').length, 1);
});

test('up to a hundred findings are all shown', () => {
  const report = reportWith({ findings: manyFindings(100, () => ({})) });
  assert.is(linesWith(report, '.py').filter((line) => line.startsWith('app/')).length, 100);
  assert.equal(linesWith(report, 'more of'), []);
});

test('of more findings, each rule shows its twenty worst and counts the others', () => {
  const findings = manyFindings(4332, (index) => ({
    ruleId: index < 4322 ? 'relative-import' : 'session-nulling',
    severity: index % 200 === 7 ? 'high' : 'low',
  }));
  const report = reportWith({ findings });
  assert.equal(linesWith(report, 'more of'), ['… and 4,302 more of relative-import (all of them: --format json)']);
  const shown = linesOf(report).filter((line) => line.startsWith('app/'));
  assert.is(shown.length, 30);
  assert.equal(shown.slice(0, 2), ['app/1007.py', 'app/1207.py']);
  assert.ok(linesOf(report).length < 300);
});

test('new findings are preferred among equally severe ones', () => {
  const findings = manyFindings(200, (index) => ({ isNew: index >= 180 }));
  const shown = linesOf(reportWith({ findings })).filter((line) => line.startsWith('app/'));
  assert.equal([shown.length, shown[0], shown.at(-1)], [20, 'app/1180.py', 'app/1199.py']);
});

test('related places are limited, and those of the same file have no path', () => {
  const { path } = findingWith();
  const related = Array.from({ length: 7 }, (_, index) => {
    return { path: index === 1 ? path : 'backend/app/db.py', range: rangeAt(index + 1, 2, 3), message: 'opened here' };
  });
  assert.equal(linesWith(reportWith({ findings: [findingWith({ related })] }), '↳'), [
    '        ↳ backend/app/db.py:1:2  opened here',
    '        ↳ line 2:2  opened here',
    '        ↳ backend/app/db.py:3:2  opened here',
    '        ↳ backend/app/db.py:4:2  opened here',
    '        ↳ backend/app/db.py:5:2  opened here',
    '        ↳ and 2 more places',
  ]);
});

test('an unsafe fix is called unsafe', () => {
  const fixes = [{ title: 'Delete the fallback', safety: 'unsafe', edits: [] }] as const;
  const [line = ''] = linesWith(reportWith({ findings: [findingWith({ fixes })] }), 'fixable (');
  assert.match(line, /, fixable \(unsafe\)$/);
});

test('skips and failures are grouped by reason, ten of each', () => {
  const skips = Array.from({ length: 13 }, (_, index) => ({
    path: `data/${String(index)}.ts`,
    reason: 'larger than 1 MB',
  }));
  const failures = [
    { path: null, ruleId: null, reason: 'a worker stopped' },
    { path: null, ruleId: 'env-secret', reason: 'TypeError: x is undefined' },
    { path: 'a.py', ruleId: 'env-secret', reason: 'TypeError: x is undefined' },
  ];
  const lines = linesOf(reportWith({ findings: [], skips, failures }));
  assert.equal(lines.slice(0, lines.indexOf('12 .vue files are not understood yet: not checked')), [
    '3 failures: the check could not be made completely',
    '  a worker stopped',
    '    the whole run',
    '  TypeError: x is undefined',
    '    rule env-secret',
    '    a.py (env-secret)',
    '13 skips: not checked, so the score is incomplete',
    '  larger than 1 MB',
    ...skips.slice(0, 10).map(({ path }) => `    ${path}`),
    '    … and 3 more',
  ]);
});

test('reasons are limited to ten', () => {
  const skips = Array.from({ length: 12 }, (_, index) => ({ path: 'x', reason: `reason ${String(index)}` }));
  assert.equal(linesWith(reportWith({ skips }), 'more reason'), ['  … and 2 more reasons']);
});

test('the grade says why it is capped, and the risk is always there', () => {
  const findings = manyFindings(3, () => ({ severity: 'critical' }));
  assert.equal(linesWith(reportWith({ findings, skips: [] }), 'Score 7'), [
    'Score 77.9, grade C (capped to C: 3 critical), risk HIGH',
  ]);
});

test('the three costliest rules are shown, the others counted', () => {
  const findings = ['a', 'b', 'c', 'd', 'e'].map((ruleId) => findingWith({ ruleId }));
  assert.equal(linesWith(reportWith({ findings }), 'cost less'), ['  2 more rules cost less; gains do not add up']);
});

test('a loss or gain that is not 0 never looks like 0', () => {
  const findings = [
    ...manyFindings(60, () => ({ severity: 'critical' })),
    findingWith({ ruleId: 'tiny', severity: 'low' }),
  ];
  assert.equal(linesWith(reportWith({ findings }), 'tiny').at(-1)?.trim().split(/ {2,}/), ['tiny', '<0.1', '+<0.1']);
});

test('without a score there is no number', () => {
  const score = {
    ...cleanReport().score,
    value: null,
    strict: null,
    grade: null,
    gradeReason: 'no grade: no lines were counted',
  };
  assert.equal(linesWith({ ...cleanReport(), score }, 'Score n'), [
    'Score n/a, no grade: no lines were counted, risk LOW',
  ]);
});

test('the last line is the reason of the gate', () => {
  assert.is(linesOf(reportWith()).at(-1), reportWith().gate.reason);
});

test('text is wrapped to the width, at least 40 and at most 120 columns', () => {
  const prose = 'A value that is missing in production must fail. '.repeat(20);
  const rules = reportWith().tool.rules.map((rule) => ({ ...rule, why: prose, repair: prose }));
  const tool = { ...reportWith().tool, rules };
  const report = reportWith({ findings: [findingWith({ message: prose })], failures: [], tool });
  const widest = [10, 40, 72, 120, 500, NaN].map((width) => {
    const lines = linesOf(report, width);
    return Math.max(...lines.slice(0, lines.indexOf('1 skip: not checked, so the score is incomplete')).map(columnsOf));
  });
  assert.equal(widest, [40, 40, 72, 120, 120, 80]);
});

test('Markdown keeps its lists and code', () => {
  const repair =
    'First\nline.\n\n* one item that is too long for a single line\n  of text\n2. two\n\n~~~\ncode   here\n~~~\n\n    indented';
  const rules = reportWith().tool.rules.map((rule) => ({ ...rule, why: '', repair }));
  const lines = linesOf(reportWith({ findings: [findingWith()], tool: { ...reportWith().tool, rules } }), 50);
  const begin = lines.indexOf('session-nulling  1 high');
  assert.equal(lines.slice(begin + 1, lines.indexOf('', begin)), [
    '  Repair  First line.',
    '          * one item that is too long for a single',
    '            line of text',
    '          2. two',
    '            code   here',
    '                indented',
  ]);
});

test('colours change nothing but the colours', () => {
  const colored = [...pretty.render(reportWith(), { color: true, width: 100 })].join('');
  const plain = [...pretty.render(reportWith(), { color: false, width: 100 })].join('');
  assert.is.not(colored, plain);
  assert.is(colored.replace(COLORS, ''), plain);
});

test('every colour is ended on its line', () => {
  for (const line of [...pretty.render(reportWith(), { color: true, width: 100 })].join('').split('\n')) {
    const codes = Array.from(line.matchAll(COLORS), ([, code]) => Number(code));
    const open = codes.filter((code) => code < 10 || (code > 30 && code < 39));
    assert.is(codes.length, 2 * open.length, line);
  }
});

test('a hostile repository cannot send anything to the terminal', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '\x1b', '\x9b', '\x07', '\u202e', '\u2066', '\u2028', '漢', '/'),
  });
  const property = fc.property(hostile, fc.boolean(), fc.constantFrom(...SEVERITIES), (text, color, severity) => {
    const fixes = [{ title: text, safety: 'safe', edits: [] }] as const;
    const related = [{ path: text, range: rangeAt(1, 1, 2), message: text }];
    const finding = findingWith({
      path: text,
      lineText: text,
      message: text,
      component: text,
      severity,
      fixes,
      related,
      range: rangeAt(1, 1, 9),
    });
    const places = { skips: [{ path: text, reason: text }], failures: [{ path: text, ruleId: null, reason: text }] };
    const gate = { failOn: [], minScore: null, passed: true, reason: text };
    const output = [...pretty.render(reportWith({ findings: [finding], gate, ...places }), { color, width: 80 })].join(
      '',
    );
    assert.is(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u.test(output.replace(COLORS, color ? '' : '$&')), false);
  });
  fc.assert(property);
});

test('a line end in a file name does not begin a line', () => {
  const lines = linesOf(reportWith({ findings: [findingWith({ path: 'a.py\nPassed: all is well.' })] }));
  assert.is(lines[0], 'a.py\\nPassed: all is well.');
});

test('an endless message is shortened', () => {
  const lines = linesOf(reportWith({ findings: [findingWith({ message: 'word '.repeat(100_000) })] }));
  assert.ok(lines.length < 60);
});

test.run();
