import type { Example, OptionDeclaration, Rule, RuleExamples } from './model/rule.js';

/**
 * A rule's page in Markdown: for `explain`, `docs/rules/` and wherever help is shown. With `maxExamples` only so many of
 * each kind, the others counted.
 */
export function ruleDocumentation(rule: Rule, { valid, invalid }: RuleExamples, maxExamples = Infinity): string {
  return [
    `# ${rule.id}`,
    rule.summary,
    `Severity: ${rule.severity.recommended} in \`recommended\`, ${rule.severity.strict} in \`strict\`. Looks at files of the roles ${(rule.roles ?? ['source']).join(', ')}. Tags: ${rule.tags.join(', ')}. Since ${rule.since}.`,
    `## Why\n\n${rule.why}`,
    `## What to do\n\n${rule.repair}`,
    kinds(rule),
    options(rule),
    examples('Reported', invalid, maxExamples),
    examples('Not reported', valid, maxExamples),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function kinds({ kinds: declared, severity }: Rule): string {
  if (declared === undefined) return '';
  const rows = Object.entries(declared).map(
    ([kind, { summary, severity: own }]) => `| \`${kind}\` | ${summary} | ${own.recommended} | ${own.strict} |`,
  );
  return [
    '## Kinds of findings',
    '',
    '| kind | what | recommended | strict |',
    '|---|---|---|---|',
    `| \`default\` | all others | ${severity.recommended} | ${severity.strict} |`,
    ...rows,
  ].join('\n');
}

function options({ options: declared, id }: Rule): string {
  if (declared === undefined) return '';
  const rows = Object.entries(declared).map(
    ([name, option]) => `| \`${name}\` | ${cell(option.description)} | ${defaults(option)} |`,
  );
  const [first] = Object.keys(declared);
  const usage = ['```yaml', 'rules:', `  ${id}: { options: { ${first ?? ''}: … } }`, '```'].join('\n');
  return ['## Options', '', '| option | what it does | default |', '|---|---|---|', ...rows, '', usage].join('\n');
}

function defaults(option: OptionDeclaration): string {
  const show = (value: unknown): string => `\`${cell(JSON.stringify(value))}\``;
  if ('value' in option.default) return show(option.default.value);
  const { recommended, strict } = option.default;
  return `${show(recommended)}, strict ${show(strict)}`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
}

function examples(title: string, list: readonly Example[], max: number): string {
  if (list.length === 0) return '';
  const rest = list.slice(max).map((hidden) => `- ${hidden.title}`);
  const heading = `And ${rest.length} more (\`--examples\` shows their code):`;
  const more = rest.length === 0 ? [] : [[heading, '', ...rest].join('\n')];
  return [`## ${title}`, ...list.slice(0, max).map(example), ...more].join('\n\n');
}

function example({ title, preset, options: given, files, problems }: Example): string {
  const setting = [
    ...(preset === undefined ? [] : [`preset \`${preset}\``]),
    ...(given === undefined ? [] : [`options \`${JSON.stringify(given)}\``]),
  ];
  const heading = `### ${title}${setting.length === 0 ? '' : ` (${setting.join(', ')})`}`;
  const blocks = Object.entries(files).map(([path, content]) => `\`${path}\`\n\n${fence(path, content)}`);
  const expected = (problems ?? []).map(
    ({ path, line, message }) => `- \`${path}:${line.toString()}\`${message === undefined ? '' : ` ${message}`}`,
  );
  return [heading, ...blocks, ...(expected.length === 0 ? [] : [expected.join('\n')])].join('\n\n');
}

function fence(path: string, content: string): string {
  const language = /\.(\w+)$/.exec(path)?.[1] ?? '';
  const longest = Math.max(2, ...[...content.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${content.replace(/\n*$/, '\n')}${ticks}`;
}
