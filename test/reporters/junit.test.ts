import * as fc from 'fast-check';
import { parse } from 'junit2json';
import { SaxesParser } from 'saxes';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import junit from '../../reporters/junit.js';
import type { Report } from '../../src/model/report.js';
import { cleanReport, findingWith, reportWith } from './sample-report.js';

const render = (report: Report): string => [...junit.render(report, { color: false, width: 80 })].join('');

/** Throws for what is not well-formed. */
function assertWellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

test('the whole report: counts add up, as a parser of JUnit XML sees it', async () => {
  const report = reportWith();
  const read = await parse(render(report));
  if (read === null || read === undefined || !('testsuite' in read)) throw new Error('no suites');
  const cases = read.testsuite.flatMap(({ testcase }) => testcase ?? []);
  const findings = report.findings.filter(({ status }) => status !== 'suppressed');
  assert.equal(
    [read.name, read.tests, read.failures, read.errors],
    [
      report.tool.name,
      1 + findings.length + report.failures.length,
      1 + findings.filter(({ isNew }) => isNew).length,
      report.failures.length,
    ],
  );
  assert.equal(
    [
      cases.length,
      cases.filter(({ failure }) => failure !== undefined).length,
      cases.filter(({ error }) => error !== undefined).length,
    ],
    [read.tests, read.failures, read.errors],
  );
});

test('a clean report is one passed test', () => {
  assert.is(
    render(cleanReport()),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="compliance-linter" tests="1" failures="0" errors="0" skipped="0">
  <testsuite name="compliance" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="gate" classname="compliance"/>
  </testsuite>
</testsuites>
`,
  );
});

test('a new finding fails, a known one is skipped, a suppressed one is not there', () => {
  const range = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } };
  const common = {
    range,
    path: 'app/a.py',
    ruleId: 'relative-import',
    subject: '..models',
    severity: 'medium' as const,
    message: 'Say "why" & <how>.',
  };
  const findings = [
    findingWith({ ...common, cause: 'caused by app/b.py' }),
    findingWith({ ...common, status: 'baselined', isNew: false }),
    findingWith({ ...common, status: 'suppressed', isNew: false }),
  ];
  const message = 'message="Say &#34;why&#34; &#38; &#60;how&#62;."';
  assert.is(
    render({ ...cleanReport(), findings })
      .split('\n')
      .slice(5, 13)
      .join('\n'),
    `  <testsuite name="app/a.py" tests="2" failures="1" errors="0" skipped="1">
    <testcase name="relative-import ..models (line 3)" classname="app/a.py">
      <failure ${message} type="relative-import (medium)">app/a.py:3:5&#10;caused by app/b.py</failure>
    </testcase>
    <testcase name="relative-import ..models (line 3)" classname="app/a.py">
      <skipped ${message}/>
    </testcase>
  </testsuite>`,
  );
});

test('whatever texts hold, it stays well-formed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      (path, message, subject) => {
        const broken = `${message}\ud800]]>\u0000<!--`;
        assertWellFormed(render({ ...cleanReport(), findings: [findingWith({ path, message: broken, subject })] }));
      },
    ),
  );
});

test.run();
