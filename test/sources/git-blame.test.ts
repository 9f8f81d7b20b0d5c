import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { blameLines, type Authorship, type Blame } from '../../src/sources/git-blame.js';
import { temporaryFolder, withFolder } from '../temporary-folder.js';

function git(folder: string, ...command: string[]): void {
  const options = ['-c', 'init.defaultBranch=main', '-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.com'];
  execFileSync('git', [...options, ...command], { cwd: folder, stdio: 'ignore' });
}

function commit(folder: string, author: string, date: string): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'change', `--author=${author} <a@example.com>`, `--date=${date}T23:30:00-0500`);
}

function blame(root: string, lines: Readonly<Record<string, readonly number[]>>): Promise<Blame> {
  return blameLines({
    root,
    lines: new Map(Object.entries(lines)),
    text: (path) => readFileSync(join(root, path), 'utf8'),
  });
}

const by = (author: string, date: string): Authorship => ({ kind: 'committed', author, date });

test('each line has its author and the date on which that was, where the author was', () =>
  withFolder({ 'app/a.py': 'one\ntwo\n' }, async (root) => {
    git(root, 'init');
    commit(root, 'Ada Lovelace', '2025-03-31');
    execFileSync('sh', ['-c', 'printf "one\\n  two\\nthree\\n" > app/a.py'], { cwd: root });
    commit(root, 'Grace Hopper', '2026-01-02');
    const { of, warnings } = await blame(root, { 'app/a.py': [1, 2, 3] });
    assert.equal(
      [1, 2, 3].map((line) => of('app/a.py', line)),
      // Indenting a line is not writing it.
      [by('Ada Lovelace', '2025-03-31'), by('Ada Lovelace', '2025-03-31'), by('Grace Hopper', '2026-01-02')],
    );
    assert.equal(warnings, []);
    const { of: below } = await blame(join(root, 'app'), { 'a.py': [3] });
    assert.equal(below('a.py', 3), by('Grace Hopper', '2026-01-02'));
  }));

test('in a modified file lines are found again; new ones are not committed yet, twins are not guessed', async () => {
  const folder = temporaryFolder({ 'a.py': 'top\nkept\ntwin\nx\ntwin\nbottom\r\n', 'moved.py': 'x\n' });
  const { path: root } = folder;
  git(root, 'init');
  commit(root, 'Ada', '2025-03-31');
  folder.write({ 'a.py': 'top\nnew\nmiddle\nkept\ntwin\ny\ntwin\nz\nbottom\n', 'fresh.py': 'x\n' });
  const { of, warnings } = await blame(root, { 'a.py': [1, 2, 4, 5, 9], 'fresh.py': [1] });
  const ada = by('Ada', '2025-03-31');
  assert.equal(
    [1, 2, 4, 5, 9].map((line) => of('a.py', line)),
    [ada, { kind: 'uncommitted' }, ada, { kind: 'unknown' }, ada],
  );
  assert.equal(of('fresh.py', 1), { kind: 'uncommitted' });
  assert.equal(warnings, []);
  folder.remove();
});

test('without git, and without commits', () =>
  withFolder({ 'a.py': 'one\n' }, async (root) => {
    const outside = await blame(root, { 'a.py': [1] });
    assert.equal(
      [outside.of('a.py', 1), outside.warnings],
      [{ kind: 'unknown' }, ['authors and ages are not known: this is no git repository']],
    );
    git(root, 'init');
    const empty = await blame(root, { 'a.py': [1] });
    assert.equal([empty.of('a.py', 1), empty.warnings], [{ kind: 'uncommitted' }, []]);
  }));

test('in a shallow clone the last commit that is known is not taken for the author', async () => {
  const origin = temporaryFolder({ 'a.py': 'one\n' });
  git(origin.path, 'init');
  commit(origin.path, 'Ada', '2025-03-31');
  origin.write({ 'a.py': 'one\ntwo\n' });
  commit(origin.path, 'Grace', '2026-01-02');
  origin.write({ 'a.py': 'one\ntwo\nthree\n' });
  commit(origin.path, 'Edsger', '2026-02-03');
  const clone = temporaryFolder();
  git(clone.path, 'clone', '-q', '--depth', '2', pathToFileURL(origin.path).href, 'shop');
  const { of, warnings } = await blame(join(clone.path, 'shop'), { 'a.py': [1, 3] });
  assert.equal([of('a.py', 1), of('a.py', 3)], [{ kind: 'unknown' }, by('Edsger', '2026-02-03')]);
  assert.equal(warnings, ['authors and ages of some lines are not known: the clone is shallow']);
  origin.remove();
  clone.remove();
});

test('nothing that a repository configures is run, and a missing file of ignored commits does not matter', () =>
  withFolder({ 'a.py': 'one\n', '.gitattributes': '*.py diff=evil filter=evil\n' }, async (root) => {
    git(root, 'init');
    commit(root, 'Ada', '2025-03-31');
    const mark = join(root, 'run-by-git');
    const evil = `touch ${mark}; cat`;
    for (const name of [
      'diff.evil.textconv',
      'diff.evil.command',
      'filter.evil.clean',
      'filter.evil.smudge',
      'core.fsmonitor',
    ])
      git(root, 'config', name, evil);
    git(root, 'config', 'blame.ignoreRevsFile', 'gone');
    const { of, warnings } = await blame(root, { 'a.py': [1] });
    assert.equal([of('a.py', 1), warnings, existsSync(mark)], [by('Ada', '2025-03-31'), [], false]);
  }));

test('what is not answered in time is unknown, and said once', () =>
  withFolder({ 'a.py': 'one\n', 'b.py': 'one\n' }, async (root) => {
    git(root, 'init');
    commit(root, 'Ada', '2025-03-31');
    const lines = new Map([
      ['a.py', [1]],
      ['b.py', [1]],
    ]);
    const { of, warnings } = await blameLines({ root, lines, text: () => 'one\n' }, -1);
    assert.equal(
      [of('a.py', 1), warnings],
      [{ kind: 'unknown' }, ['authors and ages of some lines are not known: git took too long']],
    );
  }));

test.run();
