import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writeFixed, type Disk, type Replacement } from '../../src/fixes/write.js';
import { withFolder } from '../temporary-folder.js';

const FILES = { 'app/a.py': 'a = 1\n', 'app/b.py': 'b = 1\n', 'lib/c.py': 'c = 1\n' };

const replacement = (path: string, before = `${path.slice(-4, -3)} = 1\n`): Replacement => ({
  path,
  before: Buffer.from(before),
  after: Buffer.from('fixed\n'),
});
const alone = (...paths: readonly string[]): Replacement[][] => paths.map((path) => [replacement(path)]);
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

test('files are replaced with their mode, and nothing else is left', () =>
  withFolder(FILES, (root) => {
    chmodSync(join(root, 'app/a.py'), 0o750);
    assert.equal(writeFixed(root, alone('app/a.py', 'lib/c.py')), []);
    assert.equal(
      [read(root, 'app/a.py'), read(root, 'app/b.py'), read(root, 'lib/c.py')],
      ['fixed\n', 'b = 1\n', 'fixed\n'],
    );
    assert.is(statSync(join(root, 'app/a.py')).mode & 0o7777, 0o750);
    assert.equal(readdirSync(join(root, 'app')), ['a.py', 'b.py']);
  }));

test('a file that has changed since it was read keeps its change, and the others are written', () =>
  withFolder(FILES, (root) => {
    writeFileSync(join(root, 'app/a.py'), 'a = 2\n');
    rmSync(join(root, 'lib/c.py'));
    assert.equal(writeFixed(root, alone('app/a.py', 'app/b.py', 'lib/c.py')), [
      { path: 'app/a.py', reason: 'it has changed since it was read; run it again' },
      { path: 'lib/c.py', reason: 'it is gone' },
    ]);
    assert.equal([read(root, 'app/a.py'), read(root, 'app/b.py')], ['a = 2\n', 'fixed\n']);
    assert.equal(readdirSync(join(root, 'lib')), []);
  }));

test('a link is neither replaced nor followed, at the file or on the way to it', () =>
  withFolder({ ...FILES, 'other/a.py': 'a = 1\n', 'other/c.py': 'c = 1\n' }, (root) => {
    rmSync(join(root, 'app/a.py'));
    symlinkSync('../other/a.py', join(root, 'app/a.py'));
    renameSync(join(root, 'lib'), join(root, 'gone'));
    symlinkSync('other', join(root, 'lib'));
    assert.equal(writeFixed(root, alone('app/a.py', 'app/b.py', 'lib/c.py')), [
      { path: 'app/a.py', reason: 'it is no regular file any more' },
      { path: 'lib/c.py', reason: 'a link leads to its folder' },
    ]);
    assert.ok(lstatSync(join(root, 'app/a.py')).isSymbolicLink());
    assert.equal(
      [read(root, 'other/a.py'), read(root, 'other/c.py'), read(root, 'app/b.py')],
      ['a = 1\n', 'c = 1\n', 'fixed\n'],
    );
  }));

test('a folder that became a link out of the root is not written to', () =>
  withFolder({ 'root/x.py': 'x = 1\n', 'outside/a.py': 'a = 1\n' }, (folder) => {
    const root = join(folder, 'root');
    symlinkSync('../outside', join(root, 'app'));
    assert.equal(writeFixed(root, alone('app/a.py')), [{ path: 'app/a.py', reason: 'a link leads to its folder' }]);
    assert.is(read(folder, 'outside/a.py'), 'a = 1\n');
  }));

test('a read-only file is told and left alone', () =>
  withFolder(FILES, (root) => {
    chmodSync(join(root, 'app/a.py'), 0o444);
    assert.equal(writeFixed(root, alone('app/a.py', 'app/b.py')), [{ path: 'app/a.py', reason: 'it is read-only' }]);
    assert.equal([read(root, 'app/a.py'), read(root, 'app/b.py')], ['a = 1\n', 'fixed\n']);
  }));

test('a read-only folder is told, and the others are written', () => {
  // To the superuser no folder is read-only.
  if (process.getuid?.() === 0) return undefined;
  return withFolder(FILES, (root) => {
    chmodSync(join(root, 'app'), 0o555);
    const failures = writeFixed(root, alone('app/a.py', 'lib/c.py'));
    chmodSync(join(root, 'app'), 0o755);
    assert.equal(failures, [{ path: 'app/a.py', reason: 'there is no permission to write in its folder' }]);
    assert.equal([read(root, 'app/a.py'), read(root, 'lib/c.py')], ['a = 1\n', 'fixed\n']);
  });
});

/** A disk on which the nth write, or every renaming to a path, fails. */
function failing(code: string, { write = 0, rename = '' }): Disk {
  let writes = 0;
  const fault = (): never => {
    throw Object.assign(new Error(code), { code });
  };
  return {
    write: (handle, bytes, from) => ((writes += 1) === write ? fault() : writeSync(handle, bytes, from)),
    rename: (from, to) => {
      if (rename !== '' && to.endsWith(rename)) fault();
      renameSync(from, to);
    },
  };
}

test('a full disk costs one file, which stays as it was, and leaves nothing beside it', () =>
  withFolder(FILES, (root) => {
    const failures = writeFixed(root, alone('app/a.py', 'app/b.py'), failing('ENOSPC', { write: 1 }));
    assert.equal(failures, [{ path: 'app/a.py', reason: 'the disk is full' }]);
    assert.equal([read(root, 'app/a.py'), read(root, 'app/b.py')], ['a = 1\n', 'fixed\n']);
    assert.equal(readdirSync(join(root, 'app')), ['a.py', 'b.py']);
  }));

test('files that one fix edits are written together or not at all', () =>
  withFolder(FILES, (root) => {
    chmodSync(join(root, 'lib/c.py'), 0o444);
    assert.equal(writeFixed(root, [[replacement('app/a.py'), replacement('lib/c.py')], [replacement('app/b.py')]]), [
      { path: 'lib/c.py', reason: 'it is read-only' },
      { path: 'app/a.py', reason: 'it goes with lib/c.py, which cannot be written' },
    ]);
    assert.equal([read(root, 'app/a.py'), read(root, 'app/b.py')], ['a = 1\n', 'fixed\n']);
  }));

test('a file that cannot take its name leaves the old one', () =>
  withFolder(FILES, (root) => {
    mkdirSync(join(root, 'none'));
    const failures = writeFixed(root, alone('app/a.py', 'lib/c.py'), failing('EPERM', { rename: 'a.py' }));
    assert.equal(failures, [{ path: 'app/a.py', reason: 'there is no permission to write it' }]);
    assert.equal([read(root, 'app/a.py'), read(root, 'lib/c.py')], ['a = 1\n', 'fixed\n']);
    assert.equal(readdirSync(join(root, 'app')), ['a.py', 'b.py']);
  }));

test.run();
