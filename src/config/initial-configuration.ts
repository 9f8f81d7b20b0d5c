import type { Rule } from '../model/rule.js';
import type { Listing, Source } from '../model/source.js';
import { globProblem } from './glob-pattern.js';
import { surveyRepository, type Survey } from './survey.js';

/**
 * The text of a commented `.compliancerc.yaml` that fits the repository. What is certain is set; everything else is a
 * comment that shows how to set it, so that nothing is left out of the check unseen.
 */
export function initialConfiguration(input: {
  readonly listing: Listing;
  readonly source: Source;
  readonly rules: readonly Rule[];
}): string {
  const survey = surveyRepository(input.listing, input.source);
  const sections = [
    heading(survey),
    ['# This folder is the root of the project: nothing above it is looked at.', 'root: true'],
    [
      '# recommended reports what a good maintainer would be glad to hear of; strict is the policy of an organisation.',
      'extends: recommended',
    ],
    exclude(survey),
    roles(survey),
    components(survey),
    rulesSection(input.rules),
    [
      '# The check fails on new findings from this severity on: low, medium, high, critical or none. `all:critical` looks',
      '# at old ones too.',
      'failOn: new:medium',
    ],
    ['# The check fails, too, when the score is lower.', '# minScore: 75'],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading({ languages }: Survey): readonly string[] {
  const found = languages.map(({ name, files }) => `${name} (${String(files)})`).join(', ');
  return [
    '# Configuration of compliance-linter. `compliance config explain <file>` shows what applies to a file, and why.',
    `# Found here: ${found === '' ? 'no files of a known kind' : found}.`,
  ];
}

function exclude({ otherExcludes }: Survey): readonly string[] {
  return [
    '# Files that are never checked. Patterns work as in .gitignore; what git ignores is left out anyway.',
    ...otherExcludes.map(({ file }) => `# ${file} leaves out what stands below; uncomment it to do the same here.`),
    ...commented(['exclude:', ...items(patternsOf(otherExcludes))]),
  ];
}

function patternsOf(otherExcludes: Survey['otherExcludes']): readonly string[] {
  const patterns = [...new Set(otherExcludes.flatMap(({ patterns: own }) => own))];
  return patterns.length === 0 ? ['legacy/'] : patterns.slice(0, 20);
}

function roles({ generatedFolders, testFolders }: Survey): readonly string[] {
  const explanation = '# What files are for, where their names and headers do not tell.';
  const lists = [...roleList('generated', generatedFolders), ...roleList('test', testFolders)];
  if (lists.length > 0) return [explanation, 'roles:', ...lists];
  return [explanation, ...commented(['roles:', ...roleList('tooling', ['dev'])])];
}

function roleList(role: string, folders: readonly string[]): readonly string[] {
  const patterns = folders.map(folderPattern).filter(isPattern);
  return patterns.length === 0 ? [] : [`  ${role}:`, ...items(patterns).map(indented)];
}

function components({ manifestFolders }: Survey): readonly string[] {
  const explanation =
    manifestFolders.length === 0
      ? '# Packages and services are found by their manifests. Name those that have none.'
      : '# These packages and services are found by their manifests. Uncomment to give them other names.';
  const folders = manifestFolders.filter((folder) => isPattern(folderPattern(folder)));
  const shown = folders.length === 0 ? ['services/api'] : folders;
  const entries = shown.map((folder) => `  ${quoted(folder)}: ${quoted(folderPattern(folder))}`);
  return [explanation, ...commented(['components:', ...entries])];
}

function rulesSection(rules: readonly Rule[]): readonly string[] {
  const off = rules.filter(({ severity }) => severity.recommended === 'off' && severity.strict !== 'off');
  const first = rules.find(({ severity }) => severity.recommended !== 'off');
  const entries = [
    ...(first === undefined ? [] : [`  ${quoted(first.id)}: off`]),
    ...off.map((rule) => `  ${quoted(rule.id)}: ${rule.severity.strict}`),
  ];
  if (entries.length === 0) return ['# Set a severity for a rule, or off, under the key `rules`.'];
  return [
    '# A severity for each rule, or off. `compliance rules` lists them all.',
    ...(off.length === 0 ? [] : ['# Those with a severity here are off unless you switch them on.']),
    ...commented(['rules:', ...entries]),
  ];
}

/** Anchored, so that it names this folder only. */
function folderPattern(folder: string): string {
  return `./${folder}/`;
}

function isPattern(pattern: string): boolean {
  return globProblem(pattern) === undefined;
}

function items(values: readonly string[]): readonly string[] {
  return values.map((value) => `  - ${quoted(value)}`);
}

function indented(line: string): string {
  return `  ${line}`;
}

function commented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `# ${line}`);
}

/** A scalar of YAML; JSON's strings are some, and line breaks in names stay within them. */
function quoted(text: string): string {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(text) ? text : JSON.stringify(text);
}
