import { existsSync, realpathSync } from 'node:fs';
import { check } from '../check.js';
import { withLock } from '../disk/lock-file.js';
import { writeWhole } from '../disk/replace-file.js';
import { entryOf, readBaseline, writeBaseline } from '../findings/baseline.js';
import type { Baseline, BaselineEntry } from '../model/baseline.js';
import { UserError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import { headCommit } from '../sources/git-renames.js';
import { baselineText, locateBaseline, readIfThere, type BaselineFile } from './baseline-file.js';
import { projectCache, requestOf, warn } from './check.js';
import { createProgress } from './progress.js';
import { openProject, type OpenProject, type ProjectOptions } from './project.js';
import type { Terminal } from './terminal.js';

export interface BaselineOptions extends ProjectOptions {
  readonly baseline?: string;
  readonly format?: 'table' | 'json';
  readonly cache?: boolean;
}

/** A check that was made for its baseline. */
export interface Judged {
  readonly project: OpenProject;
  readonly place: BaselineFile;
  readonly report: Report;
}

/** What a rewriting has changed. */
export interface Rewriting {
  readonly before: readonly BaselineEntry[];
  readonly after: readonly BaselineEntry[];
}

/** Runs a check over the whole selection with the baseline that is there. */
export async function judgeForBaseline(
  terminal: Terminal,
  input: { readonly paths: readonly string[]; readonly options: BaselineOptions; readonly isWriting: boolean },
): Promise<Judged> {
  const { paths, options, isWriting } = input;
  const project = await openProject(terminal, { paths, options });
  const place = locateBaseline(terminal, project, options.baseline);
  const isUsable = isWriting ? isReadable(project, place) : true;
  if (!isWriting && baselineText(project, place) === undefined) {
    throw new UserError(`There is no baseline ${place.shown}.`, 'Write one with `compliance baseline write`.');
  }
  await warn(terminal, [...project.listing.warnings, ...project.configuration.warnings]);
  const cache = await projectCache(terminal, project, options);
  const progress = createProgress(terminal.err, () => performance.now());
  try {
    const known = isUsable ? options.baseline : false;
    const request = await requestOf(terminal, project, {
      selected: paths,
      options: known === undefined ? {} : { baseline: known },
    });
    const report = await check({
      ...request,
      cache,
      onProgress: (done, total) => {
        progress.update(done, total);
      },
    });
    await warn(terminal, cache?.save() ?? []);
    return { project, place, report };
  } finally {
    await progress.end();
  }
}

/** A baseline that cannot be read is replaced by one that can. */
function isReadable(project: OpenProject, place: BaselineFile): boolean {
  const text = baselineText(project, place);
  return text !== undefined && !('words' in readBaseline(text));
}

/** Another run may have written since this one began: what this one judged is replaced, and nothing else. */
export async function rewriteBaseline(judged: Judged): Promise<Rewriting> {
  const { place, report } = judged;
  const commit = await commitOf(judged);
  const found = report.findings.flatMap((finding) => (finding.status === 'suppressed' ? [] : [entryOf(finding)]));
  return withLock(place.file, () => {
    const current = currentBaseline(place);
    const after = replaceEntries(current.entries, report, found);
    const isKept = after.length > found.length;
    const commits = isKept ? [...new Set([...current.commits, ...commit])] : commit;
    writeWhole(existsSync(place.file) ? realpathSync(place.file) : place.file, [
      writeBaseline({ commits, entries: after }),
    ]);
    return { before: current.entries, after };
  });
}

function currentBaseline({ file }: BaselineFile): Baseline {
  const read = readBaseline(readIfThere(file) ?? '');
  return 'words' in read ? { commits: [], entries: [] } : read;
}

/** The entries without those that are stale or have moved, and with those that were found. */
export function replaceEntries(
  entries: readonly BaselineEntry[],
  { baseline }: Report,
  found: readonly BaselineEntry[],
): BaselineEntry[] {
  const moved = baseline?.moved ?? [];
  const gone = new Set([...(baseline?.stale ?? []), ...moved.map(({ from }) => from)].map(textOf));
  const kept = entries.filter((entry) => !gone.has(textOf(entry)));
  return [
    ...new Map([...kept, ...moved.map(({ to }) => to), ...found].map((entry) => [textOf(entry), entry])).values(),
  ];
}

export function textOf({ ruleId, path, subject, fingerprint }: BaselineEntry): string {
  return JSON.stringify([ruleId, path, subject, fingerprint]);
}

async function commitOf({ project }: Judged): Promise<readonly string[]> {
  const commit = await headCommit(project.root);
  return commit === undefined ? [] : [commit];
}
