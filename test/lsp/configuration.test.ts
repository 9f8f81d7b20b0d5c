import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { withFolder } from '../temporary-folder.js';
import { Editor, type EditorOptions } from './editor.js';

const STRICT = 'root: true\nextends: strict\n';
const OFF = 'root: true\nrules: { relative-import: off }\n';
const BROKEN_IMPORT = 'from .gone import x\n';
const FOUND = ['1:6 relative-import'];

/** A configuration that leaves a trace when it is executed. */
const EXECUTED = "require('node:fs').writeFileSync(__dirname + '/executed', '');\nmodule.exports = { root: true };\n";

function inProject(
  files: Readonly<Record<string, string>>,
  body: (editor: Editor, file: (path: string) => string) => Promise<void>,
  options: Partial<EditorOptions> = {},
): Promise<void> {
  return withFolder(files, (folder) =>
    Editor.with({ folders: [folder], ...options }, (editor) => body(editor, (path) => join(folder, path))),
  );
}

test('a configuration that is saved holds at once, in all open files', () =>
  inProject({ '.compliancerc.yaml': STRICT, 'a.py': BROKEN_IMPORT, 'b.py': BROKEN_IMPORT }, async (editor, file) => {
    for (const path of ['a.py', 'b.py']) await editor.open(file(path), BROKEN_IMPORT);
    for (const path of ['a.py', 'b.py']) await editor.shows(file(path), FOUND);
    writeFileSync(file('.compliancerc.yaml'), OFF);
    await editor.save(file('.compliancerc.yaml'));
    for (const path of ['a.py', 'b.py']) await editor.shows(file(path), []);
  }));

test('a configuration counts when it is saved, not while it is written', () =>
  inProject({ '.compliancerc.yaml': STRICT, 'a.py': BROKEN_IMPORT }, async (editor, file) => {
    await editor.open(file('.compliancerc.yaml'), STRICT);
    await editor.open(file('a.py'), BROKEN_IMPORT);
    await editor.shows(file('a.py'), FOUND);
    await editor.change(file('.compliancerc.yaml'), 2, 'rules: {');
    await editor.change(file('a.py'), 2, `\n${BROKEN_IMPORT}`);
    await editor.shows(file('a.py'), ['2:6 relative-import'], 2);
    assert.equal(editor.diagnostics(file('.compliancerc.yaml')), []);
  }));

test('a broken configuration is told at its place, once; until it is mended the last good one holds', () =>
  inProject({ '.compliancerc.yaml': STRICT, 'a.py': BROKEN_IMPORT }, async (editor, file) => {
    const configuration = file('.compliancerc.yaml');
    await editor.open(file('a.py'), BROKEN_IMPORT);
    await editor.shows(file('a.py'), FOUND);
    writeFileSync(configuration, `${STRICT}rules:\n  relatve-import: off\nfoo: 1\n`);
    await editor.shows(configuration, ['4:3 configuration', '5:1 configuration']);
    const hint = 'Correct the configuration; .compliancerc.example shows every key.';
    assert.equal(
      editor.diagnostics(configuration)?.map(({ message, severity }) => [message, severity]),
      [
        [`rules.relatve-import: unknown rule. Did you mean relative-import? ${hint}`, DiagnosticSeverity.Error],
        [`foo: unknown key. Did you mean root? ${hint}`, DiagnosticSeverity.Error],
      ],
    );
    await editor.change(file('a.py'), 2, `\n${BROKEN_IMPORT}`);
    await editor.shows(file('a.py'), ['2:6 relative-import'], 2);
    assert.equal(editor.messages.length, 1);
    assert.match(
      editor.messages[0] ?? '',
      /^compliance: \.compliancerc\.yaml:4: rules\.relatve-import: unknown rule\./,
    );
    writeFileSync(configuration, OFF);
    await editor.shows(configuration, []);
    await editor.shows(file('a.py'), []);
  }));

test('a configuration that is broken from the start is told, and everything follows when it is mended', () =>
  inProject({ '.compliancerc.yaml': 'extends: [\n', 'a.py': BROKEN_IMPORT }, async (editor, file) => {
    await editor.open(file('a.py'), BROKEN_IMPORT);
    await editor.shows(file('.compliancerc.yaml'), ['2:1 configuration']);
    await editor.change(file('a.py'), 2, `\n${BROKEN_IMPORT}`);
    assert.is(editor.diagnostics(file('a.py')), undefined);
    writeFileSync(file('.compliancerc.yaml'), STRICT);
    await editor.shows(file('a.py'), ['2:6 relative-import'], 2);
    await editor.shows(file('.compliancerc.yaml'), []);
    assert.is(editor.messages.length, 1);
  }));

test('a broken baseline is told at its line', () =>
  inProject({ '.compliancerc.yaml': STRICT, '.compliance-baseline': 'x y z\n', 'a.py': '' }, async (editor, file) => {
    await editor.open(file('a.py'), BROKEN_IMPORT);
    await editor.shows(file('.compliance-baseline'), ['1:1 configuration']);
  }));

test('the configuration of a folder that is open may be JavaScript', () =>
  inProject({ '.compliancerc.cjs': EXECUTED, 'a.py': BROKEN_IMPORT }, async (editor, file) => {
    await editor.open(file('a.py'), BROKEN_IMPORT);
    await editor.shows(file('a.py'), FOUND);
    assert.is(existsSync(file('executed')), true);
  }));

test('nothing is executed where the user trusts nothing', () =>
  inProject(
    { '.compliancerc.cjs': EXECUTED, 'a.py': BROKEN_IMPORT },
    async (editor, file) => {
      await editor.open(file('a.py'), BROKEN_IMPORT);
      await editor.shows(file('.compliancerc.cjs'), ['1:1 configuration']);
      assert.is(
        editor.diagnostics(file('.compliancerc.cjs'))?.[0]?.message,
        'The configuration .compliancerc.cjs is JavaScript and would have to be executed. Write it in YAML, or open the folder that holds it in the editor, and trust it.',
      );
      assert.is(existsSync(file('executed')), false);
    },
    { options: { trust: false } },
  ));

test('plug-ins of a root inside the folder that is open are not executed', () => {
  const nested = {
    'libs/one/.compliancerc.yaml': 'root: true\nplugins: [./rule.cjs]\n',
    'libs/one/rule.cjs': EXECUTED,
  };
  return inProject({ ...nested, '.compliancerc.yaml': STRICT, 'libs/one/a.py': '' }, async (editor, file) => {
    await editor.open(file('libs/one/a.py'), BROKEN_IMPORT);
    await editor.shows(file('libs/one/.compliancerc.yaml'), ['2:1 configuration']);
    assert.is(existsSync(file('libs/one/executed')), false);
  });
});

test('nothing is executed for a file that is opened alone', () =>
  inProject(
    { '.compliancerc.cjs': EXECUTED, 'a.py': BROKEN_IMPORT },
    async (editor, file) => {
      await editor.open(file('a.py'), BROKEN_IMPORT);
      await editor.shows(file('.compliancerc.cjs'), ['1:1 configuration']);
      assert.is(existsSync(file('executed')), false);
    },
    { folders: [] },
  ));

test('a rule of the project itself is loaded, and what it prints does not disturb the protocol', () => {
  const rule = `console.log('loaded');
process.stdout.write('written\\n');
module.exports = {
  summary: 'No print.', why: 'Logs are read by machines.', repair: 'Use the logger.', since: '1.0.0', tags: [],
  severity: { recommended: 'low', strict: 'low' }, examples: { valid: [], invalid: [] },
  extract: { *python(file) { for (const { node } of file.nodesAt(/\\bprint\\b/g)) yield file.site(node.startIndex, node.endIndex); } },
  *judge(entries) { for (const { file, fact } of entries) yield { path: file.path, site: fact, subject: 'print', message: 'This prints.' }; },
};
`;
  const files = { '.compliancerc.yaml': 'root: true\nplugins: [./rules/no-print.cjs]\n', 'rules/no-print.cjs': rule };
  return inProject({ ...files, 'a.py': '' }, async (editor, file) => {
    await editor.open(file('a.py'), 'print(1)\n');
    await editor.shows(file('a.py'), ['1:1 no-print'], 1);
    assert.is(editor.errors, 'loaded\nwritten\n');
    writeFileSync(file('.compliancerc.yaml'), 'root: true\n');
    await editor.shows(file('a.py'), []);
  });
});

test.run();
