import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

/** Longest time that any step may take, in milliseconds. */
const PATIENCE = 20_000;

const PROJECT = {
  'project/.compliancerc.yaml': 'root: true\nextends: strict\n',
  'project/app/__init__.py': '',
  'project/app/cart.py': 'import os\n',
  'project/app/main.py': 'from .orders import models\n',
  'project/app/orders/__init__.py': '',
  'project/app/orders/models.py': 'class Order:\n    id: int\n    total: int\n    paid: bool\n',
  'project/web/package.json': '{"name":"web"}',
  'project/web/src/a.ts': "import { b } from './lib/b';\nexport const a = b;\n",
  'project/web/src/lib/b.ts': 'export const b = 1;\n',
};

/** A watching check whose output can be waited for. */
function startWatch(
  cwd: string,
  cache: string,
): { child: ChildProcessWithoutNullStreams; said: (pattern: RegExp) => Promise<string> } {
  const args = ['check', '--watch', '--format', 'json:report.json'];
  const child = spawn(process.execPath, [packageFile('bundle/main.js'), ...args], {
    cwd,
    env: { ...process.env, COMPLIANCE_CACHE_DIR: cache },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    child,
    async said(pattern) {
      const deadline = performance.now() + PATIENCE;
      while (!pattern.test(text)) {
        if (performance.now() > deadline) throw new Error(`waited for ${pattern.source}, got: ${text}`);
        await wait(20);
      }
      // The files that formats go to are written after the words.
      await wait(200);
      const said = text;
      text = '';
      return said;
    },
  };
}

test('every save is judged, however it is made, and the report is that of a fresh check', () =>
  withFolder(PROJECT, async (path) => {
    const cwd = join(path, 'project');
    const { child, said } = startWatch(cwd, join(path, 'cache'));
    const fresh = async (): Promise<string> => (await runCli(['check', '--no-cache', '--format', 'json'], { cwd })).out;
    const step = async (pattern: RegExp): Promise<string> => {
      const text = await said(pattern);
      assert.is(readFileSync(join(cwd, 'report.json'), 'utf8'), await fresh(), text);
      return text;
    };
    try {
      await step(/^Watching 7 files; Ctrl\+C stops\.$/m);
      writeFileSync(join(cwd, 'app/cart.py'), 'from .gone import x\n');
      assert.match(await step(/cart\.py: 1 new, 0 resolved/), / {2}app\/cart\.py:1:6 \w+ .*gone.*\(relative-import\)/);
      writeFileSync(join(cwd, 'app/cart.py.tmp'), 'import os\n');
      renameSync(join(cwd, 'app/cart.py.tmp'), join(cwd, 'app/cart.py'));
      await step(/cart\.py.*: 0 new, 1 resolved/);
      await mkdir(join(cwd, 'app/api/v1'), { recursive: true });
      writeFileSync(join(cwd, 'app/api/v1/schemas.py'), readFileSync(join(cwd, 'app/orders/models.py')));
      await step(/[1-9] new, 0 resolved/);
      rmSync(join(cwd, 'app/api'), { recursive: true });
      await step(/0 new, [1-9] resolved/);
      await mkdir(join(cwd, 'app/api'));
      await wait(500);
      writeFileSync(join(cwd, 'app/api/late.py'), 'from .gone import x\n');
      await step(/[1-9] new, 0 resolved/);
      rmSync(join(cwd, 'app/api'), { recursive: true });
      await mkdir(join(cwd, 'app/api'));
      writeFileSync(join(cwd, 'app/api/late.py'), 'import os\n');
      await step(/0 new, [1-9] resolved/);
      writeFileSync(join(cwd, 'app/api/late.py'), 'from .gone import x\n');
      await step(/[1-9] new, 0 resolved/);
      writeFileSync(join(cwd, '.compliancerc.yaml'), 'root: true\nextends: [\n');
      writeFileSync(join(cwd, 'app/api/late.py'), 'import os\n');
      await said(/\.compliancerc\.yaml:[^]*Until that is mended nothing is judged\./);
      writeFileSync(join(cwd, '.compliancerc.yaml'), 'root: true\nextends: recommended\n');
      await step(/0 new, [1-9] resolved/);
    } finally {
      child.kill();
    }
  }));

test('standard input cannot be watched', () =>
  withFolder(PROJECT, async (path) => {
    const { code, err } = await runCli(['check', '--watch', '--stdin-filename', 'app/cart.py'], {
      cwd: join(path, 'project'),
    });
    assert.is(code, 2);
    assert.match(err, /--watch looks at files/);
  }));

test.run();
