import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { auditOf, type AuditInput } from '../../src/audit/audit.js';
import { auditInHtml } from '../../src/audit/html.js';
import { auditInMarkdown } from '../../src/audit/markdown.js';
import { riskOf, weightOf } from '../../src/audit/risk.js';
import type { AuditIssue, AuditPart } from '../../src/model/audit.js';
import type { EnvironmentMatrix, MatrixCell, MatrixVariable } from '../../src/model/environment-matrix.js';
import { traitsOf } from '../../src/model/value-traits.js';
import type { Rule } from '../../src/model/rule.js';
import { cleanReport, findingWith, rangeAt, reportWith } from '../reporters/sample-report.js';

const PART: AuditPart = {
  area: 'services',
  impact: 'The handler fails at the first message it has to store.',
  verifies: 'No handler runs without its session',
  leavesOpen: 'A message reaches its handler.',
  concerns: (path) => path.endsWith('.py'),
};

function ruleWith(id: string): Rule {
  // An audit looks at nothing else.
  return { id, repair: 'Give it a session of its own.', audit: PART } as unknown as Rule;
}

function inputWith(changes: Partial<AuditInput> = {}): AuditInput {
  const report = changes.report ?? reportWith();
  return {
    report,
    findings: report.findings,
    rules: [ruleWith('session-nulling')],
    paths: ['backend/app/handlers/orders.py', 'web/data/big.ts'],
    matrix: null,
    environment: null,
    isLocal: () => false,
    earlier: null,
    ...changes,
  };
}

const TWO = [
  findingWith(),
  findingWith({
    path: 'backend/app/handlers/refunds.py',
    related: [{ path: 'a.py', range: rangeAt(3, 1, 2), message: 'used here' }],
  }),
];

test('findings of a rule about one subject are one issue with all their places', () => {
  const { issues } = auditOf(inputWith({ report: reportWith({ findings: TWO }) }));
  assert.is(issues.length, 1);
  const [issue] = issues;
  assert.equal(
    [issue?.id, issue?.priority, issue?.places, issue?.reach],
    ['session-nulling:OrderHandler.on_message', 1, 3, 3],
  );
  assert.equal(
    issue?.evidence.map(({ path, line, note }) => [path, line, note]),
    [
      ['backend/app/handlers/orders.py', 41, null],
      ['backend/app/handlers/refunds.py', 41, null],
      ['a.py', 3, 'used here'],
    ],
  );
});

test('what is suppressed is decided, and what rules without a part in audits find costs score alone', () => {
  const findings = [findingWith({ status: 'suppressed', reason: 'moves' }), findingWith({ ruleId: 'relative-import' })];
  const audit = auditOf(inputWith({ report: reportWith({ findings }) }));
  assert.equal([audit.issues, audit.risk.level], [[], 'none']);
  assert.ok(audit.score.violations.some(({ rule }) => rule === 'relative-import'));
});

test('findings of another environment are left out, and counted', () => {
  const findings = [
    findingWith({ path: '.env.staging', subject: 'A' }),
    findingWith({ path: '.env.production', subject: 'B' }),
    findingWith({ subject: 'C', data: { environment: 'production' } }),
    findingWith({ subject: 'D' }),
  ];
  const audit = auditOf(inputWith({ report: reportWith({ findings }), environment: 'staging' }));
  assert.equal(
    audit.issues.map(({ id }) => id),
    ['session-nulling:A', 'session-nulling:D'],
  );
  assert.ok(audit.summary.includes('2 findings of other environments are left out.'), audit.summary.join('|'));
});

test('one issue of a severity is enough for its level, smaller ones add up, and reach weighs', () => {
  const issue = (severity: AuditIssue['severity'], reach = 1): AuditIssue =>
    ({ id: severity, severity, reach }) as unknown as AuditIssue;
  assert.is(riskOf([]).level, 'none');
  assert.is(riskOf([issue('low')]).level, 'low');
  assert.is(riskOf([issue('high')]).level, 'high');
  assert.is(riskOf(Array.from({ length: 4 }, () => issue('high'))).level, 'critical');
  assert.is(riskOf(Array.from({ length: 3 }, () => issue('high'))).level, 'high');
  assert.is(weightOf({ severity: 'high', reach: 4 }), 32);
  assert.is(
    riskOf(Array.from({ length: 4 }, () => issue('low'))).reason,
    'No single issue is medium, but 4 issues add up.',
  );
});

test('the checklist says of each rule what was verified, what failed, and what cannot be told', () => {
  const states = (changes: Partial<AuditInput>): unknown =>
    auditOf(inputWith(changes)).checklist.map(({ state, text }) => [state, text]);
  const report = cleanReport();
  assert.equal(states({ report }), [
    ['verified', 'No handler runs without its session (1 file)'],
    ['open', 'A message reaches its handler.'],
  ]);
  assert.equal(states({ report: reportWith({ findings: TWO }) }), [
    ['failed', 'No handler runs without its session (1 issue)'],
    ['open', 'A message reaches its handler.'],
  ]);
  const skips = [{ path: 'backend/app/handlers/orders.py', reason: 'not valid UTF-8' }];
  assert.equal((states({ report: { ...report, skips } }) as unknown[])[0], [
    'open',
    'No handler runs without its session (1 file could not be read)',
  ]);
  assert.equal(states({ report, paths: ['a.ts'] }), []);
});

const CELLS: Readonly<Record<string, MatrixCell>> = {
  missing: { state: 'missing', settings: [], why: '' },
  set: {
    state: 'set',
    why: '',
    settings: [
      {
        path: '.env.staging',
        range: rangeAt(1, 1, 5),
        by: 'env file',
        consumer: null,
        isLocal: false,
        value: { kind: 'literal', ...traitsOf('REDIS_HOST', 'redis.internal') },
      },
    ],
  },
};

function variable(name: string, cell: MatrixCell | undefined): MatrixVariable {
  const read = {
    path: 'app.py',
    range: rangeAt(1, 1, 5),
    necessity: 'required',
    fallback: null,
    otherNames: [],
  } as const;
  return { name, reads: [read], cells: cell === undefined ? {} : { staging: cell } };
}

const MATRIX: EnvironmentMatrix = {
  environments: [
    { name: 'staging', isDeployed: true, isKnown: true, sources: [] },
    { name: 'production', isDeployed: true, isKnown: false, sources: [] },
  ],
  variables: [variable('DATABASE_URL', CELLS['missing']), variable('REDIS_HOST', CELLS['set'])],
};

test('the matrix tells what is right, what is missing, and what is not known', () => {
  const audit = auditOf(inputWith({ report: cleanReport(), matrix: MATRIX }));
  assert.equal(audit.deployment, {
    right: ['`staging` gives 1 of the 2 variables that the code cannot do without.'],
    missing: ['`staging` lacks `DATABASE_URL`.'],
    unknown: ['No file of the project says what `production` sets: what is missing there is not known.'],
  });
  assert.ok(audit.summary.includes('1 of 2 variables that the code needs is missing in `staging`.'));
  assert.equal(audit.checklist.at(-1), {
    text: '`redis.internal` answers from inside `staging` (for `REDIS_HOST`).',
    state: 'open',
  });
});

test('a change is told by what has come and what has gone', () => {
  const before = reportWith({ findings: [findingWith({ subject: 'Gone' }), ...TWO] });
  const report = reportWith({ findings: [...TWO, findingWith({ subject: 'Come' })] });
  const { change } = auditOf(inputWith({ report, earlier: { ref: 'main', report: before } }));
  assert.equal(change?.added, ['session-nulling:Come']);
  assert.equal(
    change?.resolved.map(({ id }) => id),
    ['session-nulling:Gone'],
  );
});

test('nothing is said of a project without files', () => {
  const audit = auditOf(inputWith({ report: cleanReport(), paths: [] }));
  assert.equal([audit.summary, audit.checklist, audit.nextSteps], [['There is no file to look at.'], [], []]);
});

const HOSTILE = '"><img src=x onerror=alert(1)></script> `<b>` | # @ada [x](y)';

test('what the repository holds is never markup', () => {
  const findings = [findingWith({ path: HOSTILE, subject: HOSTILE, message: HOSTILE, lineText: HOSTILE })];
  const audit = auditOf(inputWith({ report: reportWith({ findings }) }));
  for (const text of [auditInHtml(audit), auditInMarkdown(audit)]) {
    assert.not.match(text, /<img|<\/script>|<b>`/);
    assert.match(text, /img src=x/);
  }
  assert.not.match(auditInMarkdown(audit), /\[x\]\(y\)|(?<!#\d*)@ada/);
});

test('an HTML audit loads nothing: its style alone is allowed', () => {
  const html = auditInHtml(auditOf(inputWith()));
  assert.match(
    html,
    /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'/,
  );
  assert.not.match(html, /<script|https?:\/\//);
});

test('the JSON fits its schema', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../schema/audit.schema.json', import.meta.url), 'utf8'),
  ) as object;
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  for (const input of [
    inputWith(),
    inputWith({ matrix: MATRIX, environment: 'staging', earlier: { ref: 'x', report: cleanReport() } }),
  ]) {
    assert.ok(validate(JSON.parse(JSON.stringify(auditOf(input)))), JSON.stringify(validate.errors));
  }
});

test.run();
