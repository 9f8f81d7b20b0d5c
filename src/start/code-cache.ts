import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { makeOwnFolder, readOwnFile } from './own-folder.js';

export interface CachedRun {
  /** Absolute path of a CommonJS file that holds ASCII alone. Its first line tells it from every other build. */
  readonly file: string;
  /** Absolute path of a folder for compiled code, whether or not it exists; null where there is no place for one. */
  readonly folder: string | null;
  /** Whether the compiled code is kept for later runs, when this one ends with an exit code below 2. */
  readonly keep: boolean;
}

/** Compiled code that has not been written anew for so many milliseconds is of a version that nobody runs any more. */
const LONGEST_KEPT = 60 * 24 * 3600 * 1000;

/**
 * Runs the file as `require` would, with the code that V8 compiled for it in an earlier run where there is some, and gives
 * what it exports. Code of another build, another Node or other flags is not taken: the name holds the first two, V8
 * checks the rest. The file itself cannot `import()`. A cache that cannot be read or written is no error: it only makes
 * a run faster.
 */
export function runCached({ file, folder, keep }: CachedRun): unknown {
  const source = readFileSync(file, 'latin1');
  const name = nameFor(source);
  const cachedData = folder === null ? undefined : unpack(readOwnFile(folder, name));
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (folder !== null && keep && (cachedData === undefined || script.cachedDataRejected === true)) {
    // At the end, what the run needed has been compiled as well.
    process.once('exit', (code) => {
      if (code < 2) write(folder, name, script);
    });
  }
  const module = { exports: {} as unknown };
  const run = script.runInThisContext() as (...values: readonly unknown[]) => void;
  run(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function nameFor(source: string): string {
  const build = source.slice(0, source.indexOf('\n')).replace(/\W+/g, '');
  return `${build}-${process.version}-${process.arch}.code`;
}

function write(folder: string, name: string, script: Script): void {
  try {
    if (!makeOwnFolder(folder)) return;
    removeOld(folder);
    for (const flag of FLAGS_AT_START) setFlagsFromString(flag);
    replace(join(folder, name), pack(script.createCachedData()));
  } catch {
    // The next run compiles again.
  }
}

/**
 * What undoes `--liftoff-only`, which a run sets when it loads the embedded parser: V8 takes compiled code only under the
 * flags under which it was kept.
 */
const FLAGS_AT_START = ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering'];

/** The file appears whole or not at all: other runs read it meanwhile. */
function replace(path: string, bytes: Buffer): void {
  const temporary = `${path}.${process.pid.toString()}`;
  try {
    writeFileSync(temporary, bytes, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.includes('.code') && Date.now() - statSync(path).mtimeMs > LONGEST_KEPT) rmSync(path, { force: true });
  }
}

/** V8 takes compiled code as it is: a flipped bit in it ends the process. */
function pack(code: Buffer): Buffer {
  return Buffer.concat([digest(code), code]);
}

function unpack(packed: Buffer | undefined): Buffer | undefined {
  const code = packed?.subarray(DIGEST_BYTES);
  return code !== undefined && packed?.subarray(0, DIGEST_BYTES).equals(digest(code)) === true ? code : undefined;
}

const DIGEST_BYTES = 32;

function digest(code: Buffer): Buffer {
  return createHash('sha256').update(code).digest();
}
