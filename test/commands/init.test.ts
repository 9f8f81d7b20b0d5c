import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { initCommand } from '../../src/commands/init.js';
import type { Output, Terminal } from '../../src/commands/terminal.js';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

const PROJECT = {
  'package.json': '{ "name": "shop" }',
  'app/__init__.py': '',
  'app/models.py': 'class Order: ...\n',
  'app/service.py': 'from .gone import a\nfrom .models import Order\n',
};

const FOUND = '1 finding in 1 file: 1 high; score 0.6.\n';

const isWritten = (path: string): boolean => existsSync(join(path, '.compliance-baseline'));

test('--baseline writes one and says what happens next', () =>
  withFolder(PROJECT, async (path) => {
    const { out, code } = await runCli(['init', '--baseline'], { cwd: path });
    assert.is(code, 0);
    assert.is(
      out,
      `Wrote .compliancerc.yaml.
${FOUND}Wrote .compliance-baseline.

What happens next:
  git add .compliancerc.yaml .compliance-baseline   and commit them
  compliance check             fails for new findings of medium or worse from now on, here and in CI
  compliance baseline status   shows how the old ones melt; they still cost points
  compliance baseline prune    removes those that are mended from the list
`,
    );
    assert.is((await runCli(['check'], { cwd: path })).code, 0);
  }));

test('without a flag, and nobody there to answer, it says how', () =>
  withFolder(PROJECT, async (path) => {
    const { out, code } = await runCli(['init'], { cwd: path });
    assert.equal(
      [code, out],
      [
        0,
        `Wrote .compliancerc.yaml.\n${FOUND}\n` +
          '`compliance baseline write` lists them as known, so that new ones alone fail the check;\n' +
          '`compliance check` shows them.\n',
      ],
    );
    assert.not.ok(isWritten(path));
  }));

test('a configuration that says nothing yet is not overwritten, and one that cannot be written leaves nothing', () =>
  withFolder({ ...PROJECT, '.compliancerc.yaml': '# to come\n' }, async (path) => {
    const there = await runCli(['init', '--no-baseline'], { cwd: path });
    assert.equal([there.err.split('\n')[0], there.code], ['compliance: .compliancerc.yaml is there already.', 2]);
    rmSync(join(path, '.compliancerc.yaml'));
    const main = packageFile('bundle/main.js');
    const limited = `trap '' XFSZ; ulimit -f 0; exec "${process.execPath}" "${main}" init --no-baseline`;
    const { status, stderr } = spawnSync('bash', ['-c', limited], { cwd: path, encoding: 'utf8' });
    assert.is(status, 2);
    assert.match(stderr, /^compliance: .*\.compliancerc\.yaml cannot be written: /);
    assert.equal(readdirSync(path).sort(), ['app', 'package.json']);
  }));

test('--no-baseline looks at nothing', () =>
  withFolder(PROJECT, async (path) => {
    const { out } = await runCli(['init', '--no-baseline'], { cwd: path });
    assert.is(out, 'Wrote .compliancerc.yaml.\nNow run `compliance check`.\n');
    assert.not.ok(isWritten(path));
  }));

test('where nothing is found there is nothing to offer', () =>
  withFolder({ 'app/main.py': 'import os\n' }, async (path) => {
    const { out } = await runCli(['init', '--baseline'], { cwd: path });
    assert.is(
      out,
      'Wrote .compliancerc.yaml.\nNothing is found in 1 file.\n\n' +
        'Commit it, and run `compliance check` in CI: it fails for new findings of medium or worse.\n',
    );
    assert.not.ok(isWritten(path));
  }));

test('a baseline that is there is not written again', () =>
  withFolder(PROJECT, async (path) => {
    await runCli(['baseline', 'write'], { cwd: path });
    const before = readFileSync(join(path, '.compliance-baseline'), 'utf8');
    const { out } = await runCli(['init', '--baseline'], { cwd: path });
    assert.match(out, /Nothing is found|Commit it/);
    assert.is(readFileSync(join(path, '.compliance-baseline'), 'utf8'), before);
  }));

for (const answer of [true, false]) {
  test(`at a terminal it asks, and ${answer ? 'yes' : 'no'} is ${answer ? 'yes' : 'no'}`, () =>
    withFolder(PROJECT, async (path) => {
      const questions: string[] = [];
      const confirm = (question: string): Promise<boolean> => {
        questions.push(question);
        return Promise.resolve(answer);
      };
      assert.is(await initCommand(terminalAt(path, confirm), { root: path }), 0);
      assert.equal(questions, ['Write a baseline of 1 finding, so that new ones alone fail the check?']);
      assert.is(isWritten(path), answer);
    }));
}

function terminalAt(cwd: string, confirm: Terminal['confirm']): Terminal {
  const output: Output = { isTerminal: false, color: false, width: 100, write: () => Promise.resolve() };
  return {
    ...{ cwd, out: output, err: output, confirm, build: 'test', today: '2026-01-01' },
    readInput: () => Promise.resolve(Buffer.alloc(0)),
    tool: { name: 'compliance-linter', version: '0.0.0' },
  };
}

test.run();
