import { readFileSync, readdirSync, statSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

const CARTS =
  'import os\nfrom .gone import x\n\n\ndef load():\n    from .missing import (\n        y,\n    )\n    return y\n';
const FILES = { '.compliancerc': 'root: true\n', 'app/__init__.py': '', 'app/carts.py': CARTS };
const COMMENT = '# compliance: ignore[relative-import] -- the module moves in March';
const REASON = ['--reason', 'the module moves in March'];

async function findings(root: string): Promise<Report['findings']> {
  const { out } = await runCli(['check', '--format', 'json', '--fail-on', 'none'], { cwd: root });
  return (JSON.parse(out) as Report).findings;
}

const read = (root: string): string => readFileSync(join(root, 'app/carts.py'), 'utf8');

test('fingerprints and places: the comment is written above each finding, which is suppressed then', () =>
  withFolder(FILES, async (root) => {
    chmodSync(join(root, 'app/carts.py'), 0o755);
    const before = await findings(root);
    const [first] = before;
    const targets = [first?.fingerprint.slice(0, 8) ?? '', 'app/carts.py:6:relative-import'];
    const result = await runCli(['suppress', ...targets, ...REASON], { cwd: root });
    assert.equal(result, {
      code: 0,
      out: `app/carts.py:2  relative-import  suppressed: ${COMMENT}\napp/carts.py:7  relative-import  suppressed: ${COMMENT}\n`,
      err: '',
    });
    assert.is(
      read(root),
      `import os\n${COMMENT}\nfrom .gone import x\n\n\ndef load():\n    ${COMMENT}\n    from .missing import (\n        y,\n    )\n    return y\n`,
    );
    assert.equal(
      (await findings(root)).map(({ fingerprint, status, reason }) => ({ fingerprint, status, reason })),
      before.map(({ fingerprint }) => ({ fingerprint, status: 'suppressed', reason: 'the module moves in March' })),
    );
    assert.is(statSync(join(root, 'app/carts.py')).mode & 0o777, 0o755);
    assert.equal(readdirSync(join(root, 'app')), ['__init__.py', 'carts.py']);
  }));

test('a place may be in a file of any name', () =>
  withFolder({ 'app/__init__.py': '', 'app/two\nlines.py': 'from .gone import x\n' }, async (root) => {
    const { code, err } = await runCli(['suppress', 'app/two\nlines.py:1', ...REASON], { cwd: root });
    assert.equal([code, err], [0, '']);
    assert.is(readFileSync(join(root, 'app/two\nlines.py'), 'utf8'), `${COMMENT}\nfrom .gone import x\n`);
  }));

test('places are those of the current folder, and a date lets the suppression end', () =>
  withFolder(FILES, async (root) => {
    const { code } = await runCli(['suppress', 'carts.py:2:6', ...REASON, '--until', '2999-12-31'], {
      cwd: join(root, 'app'),
    });
    assert.is(code, 0);
    assert.is(
      read(root).split('\n')[1],
      '# compliance: ignore[relative-import] until 2999-12-31 -- the module moves in March',
    );
  }));

test('what cannot be suppressed is told for every name, and nothing is written', () =>
  withFolder(
    {
      ...FILES,
      '.compliancerc':
        'root: true\noverrides: [{ files: [app/fixed.py], rules: { relative-import: { suppressible: false } } }]\n',
      'app/fixed.py': 'from .gone import x\n',
      'app/done.py': `${COMMENT}\nfrom .gone import x\n# compliance: ignore[relative-import]\nfrom .absent import y\n`,
      'tests/test_broken.py': 'def f(:\n',
    },
    async (root) => {
      const targets = ['app/carts.py:2', 'app/fixed.py:1', 'app/done.py:2', 'app/done.py:3', 'app/carts.py:1'];
      const others = ['tests/test_broken.py:1', 'abcde', 'abcdef0123', 'carts'];
      assert.equal(await runCli(['suppress', ...targets, ...others, ...REASON], { cwd: root }), {
        code: 2,
        out: '',
        err: [
          'compliance: app/fixed.py:1: .compliancerc overrides[0] says that findings of relative-import cannot be suppressed.',
          'app/done.py:2: it is suppressed already: the module moves in March',
          'app/done.py:3: invalid-suppression is about a suppression: correct or remove that.',
          'app/carts.py:1: there is no such finding.',
          'tests/test_broken.py:1: no comment can be trusted in a file that does not parse: mend it, or exclude it in the configuration.',
          'abcde: give at least 6 digits of a fingerprint.',
          'abcdef0123: no finding has this fingerprint: it may be mended. Reports in JSON hold the fingerprints.',
          'carts: this is neither a fingerprint nor a place such as src/cart.ts:12.',
          'Nothing was written.\n',
        ].join('\n'),
      });
      assert.is(read(root), CARTS);
    },
  ));

test('a finding that cannot be suppressed stays open, and the comment is a finding that says who decided', () =>
  withFolder(
    {
      ...FILES,
      '.compliancerc': 'root: true\nrules: { relative-import: { suppressible: false } }\n',
      'app/carts.py': `${COMMENT}\nfrom .gone import x\n`,
    },
    async (root) => {
      assert.equal(
        (await findings(root)).map(({ range, ruleId, status, message }) => [
          range.start.line,
          ruleId,
          status,
          ruleId === 'invalid-suppression' ? message : '',
        ]),
        [
          [
            1,
            'invalid-suppression',
            'open',
            'This suppression of relative-import does not count: .compliancerc rules says that findings of relative-import cannot be suppressed.',
          ],
          [2, 'relative-import', 'open', ''],
        ],
      );
    },
  ));

test('a place with several findings is not guessed', () =>
  withFolder(
    {
      ...FILES,
      'app/settings.py': 'import os\nfrom .gone import HOST; URL = os.environ.get("URL", "http://localhost:80")\n',
    },
    async (root) => {
      const found = (await findings(root)).filter(({ path }) => path === 'app/settings.py');
      const names = found.map(({ fingerprint, ruleId }) => `  ${fingerprint}  app/settings.py:2  ${ruleId}`);
      assert.is(names.length, 2);
      const { code, err } = await runCli(['suppress', 'app/settings.py:2', ...REASON], { cwd: root });
      assert.equal(
        [code, err],
        [
          2,
          `compliance: app/settings.py:2: several findings are meant by this:\n${names.join('\n')}\nNothing was written.\n`,
        ],
      );
      const chosen = await runCli(['suppress', 'app/settings.py:2:relative-import', ...REASON], { cwd: root });
      assert.is(chosen.code, 0);
    },
  ));

test('a reason that would be no reason, no comment or a leak is refused before anything is read', () =>
  withFolder(FILES, async (root) => {
    const reasons: readonly (readonly [string, string])[] = [
      ['  ', 'is empty'],
      ['one\ntwo', 'has more than one line'],
      ['one\u2028two', 'has more than one line'],
      ['all \u202e right', 'holds characters that cannot be seen'],
      ['done */ now', 'holds `*/`, which would end a comment'],
      ['see # compliance: ignore[x] -- y', 'holds what could be read as a suppression'],
      ['uses ghp_abcdefghijklmnopqrstuvwxyz0123', 'holds what looks like a secret'],
      ['x'.repeat(501), 'is longer than 500 characters'],
    ];
    for (const [reason, fault] of reasons) {
      const { code, err } = await runCli(['suppress', 'app/carts.py:2', '--reason', reason], { cwd: root });
      assert.equal(
        [code, err],
        [2, `compliance: The reason ${fault}.\nGive one line that says why the finding is accepted: --reason "…".\n`],
      );
    }
    const dates = ['soon', '2027-02-30', '2020-01-01'];
    const answers = await Promise.all(
      dates.map((date) => runCli(['suppress', 'app/carts.py:2', ...REASON, '--until', date], { cwd: root })),
    );
    assert.equal(
      answers.map(({ code, err }) => [code, err.split('\n')[0]]),
      [
        [2, 'compliance: --until soon is not a date.'],
        [2, 'compliance: --until 2027-02-30 is not a date.'],
        [2, 'compliance: --until 2020-01-01 is over already.'],
      ],
    );
    assert.is(read(root), CARTS);
  }));

test('a comment that would cover another finding too is written only if that is named as well', () =>
  withFolder(
    {
      '.compliancerc': 'root: true\n',
      'web/package.json': '{"name": "web"}',
      'web/a.ts': 'export const pages = [import("./gone"), `\n  ${await import("./lost")}\n`];\n',
    },
    async (root) => {
      const [gone, lost] = await findings(root);
      const { code, err } = await runCli(['suppress', 'web/a.ts:2', ...REASON], { cwd: root });
      assert.equal(
        [code, err],
        [
          2,
          `compliance: web/a.ts:2: a comment there covers 1 other finding of relative-import, too. Nothing was written.\nName them as well to suppress all: ${gone?.fingerprint ?? ''} (line 1).\n`,
        ],
      );
      const both = await runCli(['suppress', lost?.fingerprint ?? '', gone?.fingerprint ?? '', ...REASON], {
        cwd: root,
      });
      const comment = '// compliance: ignore[relative-import] -- the module moves in March';
      assert.equal(both, {
        code: 0,
        out: `web/a.ts:1  relative-import  suppressed: ${comment}\nweb/a.ts:3  relative-import  is covered by the same comment\n`,
        err: '',
      });
      assert.is(
        readFileSync(join(root, 'web/a.ts'), 'utf8'),
        `${comment}\nexport const pages = [import("./gone"), \`\n  \${await import("./lost")}\n\`];\n`,
      );
    },
  ));

test.run();
