import { safeText } from '../model/terminal-text.js';
import type { Configuration } from './configuration.js';
import type { PathExplanation, RuleExplanation } from './explanation.js';

/**
 * The text of `compliance config explain`: which configuration applies to a file and why, and every setting with the
 * place that it comes from. Role and component are those in force where the configuration says nothing of them.
 */
export function explainConfiguration(input: {
  readonly configuration: Pick<Configuration, 'explain'>;
  /** Relative to the root. */
  readonly path: string;
  /** Why the file is not looked at although nothing excludes it; absent when it is. */
  readonly obstacle?: string;
  readonly role: { readonly role: string; readonly origin: string };
  readonly component?: { readonly component: string; readonly origin: string };
}): string {
  const { path, obstacle, role, component } = input;
  const explanation = input.configuration.explain(path);
  const lines = [
    path,
    '',
    ...field('Configuration', configurationLines(explanation)),
    ...field('Preset', [`${explanation.preset.value}, from ${explanation.preset.origin}`]),
    ...field('Role', [roleLine(explanation, role)]),
    ...field('Component', componentLines(explanation, component)),
    ...field('Checked', [checkedLine(explanation, obstacle)]),
    '',
    ...ruleTable(explanation.rules),
  ];
  return `${lines.map(safeText).join('\n')}\n`;
}

function field(name: string, values: readonly string[]): readonly string[] {
  return values.map((value, index) => `${(index === 0 ? name : '').padEnd(15)}${value}`);
}

function configurationLines({ file, isNamed, replaced, chain, ignored }: PathExplanation): readonly string[] {
  if (file === null) return ['none: the defaults apply'];
  const lines = [`${file}: ${whyThisFile(isNamed, replaced)}`];
  if (chain.length > 1) lines.push(`made up of ${chain.join(', then ')}; a later one wins`);
  for (const part of ignored) {
    lines.push(`not applied from ${part.file}: ${part.keys.join(', ')}; these count in the root's configuration only`);
  }
  return lines;
}

function whyThisFile(isNamed: boolean, replaced: string | null): string {
  if (isNamed) return 'named by --config, so no other is looked for';
  const nearest = 'the nearest configuration upward from the file';
  return replaced === null ? nearest : `${nearest}; it replaces ${replaced}`;
}

function roleLine(explanation: PathExplanation, inForce: { readonly role: string; readonly origin: string }): string {
  const { role } = explanation;
  return role === undefined ? `${inForce.role}, from ${inForce.origin}` : `${role.role}, from ${role.origin}`;
}

function componentLines(
  explanation: PathExplanation,
  inForce: { readonly component: string; readonly origin: string } | undefined,
): readonly string[] {
  const { component } = explanation;
  if (component !== undefined) return [`${component.name}, from ${component.origin}`];
  return inForce === undefined ? [] : [`${inForce.component}, from ${inForce.origin}`];
}

function checkedLine({ excludedBy }: PathExplanation, obstacle: string | undefined): string {
  if (excludedBy !== undefined) {
    return `no: ${JSON.stringify(excludedBy.pattern)} in ${excludedBy.origin} excludes it`;
  }
  return obstacle === undefined ? 'yes' : `no: ${obstacle}`;
}

const HEADINGS = ['Rule', 'Kind or option', 'Value', 'From'] as const;

function ruleTable(rules: readonly RuleExplanation[]): readonly string[] {
  const rows: readonly (readonly string[])[] = [HEADINGS, ...rules.flatMap(ruleRows)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function ruleRows({ id, levels, options, suppressible }: RuleExplanation): readonly (readonly string[])[] {
  const rows = [
    ...[...levels].map(([kind, { value, origin }]) => [kind, value, origin]),
    ...[...options].map(([name, { value, origin }]) => [`option ${name}`, shorten(JSON.stringify(value)), origin]),
    ...(suppressible === undefined ? [] : [['suppressible', String(suppressible.value), suppressible.origin]]),
  ];
  return rows.map((row, index) => [index === 0 ? id : '', ...row]);
}

/** Longest value that is shown whole; `compliance explain` shows the defaults of all. */
const MAX_VALUE = 48;

function shorten(value: string): string {
  return value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE - 1)}…` : value;
}
