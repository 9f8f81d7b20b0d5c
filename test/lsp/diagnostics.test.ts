import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { runCli } from '../commands/run-cli.js';
import { withFolder } from '../temporary-folder.js';
import { Editor, messageOf, uriOf } from './editor.js';

const ORDER = 'class Order:\n    id: int\n    total: int\n    paid: bool\n';

const PROJECT = {
  '.compliancerc.yaml': 'root: true\nextends: strict\nexclude: [app/legacy/**]\n',
  'app/__init__.py': '',
  'app/cart.py': 'import os\n',
  'app/orders.py': ORDER,
  'app/legacy/old.py': 'import os\n',
  'tests/test_cart.py': 'def test_cart():\n    assert 1\n',
};

/** The files in a folder that is open in an editor. */
function withEditor(
  files: Readonly<Record<string, string>>,
  body: (editor: Editor, file: (path: string) => string) => Promise<void>,
): Promise<void> {
  return withFolder(files, (folder) =>
    Editor.with({ folders: [folder] }, (editor) => body(editor, (path) => join(folder, path))),
  );
}

test('what is typed is judged before it is saved, in the version that was typed', () =>
  withEditor(PROJECT, async (editor, file) => {
    const cart = file('app/cart.py');
    await editor.open(cart, 'import os\n');
    await editor.shows(cart, [], 1);
    await editor.change(cart, 2, 'from .orders ', { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
    await editor.shows(cart, ['1:6 relative-import'], 2);
    await editor.change(cart, 3, 'import os\n');
    await editor.shows(cart, [], 3);
    assert.is(readFileSync(cart, 'utf8'), 'import os\n');
  }));

test('a finding has severity, rule, message, source, fingerprint and related places', () =>
  withEditor(PROJECT, async (editor, file) => {
    const models = file('app/models.py');
    await editor.open(file('app/orders.py'), ORDER);
    await editor.open(models, ORDER);
    await editor.shows(file('app/orders.py'), ['1:7 duplicate-type']);
    const [finding] = editor.diagnostics(file('app/orders.py')) ?? [];
    const name = { start: { line: 0, character: 6 }, end: { line: 0, character: 11 } };
    assert.equal(finding, {
      range: name,
      severity: DiagnosticSeverity.Error,
      code: 'duplicate-type',
      source: 'compliance',
      message:
        '`Order` repeats its definition in `app/models.py`: a change to one will miss the other. Delete this one and import that one.',
      relatedInformation: [{ location: { uri: uriOf(models), range: name }, message: 'kept: `Order`' }],
      data: finding?.data as string,
    });
    writeFileSync(models, ORDER);
    const { out } = await runCli(['check', '--format', 'json'], { cwd: file('') });
    const { findings } = JSON.parse(out) as { findings: { fingerprint: string }[] };
    assert.equal(
      [finding?.data],
      findings.map(({ fingerprint }) => fingerprint),
    );
  }));

test('related places go only to a client that shows them', () =>
  withFolder(PROJECT, (folder) =>
    Editor.with({ folders: [folder], abilities: {} }, async (editor) => {
      await editor.open(join(folder, 'app/models.py'), ORDER);
      await editor.open(join(folder, 'app/orders.py'), ORDER);
      await editor.shows(join(folder, 'app/orders.py'), ['1:7 duplicate-type']);
      assert.is(editor.diagnostics(join(folder, 'app/orders.py'))?.[0]?.relatedInformation, undefined);
    }),
  ));

test('severities become those of the protocol', () =>
  withEditor(PROJECT, async (editor, file) => {
    const severities = (path: string): unknown =>
      editor.diagnostics(file(path))?.map(({ code, severity }) => [code, severity]);
    await editor.open(file('tests/test_cart.py'), 'def test_cart(:\n    assert 1\n');
    await editor.shows(file('tests/test_cart.py'), ['1:15 syntax-error']);
    assert.equal(severities('tests/test_cart.py'), [['syntax-error', DiagnosticSeverity.Error]]);
    const text = 'from .orders import x\n# compliance: ignore[localhost-fallback] -- never\ny = x\n';
    await editor.open(file('app/cart.py'), text);
    await editor.shows(file('app/cart.py'), ['1:6 relative-import', '2:3 unused-suppression']);
    assert.equal(severities('app/cart.py'), [
      ['relative-import', DiagnosticSeverity.Warning],
      ['unused-suppression', DiagnosticSeverity.Information],
    ]);
  }));

test('columns are UTF-16 units, behind emoji and combining marks, at every kind of line end', () =>
  withEditor(PROJECT, async (editor, file) => {
    const cart = file('app/cart.py');
    await editor.open(cart, 'x = 1\r\ny = "😀é"; from .orders import Order\r\n');
    await editor.shows(cart, ['2:17 relative-import'], 1);
    assert.equal(editor.diagnostics(cart)?.[0]?.range.end, { line: 1, character: 23 });
    await editor.change(cart, 2, 'x = 1\ny = "👩‍👩‍👧"; from .orders import Order\n');
    await editor.shows(cart, ['2:22 relative-import'], 2);
  }));

test('a byte order mark that the client keeps in its text counts as a character of the first line alone', () =>
  withEditor(PROJECT, async (editor, file) => {
    const cart = file('app/cart.py');
    await editor.open(cart, '\ufefffrom .orders import Order\nfrom .orders import Total\n');
    await editor.shows(cart, ['1:7 relative-import', '2:6 relative-import'], 1);
    writeFileSync(file('app/marked.py'), '\ufefffrom .orders import Order\n');
    await editor.open(file('app/marked.py'), 'from .orders import Order\n');
    await editor.shows(file('app/marked.py'), ['1:6 relative-import']);
  }));

test('edits of a part of the text with emoji before it arrive where they were made', () =>
  withEditor(PROJECT, async (editor, file) => {
    const cart = file('app/cart.py');
    await editor.open(cart, '"😀"; import orders as x\n');
    await editor.shows(cart, [], 1);
    const name = { start: { line: 0, character: 6 }, end: { line: 0, character: 24 } };
    await editor.change(cart, 2, 'from .orders import x', name);
    await editor.shows(cart, ['1:12 relative-import'], 2);
  }));

test('nothing is said of excluded, ignored and installed files, nor of other formats', () =>
  withFolder({ ...PROJECT, '.gitignore': 'scratch/\n' }, (folder) => {
    spawnSync('git', ['init', '-q'], { cwd: folder });
    return Editor.with({ folders: [folder] }, async (editor) => {
      const paths = ['app/legacy/old.py', 'scratch/out.py', 'node_modules/x/index.ts', 'README.md'];
      for (const path of paths) await editor.open(join(folder, path), 'from .gone import x\n');
      // What depends on other files comes last.
      await editor.open(join(folder, 'app/models.py'), ORDER);
      await editor.open(join(folder, 'app/orders.py'), ORDER);
      await editor.shows(join(folder, 'app/orders.py'), ['1:7 duplicate-type']);
      for (const path of paths) await editor.shows(join(folder, path), []);
    });
  }));

test('what is suppressed is not shown; a suppression without a reason is', () =>
  withEditor(PROJECT, async (editor, file) => {
    const cart = file('app/cart.py');
    const text = (reason: string): string =>
      `# compliance: ignore[relative-import] -- ${reason}\nfrom .orders import Order\n`;
    await editor.open(cart, text('moves in March'));
    await editor.shows(cart, [], 1);
    await editor.change(cart, 2, text(''));
    await editor.shows(cart, ['1:3 invalid-suppression', '2:6 relative-import'], 2);
  }));

test('what is in the baseline is a hint, and what is new beside it is not', () =>
  withFolder({ ...PROJECT, 'app/cart.py': 'from .orders import Order\n' }, async (folder) => {
    const cart = join(folder, 'app/cart.py');
    await runCli(['baseline', 'write'], { cwd: folder });
    await Editor.with({ folders: [folder] }, async (editor) => {
      await editor.open(cart, 'from .orders import Order\nfrom .orders import Total\n');
      await editor.shows(cart, ['1:6 relative-import', '2:6 relative-import'], 1);
      assert.equal(
        editor
          .diagnostics(cart)
          ?.map((diagnostic) => [
            diagnostic.severity,
            messageOf(diagnostic).endsWith('(Known: it is in the baseline.)'),
          ]),
        [
          [DiagnosticSeverity.Hint, true],
          [DiagnosticSeverity.Warning, false],
        ],
      );
    });
  }));

test('a file that is not checked says why', () =>
  withEditor(PROJECT, async (editor, file) => {
    const cart = file('app/cart.py');
    await editor.open(cart, `x = 1\n${'# padding\n'.repeat(200_000)}`);
    await editor.shows(cart, ['1:1 not-checked'], 1);
    assert.is(editor.diagnostics(cart)?.[0]?.message, 'Not checked: larger than 1500000 bytes.');
    await editor.change(cart, 2, 'from .orders import x\n');
    await editor.shows(cart, ['1:6 relative-import'], 2);
  }));

test('broken syntax in the middle of typing takes no finding of the rest away', () =>
  withEditor(PROJECT, async (editor, file) => {
    const cart = file('app/cart.py');
    await editor.open(cart, 'from .orders import Order\n\ndef total(\n');
    await editor.shows(cart, ['1:6 relative-import'], 1);
  }));

test('a file that is on no disk yet is judged, and forgotten when it is closed', () =>
  withEditor(PROJECT, async (editor, file) => {
    const orders = file('app/orders.py');
    await editor.open(orders, ORDER);
    await editor.shows(orders, []);
    await editor.open(file('app/api/new.py'), `from .gone import x\n${ORDER}`);
    await editor.shows(file('app/api/new.py'), ['1:6 relative-import', '2:7 duplicate-type']);
    await editor.close(file('app/api/new.py'));
    await editor.shows(file('app/api/new.py'), []);
    await editor.shows(orders, []);
  }));

test('a document that is closed without saving counts as it lies on the disk', () =>
  withEditor({ ...PROJECT, 'app/models.py': ORDER }, async (editor, file) => {
    await editor.open(file('app/orders.py'), ORDER);
    await editor.shows(file('app/orders.py'), ['1:7 duplicate-type']);
    await editor.open(file('app/models.py'), '');
    await editor.shows(file('app/orders.py'), []);
    await editor.close(file('app/models.py'));
    await editor.shows(file('app/orders.py'), ['1:7 duplicate-type']);
  }));

test.run();
