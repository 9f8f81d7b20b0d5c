import { displayProportion, wilson } from '../wilson.js';
import type { Preset } from '../../../src/model/rule.js';
import type { Language, Outcome } from './template.js';
import { snippetOf, type Verdict } from './trial.js';

const LEAST_RECALL = 0.95;
const MOST_FALSE = 0.03;

/** One line of the table: a rule in a language and a preset. */
export interface Row {
  readonly rule: string;
  readonly language: Language;
  readonly preset: Preset;
  readonly breaches: number;
  readonly found: number;
  readonly nearMisses: number;
  readonly reported: number;
}

export function rowsOf(verdicts: readonly Verdict[]): readonly Row[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const { rule, language, preset } = verdict.plant;
    const key = [rule, language, preset].join('/');
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  return [...groups.values()].map(rowOf);
}

function rowOf(verdicts: readonly Verdict[]): Row {
  const [first] = verdicts;
  if (first === undefined) throw new Error('a row has verdicts');
  const { rule, language, preset } = first.plant;
  const of = (outcome: Outcome): readonly Verdict[] => verdicts.filter(({ plant }) => plant.outcome === outcome);
  return {
    rule,
    language,
    preset,
    breaches: of('breach').length,
    found: of('breach').filter(({ isRight }) => isRight).length,
    nearMisses: of('near-miss').length,
    reported: of('near-miss').filter(({ isRight }) => !isRight).length,
  };
}

/** False where recall is below 0.95 or more than 3 % of the near-misses are reported. */
export function isGoodEnough({ breaches, found, nearMisses, reported }: Row): boolean {
  const recall = breaches === 0 ? 1 : found / breaches;
  return recall >= LEAST_RECALL && (nearMisses === 0 || reported / nearMisses <= MOST_FALSE);
}

export const HEADER = [
  '| rule | language | preset | breaches | found | recall (95 % interval) | near-misses | reported | |',
  `|${'---|'.repeat(9)}`,
].join('\n');

export function describeRow(row: Row): string {
  const { rule, language, preset, breaches, found, nearMisses, reported } = row;
  const recall = breaches === 0 ? '–' : displayProportion(wilson(found, breaches));
  const note = isGoodEnough(row) ? '' : 'too low';
  return `| ${[rule, language, preset, breaches, found, recall, nearMisses, reported, note].join(' | ')} |`;
}

export function describeFailure({ plant, seen }: Verdict): string {
  const { rule, language, preset, outcome, template, repository, files } = plant;
  const places = files.map((file) => {
    const marked = outcome === 'breach' ? `, expected at ${file.insertion.marked.join(' or ') || '–'}` : '';
    return `  ${repository.name}/${file.path}:${file.insertion.span[0]}${marked}\n${indent(snippetOf(file))}`;
  });
  return `${rule} ${language} ${preset}, ${outcome} "${template}"\n${places.join('\n')}\n  reported: ${seen}\n`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `    │ ${line}`)
    .join('\n');
}
