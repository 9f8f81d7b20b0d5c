import { UserError } from '../model/errors.js';
import type { ReportedChange } from '../model/report.js';
import { safeText } from '../model/terminal-text.js';
import type { OpenProject, WantedChange } from './project.js';
import type { Terminal } from './terminal.js';

/** Options by which a check is about a change alone. */
export interface ChangeOptions {
  /** What the branch has added since it left this ref. */
  readonly since?: string;
  /** What is about to be committed. */
  readonly staged?: boolean;
  /** What differs from the last commit. */
  readonly uncommitted?: boolean;
  /** What files are held to that are new. */
  readonly newFiles?: 'strict';
}

/** The change that the options ask for, if any. Throws a UserError for what does not go together. */
export function readChange(
  options: ChangeOptions & {
    readonly stdinFilename?: string;
    readonly watch?: boolean;
    readonly minScore?: number;
  },
): WantedChange | undefined {
  const { since, staged, uncommitted, newFiles } = options;
  const modes = [
    ...(since === undefined ? [] : ['since' as const]),
    ...(staged === true ? ['staged' as const] : []),
    ...(uncommitted === true ? ['uncommitted' as const] : []),
  ];
  const [mode, other] = modes;
  if (mode === undefined) {
    if (newFiles === undefined) return undefined;
    throw new UserError(
      '--new-files needs to know what is new.',
      'Give --since <ref>, --staged or --uncommitted with it.',
    );
  }
  if (other !== undefined) throw conflict(mode, `--${other}`, 'Each names a change of its own: choose one.');
  if (options.stdinFilename !== undefined)
    throw conflict(mode, '--stdin-filename', 'Standard input is judged alone, and belongs to no change.');
  if (options.watch === true) throw conflict(mode, '--watch', 'Watching compares with what was there when it began.');
  if (options.minScore !== undefined)
    throw conflict(mode, '--min-score', 'The score is of the whole project: check that in a run of its own.');
  return { mode, ref: since ?? null, newFiles: newFiles ?? null };
}

function conflict(mode: string, option: string, hint: string): UserError {
  return new UserError(`--${mode} and ${option} do not go together.`, hint);
}

/** Throws a UserError for a path that neither state of a change knows: on the disk it need not be. */
export function assertKnownPaths(project: OpenProject, paths: readonly string[]): void {
  const { change, listing } = project;
  if (change === undefined) return;
  const known = [...listing.files, ...change.earlier.files, ...listing.links].map(({ path }) => path);
  const isKnown = (path: string): boolean =>
    path === '' || known.some((file) => file === path || file.startsWith(`${path}/`));
  const unknown = paths.find((path) => !isKnown(project.relative(path)));
  if (unknown === undefined) return;
  throw new UserError(
    `Git knows no file ${unknown} here, neither with the change nor before it.`,
    'Paths are relative to the current folder.',
  );
}

/** Says what was not checked, and that there was nothing to check: no finding is no good news then. */
export async function explainChange({ err }: Terminal, { files, notChecked, mode }: ReportedChange): Promise<void> {
  if (files === 0) await err.write(`warning: ${NOTHING[mode]}\n`);
  const [first] = notChecked;
  if (first === undefined) return;
  const rules = notChecked.map(({ rule }) => rule).join(', ');
  await err.write(`warning: ${safeText(`not checked: ${rules} (${first.reason})`)}\n`);
}

const NOTHING: Readonly<Record<ReportedChange['mode'], string>> = {
  since: 'nothing has changed since then.',
  staged: 'nothing is staged (`git add` the files that are to be committed).',
  uncommitted: 'nothing differs from the last commit.',
};
