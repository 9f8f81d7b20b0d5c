import type { JudgedContent, SyntaxJudge, SyntaxVerdict } from '../../../model/syntax-verdict.js';
import { readAnswer } from './cpython-answer.js';
import { CPythonProcess } from './cpython-process.js';
import { faultMessage } from '../../fault-message.js';
import { Patience } from './patience.js';

export interface CPythonOptions {
  /** Absolute path of an executable that the caller trusts. */
  readonly interpreter: string;
  /** Its full version: `3.11.7`. */
  readonly version: string;
  /** Milliseconds for one content. */
  readonly timeLimit?: number;
}

const TIME_LIMIT = 10_000;

/** Contents given up in a row after which the interpreter is: it is not they that are at fault. */
const MOST_GIVEN_UP = 5;

/**
 * Judges by `compile()` of CPython 3.6 or later, in one process of its own that starts with the first content. A content
 * over which the process ends or takes too long is `unjudged`; those behind it are judged by a new process.
 */
export function createCPythonJudge(options: CPythonOptions): SyntaxJudge {
  return new CPythonJudge(options);
}

interface Waiting {
  readonly content: JudgedContent;
  readonly answer: (verdict: SyntaxVerdict) => void;
}

class CPythonJudge implements SyntaxJudge {
  readonly by: string;
  readonly #options: CPythonOptions;
  readonly #timeLimit: number;
  readonly #patience: Patience;
  /** In the order in which the process answers; it is at work on the first. */
  #waiting: Waiting[] = [];
  #process: CPythonProcess | undefined;
  #isReady = false;
  /** Contents given up since the last answer. */
  #givenUp = 0;
  /** Why nothing is judged any more. */
  #refusal: string | undefined;

  constructor(options: CPythonOptions) {
    this.by = `CPython ${options.version}`;
    this.#options = options;
    this.#timeLimit = options.timeLimit ?? TIME_LIMIT;
    this.#patience = new Patience(this.#timeLimit, () => {
      this.#giveUpFirst(`no answer within ${(this.#timeLimit / 1000).toString()} s`);
    });
  }

  judge(content: JudgedContent): Promise<SyntaxVerdict> {
    if (this.#refusal !== undefined) return Promise.resolve(unjudged(this.#refusal));
    return new Promise((resolve) => {
      this.#waiting.push({ content, answer: resolve });
      if (this.#process === undefined) this.#start();
      else this.#process.send(content.bytes);
      if (this.#waiting.length === 1) this.#watch();
    });
  }

  close(): void {
    this.#refuse('the judge was closed');
  }

  /** Starts a process and hands it all that waits. */
  #start(): void {
    this.#isReady = false;
    try {
      const started = new CPythonProcess({
        interpreter: this.#options.interpreter,
        timeLimit: this.#timeLimit,
        events: {
          onLine: (line) => {
            this.#read(line);
          },
          onEnd: (reason) => {
            this.#giveUpFirst(reason);
          },
        },
      });
      this.#process = started;
      for (const { content } of this.#waiting) started.send(content.bytes);
    } catch (error) {
      this.#giveUpFirst(error instanceof Error ? error.message : String(error));
    }
  }

  #read(line: string): void {
    this.#patience.restart();
    if (!this.#isReady) {
      this.#isReady = line === '["ready"]';
      if (!this.#isReady) this.#giveUpFirst('it is not CPython');
      return;
    }
    const first = this.#waiting[0];
    if (first === undefined) {
      this.#refuse(`${this.by} answers what nobody asked`);
      return;
    }
    let verdict: SyntaxVerdict;
    try {
      verdict = readAnswer(line, first.content.text, this.#options.version);
    } catch {
      this.#giveUpFirst('it gave no answer that can be read');
      return;
    }
    this.#waiting.shift();
    this.#givenUp = 0;
    if (this.#waiting.length === 0) this.#watch();
    first.answer(verdict);
  }

  /** The process ended or is ended over the first content; before it is ready, there is no use in another one. */
  #giveUpFirst(reason: string): void {
    if (!this.#isReady) {
      this.#refuse(`${this.by} does not start: ${reason}`);
      return;
    }
    this.#process?.kill();
    this.#process = undefined;
    this.#waiting.shift()?.answer(unjudged(`${this.by} gave up: ${reason}`));
    this.#givenUp += 1;
    if (this.#givenUp >= MOST_GIVEN_UP)
      this.#refuse(`${this.by} gave up ${MOST_GIVEN_UP.toString()} times in a row: ${reason}`);
    else if (this.#waiting.length > 0) this.#start();
    this.#watch();
  }

  #refuse(reason: string): void {
    this.#refusal = reason;
    this.#process?.kill();
    this.#process = undefined;
    for (const { answer } of this.#waiting) answer(unjudged(reason));
    this.#waiting = [];
    this.#watch();
  }

  /** Waits for the process, and keeps this one alive for it, exactly while it owes an answer. */
  #watch(): void {
    const owes = this.#waiting.length > 0;
    this.#process?.keepAlive(owes);
    if (owes) this.#patience.restart();
    else this.#patience.stop();
  }
}

function unjudged(reason: string): SyntaxVerdict {
  return { kind: 'unjudged', reason: faultMessage(reason) };
}
