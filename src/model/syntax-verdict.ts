/** Where a content breaks the language's grammar. */
export interface SyntaxFault {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** As the judge words it, on one line. */
  readonly message: string;
  /** The first version of the language in which the content is valid (`3.12`); null if none is known. */
  readonly validFrom: string | null;
}

/** What a judge says of one content. */
export type SyntaxVerdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly fault: SyntaxFault }
  /** It is written in another language than the judge's, whatever its name says. */
  | { readonly kind: 'foreign'; readonly reason: string }
  /** The judge cannot say, and why: nested too deep, no answer within the time limit. */
  | { readonly kind: 'unjudged'; readonly reason: string };

/** One content to judge. */
export interface JudgedContent {
  readonly bytes: Buffer;
  /** The decoded text, without a BOM. */
  readonly text: string;
  /** The variant of the format: `py`, `pyi`; `ts`, `tsx`, `js`, `jsx`, `d.ts`. */
  readonly dialect: string;
}

/** Judges contents by the grammar of one version of a language. */
export interface SyntaxJudge {
  /** Who speaks, for which version: `CPython 3.11.7`, `ruff 0.17.4 for Python 3.11`, `TypeScript 5.9.3`. */
  readonly by: string;
  /** Never rejects. Contents may be handed in while others are still judged. */
  judge(content: JudgedContent): Promise<SyntaxVerdict>;
  /** Ends what the judge has started; what is under way is answered `unjudged`. */
  close(): void;
}
