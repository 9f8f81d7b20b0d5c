import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BUILT_IN, type ModuleExports } from '../built-in.js';
import { UserError } from '../model/errors.js';
import type { PluginReference } from '../model/plugin.js';
import { importModule } from './import-module.js';

export interface LoadedModule {
  /** File name without extension. */
  readonly name: string;
  /** Name of the folder that holds the file. */
  readonly folder: string;
  /** By which another thread can load it: `file:`, or `built-in:` and its path. */
  readonly url: string;
  readonly exports: ModuleExports;
  /** Changes with the code of a plug-in; '' for what came with the tool. */
  readonly revision: string;
}

const MODULE_FILE = /^(?!.*\.d\.[cm]?ts$).*\.[cm]?js$/;

/** Loads the module that a reference names, or every module of the folder that it names. */
export async function loadReference(reference: PluginReference): Promise<LoadedModule[]> {
  const file = locate(reference);
  const files = statSync(file).isDirectory()
    ? readdirSync(file)
        .filter((name) => MODULE_FILE.test(name))
        .sort()
        .map((name) => join(file, name))
    : [file];
  return Promise.all(
    files.map(async (path) => ({
      ...(await loadModule(pathToFileURL(path).href)),
      revision: revisionOf(path),
    })),
  );
}

const CODE_FILE = /\.(?:[cm]?js|json)$/;
const RELATIVE_IMPORT = /(?:\bfrom|\bimport|\brequire)\s{0,9}\(?\s{0,9}["'](\.{1,2}\/[^"'\n]{1,300})["']/g;
/** Files that the revision of a plug-in covers. */
const MOST_FILES = 2_000;

/** A hash of a plug-in's code: its module, what lies beside it, and all that these import by relative paths. */
function revisionOf(module: string): string {
  const hash = createHash('sha1');
  const folder = dirname(module);
  const files = new Set([module, ...readdirSync(folder).map((name) => join(folder, name))]);
  // Grows while it is read.
  for (const file of files) {
    const text = CODE_FILE.test(file) ? textOf(file) : undefined;
    if (text === undefined) continue;
    hash.update(`${file}\0${text}\0`);
    for (const [, specifier = ''] of files.size > MOST_FILES ? [] : text.matchAll(RELATIVE_IMPORT))
      for (const ending of ['', '.js', '.cjs', '.json', '/index.js'])
        files.add(join(dirname(file), specifier + ending));
  }
  return hash.digest('hex').slice(0, 12);
}

function textOf(file: string): string | undefined {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

const BUILT_IN_SCHEME = 'built-in:';

/** The URL of a built-in module. */
export function builtInUrl(path: string): string {
  return BUILT_IN_SCHEME + path;
}

/** What people are told of the place of a module. */
export function shownModule(url: string): string {
  return url.startsWith('file:') ? fileURLToPath(url) : url;
}

/** Loads a module by its URL. Throws a UserError for one that cannot be loaded. */
export async function loadModule(url: string): Promise<LoadedModule> {
  const path = url.startsWith(BUILT_IN_SCHEME) ? url.slice(BUILT_IN_SCHEME.length) : fileURLToPath(url);
  const place = { name: basename(path, extname(path)), folder: basename(dirname(path)), url, revision: '' };
  const builtIn = BUILT_IN.find((module) => builtInUrl(module.path) === url);
  if (builtIn !== undefined) return { ...place, exports: await builtIn.load() };
  try {
    return { ...place, exports: (await importModule(url)) as ModuleExports };
  } catch (error) {
    throw new UserError(
      `${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      'Plug-ins are JavaScript modules; compile TypeScript first.',
    );
  }
}

/** True if there is something to load. */
export function isLocatable(reference: PluginReference): boolean {
  try {
    locate(reference);
    return true;
  } catch {
    return false;
  }
}

function locate({ specifier, from }: PluginReference): string {
  if (/^\.{1,2}(?:[/\\]|$)/.test(specifier) || isAbsolute(specifier)) {
    const path = resolve(from, specifier);
    if (existsSync(path)) return path;
    throw new UserError(`The plug-in ${specifier} does not exist (looked for ${path}).`);
  }
  try {
    const found = createRequire(join(from, 'noop.js')).resolve(specifier);
    if (isAbsolute(found)) return found;
  } catch {
    // Said below, as of a module of Node itself.
  }
  throw new UserError(
    `The plug-in ${specifier} is not installed (looked for it from ${from}).`,
    `Install it there, or give a path that starts with ./`,
  );
}
