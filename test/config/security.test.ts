import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { findConfiguration } from '../../src/config/find-configuration.js';
import { complaintOf, withConfiguration } from './configured.js';
import { withFolder } from '../temporary-folder.js';

const REMEDY = 'run compliance from that folder or below it, or pass the file with --config';
const EVIL = 'globalThis.isExecuted = true; module.exports = {};';

test.after.each(() => {
  assert.not('isExecuted' in globalThis);
});

test('JavaScript of another folder is not executed', async () => {
  const files = { 'repo/compliance.config.cjs': EVIL, 'home/a.py': '' };
  assert.equal(await complaintOf({ files, root: 'repo', cwd: 'home' }), {
    message: 'The configuration repo/compliance.config.cjs is JavaScript and would have to be executed.'.replace(
      'repo/',
      '',
    ),
    hint: `Write it in YAML, or ${REMEDY}.`,
  });
});

test('JavaScript of the current folder, of one above it, or named is executed', async () => {
  const files = {
    'repo/compliance.config.cjs': 'module.exports = { extends: "strict" };',
    'repo/src/a.py': '',
    'home/a.py': '',
  };
  for (const setting of [
    { files, listed: {}, root: 'repo' },
    { files, listed: {}, root: 'repo', cwd: 'repo/src' },
    { files, listed: {}, root: 'repo', cwd: 'home', configPath: '../repo/compliance.config.cjs' },
  ]) {
    await withConfiguration(setting, (configuration) => {
      assert.is(configuration.preset, 'strict');
    });
  }
});

test('a folder whose name only begins like the current one is not above it', async () => {
  const files = { 'repo/compliance.config.cjs': EVIL, 'repo2/a.py': '' };
  const { message } = await complaintOf({ files, root: 'repo', cwd: 'repo2' });
  assert.match(message, 'would have to be executed');
});

test('plug-ins, packages and JavaScript that another folder’s YAML names are refused', async () => {
  const files = {
    'repo/.compliancerc': 'extends:\n  - ./evil.cjs\n  - evil\n  - ../secret.yaml\nplugins: ./evil.cjs\n',
    'repo/evil.cjs': EVIL,
    'repo/node_modules/evil/index.js': EVIL,
    'secret.yaml': 'failOn: none',
    'home/a.py': '',
  };
  assert.is(
    (await complaintOf({ files, root: 'repo', cwd: 'home' })).message,
    [
      `.compliancerc:2: extends[0]: ./evil.cjs would have to be executed; ${REMEDY}.`,
      `.compliancerc:3: extends[1]: evil is no preset, and a package can execute code; ${REMEDY}.`,
      `.compliancerc:4: extends[2]: ../secret.yaml is outside the root; ${REMEDY}.`,
      `.compliancerc:5: plugins: plug-ins are code that would be executed; ${REMEDY}.`,
    ].join('\n'),
  );
});

test('another folder’s configuration cannot reach out by a symbolic link', async () => {
  await withFolder({ 'repo/.compliancerc': 'extends: ./link.yaml', 'home/a.py': '' }, async (folder) => {
    writeFileSync(join(folder, 'secret.yaml'), 'failOn: none');
    symlinkSync(join(folder, 'secret.yaml'), join(folder, 'repo/link.yaml'));
    const found = await findConfiguration({ root: join(folder, 'repo'), cwd: join(folder, 'home') });
    assert.equal(
      found.problems.map(({ message }) => message),
      ['./link.yaml does not exist, or cannot be read'],
    );
    const own = await findConfiguration({ root: join(folder, 'repo'), cwd: join(folder, 'repo') });
    assert.equal(own.problems, []);
  });
});

test('plug-ins are handed over with the folder of the configuration that names them', async () => {
  const files = {
    'repo/.compliancerc': 'extends: ./shared/base.yaml\nplugins: [./own.mjs, 7]',
    'repo/shared/base.yaml': 'plugins: "@acme/rules"',
  };
  await withFolder(files, async (folder) => {
    const root = join(folder, 'repo');
    assert.equal((await findConfiguration({ root, cwd: root })).plugins, [
      { specifier: '@acme/rules', from: join(root, 'shared') },
      { specifier: './own.mjs', from: root },
    ]);
  });
});

test('a folder below cannot have anything executed, nor read what is outside the root', async () => {
  assert.is(
    (await complaintOf({ files: { 'web/.compliancerc.cjs': EVIL } })).message,
    'The configuration web/.compliancerc.cjs is JavaScript and would have to be executed.',
  );
  const files = { 'web/.compliancerc': 'extends: [./evil.cjs, "@acme/rules", ../../x.yaml]', 'web/evil.cjs': EVIL };
  assert.is(
    (await complaintOf({ files })).message,
    [
      `web/.compliancerc:1: extends[0]: ./evil.cjs would have to be executed; ${REMEDY}.`,
      `web/.compliancerc:1: extends[1]: @acme/rules is no preset, and a package can execute code; ${REMEDY}.`,
      `web/.compliancerc:1: extends[2]: ../../x.yaml is outside the root; ${REMEDY}.`,
    ].join('\n'),
  );
});

test('a folder below may extend the root’s configuration, whatever that one executes', async () => {
  const files = {
    'compliance.config.cjs': 'module.exports = { extends: ["strict", "./base.cjs"] };',
    'base.cjs': 'module.exports = { rules: { "relative-import": "critical" } };',
    'web/.compliancerc': 'extends: ../compliance.config.cjs',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.is(configuration.forFile('web/a.ts').rules.get('relative-import')?.severity('default'), 'critical');
  });
});

test('a folder below with JavaScript is fine when the current folder is in it', async () => {
  const files = { 'web/.compliancerc.cjs': 'module.exports = { extends: "strict" };', 'web/src/a.ts': '' };
  await withConfiguration({ files, cwd: 'web/src' }, (configuration) => {
    assert.is(configuration.forFile('web/a.ts').rules.get('relative-import')?.severity('default'), 'medium');
  });
});

test('JavaScript that fails or exports no configuration is a mistake of the user', async () => {
  const messages = [];
  for (const text of [
    'throw new Error("broken");',
    'module.exports = 7;',
    'const a = {}; a.a = a; module.exports = a;',
  ]) {
    messages.push((await complaintOf({ files: { '.compliancerc.cjs': text } })).message.split('\n')[0]);
  }
  assert.equal(messages, [
    '.compliancerc.cjs cannot be executed: broken',
    '.compliancerc.cjs exports no configuration.',
    '.compliancerc.cjs exports what is no plain data: Converting circular structure to JSON',
  ]);
});

test('alias bombs, custom tags, deep nesting and huge files are refused', async () => {
  const bomb = Array.from({ length: 9 }, (_, index) =>
    index === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
      : `a${index.toString()}: &a${index.toString()} [${Array.from({ length: 9 }, () => `*a${(index - 1).toString()}`).join(', ')}]`,
  ).join('\n');
  const messages = [];
  for (const text of [bomb, 'exclude: !!js/function "x"', '['.repeat(50_000), `# ${'x'.repeat(1_000_001)}`]) {
    messages.push(
      (await complaintOf({ files: { '.compliancerc': text } })).message.split('\n')[0]?.replace(/:1:\d+:/, ':1:'),
    );
  }
  assert.equal(messages, [
    '.compliancerc cannot be read: Excessive alias count indicates a resource exhaustion attack',
    '.compliancerc:1: Unresolved tag: tag:yaml.org,2002:js/function',
    '.compliancerc:1: This is nested too deeply',
    '.compliancerc is longer than 1000000 characters; it is not read.',
  ]);
});

test('keys of the object prototype are unknown rules like any other', async () => {
  const { message } = await complaintOf({
    files: { '.compliancerc': 'rules:\n  constructor: high\n  __proto__: high\n' },
  });
  assert.equal(
    message.split('\n').map((line) => line.slice(0, 42)),
    ['.compliancerc:2: rules.constructor: unknow', '.compliancerc:3: rules.__proto__: unknown '],
  );
});

test.run();
