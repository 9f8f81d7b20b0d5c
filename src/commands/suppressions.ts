import { check } from '../check.js';
import { UserError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import type { SuppressionEntry } from '../model/suppression.js';
import { safeText } from '../model/terminal-text.js';
import { blameLines } from '../sources/git-blame.js';
import { explainNothing, projectCache, requestOf, warn, type CheckOptions } from './check.js';
import { formatDestinations, writeFormats } from './format-destinations.js';
import { createLedger, type Ledger } from './ledger.js';
import { LEDGER_FORMATS } from './ledger-formats.js';
import { openProject, type OpenProject } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface SuppressionsOptions extends Pick<CheckOptions, 'root' | 'config' | 'preset' | 'cache'> {
  /** Each with `:file` for another place than standard output. */
  readonly format?: readonly string[];
  /** Only those that name one of these rules. */
  readonly rule?: readonly string[];
  /** Only those that have expired. */
  readonly expired?: boolean;
}

/** `compliance suppressions [paths…]`: every suppression, who wrote it, how long it holds, and what it does. */
export async function suppressionsCommand(
  terminal: Terminal,
  paths: readonly string[],
  options: SuppressionsOptions,
): Promise<ExitCode> {
  const destinations = formatDestinations(options.format ?? ['table'], {
    cwd: terminal.cwd,
    formats: LEDGER_FORMATS,
    what: 'the ledger',
  });
  const { rule: ruleIds, expired, ...projectOptions } = options;
  const project = await openProject(terminal, { paths, options: projectOptions });
  const { entries, report } = await findSuppressions(terminal, project, { selected: paths, options: projectOptions });
  assertKnown(ruleIds ?? [], project, entries);
  const chosen = entries.filter(
    ({ rules, isExpired }) =>
      (ruleIds === undefined || rules.some((rule) => ruleIds.includes(rule))) && (expired !== true || isExpired),
  );
  const ledger = await withAuthors(terminal, project, chosen);
  await writeFormats(terminal, destinations, ledger);
  for (const { path, reason } of report.failures)
    await terminal.err.write(`failure: ${safeText(path === null ? reason : `${path}: ${reason}`)}\n`);
  return report.failures.length > 0 ? 2 : 0;
}

async function findSuppressions(
  terminal: Terminal,
  project: OpenProject,
  chosen: { readonly selected: readonly string[]; readonly options: CheckOptions },
): Promise<{ entries: readonly SuppressionEntry[]; report: Report }> {
  await warn(terminal, [...project.listing.warnings, ...project.configuration.warnings]);
  const cache = await projectCache(terminal, project, chosen.options);
  const entries: SuppressionEntry[] = [];
  const report = await check({
    ...(await requestOf(terminal, project, chosen)),
    cache,
    onSuppression: (entry) => entries.push(entry),
  });
  await warn(terminal, cache?.save() ?? []);
  if (report.summary.files === 0 && report.skips.length === 0) await explainNothing(terminal, project, chosen.selected);
  return { entries, report };
}

/** A rule that is misspelt must not look like one that nobody suppresses. */
function assertKnown(ruleIds: readonly string[], { rules }: OpenProject, entries: readonly SuppressionEntry[]): void {
  const named = new Set([...rules.map(({ id }) => id), ...entries.flatMap((entry) => entry.rules)]);
  const unknown = ruleIds.find((id) => !named.has(id));
  if (unknown !== undefined)
    throw new UserError(
      `There is no rule ${unknown}, and no suppression names it.`,
      'List the rules with `compliance rules`.',
    );
}

async function withAuthors(
  terminal: Terminal,
  { root, source }: OpenProject,
  entries: readonly SuppressionEntry[],
): Promise<Ledger> {
  const lines = new Map<string, number[]>();
  for (const { path, range } of entries) lines.set(path, [...(lines.get(path) ?? []), range.start.line]);
  const blame = await blameLines({ root, lines, text: (path) => source.text(path) ?? '' });
  await warn(terminal, blame.warnings);
  return createLedger(entries, { today: terminal.today, authorOf: blame.of });
}
