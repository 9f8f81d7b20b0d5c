import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { explainConfiguration } from '../../src/config/explain-configuration.js';
import { complaintOf, withConfiguration, type Setting } from './configured.js';

async function decidedBy(setting: Setting, paths: readonly string[]): Promise<(string | null | undefined)[]> {
  let answers: (string | null | undefined)[] = [];
  await withConfiguration(setting, (configuration) => {
    answers = paths.map((path) => configuration.forFile(path).rules.get('relative-import')?.unsuppressibleBy);
  });
  return answers;
}

const FIXED = 'rules: { relative-import: { suppressible: false } }';

test('findings can be suppressed unless somebody says otherwise, and it is known who', async () => {
  assert.equal(await decidedBy({ files: {} }, ['a.py']), [null]);
  assert.equal(await decidedBy({ files: { '.compliancerc': FIXED } }, ['a.py']), ['.compliancerc rules']);
});

test('later settings win: overrides, what is extended, configurations further down', async () => {
  const files = {
    '.compliancerc': `extends: ./base.yaml\noverrides: [{ files: legacy/, rules: { relative-import: { suppressible: true } } }]`,
    'base.yaml': FIXED,
    'web/.compliancerc': 'rules: { relative-import: low }',
    'api/.compliancerc': 'extends: ../.compliancerc\nrules: { relative-import: low }',
  };
  assert.equal(await decidedBy({ files }, ['a.py', 'legacy/a.py', 'web/a.ts', 'api/a.py']), [
    'base.yaml rules',
    null,
    null,
    'base.yaml rules',
  ]);
});

test('no preset takes it back, whether extended later or named by --preset, and neither does --rule', async () => {
  const files = { '.compliancerc': `extends: [./base.yaml, strict]`, 'base.yaml': FIXED };
  for (const more of [{}, { preset: 'strict' as const }, { rule: ['relative-import'] }])
    assert.equal(await decidedBy({ files, ...more }, ['a.py']), ['base.yaml rules']);
  const off = { '.compliancerc': 'rules: { relative-import: { severity: off, suppressible: false } }' };
  assert.equal(await decidedBy({ files: off, rule: ['relative-import'] }, ['a.py']), ['.compliancerc rules']);
});

test('it belongs to the policy, and says nothing there where it changes nothing', async () => {
  const policy = async (text: string): Promise<string> => {
    let found = '';
    await withConfiguration({ files: { '.compliancerc': text } }, (configuration) => {
      found = JSON.stringify(configuration.policy);
    });
    return found;
  };
  const free = await policy('{}');
  assert.is(await policy('rules: { relative-import: { suppressible: true } }'), free);
  const fixed = await policy(FIXED);
  assert.is(
    fixed,
    free.replace(
      '"relative-import":{"options":{"depth":2,"siblings":false},"severity":{"default":"low","missing":"high"}',
      '$&,"suppressible":false',
    ),
  );
  assert.is.not(fixed, free);
});

test('`config explain` shows where it comes from', () =>
  withConfiguration({ files: { '.compliancerc': FIXED } }, (configuration) => {
    const role = { role: 'source', origin: 'its path' };
    const rows = explainConfiguration({ configuration, path: 'a.py', role }).split('\n');
    assert.equal(
      rows.filter((row) => row.includes('suppressible')).map((row) => row.trim().split(/ {2,}/)),
      [['suppressible', 'false', '.compliancerc rules']],
    );
  }));

test('anything but true or false is a mistake', async () => {
  assert.is(
    (await complaintOf({ files: { '.compliancerc': 'rules: { relative-import: { suppressible: never } }' } })).message,
    '.compliancerc:1: rules.relative-import.suppressible: must be true or false, but is "never".',
  );
});

test.run();
