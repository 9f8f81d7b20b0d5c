import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { explainConfiguration } from '../../src/config/explain-configuration.js';
import { withConfiguration, type Setting } from './configured.js';

async function explained(setting: Setting, path: string, isListed = true): Promise<string> {
  let text = '';
  await withConfiguration(setting, (configuration) => {
    text = explainConfiguration({
      configuration,
      path,
      ...(isListed
        ? {}
        : {
            obstacle:
              'it is not among the files of the project (missing, ignored by git, or a kind of file that is never listed)',
          }),
      role: { role: 'source', origin: 'its path' },
      component: { component: 'apps/web', origin: 'apps/web/package.json' },
    });
  });
  return text;
}

test('without a configuration everything comes from the preset', async () => {
  assert.is(
    await explained({ files: {} }, 'src/a.py', false),
    `src/a.py

Configuration  none: the defaults apply
Preset         recommended, from preset recommended
Role           source, from its path
Component      apps/web, from apps/web/package.json
Checked        no: it is not among the files of the project (missing, ignored by git, or a kind of file that is never listed)

Rule              Kind or option           Value      From
docker-scattered  default                  off        preset recommended
duplicate-type    default                  low        preset recommended
                  drifted                  medium     preset recommended
                  option acrossComponents  false      preset recommended
                  option names             ["Props"]  preset recommended
relative-import   default                  low        preset recommended
                  missing                  high       preset recommended
                  option siblings          false      preset recommended
                  option depth             2          preset recommended
`,
  );
});

test('every setting names the place that it comes from', async () => {
  const files = {
    '.compliancerc.yaml':
      'extends: strict\ncomponents: { web: ./apps/web/ }\nrules: { duplicate-type: { options: { names: [] } } }',
    'apps/web/base.yaml': 'rules: { docker-scattered: high }',
    'apps/web/.compliancerc.yaml': [
      'extends: [../../.compliancerc.yaml, ./base.yaml]',
      'failOn: none',
      'plugins: ./x.mjs',
      'exclude: [old/]',
      'overrides:',
      '  - { files: [other/], rules: { relative-import: low } }',
      '  - { files: [src/], role: tooling, rules: { relative-import: { severity: critical, options: { depth: 3 } } } }',
    ].join('\n'),
  };
  assert.is(
    await explained({ files }, 'apps/web/src/old/a.ts'),
    `apps/web/src/old/a.ts

Configuration  apps/web/.compliancerc.yaml: the nearest configuration upward from the file; it replaces .compliancerc.yaml
               made up of preset strict, then .compliancerc.yaml, then apps/web/base.yaml, then apps/web/.compliancerc.yaml; a later one wins
               not applied from apps/web/.compliancerc.yaml: plugins, failOn; these count in the root's configuration only
Preset         strict, from preset strict
Role           tooling, from apps/web/.compliancerc.yaml overrides[1]
Component      web, from .compliancerc.yaml components.web
Checked        no: "old/" in apps/web/.compliancerc.yaml excludes it

Rule              Kind or option           Value     From
docker-scattered  default                  high      apps/web/base.yaml rules
duplicate-type    default                  medium    preset strict
                  drifted                  high      preset strict
                  option acrossComponents  false     preset strict
                  option names             []        .compliancerc.yaml rules
relative-import   default                  critical  apps/web/.compliancerc.yaml overrides[1]
                  missing                  high      preset strict
                  option siblings          false     preset strict
                  option depth             3         apps/web/.compliancerc.yaml overrides[1]
`,
  );
});

test('what the command line says is named as such', async () => {
  const files = { 'ci.yaml': 'rules: { relative-import: off }' };
  const text = await explained({ files, configPath: 'ci.yaml', preset: 'strict', rule: ['relative-import'] }, 'a.py');
  assert.equal(
    text.split('\n').filter((line) => /ci\.yaml|--|Checked/.test(line)),
    [
      'Configuration  ci.yaml: named by --config, so no other is looked for',
      'Preset         strict, from --preset strict',
      'Checked        yes',
      'docker-scattered  default                  off        --rule',
      'duplicate-type    default                  off        --rule',
      '                  drifted                  off        --rule',
      '                  option acrossComponents  false      --preset strict',
      '                  option names             ["Props"]  --preset strict',
      'relative-import   default                  medium     --preset strict',
      '                  missing                  high       --preset strict',
      '                  option siblings          false      --preset strict',
      '                  option depth             1          --preset strict',
    ],
  );
});

test.run();
