import { spawnSync } from 'node:child_process';

/** A CPython on this machine. */
export interface Interpreter {
  /** Absolute. */
  readonly path: string;
  /** `3.11.7`. */
  readonly version: string;
  /** `11`. */
  readonly minor: number;
  /** The folder of its standard library. */
  readonly library: string;
}

const ASK = `
import os, platform, sys
if platform.python_implementation() == 'CPython' and sys.version_info >= (3, 6):
    print(sys.executable, platform.python_version(), sys.version_info[1], os.path.dirname(os.__file__), sep='\\n')
`;

/** The interpreters behind commands, one a minor version, the oldest first; without commands those on the path. */
export function findInterpreters(commands: readonly string[]): readonly Interpreter[] {
  const names = commands.length > 0 ? commands : Array.from({ length: 10 }, (_, index) => `python3.${index + 6}`);
  const found = new Map<number, Interpreter>();
  for (const command of [...names, ...(commands.length > 0 ? [] : ['python3'])]) {
    const interpreter = ask(command);
    if (interpreter !== undefined && !found.has(interpreter.minor)) found.set(interpreter.minor, interpreter);
  }
  return [...found.values()].sort((a, b) => a.minor - b.minor);
}

function ask(command: string): Interpreter | undefined {
  const { status, stdout } = spawnSync(command, ['-I', '-c', ASK], { encoding: 'utf8' });
  const [path, version, minor, library] = status === 0 ? stdout.trim().split('\n') : [];
  if (path === undefined || version === undefined || minor === undefined || library === undefined) return undefined;
  return { path, version, minor: Number(minor), library };
}
