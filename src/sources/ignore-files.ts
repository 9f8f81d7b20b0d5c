import ignore, { type Ignore } from 'ignore';
import type { IgnoreBasis } from '../model/source.js';

/**
 * Answers whether git would ignore a path, from the `.gitignore` files on the way to it.
 * `read` gives the text of the ignore file of a folder ('' is the root), or undefined.
 * `outer` are the ignore files above the root (and `.git/info/exclude`), each with the root's path below its folder.
 */
export class IgnoreFiles {
  readonly #read: (folder: string) => string | undefined;
  readonly #outer: readonly { readonly matcher: Ignore; readonly prefix: string }[];
  readonly #outerTexts: readonly string[];
  readonly #byFolder = new Map<string, Ignore | null>();
  readonly #folders = new Map<string, boolean>();

  constructor(
    read: (folder: string) => string | undefined,
    outer: readonly { readonly text: string; readonly prefix: string }[] = [],
  ) {
    this.#read = read;
    this.#outerTexts = outer.map(({ text, prefix }) => `${prefix}\n${text}`);
    this.#outer = outer.map(({ text, prefix }) => ({ matcher: newMatcher(text), prefix }));
  }

  /** What answers have depended on until now: the paths of ignore files, whether or not they exist, and other patterns. */
  basis(): IgnoreBasis {
    const files = [...this.#byFolder.keys()].map((folder) => (folder === '' ? '.gitignore' : `${folder}/.gitignore`));
    return { files, outer: this.#outerTexts };
  }

  isIgnored(path: string): boolean {
    return path !== '' && (this.isFolderIgnored(parentOf(path)) || this.#isMatched(path, false));
  }

  /** True if everything in the folder is ignored. */
  isFolderIgnored(folder: string): boolean {
    if (folder === '') return false;
    let isIgnored = this.#folders.get(folder);
    if (isIgnored === undefined) {
      isIgnored = this.isFolderIgnored(parentOf(folder)) || this.#isMatched(folder, true);
      this.#folders.set(folder, isIgnored);
    }
    return isIgnored;
  }

  /** The nearest ignore file that says anything about the path decides, as git has it. */
  #isMatched(path: string, isFolder: boolean): boolean {
    for (let folder = parentOf(path); ; folder = parentOf(folder)) {
      const verdict = test(this.#matcher(folder), folder === '' ? path : path.slice(folder.length + 1), isFolder);
      if (verdict !== undefined) return verdict;
      if (folder === '') break;
    }
    for (const { matcher, prefix } of this.#outer) {
      const verdict = test(matcher, prefix === '' ? path : `${prefix}/${path}`, isFolder);
      if (verdict !== undefined) return verdict;
    }
    return false;
  }

  #matcher(folder: string): Ignore | null {
    let matcher = this.#byFolder.get(folder);
    if (matcher === undefined) {
      const text = this.#read(folder);
      matcher = text === undefined ? null : newMatcher(text);
      this.#byFolder.set(folder, matcher);
    }
    return matcher;
  }
}

function newMatcher(text: string): Ignore {
  return ignore({ ignorecase: false, allowRelativePaths: true }).add(text.replace(/^\ufeff/, ''));
}

function test(matcher: Ignore | null, path: string, isFolder: boolean): boolean | undefined {
  if (matcher === null) return undefined;
  const result = matcher.test(isFolder ? `${path}/` : path);
  if (result.unignored) return false;
  return result.ignored ? true : undefined;
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
