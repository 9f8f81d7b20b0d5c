import { Ajv } from 'ajv';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import gitlab from '../../reporters/gitlab.js';
import { SEVERITIES } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { cleanReport, findingWith, reportWith } from './sample-report.js';

/** What GitLab's documentation demands of a report: https://docs.gitlab.com/ci/testing/code_quality/ */
const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', minLength: 1, not: { pattern: '^(?:/|\\./)' } },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};

const isValid = new Ajv({ strict: false }).compile(SCHEMA);

const render = (report: Report): string => [...gitlab.render(report, { color: false, width: 80 })].join('');

test('every finding but suppressed ones, as GitLab documents it', () => {
  const entries: unknown = JSON.parse(render(reportWith()));
  assert.ok(isValid(entries));
  const reported = reportWith().findings.filter(({ status }) => status !== 'suppressed');
  assert.equal(
    (entries as { description: string }[]).map(({ description }) => description),
    reported.map(({ message }) => message),
  );
});

test('one entry, whole', () => {
  const range = { start: { line: 3, column: 5 }, end: { line: 4, column: 1 } };
  const finding = findingWith({ range, severity: 'high', message: 'Naïve “x”.' });
  const text = render({ ...cleanReport(), findings: [finding] });
  assert.not.match(text, /[^\n\x20-\x7e]/);
  assert.equal(JSON.parse(text), [
    {
      description: 'Naïve “x”.',
      check_name: finding.ruleId,
      fingerprint: finding.fingerprint,
      severity: 'critical',
      location: { path: finding.path, lines: { begin: 3, end: 4 } },
    },
  ]);
});

test('severities, from the least to the worst', () => {
  const findings = SEVERITIES.map((severity) => findingWith({ severity }));
  assert.equal(
    (JSON.parse(render({ ...cleanReport(), findings })) as { severity: string }[]).map(({ severity }) => severity),
    ['minor', 'major', 'critical', 'blocker'],
  );
});

test('fingerprints differ, whatever the findings have', () => {
  const findings = [1, 2, 3].map(() => findingWith({ fingerprint: 'aa' }));
  assert.equal(
    (JSON.parse(render({ ...cleanReport(), findings })) as { fingerprint: string }[]).map((entry) => entry.fingerprint),
    ['aa', 'aa-2', 'aa-3'],
  );
});

test('without findings it is an empty list', () => {
  assert.is(render(cleanReport()), '[]\n');
});

test.run();
