import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ImportFact } from '../../src/model/facts.js';
import type { Finding } from '../../src/model/finding.js';
import type { Rule } from '../../src/model/rule.js';
import { checkFiles, type CheckFilesOptions } from '../check-files.js';

const GONE = 'from ..gone import x\n';
const PACKAGE = { 'app/__init__.py': '', 'app/services/__init__.py': '' };
const PATH = 'app/services/carts.py';

async function check(text: string, options: CheckFilesOptions = {}): Promise<readonly Finding[]> {
  const report = await checkFiles({ ...PACKAGE, [PATH]: text }, options);
  assert.equal(report.failures, []);
  return report.findings;
}

const brief = (findings: readonly Finding[]): string[] =>
  findings.map(
    ({ ruleId, status, range, message }) =>
      `${range.start.line} ${ruleId} ${status}${ruleId.endsWith('suppression') ? `: ${message}` : ''}`,
  );
const fingerprints = (findings: readonly Finding[]): string[] => findings.map((finding) => finding.fingerprint);

test('a finding keeps its fingerprint when lines move, indentation changes or a suppression is put behind it', async () => {
  const [original] = fingerprints(await check(GONE));
  assert.match(original ?? '', /^[0-9a-f]{20}$/);
  for (const text of [
    `\n\n# later\n${GONE}`,
    `def load():\n    ${GONE}`,
    'from  ..gone  import  x\n',
    'from ..gone import x  # compliance: ignore[relative-import] -- moving out next week\n',
  ]) {
    assert.equal(fingerprints(await check(text)), [original], text);
  }
});

test('equal lines have fingerprints of their own, in order; one more at the end renames none', async () => {
  const two = fingerprints(await check(`def a():\n    ${GONE}def b():\n    ${GONE}`));
  assert.is(new Set(two).size, 2);
  const three = fingerprints(await check(`def a():\n    ${GONE}def b():\n    ${GONE}def c():\n    ${GONE}`));
  assert.equal(three.slice(0, 2), two);
});

test('a rule reports a line once: the most severe, with the others as related places and their fixes in its own', async () => {
  const text = 'from ...clock import now; from ..gone import x; from ...money import cents\n';
  const report = await checkFiles({
    'app/__init__.py': '',
    'app/clock.py': 'now = 1\n',
    'app/money.py': 'cents = 1\n',
    'app/services/__init__.py': '',
    'app/services/orders/__init__.py': '',
    'app/services/orders/carts.py': text,
  });
  assert.equal(
    report.findings.map(({ severity, kind, subject, related, fixes }) => ({
      severity,
      kind,
      subject,
      related: related.map(({ range, message }) => `${range.start.column} ${message}`),
      fixes: fixes.map(({ title, edits }) => [title, ...edits.map((edit) => edit.range.start.column)]),
    })),
    [
      {
        severity: 'high',
        kind: 'missing-target',
        subject: '..gone',
        related: [
          '6 `...clock` climbs out of its package; write `app.clock`.',
          '54 `...money` climbs out of its package; write `app.money`.',
        ],
        fixes: [['Import it as app.clock; Import it as app.money', 6, 54]],
      },
    ],
  );
});

test('a change in one file renames no finding in another', async () => {
  const before = await checkFiles({ ...PACKAGE, [PATH]: GONE, 'app/services/a.py': GONE });
  const after = await checkFiles({ ...PACKAGE, [PATH]: GONE, 'app/services/a.py': `${GONE}from ..gone2 import y\n` });
  const of = (findings: readonly Finding[]): string[] => fingerprints(findings.filter(({ path }) => path === PATH));
  assert.equal(of(after.findings), of(before.findings));
});

test('a suppression with a reason takes the finding out of the score and keeps it in the report', async () => {
  const report = await checkFiles({
    ...PACKAGE,
    [PATH]: `# compliance: ignore[relative-import] -- the module moves in March\n${GONE}`,
  });
  assert.equal(
    report.findings.map(({ status, reason, isNew }) => ({ status, reason, isNew })),
    [{ status: 'suppressed', reason: 'the module moves in March', isNew: false }],
  );
  assert.equal(
    [report.score.points, report.summary.open, report.summary.suppressed, report.gate.passed],
    [0, 0, 1, true],
  );
  assert.ok((report.score.strict ?? 100) < 100);
});

test('without a reason, expired, unknown or malformed: the finding stays open and the suppression is one too', async () => {
  const faults: Readonly<Record<string, string>> = {
    '# compliance: ignore[relative-import]': 'it gives no reason; add ` -- ` and why',
    '# compliance: ignore[relative-import] until 2025-12-31 -- until the move': 'it expired on 2025-12-31',
    '# compliance: ignore[relative-import, relative-imports] -- typo': 'there is no rule relative-imports',
    '# compliance: ignore relative-import': 'it is not of the form `compliance: ignore[rule-id] -- reason`',
  };
  for (const [comment, fault] of Object.entries(faults)) {
    assert.equal(
      brief(await check(`${comment}\n${GONE}`)),
      [`1 invalid-suppression open: This suppression does not count: ${fault}.`, '2 relative-import open'],
      comment,
    );
  }
});

test('a suppression holds through its last day', async () => {
  const text = `# compliance: ignore[relative-import] until 2026-03-31 -- until the move\n${GONE}`;
  assert.equal(brief(await check(text, { today: '2026-03-31' })), ['2 relative-import suppressed']);
  assert.is((await check(text, { today: '2026-04-01' })).filter(({ status }) => status === 'open').length, 2);
});

test('an unused suppression is a finding only if its rule ran on the file', async () => {
  const text = '# compliance: ignore[relative-import] -- was needed once\nimport os\n';
  assert.equal(brief(await check(text)), [
    '1 unused-suppression open: Nothing to suppress here: relative-import finds nothing on line 2.',
  ]);
  assert.equal(brief(await check(text, { rule: 'duplicate-type' })), []);
  const vendored = await checkFiles({ 'vendor/a.py': text });
  assert.equal(vendored.findings, []);
});

test('a whole file is suppressed from its top', async () => {
  const text = `"""Carts."""\n# compliance: ignore-file[relative-import] -- vendored layout\n${GONE}${GONE}`;
  assert.equal(brief(await check(text)), ['3 relative-import suppressed', '4 relative-import suppressed']);
});

test('findings are reported for the selected paths, judged against the whole project', async () => {
  const shape = 'export interface CartLine { sku: string; quantity: number; price: number }\n';
  const files = { 'src/types/cart.ts': shape, 'src/cart/view.ts': shape, 'src/other/list.ts': shape };
  const all = (await checkFiles(files)).findings.map(({ path }) => path);
  assert.equal(all, ['src/cart/view.ts', 'src/other/list.ts']);
  const selected = await checkFiles(files, { isSelected: (path) => path.startsWith('src/cart/') });
  assert.equal(
    selected.findings.map(({ path }) => path),
    ['src/cart/view.ts'],
  );
  assert.equal([selected.summary.files, selected.summary.lines], [1, 1]);
});

test('the same input gives the same bytes, in whatever order files are listed', async () => {
  const files = { ...PACKAGE, [PATH]: GONE, 'app/z.py': GONE, 'app/a.ts': "import '../nowhere';\n" };
  const first = JSON.stringify(await checkFiles(files));
  const reversed = Object.fromEntries(Object.entries(files).reverse());
  assert.is(JSON.stringify(await checkFiles(reversed)), first);
});

test('a rule may ask for facts of files whose role it does not judge, and knows files that are not selected', async () => {
  const asking: Rule = {
    id: 'asking',
    category: 'test',
    module: '',
    revision: '',
    summary: 'S.',
    why: 'W.',
    repair: 'R.',
    severity: { recommended: 'low', strict: 'low' },
    tags: [],
    since: '1.0.0',
    roles: ['test'],
    examples: { valid: [], invalid: [] },
    needs: ['imports'],
    asks: ['imports'],
    *judge([entry], { project }) {
      if (entry === undefined) return;
      const site = {
        range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
        lineText: '',
        lineHash: '',
      };
      const specifiers = project.facts<ImportFact>('src/a.py', 'imports').map(({ specifier }) => specifier);
      const message = [...specifiers, project.role('src/a.py'), project.resolve('src/a.py', 'os').kind].join(' ');
      yield { path: entry.file.path, site, subject: 'x', message };
    },
  };
  const files = { 'src/a.py': 'import os\nimport b\n', 'tests/test_a.py': 'import a\n' };
  for (const isSelected of [() => true, (path: string) => path.startsWith('tests/')]) {
    const { findings, failures } = await checkFiles(files, { rules: [asking], isSelected });
    assert.equal([findings.map(({ message }) => message), failures], [['os b source external'], []]);
  }
});

test('files that no format understands are counted', async () => {
  const report = await checkFiles({ 'a.vue': '', 'b.vue': '', 'c.svelte': '', 'n.ipynb': '', 'x.md': '' });
  assert.equal(report.summary.unsupported, [
    { extension: '.ipynb', files: 1 },
    { extension: '.svelte', files: 1 },
    { extension: '.vue', files: 2 },
  ]);
});

test.run();
