import { resolve } from 'node:path';
import type { CheckRequest } from '../check.js';
import { admissibleFix, fixProject, type FixedFile, type FixOutcome } from '../fix-project.js';
import type { Candidate } from '../fixes/compose.js';
import { unifiedDiff } from '../fixes/diff.js';
import { unite } from '../fixes/groups.js';
import { writeFixed, type WriteFailure } from '../fixes/write.js';
import { countText } from '../model/count-text.js';
import { UserError } from '../model/errors.js';
import { maskSecrets } from '../model/mask.js';
import type { Report } from '../model/report.js';
import { safeText } from '../model/terminal-text.js';
import {
  inputOf,
  openChecked,
  projectCache,
  reportOn,
  requestOf,
  runCheck,
  warnOf,
  type Checked,
  type CheckOptions,
} from './check.js';
import type { ExitCode, Terminal } from './terminal.js';

/**
 * `compliance check --fix`: makes what fixes can be made, and then checks as ever. With `--diff` nothing is written: the
 * changes are shown, and the check is of what is there. Standard input is given back with its fixes on standard output.
 */
export async function fixCommand(
  terminal: Terminal,
  paths: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  assertSensible(options);
  const input = await inputOf(terminal, paths, options);
  const checked = await openChecked(terminal, input, options);
  await warnOf(terminal, checked);
  const report = await runCheck(terminal, checked, options);
  const outcome = await fixesFor(terminal, checked, { report, options });
  const isWritten = options.diff !== true && input.stdin === undefined;
  const failures = isWritten ? writeFixed(checked.project.root, groupsOf(outcome)) : [];
  if (options.diff === true) await writeDiff(terminal, outcome.files);
  else if (input.stdin !== undefined) await terminal.out.write(outcome.files[0]?.after ?? input.stdin);
  await terminal.err.write(summaryOf(outcome, { report, failures, options }));
  const isChanged = options.diff !== true && outcome.files.length > 0;
  const code = isChanged
    ? await checkAgain(terminal, { input, outcome, options })
    : await reportOn(terminal, checked, { report, options });
  return failures.length > 0 ? 2 : code;
}

function assertSensible({
  fix,
  diff,
  unsafe,
  watch,
  format,
  stdinFilename,
  since,
  staged,
  uncommitted,
}: CheckOptions): void {
  if (unsafe === true && fix !== true && diff !== true)
    throw new UserError('--unsafe says which fixes are made.', 'Give it with --fix or --diff.');
  if (since !== undefined || staged === true || uncommitted === true)
    throw new UserError(
      'Fixes change the files as they lie there, not a change of git.',
      'Name the files to fix, or leave out --fix; then stage what it has fixed.',
    );
  if (watch === true) throw new UserError('--watch looks on while files change: it cannot change them itself.');
  const isOutputTaken = diff === true || stdinFilename !== undefined;
  const onOutput = format?.find((one) => !/^(?:[A-Za-z]:[\\/])?[^:]+:.+$/.test(one));
  if (isOutputTaken && onOutput !== undefined)
    throw new UserError(
      `${diff === true ? '--diff shows the changes' : 'The fixed content goes'} on standard output, where --format ${onOutput} would go too.`,
      `Give the report a file: --format ${onOutput}:report.`,
    );
}

/** Nothing is opened a second time where there is nothing to fix. */
async function fixesFor(
  terminal: Terminal,
  { project, selected }: Checked,
  { report, options }: { readonly report: Report; readonly options: CheckOptions },
): Promise<FixOutcome> {
  const isUnsafe = options.unsafe === true;
  if (!report.findings.some((finding) => admissibleFix(finding, isUnsafe) !== undefined))
    return { files: [], made: [], refused: [] };
  // That of the check was closed when it was saved.
  const cache = await projectCache(terminal, project, options);
  const request: CheckRequest = { ...(await requestOf(terminal, project, { selected, options })), cache };
  return fixProject(request, { isUnsafe });
}

/** Files that one fix edits are written together or not at all. */
function groupsOf({ files, made }: FixOutcome): readonly (readonly FixedFile[])[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const together = [...files.map(({ path }) => [path]), ...made.map(pathsOf)];
  return unite(together).map((paths) => paths.flatMap((path) => byPath.get(path) ?? []));
}

function pathsOf({ fix }: Candidate): readonly string[] {
  return [...new Set(fix.edits.map(({ path }) => path))];
}

async function checkAgain(
  terminal: Terminal,
  {
    input,
    outcome,
    options,
  }: {
    readonly input: Awaited<ReturnType<typeof inputOf>>;
    readonly outcome: FixOutcome;
    readonly options: CheckOptions;
  },
): Promise<ExitCode> {
  const [fixed] = outcome.files;
  const { stdinFilename } = options;
  const isInput = stdinFilename !== undefined && fixed !== undefined;
  const contents = isInput ? new Map([[resolve(terminal.cwd, stdinFilename), fixed.after]]) : input.contents;
  const checked = await openChecked(terminal, { ...input, contents }, options);
  return reportOn(terminal, checked, { report: await runCheck(terminal, checked, options), options });
}

/** Byte for byte, so that `git apply` takes it; on a terminal nothing that it would obey, and no secret. */
async function writeDiff({ out }: Terminal, files: readonly FixedFile[]): Promise<void> {
  for (const file of files) {
    const diff = unifiedDiff(file);
    await out.write(out.isTerminal ? shown(diff) : diff);
  }
}

function shown(diff: Buffer): string {
  const shownLine = (line: string): string => maskSecrets(line.replace(/\r$/, '')).split('\t').map(safeText).join('\t');
  return diff.toString('utf8').split('\n').map(shownLine).join('\n');
}

/** Fixes that were not made and are told one by one. */
const MAX_TOLD = 20;

function summaryOf(
  { files, made, refused }: FixOutcome,
  {
    report,
    failures,
    options,
  }: { readonly report: Report; readonly failures: readonly WriteFailure[]; readonly options: CheckOptions },
): string {
  const reasons = new Map(failures.map(({ path, reason }) => [path, reason]));
  const unwritten = made.flatMap((candidate) => {
    const path = pathsOf(candidate).find((one) => reasons.has(one));
    return path === undefined ? [] : [{ ...candidate, reason: `${path} was not written: ${reasons.get(path) ?? ''}` }];
  });
  const missed = [...unwritten, ...refused];
  const findings = countText(made.length - unwritten.length, 'finding');
  const where = countText(files.filter(({ path }) => !reasons.has(path)).length, 'file');
  const head = `${options.diff === true ? 'would fix' : 'fixed'} ${findings} in ${where}`;
  const unsafe = options.unsafe === true ? 0 : report.findings.filter(isFixedUnsafely).length;
  const more =
    unsafe === 0 ? '' : `; ${countText(unsafe, 'more fix', 'more fixes')} may change what the code does: --unsafe`;
  const failed = missed.length === 0 ? '' : `; ${countText(missed.length, 'fix was', 'fixes were')} not made:`;
  const lines = missed.slice(0, MAX_TOLD).map(({ finding, reason }) => {
    const { path, range, ruleId } = finding;
    return `  ${path}:${range.start.line.toString()} ${ruleId}: ${maskSecrets(reason)}`;
  });
  const rest = missed.length > MAX_TOLD ? [`  … and ${(missed.length - MAX_TOLD).toString()} more`] : [];
  return `${[`${head}${more}${failed}`, ...lines, ...rest].map(safeText).join('\n')}\n`;
}

function isFixedUnsafely(finding: Report['findings'][number]): boolean {
  return admissibleFix(finding, false) === undefined && admissibleFix(finding, true) !== undefined;
}
