import type { Report } from './report.js';

/** What the place of output offers. */
export interface RenderOptions {
  /** True if ANSI escape sequences for colours are welcome. */
  readonly color: boolean;
  /** Columns of the terminal, or what stands in for them where there is none. */
  readonly width: number;
  /** Where the checked files can be read (`https://github.com/acme/shop/blob/<commit>`); links to them start with it. */
  readonly sourceUrl?: string;
  /** True where suppressed findings are wanted, too, of a format that can tell them from open ones. */
  readonly withSuppressed?: boolean;
}

/**
 * Turns a report into text: the default export of a reporter's module. Its name is its file's name.
 * Pure: the same report and options give the same text.
 */
export interface Reporter {
  /** What the output is and who it is for, in one sentence. */
  readonly summary: string;
  /** Extension of files that hold the output, without its dot; `txt` when absent. */
  readonly extension?: string;
  /** The pieces of the output in order, line ends included, to be written one after the other. */
  render(report: Report, options: RenderOptions): Iterable<string>;
  /** What the user should know of the output, such as what it leaves out: one sentence each. */
  warnings?(report: Report, options: RenderOptions): Iterable<string>;
}
