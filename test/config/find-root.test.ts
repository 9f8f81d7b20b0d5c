import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { findRoot } from '../../src/config/find-root.js';
import { UserError } from '../../src/model/errors.js';
import { withFolder } from '../temporary-folder.js';

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly paths?: readonly string[];
  readonly root?: string;
}

/** The root relative to the temporary folder; '' is the folder itself. */
async function rootOf({ files, cwd = '', paths = [], root }: Case): Promise<string> {
  let found = '';
  await withFolder(files, async (folder) => {
    found = await findRoot({ cwd: join(folder, cwd), paths, ...(root === undefined ? {} : { root }) });
    found = found.slice(folder.length + 1);
  });
  return found;
}

test('the nearest folder with a .git entry is the root', async () => {
  const files = { 'project/.git/HEAD': '', 'project/src/a/b.py': '' };
  assert.is(await rootOf({ files, cwd: 'project/src/a' }), 'project');
  assert.is(await rootOf({ files, paths: ['project/src/a/b.py'] }), 'project');
});

test('a .git file marks a root as well as a folder', async () => {
  assert.is(await rootOf({ files: { 'p/.git': 'gitdir: x', 'p/src/a.py': '' }, cwd: 'p/src' }), 'p');
});

test('a configuration that says so marks a root, whatever its name', async () => {
  for (const [name, text] of [
    ['.compliancerc', 'root: true\n'],
    ['.compliancerc.json', '{ "root": true }'],
    ['.compliancerc.yml', 'root: true\n'],
    ['package.json', '{ "name": "x", "compliance": { "root": true } }'],
  ] as const) {
    const files = { '.git/HEAD': '', [`app/${name}`]: text, 'app/src/a.py': '' };
    assert.is(await rootOf({ files, cwd: 'app/src' }), 'app', name);
  }
});

test('of both marks the nearer one counts', async () => {
  const files = { '.compliancerc.yaml': 'root: true\n', 'app/.git/HEAD': '', 'app/src/a.py': '' };
  assert.is(await rootOf({ files, cwd: 'app/src' }), 'app');
});

test('a configuration marks no root when it does not say so, is broken, or would have to be executed', async () => {
  for (const [name, text] of [
    ['.compliancerc.yaml', 'root: false\n'],
    ['.compliancerc.yaml', 'root: [true\n'],
    ['package.json', '{ "name": "x", "root": true }'],
    ['.compliancerc.js', 'globalThis.executed = true; module.exports = { root: true };'],
  ] as const) {
    const files = { '.git/HEAD': '', [`app/${name}`]: text, 'app/src/a.py': '' };
    assert.is(await rootOf({ files, cwd: 'app/src' }), '', name);
  }
  assert.not('executed' in globalThis);
});

test('several paths start from their common folder', async () => {
  const files = { '.git/HEAD': '', 'a/.git/HEAD': '', 'a/x.py': '', 'b/y.py': '' };
  assert.is(await rootOf({ files, paths: ['a/x.py', 'b/y.py'] }), '');
  assert.is(await rootOf({ files, paths: ['a/x.py', 'a'] }), 'a');
});

test('without a mark it is the current folder if all paths lie in it, else their common folder', async () => {
  const files = { 'work/src/a.py': '', 'work/src/deep/b.py': '', 'other/x/c.py': '', 'other/y/d.py': '' };
  assert.is(await rootOf({ files, cwd: 'work', paths: ['src/deep/b.py'] }), 'work');
  assert.is(await rootOf({ files, cwd: 'work', paths: ['../other/x/c.py', '../other/y/d.py'] }), 'other');
});

test('outside git a configuration above marks the root, said or not', async () => {
  const files = { 'shop/.compliancerc.yaml': 'failOn: high\n', 'shop/web/src/a.ts': '' };
  assert.is(await rootOf({ files, cwd: 'shop/web' }), 'shop');
});

test('--root wins over every mark', async () => {
  const files = { '.git/HEAD': '', 'app/src/a.py': '' };
  assert.is(await rootOf({ files, root: 'app', paths: ['app/src/a.py'] }), 'app');
});

test('a path or root that does not exist is a mistake of the user', async () => {
  const complaints: unknown[] = [];
  for (const input of [{ paths: ['src/nowhere.py'] }, { root: 'nowhere' }, { root: 'a.py' }]) {
    await rootOf({ files: { 'a.py': '' }, ...input }).catch((error: unknown) => {
      complaints.push(error instanceof UserError ? error.message : error);
    });
  }
  assert.equal(complaints, [
    'The path src/nowhere.py does not exist.',
    'The root nowhere does not exist.',
    'The root a.py is a file.',
  ]);
});

test.run();
