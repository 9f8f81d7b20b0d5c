import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import type { Report } from '../../src/model/report.js';
import type { Rule } from '../../src/model/rule.js';
import { checkFiles } from '../check-files.js';
import { runCli } from '../commands/run-cli.js';
import { memorySource } from '../memory-source.js';
import { temporaryFolder } from '../temporary-folder.js';

/** A breach after whatever is hostile: `../../gone` leads nowhere. */
const BREACH = "import { gone } from '../../gone';\n";
const places = (report: Report): string[] =>
  report.findings.map(({ path, range }) => `${path}:${range.start.line}:${range.start.column}`);

async function findingsIn(path: string, content: string | Buffer): Promise<string[]> {
  const report = await checkFiles({ [path]: content });
  assert.equal(report.failures, []);
  assert.equal(report.skips, []);
  return places(report);
}

test('Windows line ends, old Mac line ends and a byte order mark leave lines and columns right', async () => {
  assert.equal(await findingsIn('a/b/c.ts', `const a = 1;\r\n${BREACH}`), ['a/b/c.ts:2:22']);
  assert.equal(await findingsIn('a/b/c.ts', `const a = 1;\r${BREACH}`), ['a/b/c.ts:2:22']);
  assert.equal(await findingsIn('a/b/c.ts', `\ufeff${BREACH}`), ['a/b/c.ts:1:22']);
  assert.equal(await findingsIn('a/b/c.py', '\ufefffrom ...gone import x\r\n'), ['a/b/c.py:1:6']);
});

test('an emoji before the place counts two columns', async () => {
  assert.equal(await findingsIn('a/b/c.ts', `/* 😀😀 */ ${BREACH}`), ['a/b/c.ts:1:33']);
  assert.equal(await findingsIn('a/b/c.py', 'x = "😀"; from ...gone import x\n'), ['a/b/c.py:1:16']);
});

test('an empty file is checked', async () => {
  const report = await checkFiles({ 'a.py': '', 'b.ts': '' });
  assert.equal([report.summary.files, report.summary.lines, report.skips, report.failures], [2, 0, [], []]);
});

test('what cannot be looked at is skipped with its reason and leaves the rest checked', async () => {
  const report = await checkFiles({
    'a/b/good.ts': BREACH,
    'binary.py': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]),
    'deep.py': `x = ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`,
    'invalid.ts': Buffer.from([0x61, 0xff, 0xfe, 0x62]),
    'line.ts': `const x = '${'a'.repeat(20_000_000)}';\n`,
    'surrogate.py': Buffer.from([0x78, 0x3d, 0x22, 0xed, 0xa0, 0x80, 0x22]),
  });
  assert.equal(places(report), ['a/b/good.ts:1:22']);
  assert.equal(report.failures, []);
  assert.equal(
    report.skips.map(({ path, reason }) => `${path}: ${reason}`),
    [
      'binary.py: contains NUL bytes: not a text file',
      'deep.py: brackets nested deeper than 1000 levels',
      'invalid.ts: not valid UTF-8: save it as UTF-8',
      'line.ts: larger than 1500000 bytes',
      'surrogate.py: not valid UTF-8: save it as UTF-8',
    ],
  );
  assert.is(report.score.complete, false);
  assert.is(report.score.grade, null);
});

test('a secret in code is masked in every text of a finding', async () => {
  const token = `ghp_${'a1B2'.repeat(9)}`;
  const report = await checkFiles({
    'a/b/c.ts': `import '../${token}';\n// compliance: ignore[relative-import] -- ${token}\nimport '../gone';\n// compliance: ignore[${token}] -- why\n`,
    'src/a.ts': `export enum Key { A = '${token}', B = 'b', C = 'c' }\n`,
    'src/b.ts': "export enum Key { A = 'a', B = 'b', C = 'c' }\n",
  });
  assert.ok(report.findings.length >= 4);
  assert.not.match(JSON.stringify(report), token);
});

const QUADRATIC: Readonly<Record<string, string>> = {
  'blanks in a directive': `/* compliance: ignore[a] -- ${' '.repeat(1_000_000)}x */\n`,
  'newlines in a directive': `/* compliance: ignore[a] -- x${'\n'.repeat(1_000_000)}x */\n`,
  'blanks between a directive and its code': `// compliance: ignore[a] -- r\n${' '.repeat(500_000)}x=1\n`,
  'empty lines between a directive and its code': `// compliance: ignore[a] -- r\n${'\n'.repeat(500_000)}x=1\n`,
  'brackets and escaped quotes': `${'('.repeat(1_200)}${'\\"'.repeat(400_000)}\n`,
  'unclosed classes of regular expressions': `${',/[)'.repeat(300_000)}\n`,
  'ten thousand directives': '// compliance: ignore[relative-import] -- r\nx=1\n'.repeat(10_000),
  'directives for the whole file': '// compliance: ignore-file[relative-import] -- r\n'.repeat(10_000),
  'one comment of directives': `/* ${'compliance: ignore '.repeat(50_000)} */\n`,
  'names of one export': `export {${Array.from({ length: 40_000 }, (_, index) => `A as B${index}`).join(',')}};\n`,
};

for (const [name, text] of Object.entries(QUADRATIC)) {
  test(`time grows with the length of ${name}`, async () => {
    const report = await withinSeconds(12, () => checkFiles({ 'a/b/c.ts': text, 'a/b/d.ts': BREACH }));
    assert.ok(places(report).includes('a/b/d.ts:1:22'));
  });
}

const QUADRATIC_PYTHON: Readonly<Record<string, string>> = {
  'dots of an import': `from ${'.'.repeat(1_000_000)}\nimport x\n`,
  'unclosed imports': 'import (#)\n'.repeat(60_000),
  'distinct classes': Array.from({ length: 20_000 }, (_, index) => `class A${index}:\n  x: int\n`).join(''),
};

for (const [name, text] of Object.entries(QUADRATIC_PYTHON)) {
  test(`time grows with the length of ${name} in Python`, async () => {
    const report = await withinSeconds(12, () => checkFiles({ 'a/b/c.py': text, 'a/b/d.ts': BREACH }));
    assert.ok(places(report).includes('a/b/d.ts:1:22'));
  });
}

test('lines that end in CR alone are parsed as lines', async () => {
  assert.equal(await findingsIn('a/b/c.py', 'x = 1\rfrom ...gone import y\r'), ['a/b/c.py:2:6']);
});

test('a skipped file that the score would not count leaves the score complete', async () => {
  const report = await checkFiles({
    'a.py': 'x = 1\n'.repeat(1_500),
    'vendor/b.py': Buffer.from([0]),
    'gen.ts': `// @generated\n${'x'.repeat(2_000_000)}`,
  });
  assert.is(report.skips.length, 2);
  assert.equal([report.score.complete, report.score.grade], [true, 'A']);
});

const SHAPES: Readonly<Record<string, string>> = {
  'a million characters on one line': `const x = '${'y'.repeat(1_000_000)}'; `,
  'ten thousand operators in a row': `const x = ${'1 + '.repeat(10_000)}1;\n`,
  'nine hundred nested functions': `${'(() => '.repeat(900)}1${')'.repeat(900)};\n`,
  'five thousand nested elements': `const v = ${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)};\n`,
  'an unclosed template': 'const x = `${`${`;\n',
  'unbalanced brackets': `${'}'.repeat(10_000)}\n`,
  'an unclosed comment': '/* '.repeat(5_000),
  'lone surrogates in the text': 'const x = "\\ud800";\n',
};

for (const [name, text] of Object.entries(SHAPES)) {
  test(`no crash and no hang on ${name}`, async () => {
    const report = await withinSeconds(10, () => checkFiles({ 'a/b/c.tsx': text + BREACH, 'a/b/d.tsx': BREACH }));
    assert.equal(report.failures, []);
    assert.ok(places(report).includes('a/b/d.tsx:1:22'));
  });
}

test('Python that nests five hundred blocks or chains ten thousand operators does not crash', async () => {
  const blocks = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('');
  const report = await checkFiles({
    'a/b/c.py': `${blocks}${' '.repeat(500)}from ...gone import y\n`,
    'a/b/d.py': `x = ${'1 + '.repeat(10_000)}1\nfrom ...gone import y\n`,
  });
  assert.equal(report.failures, []);
  assert.ok(places(report).includes('a/b/d.py:2:6'));
});

test('mutated code never makes an extractor fail', async () => {
  const python =
    'from ..orders import (\n  Order as O,\n)\nclass Cart(Base[O]):\n    total: int = 0\n    @property\n    def add(self): return f"{self.total!r:>{w}}"\n';
  const typescript =
    'import type { A } from "../../a";\nexport interface B<T> extends A { readonly id: string; items?: T[] }\nexport class C { static #p = 1 }\n';
  const files: Record<string, string> = {};
  for (const [name, text] of [
    ['m.py', python],
    ['m.tsx', typescript],
  ] as const) {
    for (let at = 0; at < text.length; at += 1) files[`cut${at}/${name}`] = text.slice(0, at) + text.slice(at + 3);
  }
  const report = await checkFiles(files, { preset: 'strict' });
  assert.equal(report.failures, []);
  assert.is(report.summary.files, Object.keys(files).length);
});

test('a file that vanishes mid-run is a skip; one that cannot be read is a failure; neither stops the run', async () => {
  const source = memorySource({ 'a/b/good.ts': BREACH, 'gone.py': 'x = 1\n', 'locked.py': 'x = 1\n' });
  const broken = {
    ...source,
    read(path: string): Buffer {
      if (path === 'gone.py') throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      if (path === 'locked.py') throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
      return source.read(path);
    },
  };
  const report = await checkFiles({}, { source: broken });
  assert.equal(places(report), ['a/b/good.ts:1:22']);
  assert.equal(report.skips, [{ path: 'gone.py', reason: 'vanished while the check was under way' }]);
  assert.equal(report.failures, [
    { path: 'locked.py', ruleId: null, reason: 'cannot be read (EACCES: permission denied)' },
  ]);
});

test('an unreadable file on disk ends the run with exit code 2 and its name', async () => {
  const folder = temporaryFolder({ 'a.py': 'x = 1\n', 'b.py': 'x = 1\n' });
  try {
    chmodSync(join(folder.path, 'b.py'), 0o000);
    const isRoot = process.getuid?.() === 0;
    const { code, out } = await runCli(['check'], { cwd: folder.path });
    if (isRoot) process.stdout.write('  note: run as the superuser, who may read everything\n');
    assert.is(code, isRoot ? 0 : 2);
    if (!isRoot) assert.match(out, 'b.py');
  } finally {
    folder.remove();
  }
});

test('a rule whose extractor throws is named by the failure', async () => {
  const rule: Rule = {
    id: 'no-print',
    category: 'logging',
    module: 'file:///rules/no-print.js',
    revision: '',
    summary: 'Nothing prints.',
    why: 'Logs are read by machines.',
    repair: 'Use the logger.',
    severity: { recommended: 'low', strict: 'low' },
    tags: [],
    since: '0.1.0',
    examples: { valid: [], invalid: [] },
    extract: {
      python: () => {
        throw new Error('cannot go on');
      },
    },
    judge: () => [],
  };
  const report = await checkFiles({ 'app/main.py': 'print(1)\n' }, { rules: [rule] });
  assert.equal(report.failures, [{ path: 'app/main.py', ruleId: 'no-print', reason: 'cannot go on' }]);
  assert.match(report.score.gradeReason ?? '', 'the check is incomplete (1 failure)');
});

test('hostile names reach neither a shell nor the terminal raw', async () => {
  const names = [
    'with space',
    'quo\'te"',
    'new\nline',
    '100%',
    '[id]',
    '$(touch pwned)',
    '\u001b[31mred',
    '\u202egnp.exe',
    'é😀',
  ];
  const files = Object.fromEntries(names.map((name) => [`a/${name}/c.ts`, BREACH]));
  const folder = temporaryFolder(files);
  try {
    execFileSync('git', ['init'], { cwd: folder.path, stdio: 'ignore' });
    const { code, out } = await runCli(['check', '--format', 'pretty', '--format', 'json:report.json'], {
      cwd: folder.path,
    });
    assert.is(code, 1);
    assert.not.match(out, /\u001b\[31mred|\u202e|new\nline/);
    const { out: shown } = await runCli(['report', '--from', 'report.json', '--format', 'json'], { cwd: folder.path });
    const report = JSON.parse(shown) as Report;
    assert.equal(report.findings.map((finding) => finding.path).sort(), Object.keys(files).sort());
  } finally {
    folder.remove();
  }
});

test('ten thousand files in one folder are checked', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`pkg/m${index}.py`, `from ..x import a${index}\n`]),
  );
  const report = await checkFiles(files);
  assert.equal([report.summary.files, report.failures], [10_000, []]);
});

test.run();
