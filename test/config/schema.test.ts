import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { isRecord } from '../../src/model/plain-values.js';
import { configurationSchema } from '../../src/config/schema.js';
import { packageFile } from '../package-file.js';
import { withConfiguration } from './configured.js';
import { RULES } from './fake-rules.js';

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw new Error('This is no mapping.');
  return value;
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((current, key) => record(current)[key], value);
}

const schema = configurationSchema(RULES);
const example = readFileSync(packageFile('.compliancerc.example'), 'utf8');

test('the schema is valid JSON Schema and plain JSON', () => {
  assert.ok(new Ajv({ strict: false, formats: { glob: true } }).compile(schema));
  assert.equal(JSON.parse(JSON.stringify(schema)), schema);
});

test('rules, kinds and options are described with their defaults in each preset', () => {
  const rule = at(schema, 'definitions', 'rules', 'properties', 'relative-import');
  assert.is(
    at(rule, 'description'),
    'An import names its target by its absolute name. Severity: low in recommended, medium in strict',
  );
  const detailed = at(rule, 'then', 'properties');
  assert.is(
    at(detailed, 'severity', 'then', 'properties', 'missing', 'description'),
    'The target does not exist. Default: high',
  );
  assert.equal(at(detailed, 'options', 'properties'), {
    siblings: { type: 'boolean', description: 'Report ./ too. Default: false' },
    depth: {
      type: 'integer',
      minimum: 1,
      description: 'How many levels up are reported. Default: 2 in recommended, 1 in strict',
    },
  });
});

test('every key has a description', () => {
  const properties = record(schema['properties']);
  const overrides = record(at(properties, 'overrides', 'items', 'properties'));
  for (const [key, value] of [...Object.entries(properties), ...Object.entries(overrides)]) {
    assert.type(at(value, 'description'), 'string', key);
  }
});

test('the example shows every key', () => {
  const keys = [
    ...Object.keys(record(schema['properties'])),
    ...Object.keys(record(at(schema, 'properties', 'overrides', 'items', 'properties'))),
    ...Object.keys(record(at(schema, 'definitions', 'rules', 'properties', 'relative-import', 'then', 'properties'))),
  ];
  const missing = keys.filter((key) => !new RegExp(`^[# -]*${key.replace('$', String.raw`\$`)}:`, 'm').test(example));
  assert.equal(missing, []);
  assert.ok(keys.length >= 18);
});

test('the example names every role, severity and preset', () => {
  const words = ['source', 'test', 'config', 'tooling', 'generated', 'vendored', 'declaration', 'template'];
  const levels = ['low', 'medium', 'high', 'critical', 'off', 'none', 'recommended', 'strict'];
  assert.equal(
    [...words, ...levels].filter((word) => !new RegExp(String.raw`\b${word}\b`).test(example)),
    [],
  );
});

test('the example is valid as it stands and does what its comments say', async () => {
  await withConfiguration({ files: { '.compliancerc': example } }, (configuration) => {
    assert.is(configuration.preset, 'recommended');
    assert.equal(configuration.run, {
      failOn: [
        { scope: 'new', severity: 'medium' },
        { scope: 'all', severity: 'critical' },
      ],
      minScore: 75,
      format: ['pretty', 'json:report.json'],
      maxFileSize: 1_500_000,
      baseline: '.compliance-baseline',
    });
    assert.equal(
      ['a/legacy/b.py', 'legacy/payments/b.py', 'x/a.snap', 'a.py'].map((path) => configuration.isExcluded(path)),
      [true, false, true, false],
    );
    assert.equal(
      ['spec/a.ts', 'src/client/a.ts', 'apps/web/a.ts'].map((path) => configuration.role(path)),
      ['test', 'generated', undefined],
    );
    assert.equal(
      ['services/api/a.py', 'apps/web/a.ts', 'a.py'].map((path) => configuration.component(path)),
      ['api', 'web', undefined],
    );
    const ofFile = (path: string): unknown => {
      const { rules } = configuration.forFile(path);
      const relative = rules.get('relative-import');
      return [relative?.isOn, relative?.severity('default'), rules.get('duplicate-type')?.options['acrossComponents']];
    };
    assert.equal(ofFile('apps/web/a.ts'), [true, 'high', true]);
    assert.equal(ofFile('apps/legacy/a.ts'), [false, 'off', true]);
  });
});

test('the example can be named by --config', async () => {
  const setting = { files: { '.compliancerc.example': example }, configPath: '.compliancerc.example' };
  await withConfiguration(setting, (configuration) => {
    assert.is(configuration.run.minScore, 75);
  });
});

test.run();
