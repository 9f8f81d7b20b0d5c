import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { settingOf, withConfiguration, type Setting } from './configured.js';

async function setting(yaml: string, path = 'a.py', more: Partial<Setting> = {}): Promise<unknown> {
  let found: unknown;
  await withConfiguration({ files: { '.compliancerc': yaml }, ...more }, (configuration) => {
    found = settingOf(configuration, path, 'relative-import');
  });
  return found;
}

const OPTIONS = { siblings: false, depth: 2 };

test('a severity is that of the main kind; the other kinds keep theirs', async () => {
  assert.equal(await setting('rules: { relative-import: medium }'), {
    isOn: true,
    levels: 'medium high',
    options: OPTIONS,
  });
});

test('off is for all kinds', async () => {
  assert.equal(await setting('rules: { relative-import: off }'), { isOn: false, levels: 'off off', options: OPTIONS });
});

test('a mapping sets the kinds that it names', async () => {
  assert.equal(await setting('rules: { relative-import: { severity: { missing: critical } } }'), {
    isOn: true,
    levels: 'low critical',
    options: OPTIONS,
  });
});

test('a rule with its main kind off is on while another kind is not', async () => {
  assert.equal(await setting('rules: { relative-import: { severity: { default: off } } }'), {
    isOn: true,
    levels: 'off high',
    options: OPTIONS,
  });
});

test('options lie over the defaults of the preset, one by one', async () => {
  assert.equal(await setting('extends: strict\nrules: { relative-import: { options: { siblings: true } } }'), {
    isOn: true,
    levels: 'medium high',
    options: { siblings: true, depth: 1 },
  });
});

test('an option alone leaves a rule that is off off', async () => {
  const yaml =
    'rules: { relative-import: off }\noverrides: [{ files: "**", rules: { relative-import: { options: { depth: 3 } } } }]';
  assert.equal(await setting(yaml), { isOn: false, levels: 'off off', options: { siblings: false, depth: 3 } });
});

test('a severity after off gives the other kinds back what the preset says', async () => {
  const yaml = 'rules: { relative-import: off }\noverrides: [{ files: "**", rules: { relative-import: critical } }]';
  assert.equal(await setting(yaml), { isOn: true, levels: 'critical high', options: OPTIONS });
});

test('a mapping after off switches on only what it names', async () => {
  const yaml =
    'rules: { relative-import: off }\noverrides: [{ files: "**", rules: { relative-import: { severity: { missing: low } } } }]';
  assert.equal(await setting(yaml), { isOn: true, levels: 'off low', options: OPTIONS });
});

test('overrides hold for their files, a later one over an earlier one', async () => {
  const yaml = [
    'overrides:',
    '  - { files: [apps/], rules: { relative-import: { severity: high, options: { depth: 4 } } } }',
    '  - { files: ["*.py", "!keep.py"], rules: { relative-import: { options: { siblings: true } } } }',
    '  - { files: apps/legacy, rules: { relative-import: off } }',
  ].join('\n');
  assert.equal(await setting(yaml, 'src/a.ts'), { isOn: true, levels: 'low high', options: OPTIONS });
  assert.equal(await setting(yaml, 'apps/a.py'), {
    isOn: true,
    levels: 'high high',
    options: { siblings: true, depth: 4 },
  });
  assert.equal(await setting(yaml, 'apps/keep.py'), {
    isOn: true,
    levels: 'high high',
    options: { siblings: false, depth: 4 },
  });
  assert.equal(await setting(yaml, 'apps/legacy/a.ts'), {
    isOn: false,
    levels: 'off off',
    options: { siblings: false, depth: 4 },
  });
});

test('a rule that the preset has off is on when it gets a severity', async () => {
  await withConfiguration({ files: { '.compliancerc': 'rules: { docker-scattered: high }' } }, (configuration) => {
    assert.equal(settingOf(configuration, 'a.py', 'docker-scattered'), { isOn: true, levels: 'high', options: {} });
  });
  await withConfiguration({ files: {} }, (configuration) => {
    assert.equal(settingOf(configuration, 'a.py', 'docker-scattered'), { isOn: false, levels: 'off', options: {} });
  });
});

test('every rule has a setting, and an undeclared kind is judged like the main one', async () => {
  await withConfiguration({ files: {} }, (configuration) => {
    const { rules } = configuration.forFile('a.py');
    assert.equal([...rules.keys()], ['docker-scattered', 'duplicate-type', 'relative-import']);
    assert.is(rules.get('relative-import')?.severity('surprise'), 'low');
  });
});

test('equal settings are one object, and options are frozen through and through', async () => {
  const yaml = 'overrides: [{ files: [x/], rules: { relative-import: { options: { depth: 5 } } } }]';
  await withConfiguration({ files: { '.compliancerc': yaml } }, (configuration) => {
    const [a, b, x, y] = ['a.py', 'b/b.py', 'x/a.py', 'x/b.py'].map((path) => configuration.forFile(path));
    assert.is(a, b);
    assert.is(x, y);
    assert.is.not(a, x);
    assert.is(a?.rules.get('duplicate-type'), x?.rules.get('duplicate-type'));
    assert.is.not(a?.rules.get('relative-import')?.options, x?.rules.get('relative-import')?.options);
    const options = a?.rules.get('duplicate-type')?.options;
    assert.ok(Object.isFrozen(options) && Object.isFrozen(options?.['names']));
  });
});

test('--preset replaces the presets that are extended', async () => {
  const strict = { preset: 'strict' } as const;
  assert.equal(await setting('extends: recommended', 'a.py', strict), {
    isOn: true,
    levels: 'medium high',
    options: { siblings: false, depth: 1 },
  });
  assert.equal(await setting('rules: { relative-import: critical }', 'a.py', strict), {
    isOn: true,
    levels: 'critical high',
    options: { siblings: false, depth: 1 },
  });
});

test('--rule leaves only the named rules on, and switches them on where a preset has them off', async () => {
  const rule = ['docker-scattered', 'relative-import'];
  const files = {
    '.compliancerc': 'rules: { relative-import: off }\noverrides: [{ files: x/, rules: { relative-import: off } }]',
  };
  await withConfiguration({ files, rule }, (configuration) => {
    assert.equal(
      ['docker-scattered', 'duplicate-type', 'relative-import'].map((id) => settingOf(configuration, 'a.py', id)),
      [
        { isOn: true, levels: 'low', options: {} },
        { isOn: false, levels: 'off off', options: { acrossComponents: false, names: ['Props'] } },
        { isOn: true, levels: 'low high', options: OPTIONS },
      ],
    );
    assert.equal(settingOf(configuration, 'x/a.py', 'relative-import'), {
      isOn: false,
      levels: 'off off',
      options: OPTIONS,
    });
  });
});

test.run();
