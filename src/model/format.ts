import type { Extractor } from './syntax.js';

/** Where a grammar lives: an npm package with a native binding and a `.wasm` file. */
export interface Grammar {
  readonly name: string;
  readonly package: string;
  /** Property of the native module that holds the grammar; the module itself when absent. */
  readonly member?: string;
  readonly wasm: string;
}

/** A language or file format: the default export of `src/formats/<name>/format.ts`. */
export interface Format {
  readonly name: string;
  /** For people: `Python`, `TypeScript and JavaScript`. */
  readonly title: string;
  /** The dialect of the file at `path`, or undefined if the format does not claim it. */
  dialect(path: string): string | undefined;
  grammar(dialect: string): Grammar;
  /** The text as the grammar can read it, where it does not know all of the language: of the same length. */
  readableText?(text: string): string;
  /** Name of the encoding that the content declares for itself (a Python coding cookie), if not UTF-8. */
  declaredEncoding?(head: string): string | undefined;
  /** Shared extractors by name. Every format has `suppressions`. */
  readonly extractors: Readonly<Record<string, Extractor>>;
}
