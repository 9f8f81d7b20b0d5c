import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';
import { runCli, type CliResult } from './run-cli.js';

const BODY =
  'def total(orders):\n    return sum(order.price for order in orders)\n\n\ndef count(orders):\n    return len(orders)\n';
const PROJECT = {
  '.compliancerc.yaml': 'root: true\nextends: strict\nrules: { duplicate-type: off }\n',
  'app/__init__.py': '',
  'app/orders/__init__.py': '',
  'app/orders/models.py': 'class Order: ...\n',
  'app/orders/clock.py': 'class Clock: ...\n',
  'app/orders/service.py': `from .models import Order\n\n\n${BODY}`,
};

interface Repository {
  readonly path: string;
  readonly git: (...command: string[]) => string;
  readonly run: (...args: string[]) => Promise<CliResult>;
  readonly write: (file: string, text: string) => void;
}

function withRepository(body: (repository: Repository) => Promise<void>): Promise<void> {
  return withFolder(PROJECT, async (path) => {
    const git = (...command: string[]): string =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...command], {
        cwd: path,
        encoding: 'utf8',
      });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'one');
    await body({
      path,
      git,
      run: (...args) => runCli(args, { cwd: path }),
      write: (file, text) => {
        mkdirSync(dirname(join(path, file)), { recursive: true });
        writeFileSync(join(path, file), text);
      },
    });
  });
}

const gateOf = ({ out, code }: CliResult): [string | undefined, number | null] => [
  out.trimEnd().split('\n').at(-1),
  code,
];
const fileOf = (path: string): string => readFileSync(join(path, '.compliance-baseline'), 'utf8');
const entriesOf = (path: string): string[] =>
  fileOf(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t').slice(0, 3).join(' '));

test('what is in the baseline passes and costs points, what is new fails', () =>
  withRepository(async ({ path, git, run, write }) => {
    assert.equal(gateOf(await run('check')), ['Failed: 1 new finding of medium or worse (1 medium).', 1]);
    const written = await run('baseline', 'write');
    assert.is(
      written.out,
      'Wrote 1 finding to .compliance-baseline. Commit it.\nThey still cost points; `compliance check` fails for new ones alone.\n',
    );
    assert.match(fileOf(path), new RegExp(`^# commit ${git('rev-parse', 'HEAD').trim()}$`, 'm'));
    assert.equal(entriesOf(path), ['relative-import app/orders/service.py .models']);
    const report = JSON.parse((await run('check', '--format', 'json')).out) as {
      findings: { status: string; isNew: boolean }[];
      score: { points: number };
    };
    assert.equal(
      [report.findings.map(({ status, isNew }) => [status, isNew]), report.score.points],
      [[['baselined', false]], 2],
    );
    write('app/orders/service.py', `from .models import Order\nfrom .clock import Clock\n\n\n${BODY}`);
    assert.equal(gateOf(await run('check')), [
      'Failed: 1 new finding of medium or worse (1 medium) beside 1 in the baseline.',
      1,
    ]);
    assert.equal(gateOf(await run('check', '--no-baseline')), [
      'Failed: 2 new findings of medium or worse (2 medium).',
      1,
    ]);
    assert.equal(gateOf(await run('check', '--fail-on', 'all:medium')), [
      'Failed: 2 findings of medium or worse (2 medium), old ones included.',
      1,
    ]);
  }));

test('a new breach in the place of an old one fails, and the old entry is stale until it is pruned', () =>
  withRepository(async ({ path, run, write }) => {
    await run('baseline', 'write');
    write('app/orders/service.py', `from .clock import Clock\n\n\n${BODY}`);
    const swapped = await run('check');
    assert.equal(gateOf(swapped), ['Failed: 1 new finding of medium or worse (1 medium).', 1]);
    assert.is(
      swapped.err,
      'warning: 1 entry of .compliance-baseline matches nothing any more (see `compliance baseline prune`)\n',
    );
    assert.is(
      (await run('baseline', 'prune')).out,
      '- app/orders/service.py: relative-import .models\nRemoved 1 entry from .compliance-baseline.\n',
    );
    assert.equal(entriesOf(path), []);
    assert.is((await run('baseline', 'prune')).out, 'Nothing to prune in .compliance-baseline.\n');
  }));

for (const isStaged of [true, false]) {
  test(`a renamed file keeps its debt (${isStaged ? 'staged' : 'committed'}), and prune follows it`, () =>
    withRepository(async ({ path, git, run, write }) => {
      await run('baseline', 'write');
      git('mv', 'app/orders/service.py', 'app/orders/totals.py');
      write('app/orders/totals.py', `"""Totals."""\n\nfrom .models import Order\n\n\n${BODY}`);
      git('add', '-A');
      if (!isStaged) git('commit', '-qm', 'two');
      assert.equal(gateOf(await run('check')), [
        'Passed: no new finding of medium or worse beside 1 in the baseline.',
        0,
      ]);
      assert.is((await run('baseline', 'prune')).out, 'Updated .compliance-baseline: 1 entry follows renamed files.\n');
      assert.equal(entriesOf(path), ['relative-import app/orders/totals.py .models']);
    }));
}

const TYPE =
  'from dataclasses import dataclass\n\n\n@dataclass\nclass Address:\n    street: str\n    city: str\n    postal_code: str\n    country: str\n';

test('a repeated type keeps its debt when the package around it becomes another one, by a manifest or by a new name', () =>
  withFolder(
    {
      '.compliancerc.yaml': 'root: true\nextends: strict\n',
      'packages/orders/pyproject.toml': '[project]\nname = "orders"\n',
      'packages/orders/orders/__init__.py': '',
      'packages/orders/orders/addresses.py': TYPE,
      'packages/orders/orders/shipping.py': `${TYPE}\n\ndef label(address: Address) -> str:\n    return address.street\n`,
    },
    async (path) => {
      const git = (...command: string[]): string =>
        execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...command], {
          cwd: path,
        }).toString();
      const run = (...args: string[]): Promise<CliResult> => runCli(args, { cwd: path });
      git('init', '-q');
      git('add', '-A');
      git('commit', '-qm', 'one');
      await run('baseline', 'write');
      assert.equal(entriesOf(path).length, 1);
      git('mv', 'packages/orders', 'packages/sales');
      assert.is((await run('check')).code, 0);
      writeFileSync(join(path, 'packages/sales/orders/pyproject.toml'), '[project]\nname = "inner"\n');
      assert.is((await run('check')).code, 0);
    },
  ));

test('a file that is renamed again and again, and rewritten a little each time, keeps its debt', () =>
  withRepository(async ({ path, git, run, write }) => {
    const text = (from: number): string =>
      Array.from({ length: 12 }, (_, index) => `RATE_${from + index} = ${(from + index) * 7}\n`).join('');
    write('app/orders/service.py', `from .models import Order\n\n${text(0)}`);
    git('commit', '-qam', 'two');
    await run('baseline', 'write');
    for (const [step, [from, to]] of [
      ['service', 'totals'],
      ['totals', 'sums'],
      ['sums', 'rates'],
    ].entries()) {
      git('mv', `app/orders/${from ?? ''}.py`, `app/orders/${to ?? ''}.py`);
      write(`app/orders/${to ?? ''}.py`, `from .models import Order\n\n${text(4 * (step + 1))}`);
      if (to === 'rates') git('add', '-A');
      else git('commit', '-qam', to ?? '');
    }
    // Another file under the first name, renamed too, is no heir.
    write('app/orders/totals.py', `from .models import Order\n\n${text(90)}`);
    git('add', '-A');
    git('commit', '-qm', 'three');
    git('mv', 'app/orders/totals.py', 'app/orders/another.py');
    git('commit', '-qm', 'four');
    assert.equal(gateOf(await run('check')), [
      'Failed: 1 new finding of medium or worse (1 medium) beside 1 in the baseline.',
      1,
    ]);
    await run('baseline', 'prune');
    assert.equal(entriesOf(path), ['relative-import app/orders/rates.py .models']);
  }));

test('no program that looks at signatures is run, whatever the repository configures', () =>
  withRepository(async ({ path, git, run, write }) => {
    await run('baseline', 'write');
    const signer = join(path, '.git', 'signer');
    const signature = '-----BEGIN PGP SIGNATURE-----\\n\\nabc\\n-----END PGP SIGNATURE-----\\n';
    const script = `#!/bin/sh\necho ran >> "${signer}.log"\ncat >/dev/null\nprintf -- '${signature}'\nprintf '\\n[GNUPG:] SIG_CREATED \\n' >&2\n`;
    writeFileSync(signer, script, { mode: 0o755 });
    git('rm', '-q', 'app/orders/service.py');
    git('-c', `gpg.program=${signer}`, 'commit', '-S', '-qm', 'two');
    assert.ok(existsSync(`${signer}.log`));
    rmSync(`${signer}.log`);
    git('config', 'log.showSignature', 'true');
    git('config', 'gpg.program', signer);
    write('app/orders/totals.py', 'RATE = 1\n');
    assert.is((await run('check')).code, 0);
    assert.not.ok(existsSync(`${signer}.log`));
  }));

test('a copy of a file with debt is new', () =>
  withRepository(async ({ git, run, write }) => {
    await run('baseline', 'write');
    write('app/orders/copy.py', `from .models import Order\n\n\n${BODY}`);
    git('add', '-A');
    assert.equal(gateOf(await run('check')), [
      'Failed: 1 new finding of medium or worse (1 medium) beside 1 in the baseline.',
      1,
    ]);
  }));

test('a clone without the commit says so where it matters, and only there', () =>
  withRepository(async ({ path, git, run }) => {
    await run('baseline', 'write');
    const text = fileOf(path).replace(/(# commit ).*/, `$1${'1'.repeat(40)}`);
    writeFileSync(join(path, '.compliance-baseline'), text);
    assert.is((await run('check')).err, '');
    git('mv', 'app/orders/service.py', 'app/orders/totals.py');
    const { err, code } = await run('check');
    assert.match(err, /^warning: the baseline was written at the commit 1111111111, which git does not have here/);
    assert.is(code, 1);
  }));

for (const ending of ['txt', 'py']) {
  const words =
    ending === 'py' ? 'knows the files that were only renamed, and says so' : 'of other kinds misses nothing';
  test(`a clone that lacks contents ${words}`, () =>
    withRepository(async ({ path, git, run, write }) => {
      const rates = Array.from({ length: 40 }, (_, index) => `RATE_${index} = ${index * 7}\n`).join('');
      write(`docs/rates.${ending}`, rates);
      git('add', '-A');
      git('commit', '-qm', 'two');
      await run('baseline', 'write');
      const lost = git('rev-parse', `HEAD:docs/rates.${ending}`).trim();
      git('mv', 'app/orders/service.py', 'app/orders/totals.py');
      git('mv', `docs/rates.${ending}`, `docs/prices.${ending}`);
      write(`docs/prices.${ending}`, `${rates}RATE_40 = 280\n`);
      git('add', '-A');
      rmSync(join(path, '.git', 'objects', lost.slice(0, 2), lost.slice(2)));
      const { err, code } = await run('check');
      assert.is(/, of which git has not all contents here \(a partial clone\?\)/.test(err), ending === 'py');
      assert.is(code, 0);
    }));
}

test('entries that nobody looked for stay', () =>
  withRepository(async ({ path, git, run, write }) => {
    write('tools/build.py', 'from .missing import x\n');
    await run('baseline', 'write');
    const all = entriesOf(path);
    assert.is(all.length, 2);
    git('add', '-A');
    await run('baseline', 'write', 'app');
    assert.equal(entriesOf(path), all);
    await run('baseline', 'write', '--rule', 'duplicate-type');
    assert.equal(entriesOf(path), all);
    write('app/orders/service.py', BODY);
    assert.is((await run('baseline', 'prune', 'tools')).out, 'Nothing to prune in .compliance-baseline.\n');
    assert.is((await run('check', 'tools')).err, '');
    assert.match((await run('baseline', 'status')).out, /relative-import {2}2 {7}1 {12}1 {7}0/);
  }));

test('status counts in words, and a name that somebody wrote into the file is only text', () =>
  withRepository(async ({ path, run }) => {
    await run('baseline', 'write');
    writeFileSync(join(path, '.compliance-baseline'), `${fileOf(path)}rule\x1b[31m\ta.py\tb\t${'1'.repeat(20)}\n`);
    assert.is(
      (await run('baseline', 'status')).out.replace(/written at \w+/, 'written at …'),
      `.compliance-baseline: 2 findings, written at …

rule             listed  still there  mended  new
relative-import  1       1            0       0
rule\\x1b[31m     1       0            1       0

1 is mended: \`compliance baseline prune\` removes them.
Passed: no new finding of medium or worse beside 1 in the baseline.
`,
    );
  }));

test('status as JSON', () =>
  withRepository(async ({ git, run, write }) => {
    await run('baseline', 'write');
    write('app/orders/more.py', 'from .clock import Clock\n');
    const { out } = await run('baseline', 'status', '--format', 'json');
    assert.equal(JSON.parse(out), {
      schemaVersion: 1,
      path: '.compliance-baseline',
      commits: [git('rev-parse', 'HEAD').trim()],
      ...{ entries: 1, matched: 1, stale: 0, moved: 0, new: 1 },
      byRule: [{ rule: 'relative-import', listed: 1, stillThere: 1, mended: 0, new: 1 }],
    });
  }));

test('a broken baseline fails the check with its line, and can be written anew', () =>
  withRepository(async ({ path, run }) => {
    await run('baseline', 'write');
    writeFileSync(join(path, '.compliance-baseline'), `${fileOf(path)}<<<<<<< HEAD\n`);
    const { err, code } = await run('check');
    assert.equal(
      [err, code],
      [
        'compliance: .compliance-baseline:6: this is no baseline: a merge was left unfinished; keep the lines of both sides, in any order.\n' +
          'Mend that line, or write the file anew with `compliance baseline write`.\n',
        2,
      ],
    );
    assert.is((await run('baseline', 'prune')).code, 2);
    assert.is((await run('baseline', 'write')).code, 0);
    assert.is((await run('check')).code, 0);
  }));

test('a named baseline must be there, the usual one need not', () =>
  withRepository(async ({ run, write }) => {
    assert.equal(
      (await run('check', '--baseline', 'debt.txt')).err.split('\n')[0],
      'compliance: There is no baseline debt.txt.',
    );
    write('.compliancerc.yaml', 'root: true\nextends: strict\nbaseline: ci/debt.txt\n');
    assert.is((await run('check')).code, 2);
    assert.match((await run('baseline', 'write')).err, /ci\/debt\.txt cannot be written: its folder does not exist/);
    write('ci/.keep', '');
    assert.is((await run('baseline', 'write')).code, 0);
    assert.is((await run('check')).code, 0);
    assert.is((await run('baseline', 'status')).code, 0);
  }));

test('a configuration cannot have a file outside the root read or written', () =>
  withFolder({ ...PROJECT, 'secret/notes.txt': 'one\n' }, async (path) => {
    const cwd = join(path, 'app');
    symlinkSync(join(path, 'secret'), join(cwd, 'linked'));
    symlinkSync(join(path, 'secret', 'notes.txt'), join(cwd, 'orders', '.compliance-baseline'));
    for (const name of ['../secret/notes.txt', 'linked/notes.txt', 'linked/new.txt', 'orders/.compliance-baseline']) {
      writeFileSync(join(cwd, '.compliancerc.yaml'), `root: true\nbaseline: ${name}\n`);
      for (const command of [['check'], ['baseline', 'write']]) {
        const { err, code } = await runCli(command, { cwd });
        assert.match(err, /^compliance: The configuration names the baseline .*, which lies outside the root/);
        assert.is(code, 2);
      }
    }
    assert.equal(readdirSync(join(path, 'secret')), ['notes.txt']);
  }));

test('what is there and is no file that can be read is not taken for no baseline', () =>
  withFolder({ ...PROJECT, '.compliance-baseline/notes.txt': '' }, async (path) => {
    const file = join(path, '.compliance-baseline');
    const faults = async (words: string): Promise<void> => {
      for (const command of [['check'], ['baseline', 'status'], ['baseline', 'prune'], ['baseline', 'write']]) {
        const { err, code } = await runCli(command, { cwd: path });
        assert.equal([err.split('\n')[0], code], [`compliance: The baseline .compliance-baseline ${words}`, 2]);
      }
    };
    await faults('is no regular file.');
    rmSync(file, { recursive: true });
    execFileSync('mkfifo', [file]);
    await faults('is no regular file.');
    rmSync(file);
    symlinkSync('nowhere', file);
    await faults(`is a link that leads nowhere, or out of the root ${path}.`);
  }));

test('outside of git a baseline works by identity alone', () =>
  withFolder(PROJECT, async (path) => {
    assert.is((await runCli(['baseline', 'write'], { cwd: path })).code, 0);
    assert.not.match(fileOf(path), /# commit/);
    assert.is((await runCli(['check'], { cwd: path })).code, 0);
    renameSync(join(path, 'app/orders/service.py'), join(path, 'app/orders/totals.py'));
    assert.is((await runCli(['check'], { cwd: path })).code, 1);
  }));

test('a file that is renamed again after pruning keeps its debt', () =>
  withRepository(async ({ path, git, run }) => {
    await run('baseline', 'write');
    for (const [from = '', to = ''] of [
      ['service', 'totals'],
      ['totals', 'sums'],
    ]) {
      git('mv', `app/orders/${from}.py`, `app/orders/${to}.py`);
      git('add', '-A');
      git('commit', '-qm', to);
      assert.equal(gateOf(await run('check')), [
        'Passed: no new finding of medium or worse beside 1 in the baseline.',
        0,
      ]);
      await run('baseline', 'prune');
      assert.equal(entriesOf(path), [`relative-import app/orders/${to}.py .models`]);
    }
  }));

test('two runs that write at once leave one whole baseline', () =>
  withRepository(async ({ path, run }) => {
    await run('baseline', 'write');
    const whole = fileOf(path);
    const results = await Promise.all([1, 2, 3].flatMap(() => [run('baseline', 'write'), run('baseline', 'prune')]));
    assert.equal(new Set(results.map(({ code }) => code)), new Set([0]));
    assert.is(fileOf(path), whole);
    assert.equal(
      readdirSync(path).filter((name) => name.startsWith('.compliance-baseline')),
      ['.compliance-baseline'],
    );
  }));

test('a run that is killed leaves the old baseline or the new one, and the next run is not held up for ever', () =>
  withRepository(async ({ path, run }) => {
    await run('baseline', 'write');
    const whole = fileOf(path);
    for (const milliseconds of [20, 60, 100, 140, 180]) {
      const child = spawn(process.execPath, [packageFile('bundle/main.js'), 'baseline', 'write'], {
        cwd: path,
        stdio: 'ignore',
      });
      setTimeout(() => child.kill('SIGKILL'), milliseconds);
      await new Promise((resolve) => child.on('close', resolve));
      assert.is(fileOf(path), whole);
    }
    const lock = join(path, '.compliance-baseline.lock');
    writeFileSync(lock, '');
    utimesSync(lock, 0, 0);
    assert.is((await run('baseline', 'write')).code, 0);
    assert.not.ok(existsSync(lock));
  }));

test('where nothing can be written, the old baseline stays and the run says why', () =>
  withRepository(async ({ path, run }) => {
    if (process.getuid?.() === 0) {
      // Root may write everywhere: a full disk stands for the rest.
      await run('baseline', 'write');
      const whole = fileOf(path);
      const limited = `ulimit -f 0; exec "${process.execPath}" "${packageFile('bundle/main.js')}" baseline write --no-cache`;
      const { status, err } = runShell(limited, path);
      assert.is(status, 2);
      assert.match(err, /\.compliance-baseline cannot be written: (?:the file would grow|the disk is full)/);
      assert.is(fileOf(path), whole);
      return;
    }
    await run('baseline', 'write');
    chmodSync(path, 0o555);
    const { code, err } = await run('baseline', 'write');
    chmodSync(path, 0o755);
    assert.equal([code, /permission denied/.test(err)], [2, true]);
  }));

function runShell(command: string, cwd: string): { status: number; err: string } {
  try {
    execFileSync('bash', ['-c', `trap '' XFSZ; ${command}`], { cwd, stdio: 'pipe' });
    return { status: 0, err: '' };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, err: stderr.toString() };
  }
}

test.run();
