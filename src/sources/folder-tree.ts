/** Folders and files of a listing, asked by path; '' is the root. */
export class FolderTree {
  readonly #files: ReadonlySet<string>;
  readonly #folders = new Map<string, Set<string>>([['', new Set()]]);
  readonly #sorted = new Map<string, readonly string[]>();

  constructor(paths: readonly string[]) {
    this.#files = new Set(paths);
    for (const path of paths) this.#add(path);
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
    if (this.#files.has(path)) return 'file';
    return this.#folders.has(path) ? 'directory' : undefined;
  }

  entries(path: string): readonly string[] {
    let names = this.#sorted.get(path);
    if (names === undefined) {
      names = [...(this.#folders.get(path) ?? [])].sort();
      this.#sorted.set(path, names);
    }
    return names;
  }
}
