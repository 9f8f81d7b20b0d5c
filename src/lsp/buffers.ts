import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Format } from '../model/format.js';
import type { Listing, Source } from '../model/source.js';
import { insideOf } from '../sources/inside.js';
import { isNeverChecked } from '../sources/listing.js';

/** What taking a document's text over means for a project. */
export type Taken =
  /** It is none of the project's checked files. */
  | 'nothing'
  /** A known file has another content. */
  | 'content'
  /** A file has come or gone that is on no disk. */
  | 'listing';

/** A text as it was taken over. */
export interface Snapshot {
  readonly version: number;
  readonly text: string;
}

/** The open documents of one project, and their texts as its source shows them until the next ones are taken over. */
export class Buffers {
  /** Path → content; the overlay of the project's source. */
  readonly contents = new Map<string, Buffer>();
  /** By path. */
  readonly documents = new Map<string, TextDocument>();
  readonly #root: string;
  readonly #formats: readonly Format[];
  readonly #snapshots = new Map<string, Snapshot>();
  #source: Source | undefined;
  #listed: ReadonlySet<string> = new Set();
  /** What was listed beside it: documents that are on no disk. */
  #added: ReadonlySet<string> = new Set();

  constructor(root: string, formats: readonly Format[]) {
    this.#root = root;
    this.#formats = formats;
  }

  /** Another state of what lies on the disk: everything is taken over anew, to be listed with it. */
  rebase(source: Source, { files }: Listing): void {
    this.#source = source;
    this.#listed = new Set(files.map(({ path }) => path));
    for (const path of new Set([...this.documents.keys(), ...this.contents.keys()])) this.take(path);
    this.#added = new Set([...this.contents.keys()].filter((path) => !this.#listed.has(path)));
  }

  /** Shows the project the text that a document has now; the disk's, where the document is closed. */
  take(path: string): Taken {
    const document = this.documents.get(path);
    if (document === undefined) {
      this.#snapshots.delete(path);
      if (!this.contents.delete(path)) return 'nothing';
      return this.#listed.has(path) && existsSync(join(this.#root, path)) ? 'content' : 'listing';
    }
    const text = document.getText();
    this.#snapshots.set(path, { version: document.version, text });
    if (this.#isOfProject(path)) {
      this.contents.set(path, Buffer.from(text));
      return this.#listed.has(path) || this.#added.has(path) ? 'content' : 'listing';
    }
    this.contents.delete(path);
    return this.#added.has(path) ? 'listing' : 'nothing';
  }

  /** The text that the project was shown; undefined where the document has changed since. */
  current(path: string): Snapshot | undefined {
    const snapshot = this.#snapshots.get(path);
    return snapshot?.version === this.documents.get(path)?.version ? snapshot : undefined;
  }

  /**
   * True of what a format understands, and the project lists. A file that is not there yet belongs to it unless git
   * ignores it; one that is there and not listed was left out on purpose. Manifests count as they are saved.
   */
  #isOfProject(path: string): boolean {
    if (!this.#formats.some((format) => format.dialect(path) !== undefined)) return false;
    if (this.#listed.has(path)) return true;
    return !existsSync(join(this.#root, path)) && this.#mayBeAdded(path);
  }

  #mayBeAdded(path: string): boolean {
    if (isNeverChecked(path) || this.#source?.isIgnored(path) !== false) return false;
    const folder = nearestFolder(dirname(join(this.#root, path)));
    try {
      // Not through a link: what it leads to has a path of its own, or lies outside.
      return insideOf(this.#root)(folder) === insideByName(this.#root, folder);
    } catch {
      return false;
    }
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

function insideByName(root: string, folder: string): string {
  return folder.slice(root.length + 1).replaceAll('\\', '/');
}
