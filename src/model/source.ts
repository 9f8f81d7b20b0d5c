import type { Skip } from './file.js';

/** One file as a source lists it. */
export interface SourceFile {
  readonly path: string;
  /** Attributes that `.gitattributes` gives the file, for example `linguist-generated`. */
  readonly attributes?: ReadonlySet<string>;
  /** Git's name of the content (SHA-1 or SHA-256, hexadecimal), where git vouches that the file has it. */
  readonly blob?: string;
}

export interface ListingSkip extends Skip {
  /** True if a whole folder is behind it; a file's skip matters only where a format claims its name. */
  readonly isFolder: boolean;
}

export interface Listing {
  /** What the user should know of how the files were found. */
  readonly warnings: readonly string[];
  /** Sorted by path, without duplicates. */
  readonly files: readonly SourceFile[];
  /** Entries that could not be looked into: symbolic links that lead nowhere good, unreadable folders. */
  readonly skips: readonly ListingSkip[];
  /**
   * Symbolic links, sorted: they are not checked themselves, but imports may go through them. `target` is the path that
   * one leads to inside the root; null if it leads out of it.
   */
  readonly links: readonly { readonly path: string; readonly target: string | null }[];
  /** Submodules and other repositories inside, sorted: they are not entered. */
  readonly repositories: readonly string[];
}

/**
 * Where content comes from: a work tree, a git index, a commit, an editor's buffers. Paths are relative to the root,
 * with `/`; '' is the root. No answer reaches outside the root.
 */
export interface Source {
  list(): Promise<Listing>;
  /** Git's name of the content of a listed file, where it is known without reading the file. */
  blob(path: string): string | undefined;
  /**
   * Files that git ignores and that lie in the root nevertheless, sorted; links among them are left out, and so is what
   * lies in folders that are ignored as a whole. They are never listed: what is found in them must not leave the
   * machine's own output. Absent where a source has no such files.
   */
  localFiles?(isWanted: (path: string) => boolean): Promise<readonly string[]>;
  /** The bytes of a listed file; throws an Error with a readable message when it cannot be read. */
  read(path: string): Buffer;
  /**
   * Says which listed files are about to be read, so that they can be fetched together; larger ones than `limit` bytes
   * will not be looked at. Absent where each is read as quickly alone.
   */
  prepare?(paths: readonly string[], limit: number): Promise<void>;
  /** The sizes in bytes of listed files, as far as they can be had without reading them. */
  sizes?(paths: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * What is at a path that the source lists, folders and links included; undefined when nothing is. Behind a link that
   * leads out of the root everything is a file: it may be there, and is never looked at.
   */
  kind(path: string): 'file' | 'directory' | undefined;
  /** The path with the links in it resolved, where they stay inside the root; the path itself otherwise. */
  realPath(path: string): string;
  /** Names in a listed folder, sorted. */
  entries(path: string): readonly string[];
  /** The text of any file under the root, listed or ignored (an installed package's); undefined when absent or unreadable. */
  text(path: string): string | undefined;
  /** True if git ignores the path, whether or not it exists. */
  isIgnored(path: string): boolean;
  /** What the answers about ignored paths have depended on until now. */
  ignoreBasis(): IgnoreBasis;
}

export interface IgnoreBasis {
  /** Paths of ignore files below the root, whether or not they exist. */
  readonly files: readonly string[];
  /** The patterns that apply from elsewhere. */
  readonly outer: readonly string[];
}
