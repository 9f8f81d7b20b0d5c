import { countText } from '../model/count-text.js';
import { codeInMarkdown, proseInMarkdown, wordsInMarkdown } from '../model/markdown-text.js';
import { columnsOf, safeText, wrapText } from '../model/terminal-text.js';
import { daysBetween, severityWords, SOON, type Ledger, type LedgerEntry } from './ledger.js';

interface Page {
  readonly color: boolean;
  readonly width: number;
}

/** The texts of a ledger, line ends included. */
export const LEDGER_FORMATS = {
  table: showTable,
  json: (ledger: Ledger) => `${JSON.stringify(ledger, null, 2)}\n`,
  markdown: showMarkdown,
} as const satisfies Readonly<Record<string, (ledger: Ledger, page: Page) => string>>;

function showTable(ledger: Ledger, { color, width }: Page): string {
  const { suppressions, today } = ledger;
  const paint = (text: string, on: number, off: number): string =>
    color ? `\x1b[${String(on)}m${text}\x1b[${String(off)}m` : text;
  const rows = suppressions.map((entry) => cellsOf(entry, today).map(safeText));
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => columnsOf(row[column] ?? ''))));
  const lines = suppressions.flatMap((entry, index) => {
    const isFirst = suppressions[index - 1]?.path !== entry.path;
    const title = isFirst ? [...(index === 0 ? [] : ['']), paint(safeText(entry.path), 4, 24)] : [];
    const cells = (rows[index] ?? []).map((cell, column) => {
      const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(cell)));
      return column === 0 ? `${space}${cell}` : `${cell}${space}`;
    });
    const indent = ' '.repeat(2 + (widths[0] ?? 0) + 2);
    const notes = notesOf(entry).flatMap((note) => wrapText(note, Math.max(24, Math.min(120, width) - indent.length)));
    return [...title, `  ${cells.join('  ').trimEnd()}`, ...notes.map((note) => `${indent}${paint(note, 2, 22)}`)];
  });
  return [...lines, ...(lines.length === 0 ? [] : ['']), ...summaryOf(ledger).map(safeText)].join('\n') + '\n';
}

/** Line, rules, what it does, who wrote it, how long it holds. */
function cellsOf(entry: LedgerEntry, today: string): readonly string[] {
  const scope = entry.scope === 'file' ? ' (whole file)' : '';
  return [
    String(entry.line),
    `${entry.rules.join(', ') || 'no rule'}${scope}`,
    effectOf(entry),
    authorOf(entry),
    expiryOf(entry, today),
  ];
}

function effectOf({ state, findings }: LedgerEntry): string {
  const covered = findings.count === 0 ? '' : ` ${severityWords(findings.bySeverity)}`;
  switch (state) {
    case 'used':
      return covered === '' ? 'used' : `covers${covered}`;
    case 'unused':
      return 'unused';
    case 'invalid':
      return covered === '' ? 'does not count' : `does not count for${covered}`;
    case 'unchecked':
      return 'not checked';
  }
}

function authorOf({ author, ageDays, written }: LedgerEntry): string {
  if (written === 'uncommitted') return 'not committed yet';
  if (author === null || ageDays === null) return 'author unknown';
  return `${author}, ${ageDays === 0 ? 'today' : `${countText(ageDays, 'day')} ago`}`;
}

function expiryOf({ until, expiry }: LedgerEntry, today: string): string {
  if (until === null) return '';
  const days = daysBetween(today, until);
  switch (expiry) {
    case 'expired':
      return `expired on ${until}`;
    case 'soon':
      return `until ${until} (${days === 0 ? 'today' : `in ${countText(days, 'day')}`})`;
    case 'later':
    case null:
      return `until ${until}`;
  }
}

function notesOf({ reason, fault, unusedRules, state }: LedgerEntry): readonly string[] {
  return [
    ...(reason === null ? [] : [reason]),
    ...(fault === null ? [] : [`does not count: ${fault}`]),
    ...(state === 'unused' || unusedRules.length === 0 ? [] : [`finds nothing here: ${unusedRules.join(', ')}`]),
  ];
}

function summaryOf({ summary }: Ledger): readonly string[] {
  const { suppressions, byRule, byState, expired, expiringSoon, findings } = summary;
  if (suppressions === 0) return ['There is no suppression.'];
  const rules = Object.entries(byRule).map(([rule, count]) => `${rule} ${String(count)}`);
  const facts = [
    `${countText(findings, 'finding')} covered`,
    `${String(expired)} expired`,
    `${String(expiringSoon)} ${expiringSoon === 1 ? 'expires' : 'expire'} within ${String(SOON)} days`,
    `${String(byState.unused)} unused`,
    `${String(byState.invalid)} that ${byState.invalid === 1 ? 'does' : 'do'} not count`,
    ...(byState.unchecked === 0 ? [] : [`${String(byState.unchecked)} not checked`]),
  ];
  const named = rules.length === 0 ? '' : `: ${rules.join(', ')}`;
  return [`${countText(suppressions, 'suppression')}${named}.`, `${facts.join(', ')}.`];
}

function showMarkdown(ledger: Ledger): string {
  const heading = `### Suppressions on ${ledger.today}\n\n`;
  const summary = `${summaryOf(ledger).map(wordsInMarkdown).join(' ')}\n`;
  if (ledger.suppressions.length === 0) return `${heading}${summary}`;
  const rows = ledger.suppressions.map((entry) => {
    const [, , effect = '', author = '', expiry = ''] = cellsOf(entry, ledger.today);
    const rules = entry.rules.map(codeInMarkdown).join(', ') || 'no rule';
    const notes = notesOf(entry).map(proseInMarkdown).join('<br>');
    const cells = [
      codeInMarkdown(`${entry.path}:${String(entry.line)}`),
      entry.scope === 'file' ? `${rules} (whole file)` : rules,
      ...[effect, author, expiry].map(wordsInMarkdown),
      notes,
    ];
    return `| ${cells.join(' | ')} |\n`;
  });
  const head = '| Place | Rule | What it does | Author | Ends | Reason |\n| --- | --- | --- | --- | --- | --- |\n';
  return `${heading}${head}${rows.join('')}\n${summary}`;
}
