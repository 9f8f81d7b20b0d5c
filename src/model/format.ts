import type { Span } from './location.js';
import type { Source } from './source.js';
import type { SyntaxJudge } from './syntax-verdict.js';
import type { Extractor } from './syntax.js';

/** Where a grammar lives: an npm package with a native binding and a `.wasm` file. */
export interface Grammar {
  readonly name: string;
  readonly package: string;
  /** Property of the native module that holds the grammar; the module itself when absent. */
  readonly member?: string;
  readonly wasm: string;
}

/** Which judge a content gets. Plain data: a worker thread gets it as it is, and equal ones are one judge. */
export type JudgeSetup = Readonly<Record<string, string | null>>;

/** What choosing a judge depends on. */
export interface JudgeQuestion {
  /** Of the file that is judged. */
  readonly path: string;
  readonly source: Source;
  /** Absolute path of the root on disk; nothing in it is executed. */
  readonly root: string;
  /** Options of the rule that asks. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** How the language itself judges contents of a format. */
export interface Judging {
  /** Also of contents that cannot be decoded: the judge looks at their bytes. */
  readonly judgesBytes: boolean;
  /** True if it takes so much memory in each thread that asks it that as few as possible should. */
  readonly isHeavy: boolean;
  /** By what the project declares and the machine has. Throws a UserError where the options ask for what is not there. */
  choose(question: JudgeQuestion): JudgeSetup;
  /** @param processes How many processes of its own it may keep at work at once. */
  create(setup: JudgeSetup, processes: number): SyntaxJudge;
  /** True where it judges in processes of its own: whoever asks it has next to nothing to do. */
  isElsewhere?(setup: JudgeSetup): boolean;
  /** What choosing has found out about the machine, for a later run: asking anew would take longer than a small check. */
  findings?(): readonly MachineFinding[];
  /** Takes up what an earlier run found out, as far as it can be seen to hold still. */
  recall?(findings: readonly MachineFinding[]): void;
}

/** Something on the machine, and what is known of it. Plain data. */
export type MachineFinding = Readonly<Record<string, string>>;

/** Finds the statements at the top level of a text without a parse, so that only some of them need to be parsed. */
export interface StatementFinder {
  /**
   * The offsets at which statements start, ascending; several statements may be taken for one. What stands before the
   * first belongs to no other. Undefined where that cannot be told.
   */
  starts(text: string): readonly number[] | undefined;
  /**
   * Where the statement may declare something at the top level, of the `hits` (ascending offsets in it), and the parts of
   * it, ascending, from which can be told what: without what functions hold.
   */
  outline(text: string, statement: Span, hits: readonly number[]): Outline;
}

export interface Outline {
  readonly hits: readonly number[];
  /** None if there are no hits. */
  readonly parts: readonly Span[];
}

/** A way to write a comment of one line: what stands before and after its text, and before it where it stands behind code. */
export interface CommentForm {
  readonly open: string;
  readonly close: string;
  readonly gap: string;
}

/** A language or file format: the default export of `src/formats/<name>/format.ts`. */
export interface Format {
  readonly name: string;
  /** For people: `Python`, `TypeScript and JavaScript`. */
  readonly title: string;
  /** The dialect of the file at `path`, or undefined if the format does not claim it. */
  dialect(path: string): string | undefined;
  grammar(dialect: string): Grammar;
  /** The usual form first; the others count only where that would be no comment. */
  readonly comments: readonly CommentForm[];
  /** The text as the grammar can read it, where it does not know all of the language: of the same length. */
  readableText?(text: string): string;
  /** Set where statements are parsed apart from each other. */
  readonly statements?: StatementFinder;
  /** Name of the encoding that the content declares for itself (a Python coding cookie), if not UTF-8. */
  declaredEncoding?(head: string): string | undefined;
  /** Set where the language's own verdict is to be had: the shared facts `syntax`. */
  readonly judging?: Judging;
  /** True where contents are values that are written nowhere, such as those of env files: facts are never cached. */
  readonly holdsSecrets?: true;
  /** Shared extractors by name. Every format has `suppressions`. */
  readonly extractors: Readonly<Record<string, Extractor>>;
}
