import { execFileSync, spawn } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

const CLEAN = { 'app/__init__.py': '', 'app/main.py': 'import os\n' };
const BROKEN = { ...CLEAN, 'app/carts.py': 'from .gone import x\n' };
const LOW = {
  ...CLEAN,
  'app/orders.py': 'def total():\n    return 1\n',
  'app/services/__init__.py': '',
  'app/services/carts.py': 'from ..orders import total\n',
};

test('0: the gate holds; 1: it does not; the last line says why', async () => {
  await withFolder(CLEAN, async (path) => {
    const { code, out, err } = await runCli(['check'], { cwd: path });
    assert.equal([code, err], [0, '']);
    assert.match(out, /\nPassed: no new finding of medium or worse\.\n$/);
  });
  await withFolder(BROKEN, async (path) => {
    const { code, out } = await runCli(['check'], { cwd: path });
    assert.is(code, 1);
    assert.match(out, /\nFailed: 1 new finding of medium or worse \(1 high\)\.\n$/);
  });
});

test('--fail-on and --min-score move the gate', () =>
  withFolder(LOW, async (path) => {
    const codes = async (...args: string[]): Promise<number | null> =>
      (await runCli(['check', ...args], { cwd: path })).code;
    assert.is(await codes(), 0);
    assert.is(await codes('--fail-on', 'low'), 1);
    assert.is(await codes('--fail-on', 'none'), 0);
    assert.is(await codes('--min-score', '99'), 1);
    assert.is(await codes('--preset', 'strict'), 1);
    assert.is(await codes('--rule', 'duplicate-type', '--fail-on', 'low'), 0);
  }));

test('2: wrong arguments and wrong configuration, in words, without a stack', () =>
  withFolder({ ...CLEAN, 'bad.yaml': 'rules:\n  relative-imprt: high\n' }, async (path) => {
    const mistakes: readonly (readonly [string[], RegExp])[] = [
      [
        ['check', '--fail-on', 'severe'],
        /severe.*is invalid.*Write low, medium, high, critical or none, with all: before it/s,
      ],
      [['check', '--fail-on', 'none,high'], /none,high.*is invalid.*`none` goes with no other condition/s],
      [['check', '--min-score', 'ninety'], /number from 0 to 100/],
      [['check', 'no-such-folder'], /no-such-folder/],
      [['check', '--format', 'sarrif'], /There is no format sarrif/],
      [['check', '--format', 'json', '--format', 'pretty'], /Two formats go to standard output/],
      [['check', '--config', 'bad.yaml'], /bad\.yaml.*relative-imprt.*relative-import/s],
      [['check', '--rule', 'relative-imprt'], /relative-imprt.*relative-import/s],
      [['check', '--format', 'json:no/such/folder/r.json'], /cannot be written: its folder does not exist/],
      [['check', '--root', 'app', '..'], /The path \.\. lies outside the root/],
      [['check', '--rule', ''], /It is empty/],
      [['check', ''], /It is empty/],
      [['check', '--stdin-filename', ''], /It is empty/],
      [['check', '--frmat', 'json'], /unknown option '--frmat'/],
      [['explain', 'relative-imports'], /There is no rule relative-imports\. Did you mean relative-import\?/],
      [['report', '--from', 'bad.yaml'], /bad\.yaml is not JSON/],
      [['chekc'], /unknown command 'chekc'/],
    ];
    for (const [args, message] of mistakes) {
      const { code, err } = await runCli(args, { cwd: path });
      assert.is(code, 2, `${args.join(' ')}: ${err}`);
      assert.match(err, message);
      assert.not.match(err, /\n {4}at /);
    }
  }));

test('reports link to where the files can be read, if told', () =>
  withFolder(BROKEN, async (path) => {
    const { out } = await runCli(
      ['check', '--format', 'markdown', '--source-url', 'https://git.example/shop/blob/1a/'],
      {
        cwd: path,
      },
    );
    assert.match(out, '"https://git.example/shop/blob/1a/app/carts.py#L1"');
    await runCli(['check', '--format', 'json:report.json'], { cwd: path });
    const again = await runCli(
      ['report', '--from', 'report.json', '--format', 'markdown', '--source-url', 'https://git.example/shop/blob/1a'],
      { cwd: path },
    );
    assert.is(again.out, out);
    const wrong = await runCli(['check', '--source-url', 'javascript:alert(1)'], { cwd: path });
    assert.is(wrong.code, 2);
    assert.match(wrong.err, 'It is an address that starts with https://');
  }));

test('several formats in one run, to files and to standard output; a report renders again to the same bytes', () =>
  withFolder(BROKEN, async (path) => {
    const { out } = await runCli(['check', '--format', 'pretty', '--format', 'json:report.json'], { cwd: path });
    const { out: again, code } = await runCli(['report', '--from', 'report.json'], { cwd: path });
    assert.is(again, out);
    assert.is(code, 1);
    const { out: json } = await runCli(['report', '--from', 'report.json', '--format', 'json'], { cwd: path });
    assert.is(json, readFileSync(join(path, 'report.json'), 'utf8'));
    assert.equal(
      readdirSync(path).filter((name) => name.endsWith('.tmp')),
      [],
    );
  }));

test('where all formats go to files, the gate’s sentence stands on standard error', () =>
  withFolder(BROKEN, async (path) => {
    const { out, err } = await runCli(['check', '--format', 'json:report.json'], { cwd: path });
    assert.equal([out, err], ['', 'Failed: 1 new finding of medium or worse (1 high).\n']);
  }));

test('--stdin-filename judges standard input as that file, saved or not', () =>
  withFolder(CLEAN, async (path) => {
    for (const file of ['app/main.py', 'app/unsaved.py']) {
      const { code, out } = await runCli(['check', '--stdin-filename', file, '--format', 'json'], {
        cwd: path,
        input: 'from .gone import x\n',
      });
      const report = JSON.parse(out) as Report;
      assert.equal([code, report.summary.files, ...report.findings.map((finding) => finding.path)], [1, 1, file]);
    }
    const inside = await runCli(['check', '--stdin-filename', 'main.py', '--format', 'json'], {
      cwd: join(path, 'app'),
      input: 'x = 1\n',
    });
    assert.is(inside.code, 0);
  }));

test('paths select what is reported; they may be given from a folder below the root', () =>
  withFolder(
    { ...BROKEN, 'pyproject.toml': '', 'lib/b.py': 'from .gone import y\n', '.compliancerc.yaml': 'root: true\n' },
    async (path) => {
      const paths = async (cwd: string, ...args: string[]): Promise<string[]> => {
        const { out } = await runCli(['check', ...args, '--format', 'json'], { cwd });
        return (JSON.parse(out) as Report).findings.map((finding) => finding.path);
      };
      assert.equal(await paths(path), ['app/carts.py', 'lib/b.py']);
      assert.equal(await paths(path, 'lib'), ['lib/b.py']);
      assert.equal(await paths(join(path, 'app'), '.', '../lib/b.py'), ['app/carts.py', 'lib/b.py']);
      assert.equal(await paths(join(path, 'app')), ['app/carts.py', 'lib/b.py']);
    },
  ));

test('a check that looked at nothing says so', () =>
  withFolder({ 'README.md': '', 'legacy/a.py': '', '.compliancerc.yaml': 'exclude: [legacy]\n' }, async (path) => {
    const nothing = await runCli(['check'], { cwd: path });
    assert.match(nothing.err, /^warning: nothing was checked in this project/);
    const excluded = await runCli(['check', 'legacy/a.py'], { cwd: path });
    assert.match(excluded.err, /^warning: nothing was checked in legacy\/a\.py: the configuration excludes/);
  }));

test('a check of syntax that judged nothing says so; broken tests fail it', () =>
  withFolder({ 'shop/cart.py': 'def total(:\n', 'web/cart.ts': 'let = 1;\n' }, async (path) => {
    const args = ['check', '--rule', 'syntax-error', 'shop/cart.py', 'web/cart.ts'];
    const nothing = await runCli(args, { cwd: path });
    assert.is(nothing.code, 0);
    assert.match(nothing.err, /^warning: the syntax of none of these files was judged: none is a test\./);
    writeFileSync(join(path, 'test_cart.py'), 'def total(:\n');
    writeFileSync(join(path, 'cart.test.ts'), 'let total = 1;\n');
    const { code, out, err } = await runCli([...args.slice(0, 3), 'test_cart.py', 'cart.test.ts'], { cwd: path });
    assert.equal([code, err], [1, '']);
    assert.match(out, /\n {2}1:11 {2}critical {2}(?:CPython|ruff) /);
    assert.match(out, /\nFailed: 1 new finding of medium or worse \(1 critical\)\.\n$/);
  }));

test('colours stand only where they are wanted', () =>
  withFolder(BROKEN, async (path) => {
    const hasColor = async (env: Readonly<Record<string, string>>): Promise<boolean> =>
      (await runCli(['check'], { cwd: path, env })).out.includes('\u001b[');
    assert.is(await hasColor({}), false);
    assert.is(await hasColor({ FORCE_COLOR: '1' }), true);
    assert.is(await hasColor({ FORCE_COLOR: '1', NO_COLOR: '1' }), false);
  }));

test('a reader that goes away is no error', () =>
  withFolder(
    Object.fromEntries(Array.from({ length: 800 }, (_, index) => [`app/m${index}.py`, 'from .gone import x\n'])),
    async (path) => {
      const command = `"${process.execPath}" "${packageFile('bundle/main.js')}" check --format json | head -n 1; echo "\${PIPESTATUS[0]}"`;
      const { out, err } = await new Promise<{ out: string; err: string }>((resolve) => {
        const shell = spawn('bash', ['-c', command], { cwd: path });
        let [stdout, stderr] = ['', ''];
        shell.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
        shell.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
        shell.on('close', () => {
          resolve({ out: stdout, err: stderr });
        });
      });
      assert.equal([out, err], ['{\n1\n', '']);
    },
  ));

test('a run that is interrupted leaves no half-written file', () =>
  withFolder(
    Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`app/m${index}.py`, 'from .gone import x\n'])),
    async (path) => {
      for (const delay of [150, 400, 700]) {
        const child = spawn(
          process.execPath,
          [packageFile('bundle/main.js'), 'check', '--format', 'json:report.json'],
          { cwd: path, stdio: 'ignore' },
        );
        setTimeout(() => child.kill('SIGINT'), delay);
        await new Promise((resolve) => child.on('close', resolve));
        assert.equal(
          readdirSync(path).filter((name) => name.endsWith('.tmp')),
          [],
          `after ${delay} ms`,
        );
        if (existsSync(join(path, 'report.json'))) JSON.parse(readFileSync(join(path, 'report.json'), 'utf8'));
      }
    },
  ));

test('a report that cannot be written whole leaves the old one and no half of the new', () =>
  withFolder(
    {
      ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`app/m${index}.py`, 'from .gone import x\n'])),
      'report.json': 'old',
    },
    async (path) => {
      const command = `ulimit -f 8; exec "${process.execPath}" "${packageFile('bundle/main.js')}" check --format json:report.json`;
      const { code, err } = await new Promise<{ code: number | null; err: string }>((resolve) => {
        const shell = spawn('bash', ['-c', command], { cwd: path });
        let stderr = '';
        shell.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
        shell.on('close', (status) => {
          resolve({ code: status, err: stderr });
        });
      });
      assert.is(code, 2);
      assert.match(err, /report\.json cannot be written: the file would grow/);
      assert.is(readFileSync(join(path, 'report.json'), 'utf8'), 'old');
      assert.equal(readdirSync(path).sort(), ['app', 'report.json']);
    },
  ));

test('init writes a configuration that works and never overwrites one', () =>
  withFolder({ ...LOW, 'package.json': '{"name":"shop"}' }, async (path) => {
    assert.is((await runCli(['init'], { cwd: path })).code, 0);
    const written = readFileSync(join(path, '.compliancerc.yaml'), 'utf8');
    assert.is((await runCli(['check'], { cwd: path })).code, 0);
    const again = await runCli(['init'], { cwd: path });
    assert.is(again.code, 2);
    assert.match(again.err, /\.compliancerc\.yaml is there already/);
    assert.is(readFileSync(join(path, '.compliancerc.yaml'), 'utf8'), written);
  }));

test('rules, explain and config explain answer', () =>
  withFolder(
    {
      ...LOW,
      '.compliancerc.yaml':
        'extends: strict\noverrides:\n  - files: [app/services]\n    rules: { relative-import: off }\n',
    },
    async (path) => {
      const rules = await runCli(['rules'], { cwd: path });
      assert.match(rules.out, /^relative-import +medium +low +medium/m);
      const explained = await runCli(['explain', 'relative-import'], { cwd: path });
      assert.match(
        explained.out,
        /^# relative-import\n[\s\S]*## Why[\s\S]*## What to do[\s\S]*## Options[\s\S]*## Reported[\s\S]*## Not reported/,
      );
      const config = await runCli(['config', 'explain', 'app/services/carts.py'], { cwd: path });
      assert.match(config.out, /relative-import +default +off +\.compliancerc\.yaml overrides\[0\]/);
    },
  ));

test('help has examples', () =>
  withFolder({}, async (path) => {
    for (const args of [
      ['--help'],
      ['check', '--help'],
      ['rules', '--help'],
      ['explain', '--help'],
      ['init', '--help'],
      ['config', 'explain', '--help'],
      ['report', '--help'],
    ]) {
      const { code, out } = await runCli(args, { cwd: path });
      assert.is(code, 0);
      assert.match(out, /Examples?:/, args.join(' '));
    }
  }));

const RULE = `export default {
  summary: 'No print.', why: 'Logs are read by machines.', repair: 'Use the logger.', since: '1.0.0', tags: [],
  severity: { recommended: 'high', strict: 'high' },
  examples: { valid: [], invalid: [] },
  extract: { *python(file) { for (const { node } of file.nodesAt(/\\bprint\\b/g)) if (node.parent?.type === 'call') yield file.site(node.startIndex, node.endIndex); } },
  *judge(entries) { for (const { file, fact } of entries) yield { path: file.path, site: fact, subject: 'print', message: 'This prints.' }; },
};
`;

test('a rule and a reporter of the user’s own load from a folder outside the package', () =>
  withFolder(
    {
      'app/main.py': 'print("hello")  # print\n',
      'tools/no-print.mjs': RULE,
      'tools/count.mjs':
        'export default { summary: "Counts.", *render(report) { yield `${report.findings.length} found\\n`; } };\n',
      '.compliancerc.yaml': 'root: true\nplugins: [./tools/no-print.mjs]\n',
    },
    async (path) => {
      const { code, out } = await runCli(['check', '--format', './tools/count.mjs', '--format', 'json:report.json'], {
        cwd: path,
      });
      assert.equal([code, out], [1, '1 found\n']);
      const [finding] = (JSON.parse(readFileSync(join(path, 'report.json'), 'utf8')) as Report).findings;
      assert.equal(
        [finding?.ruleId, finding?.severity, finding?.range.start],
        ['no-print', 'high', { line: 1, column: 1 }],
      );
      const mistakes: readonly (readonly [string, string, RegExp])[] = [
        ['*python(file)', '*pyton(file)', /names the format pyton\. Did you mean python\?/],
        ['tags: [],', "tags: [], needs: ['import'],", /names the extractor import\. Did you mean imports\?/],
      ];
      for (const [right, wrong, message] of mistakes) {
        writeFileSync(join(path, 'tools/no-print.mjs'), RULE.replace(right, wrong));
        const { code: status, err } = await runCli(['check'], { cwd: path });
        assert.is(status, 2);
        assert.match(err, message);
      }
      writeFileSync(join(path, 'tools/no-print.mjs'), RULE.replace('site: fact', 'place: fact'));
      const shapeless = await runCli(['check'], { cwd: path });
      assert.is(shapeless.code, 2);
      assert.match(shapeless.out, 'the rule threw: it reported a problem without site');
      writeFileSync(join(path, 'tools/no-print.mjs'), 'export default {};\n');
      const broken = await runCli(['check'], { cwd: path });
      assert.is(broken.code, 2);
      assert.match(broken.err, /no-print\.mjs: the rule no-print lacks the text `summary`/);
    },
  ));

test('the formats of a repository that is merely pointed at neither run code nor write files', async () => {
  const evil =
    'import { writeFileSync } from "node:fs"; writeFileSync(new URL("ran", import.meta.url), ""); export default { render: () => [] };';
  for (const format of ['./evil.mjs', './repo/evil.mjs', 'json:victim', 'json:../victim', 'evil-package']) {
    await withFolder(
      { 'repo/a.py': '', 'repo/evil.mjs': evil, 'repo/.compliancerc.yaml': `root: true\nformat: ["${format}"]\n` },
      async (path) => {
        const { code, err } = await runCli(['check', 'repo'], { cwd: path });
        assert.is(code, 2, format);
        assert.match(err, /asks for the format .* which would (?:execute its code|write a file)/);
        assert.equal(readdirSync(path), ['repo']);
        assert.equal(readdirSync(join(path, 'repo')).sort(), ['.compliancerc.yaml', 'a.py', 'evil.mjs']);
        const own = await runCli(['check', 'repo', '--format', 'json'], { cwd: path });
        assert.is(own.code, 0);
      },
    );
  }
});

test('a report to a pipe goes into the pipe, one to a link where the link leads', () =>
  withFolder({ ...CLEAN, 'real/report.json': 'old' }, async (path) => {
    execFileSync('mkfifo', [join(path, 'pipe')]);
    symlinkSync('real/report.json', join(path, 'link.json'));
    const reader = new Promise<string>((resolve) => {
      const cat = spawn('cat', [join(path, 'pipe')]);
      let text = '';
      cat.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
      cat.on('close', () => {
        resolve(text);
      });
    });
    const { code } = await runCli(['check', '--format', 'json:pipe', '--format', 'pretty:link.json'], { cwd: path });
    assert.is(code, 0);
    assert.is((JSON.parse(await reader) as Report).schemaVersion, 1);
    assert.ok(lstatSync(join(path, 'pipe')).isFIFO());
    assert.ok(lstatSync(join(path, 'link.json')).isSymbolicLink());
    assert.match(readFileSync(join(path, 'real/report.json'), 'utf8'), /^No findings/);
  }));

test('a reporter that fails is named, and the exit code says that nothing was judged', () =>
  withFolder(
    { ...CLEAN, 'broken.mjs': 'export default { render() { throw new Error("no ink"); } };' },
    async (path) => {
      const { code, err } = await runCli(['check', '--format', './broken.mjs'], { cwd: path });
      assert.equal([code, err], [2, 'compliance: The reporter ./broken.mjs failed: no ink.\n']);
    },
  ));

test('a configuration that is a pipe is not waited for', () =>
  withFolder(CLEAN, async (path) => {
    execFileSync('mkfifo', [join(path, '.compliancerc.yaml')]);
    execFileSync('mkfifo', [join(path, 'package.json')]);
    assert.is((await runCli(['check'], { cwd: path })).code, 0);
  }));

test('escapes in arguments reach no terminal', () =>
  withFolder(CLEAN, async (path) => {
    for (const args of [
      ['check', '\u001b[31mx'],
      ['check', '--fail-on', '\u001b[31mx'],
      ['explain', '\u001b[31mx'],
      ['\u001b[31mx'],
    ]) {
      const { code, err } = await runCli(args, { cwd: path });
      assert.is(code, 2);
      assert.not.match(err, '\u001b');
    }
  }));

test('rules and reporters load by the name of a package, several rules from one', () =>
  withFolder(
    {
      'app/main.py': 'print("hello")\nbreakpoint()\n',
      'node_modules/@acme/rules/package.json': '{"name":"@acme/rules","type":"module","exports":"./index.js"}',
      'node_modules/@acme/rules/index.js': `import print from './print.js';\nexport const rules = { 'acme/no-print': print };\n`,
      'node_modules/@acme/rules/print.js': RULE,
      'node_modules/count-reporter/package.json': '{"name":"count-reporter","main":"index.cjs"}',
      'node_modules/count-reporter/index.cjs':
        'module.exports = { summary: "Counts.", render: (report) => [report.findings.map((found) => found.ruleId).join(), "\\n"] };\n',
      '.compliancerc.json': '{"root":true,"plugins":["@acme/rules"],"rules":{"acme/no-print":"critical"}}',
    },
    async (path) => {
      const { code, out } = await runCli(['check', '--format', 'count-reporter'], { cwd: path });
      assert.equal([code, out], [1, 'acme/no-print\n']);
      const missing = await runCli(['check', '--format', 'no-such-reporter-package/x'], { cwd: path });
      assert.is(missing.code, 2);
      assert.match(missing.err, /There is no format no-such-reporter-package\/x/);
    },
  ));

test('a plug-in of an analysed repository is not loaded from elsewhere', () =>
  withFolder(
    {
      'repo/a.py': '',
      'repo/evil.mjs':
        'import { writeFileSync } from "node:fs"; writeFileSync(new URL("ran", import.meta.url), ""); export default {};',
      'repo/.compliancerc.yaml': 'root: true\nplugins: [./evil.mjs]\n',
    },
    async (path) => {
      const { code, err } = await runCli(['check', 'repo'], { cwd: path });
      assert.is(code, 2);
      assert.match(err, /plugins/);
      assert.is(existsSync(join(path, 'repo/ran')), false);
    },
  ));

test.run();
