import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isInside, isSelfOrAncestor } from '../config/disk.js';
import { configurationFileIn } from '../config/find-configuration.js';
import { findRoot } from '../config/find-root.js';

/** Which project a file belongs to, by the rule of the command line, and what the user has opened. */
export class Roots {
  #folders: readonly string[] = [];
  readonly #trust: boolean;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(trust: boolean) {
    this.#trust = trust;
  }

  /** Absolute; none where a client has opened files alone. */
  set folders(folders: readonly string[]) {
    this.#folders = folders;
    this.forget();
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** A configuration has come, gone or changed: it may mark a root. */
  forget(): void {
    this.#known.clear();
  }

  /**
   * The root of a file's project. Undefined for a file outside all folders that are open: the user looks at it, and it is
   * not theirs to mend. Where no folder is open at all, it is the nearest repository or configuration above the file.
   */
  of(file: string): Promise<string | undefined> {
    const folder = dirname(file);
    const known = this.#known.get(folder) ?? this.#find(folder).catch(() => undefined);
    this.#known.set(folder, known);
    return known;
  }

  /** True if a folder that the user opened is the root or lies below it, as the command line wants of the current folder. */
  isTrusted(root: string): boolean {
    return this.#trust && this.#folders.some((folder) => isSelfOrAncestor(root, folder));
  }

  /** True if files of the project may belong to a folder that is open. */
  isOpen(root: string): boolean {
    return this.#folders.some((folder) => isInside(folder, root) || isInside(root, folder));
  }

  async #find(folder: string): Promise<string | undefined> {
    const start = nearestFolder(folder);
    const around = this.#folders.filter((open) => isInside(open, folder));
    const [cwd] = around.toSorted((a, b) => b.length - a.length);
    if (cwd !== undefined) return findRoot({ cwd, paths: [start] });
    if (this.#folders.length > 0) return undefined;
    const root = await findRoot({ cwd: start, paths: [] });
    return existsSync(join(root, '.git')) || configurationFileIn(root) !== null ? root : undefined;
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
