import { chmodSync, existsSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { editFile } from '../../src/disk/edit-file.js';
import { UserError } from '../../src/model/errors.js';
import { temporaryFolder, withFolder } from '../temporary-folder.js';

const OLD = Buffer.from('a = 1\n');
const NEW = Buffer.from('a = 2\n');

function complaint(act: () => void): { message: string; hint: string | undefined } {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error('No UserError was thrown.');
}

test('a file gets its new bytes, keeps its mode, and nothing else lies beside it', () =>
  withFolder({ 'app/run.py': OLD }, (root) => {
    chmodSync(join(root, 'app/run.py'), 0o754);
    editFile(root, 'app/run.py', OLD, NEW);
    assert.equal(readFileSync(join(root, 'app/run.py')), NEW);
    assert.is(statSync(join(root, 'app/run.py')).mode & 0o7777, 0o754);
    assert.equal(readdirSync(join(root, 'app')), ['run.py']);
  }));

test('a file that has changed meanwhile is left as it is', () =>
  withFolder({ 'run.py': 'a = 3\n' }, (root) => {
    assert.equal(
      complaint(() => {
        editFile(root, 'run.py', OLD, NEW);
      }),
      { message: 'run.py is not written: it has changed meanwhile.', hint: 'Run the command again.' },
    );
    assert.is(readFileSync(join(root, 'run.py'), 'utf8'), 'a = 3\n');
    assert.equal(readdirSync(root), ['run.py']);
  }));

test('a link is not written, wherever it leads, nor through a folder that leads out of the root', () => {
  const outside = temporaryFolder({ 'run.py': OLD });
  return withFolder({ 'own.py': OLD }, (root) => {
    symlinkSync(join(outside.path, 'run.py'), join(root, 'link.py'));
    symlinkSync(outside.path, join(root, 'folder'));
    assert.equal(
      ['link.py', 'folder/run.py'].map(
        (path) =>
          complaint(() => {
            editFile(root, path, OLD, NEW);
          }).message,
      ),
      [
        'link.py is not written: it is no regular file.',
        'folder/run.py is not written: a link leads it out of the root.',
      ],
    );
    assert.equal(readFileSync(join(outside.path, 'run.py')), OLD);
    outside.remove();
  });
});

test('what the system refuses is told in words', () =>
  withFolder({}, (root) => {
    assert.is(
      complaint(() => {
        editFile(root, 'gone/run.py', OLD, NEW);
      }).message,
      'gone/run.py cannot be written: its folder does not exist.',
    );
    assert.not.ok(existsSync(join(root, 'gone')));
  }));

test.run();
