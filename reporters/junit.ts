import { defineReporter } from 'compliance-linter';
import type { Finding, Report } from 'compliance-linter';

export default defineReporter({
  summary: 'JUnit XML, for servers that show test results: a new finding is a failed test, a known one a skipped test.',
  extension: 'xml',
  *render(report) {
    const suites = [...suitesOf(report)];
    const total = (count: (suite: Suite) => number): number => suites.reduce((sum, suite) => sum + count(suite), 0);
    const counts = {
      tests: total(({ cases }) => cases.length),
      failures: total((suite) => countOf(suite, 'failure')),
      errors: total((suite) => countOf(suite, 'error')),
      skipped: total((suite) => countOf(suite, 'skipped')),
    };
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: report.tool.name, ...counts })}>\n`;
    for (const suite of suites) yield* printSuite(suite);
    yield '</testsuites>\n';
  },
});

/** One place of a file and how it fared. */
interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly details: string;
}

/** A file. */
interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** The gate, which is always there, since some servers take a report without tests for a broken one; then file by file. */
function* suitesOf({ gate, findings, failures }: Report): Iterable<Suite> {
  const outcome = gate.passed ? 'passed' : 'failure';
  yield { name: 'compliance', cases: [{ name: 'gate', outcome, type: 'gate', message: gate.reason, details: '' }] };
  const byPath = new Map<string, Case[]>();
  const add = (path: string, entry: Case): void => {
    const cases = byPath.get(path);
    if (cases === undefined) byPath.set(path, [entry]);
    else cases.push(entry);
  };
  for (const finding of findings) if (finding.status !== 'suppressed') add(finding.path, caseOf(finding));
  for (const { path, ruleId, reason } of failures) {
    const type = ruleId ?? 'failure';
    add(path ?? 'compliance', { name: `${type}: not checked`, outcome: 'error', type, message: reason, details: '' });
  }
  for (const [name, cases] of [...byPath].sort(([a], [b]) => (a < b ? -1 : 1))) yield { name, cases };
}

function caseOf({ ruleId, severity, path, range, subject, message, isNew, cause }: Finding): Case {
  const { line, column } = range.start;
  const place = `${path}:${line.toString()}:${column.toString()}`;
  return {
    name: `${ruleId} ${subject} (line ${line.toString()})`,
    outcome: isNew ? 'failure' : 'skipped',
    type: `${ruleId} (${severity})`,
    message,
    details: cause === null ? place : `${place}\n${cause}`,
  };
}

function countOf({ cases }: Suite, outcome: Case['outcome']): number {
  return cases.filter((entry) => entry.outcome === outcome).length;
}

function* printSuite(suite: Suite): Iterable<string> {
  const { name, cases } = suite;
  const counts = {
    tests: cases.length,
    failures: countOf(suite, 'failure'),
    errors: countOf(suite, 'error'),
    skipped: countOf(suite, 'skipped'),
  };
  yield `  <testsuite${attributes({ name, ...counts })}>\n`;
  for (const entry of cases) yield printCase(entry, name);
  yield '  </testsuite>\n';
}

function printCase({ name, outcome, type, message, details }: Case, classname: string): string {
  const head = `    <testcase${attributes({ name, classname })}`;
  if (outcome === 'passed') return `${head}/>\n`;
  const inner =
    outcome === 'skipped'
      ? `<skipped${attributes({ message })}/>`
      : `<${outcome}${attributes({ message, type })}>${escapeXml(details)}</${outcome}>`;
  return `${head}>\n      ${inner}\n    </testcase>\n`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value.toString())}"`)
    .join('');
}

/** What XML 1.0 cannot hold, even escaped, becomes U+FFFD. */
const IMPOSSIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escapeXml(text: string): string {
  return text
    .replace(IMPOSSIBLE, '\ufffd')
    .replace(/[&<>"'\t\n\r\u007f-\u009f\p{Cf}]/gu, (character) => `&#${(character.codePointAt(0) ?? 0).toString()};`);
}
