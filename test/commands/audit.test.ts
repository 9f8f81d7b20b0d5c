import { execFileSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

const SERVICE = 'import os\n\nREDIS_HOST = os.environ.get("REDIS_HOST", "localhost")\n';

test('an audit says what stands in the way, and fails on the risk that it is told to', () =>
  withFolder({ '.compliancerc': 'root: true\n', 'app/cache.py': SERVICE, '.env.staging': 'A=1\n' }, async (root) => {
    const { code, out, err } = await runCli(['audit'], { cwd: root });
    assert.equal([code, err], [0, '']);
    assert.match(out, /^# Deployment audit\n\n## Executive summary\n\nThe risk of a deployment is \w+: /);
    assert.match(out, /<code>app\/cache\.py:3<\/code>/);
    assert.is((await runCli(['audit', '--fail-on-risk', 'low'], { cwd: root })).code, 1);
    const json = await runCli(['audit', '--environment', 'staging', '--format', 'json'], { cwd: root });
    assert.is((JSON.parse(json.out) as { environment: string }).environment, 'staging');
  }));

test('an environment that nothing names is told, with those that there are', () =>
  withFolder({ '.compliancerc': 'root: true\n', '.env.staging': 'A=1\n' }, async (root) => {
    const { code, err } = await runCli(['audit', '--environment', 'stagin'], { cwd: root });
    assert.equal(
      [code, err],
      [
        2,
        'compliance: Nothing in the project names the environment stagin. Did you mean staging?\nIt names staging.\n',
      ],
    );
  }));

test('with a ref it says what has changed', () =>
  withFolder({ '.compliancerc': 'root: true\n', 'app/cache.py': 'HOST = 1\n' }, async (root) => {
    const git = (...command: string[]): void => {
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...command], {
        cwd: root,
        stdio: 'ignore',
      });
    };
    git('init');
    git('add', '-A');
    git('commit', '-qm', 'one');
    execFileSync('tee', ['app/cache.py'], { cwd: root, input: SERVICE, stdio: ['pipe', 'ignore', 'ignore'] });
    const { out, err } = await runCli(['audit', '--since', 'HEAD'], { cwd: root });
    assert.is(err, '');
    assert.match(
      out,
      /## What has changed\n\nSince <code>HEAD<\/code>: score 100\.0 → [\d.]+, risk none → \w+\.\n\n- New: <code>localhost-fallback:/,
    );
  }));

test('formats of its own are checked before anything is read', () =>
  withFolder({ '.compliancerc': 'root: true\n' }, async (root) => {
    const { code, err } = await runCli(['audit', '--format', 'sarif'], { cwd: root });
    assert.equal(
      [code, err],
      [2, 'compliance: There is no format sarif of the audit.\nThere are markdown, html, json.\n'],
    );
  }));

test.run();
