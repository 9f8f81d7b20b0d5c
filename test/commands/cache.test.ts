import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

const PROJECT = {
  'project/.compliancerc.yaml': 'root: true\n',
  'project/app/__init__.py': '',
  'project/app/orders.py': 'from .gone import x\n',
};

test('a run fills the cache, stats say so, clear empties it', () =>
  withFolder(PROJECT, async (path) => {
    const [cwd, folder] = [join(path, 'project'), join(path, 'cache')];
    const run = (...args: string[]): ReturnType<typeof runCli> =>
      runCli(args, { cwd, env: { COMPLIANCE_CACHE_DIR: folder } });
    assert.match((await run('cache', 'stats')).out, /this project {2}nothing/);
    assert.is((await run('check')).code, 1);
    assert.match(
      (await run('cache', 'stats')).out,
      /this project {2}\d+ kB in 2 files .*\nall {11}\d+ kB in 1 project\n/,
    );
    assert.match((await run('cache', 'clear')).out, /^Removed \d+ kB from /);
    assert.match((await run('cache', 'stats')).out, /this project {2}nothing/);
    await run('check');
    await run('cache', 'clear', '--all');
    assert.equal(readdirSync(folder), []);
  }));

test('--no-cache neither reads nor writes what runs remember', () =>
  withFolder(PROJECT, async (path) => {
    const [cwd, folder] = [join(path, 'project'), join(path, 'cache')];
    const { code } = await runCli(['check', '--no-cache'], { cwd, env: { COMPLIANCE_CACHE_DIR: folder } });
    assert.is(code, 1);
    const projects = existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'code') : [];
    assert.equal(projects, []);
  }));

test('a cache that cannot be written is a warning, and the check is what it is', () =>
  withFolder({ ...PROJECT, file: '' }, async (path) => {
    const env = { COMPLIANCE_CACHE_DIR: join(path, 'file', 'below') };
    const { code, err, out } = await runCli(['check'], { cwd: join(path, 'project'), env });
    assert.is(code, 1);
    assert.match(out, /relative-import/);
    assert.match(err, /^warning: the cache in .* cannot be written \(a folder above it is a file\)/);
    assert.match(err, /--no-cache/);
  }));

test('standard input is judged by what is remembered, and not remembered', () =>
  withFolder(PROJECT, async (path) => {
    const [cwd, folder] = [join(path, 'project'), join(path, 'cache')];
    const env = { COMPLIANCE_CACHE_DIR: folder };
    await runCli(['check'], { cwd, env });
    const names = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    const before = names();
    const options = { cwd, env, input: 'x = 1\n' };
    const { code } = await runCli(['check', '--stdin-filename', 'app/orders.py'], options);
    assert.is(code, 0);
    assert.equal(names(), before);
    assert.is((await runCli(['check'], { cwd, env })).code, 1);
  }));

test('a plug-in whose code changes finds anew', () =>
  withFolder(
    {
      ...PROJECT,
      'project/.compliancerc.yaml': 'root: true\nplugins: [./tools/no-print.mjs]\n',
      'project/tools/no-print.mjs': plugin('print'),
      'project/app/main.py': 'print(input())\n',
    },
    async (path) => {
      const cwd = join(path, 'project');
      const env = { COMPLIANCE_CACHE_DIR: join(path, 'cache') };
      mkdirSync(join(cwd, 'lib'));
      const subjects = async (): Promise<string[]> => {
        const { code, err } = await runCli(['check', '--rule', 'no-print', '--format', 'json:report.json'], {
          cwd,
          env,
        });
        assert.is.not(code, 2, err);
        const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as {
          findings: { subject: string }[];
        };
        return report.findings.map(({ subject }) => subject);
      };
      assert.equal(await subjects(), ['print']);
      writeFileSync(join(cwd, 'tools/no-print.mjs'), plugin('input'));
      assert.equal(await subjects(), ['input']);
      for (const word of ['print', 'input']) {
        writeFileSync(join(cwd, 'lib/word.mjs'), `export const word = '${word}';\n`);
        const text = plugin('WORD')
          .replace(/'WORD'/g, 'word')
          .replace('/\\bWORD\\b/g', "new RegExp(word, 'g')");
        writeFileSync(join(cwd, 'tools/no-print.mjs'), `import { word } from '../lib/word.mjs';\n${text}`);
        assert.equal(await subjects(), [word]);
      }
    },
  ));

/** A rule that reports one function. */
function plugin(name: string): string {
  return `export default {
  summary: 'S.', why: 'W.', repair: 'R.', since: '1.0.0', tags: [], severity: { recommended: 'low', strict: 'low' },
  examples: { valid: [], invalid: [] },
  extract: { *python(file) { for (const { node } of file.nodesAt(/\\b${name}\\b/g)) yield file.site(node.startIndex, node.endIndex); } },
  *judge(entries) { for (const { file, fact } of entries) yield { path: file.path, site: fact, subject: '${name}', message: 'M.' }; },
};
`;
}

test('--profile says on standard error what was spent, and leaves the report alone', () =>
  withFolder(PROJECT, async (path) => {
    const cwd = join(path, 'project');
    const plain = await runCli(['check', '--format', 'json', '--no-cache'], { cwd });
    const profiled = await runCli(['check', '--format', 'json', '--no-cache', '--profile'], { cwd });
    assert.is(profiled.out, plain.out);
    for (const line of [
      'configuration, listing',
      'facts',
      'report',
      'output',
      'python relative-import',
      'duplicate-type',
    ])
      assert.match(profiled.err, new RegExp(`^  ${line} +[\\d,]+`, 'm'), line);
  }));

test.run();
