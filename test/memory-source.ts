import ignore, { type Ignore } from 'ignore';
import { basename, dirname, join } from 'node:path/posix';

import { contentId } from '../src/facts/content-id.js';
import type { Listing, Source } from '../src/model/source.js';

export interface MemorySourceOptions {
  /** Patterns in the syntax of `.gitignore`, as if they stood in one at the root. */
  readonly ignored?: readonly string[];
  /** Files that exist without being listed, an installed package's for example: path → content. Only `text` sees them. */
  readonly installed?: Readonly<Record<string, string>>;
  /** Symbolic links: path → the path inside the root that it leads to. */
  readonly links?: Readonly<Record<string, string>>;
  /** Path → attributes that `.gitattributes` would give. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  /** True if the names of contents are known, as git knows those of unchanged files. */
  readonly hasBlobs?: boolean;
}

export interface MemorySource extends Source {
  /** Lists a file, or replaces its content. */
  set(path: string, content: string | Buffer): void;
  /** Takes a file away, and the folders that it leaves empty. */
  delete(path: string): void;
}

/**
 * A `Source` over the given files. `isIgnored` follows the listed `.gitignore` files of every level, the deepest
 * match first, and `options.ignored`; a listed file that matches stays listed, as a tracked file does in git.
 */
export function memorySource(
  files: Readonly<Record<string, string | Buffer>>,
  options: MemorySourceOptions = {},
): MemorySource {
  const contents = new Map<string, Buffer>();
  const folders = new Map<string, Set<string>>([['', new Set()]]);
  const ignoring = new Map<string, Ignore>();

  const realPath = (path: string): string => {
    const links = Object.entries(options.links ?? {});
    const link = links.find(([from]) => path === from || path.startsWith(`${from}/`));
    return link === undefined ? path : `${link[1]}${path.slice(link[0].length)}`;
  };

  const kind = (path: string): 'file' | 'directory' | undefined => {
    const real = realPath(path);
    return contents.has(real) ? 'file' : folders.has(real) ? 'directory' : undefined;
  };

  const set = (path: string, content: string | Buffer): void => {
    if (!isInside(path)) throw new Error(`${path} is not a path below the root`);
    contents.set(path, Buffer.from(content));
    for (let child = path; child !== ''; child = parentOf(child)) {
      const parent = parentOf(child);
      folders.set(parent, (folders.get(parent) ?? new Set()).add(basename(child)));
    }
    ignoring.clear();
  };

  const remove = (path: string): void => {
    contents.delete(path);
    for (let child = path; child !== '' && kind(child) === undefined; child = parentOf(child)) {
      const parent = parentOf(child);
      const names = folders.get(parent);
      names?.delete(basename(child));
      if (names?.size === 0 && parent !== '') folders.delete(parent);
    }
    ignoring.clear();
  };

  const text = (path: string): string | undefined => contents.get(path)?.toString('utf8') ?? options.installed?.[path];

  const patternsOf = (folder: string): Ignore => {
    let patterns = ignoring.get(folder);
    if (patterns === undefined) {
      patterns = ignore();
      if (folder === '') patterns.add([...(options.ignored ?? [])]);
      patterns.add(contents.get(join(folder, '.gitignore'))?.toString('utf8') ?? '');
      ignoring.set(folder, patterns);
    }
    return patterns;
  };

  const isFolder = (path: string): boolean =>
    folders.has(path) || Object.keys(options.installed ?? {}).some((name) => name.startsWith(`${path}/`));

  const isIgnored = (path: string): boolean => {
    if (!isInside(path)) return false;
    const ancestors = ancestorsOf(path);
    return (
      ancestors.some((ancestor) => ancestor !== '' && matches(patternsOf, ancestor, true)) ||
      matches(patternsOf, path, isFolder(path))
    );
  };

  for (const [path, content] of Object.entries(files)) set(path, content);

  return {
    list: () => Promise.resolve(listing(contents, options.attributes ?? {})),
    blob(path) {
      const content = contents.get(path);
      return options.hasBlobs === true && content !== undefined ? contentId(content) : undefined;
    },
    read(path) {
      const content = contents.get(path);
      if (content === undefined) throw new Error(`${path} is not in the source`);
      return content;
    },
    kind,
    realPath,
    entries: (path) => [...(folders.get(realPath(path)) ?? [])].sort(),
    text,
    isIgnored,
    ignoreBasis: () => ({
      files: [...contents.keys()].filter((path) => basename(path) === '.gitignore'),
      outer: options.ignored ?? [],
    }),
    set,
    delete: remove,
  };
}

function listing(
  contents: ReadonlyMap<string, Buffer>,
  attributes: Readonly<Record<string, readonly string[]>>,
): Listing {
  const files = [...contents.keys()].sort().map((path) => {
    const given = attributes[path];
    return given === undefined ? { path } : { path, attributes: new Set(given) };
  });
  return { files, skips: [], warnings: [], repositories: [], links: [] };
}

/** The verdict of the deepest folder that has one. */
function matches(patternsOf: (folder: string) => Ignore, path: string, isFolder: boolean): boolean {
  for (const folder of ancestorsOf(path).reverse()) {
    const below = folder === '' ? path : path.slice(folder.length + 1);
    const verdict = patternsOf(folder).test(isFolder ? `${below}/` : below);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** The folders that hold `path`, from the root (`''`) down. */
function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let folder = path; folder !== '';) {
    folder = parentOf(folder);
    ancestors.unshift(folder);
  }
  return ancestors;
}

function parentOf(path: string): string {
  const parent = dirname(path);
  return parent === '.' ? '' : parent;
}

function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').some((part) => ['', '.', '..'].includes(part));
}
