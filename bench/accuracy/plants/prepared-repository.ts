import { join } from 'node:path';
import { NO_SYMBOLS, type FilePlaces } from './places.js';
import { indexPythonModules, type PythonModules } from './python-modules.js';
import { pythonPlaces } from './python-places.js';
import type { FileKind, Repository, RepositoryFile } from './repository.js';
import { indexTypescriptModules, type TypescriptModules } from './typescript-modules.js';
import { typescriptPlaces } from './typescript-places.js';

/** A repository of which is known where snippets may go. */
export interface PreparedRepository extends Repository {
  placesOf(file: RepositoryFile): FilePlaces | undefined;
  /** True if the text of the file holds the name as a word of its own. */
  holds(path: string, name: string): boolean;
  readonly python: PythonModules;
  readonly typescript: TypescriptModules;
}

export function prepareRepository(repository: Repository): PreparedRepository {
  const python = parsePython(repository);
  const typescript = new Map<string, FilePlaces | undefined>();
  const typescriptAt = (path: string): FilePlaces | undefined => {
    if (!typescript.has(path)) typescript.set(path, typescriptPlaces(path, repository.read(path)));
    return typescript.get(path);
  };
  const words = new Map<string, ReadonlySet<string>>();
  return {
    ...repository,
    placesOf: ({ path, language }) => {
      return language === 'python' ? python.get(path)?.places : typescriptAt(path);
    },
    holds: (path, name) => {
      const known = words.get(path) ?? new Set(repository.read(path).match(/[\w$]+/g) ?? []);
      words.set(path, known);
      return known.has(name);
    },
    python: indexPythonModules(repository.paths, python),
    typescript: indexTypescriptModules(repository, (path) => typescriptAt(path)?.symbols ?? NO_SYMBOLS),
  };
}

function parsePython(
  repository: Repository,
): ReadonlyMap<string, { readonly kind: FileKind; readonly places: FilePlaces }> {
  const files = repository.files.filter(({ language }) => language === 'python');
  const found = pythonPlaces(files.map(({ path }) => join(repository.root, path)));
  const known = files.flatMap(({ path, kind }, index) => {
    const places = found[index];
    return places === undefined ? [] : [[path, { kind, places }] as const];
  });
  return new Map(known);
}
