import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

const FILES = {
  '.compliancerc':
    'root: true\noverrides: [{ files: [app/fixed.py], rules: { relative-import: { suppressible: false } } }]\n',
  'app/__init__.py': '',
  'app/carts.py': [
    '# compliance: ignore-file[duplicate-type] -- generated <twin> | see #12 @ada',
    'import os',
    '# compliance: ignore[relative-import] until 2020-01-31 -- the module moves in January',
    'from .gone import x',
    'from .absent import y  # compliance: ignore[relative-import] until 2999-01-31 -- vendored',
    '',
  ].join('\n'),
  'app/fixed.py': '# compliance: ignore[relative-import, relative-imports]\nfrom .gone import x\n',
  'app/other.py': '# compliance: ignore[relative-import] -- by hand\nfrom .gone import x\n',
};

function commit(root: string): void {
  const git = (...command: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...command], {
      cwd: root,
      stdio: 'ignore',
    });
  };
  git('init');
  git('add', 'app/carts.py', 'app/fixed.py');
  git('commit', '-q', '-m', 'start', '--date=2026-01-01T12:00:00Z');
}

const TODAY = Math.floor(
  Date.parse(new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10)) / 86_400_000,
);
const AGE = TODAY - Date.parse('2026-01-01') / 86_400_000;

test('the ledger tells of every suppression who wrote it, how long it holds, and what it does', () =>
  withFolder(FILES, async (root) => {
    commit(root);
    const { code, out, err } = await runCli(['suppressions'], { cwd: root });
    assert.equal([code, err], [0, '']);
    const ada = `Ada, ${String(AGE)} days ago`;
    const pad = (text: string, width: number): string => text.padEnd(width);
    const width = Math.max(ada.length, 'not committed yet'.length);
    assert.is(
      out,
      [
        'app/carts.py',
        `  1  duplicate-type (whole file)        unused                     ${ada}`,
        '     generated <twin> | see #12 @ada',
        `  3  relative-import                    does not count for 1 high  ${pad(ada, width)}  expired on 2020-01-31`,
        '     the module moves in January',
        '     does not count: it expired on 2020-01-31',
        `  5  relative-import                    covers 1 high              ${pad(ada, width)}  until 2999-01-31`,
        '     vendored',
        '',
        'app/fixed.py',
        `  1  relative-import, relative-imports  does not count for 1 high  ${ada}`,
        '     does not count: there is no rule relative-imports',
        '',
        'app/other.py',
        '  1  relative-import                    covers 1 high              not committed yet',
        '     by hand',
        '',
        '5 suppressions: duplicate-type 1, relative-import 4, relative-imports 1.',
        '4 findings covered, 1 expired, 0 expire within 30 days, 1 unused, 2 that do not count.',
        '',
      ].join('\n'),
    );
  }));

test('JSON has every field, whole and in order; a file holds it, too', () =>
  withFolder(FILES, async (root) => {
    commit(root);
    const { code, out } = await runCli(
      ['suppressions', '--expired', '--format', 'json', '--format', 'json:ledger.json'],
      { cwd: root },
    );
    assert.is(code, 0);
    assert.is(readFileSync(join(root, 'ledger.json'), 'utf8'), out);
    const ledger = JSON.parse(out) as { today: string; suppressions: { findings: { fingerprints: string[] } }[] };
    const [fingerprint = ''] = ledger.suppressions[0]?.findings.fingerprints ?? [];
    assert.match(fingerprint, /^[0-9a-f]{20}$/);
    assert.is(
      out,
      `${JSON.stringify(
        {
          schemaVersion: 1,
          today: ledger.today,
          summary: {
            suppressions: 1,
            byState: { used: 0, unused: 0, invalid: 1, unchecked: 0 },
            expired: 1,
            expiringSoon: 0,
            findings: 1,
            byRule: { 'relative-import': 1 },
          },
          suppressions: [
            {
              path: 'app/carts.py',
              line: 3,
              column: 3,
              scope: 'line',
              rules: ['relative-import'],
              lines: { first: 4, last: 4 },
              reason: 'the module moves in January',
              author: 'Ada',
              since: '2026-01-01',
              ageDays: AGE,
              written: 'committed',
              until: '2020-01-31',
              expiry: 'expired',
              state: 'invalid',
              fault: 'it expired on 2020-01-31',
              unusedRules: [],
              findings: {
                count: 1,
                bySeverity: { critical: 0, high: 1, medium: 0, low: 0 },
                fingerprints: [fingerprint],
              },
            },
          ],
        },
        null,
        2,
      )}\n`,
    );
  }));

test('Markdown: nothing that a repository holds is markup', () =>
  withFolder(FILES, async (root) => {
    const { out, err } = await runCli(
      ['suppressions', 'app/carts.py', '--rule', 'duplicate-type', '--format', 'markdown'],
      {
        cwd: root,
      },
    );
    assert.is(err, 'warning: authors and ages are not known: this is no git repository\n');
    assert.is(
      out.split('\n').slice(1).join('\n'),
      [
        '',
        '| Place | Rule | What it does | Author | Ends | Reason |',
        '| --- | --- | --- | --- | --- | --- |',
        '| <code>app/carts.py:1</code> | <code>duplicate-type</code> (whole file) | unused | author unknown |  | generated &#60;twin&#62; &#124; see &#35;&#8203;12 &#64;&#8203;ada |',
        '',
        '1 suppression: duplicate-type 1. 0 findings covered, 0 expired, 0 expire within 30 days, 1 unused, 0 that do not count.',
        '',
      ].join('\n'),
    );
  }));

test('a mistake in the arguments is told; without any suppression that is said', () =>
  withFolder({ '.compliancerc': 'root: true\n', 'app/main.py': 'import os\n' }, async (root) => {
    assert.equal(await runCli(['suppressions'], { cwd: root }), {
      code: 0,
      out: 'There is no suppression.\n',
      err: '',
    });
    const mistakes: readonly (readonly [string[], string])[] = [
      [
        ['--rule', 'relative-imprt'],
        'There is no rule relative-imprt, and no suppression names it.\nList the rules with `compliance rules`.',
      ],
      [['--format', 'sarif'], 'There is no format sarif of the ledger.\nThere are table, json, markdown.'],
      [
        ['--format', 'json', '--format', 'table'],
        'Two formats go to one place.\nGive each its own file: `--format table --format json:ledger.json`.',
      ],
    ];
    for (const [options, message] of mistakes) {
      assert.equal(await runCli(['suppressions', ...options], { cwd: root }), {
        code: 2,
        out: '',
        err: `compliance: ${message}\n`,
      });
    }
  }));

test.run();
