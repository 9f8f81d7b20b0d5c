import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { relativeImport, RULES } from './fake-rules.js';
import { complaintOf, withConfiguration } from './configured.js';

async function complaints(text: string, name = '.compliancerc.yaml'): Promise<readonly string[]> {
  return (await complaintOf({ files: { [name]: text } })).message.split('\n');
}

test('every mistake is named with its line, its place and what is nearest', async () => {
  const text = `exlude: [a]
failOn: hgih
minScore: 101
maxFileSize: 1.5
root: yes
roles:
  tests: [spec]
rules:
  relative-imprt: high
  relative-import: hihg
  duplicate-type:
    severity:
      default: medium
      driftd: high
    options:
      acrosComponents: true
      acrossComponents: always
      names: [1]
    severty: low
overrides:
  - rules:
      relative-import: { severity: none }
  - files: ["a*(b)"]
    role: tests
    rules: { relativ-import: off }
`;
  assert.equal(await complaints(text), [
    '.compliancerc.yaml:1: exlude: unknown key. Did you mean exclude?',
    '.compliancerc.yaml:2: failOn: must be one of low, medium, high, critical, new:low, new:medium, new:high, new:critical, all:low, all:medium, all:high, all:critical, none, but is "hgih". Did you mean high?',
    '.compliancerc.yaml:3: minScore: must be <= 100, but is 101.',
    '.compliancerc.yaml:4: maxFileSize: must be a whole number, but is 1.5.',
    '.compliancerc.yaml:5: root: must be true or false, but is "yes".',
    '.compliancerc.yaml:7: roles.tests: unknown role. Did you mean test?',
    '.compliancerc.yaml:9: rules.relative-imprt: unknown rule. Did you mean relative-import?',
    '.compliancerc.yaml:10: rules.relative-import: must be one of off, low, medium, high, critical, but is "hihg". Did you mean high?',
    '.compliancerc.yaml:14: rules.duplicate-type.severity.driftd: unknown kind of duplicate-type. Did you mean drifted?',
    '.compliancerc.yaml:16: rules.duplicate-type.options.acrosComponents: unknown option of duplicate-type. Did you mean acrossComponents?',
    '.compliancerc.yaml:17: rules.duplicate-type.options.acrossComponents: must be true or false, but is "always".',
    '.compliancerc.yaml:18: rules.duplicate-type.options.names[0]: must be a text, but is 1.',
    '.compliancerc.yaml:19: rules.duplicate-type.severty: unknown key. Did you mean severity?',
    '.compliancerc.yaml:21: overrides[0]: the key files is missing.',
    '.compliancerc.yaml:22: overrides[0].rules.relative-import.severity: must be one of off, low, medium, high, critical, but is "none".',
    '.compliancerc.yaml:23: overrides[1].files[0]: the pattern "a*(b)" uses an extended glob such as `@(…)`; write `{a,b}` instead.',
    '.compliancerc.yaml:24: overrides[1].role: must be one of source, test, config, tooling, generated, vendored, declaration, template, but is "tests". Did you mean test?',
    '.compliancerc.yaml:25: overrides[1].rules.relativ-import: unknown rule. Did you mean relative-import?',
  ]);
});

test('JSON has lines too, and a manifest names its key', async () => {
  const json = '{\n  "rules": {\n    "relative-import": "bad"\n  }\n}\n';
  assert.equal(await complaints(json, '.compliancerc.json'), [
    '.compliancerc.json:3: rules.relative-import: must be one of off, low, medium, high, critical, but is "bad".',
  ]);
  assert.equal(
    await complaints('{\n  "name": "x",\n  "compliance": {\n    "failon": "low"\n  }\n}\n', 'package.json'),
    ['package.json:4: compliance.failon: unknown key. Did you mean failOn?'],
  );
});

test('JavaScript has no lines', async () => {
  assert.equal(await complaints('module.exports = { failon: "low" };', '.compliancerc.cjs'), [
    '.compliancerc.cjs: failon: unknown key. Did you mean failOn?',
  ]);
});

test('a key through an alias is found where it is written', async () => {
  const text = 'overrides:\n  - files: &all\n      - "**"\n      - ../x\n  - files: *all\n';
  assert.equal(await complaints(text), [
    '.compliancerc.yaml:4: overrides[0].files[1]: the pattern "../x" leaves the folder of its configuration; `..` is not possible here.',
    '.compliancerc.yaml:4: overrides[1].files[1]: the pattern "../x" leaves the folder of its configuration; `..` is not possible here.',
  ]);
});

test('a configuration that is no mapping is refused', async () => {
  assert.equal(await complaints('- strict\n'), ['.compliancerc.yaml: must be a mapping, but is a list.']);
  assert.equal(await complaints('strict\n'), ['.compliancerc.yaml: must be a mapping, but is "strict".']);
});

test('a mistake in the syntax has line and column, and shows nothing of the file', async () => {
  const text = 'rules:\n  relative-import: high\n  relative-import: low\nexclude: [a\n';
  assert.equal(await complaintOf({ files: { '.compliancerc.yaml': text } }), {
    message: [
      '.compliancerc.yaml:3:3: Map keys must be unique',
      '.compliancerc.yaml:5:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ].join('\n'),
    hint: 'Correct the syntax of the configuration.',
  });
});

test('comments alone are an empty configuration', async () => {
  await withConfiguration({ files: { '.compliancerc': '# nothing yet\n' } }, (configuration) => {
    assert.is(configuration.explain('a.py').file, '.compliancerc');
    assert.is(configuration.preset, 'recommended');
  });
});

test('a rule that --rule names must exist', async () => {
  assert.equal(await complaintOf({ files: {}, rule: ['relativ-import', 'duplicate-type', 'xyz'] }), {
    message: 'There is no rule relativ-import. Did you mean relative-import?\nThere is no rule xyz.',
    hint: 'List the rules with `compliance rules`.',
  });
});

test('a rule whose option has an invalid schema is named', async () => {
  const broken = {
    ...relativeImport,
    id: 'broken-rule',
    options: { depth: { description: 'Depth.', schema: { type: 'nonsense' }, default: { value: 1 } } },
  };
  const { message } = await complaintOf({ files: { '.compliancerc': '{}' }, rules: [...RULES, broken] });
  assert.is(message, 'The rule broken-rule declares an option whose schema is no valid JSON Schema.');
});

test('options are checked by whatever their schema says', async () => {
  const rule = {
    ...relativeImport,
    options: {
      pattern: { description: 'Pattern.', schema: { type: 'string', format: 'regex' }, default: { value: '' } },
      mode: { description: 'Mode.', schema: { enum: ['check', 'ignore'] }, default: { value: 'check' } },
      list: { description: 'List.', schema: { type: 'array', maxItems: 1 }, default: { value: [] } },
    },
  };
  const text = 'rules:\n  relative-import:\n    options:\n      pattern: "("\n      mode: chek\n      list: [1, 2]\n';
  assert.equal((await complaintOf({ files: { '.compliancerc': text }, rules: [rule] })).message.split('\n'), [
    '.compliancerc:4: rules.relative-import.options.pattern: must be a regular expression, but is "(".',
    '.compliancerc:5: rules.relative-import.options.mode: must be one of check, ignore, but is "chek". Did you mean check?',
    '.compliancerc:6: rules.relative-import.options.list: must NOT have more than 1 items, but is a list.',
  ]);
});

test.run();
