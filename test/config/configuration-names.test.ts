import { getDefaultSearchPlaces } from 'cosmiconfig';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { CONFIGURATION_NAMES } from '../../src/config/configuration-names.js';
import { configurationFileIn } from '../../src/config/find-configuration.js';
import { settingOf, withConfiguration } from './configured.js';
import { withFolder } from '../temporary-folder.js';

test('the names are those of cosmiconfig, in its order', () => {
  const expected = getDefaultSearchPlaces('compliance').filter(
    (place) => !place.startsWith('.config/') && !place.endsWith('.ts'),
  );
  assert.equal(CONFIGURATION_NAMES, expected);
});

test('a configuration is read from each of them', async () => {
  const yaml = 'rules:\n  relative-import: critical\n';
  const json = '{ "rules": { "relative-import": "critical" } }';
  const texts: Readonly<Record<string, string>> = {
    'package.json': `{ "name": "x", "compliance": ${json} }`,
    '.compliancerc': yaml,
    '.compliancerc.json': `{\n\t"rules": {\n\t\t"relative-import": "critical"\n\t}\n}\n`,
    '.compliancerc.yaml': yaml,
    '.compliancerc.yml': `\uFEFF${yaml}`,
    '.compliancerc.js': `module.exports = ${json};`,
    '.compliancerc.cjs': `module.exports = ${json};`,
    '.compliancerc.mjs': `export default ${json};`,
    'compliance.config.js': `module.exports = ${json};`,
    'compliance.config.cjs': `module.exports = ${json};`,
    'compliance.config.mjs': `export default ${json};`,
  };
  for (const name of CONFIGURATION_NAMES) {
    await withConfiguration({ files: { [name]: texts[name] ?? '' } }, (configuration) => {
      const setting = configuration.forFile('a.py').rules.get('relative-import');
      assert.is(setting?.severity('default'), 'critical', name);
      assert.is(configuration.explain('a.py').file, name);
    });
  }
});

test('the first of several counts, and the others are named', async () => {
  const files = {
    'package.json': '{ "name": "x" }',
    '.compliancerc': '',
    '.compliancerc.json': '{ "extends": "strict" }',
    'compliance.config.mjs': 'export default {};',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.is(configuration.preset, 'strict');
    assert.equal(configuration.warnings, [
      'compliance.config.mjs is not read: .compliancerc.json is the configuration of that folder.',
    ]);
  });
});

test('a package.json that is broken, or lacks the key, is no configuration', async () => {
  for (const text of ['{ "compliance": { ', '{ "name": "compliance" }', '["compliance"]', '{ "compliance": null }']) {
    await withConfiguration({ files: { 'package.json': text } }, (configuration) => {
      assert.is(configuration.explain('a.py').file, null);
    });
  }
});

test('without any configuration the defaults hold', async () => {
  await withConfiguration({ files: {} }, (configuration) => {
    assert.is(configuration.preset, 'recommended');
    assert.equal(configuration.run, {
      failOn: [{ scope: 'new', severity: 'medium' }],
      minScore: null,
      format: ['pretty'],
      maxFileSize: 1_500_000,
      baseline: null,
    });
    assert.equal(settingOf(configuration, 'a.py', 'relative-import'), {
      isOn: true,
      levels: 'low high',
      options: { siblings: false, depth: 2 },
    });
    assert.is(configuration.isExcluded('a.py'), false);
    assert.is(configuration.role('a.py'), undefined);
    assert.is(configuration.component('a.py'), undefined);
    assert.equal(configuration.warnings, []);
  });
});

test('the name of a folder’s configuration is known without checking it', async () => {
  const files = { 'a/package.json': '{}', 'a/.compliancerc.yml': 'nonsense: [', 'b/.compliancerc': ' \n' };
  await withFolder(files, (folder) => {
    assert.is(configurationFileIn(`${folder}/a`), '.compliancerc.yml');
    assert.is(configurationFileIn(`${folder}/b`), null);
  });
});

test.run();
