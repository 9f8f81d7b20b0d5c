import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  findInterpreter,
  knownInterpreters,
  recallInterpreters,
} from '../../src/formats/python/syntax/interpreters.js';

const test = suite<{ folder: string; root: string; bin: string }>('interpreters');
const { PATH, VIRTUAL_ENV, COMPLIANCE_PYTHON } = process.env;
const isOwned = (): boolean => false;

test.before.each((context) => {
  context.folder = realpathSync(mkdtempSync(join(tmpdir(), 'compliance-interpreters-')));
  context.root = join(context.folder, 'shop');
  context.bin = join(context.folder, 'bin');
  mkdirSync(join(context.root, '.venv/bin'), { recursive: true });
  mkdirSync(context.bin);
  process.env['PATH'] = context.bin;
  delete process.env['VIRTUAL_ENV'];
  delete process.env['COMPLIANCE_PYTHON'];
});

test.after.each(({ folder }) => {
  process.env['PATH'] = PATH;
  if (VIRTUAL_ENV !== undefined) process.env['VIRTUAL_ENV'] = VIRTUAL_ENV;
  if (COMPLIANCE_PYTHON === undefined) delete process.env['COMPLIANCE_PYTHON'];
  else process.env['COMPLIANCE_PYTHON'] = COMPLIANCE_PYTHON;
  rmSync(folder, { recursive: true });
});

/** A program that answers as CPython does when asked for its version, and tells that it was run. */
function interpreter(path: string, version: string, ran: string): void {
  writeFileSync(path, `#!/bin/sh\necho run >> ${ran}\necho cpython ${version} ${path}\n`);
  chmodSync(path, 0o755);
}

test('the version is found under its own name, or behind the general one', ({ folder, root, bin }) => {
  interpreter(join(bin, 'python3.12'), '3.12.1', join(folder, 'ran'));
  interpreter(join(bin, 'python3'), '3.11.7', join(folder, 'ran'));
  const find = (version: string | null) => findInterpreter({ version, root, wanted: null, isOwned })?.version;
  assert.is(find('3.12'), '3.12.1');
  assert.is(find('3.11'), '3.11.7');
  assert.is(find(null), '3.11.7');
  assert.is(find('3.10'), undefined);
});

test('what a launcher of pyenv would start is asked itself, the newest of the version first', ({ folder, root }) => {
  const ran = join(folder, 'ran');
  for (const version of ['3.11.7', '3.11.10', '3.12.1', '3.11-dev']) {
    const bin = join(folder, 'pyenv/versions', version, 'bin');
    mkdirSync(bin, { recursive: true });
    interpreter(join(bin, `python${version.slice(0, 4)}`), version, ran);
  }
  const shims = join(folder, 'pyenv/shims');
  mkdirSync(shims);
  interpreter(join(shims, 'python3.11'), '3.11.1', join(folder, 'shim-ran'));
  process.env['PATH'] = shims;
  const found = findInterpreter({ version: '3.11', root, wanted: null, isOwned });
  assert.equal(found, { version: '3.11.10', path: join(folder, 'pyenv/versions/3.11.10/bin/python3.11') });
  assert.is(readFileSync(ran, 'utf8'), 'run\n');
  assert.not(existsSync(join(folder, 'shim-ran')));
});

test('what is known of an interpreter spares asking it, until it is another file', ({ folder, root, bin }) => {
  const [path, ran] = [join(bin, 'python3.9'), join(folder, 'ran')];
  interpreter(path, '3.9.2', ran);
  const { ino, size, mtimeMs, ctimeMs } = statSync(path);
  const find = () => findInterpreter({ version: '3.9', root, wanted: null, isOwned });
  recallInterpreters([{ path, version: '3.9.1', state: `${ino} ${size} ${mtimeMs} ${ctimeMs + 1}` }]);
  assert.equal([find(), readFileSync(ran, 'utf8')], [{ path, version: '3.9.2' }, 'run\n']);
  assert.ok(knownInterpreters().some((known) => known['path'] === path && known['version'] === '3.9.2'));
  const other = join(bin, 'python3.8');
  interpreter(other, '3.8.7', ran);
  const status = statSync(other);
  const state = `${status.ino} ${status.size} ${status.mtimeMs} ${status.ctimeMs}`;
  recallInterpreters([{ path: other, version: '3.8.7', state }]);
  assert.equal(findInterpreter({ version: '3.8', root, wanted: null, isOwned }), { path: other, version: '3.8.7' });
  assert.is(readFileSync(ran, 'utf8'), 'run\n');
});

test('nothing inside the root is executed, a link out of it is followed', ({ folder, root, bin }) => {
  const ran = join(folder, 'ran-inside');
  interpreter(join(root, '.venv/bin/python'), '3.11.7', ran);
  interpreter(join(root, 'python3'), '3.11.7', ran);
  process.env['PATH'] = root;
  process.env['VIRTUAL_ENV'] = join(root, '.venv');
  assert.is(findInterpreter({ version: '3.11', root, wanted: null, isOwned }), null);
  process.env['COMPLIANCE_PYTHON'] = join(root, 'python3');
  assert.is(findInterpreter({ version: '3.11', root, wanted: null, isOwned }), null);
  delete process.env['COMPLIANCE_PYTHON'];
  rmSync(join(root, '.venv/bin/python'));
  interpreter(join(bin, 'python3.11'), '3.11.9', join(folder, 'ran'));
  symlinkSync(join(bin, 'python3.11'), join(root, '.venv/bin/python'));
  assert.equal(findInterpreter({ version: '3.11', root, wanted: null, isOwned }), {
    path: join(bin, 'python3.11'),
    version: '3.11.9',
  });
  assert.throws(() => realpathSync(ran));
});

test('nothing of the repository around the root is executed, nor what a link that it owns leads to', ({
  folder,
  bin,
}) => {
  const root = join(folder, 'shop/services/mailer');
  mkdirSync(join(root, '.venv/bin'), { recursive: true });
  mkdirSync(join(folder, 'shop/.git'));
  const ran = join(folder, 'ran-around');
  interpreter(join(folder, 'shop/python3.11'), '3.11.7', ran);
  symlinkSync(join(folder, 'shop/python3.11'), join(root, '.venv/bin/python'));
  assert.is(findInterpreter({ version: '3.11', root, wanted: null, isOwned }), null);
  rmSync(join(root, '.venv/bin/python'));
  interpreter(join(bin, 'python3.10'), '3.10.2', ran);
  symlinkSync(join(bin, 'python3.10'), join(root, '.venv/bin/python'));
  const isLinkOwned = (path: string): boolean => path === '.venv/bin/python';
  process.env['PATH'] = '';
  assert.is(findInterpreter({ version: '3.10', root, wanted: null, isOwned: isLinkOwned }), null);
  assert.throws(() => realpathSync(ran));
  assert.is(findInterpreter({ version: '3.10', root, wanted: null, isOwned })?.version, '3.10.2');
});

test('an executable is asked once, whatever it answers', ({ folder, root, bin }) => {
  const ran = join(folder, 'ran');
  interpreter(join(bin, 'python3'), '3.11.7', ran);
  writeFileSync(join(bin, 'python3.13'), `#!/bin/sh\necho run >> ${ran}\nexit 127\n`, { mode: 0o755 });
  for (const version of ['3.13', '3.13', '3.11', '3.11', null])
    findInterpreter({ version, root, wanted: null, isOwned });
  assert.is(readFileSync(ran, 'utf8'), 'run\nrun\n');
});

test('an executable that is named for another version is not asked', ({ folder, root, bin }) => {
  const ran = join(folder, 'ran');
  interpreter(join(bin, 'python3.12'), '3.12.1', ran);
  symlinkSync(join(bin, 'python3.12'), join(bin, 'python3'));
  assert.is(findInterpreter({ version: '3.11', root, wanted: null, isOwned }), null);
  assert.throws(() => realpathSync(ran));
  assert.is(findInterpreter({ version: null, root, wanted: null, isOwned })?.version, '3.12.1');
});

test('what is asked for must be called like Python, and be CPython', ({ folder, root, bin }) => {
  interpreter(join(bin, 'perl'), '3.11.7', join(folder, 'ran'));
  writeFileSync(join(bin, 'python3.10'), '#!/bin/sh\necho pypy 3.10.1 /usr/bin/pypy3\n', { mode: 0o755 });
  interpreter(join(bin, 'python3.9'), '3.9.1', join(folder, 'ran'));
  const find = (wanted: string) => findInterpreter({ version: null, root, wanted, isOwned });
  assert.is(find('perl'), null);
  assert.is(find('python3.10'), null);
  assert.is(find('../shop/python3'), null);
  assert.is(find('python3.9')?.version, '3.9.1');
  assert.is(find(join(bin, 'python3.9')), null);
  assert.is(find(`../${basename(bin)}/python3.9`), null);
  process.env['COMPLIANCE_PYTHON'] = join(bin, 'python3.9');
  assert.is(find('python3.10')?.version, '3.9.1');
});

test.run();
