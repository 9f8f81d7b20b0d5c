import { warning, type AnnotationProperties } from '@actions/core';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import github from '../../reporters/github.js';
import type { Finding, Severity } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { cleanReport, findingWith } from './sample-report.js';

const linesOf = (report: Report): string[] =>
  [...github.render(report, { color: true, width: 80 })].join('').slice(0, -1).split('\n');

function reportOf(findings: readonly Finding[], changes: Partial<Report> = {}): Report {
  return { ...cleanReport(), findings, ...changes };
}

const many = (count: number, severity: Severity): Finding[] =>
  Array.from({ length: count }, (_, index) =>
    findingWith({ severity, path: `app/${severity}-${index.toString()}.py` }),
  );

/** What GitHub's own toolkit prints for the annotation. */
function byToolkit(message: string, properties: AnnotationProperties): string {
  let printed = '';
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string | Uint8Array): boolean => {
    printed += text.toString();
    return true;
  };
  try {
    warning(message, properties);
  } finally {
    process.stdout.write = write;
  }
  return printed.replace(/\r?\n$/, '');
}

test('a clean report is its verdict', () => {
  assert.equal(linesOf(cleanReport()), [cleanReport().gate.reason]);
});

test('a new finding stands at its place; known and suppressed ones are left alone', () => {
  const range = { start: { line: 3, column: 5 }, end: { line: 3, column: 13 } };
  const findings = [
    findingWith({ range, message: 'One: 100%, two\nThree.', severity: 'high' }),
    findingWith({ isNew: false }),
    findingWith({ status: 'baselined', isNew: false }),
    findingWith({ status: 'suppressed', isNew: false }),
  ];
  const [finding] = findings;
  assert.equal(linesOf(reportOf(findings)), [
    `::error title=${finding?.ruleId ?? ''} (high),file=${finding?.path ?? ''},line=3,endLine=3,col=5,endColumn=13::One: 100%25, two%0AThree.`,
    cleanReport().gate.reason,
  ]);
});

test('over several lines there are no columns, and a cause is told', () => {
  const range = { start: { line: 3, column: 5 }, end: { line: 4, column: 1 } };
  const [line = ''] = linesOf(reportOf([findingWith({ range, severity: 'low', message: 'M.', cause: 'C.' })]));
  assert.match(line, /^::notice title=[^,]+,file=[^,]+,line=3,endLine=4::M\.%0AC\.$/);
});

test('of each level as many as GitHub shows, the most severe first, the others counted by rule', () => {
  const findings = [...many(4, 'low'), ...many(12, 'high'), ...many(3, 'critical'), ...many(11, 'medium')];
  const lines = linesOf(reportOf(findings));
  assert.equal(
    lines.slice(0, -2).map((line) => /^::(\w+) title=[^,]+,file=app\/(\w+)-/.exec(line)?.slice(1).join(' ')),
    [
      ...Array.from({ length: 3 }, () => 'error critical'),
      ...Array.from({ length: 7 }, () => 'error high'),
      ...Array.from({ length: 10 }, () => 'warning medium'),
      ...Array.from({ length: 4 }, () => 'notice low'),
    ],
  );
  assert.is(lines.at(-2), `6 more new findings are not annotated: 6 ${findingWith().ruleId}.`);
});

test('what could not be checked is an error', () => {
  const failures = [
    { path: 'a,b:c.py', ruleId: null, reason: 'EACCES: permission denied' },
    { path: null, ruleId: 'duplicate-type', reason: 'it threw' },
  ];
  assert.equal(linesOf(reportOf([], { failures })).slice(0, 2), [
    '::error title=not checked,file=a%2Cb%3Ac.py::EACCES: permission denied',
    '::error title=not checked::duplicate-type: it threw',
  ]);
});

test('nothing in a report ends a command, starts another, or is escaped otherwise than by the toolkit', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom('%', ',', ':', '::', '\n', 'a', ' ', '%0A', '##[error]') }),
    fc.constant('::set-env name=x::y'),
  );
  fc.assert(
    fc.property(text, text, text, (path, message, reason) => {
      const finding = findingWith({ path: `a${path.replaceAll('\n', '')}`, message, severity: 'medium' });
      const gate = { ...cleanReport().gate, reason };
      const [first = '', ...rest] = linesOf(reportOf([finding], { gate }));
      const { start, end } = finding.range;
      const expected = byToolkit(message, {
        title: `${finding.ruleId} (medium)`,
        ...{ file: finding.path, startLine: start.line, endLine: end.line },
        ...{ startColumn: start.column, endColumn: end.column },
      });
      assert.is(first, expected);
      assert.equal(
        rest.filter((line) => /^\s*::|##\[/.test(line)),
        [],
      );
    }),
  );
});

test.run();
