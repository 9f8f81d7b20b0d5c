import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { Log, Result } from 'sarif';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import sarif from '../../reporters/sarif.js';
import { SEVERITIES, type Finding } from '../../src/model/finding.js';
import type { Site } from '../../src/model/location.js';
import type { Report } from '../../src/model/report.js';
import type { RenderOptions } from '../../src/model/reporter.js';
import type { Rule } from '../../src/model/rule.js';
import { checkFiles } from '../check-files.js';
import { packageFile } from '../package-file.js';
import { withinSeconds } from '../time-budget.js';
import { cleanReport, findingWith, rangeAt, reportWith, RULES } from './sample-report.js';

const SCHEMA: unknown = JSON.parse(
  readFileSync(packageFile('node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json'), 'utf8'),
);
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(Object(SCHEMA));

function pieces(report: Report, options: Partial<RenderOptions> = {}): string[] {
  return [...sarif.render(report, { color: true, width: 80, ...options })];
}

/** The log, after a check that it is valid and in ASCII. */
function logOf(report: Report, options: Partial<RenderOptions> = {}): Log {
  const text = pieces(report, options).join('');
  assert.is(/^[\x20-\x7e\n]*$/.test(text), true);
  const log = JSON.parse(text) as Log;
  assert.is(validate(log), true, JSON.stringify(validate.errors));
  return log;
}

function runOf(report: Report, options: Partial<RenderOptions> = {}): Log['runs'][number] {
  const [run] = logOf(report, options).runs;
  if (run === undefined) throw new Error('there is no run');
  return run;
}

function resultsOf(...findings: Finding[]): Result[] {
  return runOf(reportWith({ findings })).results ?? [];
}

function textOf(changes: Partial<Finding>): string | undefined {
  return resultsOf(findingWith(changes))[0]?.message.text;
}

function notificationsOf(report: Report): string[] {
  const notifications = runOf(report).invocations?.[0]?.toolExecutionNotifications ?? [];
  return notifications.map(({ level, message }) => `${String(level)}: ${String(message.text)}`);
}

/** Every string of a value, with the path to it. */
function* stringsOf(value: unknown, place = ''): Generator<[place: string, text: string]> {
  if (typeof value === 'string') yield [place, value];
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) yield* stringsOf(part, `${place}/${key}`);
}

test('a full report, as code scanning reads it', () => {
  const run = runOf(reportWith());
  assert.equal(
    { ...run, tool: undefined, results: undefined },
    {
      tool: undefined,
      results: undefined,
      invocations: [
        {
          executionSuccessful: true,
          toolExecutionNotifications: [
            {
              level: 'error',
              message: { text: 'EACCES: permission denied' },
              locations: [
                { physicalLocation: { artifactLocation: { uri: 'backend/app/legacy.py', uriBaseId: '%SRCROOT%' } } },
              ],
            },
            {
              level: 'warning',
              message: { text: 'Not checked: larger than 1 MB.' },
              locations: [
                { physicalLocation: { artifactLocation: { uri: 'web/data/big.ts', uriBaseId: '%SRCROOT%' } } },
              ],
            },
            {
              level: 'note',
              message: { text: 'Not checked: 12 .vue files, a kind that is not understood yet.' },
            },
            { level: 'note', message: { text: 'Not entered: 2 repositories inside this one.' } },
          ],
        },
      ],
      columnKind: 'utf16CodeUnits',
      newlineSequences: ['\r\n', '\n', '\r'],
      redactionTokens: ['•••'],
      properties: {
        preset: 'recommended',
        policy: '9f8e7d6c5b4a3921',
        ruleSet: 'a1b2c3d4e5f60718',
        scoreModel: 1,
        score: reportWith().score.value,
        strictScore: reportWith().score.strict,
        grade: null,
        risk: 'MEDIUM',
        gatePassed: false,
        new: 2,
        baselined: 1,
        suppressed: 1,
      },
    },
  );
  assert.equal(
    run.results?.map(({ ruleId, level, baselineState }) => [ruleId, level, baselineState]),
    [
      ['localhost-fallback', 'warning', 'unchanged'],
      ['relative-import', 'note', 'new'],
      ['session-nulling', 'error', 'new'],
      ['session-nulling', 'error', 'unchanged'],
    ],
  );
});

test('a result with everything', () => {
  const [first, second] = runOf(reportWith()).results ?? [];
  assert.equal(first, {
    ruleId: 'localhost-fallback',
    ruleIndex: 0,
    level: 'warning',
    message: {
      text: 'REDIS_HOST falls back to localhost; staging and production do not provide it. Related: [no REDIS_HOST here (.env.staging:1)](1), [used to connect here (config.py:30)](2).',
      id: 'default',
      arguments: ['REDIS_HOST'],
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'backend/app/config.py', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12, startColumn: 42, endLine: 12, endColumn: 53, snippet: { text: ' "localhost' } },
          contextRegion: {
            startLine: 12,
            endLine: 12,
            snippet: { text: 'REDIS_HOST = os.environ.get("REDIS_HOST", "localhost")' },
          },
        },
      },
    ],
    relatedLocations: [
      {
        id: 1,
        message: { text: 'no REDIS_HOST here' },
        physicalLocation: {
          artifactLocation: { uri: 'backend/.env.staging', uriBaseId: '%SRCROOT%' },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        },
      },
      {
        id: 2,
        message: { text: 'used to connect here' },
        physicalLocation: {
          artifactLocation: { uri: 'backend/app/config.py', uriBaseId: '%SRCROOT%' },
          region: { startLine: 30, startColumn: 5, endLine: 30, endColumn: 20 },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: '5c24b4a3c9f0d6e1:1', 'complianceFingerprint/v1': '1a2b' },
    baselineState: 'unchanged',
    properties: { severity: 'medium', kind: 'default', component: 'backend' },
  });
  assert.equal(second?.fixes, [
    {
      description: { text: 'Import from app.models.order' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'backend/app/handlers/orders.py', uriBaseId: '%SRCROOT%' },
          replacements: [
            {
              deletedRegion: { startLine: 3, startColumn: 6, endLine: 3, endColumn: 21 },
              insertedContent: { text: 'app.models.order' },
            },
          ],
        },
      ],
    },
  ]);
});

test('a rule with its help', () => {
  const { driver } = runOf(reportWith()).tool;
  assert.equal(
    { ...driver, rules: driver.rules?.map(({ id }) => id) },
    {
      name: 'compliance-linter',
      version: '0.1.0',
      semanticVersion: '0.1.0',
      informationUri: 'https://www.npmjs.com/package/compliance-linter',
      rules: ['localhost-fallback', 'relative-import', 'session-nulling'],
    },
  );
  assert.equal(driver.rules?.[0], {
    id: 'localhost-fallback',
    name: 'LocalhostFallback',
    shortDescription: { text: 'A value that is missing in production fails instead of becoming localhost.' },
    fullDescription: {
      text: 'A service that falls back to localhost starts, answers its health check, and then talks to nobody.',
    },
    help: {
      text:
        'A value that is missing in production fails instead of becoming localhost.\n\n' +
        'Why: A service that falls back to localhost starts, answers its health check, and then talks to nobody.\n\n' +
        'What to do: Read the variable without a default, so that a missing value stops the start:\n\n' +
        '```python\nREDIS_HOST = os.environ["REDIS_HOST"]\n```\n\n' +
        '- or guard the default by a check for development;\n- or let a validator reject it elsewhere.\n\n' +
        'To accept one for a reason, write "compliance: ignore[localhost-fallback] -- reason" in a comment on the line above.\n\n' +
        'Options and examples: "compliance explain localhost-fallback".',
      markdown:
        'A value that is missing in production fails instead of becoming localhost.\n\n## Why\n\n' +
        'A service that falls back to localhost starts, answers its health check, and then talks to nobody.\n\n' +
        '## What to do\n\nRead the variable without a default, so that a missing value stops the start:\n\n' +
        '```python\nREDIS_HOST = os.environ["REDIS_HOST"]\n```\n\n' +
        '- or guard the default by a check for development;\n- or let a validator reject it elsewhere.\n\n' +
        'To accept one for a reason, write `compliance: ignore[localhost-fallback] -- reason` in a comment on the line above.\n\n' +
        'Options and examples: `compliance explain localhost-fallback`.',
    },
    helpUri: 'https://unpkg.com/compliance-linter@0.1.0/docs/rules/localhost-fallback.md',
    messageStrings: {
      default: { text: "A value that is missing in production fails instead of becoming localhost: '{0}'." },
    },
    defaultConfiguration: { level: 'warning', enabled: true },
    properties: { tags: ['deployment'], precision: 'high', 'problem.severity': 'warning' },
  });
});

test('only rules tagged security become security rules, and one that is off is disabled', () => {
  const base = { category: 'deployment', summary: 'Braces {0} stay.', why: '', repair: '', documentation: null };
  const tool = {
    ...reportWith().tool,
    rules: [
      { ...base, id: 'env-secret', severity: 'critical', tags: ['security', 'deployment'] },
      { ...base, id: 'NoPrint', severity: 'off', tags: Array.from({ length: 30 }, (_, index) => `tag-${index}`) },
    ] as const,
  };
  const [secret, print] = runOf(reportWith({ tool })).tool.driver.rules ?? [];
  assert.equal(secret?.properties, {
    tags: ['deployment', 'security'],
    precision: 'high',
    'problem.severity': 'error',
    'security-severity': '9.5',
  });
  assert.equal(print?.defaultConfiguration, { level: 'note', enabled: false });
  assert.is(print?.properties?.tags?.length, 10);
  assert.equal([print?.name, print?.helpUri], [undefined, undefined]);
  assert.is(print?.messageStrings?.['default']?.text, "Braces {{ 0 }} stay: '{0}'.");
});

test('descriptions are shortened to what code scanning shows, and spell out what it would obey', () => {
  const rules = RULES.map((rule) => ({
    ...rule,
    summary: 'long '.repeat(1000),
    why: 'long '.repeat(1000),
    repair: 'a\x1bb',
  }));
  const [rule] = runOf(reportWith({ tool: { ...reportWith().tool, rules } })).tool.driver.rules ?? [];
  assert.equal([rule?.shortDescription?.text.length, rule?.fullDescription?.text.length], [1000, 1024]);
  assert.match(rule?.help?.text ?? '', /What to do: a\\x1bb\n/);
});

test('a clean report has an empty list of results', () => {
  const run = runOf(cleanReport());
  assert.equal([run.results, run.invocations], [[], [{ executionSuccessful: true, toolExecutionNotifications: [] }]]);
});

test('suppressed findings are left out: code scanning would show them as open', () => {
  const run = runOf(reportWith({ findings: [findingWith({ status: 'suppressed', isNew: false }), findingWith()] }));
  assert.equal([run.results?.length, run.properties?.['suppressed']], [1, 1]);
});

test('on request suppressed findings are there, and then every result says whether it is one', () => {
  const accepted = findingWith({ status: 'suppressed', isNew: false, reason: 'a vendored\nlayout' });
  const run = runOf(reportWith({ findings: [accepted, { ...accepted, reason: null }, findingWith()] }), {
    withSuppressed: true,
  });
  assert.equal(
    run.results?.map(({ suppressions, baselineState }) => [suppressions, baselineState]),
    [
      [[{ kind: 'inSource', status: 'accepted', justification: 'a vendored layout' }], undefined],
      [[{ kind: 'inSource', status: 'accepted' }], undefined],
      [[], undefined],
    ],
  );
});

test('an address with a commit says which version of which repository was checked', () => {
  const provenanceAt = (sourceUrl: string) => runOf(reportWith(), { sourceUrl }).versionControlProvenance;
  const commit = '0123456789012345678901234567890123456789';
  const expected = [
    { repositoryUri: 'https://git.acme.example/team/shop', revisionId: commit, mappedTo: { uriBaseId: '%SRCROOT%' } },
  ];
  assert.equal(provenanceAt(`https://git.acme.example/team/shop/blob/${commit}`), expected);
  assert.equal(provenanceAt(`https://git.acme.example/team/shop/-/blob/${commit}`), expected);
  // A branch is no version, and the paths of a folder are not the repository's.
  assert.is(provenanceAt('https://git.acme.example/team/shop/blob/main'), undefined);
  assert.is(provenanceAt(`https://git.acme.example/team/shop/blob/${commit}/backend`), undefined);
  assert.is(runOf(reportWith()).versionControlProvenance, undefined);
});

test('without a baseline nothing is called new', () => {
  assert.equal(
    resultsOf(findingWith(), findingWith({ status: 'suppressed', isNew: false })).map((result) => result.baselineState),
    [undefined],
  );
});

test('the upload names the category, so the run does not', () => {
  assert.is(runOf(reportWith()).automationDetails, undefined);
});

test('each result is a piece of its own', () => {
  const findings = Array.from({ length: 500 }, (_, index) => findingWith({ fingerprint: `print-${index}-` }));
  const prints = pieces(reportWith({ findings })).map((piece) => piece.split('print-').length - 1);
  assert.is(Math.max(...prints), 1);
});

test('of more results than code scanning takes, the least severe and then the known ones are left out, and it says so', () => {
  const findings = Array.from({ length: 25_010 }, (_, index) =>
    findingWith({
      severity: index < 20 ? 'low' : 'high',
      isNew: index % 2 === 0,
      subject: String(index),
    }),
  );
  const report = reportWith({ findings, skips: [], failures: [] });
  const results = runOf(report).results ?? [];
  assert.is(results.length, 25_000);
  assert.equal(
    results.slice(0, 11).map(({ message }) => message.arguments?.[0]),
    ['0', '2', '4', '6', '8', '10', '12', '14', '16', '18', '20'],
  );
  assert.equal(notificationsOf(report).slice(-2), [
    'warning: Left out: 10 of 25,010 findings, the least severe ones, because code scanning refuses more than 25,000 results in a run. The JSON report has them all.',
    "warning: GitHub's code scanning shows only the most severe 5,000 of these 25,000 results.",
  ]);
});

test('what is left out is told as a warning, too, and suppressed findings are left out first', () => {
  const low = Array.from({ length: 24_999 }, () => findingWith({ severity: 'low' }));
  const accepted = findingWith({ severity: 'critical', status: 'suppressed', isNew: false });
  const report = reportWith({ findings: [accepted, { ...accepted }, ...low] });
  const warningsOf = (options: Partial<RenderOptions> = {}) => [
    ...(sarif.warnings?.(report, { color: false, width: 80, ...options }) ?? []),
  ];
  const shown = (results: string) =>
    `GitHub's code scanning shows only the most severe 5,000 of these ${results} results.`;
  assert.equal(warningsOf(), [shown('24,999')]);
  assert.equal(warningsOf({ withSuppressed: true }), [
    'Left out: 1 of 25,001 findings, the least severe ones, because code scanning refuses more than 25,000 results in a run. The JSON report has them all.',
    shown('25,000'),
  ]);
  const kept = runOf(report, { withSuppressed: true }).results ?? [];
  assert.is(kept.filter(({ suppressions }) => suppressions?.length === 1).length, 1);
});

test('of very many results each holds only the places that its message links to', () => {
  const related = Array.from({ length: 120 }, () => ({ path: 'a.py', range: rangeAt(1, 2, 3), message: 'again' }));
  const findings = Array.from({ length: 5001 }, () => findingWith());
  const [first] = runOf(reportWith({ findings: [findingWith({ related }), ...findings] })).results ?? [];
  assert.is(first?.relatedLocations?.length, 10);
});

test('up to what code scanning shows, nothing is said about limits', () => {
  const findings = Array.from({ length: 5000 }, () => findingWith());
  const { summary, ...rest } = reportWith({ findings, skips: [], failures: [] });
  assert.equal(notificationsOf({ ...rest, summary: { ...summary, unsupported: [], repositories: 0 } }), []);
});

test('code that looks like a link or a placeholder stays text', () => {
  assert.is(
    textOf({ message: 'Call `handlers[key](1)` with `{0}` and `{ id: string }`, `list[str]`, `\\d`.' }),
    'Call `handlers[key] (1)` with `{ 0 }` and `{ id: string }`, `list[str]`, `\\d`.',
  );
});

test('brackets and backslashes in the text of a link are escaped', () => {
  const related = [
    { path: 'a.py', range: rangeAt(1, 2, 3), message: 'list[str] \\ {1} [x](2)' },
    { path: 'b[0].py', range: rangeAt(7, 1, 2), message: '' },
  ];
  const [result] = resultsOf(findingWith({ message: 'Here.', related }));
  assert.is(
    result?.message.text,
    'Here. Related: [list\\[str\\] \\\\ { 1 } \\[x\\] (2) (a.py:1)](1), [b\\[0\\].py:7](2).',
  );
  assert.equal(
    result?.relatedLocations?.map(({ id, message }) => [id, message?.text]),
    [
      [1, 'list[str] \\ { 1 } [x] (2)'],
      [2, 'b[0].py:7'],
    ],
  );
});

test('a message with many places links to ten, and holds a hundred', () => {
  const related = Array.from({ length: 120 }, () => ({ path: 'a.py', range: rangeAt(1, 2, 3), message: 'again' }));
  const [result] = resultsOf(findingWith({ message: 'Here.', related }));
  assert.match(result?.message.text ?? '', /, \[again \(a\.py:1\)\]\(10\) and 110 more places\.$/);
  assert.is(result?.relatedLocations?.length, 100);
});

test('a message is one line of at most a thousand units', () => {
  assert.is(textOf({ message: '  One\n\tline.\r\n' }), 'One line.');
  assert.is(textOf({ message: 'x'.repeat(5000) }), `${'x'.repeat(999)}…`);
  assert.is(textOf({ message: `${'x'.repeat(998)}👍👍` }), `${'x'.repeat(998)}…`);
});

test('what a viewer would obey or hide is spelled out in texts', () => {
  assert.is(textOf({ message: 'a\x1b[31m\u202eb\u200b漢' }), 'a\\x1b[31m\\u202eb\\u200b漢');
});

test('an excerpt is given only where the finding holds all of it', () => {
  const excerptOf = (changes: Partial<Finding>) => {
    const place = resultsOf(findingWith(changes))[0]?.locations?.[0]?.physicalLocation;
    return [place?.region?.snippet?.text, place?.contextRegion?.snippet?.text];
  };
  const range = rangeAt(3, 5, 8);
  const multiLine = { start: { line: 3, column: 5 }, end: { line: 4, column: 8 } };
  assert.equal(excerptOf({ range, lineText: 'key=abc' }), ['abc', 'key=abc']);
  assert.equal(excerptOf({ range, lineText: 'k•••=abc' }), [undefined, 'k•••=abc']);
  assert.equal(excerptOf({ range, lineText: 'key=abc•••' }), ['abc', 'key=abc•••']);
  assert.equal(excerptOf({ range, lineText: 'x'.repeat(200) }), ['xxx', 'x'.repeat(200)]);
  assert.equal(excerptOf({ range, lineText: 'key=a' }), [undefined, 'key=a']);
  assert.equal(excerptOf({ range: rangeAt(3, 150, 160), lineText: 'x'.repeat(200) }), [
    'x'.repeat(10),
    'x'.repeat(200),
  ]);
  assert.equal(excerptOf({ range: rangeAt(3, 250, 260), lineText: 'x'.repeat(200) }), [undefined, undefined]);
  assert.equal(excerptOf({ range, lineText: `•••${'x'.repeat(197)}` }), [undefined, undefined]);
  assert.equal(excerptOf({ range: multiLine, lineText: 'x'.repeat(200) }), [undefined, undefined]);
  assert.equal(excerptOf({ range: multiLine, lineText: 'k=•••' }), [undefined, undefined]);
});

test('of several lines the first is marked, and of a line that was cut the region says how much is shown', () => {
  const placeOf = (changes: Partial<Finding>) => resultsOf(findingWith(changes))[0]?.locations?.[0]?.physicalLocation;
  const range = { start: { line: 3, column: 5 }, end: { line: 4, column: 8 } };
  assert.equal(placeOf({ path: 'a.py', range, lineText: 'key=abc' }), {
    artifactLocation: { uri: 'a.py', uriBaseId: '%SRCROOT%' },
    region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 8, snippet: { text: 'abc' } },
    contextRegion: { startLine: 3, endLine: 3, snippet: { text: 'key=abc' } },
  });
  const { contextRegion } = placeOf({ range: rangeAt(3, 5, 8), lineText: 'x'.repeat(200) }) ?? {};
  assert.equal(
    { ...contextRegion, snippet: contextRegion?.snippet?.text?.length },
    { startLine: 3, startColumn: 1, endLine: 3, endColumn: 201, snippet: 200 },
  );
});

test('fixes that may change behaviour are not handed on', () => {
  const edits = [{ path: 'a.py', range: rangeAt(1, 1, 5), text: '' }];
  const unsafe = { title: 'Delete it', safety: 'unsafe', edits } as const;
  assert.is(resultsOf(findingWith({ fixes: [unsafe] }))[0]?.fixes, undefined);
  const [fix] = resultsOf(findingWith({ fixes: [unsafe, { ...unsafe, safety: 'safe' }] }))[0]?.fixes ?? [];
  assert.equal(fix?.artifactChanges[0]?.replacements, [
    { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 } },
  ]);
});

test('the edits of a fix are given file by file, and a fix without edits is none', () => {
  const edit = (path: string, line: number) => ({ path, range: rangeAt(line, 1, 2), text: 'x' });
  const edits = [edit('a.py', 1), edit('b.py', 2), edit('a.py', 3)];
  const fixes = [
    { title: 'Move it', safety: 'safe', edits },
    { title: 'Think', safety: 'safe', edits: [] },
  ] as const;
  const found = resultsOf(findingWith({ fixes }))[0]?.fixes ?? [];
  assert.equal(
    found.map(({ artifactChanges }) =>
      artifactChanges.map(({ artifactLocation, replacements }) => [
        artifactLocation.uri,
        ...replacements.map(({ deletedRegion }) => deletedRegion.startLine),
      ]),
    ),
    [
      [
        ['a.py', 1, 3],
        ['b.py', 2],
      ],
    ],
  );
});

test('a failure names its rule, and hundreds of them are counted', () => {
  const failures = Array.from({ length: 600 }, (_, index) => {
    return { path: null, ruleId: index === 0 ? 'relative-import' : null, reason: 'TypeError: x is undefined' };
  });
  const [run] = logOf(reportWith({ failures })).runs;
  const notifications = run?.invocations?.[0]?.toolExecutionNotifications ?? [];
  assert.equal(notifications[0]?.associatedRule, { id: 'relative-import', index: 1 });
  assert.equal(notifications[500]?.message.text, '101 more failures and skips.');
});

test('the run is a success unless every file failed', () => {
  const { summary } = cleanReport();
  const failures = ['a.py', 'b.py'].map((path) => ({ path, ruleId: null, reason: 'EIO' }));
  const isSuccessful = (report: Report) => runOf(report).invocations?.[0]?.executionSuccessful;
  assert.is(isSuccessful({ ...cleanReport(), failures }), true);
  assert.is(isSuccessful({ ...cleanReport(), failures, summary: { ...summary, files: 2 } }), false);
  assert.is(isSuccessful({ ...cleanReport(), summary: { ...summary, files: 0 } }), true);
});

test('a finding of a rule that the report does not describe has no index', () => {
  assert.is(resultsOf(findingWith({ ruleId: 'gone' }))[0]?.ruleIndex, undefined);
});

test('there is no empty string, however empty the report', () => {
  const nowhere = { path: 'a.py', range: rangeAt(1, 1, 1), message: '' };
  const finding = findingWith({
    message: '',
    subject: '',
    lineText: '',
    lineHash: '',
    component: '',
    related: [nowhere],
    fixes: [{ title: '', safety: 'safe', edits: [{ ...nowhere, text: '' }] }],
  });
  const rules = RULES.map(({ id, severity }) => ({
    ...{ id, severity, category: '', summary: '', why: '', repair: '', tags: [''], documentation: null },
  }));
  const failures = [{ path: null, ruleId: null, reason: '' }];
  const findings = [finding, { ...finding, related: [] }];
  const log = logOf(reportWith({ findings, tool: { ...reportWith().tool, rules }, failures }));
  assert.equal(
    [...stringsOf(log)].filter(([, text]) => text === ''),
    [],
  );
});

const hostileText = fc.string({
  unit: fc.constantFrom(
    ...['a', ' ', '.', '[', ']', '(', ')', '{', '}', '0', '1', '\\', '%', '#', '?', ':', '&', '"', "'", '`', '|', '<'],
    ...['\n', '\r', '\t', '\x00', '\x1b', '\x9b', '\u202e', '\u2028', '\ufeff', '\ud800', '\udc00', 'é', '漢', '👍'],
  ),
});

test('whatever a repository holds, the log is valid, in ASCII, and its only links are its own', () => {
  const link = /(?<=(?<!\\)(?:\\\\)*)\[(?:[^\\\][]|\\.)*\]\(([^)]*)\)/g;
  const property = fc.property(hostileText, hostileText, fc.constantFrom(...SEVERITIES), (text, other, severity) => {
    const related = [{ path: other, range: rangeAt(1, 1, 2), message: other }];
    const finding = findingWith({ message: text, subject: text, lineText: text, path: `x${text}`, severity, related });
    const report = reportWith({ findings: [finding], skips: [{ path: `x${other}`, reason: text }] });
    const message = runOf(report).results?.[0]?.message;
    assert.equal(
      Array.from(String(message?.text).matchAll(link), ([, target]) => target),
      ['1'],
    );
    assert.is(/\{\d+\}/.test(String(message?.text)), false);
  });
  fc.assert(property);
});

test('a URI leads back to its path', () => {
  const segment = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('/'));
  const hostile = fc.constantFrom(
    '](x)',
    'a\nb',
    '100%',
    '#',
    '?q',
    ' ',
    '👍🏽',
    '\u202eyp.x',
    'c:',
    '[id]',
    '%41',
    '\\',
  );
  const property = fc.property(fc.array(fc.oneof(segment, hostile), { minLength: 1 }), (segments) => {
    const path = segments.join('/');
    const location = resultsOf(findingWith({ path }))[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
    const uri = location?.uri ?? '';
    assert.is(uri.split('/').map(decodeURIComponent).join('/'), path);
    assert.match(uri, /^[\w.!~*'()%/-]+$/);
  });
  fc.assert(property);
});

test('a name that is no Unicode has a URI, too', () => {
  const [result] = resultsOf(findingWith({ path: 'a/\ud800.py' }));
  assert.is(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'a/%EF%BF%BD.py');
});

/** Finds something on every line. */
const EVERY_LINE: Rule = {
  id: 'every-line',
  category: 'lines',
  module: 'file:///every-line.js',
  revision: '',
  summary: 'There are no lines.',
  why: '',
  repair: '',
  severity: { recommended: 'low', strict: 'low' },
  tags: [],
  since: '0.1.0',
  examples: { valid: [], invalid: [] },
  extract: {
    *python(file) {
      yield file.site(0, 0);
      for (const { index } of file.text.matchAll(/\r\n?|\n/g)) {
        const next = index + (file.text.startsWith('\r\n', index) ? 2 : 1);
        yield file.site(next, next);
      }
    },
  },
  *judge(entries) {
    for (const { file, fact } of entries)
      yield { path: file.path, site: fact as Site, subject: 'line', message: 'A line.' };
  },
};

test('the line hashes are those of the upload action, from file to SARIF', async () => {
  const vectors = JSON.parse(readFileSync(packageFile('test/data/line-hash-vectors.json'), 'utf8')) as Record<
    string,
    { readonly input: string; readonly hashes: readonly string[] }
  >;
  const files = Object.fromEntries(Object.entries(vectors).map(([name, { input }]) => [`${name}.py`, input]));
  const results = runOf(await checkFiles(files, { rules: [EVERY_LINE] })).results ?? [];
  for (const [name, { hashes }] of Object.entries(vectors)) {
    const found = results.filter(
      ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri === `${name}.py`,
    );
    assert.equal(
      found.map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']),
      hashes,
      name,
    );
  }
});

test('a hundred thousand findings are written in linear time', async () => {
  const report = reportWith({ findings: Array.from({ length: 100_000 }, () => findingWith()) });
  await withinSeconds(10, () => {
    let length = 0;
    for (const piece of sarif.render(report, { color: false, width: 80 })) length += piece.length;
    assert.ok(length > 10_000_000);
  });
});

test.run();
