import { decode } from '../formats/decode.js';
import { encodeLike } from '../formats/encode.js';
import { compareText } from '../model/compare-text.js';
import type { Format } from '../model/format.js';
import { editsByPath, type EditableText, type Planned } from './compose.js';
import type { FileState } from './syntax-guard.js';
import { applyEdits } from './text-edits.js';

export interface FixedFilesInput {
  readonly formats: readonly Format[];
  readonly maxFileSize: number;
  /** Where the present contents go: path → bytes. */
  readonly contents: Map<string, Buffer>;
  /** The bytes of a file as it is; throws what is wrong with it. */
  readonly read: (path: string) => Buffer;
  /** True of a file that fixes may change. */
  readonly isEditable: (path: string) => boolean;
}

interface OpenFile {
  readonly format: Format;
  /** As it was read. */
  readonly original: Buffer;
  /** The state that the fixes of earlier rounds have left. */
  kept: FileState;
  /** With the fixes of this round. */
  present: FileState;
  /** Rounds that have changed it. */
  version: number;
}

/** The files that fixes change, in memory: as they were read, after the last round, and now. */
export class FixedFiles {
  readonly #input: FixedFilesInput;
  readonly #open = new Map<string, OpenFile>();
  /** Why others cannot be edited. */
  readonly #closed = new Map<string, string>();

  constructor(input: FixedFilesInput) {
    this.#input = input;
  }

  /** Reads files once and for all; gives those that had not been read. */
  pin(paths: readonly string[]): ReadonlySet<string> {
    const pinned = new Set<string>();
    for (const path of paths) {
      if (this.#open.has(path) || this.#closed.has(path)) continue;
      const file = this.#read(path);
      if (typeof file === 'string') this.#closed.set(path, file);
      else {
        this.#open.set(path, file);
        this.#input.contents.set(path, file.original);
        pinned.add(path);
      }
    }
    return pinned;
  }

  editable(path: string): EditableText {
    const file = this.#open.get(path);
    return file === undefined ? { refusal: this.#closed.get(path) ?? 'it was not read' } : { text: file.kept.text };
  }

  /** The text that the earlier rounds have left. */
  kept(path: string): string {
    return this.#opened(path).kept.text;
  }

  /** Changes with what `kept` gives. */
  version(path: string): number {
    return this.#open.get(path)?.version ?? 0;
  }

  states<Answer>(
    path: string,
    ask: (format: Format, states: { before: FileState; after: FileState }) => Answer,
  ): Answer {
    const { format, kept, present } = this.#opened(path);
    return ask(format, { before: kept, after: present });
  }

  /** Gives every file exactly these fixes, on top of the earlier rounds; says which contents that has changed. */
  apply(
    fixes: readonly Planned[],
  ): { readonly changed: ReadonlySet<string> } | { readonly refusal: string; readonly path: string } {
    const changed = new Map<string, FileState>();
    const edits = editsByPath(fixes);
    for (const [path, file] of this.#open) {
      const text = applyEdits(file.kept.text, edits.get(path) ?? []);
      if (text === file.present.text) continue;
      const bytes = text === file.kept.text ? file.kept.bytes : encodeLike(text, file.original, file.format);
      if ('refusal' in bytes) return { refusal: `${path}: ${bytes.refusal}`, path };
      changed.set(path, { bytes, text });
    }
    for (const [path, state] of changed) {
      this.#opened(path).present = state;
      this.#input.contents.set(path, state.bytes);
    }
    return { changed: new Set(changed.keys()) };
  }

  /** Ends a round: what is there now stays. */
  keep(): void {
    for (const file of this.#open.values()) {
      if (file.kept !== file.present) file.version += 1;
      file.kept = file.present;
    }
  }

  /** Sorted by path. */
  changed(): readonly { readonly path: string; readonly before: Buffer; readonly after: Buffer }[] {
    return [...this.#open]
      .map(([path, { original, kept }]) => ({ path, before: original, after: kept.bytes }))
      .filter(({ before, after }) => !before.equals(after))
      .sort((one, other) => compareText(one.path, other.path));
  }

  #opened(path: string): OpenFile {
    const file = this.#open.get(path);
    if (file === undefined) throw new Error(`${path} was not read`);
    return file;
  }

  #read(path: string): OpenFile | string {
    if (!this.#input.isEditable(path)) return `it edits ${path}, which is not among the files that are checked`;
    const format = this.#input.formats.find((one) => one.dialect(path) !== undefined);
    if (format === undefined) return `it edits ${path}, which is of no known format`;
    try {
      const original = this.#input.read(path);
      const decoded = decode(original, format, this.#input.maxFileSize);
      if ('skip' in decoded) return `${path}: ${decoded.skip}`;
      const encoded = encodeLike(decoded.text, original, format);
      if ('refusal' in encoded) return `${path}: ${encoded.refusal}`;
      if (!encoded.equals(original)) return `${path}: its encoding cannot be written back as it is`;
      const state = { bytes: original, text: decoded.text };
      return { format, original, kept: state, present: state, version: 0 };
    } catch (error) {
      return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}
