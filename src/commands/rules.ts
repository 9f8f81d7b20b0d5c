import { formatCount } from '../model/count-text.js';
import { openProject, type ProjectOptions } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';

/** `compliance rules`: a table of all rules and their severity in this project. */
export async function rulesCommand(terminal: Terminal, options: ProjectOptions): Promise<ExitCode> {
  const { rules, configuration } = await openProject(terminal, { paths: [], options });
  const settings = configuration.forFile('').rules;
  const rows = rules.map((rule) => [
    rule.id,
    settings.get(rule.id)?.severity('default') ?? 'off',
    rule.severity.recommended,
    rule.severity.strict,
    rule.summary,
  ]);
  const header = ['rule', 'here', 'recommended', 'strict', 'summary'];
  await terminal.out.write(
    `${table([header, ...rows])}\n${formatCount(rows.length)} rules. \`compliance explain <rule>\` says more of each.\n`,
  );
  return 0;
}

/** Rows as aligned columns, the last one ragged. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map(
      (row) =>
        `${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd((widths[column] ?? 0) + 2))).join('')}\n`,
    )
    .join('');
}
