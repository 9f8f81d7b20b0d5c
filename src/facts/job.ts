import type { Role } from '../model/file.js';
import type { JudgeSetup } from '../model/format.js';

/** One file to find facts in. Plain data: a worker thread gets it as it is. */
export interface Job {
  readonly path: string;
  /** Name of the format that claims the path. */
  readonly format: string;
  readonly dialect: string;
  readonly role: Role;
  /** True if the user's configuration set the role; otherwise the content may change it. */
  readonly isRoleFixed: boolean;
  /** Ids of the rules that are on for the path, separated by blanks. */
  readonly rules: string;
  /** `context` for a file that is not itself judged: only what other files' judging may need is extracted. */
  readonly scope: 'judged' | 'context';
  /** Who judges the syntax of the file; null where no rule asks. */
  readonly judge: JudgeSetup | null;
}
