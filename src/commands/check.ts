import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Cache } from '../cache/cache.js';
import { cacheFolder } from '../cache/folders.js';
import { check, type CheckRequest } from '../check.js';
import type { CheckChangeRequest } from '../check-change.js';
import { countText } from '../model/count-text.js';
import { UserError } from '../model/errors.js';
import type { GateCondition } from '../model/gate-condition.js';
import { Profile, timed } from '../model/profile.js';
import type { Report } from '../model/report.js';
import { safeText } from '../model/terminal-text.js';
import { readDebt, type BaselineOption } from './baseline-file.js';
import { describeProfile } from './profile.js';
import { assertKnownPaths, explainChange, readChange, type ChangeOptions } from './change.js';
import { createProgress } from './progress.js';
import { openProject, type OpenProject, type ProjectChange, type ProjectOptions } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';
import { readDestinations, writeReport, type Destination } from './write-report.js';

export interface CheckOptions extends ProjectOptions, ChangeOptions {
  readonly failOn?: readonly GateCondition[];
  readonly minScore?: number;
  /** The file of known findings, or false for none. */
  readonly baseline?: BaselineOption;
  readonly format?: readonly string[];
  /** Where the checked files can be read, without a slash at its end. */
  readonly sourceUrl?: string;
  /** Puts suppressed findings into SARIF, too. */
  readonly sarifSuppressions?: boolean;
  readonly stdinFilename?: string;
  /** False for a run that neither uses nor writes what runs remember. */
  readonly cache?: boolean;
  /** Says what the run has spent its time on. */
  readonly profile?: boolean;
  /** Goes on judging while files change. */
  readonly watch?: boolean;
  /** Makes the fixes that leave the behaviour as it is. */
  readonly fix?: boolean;
  /** Makes the others too. */
  readonly unsafe?: boolean;
  /** Shows what fixes would change, and writes nothing. */
  readonly diff?: boolean;
}

/** `compliance check [paths…]` */
export async function checkCommand(
  terminal: Terminal,
  paths: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  if (options.fix === true || options.diff === true || options.unsafe === true)
    return (await import('./fix.js')).fixCommand(terminal, paths, options);
  // What does not go together is told before anything is read.
  readChange(options);
  if (options.watch === true) return (await import('./watch.js')).watchCommand(terminal, paths, options);
  const checked = await openChecked(terminal, await inputOf(terminal, paths, options), options);
  await warnOf(terminal, checked);
  return reportOn(terminal, checked, { report: await runCheck(terminal, checked, options), options });
}

/** What the user asks to have checked. */
export interface CheckInput {
  readonly paths: readonly string[];
  /** Contents that stand in for files, by absolute path. */
  readonly contents: ReadonlyMap<string, Buffer>;
  /** Standard input, where that is checked. */
  readonly stdin?: Buffer;
}

export async function inputOf(
  terminal: Terminal,
  paths: readonly string[],
  { stdinFilename }: CheckOptions,
): Promise<CheckInput> {
  if (stdinFilename === undefined) return { paths, contents: new Map() };
  if (paths.length > 0) throw new UserError('--stdin-filename judges standard input alone: give no paths with it.');
  const stdin = await terminal.readInput();
  return { paths, contents: new Map([[resolve(terminal.cwd, stdinFilename), stdin]]), stdin };
}

/** A project that is about to be checked. */
export interface Checked {
  readonly project: OpenProject;
  /** As the user gave them. */
  readonly selected: readonly string[];
  readonly destinations: readonly Destination[];
  readonly cache: Cache | null;
  readonly profile: Profile | undefined;
}

export async function openChecked(
  terminal: Terminal,
  { paths, contents }: CheckInput,
  options: CheckOptions,
): Promise<Checked> {
  const { stdinFilename } = options;
  const change = readChange(options);
  const selected = stdinFilename === undefined ? paths : [stdinFilename];
  // A file that is about to be saved, or is a part of a change, need not lie on the disk.
  const isOnDisk = (path: string): boolean =>
    stdinFilename === undefined && (change === undefined || existsSync(resolve(terminal.cwd, path)));
  const profile = options.profile === true ? new Profile() : undefined;
  const start = performance.now();
  const project = await openProject(terminal, {
    paths: selected.map((path) => (isOnDisk(path) ? path : existingFolder(resolve(terminal.cwd, path)))),
    options,
    contents,
    change,
  });
  assertKnownPaths(project, paths);
  profile?.add({ kind: 'phase', name: 'configuration, listing', milliseconds: performance.now() - start, bytes: 0 });
  const destinations =
    options.format === undefined
      ? await readDestinations(project.configuration.run.format, { from: project.root, isTrusted: project.isTrusted })
      : await readDestinations(options.format, { from: terminal.cwd, isTrusted: true });
  const cache = await projectCache(terminal, project, options);
  return { project, selected, destinations, cache, profile };
}

/** Writes the report wherever it is wanted, and says how the command ends. */
export async function reportOn(
  terminal: Terminal,
  { project, selected, profile, ...checked }: Checked,
  { report, options }: { readonly report: Report; readonly options: CheckOptions },
): Promise<ExitCode> {
  // Where standard output holds something else, the report goes to files alone.
  const isOutputTaken = options.diff === true || (options.fix === true && options.stdinFilename !== undefined);
  const destinations = checked.destinations.filter(({ file }) => file !== null || !isOutputTaken);
  if (report.change !== null) await explainChange(terminal, report.change);
  else if (report.summary.files === 0 && report.skips.length === 0) await explainNothing(terminal, project, selected);
  else await explainUnjudged(terminal, project, report);
  const output = { sourceUrl: options.sourceUrl, withSuppressed: options.sarifSuppressions };
  await timed(profile, 'output', () => writeReport(report, { destinations, terminal, ...output }));
  if (profile !== undefined) await terminal.err.write(describeProfile(profile));
  await adviseOnBaseline(terminal, report);
  if (destinations.every(({ file }) => file !== null)) await terminal.err.write(`${report.gate.reason}\n`);
  return exitCode(report);
}

/** Entries whose finding is gone would let the same breach in again. */
async function adviseOnBaseline(terminal: Terminal, { baseline }: Report): Promise<void> {
  if (baseline === null || baseline.stale.length === 0) return;
  const count = countText(baseline.stale.length, 'entry', 'entries');
  const verb = baseline.stale.length === 1 ? 'matches' : 'match';
  await warn(terminal, [`${count} of ${baseline.path} ${verb} nothing any more (see \`compliance baseline prune\`)`]);
}

/** Says so where syntax alone was asked for, and no file is one whose syntax is judged: that is no good news. */
async function explainUnjudged(terminal: Terminal, project: OpenProject, report: Report): Promise<void> {
  const rules = project.configuration.forFile('').rules;
  const active = project.rules.filter(
    ({ id, needs, extract }) => (needs ?? extract) !== undefined && rules.get(id)?.isOn === true,
  );
  const isAboutSyntax = active.length > 0 && active.every(({ needs }) => needs?.includes('syntax'));
  if (!isAboutSyntax || report.tool.judges.length > 0 || report.failures.length > 0 || report.skips.length > 0) return;
  await terminal.err.write(
    'warning: the syntax of none of these files was judged: none is a test. `scope: all` of syntax-error judges the others.\n',
  );
}

/** The folder that an unsaved file would be saved in, or the nearest one above it that exists. */
function existingFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || dirname(folder) === folder ? folder : existingFolder(folder);
}

/** Says what the user should know of how the files and settings were found. */
export async function warnOf(terminal: Terminal, { project }: Checked): Promise<void> {
  await warn(terminal, [...project.listing.warnings, ...project.configuration.warnings]);
}

/** Checks the project, and keeps what later runs can use. */
export async function runCheck(
  terminal: Terminal,
  { project, selected, cache, profile }: Checked,
  options: CheckOptions,
): Promise<Report> {
  const progress = createProgress(terminal.err, () => performance.now());
  try {
    const request: CheckRequest = {
      ...(await requestOf(terminal, project, { selected, options })),
      cache,
      profile,
      onProgress: (done, total) => {
        progress.update(done, total);
      },
    };
    const report = await timed(profile, 'check', () =>
      project.change === undefined ? check(request) : checkOnly(project.change, request),
    );
    // What is not saved yet is judged by what is remembered, and not remembered itself.
    const isKept = options.stdinFilename === undefined;
    await warn(terminal, isKept ? (cache?.save() ?? []) : []);
    return report;
  } finally {
    await progress.end();
  }
}

async function checkOnly(change: ProjectChange, request: CheckRequest): Promise<Report> {
  const { checkChange } = await import('../check-change.js');
  const { mode, base, before: source, earlier: listing, newFiles } = change;
  const asked: CheckChangeRequest = {
    ...request,
    // A limit of the score is about the whole.
    gate: { ...request.gate, minScore: null },
    change: { mode, base, before: { source, listing }, files: await change.files(), newFiles },
  };
  return checkChange(asked);
}

export async function warn(terminal: Terminal, warnings: readonly string[]): Promise<void> {
  for (const warning of warnings) await terminal.err.write(`warning: ${safeText(warning)}\n`);
}

/** What is checked of an open project; says what the user should know of its baseline. */
export async function requestOf(
  terminal: Terminal,
  project: OpenProject,
  {
    selected,
    options,
  }: { selected: readonly string[]; options: Pick<CheckOptions, 'failOn' | 'minScore' | 'baseline'> },
): Promise<CheckRequest> {
  const { debt, warnings } = await readDebt(terminal, project, options.baseline);
  await warn(terminal, warnings);
  const { source, root, listing, configuration, rules } = project;
  return {
    source,
    root,
    listing,
    configuration,
    rules,
    baseline: debt,
    isSelected: selection(selected.map((path) => project.relative(path))),
    today: terminal.today,
    tool: terminal.tool,
    gate: {
      failOn: options.failOn ?? configuration.run.failOn,
      minScore: options.minScore ?? configuration.run.minScore,
    },
  };
}

/** Null where the user wants none, or the system has no place for one. */
export async function projectCache(
  terminal: Terminal,
  project: OpenProject,
  options: Pick<CheckOptions, 'cache'>,
): Promise<Cache | null> {
  const folder = options.cache === false ? undefined : cacheFolder(process.env, process.platform);
  if (folder === undefined) return null;
  const { openCache } = await import('../cache/cache.js');
  return openCache({ folder, root: realpathSync(project.root), version: terminal.build });
}

/** True for the given files and for everything in the given folders; for everything where none are given. */
function selection(paths: readonly string[]): (path: string) => boolean {
  if (paths.length === 0 || paths.includes('')) return () => true;
  return (path) => paths.some((selected) => path === selected || path.startsWith(`${selected}/`));
}

/** A check that looked at nothing must not look like a clean one. */
export async function explainNothing(
  terminal: Terminal,
  project: OpenProject,
  selected: readonly string[],
): Promise<void> {
  const place = selected.length === 0 ? 'this project' : selected.join(', ');
  const isExcluded = (path: string): boolean => {
    const below = project.relative(path);
    const files = project.listing.files.filter((file) => file.path === below || file.path.startsWith(`${below}/`));
    return files.length > 0 && files.every((file) => project.configuration.isExcluded(file.path));
  };
  const excluded = selected.filter(isExcluded);
  const reason =
    excluded.length > 0
      ? `the configuration excludes ${excluded.join(', ')}`
      : 'there is no Python or TypeScript file, or git ignores them';
  await terminal.err.write(`warning: ${safeText(`nothing was checked in ${place}: ${reason}.`)}\n`);
}

export function exitCode(report: Report): ExitCode {
  if (report.failures.length > 0) return 2;
  return report.gate.passed ? 0 : 1;
}
