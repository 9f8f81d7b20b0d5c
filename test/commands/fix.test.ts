import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

const CART = 'from ..orders import total\n';
const POINT = 'from dataclasses import dataclass\n\n\n@dataclass\nclass Point:\n    x: int\n    y: int\n';
const PROJECT = {
  '.compliancerc.yaml': 'root: true\n',
  'app/__init__.py': '',
  'app/orders.py': 'total = 1\n',
  'app/web/__init__.py': '',
  'app/web/carts.py': CART,
  'app/web/more.py': `${CART}x = 1  # compliance: ignore[relative-import] -- old\n`,
};
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

test('--fix writes, reports what is left, and ends by that; a second time nothing changes', () =>
  withFolder(PROJECT, async (cwd) => {
    assert.is((await runCli(['check', '--fail-on', 'low'], { cwd })).code, 1);
    const { code, out, err } = await runCli(['check', '--fail-on', 'low', '--fix'], { cwd });
    assert.equal([code, err], [0, 'fixed 3 findings in 2 files\n']);
    assert.match(out, /^No findings in 5 files\.?\n[^]*Passed: no new finding\.\n$/);
    assert.is(read(cwd, 'app/web/carts.py'), 'from app.orders import total\n');
    assert.is(read(cwd, 'app/web/more.py'), 'from app.orders import total\nx = 1\n');
    assert.equal(readdirSync(join(cwd, 'app/web')), ['__init__.py', 'carts.py', 'more.py']);
    const again = await runCli(['check', '--fail-on', 'low', '--fix'], { cwd });
    assert.equal([again.code, again.err, again.out], [0, 'fixed 0 findings in 0 files\n', out]);
  }));

test('paths say which files are fixed', () =>
  withFolder(PROJECT, async (cwd) => {
    const { err } = await runCli(['check', '--fix', 'app/web/carts.py'], { cwd });
    assert.is(err, 'fixed 1 finding in 1 file\n');
    assert.is(read(cwd, 'app/web/more.py'), PROJECT['app/web/more.py']);
  }));

test('--diff writes nothing, shows what git can apply, and ends by the present state', () =>
  withFolder({ ...PROJECT, 'app/web/odd "naïve" name.py': 'from ..orders import total' }, async (cwd) => {
    const { code, out, err } = await runCli(['check', '--diff', '--fail-on', 'low'], { cwd });
    assert.is(code, 1);
    assert.match(err, /^would fix 4 findings in 3 files\nFailed: 4 new findings \(4 low\)\.\n$/);
    assert.is(read(cwd, 'app/web/carts.py'), CART);
    assert.match(out, /^diff --git a\/app\/web\/carts\.py b\/app\/web\/carts\.py\n--- a\/app\/web\/carts\.py\n/);
    assert.equal((await runCli(['check', '--fix', '--diff', '--fail-on', 'low'], { cwd })).out, out);
    execFileSync('git', ['apply', '-'], {
      cwd,
      input: out,
      env: { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: join(cwd, '..') },
    });
    assert.is((await runCli(['check', '--fail-on', 'low'], { cwd })).code, 0);
  }));

test('with --diff the report goes to files alone', () =>
  withFolder(PROJECT, async (cwd) => {
    const { out, code } = await runCli(['check', '--diff', '--format', 'json:report.json'], { cwd });
    assert.equal([code, out.startsWith('diff --git ')], [0, true]);
    assert.is((JSON.parse(read(cwd, 'report.json')) as Report).summary.open, 3);
    const both = await runCli(['check', '--diff', '--format', 'json'], { cwd });
    assert.equal([both.code, both.out], [2, '']);
    assert.match(both.err, /--diff shows the changes on standard output, where --format json would go too/);
  }));

test('standard input comes back with its fixes, byte by byte, and unchanged where there are none', () =>
  withFolder(PROJECT, async (cwd) => {
    const run = (input: string | Buffer, ...more: string[]) =>
      runCli(['check', '--fix', '--stdin-filename', 'app/web/new.py', ...more], { cwd, input });
    const { code, out, err } = await run('\ufefffrom ..orders import total\r\n');
    assert.equal([code, out], [0, '\ufefffrom app.orders import total\r\n']);
    assert.is(err, 'fixed 1 finding in 1 file\nPassed: no new finding of medium or worse.\n');
    assert.is((await run('x = 1')).out, 'x = 1');
    assert.is((await run('')).out, '');
    assert.is((await run('def (\n')).out, 'def (\n');
    assert.equal(readdirSync(join(cwd, 'app/web')), ['__init__.py', 'carts.py', 'more.py']);
  }));

test('what may change the behaviour is fixed with --unsafe alone, and offered', () =>
  withFolder(
    { ...PROJECT, 'app/models.py': POINT, 'app/web/point.py': `${POINT}\n\nprint(Point, dataclass)\n` },
    async (cwd) => {
      const safe = await runCli(['check', '--fix', '--rule', 'duplicate-type'], { cwd });
      assert.is(safe.err, 'fixed 0 findings in 0 files; 1 more fix may change what the code does: --unsafe\n');
      const unsafe = await runCli(['check', '--fix', '--unsafe', '--rule', 'duplicate-type'], { cwd });
      assert.is(unsafe.err, 'fixed 1 finding in 1 file\n');
      assert.match(read(cwd, 'app/web/point.py'), /from app\.models import Point/);
    },
  ));

test('a file that cannot be written is told by name, the others are written, and the check counts as not made', () =>
  withFolder(PROJECT, async (cwd) => {
    chmodSync(join(cwd, 'app/web/carts.py'), 0o444);
    const { code, err } = await runCli(['check', '--fix'], { cwd });
    assert.is(code, 2);
    assert.is(
      err,
      'fixed 2 findings in 1 file; 1 fix was not made:\n' +
        '  app/web/carts.py:1 relative-import: app/web/carts.py was not written: it is read-only\n',
    );
    assert.is(read(cwd, 'app/web/carts.py'), CART);
    assert.match(read(cwd, 'app/web/more.py'), /^from app\.orders/);
  }));

test('options that do not go together are mistakes', () =>
  withFolder(PROJECT, async (cwd) => {
    const mistakes: readonly (readonly [string[], RegExp])[] = [
      [['--unsafe'], /--unsafe says which fixes are made\.\nGive it with --fix or --diff/],
      [['--fix', '--watch'], /--watch looks on while files change/],
      [['--diff', '--watch'], /--watch looks on while files change/],
      [['--fix', '--stdin-filename', 'app/a.py', '--format', 'json'], /The fixed content goes on standard output/],
      [['--fix', '--stdin-filename', 'app/a.py', 'app'], /give no paths with it/],
    ];
    for (const [args, message] of mistakes) {
      const { code, out, err } = await runCli(['check', ...args], { cwd });
      assert.equal([code, out], [2, ''], args.join(' '));
      assert.match(err, message);
    }
    assert.is(read(cwd, 'app/web/carts.py'), CART);
  }));

test('the cache knows nothing of what has been replaced', () =>
  withFolder(PROJECT, async (cwd) => {
    await runCli(['check', '--fix'], { cwd });
    writeFileSync(join(cwd, 'app/web/carts.py'), CART);
    assert.is((await runCli(['check', '--fail-on', 'low'], { cwd })).code, 1);
    assert.is((await runCli(['check', '--fix', '--fail-on', 'low'], { cwd })).err, 'fixed 1 finding in 1 file\n');
  }));

test.run();
