import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, isAbsolute, join, parse, sep } from 'node:path';

export interface Interpreter {
  /** Absolute, without links. */
  readonly path: string;
  /** `3.11.7`. */
  readonly version: string;
}

export interface InterpreterQuestion {
  /** `3.11`; null takes any version of Python 3. */
  readonly version: string | null;
  /** Absolute path of the analysed root: nothing inside it is executed. */
  readonly root: string;
  /** Asked for by the configuration: a name that is looked up in `PATH`, or an absolute path. */
  readonly wanted: string | null;
}

/** Milliseconds that an interpreter has to tell its version. */
const PATIENCE = 5_000;
const NAME = /^python(?:3(?:\.\d{1,2})?)?(?:\.exe)?$/;
const ASKED = 'import sys; print(sys.implementation.name, "%d.%d.%d" % sys.version_info[:3], sys.executable)';

/** What the executables answered, by path. */
const known = new Map<string, Interpreter | null>();

/**
 * A CPython of that version outside the analysed root: the one asked for, that of the active virtual environment, that
 * which the project's own virtual environment links to, or one in `PATH`. Null where there is none.
 */
export function findInterpreter({ version, root, wanted }: InterpreterQuestion): Interpreter | null {
  const names = version === null ? ['python3', 'python'] : [`python${version}`, 'python3', 'python'];
  const candidates =
    wanted === null
      ? [...environments(root).map((folder) => join(folder, 'bin', 'python')), ...names.flatMap(inPath)]
      : isAbsolute(wanted)
        ? [wanted]
        : inPath(wanted);
  for (const candidate of candidates) {
    const found = interpreterAt(candidate, root);
    if (found !== null && (version === null || found.version.startsWith(`${version}.`))) return found;
  }
  return null;
}

function environments(root: string): readonly string[] {
  const active = process.env['VIRTUAL_ENV'];
  return [...(active === undefined ? [] : [active]), join(root, '.venv'), join(root, 'venv')];
}

function inPath(name: string): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name));
}

/** The CPython behind a path. Links are followed first: what lies in the root is not executed, what it points to may be. */
function interpreterAt(path: string, root: string): Interpreter | null {
  let real: string;
  try {
    accessSync(path, constants.X_OK);
    real = realpathSync(path);
  } catch {
    return null;
  }
  if (!NAME.test(basename(real)) || isWithin(real, root)) return null;
  const answer = known.get(real);
  if (answer !== undefined) return answer;
  const asked = ask(real, root);
  known.set(real, asked);
  return asked;
}

/** A launcher answers with the interpreter that it starts, which is then used itself. */
function ask(path: string, root: string): Interpreter | null {
  const { stdout, status } = spawnSync(path, ['-I', '-S', '-c', ASKED], {
    cwd: parse(path).root,
    encoding: 'utf8',
    timeout: PATIENCE,
    windowsHide: true,
  });
  const [, version, executable] = /^cpython (3\.\d+\.\d+) (.+)$/m.exec(status === 0 ? stdout : '') ?? [];
  if (version === undefined || executable === undefined) return null;
  try {
    const real = realpathSync(executable);
    return isWithin(real, root) ? null : { path: real, version };
  } catch {
    return null;
  }
}

function isWithin(path: string, root: string): boolean {
  const real = existsSync(root) ? realpathSync(root) : root;
  return path === real || path.startsWith(real.endsWith(sep) ? real : real + sep);
}
