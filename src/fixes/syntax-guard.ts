import { setImmediate } from 'node:timers/promises';
import { decode } from '../formats/decode.js';
import { loadParser } from '../formats/parser.js';
import { ParsedContent } from '../formats/parsed-content.js';
import type { Format, JudgeSetup } from '../model/format.js';
import type { SyntaxJudge, SyntaxVerdict } from '../model/syntax-verdict.js';
import { orphanIn } from './orphans.js';

/** One state of a file that fixes edit. */
export interface FileState {
  readonly bytes: Buffer;
  readonly text: string;
}

export interface SyntaxGuardInput {
  /** Nothing is too large that was checked. */
  readonly maxFileSize: number;
  /** Which judge of syntax a file gets. */
  readonly choose: (format: Format, path: string) => JudgeSetup | undefined;
}

/**
 * Says what fixes have done to the syntax of a file: its own grammar and the language's judge must say of it what they
 * said before. Call `close` at the end.
 */
export class SyntaxGuard {
  readonly #input: SyntaxGuardInput;
  readonly #judges = new Map<string, SyntaxJudge>();
  readonly #faults = new Map<string, { before: FileState; after: FileState; fault: Promise<string | undefined> }>();
  readonly #verdicts = new Map<string, { readonly bytes: Buffer; readonly verdict: Promise<SyntaxVerdict> }>();

  constructor(input: SyntaxGuardInput) {
    this.#input = input;
  }

  /** Why the state after must not be written; undefined if nothing speaks against it. Known from the last time if asked. */
  faultOf(path: string, format: Format, states: { before: FileState; after: FileState }): Promise<string | undefined> {
    const known = this.#faults.get(path);
    if (known?.before === states.before && known.after === states.after) return known.fault;
    const fault = this.#faultIn(path, format, states);
    this.#faults.set(path, { ...states, fault });
    return fault;
  }

  async #faultIn(
    path: string,
    format: Format,
    { before, after }: { before: FileState; after: FileState },
  ): Promise<string | undefined> {
    const decoded = decode(after.bytes, format, this.#input.maxFileSize);
    if ('skip' in decoded) return `${path} would not be readable any more: ${decoded.skip}`;
    if (decoded.text !== after.text) return `${path} cannot hold it in its encoding`;
    const old = await this.#verdict(path, format, before);
    if (old.kind === 'invalid') return `${path} does not parse: ${old.fault.message} (line ${old.fault.line})`;
    const verdict = await this.#judge(path, format, after);
    if (verdict.kind === 'invalid') return `${path} would not parse any more: ${verdict.fault.message}`;
    if (verdict.kind !== old.kind) return `the syntax of ${path} could not be judged any more`;
    // Trees are freed between turns of the event loop.
    await setImmediate();
    return this.#compareTrees(path, format, { before, after });
  }

  close(): void {
    for (const judge of this.#judges.values()) judge.close();
  }

  async #compareTrees(
    path: string,
    format: Format,
    states: { before: FileState; after: FileState },
  ): Promise<string | undefined> {
    const dialect = format.dialect(path) ?? '';
    const parse = await loadParser(format.grammar(dialect));
    const [before, after] = [states.before, states.after].map(
      ({ text }) => new ParsedContent(text, dialect, { format, parse, hasBom: false }),
    ) as [ParsedContent, ParsedContent];
    try {
      if (after.tree().hasError && !before.tree().hasError) return `${path} would not parse any more`;
      const orphan = orphanIn(before, after);
      return orphan === undefined ? undefined : `${path} would not use ${orphan} any more, which it imports or defines`;
    } finally {
      before.dispose();
      after.dispose();
    }
  }

  /** Of the state before, which is asked about again and again. */
  #verdict(path: string, format: Format, state: FileState): Promise<SyntaxVerdict> {
    const known = this.#verdicts.get(path);
    if (known?.bytes === state.bytes) return known.verdict;
    const verdict = this.#judge(path, format, state);
    this.#verdicts.set(path, { bytes: state.bytes, verdict });
    return verdict;
  }

  async #judge(path: string, format: Format, { bytes, text }: FileState): Promise<SyntaxVerdict> {
    const setup = this.#input.choose(format, path);
    if (setup === undefined || format.judging === undefined) return { kind: 'valid' };
    const key = `${format.name} ${JSON.stringify(setup)}`;
    const judge = this.#judges.get(key) ?? format.judging.create(setup, 1);
    this.#judges.set(key, judge);
    return judge.judge({ bytes, text, dialect: format.dialect(path) ?? '' });
  }
}
