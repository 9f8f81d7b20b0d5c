/** What a command may do to the outside; `main.ts` gives the real one. */
export interface Terminal {
  /** Absolute path of the current working directory. */
  readonly cwd: string;
  readonly out: Output;
  readonly err: Output;
  /** All of standard input. */
  readonly readInput: () => Promise<Buffer>;
  /** The answer to a question of yes or no; undefined where nobody sits at a terminal. */
  readonly confirm: (question: string) => Promise<boolean | undefined>;
  /** Today as an ISO date in the local time zone. */
  readonly today: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** Changes whenever the code of the tool does: what another build remembers is of no use. */
  readonly build: string;
}

export interface Output {
  readonly isTerminal: boolean;
  readonly color: boolean;
  readonly width: number;
  write(text: string | Buffer): Promise<void>;
}

/** How a command ends: 0 the gate holds, 1 it does not, 2 the check could not be made. */
export type ExitCode = 0 | 1 | 2;
