import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';
import { at, Editor, uriOf } from './editor.js';

const PROJECT = {
  '.compliancerc.yaml': 'root: true\nextends: strict\n',
  'app/__init__.py': '',
  'app/cart.py': 'import os\n',
  'app/orders.py': 'Order = 1\n',
};
const FOUND = ['1:6 relative-import'];

/** A server with a judged document. */
function withServer(body: (editor: Editor, cart: string) => Promise<void>): Promise<void> {
  return withFolder(PROJECT, (folder) =>
    Editor.with({ folders: [folder] }, async (editor) => {
      const cart = join(folder, 'app/cart.py');
      await editor.open(cart, 'from .orders import Order\n');
      await editor.shows(cart, FOUND);
      await body(editor, cart);
    }),
  );
}

test('the server says who it is and what it can do', () =>
  withServer((editor) => {
    const { version } = JSON.parse(JSON.stringify(editor.initialized.serverInfo)) as { version: string };
    assert.equal(editor.initialized, {
      capabilities: {
        textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.compliance'] },
        hoverProvider: true,
        executeCommandProvider: { commands: ['compliance.showPlace'] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'compliance-linter', version },
    });
    return Promise.resolve();
  }));

test('it ends well when the editor takes its leave', () =>
  withServer(async (editor) => {
    assert.is(await editor.leave(), 0);
    assert.is(editor.errors, '');
  }));

test('it ends when its standard input closes', () =>
  withServer(async (editor) => {
    editor.child.stdin.end();
    assert.is(await editor.ended(), 1);
  }));

test('it ends when the process of the editor is gone', () =>
  withFolder(PROJECT, async (folder) => {
    const host = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const { pid } = host;
    const editor = await Editor.start({ folders: [folder], processId: pid ?? null });
    try {
      host.kill();
      assert.is(await editor.ended(), 1);
    } finally {
      await editor.end();
    }
  }));

test('it starts as clients start servers, with and without --stdio', () =>
  withFolder(PROJECT, async (folder) => {
    for (const args of [[], ['--stdio', `--clientProcessId=${process.pid}`]]) {
      const editor = await Editor.start({ folders: [folder], args });
      assert.is(await editor.leave(), 0);
      await editor.end();
    }
  }));

test('of many quick edits the last one counts, and few of the others are judged', () =>
  withServer(async (editor, cart) => {
    const before = editor.history.length;
    for (let version = 2; version <= 2000; version += 1)
      void editor.change(cart, version, `${'\n'.repeat(version % 7)}from .orders import Order\n`);
    await editor.shows(cart, ['6:6 relative-import'], 2000);
    assert.ok(editor.history.length - before < 500, `${editor.history.length - before} times published`);
    const versions = editor.history.map(({ version }) => version ?? 0);
    assert.equal(
      versions,
      versions.toSorted((a, b) => a - b),
    );
  }));

test('what was published last for a version fits its text', () =>
  withServer(async (editor, cart) => {
    for (let version = 2; version <= 60; version += 1) {
      await editor.change(cart, version, `${'\n'.repeat(version)}from .orders import Order\n`);
      await wait(version % 25);
    }
    await editor.shows(cart, ['61:6 relative-import'], 60);
    for (const { version = 0, diagnostics } of editor.history.slice(1).filter(({ version }) => version !== 1))
      assert.equal([version, ...diagnostics.map(({ range }) => range.start.line)], [version, version]);
  }));

test('two editors share the cache', () =>
  withFolder({ ...PROJECT, 'cache/.gitignore': '*' }, async (folder) => {
    const cache = join(folder, 'cache');
    const cart = join(folder, 'app/cart.py');
    const editors = await Promise.all([0, 1].map(() => Editor.start({ folders: [folder], cache })));
    try {
      await Promise.all(editors.map((editor) => editor.open(cart, 'from .orders import Order\n')));
      await Promise.all(editors.map((editor) => editor.shows(cart, FOUND)));
      await editors[0]?.change(cart, 2, 'import os\n');
      await editors[0]?.shows(cart, [], 2);
      await editors[1]?.change(cart, 2, '\nfrom .orders import Order\n');
      await editors[1]?.shows(cart, ['2:6 relative-import'], 2);
      assert.equal(
        editors.flatMap(({ logs, errors }) => [...logs, errors]),
        ['', ''],
      );
      assert.ok(readdirSync(cache).length > 0);
    } finally {
      await Promise.all(editors.map((editor) => editor.end()));
    }
  }));

test('a folder that disappears costs no more than its findings', () =>
  withServer(async (editor, cart) => {
    rmSync(join(cart, '../..'), { recursive: true });
    await editor.change(cart, 2, '\nfrom .orders import Order\n');
    await wait(500);
    assert.is(editor.child.exitCode, null);
    assert.equal(await editor.hover('/nowhere/x.py', 0, 0), null);
    assert.equal(await editor.actions('/nowhere/x.py', at(0, 0)), []);
  }));

test('what is no edit of an open document is passed over', () =>
  withServer(async (editor, cart) => {
    await editor.change('/nowhere/x.py', 7, 'x');
    await editor.close('/nowhere/x.py');
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'untitled:x', type: 1 }] });
    await editor.notify('textDocument/didSave', { textDocument: { uri: uriOf('/nowhere/x.py') } });
    await editor.change(cart, 2, 'import os\n');
    await editor.shows(cart, [], 2);
  }));

test('the help says that editors start it', async () => {
  const child = spawn(process.execPath, [packageFile('bundle/main.js'), 'lsp', '--help']);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  assert.match(text, /Language Server Protocol/);
  assert.match(text, /docs\/editors\.md/);
});

test.run();
