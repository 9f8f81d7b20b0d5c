import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { withFolder } from '../temporary-folder.js';
import { Editor, messageOf, uriOf } from './editor.js';

const ORDER = 'class Order:\n    id: int\n    total: int\n    paid: bool\n';
const STRICT = 'root: true\nextends: strict\n';
const BROKEN_IMPORT = 'from .gone import x\n';
const DUPLICATE = ['1:7 duplicate-type'];

const SHOP = {
  'shop/.compliancerc.yaml': STRICT,
  'shop/app/__init__.py': '',
  'shop/app/orders.py': ORDER,
  'shop/app/models.py': 'import os\n',
  'shop/app/cart.py': 'import os\n',
};

/** A client that watches files for the server. */
const WATCHING: ClientCapabilities = {
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
};

test('a change in one document is seen in all others that are open', () =>
  withFolder(SHOP, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')] }, async (editor) => {
      const [orders, models] = [join(folder, 'shop/app/orders.py'), join(folder, 'shop/app/models.py')];
      await editor.open(orders, ORDER);
      await editor.open(models, 'import os\n');
      await editor.shows(orders, []);
      await editor.change(models, 2, ORDER);
      await editor.shows(orders, DUPLICATE, 1);
      await editor.change(models, 3, 'import os\n');
      await editor.shows(orders, [], 1);
    }),
  ));

test('a change on the disk is seen by the server itself where the client watches nothing', () =>
  withFolder(SHOP, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')] }, async (editor) => {
      const orders = join(folder, 'shop/app/orders.py');
      await editor.open(orders, ORDER);
      await editor.shows(orders, []);
      // The folders are watched from the moment on at which the listing is known.
      await wait(100);
      writeFileSync(join(folder, 'shop/app/models.py'), ORDER);
      await editor.shows(orders, DUPLICATE);
      rmSync(join(folder, 'shop/app/models.py'));
      await editor.shows(orders, []);
      mkdirSync(join(folder, 'shop/app/api'));
      writeFileSync(join(folder, 'shop/app/api/types.py'), ORDER);
      await editor.shows(orders, DUPLICATE);
      renameSync(join(folder, 'shop/app/api'), join(folder, 'gone'));
      await editor.shows(orders, []);
    }),
  ));

test('a client that watches files is asked to, and believed', () =>
  withFolder(SHOP, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')], abilities: WATCHING }, async (editor) => {
      const [orders, models] = [join(folder, 'shop/app/orders.py'), join(folder, 'shop/app/models.py')];
      await editor.open(orders, ORDER);
      await editor.shows(orders, []);
      const watchers = [{ globPattern: { baseUri: uriOf(join(folder, 'shop')), pattern: '**/*' } }];
      const [asked] = editor.requests as { parameters: { registrations: Record<string, unknown>[] } }[];
      assert.equal(
        asked?.parameters.registrations.map(({ method, registerOptions }) => ({ method, registerOptions })),
        [{ method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers } }],
      );
      writeFileSync(models, ORDER);
      await wait(300);
      assert.equal(editor.diagnostics(orders), []);
      await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(models), type: 2 }] });
      await editor.shows(orders, DUPLICATE);
    }),
  ));

test('what changes on the disk below an open document waits until that is closed', () =>
  withFolder(SHOP, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')], abilities: WATCHING }, async (editor) => {
      const [orders, models] = [join(folder, 'shop/app/orders.py'), join(folder, 'shop/app/models.py')];
      await editor.open(orders, ORDER);
      await editor.open(models, 'import os\n');
      await editor.shows(models, []);
      writeFileSync(models, ORDER);
      await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(models), type: 2 }] });
      await wait(300);
      await editor.shows(orders, []);
      await editor.close(models);
      await editor.shows(orders, DUPLICATE);
    }),
  ));

test('every folder is a project of its own', () =>
  withFolder({ ...SHOP, 'blog/.compliancerc.yaml': STRICT, 'blog/app/types.py': ORDER }, (folder) =>
    Editor.with({ folders: [join(folder, 'shop'), join(folder, 'blog')] }, async (editor) => {
      await editor.open(join(folder, 'shop/app/orders.py'), ORDER);
      await editor.open(join(folder, 'blog/app/types.py'), ORDER + ORDER);
      await editor.shows(join(folder, 'shop/app/orders.py'), []);
      await editor.shows(join(folder, 'blog/app/types.py'), ['5:7 duplicate-type']);
    }),
  ));

test('a root inside another decides about its own files', () => {
  const nested = { ...SHOP, 'shop/tools/.compliancerc.yaml': 'root: true\nrules: { relative-import: off }\n' };
  return withFolder({ ...nested, 'shop/tools/gen.py': BROKEN_IMPORT, 'shop/app/cart.py': BROKEN_IMPORT }, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')] }, async (editor) => {
      const [gen, cart] = [join(folder, 'shop/tools/gen.py'), join(folder, 'shop/app/cart.py')];
      await editor.open(gen, BROKEN_IMPORT);
      await editor.open(cart, BROKEN_IMPORT);
      await editor.shows(gen, []);
      await editor.shows(cart, ['1:6 relative-import']);
      rmSync(join(folder, 'shop/tools/.compliancerc.yaml'));
      await editor.shows(gen, ['1:6 relative-import']);
    }),
  );
});

test('a folder that lies in a repository is judged as a part of it', () =>
  withFolder(SHOP, (folder) =>
    Editor.with({ folders: [join(folder, 'shop/app')] }, async (editor) => {
      await editor.open(join(folder, 'shop/app/cart.py'), 'from .orders import Order\n');
      await editor.shows(join(folder, 'shop/app/cart.py'), ['1:6 relative-import']);
      const words = editor.diagnostics(join(folder, 'shop/app/cart.py'))?.map(messageOf);
      assert.match(words?.join('') ?? '', /write `app\.orders`/);
    }),
  ));

test('files outside all folders are left alone, and judged when their folder is added', () =>
  withFolder({ ...SHOP, 'blog/.compliancerc.yaml': STRICT, 'blog/post.py': BROKEN_IMPORT }, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')] }, async (editor) => {
      const [post, cart] = [join(folder, 'blog/post.py'), join(folder, 'shop/app/cart.py')];
      await editor.open(post, BROKEN_IMPORT);
      await editor.open(cart, BROKEN_IMPORT);
      await editor.shows(cart, ['1:6 relative-import']);
      assert.is(editor.diagnostics(post), undefined);
      const blog = { uri: uriOf(join(folder, 'blog')), name: 'blog' };
      await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [blog], removed: [] } });
      await editor.shows(post, ['1:6 relative-import']);
      await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [blog] } });
      await editor.shows(post, []);
      await editor.change(cart, 2, 'import os\n');
      await editor.shows(cart, [], 2);
    }),
  ));

test('without any folder a file belongs to the nearest configuration above it, or to none', () =>
  withFolder({ ...SHOP, 'alone/post.py': BROKEN_IMPORT }, (folder) =>
    Editor.with({ folders: [] }, async (editor) => {
      await editor.open(join(folder, 'alone/post.py'), BROKEN_IMPORT);
      await editor.open(join(folder, 'shop/app/cart.py'), BROKEN_IMPORT);
      await editor.shows(join(folder, 'shop/app/cart.py'), ['1:6 relative-import']);
      assert.is(editor.diagnostics(join(folder, 'alone/post.py')), undefined);
    }),
  ));

test('a document behind a link is none of the project, whether or not the link leads out of it', () =>
  withFolder({ ...SHOP, 'elsewhere/types.py': ORDER }, (folder) => {
    const shop = join(folder, 'shop');
    symlinkSync(join(folder, 'elsewhere'), join(shop, 'out'));
    symlinkSync(join(shop, 'app'), join(shop, 'in'));
    return Editor.with({ folders: [shop] }, async (editor) => {
      await editor.open(join(shop, 'app/orders.py'), ORDER);
      const behind = ['out/types.py', 'out/new.py', 'in/new.py'].map((path) => join(shop, path));
      for (const file of behind) await editor.open(file, `${BROKEN_IMPORT}${ORDER}`);
      await editor.open(join(shop, 'app/cart.py'), BROKEN_IMPORT);
      await editor.shows(join(shop, 'app/cart.py'), ['1:6 relative-import']);
      await editor.shows(join(shop, 'app/orders.py'), []);
      for (const file of behind) await editor.shows(file, []);
    });
  }));

test('documents that are no files are left alone', () =>
  withFolder(SHOP, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')] }, async (editor) => {
      const textDocument = { uri: 'untitled:Untitled-1', languageId: 'python', version: 1, text: BROKEN_IMPORT };
      await editor.notify('textDocument/didOpen', { textDocument });
      await editor.open(join(folder, 'shop/app/cart.py'), BROKEN_IMPORT);
      await editor.shows(join(folder, 'shop/app/cart.py'), ['1:6 relative-import']);
      assert.equal([...editor.published.keys()], [uriOf(join(folder, 'shop/app/cart.py'))]);
    }),
  ));

test('the first words about a file do not wait for the project, and how far that is is told', () => {
  const many = Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => [`shop/app/part_${index}.py`, `class Part${index}:\n    id: int\n`]),
  );
  return withFolder({ ...SHOP, ...many }, (folder) =>
    Editor.with(
      { folders: [join(folder, 'shop')], abilities: { window: { workDoneProgress: true } } },
      async (editor) => {
        const orders = join(folder, 'shop/app/orders.py');
        const text = `from .gone import x\n${ORDER}`;
        await editor.open(join(folder, 'shop/app/models.py'), ORDER);
        await editor.open(orders, text);
        await editor.shows(orders, ['1:6 relative-import', '2:7 duplicate-type']);
        const own = editor.history.filter(({ uri }) => uri === uriOf(orders));
        assert.equal(
          own.map(({ diagnostics }) => diagnostics.map(({ code }) => code)),
          [['relative-import'], ['relative-import', 'duplicate-type']],
        );
        const kinds = editor.progress.map((item) => (item as { value: { kind: string } }).value.kind);
        assert.equal([kinds[0], kinds.at(-1), kinds.includes('report')], ['begin', 'end', true]);
      },
    ),
  );
});

test('the first words accuse no suppression of a rule that has not spoken yet', () =>
  withFolder({ ...SHOP, 'shop/app/models.py': ORDER }, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')] }, async (editor) => {
      const orders = join(folder, 'shop/app/orders.py');
      const text = `# compliance: ignore[duplicate-type] -- the old shop keeps its own\n${ORDER}`;
      await editor.open(orders, text);
      await editor.shows(orders, []);
      await editor.open(join(folder, 'shop/app/cart.py'), BROKEN_IMPORT);
      await editor.shows(join(folder, 'shop/app/cart.py'), ['1:6 relative-import']);
      await editor.change(orders, 2, `\n${text}`);
      await editor.shows(orders, [], 2);
      const told = editor.history.filter(({ uri }) => uri === uriOf(orders)).map(({ diagnostics }) => diagnostics);
      assert.equal(told, [[], []]);
    }),
  ));

test('a folder that is opened inside another makes its configuration trusted', () => {
  const code = 'module.exports = { root: true, extends: "strict" };\n';
  const files = { ...SHOP, 'shop/tools/.compliancerc.cjs': code, 'shop/tools/.git/HEAD': '', 'shop/tools/gen.py': '' };
  return withFolder(files, (folder) =>
    Editor.with({ folders: [join(folder, 'shop')] }, async (editor) => {
      const tools = join(folder, 'shop/tools');
      await editor.open(join(tools, 'gen.py'), BROKEN_IMPORT);
      await editor.shows(join(tools, '.compliancerc.cjs'), ['1:1 configuration']);
      const added = [{ uri: uriOf(tools), name: 'tools' }];
      await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added, removed: [] } });
      await editor.shows(join(tools, 'gen.py'), ['1:6 relative-import']);
      await editor.shows(join(tools, '.compliancerc.cjs'), []);
    }),
  );
});

test.run();
