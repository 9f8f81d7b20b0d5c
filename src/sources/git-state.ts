import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { once } from '../model/once.js';
import type { Listing, Source } from '../model/source.js';
import { FolderTree } from './folder-tree.js';
import { outerExclude, type FoundLink } from './git-listing.js';
import { prefixOf, type Repository } from './git.js';
import { LONGEST_TEXT, type ObjectReader } from './git-objects.js';
import { IgnoreFiles } from './ignore-files.js';
import { insideOf } from './inside.js';
import { completeListing, isNeverChecked } from './listing.js';
import { textWithin } from './work-tree.js';

/** One path of a state that git keeps. */
export interface StateEntry {
  readonly path: string;
  /** `100644`, `100755`, `120000` of a link, `160000` of a submodule. */
  readonly mode: string;
  /** Git's name of the content; null where a merge has left several. */
  readonly id: string | null;
}

export interface GitState {
  readonly repository: Repository;
  /** In the order of git; each path once. */
  readonly entries: readonly StateEntry[];
  readonly objects: ObjectReader;
  /** Git's expression for the content of the state at a path from the top of the work tree: `:a`, `HEAD:a`. */
  readonly expression: (path: string) => string;
}

const [LINK, SUBMODULE] = ['120000', '160000'];

/** Small files that configuration and project ask for by text, in one question to git. */
const ASKED_FOR =
  /(?:^|\/)(?:\.git(?:ignore|attributes|modules)|package\.json|\.compliancerc[\w.]*|compliance\.config\.\w+|[jt]sconfig[\w.-]*\.json|pyproject\.toml|setup\.(?:cfg|py)|\.?ruff\.toml|\.python-version|Pipfile|requirements[\w.-]*\.txt|pnpm-workspace\.yaml|lerna\.json|go\.mod|Cargo\.toml|\.env(?:\.\w+)*|(?:docker-)?compose[\w.-]*\.ya?ml)$/;

/**
 * The files of a state that git keeps (a commit, an index): every answer is of that state, the work tree is not looked
 * at. Only what git ignores (installed packages) has its text from the disk, where there is one such state only.
 */
export function gitStateSource({ repository, entries, objects, expression }: GitState): Source {
  const { root } = repository;
  const inside = insideOf(root);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const texts = new Map<string, string | undefined>();
  let outer: { text: string; prefix: string }[] = [];
  let folders = new FolderTree([]);
  let limit = LONGEST_TEXT;
  let listed: Listing | undefined;
  const ignored = once(() => new IgnoreFiles((folder) => text(within(folder, '.gitignore')), outer));

  function text(path: string): string | undefined {
    if (texts.has(path)) return texts.get(path);
    const entry = byPath.get(folders.realPath(path)) ?? byPath.get(path);
    let found: string | undefined;
    if (entry !== undefined) found = entry.id === null || isNoFile(entry) ? undefined : objects.text(entry.id);
    // Most that are asked for are nowhere, which is quickly known.
    else if (!existsSync(join(root, path))) found = undefined;
    else if (isNeverChecked(path) || (!path.endsWith('.gitignore') && ignored().isIgnored(path)))
      found = textWithin(root, path, inside);
    texts.set(path, found);
    return found;
  }

  return {
    async list() {
      if (listed !== undefined) return listed;
      const links = entries.filter(({ mode }) => mode === LINK);
      const above = ignoreFilesAbove(prefixOf(repository)).map(
        ({ path, prefix }) => [expression(path), prefix] as const,
      );
      const small = entries.filter((entry) => !isNoFile(entry) && ASKED_FOR.test(entry.path));
      const names = [...links, ...small].flatMap(({ id }) => id ?? []);
      await objects.load([...names, ...above.map(([name]) => name)], LONGEST_TEXT);
      for (const { path, id } of small) texts.set(path, id === null ? undefined : objects.text(id));
      outer = [
        ...above.flatMap(([name, prefix]) => {
          const found = objects.text(name);
          return found === undefined ? [] : [{ text: found, prefix }];
        }),
        ...outerExclude(root),
      ];
      const targets = new Map(links.map(({ path, id }) => [path, id === null ? undefined : objects.text(id)]));
      const files = entries.filter((entry) => !isNoFile(entry));
      listed = completeListing((path) => texts.get(path), {
        paths: files.map(({ path }) => path),
        blobs: new Map(files.flatMap(({ path, id }) => (id === null ? [] : [[path, id] as const]))),
        isStored: true,
        links: linksOf(targets, byPath),
        repositories: entries.filter(({ mode }) => mode === SUBMODULE).map(({ path }) => path),
      });
      folders = new FolderTree(
        listed.files.map(({ path }) => path),
        listed.links,
      );
      return listed;
    },
    blob: (path) => byPath.get(path)?.id ?? undefined,
    read(path) {
      const entry = byPath.get(path);
      if (entry === undefined || isNoFile(entry)) throw new Error('git keeps no such file');
      if (entry.id === null) throw new Error('a merge has left several contents: resolve it, then `git add` the file');
      return objects.take(entry.id, limit);
    },
    async prepare(paths, most) {
      limit = most;
      await objects.load(
        paths.flatMap((path) => byPath.get(path)?.id ?? []),
        most,
      );
    },
    async sizes(paths) {
      const ids = paths.flatMap((path) => byPath.get(path)?.id ?? []);
      const sizes = await objects.sizes([...new Set(ids)]);
      return new Map(paths.map((path) => [path, sizes.get(byPath.get(path)?.id ?? '') ?? 0]));
    },
    kind: (path) => folders.kind(path),
    realPath: (path) => folders.realPath(path),
    entries: (path) => folders.entries(path),
    text,
    isIgnored: (path) => ignored().isIgnored(path),
    ignoreBasis: () => ignored().basis(),
  };
}

function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function isNoFile({ mode }: StateEntry): boolean {
  return mode === LINK || mode === SUBMODULE;
}

/** The ignore files of the folders above a root, the nearest first, each with the root's path below its folder. */
function ignoreFilesAbove(prefix: string): { path: string; prefix: string }[] {
  const names = prefix === '' ? [] : prefix.split('/');
  return names.map((_, index) => {
    const depth = names.length - 1 - index;
    return { path: [...names.slice(0, depth), '.gitignore'].join('/'), prefix: names.slice(depth).join('/') };
  });
}

/** Links followed to an end among hardly more than this many are none that anybody made. */
const MOST_STEPS = 40;

/** Where links lead, by what the state holds: `targets` are the texts of all links. */
function linksOf(
  targets: ReadonlyMap<string, string | undefined>,
  byPath: ReadonlyMap<string, StateEntry>,
): FoundLink[] {
  if (targets.size === 0) return [];
  const folders = new FolderTree([...byPath.keys()]);
  return [...targets.keys()].map((path) => {
    const target = follow(path, targets, 0);
    if (target === 'outside')
      return { path, target: null, skips: [skip(path, 'symbolic link that leads out of the root: not followed')] };
    if (target === 'loop')
      return { path, target: undefined, skips: [skip(path, 'symbolic link that leads back to itself')] };
    if (folders.kind(target.path) !== undefined) return { path, target: target.path, skips: [] };
    return { path, target: undefined, skips: [skip(path, 'symbolic link that leads nowhere')] };
  });
}

function skip(path: string, reason: string): FoundLink['skips'][number] {
  return { path, reason, isFolder: false };
}

/** The path with every link on the way resolved. */
function follow(
  path: string,
  targets: ReadonlyMap<string, string | undefined>,
  steps: number,
): { readonly path: string } | 'outside' | 'loop' {
  if (steps > MOST_STEPS) return 'loop';
  const names = path.split('/');
  for (const index of names.keys()) {
    const at = names.slice(0, index + 1).join('/');
    const target = targets.get(at);
    if (target === undefined) continue;
    if (target.startsWith('/')) return 'outside';
    const next = posix.normalize(posix.join(posix.dirname(at), target, ...names.slice(index + 1))).replace(/\/$/, '');
    if (next === '..' || next.startsWith('../')) return 'outside';
    return follow(next === '.' ? '' : next, targets, steps + 1);
  }
  return { path };
}
