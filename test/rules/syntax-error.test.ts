import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collect } from '../../src/facts/collect.js';
import type { Job } from '../../src/facts/job.js';
import { plainFacts } from '../plain-facts.js';
import { loadAllRules } from '../../src/commands/project.js';
import type { Report } from '../../src/model/report.js';
import { checkFiles, type CheckFilesOptions } from '../check-files.js';

const EMBEDDED = { interpreter: 'embedded', python: '3.11' };

function check(files: Readonly<Record<string, string | Buffer>>, more: CheckFilesOptions = {}): Promise<Report> {
  return checkFiles(files, { rule: 'syntax-error', options: EMBEDDED, ...more });
}

test('the report says who judged, for which version', async () => {
  const report = await check({ 'tests/test_cart.py': 'x = 1\n', 'web/cart.test.ts': 'let x = 1;\n' });
  assert.equal(report.findings, []);
  assert.equal(
    report.tool.judges.map(({ language, by }) => [language, by.replace(/\d+\.\d+\.\d+/, '*')]),
    [
      ['python', 'ruff * for Python 3.11'],
      ['typescript', 'TypeScript *'],
    ],
  );
});

test('without test files nobody judges', async () => {
  const report = await check({ 'shop/cart.py': 'def total(:\n', 'web/cart.ts': 'let = 1;\n' });
  assert.equal([report.findings, report.tool.judges, report.failures], [[], [], []]);
});

test('each file has the version of its own project', async () => {
  const generic = 'def first[T](lines: list[T]) -> T:\n    return lines[0]\n';
  const report = await check(
    {
      'stock/pyproject.toml': '[project]\nname = "stock"\nrequires-python = ">=3.12"\n',
      'stock/tests/test_stock.py': generic,
      'orders/pyproject.toml': '[project]\nname = "orders"\nrequires-python = ">=3.10"\n',
      'orders/tests/test_orders.py': generic,
    },
    { options: { interpreter: 'embedded' } },
  );
  assert.equal(
    report.findings.map(({ path, kind, data }) => [path, kind, data['validFrom']]),
    [['orders/tests/test_orders.py', 'newer-version', '3.12']],
  );
  assert.is(report.tool.judges.length, 2);
});

test('bytes that are no text are a finding of the Python judge, and a skip for all rules', async () => {
  const report = await check({
    'tests/test_nul.py': Buffer.from('x = 1\ny = 2\0\n'),
    'tests/test_latin.py': Buffer.from([0x78, 0x3d, 0x22, 0xe9, 0x22, 0x0a]),
    'web/nul.test.ts': Buffer.from('let x = 1;\0\n'),
  });
  assert.equal(
    report.findings.map(({ path, range }) => [path, range.start.line]),
    [
      ['tests/test_latin.py', 1],
      ['tests/test_nul.py', 2],
    ],
  );
  assert.equal(
    report.skips.map(({ path }) => path),
    ['tests/test_latin.py', 'tests/test_nul.py', 'web/nul.test.ts'],
  );
});

test('a file in Flow is skipped by name, and does not cost the grade', async () => {
  const report = await check({
    'web/cart.test.js':
      '// @flow\nexport type Cart = {| lines: Array<string> |};\nconst total = (cart: Cart): number => 1;\n',
    'web/orders.test.js': 'test("total", () => {});\n',
  });
  assert.equal(report.skips, [
    { path: 'web/cart.test.js', reason: 'syntax not judged: is written in Flow, which TypeScript cannot read' },
  ]);
  assert.ok(report.score.complete);
});

test('the finding marks the word at the fault, and keeps its identity when lines move', async () => {
  const broken = 'def total():\n    retrun 1\n';
  const [before] = (await check({ 'tests/test_cart.py': broken })).findings;
  const [after] = (await check({ 'tests/test_cart.py': `import cart\n\n\n${broken}` })).findings;
  assert.is(before?.range.start.line, 2);
  assert.is(after?.range.start.line, 5);
  assert.is(before?.fingerprint, after?.fingerprint);
});

test('a suppression with a reason hides the finding', async () => {
  const text = 'def total():\n    return 1  # compliance: ignore[syntax-error] -- broken on purpose, read as text\n)\n';
  const report = await check({
    'tests/test_cart.py': `# compliance: ignore-file[syntax-error] -- read as text\n${text}`,
  });
  assert.equal(
    report.findings.filter(({ ruleId }) => ruleId === 'syntax-error').map(({ status }) => status),
    ['suppressed'],
  );
});

test('a suppression where no syntax is judged is not called unused', async () => {
  const report = await checkFiles({
    'shop/cart.py': '# compliance: ignore[syntax-error] -- generated from a template\nx = 1\n',
    'tests/test_cart.py': '# compliance: ignore[syntax-error] -- generated from a template\nx = 1\n',
  });
  const unused = report.findings.filter(({ ruleId }) => ruleId === 'unused-suppression');
  assert.equal(
    unused.map(({ path }) => path),
    ['tests/test_cart.py'],
  );
});

test('a file beyond the limit is not read as text', async () => {
  const huge = Buffer.alloc(2_000_000, 'x = 1\n');
  const report = await check({ 'tests/test_huge.py': huge });
  assert.equal([report.findings, report.tool.judges], [[], []]);
  assert.equal(report.skips, [{ path: 'tests/test_huge.py', reason: 'larger than 1500000 bytes' }]);
});

test('verdicts are the same with and without worker threads', async () => {
  const rules = await loadAllRules();
  const jobs = Array.from({ length: 300 }, (_, index): Job => {
    const isPython = index % 2 === 0;
    return {
      path: isPython ? `tests/test_${index}.py` : `tests/${index}.test.ts`,
      format: isPython ? 'python' : 'typescript',
      dialect: isPython ? 'py' : 'ts',
      role: 'test',
      isRoleFixed: false,
      rules: 'syntax-error',
      scope: 'judged',
      judge: isPython ? { version: '3.11', interpreter: null, release: null } : {},
    };
  });
  const read = (path: string): Buffer => {
    const filler = path.endsWith('.py') ? `# ${'x'.repeat(12_000)}\n` : `// ${'x'.repeat(12_000)}\n`;
    return Buffer.from(`${filler}${path.includes('7') ? 'x = = 1\n' : 'x = 1\n'}`);
  };
  const input = { jobs, rules, maxFileSize: 1e6, read };
  const here = await collect({ ...input, workers: 0 });
  assert.equal((await collect({ ...input, workers: 2 })).map(plainFacts), here.map(plainFacts));
  const faults = here
    .flatMap(({ facts }) => facts('syntax') as { fault: unknown }[])
    .filter(({ fault }) => fault !== null);
  assert.is(faults.length, jobs.filter(({ path }) => path.includes('7')).length);
});

test.run();
