import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contentId } from '../../src/facts/content-id.js';
import { workTreeSource } from '../../src/sources/work-tree.js';
import { withFolder } from '../temporary-folder.js';

const FILES = {
  '.gitignore': 'build/\n*.log\n!keep.log\n/local.py\n',
  'app/main.py': 'x = 1\n',
  'app/.gitignore': 'secret.py\n',
  'app/secret.py': '',
  'app/local.py': '',
  'build/out.py': '',
  'environment/settings.py': '',
  'keep.log': '',
  'local.py': '',
  'node_modules/pkg/index.js': '',
  'noise.log': '',
  'tool-env/pyvenv.cfg': '',
  'tool-env/lib/site.py': '',
};
const EXPECTED = ['.gitignore', 'app/.gitignore', 'app/local.py', 'app/main.py', 'environment/settings.py', 'keep.log'];

function git(folder: string, ...command: string[]): void {
  execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main', ...command],
    { cwd: folder, stdio: 'ignore' },
  );
}

const paths = async (root: string): Promise<string[]> =>
  (await workTreeSource(root).list()).files.map((file) => file.path);

test('in a git work tree: tracked files, and untracked ones that are not ignored', () =>
  withFolder(FILES, async (path) => {
    git(path, 'init');
    git(path, 'add', 'app/main.py');
    assert.equal(await paths(path), EXPECTED);
  }));

test('outside git the same files are found by their .gitignore', () =>
  withFolder(FILES, async (path) => {
    assert.equal(await paths(path), EXPECTED);
  }));

test('a tracked file that git would ignore is checked; one deleted from disk is not', () =>
  withFolder({ '.gitignore': '*.py\n', 'kept.py': '', 'gone.py': '' }, async (path) => {
    git(path, 'init');
    git(path, 'add', '-f', 'kept.py', 'gone.py');
    rmSync(join(path, 'gone.py'));
    assert.equal(await paths(path), ['.gitignore', 'kept.py']);
  }));

test('a root below the top of the work tree lists its own files, with the ignore files above it', () =>
  withFolder({ '.gitignore': '*.gen.py\n', 'api/a.py': '', 'api/b.gen.py': '', 'web/c.ts': '' }, async (path) => {
    git(path, 'init');
    const source = workTreeSource(join(path, 'api'));
    assert.equal((await source.list()).files, [{ path: 'a.py' }]);
    assert.is(source.isIgnored('b.gen.py'), true);
    assert.is(source.isIgnored('a.py'), false);
  }));

for (const name of [
  'with space.py',
  'quo\'te".py',
  'new\nline.py',
  '100%.py',
  '[id].tsx',
  '😀.ts',
  '-rf.py',
  '#hash.py',
  '$(touch x).py',
]) {
  test(`a file named ${JSON.stringify(name)} is listed and read, inside git and outside`, () =>
    withFolder({ [name]: 'content' }, async (path) => {
      assert.equal(await paths(path), [name]);
      git(path, 'init');
      git(path, 'add', '--', `./${name}`);
      assert.equal(await paths(path), [name]);
      assert.is(workTreeSource(path).read(name).toString(), 'content');
    }));
}

test('links: one into the root needs no word, the others are named, none is followed', () =>
  withFolder({ 'app/a.py': '' }, async (path) => {
    symlinkSync('a.py', join(path, 'app/alias.py'));
    symlinkSync('loop.py', join(path, 'app/loop.py'));
    symlinkSync('/etc', join(path, 'app/etc'));
    symlinkSync('nowhere.py', join(path, 'app/broken.py'));
    symlinkSync('..', join(path, 'app/up'));
    const expected = [
      { path: 'app/broken.py', reason: 'symbolic link that leads nowhere', isFolder: false },
      { path: 'app/etc', reason: 'symbolic link that leads out of the root: not followed', isFolder: true },
      { path: 'app/loop.py', reason: 'symbolic link that leads back to itself', isFolder: false },
    ];
    const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
    for (const commands of [[], [['init']], [['add', '.']]]) {
      for (const command of commands) git(path, ...command);
      const listing = await workTreeSource(path).list();
      assert.equal(
        listing.files.map(({ path }) => path),
        ['app/a.py'],
      );
      assert.equal([...listing.skips].sort(byPath), expected);
      assert.equal(listing.links, [
        { path: 'app/alias.py', target: 'app/a.py' },
        { path: 'app/etc', target: null },
        { path: 'app/up', target: '' },
      ]);
    }
  }));

test('what lies behind a link is known to imports, though it is not listed', () =>
  withFolder({ 'app/a.py': '', 'shared/money.ts': '' }, async (path) => {
    symlinkSync('a.py', join(path, 'app/alias.py'));
    symlinkSync('../shared', join(path, 'app/common'));
    symlinkSync('/etc', join(path, 'app/etc'));
    const source = workTreeSource(path);
    await source.list();
    const paths = ['app/alias.py', 'app/common', 'app/common/money.ts', 'app/common/other.ts', 'app/etc/passwd.ts'];
    assert.equal(
      paths.map((file) => source.kind(file)),
      ['file', 'directory', 'file', undefined, 'file'],
    );
    assert.equal(source.entries('app/common'), ['money.ts']);
    assert.equal(source.entries('app/etc'), []);
    assert.equal(source.entries('app'), ['a.py', 'alias.py', 'common', 'etc']);
  }));

test('nothing is read through a link or a pipe that took a file’s place', () =>
  withFolder({ 'a.py': '' }, async (path) => {
    const source = workTreeSource(path);
    await source.list();
    rmSync(join(path, 'a.py'));
    symlinkSync('/etc/passwd', join(path, 'a.py'));
    assert.throws(() => source.read('a.py'));
    rmSync(join(path, 'a.py'));
    execFileSync('mkfifo', [join(path, 'a.py')]);
    assert.throws(() => source.read('a.py'), 'not a regular file');
  }));

test('nothing is read through a folder that became a link out of the root', () =>
  withFolder({ 'repo/a/x.py': 'inside\n', 'secret/x.py': 'outside\n' }, async (path) => {
    const root = join(path, 'repo');
    git(root, 'init');
    git(root, 'add', '.');
    const early = workTreeSource(root);
    await early.list();
    rmSync(join(root, 'a'), { recursive: true });
    symlinkSync('../secret', join(root, 'a'));
    assert.throws(() => early.read('a/x.py'), 'its folder leads out of the root');
    assert.equal((await workTreeSource(root).list()).files, []);
  }));

test('what a sparse checkout leaves out is not missing', () =>
  withFolder({ 'a/x.py': '', 'b/y.py': '' }, async (path) => {
    git(path, 'init');
    git(path, 'add', '.');
    git(path, 'commit', '-m', 'first');
    git(path, 'sparse-checkout', 'set', 'a');
    const { files, skips } = await workTreeSource(path).list();
    assert.equal([files.map(({ path }) => path), skips], [['a/x.py'], []]);
  }));

test('programs that the configuration of the repository names are not run', () =>
  withFolder(
    { 'a.py': 'x = 1\n', '.gitattributes': '*.py filter=evil\n*.txt filter=lfs\n', 'b.txt': 'b\n' },
    async (path) => {
      git(path, 'init');
      git(path, 'add', '.');
      git(path, 'commit', '-m', 'first');
      const ran = join(path, '..', `${basename(path)}-ran`);
      for (const name of ['evil', 'lfs']) git(path, 'config', `filter.${name}.clean`, `touch ${ran}; cat`);
      git(path, 'config', 'core.fsmonitor', `touch ${ran}`);
      writeFileSync(join(path, 'a.py'), 'x = 2\n');
      writeFileSync(join(path, 'b.txt'), 'c\n');
      const { files } = await workTreeSource(path).list();
      assert.equal(
        files.map((file) => [file.path, file.blob]),
        ['.gitattributes', 'a.py', 'b.txt'].map((name) => [name, undefined]),
      );
      assert.not(existsSync(ran));
      git(path, 'config', '--unset', 'filter.evil.clean');
      await workTreeSource(path).list();
      assert.not(existsSync(ran));
    },
  ));

test('git names the content of what is as it was committed, and of nothing else', () =>
  withFolder(
    {
      'a.py': 'a\n',
      'b.py': 'b\n',
      'c.py': 'c\n',
      'd.py': 'd\n',
      'e/f.py': '$Id$\n',
      'e/.gitattributes': '*.py ident\n',
    },
    async (path) => {
      git(path, 'init');
      git(path, 'add', '.');
      git(path, 'commit', '-m', 'first');
      writeFileSync(join(path, 'b.py'), 'x\n');
      writeFileSync(join(path, 'new.py'), 'n\n');
      git(path, 'update-index', '--assume-unchanged', 'c.py');
      const named = async (): Promise<string[]> =>
        (await workTreeSource(path).list()).files.flatMap((file) => (file.blob === undefined ? [] : [file.path]));
      assert.equal(await named(), ['a.py', 'd.py', 'e/.gitattributes']);
      const source = workTreeSource(path);
      await source.list();
      assert.is(source.blob('a.py'), contentId(Buffer.from('a\n')));
      mkdirSync(join(path, '.git/info'), { recursive: true });
      writeFileSync(join(path, '.git/info/attributes'), '*.py working-tree-encoding=UTF-16\n');
      assert.equal(await named(), []);
    },
  ));

test('folders nested beyond reason are a skip', () =>
  withFolder({ 'a.py': '', [`${'d/'.repeat(300)}b.py`]: '' }, async (path) => {
    const { files, skips } = await workTreeSource(path).list();
    assert.equal([files, skips.map(({ reason }) => reason)], [[{ path: 'a.py' }], ['lies deeper than 200 folders']]);
  }));

test('the text of a file outside the root is never given', () =>
  withFolder({ 'root/a.py': '', 'outside.txt': 'secret' }, (path) => {
    const root = join(path, 'root');
    symlinkSync('../outside.txt', join(root, 'link.txt'));
    const source = workTreeSource(root);
    assert.is(source.text('../outside.txt'), undefined);
    assert.is(source.text('link.txt'), undefined);
    assert.is(source.text('a.py'), '');
  }));

test('submodules and other repositories inside are named, not entered', () =>
  withFolder({ 'a.py': '', 'inner/b.py': '' }, async (path) => {
    git(path, 'init');
    git(join(path, 'inner'), 'init');
    const listing = await workTreeSource(path).list();
    assert.equal(listing.files, [{ path: 'a.py' }]);
    assert.equal(listing.repositories, ['inner']);
  }));

test('a program that the repository’s git configuration names is not run', () =>
  withFolder({ 'a.py': '' }, async (path) => {
    git(path, 'init');
    writeFileSync(join(path, 'evil.sh'), `#!/bin/sh\ntouch ${join(path, 'ran')}\n`);
    chmodSync(join(path, 'evil.sh'), 0o755);
    git(path, 'config', 'core.fsmonitor', join(path, 'evil.sh'));
    await workTreeSource(path).list();
    assert.is(existsSync(join(path, 'ran')), false);
  }));

test('a hook’s variables do not make git speak of another repository', () =>
  withFolder({ 'api/a.py': '', 'other/b.py': '' }, async (path) => {
    git(path, 'init');
    const { GIT_DIR } = process.env;
    process.env['GIT_DIR'] = '.git';
    try {
      const listing = await workTreeSource(join(path, 'api')).list();
      assert.equal([listing.files, listing.warnings], [[{ path: 'a.py' }], []]);
    } finally {
      if (GIT_DIR === undefined) delete process.env['GIT_DIR'];
      else process.env['GIT_DIR'] = GIT_DIR;
    }
  }));

test('where git cannot list its own work tree, .gitignore decides and a warning says so', () =>
  withFolder({ 'a.py': '', 'b.log': '', '.gitignore': '*.log\n', '.git/HEAD': 'nonsense' }, async (path) => {
    const { files, warnings } = await workTreeSource(path).list();
    assert.equal(files, [{ path: '.gitignore' }, { path: 'a.py' }]);
    assert.match(
      warnings.join(),
      /^git could not list the files \(fatal: not a git repository.*\.gitignore leaves are checked/,
    );
  }));

test('a folder that cannot be read is a skip', () =>
  withFolder({ 'a.py': '' }, async (path) => {
    // Where the test runs as the superuser every folder can be read: a name that is no folder stands in.
    mkdirSync(join(path, 'locked'));
    chmodSync(join(path, 'locked'), 0o000);
    const { files, skips } = await workTreeSource(path).list();
    assert.equal(files, [{ path: 'a.py' }]);
    if (process.getuid?.() === 0) process.stdout.write('  note: run as the superuser, to whom no folder is locked\n');
    else assert.equal(skips, [{ path: 'locked', reason: 'folder that cannot be read (EACCES)', isFolder: true }]);
  }));

test('git attributes say what is generated and vendored, deeper files and later lines winning', () =>
  withFolder(
    {
      '.gitattributes': '*.pb.ts linguist-generated\nlib/** linguist-vendored=true\nlib/own.ts -linguist-vendored\n',
      'api/.gitattributes': 'client.ts linguist-generated=true\n',
      'api/client.ts': '',
      'api/x.pb.ts': '',
      'lib/own.ts': '',
      'lib/their.ts': '',
    },
    async (path) => {
      const { files } = await workTreeSource(path).list();
      const attributes = files.map((file) => [file.path, ...(file.attributes ?? [])]);
      assert.equal(attributes, [
        ['.gitattributes'],
        ['api/.gitattributes'],
        ['api/client.ts', 'linguist-generated'],
        ['api/x.pb.ts', 'linguist-generated'],
        ['lib/own.ts'],
        ['lib/their.ts', 'linguist-vendored'],
      ]);
    },
  ));

test('attributes with a quoted pattern full of escapes are read in linear time', () =>
  withFolder({ 'a.py': '', '.gitattributes': `"${'\\a'.repeat(5_000)} linguist-generated\n` }, async (path) => {
    assert.equal(await paths(path), ['.gitattributes', 'a.py']);
  }));

test('another work tree that the repository’s configuration names is not listed', () =>
  withFolder({ 'repo/a.py': '', 'other/b.py': '' }, async (path) => {
    git(join(path, 'repo'), 'init');
    git(join(path, 'repo'), 'config', 'core.worktree', join(path, 'other'));
    assert.equal(await paths(join(path, 'repo')), ['a.py']);
  }));

test('ten thousand files in one folder are listed', () =>
  withFolder({}, async (path) => {
    for (let index = 0; index < 10_000; index += 1) writeFileSync(join(path, `m${index.toString()}.py`), '');
    assert.is((await paths(path)).length, 10_000);
  }));

test.run();
