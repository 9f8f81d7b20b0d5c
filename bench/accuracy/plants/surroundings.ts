import { join } from 'node:path/posix';
import type { PythonModules } from './python-modules.js';
import type { Repository } from './repository.js';
import type { TypescriptModules } from './typescript-modules.js';

/** What a template may know of the place where its snippet goes. */
export interface Surroundings {
  readonly path: string;
  /** The text of the file as it is. */
  readonly text: string;
  /** True if the repository has a file there, relative to the folder of this one. */
  has(path: string): boolean;
  readonly python: PythonModules;
  readonly typescript: TypescriptModules;
}

export function surroundingsOf(
  repository: Repository,
  path: string,
  { python, typescript }: { readonly python: PythonModules; readonly typescript: TypescriptModules },
): Surroundings {
  return {
    path,
    text: repository.read(path),
    has: (other) => repository.paths.has(join(path, '..', other)),
    python,
    typescript,
  };
}
