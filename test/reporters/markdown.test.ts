import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import markdown from '../../reporters/markdown.js';
import type { Finding } from '../../src/model/finding.js';
import type { Report, RuleDescription } from '../../src/model/report.js';
import { withinSeconds } from '../time-budget.js';
import { cleanReport, findingWith, rangeAt, reportWith, RULES } from './sample-report.js';

function render(report: Report, sourceUrl?: string): string {
  const options = { color: true, width: 80, ...(sourceUrl === undefined ? {} : { sourceUrl }) };
  return [...markdown.render(report, options)].join('');
}

function linesOf(report: Report, sourceUrl?: string): string[] {
  return render(report, sourceUrl).trimEnd().split('\n');
}

/** The lines that contain `part`. */
function linesWith(report: Report, part: string): string[] {
  return linesOf(report).filter((line) => line.includes(part));
}

function rowsOf(report: Report): string[] {
  return linesOf(report).filter((line) => /^\| (?:low|medium|high|critical) \|/.test(line));
}

/** How the message of the only finding is written. */
function messageAs(message: string): string | undefined {
  return rowsOf(reportWith({ findings: [findingWith({ message })] }))[0]
    ?.split(' | ')[3]
    ?.slice(0, -2);
}

function manyFindings(count: number, changes: (index: number) => Partial<Finding>): Finding[] {
  return Array.from({ length: count }, (_, index) => findingWith({ path: `app/${index}.py`, ...changes(index) }));
}

function reportOfRule(changes: Partial<RuleDescription>): Report {
  const rules = RULES.map((rule) => (rule.id === 'session-nulling' ? { ...rule, ...changes } : rule));
  return reportWith({ findings: [findingWith()], tool: { ...reportWith().tool, rules } });
}

test('a full report, as a comment', () => {
  assert.equal(linesOf(reportWith()), [
    '<!-- compliance-linter -->',
    '### ⚠️ compliance-linter',
    '',
    '**Failed: 1 new finding of medium or worse (1 high).**',
    '',
    '**Score 94.4**, no grade: the check is incomplete (1 file was skipped), risk MEDIUM; 94.2 with suppressed findings counted. Preset recommended, 21,195 lines in 412 files.',
    '',
    '3 findings in 2 files: 1 high, 1 medium, 1 low; 2 new, 1 fixable, 1 baselined, 1 suppressed.',
    '',
    '| Severity | Place | Rule | What is wrong |',
    '| --- | --- | --- | --- |',
    '| high | <code>backend/app/handlers/orders.py:41</code> | <code>session-nulling</code> | <code>client.db&#95;session</code> is set to None while <code>client</code> lives on: its next query fails, or is silently lost. |',
    '| low | <code>backend/app/handlers/orders.py:3</code> | <code>relative-import</code> | Order is imported through three levels of parent packages. _(fixable)_ |',
    '',
    '<details><summary><b>session-nulling</b>: 1 high</summary>',
    '',
    "A message handler leaves another object's session alone.",
    '',
    '**Why**',
    '',
    'The next use of that object fails, or silently does not persist.',
    '',
    '**What to do**',
    '',
    'Open a session for the unit of work, and close it at its end.',
    '',
    '</details>',
    '',
    '<details><summary><b>relative-import</b>: 1 low</summary>',
    '',
    'Modules are imported by their absolute name.',
    '',
    '**Why**',
    '',
    'A relative import breaks when either file moves, and hides which package the name comes from.',
    '',
    '**What to do**',
    '',
    'Import by the absolute name; <code>--fix</code> does it.',
    '',
    '</details>',
    '',
    '<details><summary><b>localhost-fallback</b>: 1 medium</summary>',
    '',
    'A value that is missing in production fails instead of becoming localhost.',
    '',
    '**Why**',
    '',
    'A service that falls back to localhost starts, answers its health check, and then talks to nobody.',
    '',
    '**What to do**',
    '',
    'Read the variable without a default, so that a missing value stops the start:',
    '',
    '```python',
    'REDIS_HOST = os.environ["REDIS_HOST"]',
    '```',
    '',
    '- or guard the default by a check for development;',
    '- or let a validator reject it elsewhere.',
    '',
    '**Where**',
    '',
    '- <code>backend/app/config.py:12</code> medium: REDIS&#95;HOST falls back to localhost; staging and production do not provide it.',
    '',
    '</details>',
    '',
    '<details open><summary>Not checked: 1 failure, 1 skip, 12 .vue files, 2 inner repositories</summary>',
    '',
    '- EACCES: permission denied: <code>backend/app/legacy.py</code>',
    '- larger than 1 MB: <code>web/data/big.ts</code>',
    '',
    '</details>',
    '',
    '<sub>compliance-linter 0.1.0, policy 9f8e7d6c, python judged by CPython 3.11.7</sub>',
  ]);
});

test('a clean report says that there is nothing to do', () => {
  assert.equal(linesOf(cleanReport()), [
    '<!-- compliance-linter -->',
    '### ✅ compliance-linter',
    '',
    '**Passed: no new finding of medium or worse.**',
    '',
    '**Score 100.0**, grade A, risk LOW. Preset recommended, 21,195 lines in 412 files.',
    '',
    'Nothing to do: no open finding.',
    '',
    '<sub>compliance-linter 0.1.0, policy 9f8e7d6c, python judged by CPython 3.11.7</sub>',
  ]);
});

test('a check of nothing does not look like a clean one', () => {
  const { summary, ...rest } = cleanReport();
  const report = { ...rest, summary: { ...summary, files: 0, lines: 0 } };
  assert.is(linesOf(report)[7], 'There was no file to check: nothing says that this code is in order.');
});

test('baselined and suppressed findings are counted, not shown', () => {
  const findings = [
    findingWith({ status: 'baselined', isNew: false }),
    findingWith({ status: 'suppressed', isNew: false }),
  ];
  const report = reportWith({ findings });
  assert.is(linesWith(report, 'Nothing to do')[0], 'Nothing to do: no open finding (1 baselined, 1 suppressed).');
  assert.equal([rowsOf(report), linesWith(report, 'session-nulling')], [[], []]);
});

test('the gate that does not hold is marked, and so is one that could not be judged', () => {
  const failed = { ...reportWith({ failures: [] }) };
  assert.is(linesOf(failed)[1], '### ❌ compliance-linter');
});

test('the table has new findings only, the most severe first', () => {
  const findings = [
    findingWith({ path: 'a.py', severity: 'low' }),
    findingWith({ path: 'b.py', severity: 'critical', isNew: false }),
    findingWith({ path: 'c.py', severity: 'high' }),
  ];
  const report = reportWith({ findings });
  assert.equal(
    rowsOf(report).map((row) => row.split(' | ')[1]),
    ['<code>c.py:41</code>', '<code>a.py:41</code>'],
  );
  const lines = linesOf(report);
  assert.equal(
    lines.slice(lines.indexOf('**Where else**') + 2)[0]?.startsWith('- <code>b.py:41</code> critical: '),
    true,
  );
});

test('without anything new there is no table', () => {
  const report = reportWith({ findings: [findingWith({ isNew: false })] });
  assert.equal([rowsOf(report), linesWith(report, 'Severity')], [[], []]);
  assert.is(linesWith(report, 'none new').length, 1);
});

test('twenty-five new findings are in the table, twenty more of each rule below it, the others are counted', () => {
  const report = reportWith({ findings: manyFindings(4332, () => ({})) });
  assert.is(rowsOf(report).length, 25);
  assert.equal(linesWith(report, '… and'), ['… and 4,307 more new findings.', '- … and 4,287 more']);
  assert.is(linesOf(report).filter((line) => line.startsWith('- <code>app/')).length, 20);
});

test('a finding may have no description of its rule', () => {
  const report = reportWith({ findings: [findingWith({ ruleId: 'gone', isNew: false })] });
  const lines = linesOf(report);
  const begin = lines.indexOf('<details><summary><b>gone</b>: 1 high</summary>');
  assert.equal(lines.slice(begin + 1, begin + 4), ['', '**Where**', '']);
});

test('places are links where the address of the source is known', () => {
  const findings = [
    findingWith({ path: 'web/[id] page.tsx' }),
    findingWith({ path: 'web/\ud800.ts' }),
    findingWith({ path: 'long/'.repeat(300) }),
    findingWith({ range: { start: { line: 3, column: 1 }, end: { line: 5, column: 2 } } }),
  ];
  const text = render(reportWith({ findings }), 'https://e.org/?at=main&"file=');
  assert.equal(text.match(/<a href="[^"]*">/g), [
    '<a href="https://e.org/?at=main&#38;&#34;file=/web/%5Bid%5D%20page.tsx#L41">',
    '<a href="https://e.org/?at=main&#38;&#34;file=/web/%EF%BF%BD.ts#L41">',
    '<a href="https://e.org/?at=main&#38;&#34;file=/backend/app/handlers/orders.py#L3-L5">',
  ]);
});

test('what stands between backticks is code', () => {
  assert.is(messageAs('Call `a|b`, not `c'), 'Call <code>a&#124;b</code>, not &#96;c');
});

test('nothing in a message is markup', () => {
  assert.is(
    messageAs('*a* _b_ ~c~ [d](e) <b>f</b> &amp; \\ | !'),
    '&#42;a&#42; &#95;b&#95; &#126;c&#126; &#91;d&#93;(e) &#60;b&#62;f&#60;/b&#62; &#38;amp; &#92; &#124; !',
  );
});

test('nobody is mentioned, no issue referred to, nothing linked', () => {
  assert.is(messageAs('@octocat fixes #12'), '&#64;&#8203;octocat fixes &#35;&#8203;12');
  assert.is(messageAs('GH-3, acme/shop#4'), 'GH&#8203;-3, acme/shop&#35;&#8203;4');
  assert.is(messageAs('https://e.org, www.e.org'), 'https:&#8203;//e.org, www&#8203;.e.org');
  assert.is(messageAs('`https://e.org`'), '<code>https&#58;//e.org</code>');
  assert.is(messageAs('`@acme/www.x`'), '<code><span>&#64;</span>acme/www&#46;x</code>');
  assert.is(messageAs(':tada: and $x$'), ':&#8203;tada: and <span>&#36;</span>x<span>&#36;</span>');
});

test('a message is one line of at most three hundred units', () => {
  assert.is(messageAs(' One\n\tline. '), 'One line.');
  assert.is(messageAs('x'.repeat(5000)), `${'x'.repeat(299)}…`);
  assert.is(messageAs(`${'x'.repeat(298)}👍👍`), `${'x'.repeat(298)}…`);
});

test('what a browser would obey or hide is spelled out', () => {
  assert.is(messageAs('a\x1b\u202eb\u200b漢'), 'a&#92;x1b&#92;u202eb&#92;u200b漢');
});

test('of a long path the end is shown', () => {
  const path = `${'very-long/'.repeat(40)}orders.py`;
  const [row = ''] = rowsOf(reportWith({ findings: [findingWith({ path })] }));
  assert.is(row.includes(`<code>…${path.slice(-159)}:41</code>`), true);
  const [cut = ''] = rowsOf(reportWith({ findings: [findingWith({ path: '👍'.repeat(90) })] }));
  assert.is(cut.includes(`<code>…${'👍'.repeat(79)}:41</code>`), true);
});

test('the Markdown of a rule keeps its paragraphs, lists and code, and nothing else', () => {
  const repair = [
    'First',
    'line with `code`.',
    '* one',
    '  item',
    '2. two',
    '',
    '# no heading',
    '',
    '---',
    '',
    '7) eight',
    '~~~ts',
    '\tconst a = `b`;',
    '',
    '````',
    'last </details> @octocat',
    '```',
    '[x](y)',
  ].join('\n');
  const lines = linesOf(reportOfRule({ repair }));
  const begin = lines.indexOf('**What to do**');
  assert.equal(lines.slice(begin + 2, lines.indexOf('</details>') - 1), [
    'First line with <code>code</code>.',
    '',
    '* one item',
    '2. two',
    '',
    '&#35;&#8203; no heading',
    '',
    '&#45;--',
    '',
    '7) eight',
    '',
    '```ts',
    '    const a = `b`;',
    '',
    '```',
    '',
    'last &#60;/details&#62; &#64;&#8203;octocat',
    '',
    '```',
    '[x](y)',
    '```',
  ]);
});

test('the fence around code is longer than any in it', () => {
  const lines = linesOf(reportOfRule({ repair: '```\nx = "````"\x1b\n```' }));
  const begin = lines.indexOf('**What to do**');
  assert.equal(lines.slice(begin + 2, begin + 5), ['`````', 'x = "````"\\x1b', '`````']);
});

test('skips and failures are grouped by reason', () => {
  const skips = Array.from({ length: 13 }, (_, index) => ({ path: `data/${index}.ts`, reason: 'larger than 1 MB' }));
  const failures = [
    { path: null, ruleId: null, reason: 'a worker stopped' },
    { path: null, ruleId: 'env-secret', reason: 'TypeError: x is undefined' },
    { path: 'a.py', ruleId: 'env-secret', reason: 'TypeError: x is undefined' },
  ];
  const paths = skips.slice(0, 5).map(({ path }) => `<code>${path}</code>`);
  assert.equal(
    linesOf(reportWith({ findings: [], skips, failures })).filter((line) => line.startsWith('- ')),
    [
      '- a worker stopped: <code>the whole run</code>',
      '- TypeError: x is undefined: <code>env-secret</code>, <code>a.py</code>',
      `- larger than 1 MB: ${paths.join(', ')} and 8 more`,
    ],
  );
  const reasons = Array.from({ length: 12 }, (_, index) => ({ path: 'x', reason: `reason ${index}` }));
  assert.equal(linesWith(reportWith({ findings: [], skips: reasons }), '… and'), ['- … and 3 more reasons']);
});

test('a reason may be empty or endless, and many kinds of files are cut short', () => {
  const report = reportWith({ findings: [], skips: [{ path: 'x', reason: '' }], failures: [] });
  assert.is(linesWith(report, '- ').at(-1), '- no reason: <code>x</code>');
  const long = reportWith({ findings: [], skips: [{ path: 'x', reason: 'y'.repeat(5000) }], failures: [] });
  assert.is(linesWith(long, '- y').at(-1), `- ${'y'.repeat(299)}…: <code>x</code>`);
  const unsupported = Array.from({ length: 12 }, (_, index) => ({ extension: `.x${index}`, files: 1 }));
  const [line] = linesWith({ ...report, summary: { ...report.summary, unsupported } }, 'Not checked');
  assert.match(line ?? '', /: 1 skip, 1 \.x0 file, .*, 1 \.x9 file, other kinds of files, 2 inner repositories</);
});

test('where only kinds of files were not checked, the section has no list', () => {
  const lines = linesOf(reportWith({ findings: [], skips: [], failures: [] }));
  const begin = lines.indexOf('<details><summary>Not checked: 12 .vue files, 2 inner repositories</summary>');
  assert.equal(lines.slice(begin + 1, begin + 4), ['', '</details>', '']);
});

const hostileText = fc.string({
  unit: fc.constantFrom(
    ...['a', '1', ' ', '`', '```', '*', '_', '[', '](x)', '<b>', '</details>', '<!--', '&', '|', '\\', '$', '~~~'],
    ...['@me', '#12', 'GH-3', 'https://e.org', 'www.e.org', '\n', '\r', '\t', '- ', '> ', '\x1b', '\u202e', '\ud800'],
  ),
});

/** What is left where entities, code and the tags that the comment is made of are taken away. */
function bare(text: string): string {
  return text
    .replace(/^<!-- compliance-linter -->/, '')
    .replace(/&#\d+;/g, ' ')
    .replace(/<\/?span>/g, '')
    .replace(/<code>[^<>[\]`\\*_|~$@]*<\/code>/g, '')
    .replace(/<\/?(?:details(?: open)?|summary|b|sub)>/g, '');
}

test('whatever a repository holds, the comment has the same lines, and no markup, mention or link in them', () => {
  const build = (path: string, message: string) => {
    const places = {
      skips: [{ path, reason: message }],
      failures: [{ path, ruleId: null, reason: `failed ${message}` }],
    };
    const findings = [
      findingWith({ path, message }),
      findingWith({ path: `old/${path}`, message, isNew: false, severity: 'low' }),
    ];
    const gate = { failOn: [], minScore: null, passed: true, reason: message };
    const { tool, summary, ...rest } = reportWith({ findings, gate, ...places });
    const unsupported = [{ extension: path, files: 1 }];
    return { ...rest, tool: { ...tool, version: message }, summary: { ...summary, unsupported } };
  };
  const kindOf = (line: string) => line.split(/[^\w#*|<-]/)[0];
  const expected = linesOf(build('x', 'y')).map(kindOf);
  const property = fc.property(hostileText, hostileText, (path, message) => {
    const text = render(build(`x${path}`, `y${message}`));
    assert.equal(text.trimEnd().split('\n').map(kindOf).length, expected.length);
    const rest = bare(text);
    assert.is(/[<>[\]`\\$@~]|#\d|\bGH-\d|:\/\/|\bwww\.|[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u.test(rest), false, rest);
    for (const row of rowsOf(build(`x${path}`, `y${message}`))) assert.is(row.split('|').length, 6);
  });
  fc.assert(property);
});

test('a comment never exceeds what GitHub takes, however many rules have however much to say', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 300 });
  const property = fc.property(lengths, fc.constantFrom('x', '@', '漢'), (words, unit) => {
    const rules = words.map((length, index) => ({
      ...{ id: `rule-${index}`, category: 'x', summary: 'Short.', why: unit.repeat(length), repair: '' },
      ...{ severity: 'low', tags: [], documentation: null },
    })) as readonly RuleDescription[];
    const findings = manyFindings(words.length * 3, (index) => ({
      ruleId: `rule-${index % words.length}`,
      message: unit.repeat(index),
      isNew: index % 3 === 0,
    }));
    const report = reportWith({ findings, tool: { ...reportWith().tool, rules } });
    const { length } = render(report, 'https://github.com/acme/shop/blob/main');
    assert.ok(length <= 65_536, String(length));
    if (words.reduce((sum, count) => sum + count) > 65_536) assert.ok(length > 60_000, String(length));
  });
  fc.assert(property, { numRuns: 30 });
});

test('the sentences around what fills a comment fit, too', () => {
  const findings = manyFindings(60, (index) => ({ ruleId: index === 59 ? 'relative-import' : 'session-nulling' }));
  for (let length = 55_000; length < 65_536; length += 20) {
    const rules = RULES.map((rule) => ({ ...rule, why: 'x'.repeat(length) }));
    const size = render(reportWith({ findings, tool: { ...reportWith().tool, rules } })).length;
    assert.ok(size <= 65_536, String(size));
  }
  for (const rules of [50, 100, 200, 2000]) {
    const many = manyFindings(6000, (index) => ({ ruleId: `r${index % rules}`, message: 'x', isNew: false }));
    const size = render(reportWith({ findings: many })).length;
    assert.ok(size <= 65_536, String(size));
  }
});

test('no text alone fills the comment', () => {
  const text = '@'.repeat(20_000);
  const base = reportWith();
  const gate = { failOn: [], minScore: null, passed: true, reason: text };
  const places = Array.from({ length: 20 }, (_, index) => ({ path: text, reason: `${index}${text}` }));
  const reports: readonly Report[] = [
    { ...base, gate },
    { ...base, tool: { ...base.tool, name: text } },
    { ...base, tool: { ...base.tool, version: text } },
    { ...base, tool: { ...base.tool, judges: [{ language: text, by: text }] } },
    { ...base, score: { ...base.score, gradeReason: text } },
    { ...base, skips: places },
    { ...base, failures: places.map((place) => ({ ...place, ruleId: null })) },
    { ...base, summary: { ...base.summary, unsupported: [{ extension: text, files: 1 }] } },
    reportWith({ findings: [findingWith({ path: text })] }),
    reportWith({ findings: [findingWith({ message: text })] }),
  ];
  for (const report of reports) {
    assert.ok(render(report).length < 25_000);
    assert.is(linesWith(report, '**What to do**').length > 0, true);
  }
});

test('every rule of a real set gets its advice', () => {
  const rules = Array.from({ length: 25 }, (_, index) => ({
    ...{ id: `rule-${index}`, category: 'x', summary: 'Short.', why: 'word '.repeat(100), repair: 'word '.repeat(100) },
    ...{ severity: 'low', tags: [], documentation: null },
  })) as readonly RuleDescription[];
  const findings = manyFindings(5000, (index) => ({ ruleId: `rule-${index % 25}` }));
  const report = reportWith({ findings, tool: { ...reportWith().tool, rules } });
  assert.is(linesWith(report, '**What to do**').length, 25);
  assert.equal(linesWith(report, 'more rule'), []);
});

test('many rules with long advice are counted', () => {
  const rules = Array.from({ length: 40 }, (_, index) => ({
    ...{ id: `rule-${index}`, category: 'x', summary: 'Short.', why: 'word '.repeat(1000), repair: '' },
    ...{ severity: 'low', tags: [], documentation: null },
  })) as readonly RuleDescription[];
  const findings = manyFindings(40, (index) => ({ ruleId: `rule-${index}` }));
  const report = reportWith({ findings, tool: { ...reportWith().tool, rules } });
  const [shown] = /\d+/.exec(linesWith(report, 'more rule')[0] ?? '') ?? [];
  assert.is(linesWith(report, '<b>rule-').length, 40 - Number(shown));
});

test('a rule without reasons or repair has no headings for them', () => {
  const lines = linesOf(reportOfRule({ why: ' ', repair: '' }));
  assert.equal([lines.includes('**Why**'), lines.includes('**What to do**')], [false, false]);
});

test('an unsafe fix is called unsafe', () => {
  const fixes = [{ title: 'Delete it', safety: 'unsafe', edits: [] }] as const;
  assert.match(rowsOf(reportWith({ findings: [findingWith({ fixes })] }))[0] ?? '', / _\(fixable, unsafe\)_ \|$/);
});

test('long rows leave room for the advice', () => {
  const rules = RULES.map((rule) => ({ ...rule, why: 'x'.repeat(25_000) }));
  const findings = manyFindings(25, () => ({ message: '@'.repeat(300) }));
  const report = reportWith({ findings, tool: { ...reportWith().tool, rules } });
  assert.is(linesWith(report, '**What to do**').length, 1);
});

test('a multi-line place is named by its first line', () => {
  const range = { ...rangeAt(3, 1, 9), end: { line: 9, column: 1 } };
  assert.is(rowsOf(reportWith({ findings: [findingWith({ range })] }))[0]?.includes('orders.py:3</code>'), true);
});

test('a hundred thousand findings are rendered in linear time', async () => {
  const report = reportWith({ findings: manyFindings(100_000, () => ({})) });
  await withinSeconds(10, () => render(report));
});

test.run();
