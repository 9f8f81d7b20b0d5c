import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FilePlaces } from '../accuracy/plants/places.js';
import { NO_SYMBOLS } from '../accuracy/plants/places.js';
import type { PreparedRepository } from '../accuracy/plants/prepared-repository.js';
import { indexPythonModules } from '../accuracy/plants/python-modules.js';
import { pythonPlaces } from '../accuracy/plants/python-places.js';
import { fileAt, type Repository } from '../accuracy/plants/repository.js';
import { indexTypescriptModules } from '../accuracy/plants/typescript-modules.js';
import { typescriptPlaces } from '../accuracy/plants/typescript-places.js';

/** What is known of contents, by git's names: one commit differs little from the next. */
export class KnownContents {
  readonly places = new Map<string, FilePlaces | undefined>();
  readonly generated = new Map<string, boolean>();
}

/** The commit that is checked out in `folder`, as plants go into it; `blobs` are its files. */
export function prepareCommit(
  folder: string,
  blobs: ReadonlyMap<string, string>,
  contents: KnownContents,
): PreparedRepository {
  const repository = repositoryIn(folder, blobs, contents);
  learnPython(repository, blobs, contents);
  const placesAt = (path: string): FilePlaces | undefined => {
    const key = `${path.split('.').at(-1) ?? ''} ${blobs.get(path) ?? path}`;
    if (!contents.places.has(key)) contents.places.set(key, typescriptPlaces(path, repository.read(path)));
    return contents.places.get(key);
  };
  const python = repository.files.flatMap(({ path, kind, language }) => {
    const places = language === 'python' ? contents.places.get(blobs.get(path) ?? '') : undefined;
    return places === undefined ? [] : [[path, { kind, places }] as const];
  });
  return {
    ...repository,
    placesOf: ({ path, language }) =>
      language === 'python' ? contents.places.get(blobs.get(path) ?? '') : placesAt(path),
    holds: (path, name) => new Set(repository.read(path).match(/[\w$]+/g) ?? []).has(name),
    python: indexPythonModules(repository.paths, new Map(python)),
    typescript: indexTypescriptModules(repository, (path) => placesAt(path)?.symbols ?? NO_SYMBOLS),
  };
}

function repositoryIn(folder: string, blobs: ReadonlyMap<string, string>, { generated }: KnownContents): Repository {
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const isGenerated = (path: string): boolean => {
    const blob = blobs.get(path) ?? path;
    const known = generated.get(blob) ?? /generated|do not edit/i.test(read(path).slice(0, 800));
    generated.set(blob, known);
    return known;
  };
  const files = [...blobs.keys()].map(fileAt).filter((file) => file !== undefined);
  return {
    name: basename(folder),
    root: folder,
    paths: new Set(blobs.keys()),
    files: files.filter(({ path }) => !isGenerated(path)),
    read,
    write: (path, content) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      rmSync(join(folder, path), { force: true });
      writeFileSync(join(folder, path), content);
    },
    remove: (path) => {
      rmSync(join(folder, path));
    },
  };
}

/** One process reads all that is new. */
function learnPython({ files, root }: Repository, blobs: ReadonlyMap<string, string>, { places }: KnownContents): void {
  const unknown = new Map(
    files.flatMap(({ path, language }) => {
      const blob = blobs.get(path) ?? '';
      return language === 'python' && !places.has(blob) ? [[blob, path] as const] : [];
    }),
  );
  const found = pythonPlaces([...unknown.values()].map((path) => join(root, path)));
  for (const [index, blob] of [...unknown.keys()].entries()) places.set(blob, found[index]);
}
