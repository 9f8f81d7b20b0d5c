import { countText, defineReporter, formatCount, safeText, SEVERITIES } from 'compliance-linter';
import type { Finding, Report, Severity } from 'compliance-linter';

/** How a severity is annotated. */
const LEVELS: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
};
type Level = 'error' | 'warning' | 'notice';

/** GitHub shows no more annotations of each level for one step; the others it drops without a word. */
const SHOWN = 10;

/** What people still read in a small box. */
const MAX_MESSAGE = 1000;

export default defineReporter({
  summary: 'Annotations of GitHub Actions at the lines of a change: the most severe new findings, the rest counted.',
  *render(report) {
    const fresh = report.findings.filter(({ status, isNew }) => status === 'open' && isNew);
    const shown = chooseShown(fresh);
    for (const finding of shown) yield annotate(finding);
    yield* annotateFailures(report);
    const left = fresh.length - shown.length;
    if (left > 0)
      yield logLine(
        `${countText(left, 'more new finding')} ${left === 1 ? 'is' : 'are'} not annotated: ${countRules(fresh, shown)}.`,
      );
    yield logLine(report.gate.reason);
  },
});

/** Of each level as many as are shown, the most severe first and then in the report's order. */
function chooseShown(findings: readonly Finding[]): readonly Finding[] {
  const left: Record<Level, number> = { error: SHOWN, warning: SHOWN, notice: SHOWN };
  return findings
    .toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))
    .filter(({ severity }) => {
      left[LEVELS[severity]] -= 1;
      return left[LEVELS[severity]] >= 0;
    });
}

function annotate({ severity, path, range, ruleId, message, cause }: Finding): string {
  const { start, end } = range;
  // Columns count within one line only.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const properties = { title: `${ruleId} (${severity})`, file: path, line: start.line, endLine: end.line, ...columns };
  const text = cause === null ? message : `${message}\n${cause}`;
  return command(LEVELS[severity], properties, text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE - 1)}…` : text);
}

/** What could not be checked is an error too: without a word it would look checked. */
function* annotateFailures({ failures }: Report): Iterable<string> {
  for (const { path, ruleId, reason } of failures.slice(0, SHOWN)) {
    const place = path === null ? {} : { file: path };
    yield command('error', { title: 'not checked', ...place }, ruleId === null ? reason : `${ruleId}: ${reason}`);
  }
  if (failures.length > SHOWN) yield logLine(`${countText(failures.length - SHOWN, 'more failure')} not annotated.`);
}

function countRules(all: readonly Finding[], shown: readonly Finding[]): string {
  const isShown = new Set(shown);
  const counts = new Map<string, number>();
  for (const finding of all) {
    if (!isShown.has(finding)) counts.set(finding.ruleId, (counts.get(finding.ruleId) ?? 0) + 1);
  }
  return [...counts].map(([rule, count]) => `${formatCount(count)} ${rule}`).join(', ');
}

/**
 * A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. Escaped as
 * GitHub's own toolkit does, so that no text of a repository ends it or starts another.
 */
function command(level: Level, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value.toString())}`);
  return `::${level} ${list.join(',')}::${message
    .split('\n')
    .map((line) => escapeData(safeText(line)))
    .join('%0A')}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(safeText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A line of the log. `::` at its start, blanks aside, or `##[` anywhere would make it a command. */
function logLine(text: string): string {
  return `${safeText(text)
    .replace(/^\s*::/, '- $&')
    .replaceAll('##[', '# #[')}\n`;
}
