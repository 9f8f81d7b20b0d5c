import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { complaintOf, settingOf, withConfiguration, type Setting } from './configured.js';

async function level(setting: Setting, path = 'a.py'): Promise<string> {
  let found = '';
  await withConfiguration(setting, (configuration) => {
    found = configuration.forFile(path).rules.get('relative-import')?.severity('default') ?? '';
  });
  return found;
}

test('a preset gives severities and defaults, what is written here wins', async () => {
  assert.is(await level({ files: { '.compliancerc': 'extends: strict' } }), 'medium');
  assert.is(await level({ files: { '.compliancerc': 'extends: strict\nrules: { relative-import: low }' } }), 'low');
});

test('of several the later one wins, a preset included', async () => {
  const base = 'rules: { relative-import: critical }';
  const files = (text: string): Setting => ({ files: { '.compliancerc': text, 'base.yaml': base } });
  assert.is(await level(files('extends: [strict, ./base.yaml]')), 'critical');
  assert.is(await level(files('extends: [./base.yaml, strict]')), 'medium');
  assert.is(await level(files('extends: [strict, recommended]')), 'low');
});

test('own rules win over the overrides of what is extended', async () => {
  const files = {
    '.compliancerc': 'extends: ./base.yaml\nrules: { relative-import: critical }',
    'base.yaml': 'overrides: [{ files: "**", rules: { relative-import: off } }]',
  };
  assert.is(await level({ files }), 'critical');
});

test('excludes add up, and a negated pattern takes back what was inherited', async () => {
  const files = {
    '.compliancerc': 'extends: ./base.yaml\nexclude: ["*.snap", "!legacy/keep/"]',
    'base.yaml': 'exclude: legacy/',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.equal(
      ['legacy/a.py', 'legacy/keep/a.py', 'x/a.snap', 'a.py'].map((path) => configuration.isExcluded(path)),
      [true, false, true, false],
    );
  });
});

test('patterns of a configuration elsewhere count as if they stood in the one that extends it', async () => {
  const files = {
    '.compliancerc': 'extends: ./settings/base.yaml',
    'settings/base.yaml': 'exclude: [apps/legacy]',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.is(configuration.isExcluded('apps/legacy/a.py'), true);
    assert.is(configuration.isExcluded('settings/apps/legacy/a.py'), false);
  });
});

test('patterns of a configuration above the root count from its own folder', async () => {
  const setting = {
    files: {
      'mono/.compliancerc': 'exclude: [services/api/legacy, web]',
      'mono/services/api/.compliancerc': 'extends: ../../.compliancerc',
    },
    listed: {},
    root: 'mono/services/api',
  };
  await withConfiguration(setting, (configuration) => {
    assert.equal(
      ['legacy/a.py', 'x/web/a.py', 'services/api/legacy/a.py'].map((path) => configuration.isExcluded(path)),
      [true, true, false],
    );
  });
});

test('settings for the run are inherited one by one', async () => {
  const files = {
    '.compliancerc': 'extends: ./base.json\nminScore: 80',
    'base.json': '{ "failOn": "none", "minScore": 10, "maxFileSize": 7, "format": "sarif" }',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.equal(configuration.run, { failOn: [], minScore: 80, maxFileSize: 7, format: ['sarif'], baseline: null });
  });
});

test('packages may be YAML, CommonJS, or a module for import only', async () => {
  const packages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    yaml: {
      'node_modules/@acme/rules/package.json': '{ "main": "rules.yaml" }',
      'node_modules/@acme/rules/rules.yaml': 'rules: { relative-import: critical }',
    },
    commonjs: {
      'node_modules/@acme/rules/package.json': '{}',
      'node_modules/@acme/rules/index.js': 'module.exports = { rules: { "relative-import": "critical" } };',
    },
    module: {
      'node_modules/@acme/rules/package.json': '{ "type": "module", "exports": { ".": { "import": "./m.js" } } }',
      'node_modules/@acme/rules/m.js': 'export default { rules: { "relative-import": "critical" } };',
    },
  };
  for (const [name, files] of Object.entries(packages)) {
    assert.is(await level({ files: { ...files, '.compliancerc': 'extends: "@acme/rules"' } }), 'critical', name);
  }
});

test('a circle is named link by link', async () => {
  const files = {
    '.compliancerc': 'extends: ./a.yaml',
    'a.yaml': 'extends: ./b/b.yaml',
    'b/b.yaml': 'extends: ../a.yaml',
  };
  assert.equal(await complaintOf({ files }), {
    message: 'Configurations extend each other in a circle: a.yaml → b/b.yaml → a.yaml',
    hint: 'Take one of the `extends` out.',
  });
});

test('the same configuration may be extended twice, but not without end', async () => {
  const diamond = {
    'a.yaml': 'extends: ./base.yaml',
    'b.yaml': 'extends: ./base.yaml',
    'base.yaml': 'extends: strict',
  };
  assert.is(await level({ files: { ...diamond, '.compliancerc': 'extends: [./a.yaml, ./b.yaml]' } }), 'medium');

  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `${index.toString()}.yaml`,
      `extends: [./${(index + 1).toString()}.yaml, ./${(index + 1).toString()}.yaml]`,
    ]),
  );
  const files = { ...doubling, '40.yaml': '{}', '.compliancerc': 'extends: ./0.yaml' };
  assert.is((await complaintOf({ files })).message, '.compliancerc extends more than 100 configurations.');
});

test('what cannot be extended is a problem on its line, together with all others', async () => {
  const files = {
    '.compliancerc':
      'extends:\n  - strct\n  - ./nowhere.yaml\n  - base.yaml\n  - ./base.ts\n  - "@acme/none"\nfailOn: hgh\n',
    'base.yaml': '{}',
    'base.ts': '',
  };
  assert.is(
    (await complaintOf({ files })).message,
    [
      '.compliancerc:2: extends[0]: strct is no preset (recommended, strict), and no such package is installed. Did you mean strict?',
      '.compliancerc:3: extends[1]: ./nowhere.yaml does not exist, or cannot be read.',
      '.compliancerc:4: extends[2]: base.yaml is taken for a package; write ./base.yaml for the file.',
      '.compliancerc:5: extends[3]: ./base.ts is TypeScript; write it as JavaScript or YAML.',
      '.compliancerc:6: extends[4]: @acme/none is no preset (recommended, strict), and no such package is installed.',
      '.compliancerc:7: failOn: must be one of low, medium, high, critical, new:low, new:medium, new:high, new:critical, all:low, all:medium, all:high, all:critical, none, but is "hgh". Did you mean high?',
    ].join('\n'),
  );
});

test('no condition goes beside none', async () => {
  assert.match(
    (await complaintOf({ files: { '.compliancerc': 'failOn: [none, high]' } })).message,
    /^\.compliancerc:1: failOn\[0\]: must be one of low, .*all:critical, but is "none"/,
  );
});

test('--config names the one configuration that counts; its patterns count from the root', async () => {
  const setting = {
    files: {
      '.compliancerc': 'extends: strict',
      'settings/ci.yaml': 'exclude: [apps/legacy]\nrules: { relative-import: critical }',
      'apps/.compliancerc': 'rules: { relative-import: off }',
    },
    configPath: 'settings/ci.yaml',
  };
  await withConfiguration(setting, (configuration) => {
    assert.is(configuration.preset, 'recommended');
    assert.is(configuration.isExcluded('apps/legacy/a.py'), true);
    assert.equal(settingOf(configuration, 'apps/a.py', 'relative-import'), {
      isOn: true,
      levels: 'critical high',
      options: { siblings: false, depth: 2 },
    });
  });
  const missing = await complaintOf({ files: {}, configPath: 'nowhere.yaml' });
  assert.is(missing.message, 'The configuration nowhere.yaml does not exist, or cannot be read.');
});

test.run();
