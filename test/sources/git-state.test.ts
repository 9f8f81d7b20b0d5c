import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commitSource } from '../../src/sources/git-change.js';
import { objectReader } from '../../src/sources/git-objects.js';
import { openRepository, type Repository } from '../../src/sources/git.js';
import { withFolder, temporaryFolder } from '../temporary-folder.js';

function git(folder: string, ...command: string[]): string {
  return execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main', ...command],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  ).trim();
}

function commit(folder: string): string {
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '-qm', 'Next');
  return git(folder, 'rev-parse', 'HEAD');
}

function repositoryOf(folder: string): Repository {
  const repository = openRepository(folder, {});
  if (repository === undefined) throw new Error('no repository');
  return repository;
}

const FILES = {
  '.gitignore': 'build/\nnode_modules/\n',
  '.gitattributes': 'gen/* linguist-generated\n*.bin filter=lfs\n',
  'app/a.py': 'one\n',
  'app/b.bin': 'raw\n',
  'gen/c.py': 'x\n',
};

test('a commit answers for itself, whatever lies in the work tree', () =>
  withFolder(FILES, async (path) => {
    git(path, 'init');
    symlinkSync('app', join(path, 'alias'));
    symlinkSync('../outside', join(path, 'away'));
    symlinkSync('nothing', join(path, 'dangling'));
    const first = commit(path);
    rmSync(join(path, 'app'), { recursive: true });
    const folder = {
      '.gitignore': 'app/\n',
      'new.py': '',
      'node_modules/pkg/package.json': '{"name":"pkg"}',
      'pyproject.toml': 'x',
    };
    const { writeFileSync, mkdirSync } = await import('node:fs');
    mkdirSync(join(path, 'node_modules/pkg'), { recursive: true });
    for (const [name, text] of Object.entries(folder)) writeFileSync(join(path, name), text);
    const source = await commitSource(repositoryOf(path), first);
    const listing = await source.list();
    assert.equal(
      listing.files.map(({ path: file, attributes }) => [file, ...(attributes ?? [])]),
      [['.gitattributes'], ['.gitignore'], ['app/a.py'], ['app/b.bin', 'filter'], ['gen/c.py', 'linguist-generated']],
    );
    assert.equal(listing.links, [
      { path: 'alias', target: 'app' },
      { path: 'away', target: null },
    ]);
    assert.equal(
      listing.skips.map(({ path: file, reason }) => [file, reason]),
      [
        ['away', 'symbolic link that leads out of the root: not followed'],
        ['dangling', 'symbolic link that leads nowhere'],
      ],
    );
    assert.equal(
      ['app', 'app/a.py', 'alias/a.py', 'new.py', 'away/x'].map((file) => source.kind(file)),
      ['directory', 'file', 'file', undefined, 'file'],
    );
    assert.equal(source.entries('app'), ['a.py', 'b.bin']);
    assert.is(source.realPath('alias/a.py'), 'app/a.py');
    assert.is(source.read('app/a.py').toString(), 'one\n');
    assert.is(source.blob('app/b.bin'), git(path, 'rev-parse', `${first}:app/b.bin`));
    assert.equal(
      ['app/a.py', 'alias/a.py', 'new.py', 'pyproject.toml', 'node_modules/pkg/package.json'].map((file) =>
        source.text(file),
      ),
      ['one\n', 'one\n', undefined, undefined, '{"name":"pkg"}'],
    );
    assert.equal([source.isIgnored('build/x'), source.isIgnored('app/new.py')], [true, false]);
  }));

test('contents are loaded together; large ones are only known to be large, lacking ones have a name', () =>
  withFolder(
    { 'a.py': 'x = 1\n', 'large.py': '#'.repeat(5_000), 'empty.py': '', 'two\nlines.py': 'y\n' },
    async (path) => {
      git(path, 'init');
      const head = commit(path);
      const repository = repositoryOf(path);
      const id = (file: string): string => git(path, 'rev-parse', `${head}:${file}`);
      const missing = '1234567890123456789012345678901234567890';
      const names = [id('a.py'), missing, id('large.py'), id('empty.py'), id('two\nlines.py')];
      const loaded = objectReader(repository);
      await loaded.load(names, 1_000);
      const alone = objectReader(repository);
      for (const reader of [loaded, alone]) {
        assert.is(reader.take(names[0] ?? '', 1_000).toString(), 'x = 1\n');
        assert.is(reader.take(names[0] ?? '', 1_000).toString(), 'x = 1\n');
        assert.is(reader.take(names[2] ?? '', 1_000).length, 1_001);
        assert.is(reader.take(names[3] ?? '', 1_000).length, 0);
        assert.is(reader.take(names[4] ?? '', 1_000).toString(), 'y\n');
        assert.throws(() => reader.take(missing, 1_000), /git has no content 1234.* here: this clone lacks objects/);
      }
      assert.equal(
        [...(await loaded.sizes(names))],
        [
          [names[0], 6],
          [names[2], 5_000],
          [names[3], 0],
          [names[4], 2],
        ],
      );
    },
  ));

test('a root below the top has the ignore files above it from the same state', () =>
  withFolder({ '.gitignore': '*.gen.py\n', 'services/.gitignore': 'tmp/\n', 'services/api/a.py': '' }, async (path) => {
    git(path, 'init');
    const first = commit(path);
    rmSync(join(path, '.gitignore'));
    rmSync(join(path, 'services/.gitignore'));
    const source = await commitSource(repositoryOf(join(path, 'services/api')), first);
    assert.equal(
      (await source.list()).files.map((file) => file.path),
      ['a.py'],
    );
    assert.equal(
      ['x.gen.py', 'tmp/y.py', 'z.py'].map((file) => source.isIgnored(file)),
      [true, true, false],
    );
  }));

test('the index that a hook names counts where it is of this repository', () =>
  withFolder({ 'a.py': '' }, (path) => {
    git(path, 'init');
    commit(path);
    const other = temporaryFolder({ 'b.py': '' });
    try {
      git(other.path, 'init');
      commit(other.path);
      const own = { GIT_INDEX_FILE: join(path, '.git/index') };
      const places = (environment: NodeJS.ProcessEnv): unknown => openRepository(path, environment)?.places;
      assert.equal(places({}), {});
      assert.equal(places(own), own);
      assert.equal(places({ GIT_INDEX_FILE: '.git/index' }), own);
      assert.equal(places({ GIT_INDEX_FILE: join(path, '.git/index.lock') }), {});
      assert.equal(places({ GIT_INDEX_FILE: join(other.path, '.git/index') }), {});
      assert.equal(places({ GIT_DIR: join(other.path, '.git'), GIT_INDEX_FILE: join(other.path, '.git/index') }), {});
    } finally {
      other.remove();
    }
  }));

test.run();
