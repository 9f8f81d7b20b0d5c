import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { interpreterEnvironment } from './cpython-process.js';
import { basename, delimiter, dirname, isAbsolute, join, parse, sep } from 'node:path';
import type { MachineFinding } from '../../../model/format.js';

export interface Interpreter {
  /** Absolute, without links. */
  readonly path: string;
  /** `3.11.7`. */
  readonly version: string;
}

export interface InterpreterQuestion {
  /** `3.11`; null takes any version of Python 3. */
  readonly version: string | null;
  /** Absolute path of the analysed root. Nothing is executed that lies in it, or in the repository that it is a part of. */
  readonly root: string;
  /** Asked for by the configuration: a name that is looked up in `PATH`. */
  readonly wanted: string | null;
  /** True for a path below the root that belongs to the project: its own virtual environments are ignored by git. */
  readonly isOwned: (path: string) => boolean;
}

/** Milliseconds that an interpreter has to tell its version. */
const PATIENCE = 5_000;
const NAME = /^python(?:3|(3\.\d{1,2}))?(?:\.exe)?$/;
const ASKED = 'import sys; print(sys.implementation.name, "%d.%d.%d" % sys.version_info[:3], sys.executable)';

/** What the executables answered, by path. */
const known = new Map<string, Interpreter | null>();

/** The user's own word on which executable judges: an absolute path. */
const BY_USER = 'COMPLIANCE_PYTHON';

/**
 * A CPython of that version outside the analysed repository: the one that the user's environment or the configuration
 * asks for, that of the active virtual environment, that which a virtual environment of the project links to, or one in
 * `PATH`. Null where there is none.
 */
export function findInterpreter({ version, root, wanted, isOwned }: InterpreterQuestion): Interpreter | null {
  const names = version === null ? ['python3', 'python'] : [`python${version}`, 'python3', 'python'];
  const byUser = process.env[BY_USER] ?? '';
  const candidates = wanted === null ? [...environments(root, isOwned), ...names.flatMap(inPath)] : inPath(wanted);
  const territory = territoryOf(root);
  for (const candidate of isAbsolute(byUser) ? [byUser] : candidates) {
    const found = interpreterAt(candidate, { version, territory });
    if (found !== null && (version === null || found.version.startsWith(`${version}.`))) return found;
  }
  return null;
}

function environments(root: string, isOwned: InterpreterQuestion['isOwned']): readonly string[] {
  const active = process.env['VIRTUAL_ENV'];
  const own = ['.venv', 'venv']
    .filter((folder) => !isOwned(`${folder}/bin/python`))
    .map((folder) => join(root, folder));
  return [...(active === undefined ? [] : [active]), ...own].map((folder) => join(folder, 'bin', 'python'));
}

/** The outermost folder upward that git knows as a repository, else the root: all of it may be somebody else's. */
function territoryOf(root: string): string {
  const real = existsSync(root) ? realpathSync(root) : root;
  let outermost = real;
  for (let folder = real; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) outermost = folder;
    if (dirname(folder) === folder) return outermost;
  }
}

function inPath(name: string): readonly string[] {
  if (!NAME.test(name)) return [];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return folders.flatMap((folder) => [...behindShim(folder, name), join(folder, file)]);
}

/**
 * What pyenv's launcher of a named version may start, the newest first: `shims/python3.11` stands for one of
 * `versions/3.11.*`. Asked itself, the launcher takes longer than the check of a few files.
 */
function behindShim(folder: string, name: string): readonly string[] {
  const version = /^python(3\.\d+)$/.exec(name)?.[1];
  const versions = join(dirname(folder), 'versions');
  if (version === undefined || basename(folder) !== 'shims' || !existsSync(versions)) return [];
  const patch = (found: string): number => Number(found.slice(version.length + 1));
  return readdirSync(versions)
    .filter((found) => found.startsWith(`${version}.`) && Number.isInteger(patch(found)))
    .sort((a, b) => patch(b) - patch(a))
    .map((found) => join(versions, found, 'bin', name));
}

/** The CPython behind a path. Links are followed first: what lies in the repository is not executed, what it points to may be. */
function interpreterAt(
  path: string,
  { version, territory }: { readonly version: string | null; readonly territory: string },
): Interpreter | null {
  let real: string;
  try {
    accessSync(path, constants.X_OK);
    real = realpathSync(path);
  } catch {
    return null;
  }
  const [name, named] = NAME.exec(basename(real)) ?? [];
  if (name === undefined || isWithin(real, territory)) return null;
  // Asking takes a process, and a launcher several.
  if (version !== null && named !== undefined && named !== version) return null;
  const answer = known.get(real);
  if (answer !== undefined) return answer;
  const asked = ask(real, territory);
  known.set(real, asked);
  return asked;
}

/** What asking has told, but of launchers: what those start is decided elsewhere. */
export function knownInterpreters(): readonly MachineFinding[] {
  return [...known].flatMap(([asked, answer]) => {
    const state = stateOf(asked);
    return answer === null || answer.path !== asked || state === undefined ? [] : [{ ...answer, state }];
  });
}

/** Spares asking those that are the files they were. */
export function recallInterpreters(findings: readonly MachineFinding[]): void {
  for (const { path, version, state } of findings) {
    if (path === undefined || version === undefined || state === undefined) continue;
    if (!known.has(path) && stateOf(path) === state) known.set(path, { path, version });
  }
}

function stateOf(path: string): string | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  return status === undefined ? undefined : `${status.ino} ${status.size} ${status.mtimeMs} ${status.ctimeMs}`;
}

/** A launcher answers with the interpreter that it starts, which is then used itself. */
function ask(path: string, territory: string): Interpreter | null {
  const { stdout, status } = spawnSync(path, ['-I', '-S', '-c', ASKED], {
    cwd: parse(path).root,
    env: interpreterEnvironment(),
    encoding: 'utf8',
    timeout: PATIENCE,
    windowsHide: true,
  });
  const [, version, executable] = /^cpython (3\.\d+\.\d+) (.+)$/m.exec(status === 0 ? stdout : '') ?? [];
  if (version === undefined || executable === undefined) return null;
  try {
    const real = realpathSync(executable);
    return isWithin(real, territory) ? null : { path: real, version };
  } catch {
    return null;
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
