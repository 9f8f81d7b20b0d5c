import type { Listing } from '../model/source.js';

/** Folders, files and links of a listing, asked by path; '' is the root. */
export class FolderTree {
  readonly #files: ReadonlySet<string>;
  readonly #links: ReadonlyMap<string, string | null>;
  readonly #folders = new Map<string, Set<string>>([['', new Set()]]);
  readonly #sorted = new Map<string, readonly string[]>();

  constructor(paths: readonly string[], links: Listing['links'] = []) {
    this.#files = new Set(paths);
    this.#links = new Map(links.map(({ path, target }) => [path, target]));
    for (const path of [...paths, ...this.#links.keys()]) this.#add(path);
  }

  #add(path: string): void {
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '' : path.slice(0, slash);
    let names = this.#folders.get(parent);
    if (names === undefined) {
      names = new Set();
      this.#folders.set(parent, names);
      this.#add(parent);
    }
    names.add(path.slice(slash + 1));
  }

  kind(path: string): 'file' | 'directory' | undefined {
    const real = this.#real(path);
    if (real === null || this.#files.has(real)) return 'file';
    return this.#folders.has(real) ? 'directory' : undefined;
  }

  entries(path: string): readonly string[] {
    const real = this.#real(path);
    if (real === null) return [];
    let names = this.#sorted.get(real);
    if (names === undefined) {
      names = [...(this.#folders.get(real) ?? [])].sort();
      this.#sorted.set(real, names);
    }
    return names;
  }

  realPath(path: string): string {
    return this.#real(path) ?? path;
  }

  /** The path with links resolved; null if it lies behind one that leads out of the root. Targets hold no links. */
  #real(path: string): string | null {
    if (this.#links.size === 0) return path;
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const target = this.#links.get(path.slice(0, end));
      if (target === undefined) continue;
      return target === null ? null : `${target}${path.slice(end)}`.replace(/^\//, '');
    }
    return path;
  }
}
