import { test } from 'uvu';
import * as assert from 'uvu/assert';

import type { Configuration } from '../../src/config/configuration.js';
import { complaintOf, withConfiguration } from './configured.js';

function level(configuration: Configuration, path: string): string | undefined {
  return configuration.forFile(path).rules.get('relative-import')?.severity('default');
}

test('the nearest configuration upward counts, and replaces those further up', async () => {
  const files = {
    '.compliancerc.yaml': 'extends: strict\nexclude: ["*.snap"]\nroles: { tooling: dev/ }',
    'apps/web/.compliancerc.json': '{ "rules": { "relative-import": "critical" } }',
    'apps/web/src/deep/package.json': '{ "compliance": { "rules": { "relative-import": "off" } } }',
    'apps/web/src/package.json': '{ "name": "x" }',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.equal(
      ['a.py', 'apps/a.py', 'apps/web/a.ts', 'apps/web/src/a.ts', 'apps/web/src/deep/x/a.ts', 'apps/web2/a.ts'].map(
        (path) => level(configuration, path),
      ),
      ['medium', 'medium', 'critical', 'critical', 'off', 'medium'],
    );
    assert.is(configuration.isExcluded('apps/x.snap'), true);
    assert.is(configuration.isExcluded('apps/web/x.snap'), false);
    assert.is(configuration.role('apps/dev/a.py'), 'tooling');
    assert.is(configuration.role('apps/web/dev/a.py'), undefined);
    assert.is(configuration.preset, 'strict');
  });
});

test('one that extends the outer one adds to it; each pattern counts from the folder it stands in', async () => {
  const files = {
    '.compliancerc.yaml': 'extends: strict\nexclude: [apps/web/old, gen]\nroles: { tooling: apps/*/dev/ }',
    'apps/web/.compliancerc.yaml': 'extends: ../../.compliancerc.yaml\nexclude: [src/gen2]\nroles: { test: [checks/] }',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.is(level(configuration, 'apps/web/a.ts'), 'medium');
    assert.equal(
      ['apps/web/old/a.ts', 'apps/web/x/gen/a.ts', 'apps/web/src/gen2/a.ts', 'src/gen2/a.ts', 'apps/web/a.ts'].map(
        (path) => configuration.isExcluded(path),
      ),
      [true, true, true, false, false],
    );
    assert.equal(
      ['apps/web/dev/a.ts', 'apps/web/checks/a.ts', 'checks/a.ts'].map((path) => configuration.role(path)),
      ['tooling', 'test', undefined],
    );
  });
});

test('the content of the source counts, not that of the disk', async () => {
  const setting = {
    files: {
      'web/.compliancerc': 'rules: { relative-import: off }',
      'web/base.yaml': 'rules: { relative-import: off }',
    },
    listed: { 'web/.compliancerc': 'extends: ./base.yaml', 'web/base.yaml': 'rules: { relative-import: critical }' },
  };
  await withConfiguration(setting, (configuration) => {
    assert.is(level(configuration, 'web/a.ts'), 'critical');
  });
  await withConfiguration({ files: setting.files, listed: {} }, (configuration) => {
    assert.is(level(configuration, 'web/a.ts'), 'low');
  });
});

test('a configuration in a folder that the outer one excludes has no say, however broken', async () => {
  const files = {
    '.compliancerc.yaml': 'exclude: [vendored/, "*.yaml"]',
    'vendored/lib/.compliancerc.yaml': 'nonsense: [',
    'web/.compliancerc.yaml': 'rules: { relative-import: critical }',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.is(configuration.isExcluded('vendored/lib/a.py'), true);
    assert.is(level(configuration, 'web/a.ts'), 'critical');
  });
});

test('keys for the whole run count in the root only', async () => {
  const files = {
    '.compliancerc.yaml': 'components: { core: ./core/ }\nminScore: 50',
    'web/.compliancerc.yaml':
      'root: true\ncomponents: { web: ./ui/ }\nfailOn: none\nminScore: 1\nformat: json\nmaxFileSize: 1\nbaseline: x\nplugins: ./evil.mjs',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.equal(configuration.run, {
      failOn: [{ scope: 'new', severity: 'medium' }],
      minScore: 50,
      format: ['pretty'],
      maxFileSize: 1_500_000,
      baseline: null,
    });
    assert.equal(
      ['core/a.py', 'web/ui/a.ts'].map((path) => configuration.component(path)),
      ['core', undefined],
    );
    assert.equal(configuration.explain('web/a.ts').ignored, [
      {
        file: 'web/.compliancerc.yaml',
        keys: ['root', 'maxFileSize', 'components', 'plugins', 'failOn', 'minScore', 'format', 'baseline'],
      },
    ]);
    assert.equal(configuration.explain('core/a.py').ignored, []);
  });
});

test('rules of plug-ins that only a folder names are ignored with a warning', async () => {
  const files = {
    'web/.compliancerc.yaml': 'plugins: [./x.mjs]\nrules:\n  no-print: high\n  relative-import: critical\n',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.is(level(configuration, 'web/a.ts'), 'critical');
    assert.equal(configuration.warnings, [
      'web/.compliancerc.yaml:3: rules.no-print: unknown rule. Possible: docker-scattered, duplicate-type, relative-import. ' +
        "It is ignored: plug-ins count in the root's configuration only.",
    ]);
  });
});

test('mistakes of all of them are reported together', async () => {
  const files = {
    'api/.compliancerc.yaml': 'failOn: 3',
    'web/.compliancerc.yaml': 'exclude:\n  - ../x\n',
  };
  assert.is(
    (await complaintOf({ files })).message,
    [
      'api/.compliancerc.yaml:1: failOn: must be one of low, medium, high, critical, new:low, new:medium, new:high, new:critical, all:low, all:medium, all:high, all:critical, none, but is 3.',
      'web/.compliancerc.yaml:2: exclude[0]: the pattern "../x" leaves the folder of its configuration; `..` is not possible here.',
    ].join('\n'),
  );
});

test('of several components the most specific pattern counts, among equals the last', async () => {
  const files = {
    '.compliancerc':
      'components: { all: services, api: services/api, apis: [services/*, "!services/cron"], cron: [services/cron] }',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.equal(
      ['services/api/a.py', 'services/web/a.py', 'services/cron/a.py', 'services/a.py', 'a.py'].map((path) =>
        configuration.component(path),
      ),
      ['api', 'apis', 'cron', 'apis', undefined],
    );
  });
});

test('of several roles the last one that matches counts, overrides over roles', async () => {
  const files = {
    '.compliancerc':
      'roles: { test: [spec/, "!spec/tool.py"], generated: [spec/client/] }\noverrides: [{ files: spec/client/own.py, role: source }]',
  };
  await withConfiguration({ files }, (configuration) => {
    assert.equal(
      ['spec/a.py', 'spec/tool.py', 'spec/client/a.py', 'spec/client/own.py'].map((path) => configuration.role(path)),
      ['test', undefined, 'generated', 'source'],
    );
  });
});

test.run();
