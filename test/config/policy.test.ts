import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { withConfiguration, type Setting } from './configured.js';

async function policy(setting: Setting): Promise<string> {
  let text = '';
  await withConfiguration(setting, (configuration) => {
    text = JSON.stringify(configuration.policy);
  });
  return text;
}

test('the policy holds preset, severities, options and excludes of every layer', async () => {
  const files = {
    '.compliancerc':
      'exclude: old/\nroles: { test: spec/ }\ncomponents: { api: ./api/ }\noverrides: [{ files: x/, rules: { relative-import: off } }]',
    'web/.compliancerc': 'extends: strict',
  };
  const relativeImport = { severity: { default: 'low', missing: 'high' }, options: { depth: 2, siblings: false } };
  const duplicateType = {
    options: { acrossComponents: false, names: ['Props'] },
    severity: { default: 'low', drifted: 'medium' },
  };
  assert.equal(JSON.parse(await policy({ files })), {
    maxFileSize: 1_500_000,
    components: [{ name: 'api', files: [': ./api/'] }],
    scopes: [
      {
        folder: '',
        preset: 'recommended',
        exclude: [': old/'],
        roles: [{ role: 'test', files: [': spec/'] }],
        rules: {
          'docker-scattered': { options: {}, severity: { default: 'off' } },
          'duplicate-type': duplicateType,
          'relative-import': relativeImport,
        },
        overrides: [
          {
            files: [': x/'],
            rules: { 'relative-import': { ...relativeImport, severity: { default: 'off', missing: 'off' } } },
          },
        ],
      },
      {
        folder: 'web',
        preset: 'strict',
        exclude: [],
        roles: [],
        rules: {
          'docker-scattered': { options: {}, severity: { default: 'low' } },
          'duplicate-type': { ...duplicateType, severity: { default: 'medium', drifted: 'high' } },
          'relative-import': {
            severity: { default: 'medium', missing: 'high' },
            options: { depth: 1, siblings: false },
          },
        },
        overrides: [],
      },
    ],
  });
});

test('the same settings in other words are the same policy', async () => {
  const yaml = 'extends: strict\nexclude: [old/]\nrules: { relative-import: high, duplicate-type: low }';
  const json =
    '{"rules":{"duplicate-type":{"severity":"low"},"relative-import":"high"},"exclude":"old/","extends":["strict"]}';
  const written = await policy({ files: { '.compliancerc': yaml } });
  assert.is(await policy({ files: { '.compliancerc.json': json } }), written);
  assert.is(await policy({ files: { '.compliancerc': 'extends: ./b.yaml', 'b.yaml': yaml } }), written);
  assert.is(await policy({ files: { '.compliancerc': `${yaml}\nfailOn: none\nformat: json\nminScore: 3` } }), written);
});

test('whatever decides what is reported changes the policy', async () => {
  const texts = [
    '{}',
    'extends: strict',
    'exclude: a',
    'exclude: b',
    'roles: { test: a }',
    'components: { a: a }',
    'maxFileSize: 5',
    'rules: { relative-import: high }',
    'rules: { relative-import: { options: { depth: 9 } } }',
    'overrides: [{ files: a, rules: { relative-import: high } }]',
    'overrides: [{ files: b, rules: { relative-import: high } }]',
    'overrides: [{ files: a, role: test }]',
  ];
  const policies = await Promise.all(texts.map((text) => policy({ files: { '.compliancerc': text } })));
  const onlyOne = await policy({ files: {}, rule: ['relative-import'] });
  assert.is(new Set([...policies, onlyOne]).size, texts.length + 1);
});

test.run();
