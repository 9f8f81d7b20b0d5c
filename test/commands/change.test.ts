import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import { packageFile } from '../package-file.js';
import { temporaryFolder } from '../temporary-folder.js';
import { runCli, type CliResult } from './run-cli.js';

const MODELS = 'class Order:\n    id: int\n    total: int\n    currency: str\n';
const SHOP = {
  'app/__init__.py': '',
  'app/models.py': MODELS,
  'app/prices.py': 'def price(order):\n    return 1\n',
  'app/orders.py':
    'from .gone import lost\nfrom .models import Order\n\n\ndef total(order: Order) -> int:\n    return 1\n',
};
const [BREACH, OTHER] = ['from .missing import a\n', 'from .absent import b\n'];

interface Repository {
  readonly path: string;
  readonly write: (files: Readonly<Record<string, string | Buffer>>) => void;
  readonly git: (...command: string[]) => string;
  /** `path:line rule new|old cause`, of each finding; in `folder` of the repository. */
  readonly found: (...options: string[]) => Promise<string[]>;
  readonly check: (...options: string[]) => Promise<CliResult & { readonly report: Report }>;
}

const USER = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always'];

function gitIn(folder: string, env: Readonly<Record<string, string>> = {}): (...command: string[]) => string {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return (...command) =>
    execFileSync('git', [...USER, '-c', 'init.defaultBranch=main', ...command], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...clean, ...env },
    });
}

const RULES = ['--rule', 'relative-import,duplicate-type'];

function inFolder(
  folder: Pick<Repository, 'path' | 'write'>,
  cwd = folder.path,
  env: Readonly<Record<string, string>> = {},
): Repository {
  const check = async (...options: string[]): Promise<CliResult & { readonly report: Report }> => {
    const result = await runCli(['check', '--format', 'json', ...RULES, ...options], { cwd, env });
    return { ...result, report: JSON.parse(result.out === '' ? 'null' : result.out) as Report };
  };
  return {
    path: folder.path,
    write: (files) => {
      folder.write(files);
    },
    git: gitIn(folder.path),
    check,
    found: async (...options) => linesOf((await check(...options)).report),
  };
}

function linesOf({ findings }: Report): string[] {
  return findings.map(({ path, range, ruleId, isNew, cause }) =>
    [`${path}:${range.start.line.toString()}`, ruleId, isNew ? 'new' : 'old', ...(cause === null ? [] : [cause])].join(
      ' ',
    ),
  );
}

/** A repository with one commit of the files. */
async function withRepository(
  files: Readonly<Record<string, string | Buffer>>,
  body: (repository: Repository) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder(files);
  try {
    const repository = inFolder(folder);
    repository.git('init');
    repository.git('add', '--all');
    repository.git('commit', '--allow-empty', '-m', 'Begin');
    await body(repository);
  } finally {
    folder.remove();
  }
}

const textAt = (path: string): string => readFileSync(path, 'utf8');

test('the content of the index is judged, not that of the work tree, which stays as it is', () =>
  withRepository(SHOP, async ({ path, write, git, found }) => {
    write({ 'app/prices.py': `${BREACH}${SHOP['app/prices.py']}` });
    git('add', '--all');
    write({ 'app/prices.py': `${OTHER}${SHOP['app/prices.py']}`, 'app/untracked.py': OTHER });
    assert.equal(await found('--staged'), ['app/prices.py:1 relative-import new']);
    assert.is(textAt(join(path, 'app/prices.py')), `${OTHER}${SHOP['app/prices.py']}`);
    assert.equal(await found('--uncommitted'), [
      'app/prices.py:1 relative-import new',
      'app/untracked.py:1 relative-import new',
    ]);
  }));

test('nothing staged is said to be nothing, and passes', () =>
  withRepository(SHOP, async ({ write, check }) => {
    write({ 'app/prices.py': BREACH });
    const { code, err, report } = await check('--staged');
    assert.is(code, 0);
    assert.ok(err.includes('warning: nothing is staged'), err);
    assert.equal([report.change?.files, report.summary.files, report.findings], [0, 0, []]);
  }));

test('a report of a change has its mode, its base and no score', () =>
  withRepository(SHOP, async ({ write, git, check }) => {
    write({ 'app/prices.py': BREACH });
    git('add', '--all');
    const commit = git('rev-parse', 'HEAD').trim();
    const { code, report } = await check('--staged');
    assert.is(code, 1);
    assert.equal(report.change, { mode: 'staged', base: { ref: 'HEAD', commit }, files: 1, notChecked: [] });
    const { value, strict, grade, gradeReason, points } = report.score;
    assert.equal(
      [value, strict, grade, gradeReason, points],
      [null, null, null, 'no score: only a change was judged', 0],
    );
    assert.equal([report.summary.files, report.summary.open, report.summary.new], [1, 1, 1]);
  }));

test('a configured limit of the score does not concern a change', () =>
  withRepository({ ...SHOP, '.compliancerc': 'minScore: 99\n' }, async ({ write, git, check }) => {
    write({ 'app/prices.py': '# nothing\n' });
    git('add', '--all');
    const { code, report } = await check('--staged');
    assert.equal([code, report.gate.minScore], [0, null]);
  }));

test('a moved line is not new; a second one like it is, and stands on a changed line', () =>
  withRepository(SHOP, async ({ write, git, found }) => {
    write({ 'app/orders.py': `# one\n# two\n${SHOP['app/orders.py']}` });
    git('add', '--all');
    assert.equal(await found('--staged'), []);
    write({ 'app/orders.py': `${SHOP['app/orders.py']}\n\nfrom .gone import lost\n` });
    git('add', '--all');
    assert.equal(await found('--staged'), ['app/orders.py:9 relative-import new']);
    write({ 'app/orders.py': `# one\nfrom .gone import lost\n# two\n${SHOP['app/orders.py']}` });
    git('add', '--all');
    assert.equal(await found('--staged'), ['app/orders.py:2 relative-import new']);
  }));

test('what was there and stands on a changed line is told, and is not new', () =>
  withRepository(SHOP, async ({ write, git, found }) => {
    write({ 'app/orders.py': SHOP['app/orders.py'].replace('from .gone', 'from  .gone') });
    git('add', '--all');
    assert.equal(await found('--staged'), ['app/orders.py:1 relative-import old']);
  }));

test('a swap is new', () =>
  withRepository(SHOP, async ({ write, git, found }) => {
    write({ 'app/orders.py': SHOP['app/orders.py'].replace('.gone', '.away') });
    git('add', '--all');
    assert.equal(await found('--staged'), ['app/orders.py:1 relative-import new']);
  }));

test('a suppression that goes uncovers what it hid', () =>
  withRepository(
    { 'app/a.py': `# compliance: ignore[relative-import] -- generated soon\n${BREACH}` },
    async ({ write, git, found }) => {
      write({ 'app/a.py': `\n${BREACH}` });
      git('add', '--all');
      assert.equal(await found('--staged'), ['app/a.py:2 relative-import new']);
    },
  ));

test('findings that a change causes elsewhere name it', () =>
  withRepository(SHOP, async ({ write, git, found }) => {
    write({ 'app/dto.py': MODELS });
    git('rm', '--quiet', 'app/prices.py');
    git('add', '--all');
    assert.equal(await found('--staged'), ['app/models.py:1 duplicate-type new caused by the new file app/dto.py']);
    git('reset', '--hard', '--quiet');
    git('clean', '-fdq');
    git('rm', '--quiet', 'app/models.py');
    assert.equal(await found('--staged'), [
      'app/orders.py:2 relative-import new caused by the removal of app/models.py',
    ]);
    assert.equal(await found('--uncommitted'), [
      'app/orders.py:2 relative-import new caused by the removal of app/models.py',
    ]);
  }));

test('what is broken elsewhere and has nothing to do with the change is not told', () =>
  withRepository({ ...SHOP, 'app/old.py': BREACH.repeat(3) }, async ({ write, git, found }) => {
    write({ 'app/prices.py': 'def price(order):\n    return 2\n' });
    git('add', '--all');
    assert.equal(await found('--staged'), []);
    assert.equal(await found('--uncommitted'), []);
  }));

test('a renamed file keeps what it had, with and without edits, staged or not', () =>
  withRepository(SHOP, async ({ path, write, git, found }) => {
    git('mv', 'app/orders.py', 'app/sales.py');
    assert.equal(await found('--staged'), []);
    assert.equal(await found('--uncommitted'), []);
    write({ 'app/sales.py': `${SHOP['app/orders.py']}${BREACH}` });
    git('add', '--all');
    assert.equal(await found('--staged'), ['app/sales.py:7 relative-import new']);
    git('reset', '--hard', '--quiet');
    renameSync(join(path, 'app/orders.py'), join(path, 'app/deals.py'));
    assert.equal(await found('--uncommitted'), []);
  }));

test('files of the same content that move each keep what they had', () =>
  withRepository({ ...SHOP, 'app/a.py': BREACH, 'app/b.py': BREACH }, async ({ path, write, found }) => {
    renameSync(join(path, 'app/a.py'), join(path, 'app/c.py'));
    renameSync(join(path, 'app/b.py'), join(path, 'app/d.py'));
    assert.equal(await found('--uncommitted'), []);
    write({ 'app/e.py': BREACH });
    assert.equal(await found('--uncommitted'), ['app/e.py:1 relative-import new']);
  }));

test('strict new files: a rename is none', () =>
  withRepository({ ...SHOP, 'app/paths.py': 'from .models import Order\n' }, async ({ write, git, found }) => {
    git('mv', 'app/paths.py', 'app/ways.py');
    write({ 'app/fresh.py': '"""What is new."""\n\nfrom .models import Order\n\nEMPTY: list[Order] = []\n' });
    git('add', '--all');
    assert.equal(await found('--staged'), []);
    assert.equal(await found('--staged', '--new-files', 'strict'), ['app/fresh.py:3 relative-import new']);
    write({ '.compliancerc': "overrides:\n  - files: ['app/fresh.py']\n    rules: { relative-import: off }\n" });
    git('add', '--all');
    assert.equal(await found('--staged', '--new-files', 'strict'), []);
  }));

test('the configuration of the index counts, and for both states', () =>
  withRepository(SHOP, async ({ write, git, found }) => {
    write({ 'app/prices.py': BREACH, '.compliancerc': 'exclude: [app/prices.py]\n' });
    git('add', 'app/prices.py');
    git('add', '.compliancerc');
    write({ '.compliancerc': '{}\n' });
    assert.equal(await found('--staged'), []);
  }));

test('--since compares with the commit that both share', () =>
  withRepository(SHOP, async ({ write, git, check, found }) => {
    git('checkout', '-q', '-b', 'feature');
    write({ 'app/prices.py': BREACH });
    git('commit', '-qam', 'Mine');
    git('checkout', '-q', 'main');
    write({ 'app/models.py': `${MODELS}\n${OTHER}` });
    git('commit', '-qam', 'Theirs');
    git('checkout', '-q', 'feature');
    assert.equal(await found('--since', 'main'), ['app/prices.py:1 relative-import new']);
    write({ 'app/more.py': OTHER });
    const expected = ['app/more.py:1 relative-import new', 'app/prices.py:1 relative-import new'];
    assert.equal(await found('--since', 'main'), expected);
    const { report } = await check('--since', 'main');
    assert.equal(report.change?.base, { ref: 'main', commit: git('merge-base', 'main', 'HEAD').trim() });
    git('checkout', '-q', '--detach');
    assert.equal(await found('--since', 'main'), expected);
  }));

test('paths restrict what is told, also those that are gone from the disk', () =>
  withRepository(SHOP, async ({ path, write, git, found, check }) => {
    write({ 'app/prices.py': BREACH, 'lib/other.py': OTHER });
    git('add', '--all');
    assert.equal(await found('--staged', 'app'), ['app/prices.py:1 relative-import new']);
    rmSync(join(path, 'app/prices.py'));
    assert.equal(await found('--staged', 'app/prices.py'), ['app/prices.py:1 relative-import new']);
    const { code, err } = await check('--staged', 'app/never.py');
    assert.is(code, 2);
    assert.ok(err.startsWith('compliance: Git knows no file app/never.py here'), err);
  }));

test('without a commit everything staged is new', async () => {
  const folder = temporaryFolder({ 'app/a.py': BREACH, 'app/b.py': OTHER });
  try {
    const { git, found, check } = inFolder(folder);
    git('init');
    git('add', 'app/a.py');
    assert.equal(await found('--staged'), ['app/a.py:1 relative-import new']);
    assert.equal((await check('--staged')).report.change?.base, { ref: null, commit: null });
    assert.equal(await found('--uncommitted'), ['app/a.py:1 relative-import new', 'app/b.py:1 relative-import new']);
    const since = await check('--since', 'main');
    assert.is(since.code, 2);
    assert.ok(since.err.includes('The repository has no commit yet'), since.err);
  } finally {
    folder.remove();
  }
});

test('what cannot be compared is said with its remedy', () =>
  withRepository(SHOP, async ({ git, check }) => {
    const unknown = await check('--since', 'origin/nowhere');
    assert.is(unknown.code, 2);
    assert.ok(unknown.err.includes('There is no commit origin/nowhere in this clone.\n'), unknown.err);
    assert.ok(unknown.err.includes('`git fetch origin <branch>`'), unknown.err);
    for (const written of ['--output=x', '^HEAD', 'HEAD^{tree}', 'HEAD:app']) {
      const { err } = await check('--since', written);
      assert.ok(err.startsWith(`compliance: There is no commit ${written} in this clone.\n`), err);
    }
    git('checkout', '-q', '--orphan', 'apart');
    git('commit', '-qm', 'Apart');
    const unrelated = await check('--since', 'main');
    assert.is(unrelated.code, 2);
    assert.ok(unrelated.err.includes('main and HEAD share no commit: their histories are unrelated.'), unrelated.err);
  }));

test('outside a repository that is said', async () => {
  const folder = temporaryFolder({ 'app/a.py': BREACH });
  try {
    const { code, err } = await inFolder(folder).check('--staged');
    assert.is(code, 2);
    assert.ok(err.includes('is in no git repository'), err);
  } finally {
    folder.remove();
  }
});

test('options that contradict each other are refused', () =>
  withRepository(SHOP, async ({ check }) => {
    const firstLine = async (...options: string[]): Promise<string> => {
      const { code, err } = await check(...options);
      assert.is(code, 2);
      return err.split('\n')[0] ?? '';
    };
    assert.equal(
      [
        await firstLine('--staged', '--uncommitted'),
        await firstLine('--since', 'main', '--staged'),
        await firstLine('--staged', '--stdin-filename', 'app/a.py'),
        await firstLine('--uncommitted', '--watch'),
        await firstLine('--staged', '--min-score', '80'),
        await firstLine('--new-files', 'strict'),
      ],
      [
        'compliance: --staged and --uncommitted do not go together.',
        'compliance: --since and --staged do not go together.',
        'compliance: --staged and --stdin-filename do not go together.',
        'compliance: --uncommitted and --watch do not go together.',
        'compliance: --staged and --min-score do not go together.',
        'compliance: --new-files needs to know what is new.',
      ],
    );
  }));

test('a shallow clone says what to fetch, and judges what is staged', () =>
  withRepository(SHOP, async ({ path, write, git }) => {
    git('branch', 'old');
    for (const text of ['one', 'two', 'three']) {
      write({ 'notes.md': text });
      git('add', '--all');
      git('commit', '-qm', text);
    }
    git('checkout', '-q', 'old');
    write({ 'side.md': 'side' });
    git('add', '--all');
    git('commit', '-qm', 'Side');
    git('checkout', '-q', 'main');
    const clone = temporaryFolder();
    try {
      gitIn(clone.path)('clone', '-q', '--depth', '1', '--no-single-branch', pathToFileURL(path).href, '.');
      const shallow = inFolder(clone);
      const { code, err } = await shallow.check('--since', 'origin/old');
      assert.is(code, 2);
      assert.ok(err.includes('This clone is shallow') && err.includes('git fetch --unshallow'), err);
      clone.write({ 'app/prices.py': BREACH });
      shallow.git('add', '--all');
      assert.equal(await shallow.found('--staged'), ['app/prices.py:1 relative-import new']);
    } finally {
      clone.remove();
    }
  }));

test('a linked work tree has an index of its own', () =>
  withRepository(SHOP, async ({ git, found }) => {
    const folder = temporaryFolder();
    try {
      git('worktree', 'add', '-q', '-b', 'side', join(folder.path, 'side'));
      const side = inFolder(folder, join(folder.path, 'side'));
      side.write({ 'side/app/prices.py': BREACH });
      gitIn(join(folder.path, 'side'))('add', '--all');
      assert.equal(await side.found('--staged'), ['app/prices.py:1 relative-import new']);
      assert.equal(await found('--staged'), []);
    } finally {
      folder.remove();
    }
  }));

/** A hook that runs the command, and lets what it prints be read. */
function writeHook(folder: string, command: string): void {
  mkdirSync(join(folder, '.git/hooks'), { recursive: true });
  writeFileSync(join(folder, '.git/hooks/pre-commit'), `#!/bin/sh\n${command} > "$REPORT" 2> "$REPORT.err"\nexit 0\n`);
  chmodSync(join(folder, '.git/hooks/pre-commit'), 0o755);
}

const COMMAND = `"${process.execPath}" "${packageFile('bundle/main.js')}" check --no-cache --format json ${RULES.join(' ')}`;

test('a real hook sees what `commit -a` and `commit <path>` are about to commit', () =>
  withRepository(SHOP, ({ path, write }) => {
    const reports = temporaryFolder();
    const report = join(reports.path, 'report.json');
    const git = gitIn(path, { REPORT: report });
    const told = (): string[] => linesOf(JSON.parse(readFileSync(report, 'utf8')) as Report);
    try {
      writeHook(path, `${COMMAND} --staged`);
      write({ 'app/prices.py': BREACH });
      git('commit', '-qam', 'All');
      assert.equal(told(), ['app/prices.py:1 relative-import new']);
      write({ 'app/prices.py': `${BREACH}${OTHER}`, 'app/models.py': `${MODELS}${OTHER}` });
      git('add', 'app/models.py');
      git('commit', '-qm', 'One', 'app/prices.py');
      assert.equal(told(), ['app/prices.py:2 relative-import new']);
      writeHook(path, `cd app && ${COMMAND} --staged`);
      write({ 'app/orders.py': OTHER });
      git('commit', '-qam', 'From a folder');
      assert.equal(told(), ['app/models.py:5 relative-import new', 'app/orders.py:1 relative-import new']);
    } finally {
      reports.remove();
    }
    return Promise.resolve();
  }));

test('a hook of another repository does not lend it its index', () =>
  withRepository(SHOP, async ({ path, write, git }) => {
    const other = temporaryFolder(SHOP);
    try {
      const { git: otherGit } = inFolder(other);
      otherGit('init');
      otherGit('add', '--all');
      otherGit('commit', '-qm', 'Begin');
      other.write({ 'app/prices.py': BREACH });
      otherGit('add', '--all');
      const env = { GIT_DIR: join(path, '.git'), GIT_INDEX_FILE: join(path, '.git/index'), GIT_WORK_TREE: path };
      assert.equal(await inFolder(other, other.path, env).found('--staged'), ['app/prices.py:1 relative-import new']);
      write({ 'app/orders.py': OTHER });
      git('add', '--all');
    } finally {
      other.remove();
    }
  }));

test('a repository whose folder lies elsewhere is found by what a hook is told', async () => {
  const [store, tree] = [temporaryFolder(), temporaryFolder(SHOP)];
  try {
    const folder = join(store.path, 'shop.git');
    gitIn(store.path)('init', '--bare', '-q', folder);
    const git = gitIn(tree.path, { GIT_DIR: folder, GIT_WORK_TREE: tree.path });
    git('config', 'core.bare', 'false');
    git('config', 'core.worktree', tree.path);
    git('add', '--all');
    git('commit', '-qm', 'Begin');
    tree.write({ 'app/prices.py': BREACH });
    git('add', '--all');
    const expected = ['app/prices.py:1 relative-import new'];
    assert.equal(await inFolder(tree, tree.path, { GIT_DIR: folder }).found('--staged'), expected);
    assert.equal(
      await inFolder(tree, tree.path, { GIT_DIR: folder, GIT_WORK_TREE: tree.path }).found('--staged'),
      expected,
    );
    assert.equal(await inFolder(tree, tree.path, { GIT_DIR: folder }).found('--uncommitted'), expected);
    assert.is((await inFolder(tree).check('--staged')).code, 2);
  } finally {
    store.remove();
    tree.remove();
  }
});

test('what is only meant to be added some day is not staged', () =>
  withRepository(SHOP, async ({ write, git, check, found }) => {
    write({ 'app/later.py': BREACH, 'app/prices.py': 'from .later import x\n', 'app/empty.py': '' });
    git('add', '--intent-to-add', 'app/later.py');
    git('add', 'app/prices.py', 'app/empty.py');
    assert.equal(await found('--staged'), ['app/prices.py:1 relative-import new']);
    assert.is((await check('--staged')).report.change?.files, 2);
  }));

test('a merge that is not resolved is a failure that says what to do', () =>
  withRepository(SHOP, async ({ write, git, check }) => {
    git('checkout', '-q', '-b', 'side');
    write({ 'app/prices.py': 'def price(order):\n    return 2\n' });
    git('commit', '-qam', 'Side');
    git('checkout', '-q', 'main');
    write({ 'app/prices.py': 'def price(order):\n    return 3\n' });
    git('commit', '-qam', 'Main');
    assert.throws(() => git('merge', 'side'));
    const { code, report } = await check('--staged');
    assert.is(code, 2);
    assert.equal(report.failures, [
      {
        path: 'app/prices.py',
        ruleId: null,
        reason: 'cannot be read (a merge has left several contents: resolve it, then `git add` the file)',
      },
    ]);
  }));

test('a sparse checkout judges what it does not check out', () =>
  withRepository({ ...SHOP, 'lib/types.py': MODELS.replace('Order', 'Item') }, async ({ path, write, git, found }) => {
    git('sparse-checkout', 'set', '--cone', 'app');
    assert.not(existsSync(join(path, 'lib/types.py')));
    write({ 'app/prices.py': BREACH, 'app/items.py': MODELS.replace('Order', 'Item') });
    git('add', '--all');
    assert.equal(
      (await found('--staged')).filter((line) => !line.includes('duplicate-type')),
      ['app/prices.py:1 relative-import new'],
    );
    assert.ok(
      (await found('--staged')).some((line) => line.includes('lib/types.py') || line.includes('app/items.py:1')),
    );
  }));

test('what a sparse checkout leaves out is not removed by the change', () =>
  withRepository(
    { ...SHOP, 'app/lib/__init__.py': '', 'app/lib/types.py': MODELS, 'app/use.py': 'from .lib.types import Order\n' },
    async ({ path, write, git, check, found }) => {
      git('sparse-checkout', 'set', '--no-cone', '/app/*', '!/app/lib/');
      assert.not(existsSync(join(path, 'app/lib/types.py')));
      for (const options of [['--uncommitted'], ['--since', 'HEAD']]) {
        const { report } = await check(...options);
        assert.equal([report.change?.files, linesOf(report)], [0, []]);
      }
      write({ 'app/prices.py': BREACH });
      assert.equal(await found('--uncommitted'), ['app/prices.py:1 relative-import new']);
    },
  ));

test('an index that git cannot read is said in its words', () =>
  withRepository(SHOP, async ({ write, check }) => {
    write({ '.git/index': 'broken' });
    for (const option of ['--staged', '--uncommitted']) {
      const { err, code } = await check(option);
      assert.is(code, 2);
      assert.match(err, /^compliance: Git could not tell what has changed: fatal: /m);
    }
  }));

test('links of the index are followed in it, and lead nowhere out of it', () =>
  withRepository(SHOP, async ({ path, write, git, check, found }) => {
    symlinkSync('app', join(path, 'alias'));
    symlinkSync('/etc/passwd', join(path, 'app/secret.py'));
    symlinkSync('loop.py', join(path, 'app/loop.py'));
    write({ 'app/prices.py': 'from .secret import a\nfrom .loop import b\n' });
    git('add', '--all');
    assert.equal(await found('--staged'), ['app/prices.py:2 relative-import new']);
    assert.equal(
      (await check('--staged')).report.skips.map(({ path: file, reason }) => [file, reason]),
      [
        ['app/loop.py', 'symbolic link that leads back to itself'],
        ['app/secret.py', 'symbolic link that leads out of the root: not followed'],
      ],
    );
  }));

test('the commit of a submodule is not looked into', () =>
  withRepository(SHOP, async ({ path, write, git, check }) => {
    const part = temporaryFolder({ 'lib/a.py': BREACH });
    try {
      const { git: partGit } = inFolder(part);
      partGit('init');
      partGit('add', '--all');
      partGit('commit', '-qm', 'Begin');
      git('submodule', '--quiet', 'add', part.path, 'part');
      const added = await check('--staged');
      assert.equal([added.code, added.report.findings, added.report.change?.files], [0, [], 1]);
      git('commit', '-qm', 'Add a part');
      gitIn(join(path, 'part'))('commit', '-q', '--allow-empty', '-m', 'Next');
      write({ 'app/prices.py': BREACH });
      git('add', '--all');
      const { report } = await check('--staged');
      assert.equal([linesOf(report), report.change?.files], [['app/prices.py:1 relative-import new'], 1]);
      const own = inFolder(part, join(path, 'part'));
      writeFileSync(join(path, 'part/lib/b.py'), OTHER);
      gitIn(join(path, 'part'))('add', '--all');
      assert.equal(await own.found('--staged'), ['lib/b.py:1 relative-import new']);
    } finally {
      part.remove();
    }
  }));

test('line ends that git converts are no change', () =>
  withRepository(SHOP, async ({ path, write, git, found }) => {
    git('config', 'core.autocrlf', 'true');
    rmSync(join(path, 'app'), { recursive: true });
    git('checkout', '--', '.');
    assert.ok(textAt(join(path, 'app/orders.py')).includes('\r\n'));
    write({ 'app/orders.py': `${textAt(join(path, 'app/orders.py'))}${BREACH.replace('\n', '\r\n')}` });
    assert.equal(await found('--uncommitted'), ['app/orders.py:7 relative-import new']);
    git('add', '--all');
    assert.equal(await found('--staged'), ['app/orders.py:7 relative-import new']);
  }));

test('a root below the top of the repository has its own part of the change', () =>
  withRepository({ '.gitignore': '*.gen.py\n', 'services/api/app/a.py': '', 'web/b.py': '' }, async (repository) => {
    const { path, write, git } = repository;
    write({ 'services/api/app/a.py': BREACH, 'web/b.py': OTHER });
    git('add', '--all');
    for (const option of [['--staged'], ['--uncommitted'], ['--since', 'HEAD']]) {
      const { report } = await inFolder(repository).check(...option, '--root', 'services/api');
      assert.equal([linesOf(report), report.change?.files], [['app/a.py:1 relative-import new'], 1]);
    }
    git('commit', '-qm', 'Next');
    git('mv', 'web/b.py', 'services/api/app/b.py');
    const moved = await inFolder(repository, join(path, 'services/api')).check('--staged', '--root', '.');
    assert.equal(linesOf(moved.report), ['app/b.py:1 relative-import new']);
  }));

test('names with spaces, line breaks and other letters are names', () =>
  withRepository({ 'app/a b.py': '', 'app/größe.py': '', 'app/two\nlines.py': '' }, async ({ write, git, found }) => {
    write({ 'app/a b.py': BREACH, 'app/größe.py': BREACH, 'app/two\nlines.py': BREACH });
    git('add', '--all');
    const expected = ['app/a b.py', 'app/größe.py', 'app/two\nlines.py'].map((path) => `${path}:1 relative-import new`);
    assert.equal(await found('--staged'), expected);
    assert.equal(await found('--uncommitted'), expected);
  }));

test('nothing that a hostile repository configures is run', () =>
  withRepository({ ...SHOP, '.gitattributes': '*.py filter=evil diff=evil\n' }, async ({ path, write, git, found }) => {
    const trap = join(path, 'trap.sh');
    write({ 'trap.sh': `#!/bin/sh\ntouch "${join(path, 'sprung')}"\ncat\n`, 'app/prices.py': BREACH });
    chmodSync(trap, 0o755);
    git('add', 'app/prices.py');
    for (const name of [
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'core.fsmonitor',
      'diff.external',
    ])
      git('config', name, trap);
    for (const name of ['diff.evil.textconv', 'diff.evil.command', 'core.pager', 'core.sshCommand', 'core.editor'])
      git('config', name, trap);
    rmSync(join(path, 'sprung'), { force: true });
    const expected = ['app/prices.py:1 relative-import new'];
    assert.equal(await found('--staged'), expected);
    await found('--uncommitted');
    await found('--since', 'HEAD');
    assert.not(existsSync(join(path, 'sprung')));
  }));

test('a clone that lacks contents fails by name, and fetches nothing', () =>
  withRepository(SHOP, async ({ path, write, git }) => {
    git('config', 'uploadpack.allowFilter', 'true');
    write({ 'app/prices.py': 'def price(order):\n    return 5\n' });
    // What a rename has changed can be compared with contents alone.
    git('mv', 'app/orders.py', 'app/sales.py');
    write({ 'app/sales.py': `${SHOP['app/orders.py']}# sold\n` });
    git('commit', '-qam', 'Next');
    const clone = temporaryFolder();
    try {
      gitIn(clone.path)('clone', '-q', '--filter=blob:none', pathToFileURL(path).href, '.');
      const partial = inFolder(clone);
      const { code, report } = await partial.check('--since', 'HEAD~1');
      assert.is(code, 2);
      assert.equal(
        report.failures.map(({ path: file, reason }) => [file, reason.replace(/[0-9a-f]{10,}/g, '…')]),
        [
          [
            'app/prices.py',
            'as it was at …: cannot be read (git has no content … here: this clone lacks objects. Fetch them (`git fetch --refetch` in a partial clone, `git fetch --unshallow` in a shallow one))',
          ],
        ],
      );
    } finally {
      clone.remove();
    }
  }));

test('what is remembered of one state serves the other, and gives the same', () =>
  withRepository(SHOP, async (repository) => {
    const { path, write, git } = repository;
    const cache = temporaryFolder();
    try {
      const remembering = inFolder(repository, path, { COMPLIANCE_CACHE_DIR: cache.path });
      const same = async (...options: string[]): Promise<string[]> => {
        const [first, second] = [await remembering.check(...options), await remembering.check(...options)];
        const fresh = await repository.check(...options, '--no-cache');
        assert.equal(first.report, fresh.report);
        assert.equal(second.report, fresh.report);
        return linesOf(fresh.report);
      };
      await remembering.check();
      write({ 'app/prices.py': MODELS });
      git('add', '--all');
      const expected = ['app/prices.py:1 duplicate-type new'];
      assert.equal(await same('--staged'), expected);
      await remembering.check();
      assert.equal(await same('--staged'), expected);
      write({ 'app/new.py': BREACH });
      git('add', '--all');
      assert.equal(await same('--staged'), ['app/new.py:1 relative-import new', ...expected]);
      write({ 'app/more.py': OTHER });
      await remembering.check();
      assert.equal(await same('--staged'), ['app/new.py:1 relative-import new', ...expected]);
      assert.equal(await same('--since', 'HEAD'), [
        ...['app/more.py:1 relative-import new', 'app/new.py:1 relative-import new'],
        ...expected,
      ]);
    } finally {
      cache.remove();
    }
  }));

test('where most of a large project is unknown, the rules over one file answer and the others are named', () => {
  const filler = '# padding that nobody has looked at yet\n'.repeat(25_000);
  const files = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`lib/part${index.toString()}.py`, `${filler}x = ${index.toString()}\n`]),
  );
  return withRepository({ ...SHOP, ...files }, async (repository) => {
    const { write, git } = repository;
    write({ 'app/dto.py': MODELS, 'app/prices.py': BREACH });
    git('add', '--all');
    const { code, err, report } = await repository.check('--staged', '--no-cache');
    assert.is(code, 1);
    assert.equal(linesOf(report), ['app/prices.py:1 relative-import new']);
    const reason =
      'it needs to know the whole project, most of which has not been read yet; run `compliance check` once, and it will be asked';
    assert.equal(report.change?.notChecked, [{ rule: 'duplicate-type', reason }]);
    assert.ok(err.includes(`warning: not checked: duplicate-type (${reason})`), err);
    const whole = await repository.check('--uncommitted', '--no-cache');
    assert.equal(whole.report.change?.notChecked, []);
    assert.ok(linesOf(whole.report).some((line) => line.includes('duplicate-type')));
  });
});

test('the other formats say that only a change was judged', () =>
  withRepository(SHOP, async ({ path, write, git }) => {
    write({ 'app/dto.py': MODELS });
    git('add', '--all');
    const show = async (format: string): Promise<string> =>
      (await runCli(['check', ...RULES, '--staged', '--format', format], { cwd: path })).out;
    const pretty = await show('pretty');
    assert.ok(pretty.startsWith('Only what is staged (1 file)\n'), pretty);
    assert.ok(pretty.includes('↳ caused by the new file app/dto.py\n'), pretty);
    assert.ok(pretty.includes('No score: only a change was judged'), pretty);
    const markdown = await show('markdown');
    assert.ok(markdown.includes('\nOnly what is staged (1 file).\n'), markdown);
    assert.ok(markdown.includes('(caused by the new file app/dto.py)'), markdown);
    const sarif = await show('sarif');
    assert.ok(sarif.includes('Only what is staged (1 file).'), sarif);
  }));

test.run();
