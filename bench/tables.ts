import { cpuOf, peakOf, verdictOf, wallOf, type Result, type Runs, type Target } from './result.js';

type Row = readonly string[];

/** The rows of the table of targets, its head first. */
export function targetRows(results: readonly Result[]): readonly Row[] {
  const head = ['measure', 'measured', 'must', 'verdict', 'aim', 'what of what'];
  return [
    head,
    ...results.map((result) => {
      if (result.kind === 'not measured') return [result.measure, '–', '–', 'not measured', '–', result.reason];
      const { target, measure, value } = result;
      const number = (value_: number): string => format(value_, target);
      const aim = target.aim === null ? '–' : `≤ ${number(target.aim)}`;
      return [measure, number(target.measured), `≤ ${number(target.must)}`, verdictOf(target), aim, value];
    }),
  ];
}

function format(value: number, { unit }: Target): string {
  return `${unit === ' MB' || unit === ' ms' ? value.toFixed(0) : value.toFixed(2)}${unit}`;
}

/** The rows of the table of runs, its head first. */
export function runRows(runs: readonly Runs[]): readonly Row[] {
  const head = ['command', 'work', 'MB', 'wall s', 'processor s', 's for each MB', 'peak MB', 'runs', 'found'];
  return [
    head,
    ...runs.map((row) => {
      const megabytes = row.bytes === null ? null : row.bytes / 1e6;
      const wall = wallOf(row) / 1000;
      const peak = peakOf(row);
      return [
        row.who,
        row.work,
        megabytes?.toFixed(1) ?? '–',
        wall.toFixed(2),
        (cpuOf(row) / 1000).toFixed(2),
        megabytes === null ? '–' : (wall / megabytes).toFixed(3),
        peak === null ? '–' : (peak / 1e6).toFixed(0),
        `${row.measurements.length}`,
        row.found ?? '',
      ];
    }),
  ];
}

/** Columns under each other. */
export function plainTable(rows: readonly Row[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function markdownTable([head = [], ...rows]: readonly Row[]): string {
  const line = (row: Row): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
