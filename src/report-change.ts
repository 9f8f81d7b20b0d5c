import type { CheckChangeRequest, JudgedStates } from './check-change.js';
import { explainCause, type ChangedPlace } from './findings/cause.js';
import { changedLines, EVERY_LINE, NO_LINE, type ChangedLines } from './findings/changed-lines.js';
import { matchChange } from './findings/match-change.js';
import type { FileFacts } from './facts/file-facts.js';
import type { Failure } from './model/file.js';
import type { Finding } from './model/finding.js';
import type { Report } from './model/report.js';
import { findingsIn, reportChange } from './report-project.js';
import type { ChangedFile } from './sources/git-change.js';

/** What the change has to answer for: see `matchChange`. */
export async function reportOnChange(request: CheckChangeRequest, states: JudgedStates): Promise<Report> {
  const { change } = request;
  const { plan, after, before, configuration, notChecked } = states;
  const changed = new Set(change.files.flatMap(({ path }) => path ?? []));
  const unlike = after.judgement.pathsUnlike(before.judgement);
  const movedTo = moves(change.files);
  const [now, then] = [[...new Set([...changed, ...unlike])], [...new Set([...pathsBefore(change.files), ...unlike])]];
  const present = findingsIn(
    { ...request, configuration },
    now.filter(request.isSelected).flatMap((path) => after.file(path) ?? []),
    after.judgement,
  );
  const earlier = findingsIn(
    { ...request, configuration: states.earlierConfiguration },
    then.flatMap((path) => before.file(path) ?? []),
    before.judgement,
  );
  const lines = await linesOfChange(request, present);
  const found = matchChange({ before: earlier, after: present, movedTo, linesOf: lines });
  const files = [...changed].filter(request.isSelected).flatMap((path) => after.file(path) ?? []);
  return reportChange(
    { ...request, configuration, isSelected: (path) => changed.has(path) && request.isSelected(path) },
    {
      plan,
      files,
      judgement: after.judgement,
      findings: withCauses(found, { request, states, changed }),
      failures: failuresOf(request, states, changed),
      change: { mode: change.mode, base: change.base, files: change.files.length, notChecked },
    },
  );
}

function pathsBefore(files: readonly ChangedFile[]): string[] {
  return files.flatMap(({ before }) => before ?? []);
}

function moves(files: readonly ChangedFile[]): (path: string) => string {
  const moved = new Map(
    files.flatMap(({ path, before }) => (path === null || before === null ? [] : [[before, path]])),
  );
  return (path) => moved.get(path) ?? path;
}

/** The changed lines of the files with findings. Contents that cannot be read have changed as a whole. */
async function linesOfChange(
  { change, source, configuration }: CheckChangeRequest,
  present: readonly Finding[],
): Promise<(path: string) => ChangedLines> {
  const wanted = new Set(present.map(({ path }) => path));
  const pairs = change.files.filter(({ path, before }) => path !== null && before !== null && wanted.has(path));
  const limit = configuration.run.maxFileSize;
  await change.before.source.prepare?.(pathsBefore(pairs), limit);
  await source.prepare?.(
    pairs.flatMap(({ path }) => path ?? []),
    limit,
  );
  const known = new Map<string, ChangedLines>();
  for (const { path, before } of change.files) if (path !== null && before === null) known.set(path, EVERY_LINE);
  for (const { path, before } of pairs) {
    if (path === null || before === null) continue;
    try {
      const [old, now] = [change.before.source.read(before), source.read(path)];
      known.set(path, changedLines(old.toString('utf8'), now.toString('utf8')));
    } catch {
      known.set(path, EVERY_LINE);
    }
  }
  return (path) => known.get(path) ?? NO_LINE;
}

/** A new finding in a file that did not change has a reason elsewhere. */
function withCauses(
  found: readonly Finding[],
  { request, states, changed }: { request: CheckChangeRequest; states: JudgedStates; changed: ReadonlySet<string> },
): Finding[] {
  const places = request.change.files.flatMap(({ path, before }): ChangedPlace[] => {
    const shown = path ?? before;
    return shown === null ? [] : [{ path: shown, before, isGone: path === null }];
  });
  const explain = explainCause({
    places,
    groundsOf: ({ ruleId, path, range }) =>
      new Set([
        ...states.after.judgement.groundsOf(ruleId, path, range.start.line),
        ...states.before.judgement.groundsOf(ruleId, path, range.start.line),
      ]),
  });
  return found.map((finding) =>
    finding.isNew && !changed.has(finding.path) ? { ...finding, cause: explain(finding) } : finding,
  );
}

/** Of the rules over changed files, and of what these were before: without it nobody knows what is new. */
function failuresOf(
  { change, isSelected }: CheckChangeRequest,
  { after, before }: JudgedStates,
  changed: ReadonlySet<string>,
): Failure[] {
  const isReported = (path: string): boolean => changed.has(path) && isSelected(path);
  const movedTo = moves(change.files);
  const commit = change.base.commit?.slice(0, 10) ?? 'the base';
  return [
    ...after.judgement.failuresIn(isReported),
    ...pathsBefore(change.files)
      .filter((path) => isReported(movedTo(path)))
      .flatMap((path) => unreadIn(before.file(path)).map((reason) => ({ path: movedTo(path), reason })))
      .map(({ path, reason }) => ({ path, ruleId: null, reason: `as it was at ${commit}: ${reason}` })),
  ];
}

/** Why a file was not looked at: the failure is of no extractor. */
function unreadIn(file: FileFacts | undefined): readonly string[] {
  return (file?.failures ?? []).flatMap(({ extractor, reason }) => (extractor === '' ? [reason] : []));
}
