import { withLock } from '../disk/lock-file.js';
import { writeWhole } from '../disk/replace-file.js';
import { writeBaseline } from '../findings/baseline.js';
import type { BaselineEntry } from '../model/baseline.js';
import { compareText } from '../model/compare-text.js';
import { countText, formatCount } from '../model/count-text.js';
import type { Report } from '../model/report.js';
import { safeText } from '../model/terminal-text.js';
import { headCommit } from '../sources/git-renames.js';
import { baselineText, parseBaseline, readIfThere } from './baseline-file.js';
import { judgeForBaseline, replaceEntries, rewriteBaseline, textOf, type BaselineOptions } from './baseline-writing.js';
import { warn } from './check.js';
import { table } from './rules.js';
import type { ExitCode, Terminal } from './terminal.js';

/** `compliance baseline write [paths…]`: lists the findings that are there now; those that were not looked for stay. */
export async function baselineWriteCommand(
  terminal: Terminal,
  paths: readonly string[],
  options: BaselineOptions,
): Promise<ExitCode> {
  const judged = await judgeForBaseline(terminal, { paths, options, isWriting: true });
  const { before, after } = await rewriteBaseline(judged);
  const known = new Set(before.map(textOf));
  const now = new Set(after.map(textOf));
  const added = after.filter((entry) => !known.has(textOf(entry))).length;
  const gone = before.filter((entry) => !now.has(textOf(entry))).length;
  const change = before.length === 0 ? '' : ` (${formatCount(added)} more, ${formatCount(gone)} fewer than before)`;
  await warnOfFailures(terminal, judged.report);
  await terminal.out.write(
    safeText(`Wrote ${countText(after.length, 'finding')} to ${judged.place.shown}${change}. Commit it.`) +
      '\n' +
      'They still cost points; `compliance check` fails for new ones alone.\n',
  );
  return 0;
}

/** `compliance baseline prune`: removes the entries whose findings are gone, and lets the others follow renamed files. */
export async function baselinePruneCommand(
  terminal: Terminal,
  paths: readonly string[],
  options: BaselineOptions,
): Promise<ExitCode> {
  const { place, report, project } = await judgeForBaseline(terminal, { paths, options, isWriting: false });
  const { stale, moved } = useOf(report);
  // Entries that follow a file have its path of now, from which git must be asked the next time.
  const commit = moved.length === 0 ? undefined : await headCommit(project.root);
  await withLock(place.file, () => {
    const current = parseBaseline(readIfThere(place.file) ?? '', place);
    const entries = replaceEntries(current.entries, report, []);
    const commits = [...new Set([...current.commits, ...(commit === undefined ? [] : [commit])])];
    if (stale.length + moved.length > 0) writeWhole(place.file, [writeBaseline({ commits, entries })]);
  });
  await warnOfFailures(terminal, report);
  for (const entry of stale) await terminal.out.write(`- ${describeEntry(entry)}\n`);
  await terminal.out.write(`${safeText(describePruning(place.shown, { stale, moved }))}\n`);
  return 0;
}

function describePruning(shown: string, { stale, moved }: Pick<BaselineUse, 'stale' | 'moved'>): string {
  const followed = `${countText(moved.length, 'entry follows', 'entries follow')} renamed files`;
  if (stale.length === 0)
    return moved.length === 0 ? `Nothing to prune in ${shown}.` : `Updated ${shown}: ${followed}.`;
  const removed = `Removed ${countText(stale.length, 'entry', 'entries')} from ${shown}`;
  return moved.length === 0 ? `${removed}.` : `${removed}; ${followed}.`;
}

/** `compliance baseline status`: what the baseline lists, what of it is mended, and what is new beside it. */
export async function baselineStatusCommand(
  terminal: Terminal,
  paths: readonly string[],
  options: BaselineOptions,
): Promise<ExitCode> {
  const { place, report, project } = await judgeForBaseline(terminal, { paths, options, isWriting: false });
  await warnOfFailures(terminal, report);
  const entries = parseBaseline(baselineText(project, place) ?? '', place).entries;
  const { path, commits, matched, stale, moved } = useOf(report);
  const rows = countByRule(entries, report);
  if (options.format === 'json') {
    const counts = {
      entries: entries.length,
      matched,
      stale: stale.length,
      moved: moved.length,
      new: report.summary.new,
    };
    const status = { schemaVersion: 1, path, commits, ...counts, byRule: rows };
    await terminal.out.write(`${JSON.stringify(status, null, 2)}\n`);
    return 0;
  }
  const written = commits.map((commit) => commit.slice(0, 10)).join(', ');
  const head = `${path}: ${countText(entries.length, 'finding')}${written === '' ? '' : `, written at ${written}`}`;
  const cells = rows.map(({ rule, ...counts }) => [safeText(rule), ...Object.values(counts).map(formatCount)]);
  const unjudged = entries.length - matched - stale.length;
  const lines = [
    ...(stale.length > 0
      ? [`${countText(stale.length, 'is', 'are')} mended: \`compliance baseline prune\` removes them.`]
      : []),
    ...(moved.length > 0
      ? [`${countText(moved.length, 'is', 'are')} in files that were renamed since: known all the same.`]
      : []),
    ...(unjudged > 0
      ? [`${countText(unjudged, 'was', 'were')} not looked for: the rule is off, or the file was not checked.`]
      : []),
    report.gate.reason,
  ];
  await terminal.out.write(
    `${safeText(head)}\n\n${table([['rule', 'listed', 'still there', 'mended', 'new'], ...cells])}\n` +
      `${lines.map(safeText).join('\n')}\n`,
  );
  return 0;
}

type BaselineUse = NonNullable<Report['baseline']>;

function useOf({ baseline }: Report): BaselineUse {
  if (baseline === null) throw new Error('the run used no baseline');
  return baseline;
}

function describeEntry({ ruleId, path, subject }: BaselineEntry): string {
  return safeText(`${path}: ${ruleId} ${subject}`);
}

interface RuleCount {
  readonly rule: string;
  readonly listed: number;
  readonly stillThere: number;
  readonly mended: number;
  readonly new: number;
}

function countByRule(entries: readonly BaselineEntry[], report: Report): RuleCount[] {
  const { stale } = useOf(report);
  const fresh = report.findings.filter(({ isNew }) => isNew);
  const rules = [...new Set([...entries, ...fresh].map(({ ruleId }) => ruleId))].sort(compareText);
  const count = (list: readonly { readonly ruleId: string }[], rule: string): number =>
    list.filter(({ ruleId }) => ruleId === rule).length;
  const known = report.findings.filter(({ status }) => status === 'baselined');
  return rules.map((rule) => ({
    rule,
    listed: count(entries, rule),
    stillThere: count(known, rule),
    mended: count(stale, rule),
    new: count(fresh, rule),
  }));
}

async function warnOfFailures(terminal: Terminal, { failures }: Report): Promise<void> {
  const [first] = failures;
  if (first === undefined) return;
  const example = `${first.path ?? first.ruleId ?? 'a rule'}: ${first.reason}`;
  await warn(terminal, [`${countText(failures.length, 'failure')} (${example}); the baseline is left alone there`]);
}
