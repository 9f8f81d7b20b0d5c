import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';

const PROGRAM = '// build 1\nexports.answer = () => require("node:path").basename(__filename);\n';

interface Run {
  readonly folder: string;
  readonly keep?: boolean;
  readonly file?: string;
}

/** What `program.js` in the folder exports, run in a process of its own as the command is. */
function run({ folder, keep = true, file = 'program.js' }: Run): string {
  const input = JSON.stringify({ file: join(folder, file), folder: join(folder, 'cache'), keep });
  const code = `
    import { runCached } from ${JSON.stringify(packageFile('dist/src/start/code-cache.js'))};
    process.stdout.write(runCached(${input}).answer());`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  return stdout + stderr;
}

const kept = (folder: string): readonly string[] =>
  existsSync(join(folder, 'cache')) ? readdirSync(join(folder, 'cache')) : [];

test('compiled code is kept once and taken again', () =>
  withFolder({ 'program.js': PROGRAM }, (folder) => {
    assert.is(run({ folder, keep: false }), 'program.js');
    assert.equal(kept(folder), []);
    assert.is(run({ folder }), 'program.js');
    const [name = '', ...others] = kept(folder);
    assert.equal([name, others], [`build1-${process.version}-${process.arch}.code`, []]);
    const bytes = readFileSync(join(folder, 'cache', name));
    utimesSync(join(folder, 'cache', name), 1, 1);
    assert.is(run({ folder, keep: false }), 'program.js');
    assert.equal(readFileSync(join(folder, 'cache', name)), bytes);
  }));

test('compiled code is kept under the flags that the run began with, whatever it has set for the embedded parser', () =>
  withFolder({ 'program.js': `${PROGRAM}require("node:v8").setFlagsFromString("--liftoff-only");\n` }, (folder) => {
    run({ folder });
    const path = join(folder, 'cache', kept(folder)[0] ?? '');
    utimesSync(path, 1, 1);
    run({ folder });
    assert.is(statSync(path).mtimeMs, 1000);
  }));

test('what is broken, or of another build, is not taken but made anew', () =>
  withFolder({ 'program.js': PROGRAM, 'other.js': PROGRAM.replace('build 1', 'build 2') }, (folder) => {
    run({ folder });
    const path = join(folder, 'cache', kept(folder)[0] ?? '');
    const whole = readFileSync(path);
    const flipped = Buffer.from(whole);
    flipped[whole.length - 100] = (flipped[whole.length - 100] ?? 0) ^ 4;
    for (const bytes of [flipped, whole.subarray(0, 200), Buffer.alloc(0)]) {
      writeFileSync(path, bytes);
      assert.is(run({ folder }), 'program.js');
      assert.not.equal(readFileSync(path), bytes);
    }
    assert.is(run({ folder, file: 'other.js' }), 'other.js');
    assert.is(kept(folder).length, 2);
  }));

test('the code of a run that failed is not kept', () =>
  withFolder({ 'program.js': `${PROGRAM}process.exitCode = 2;\n` }, (folder) => {
    assert.is(run({ folder }), 'program.js');
    assert.equal(kept(folder), []);
  }));

test('a folder or file that others may write to is not used', () =>
  withFolder({ 'program.js': PROGRAM }, (folder) => {
    run({ folder });
    const [name = ''] = kept(folder);
    const path = join(folder, 'cache', name);
    writeFileSync(path, 'not ours');
    chmodSync(join(folder, 'cache'), 0o770);
    assert.is(run({ folder }), 'program.js');
    assert.is(readFileSync(path, 'utf8'), 'not ours');
  }));

test('a link in the place of the folder is not followed', () =>
  withFolder({ 'program.js': PROGRAM, 'elsewhere/file': '' }, (folder) => {
    chmodSync(join(folder, 'elsewhere'), 0o700);
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'cache'));
    assert.is(run({ folder }), 'program.js');
    assert.equal(kept(folder), ['file']);
  }));

test('a cache that cannot be written is no error', () =>
  withFolder({ 'program.js': PROGRAM, cache: 'a file' }, (folder) => {
    assert.is(run({ folder }), 'program.js');
  }));

test('compiled code that nobody has written for long is removed', () =>
  withFolder({ 'program.js': PROGRAM }, (folder) => {
    run({ folder });
    const old = join(folder, 'cache/build0-v18.0.0-x64.code');
    writeFileSync(old, '');
    utimesSync(old, 1, 1);
    writeFileSync(join(folder, 'program.js'), PROGRAM.replace('build 1', 'build 3'));
    run({ folder });
    assert.is(existsSync(old), false);
    assert.is(kept(folder).length, 2);
  }));

test.run();
