import type { SyntaxVerdict } from '../../src/model/syntax-verdict.js';
import type { Case } from './python-cases.js';
import type { Label } from './python-verdicts.js';

/** How the verdicts of one judge on one set of cases compare with the labels. */
export interface Comparison {
  cases: number;
  invalid: number;
  valid: number;
  found: number;
  falsePositives: number;
  /** Of those found, with a line in the label. */
  placed: number;
  linesEqual: number;
  unjudged: number;
  readonly differences: string[];
}

export interface Judged {
  readonly cases: readonly Case[];
  readonly labels: readonly Label[];
  readonly verdicts: readonly SyntaxVerdict[];
}

/** Compares the cases that are chosen and have a label. */
export function compare({ cases, labels, verdicts }: Judged, isChosen: (of: Case) => boolean): Comparison {
  const comparison: Comparison = {
    ...{ cases: 0, invalid: 0, valid: 0, found: 0, falsePositives: 0, placed: 0, linesEqual: 0, unjudged: 0 },
    differences: [],
  };
  for (const [index, item] of cases.entries()) {
    const [label, verdict] = [labels[index], verdicts[index]];
    if (!isChosen(item) || label === undefined || label === null || verdict === undefined) continue;
    count(comparison, label, verdict);
    const difference = differenceOf(label, verdict);
    if (difference !== null) comparison.differences.push(`${difference}\t${item.kind}\t${item.path}\t${item.origin}`);
  }
  return comparison;
}

function count(comparison: Comparison, label: NonNullable<Label>, verdict: SyntaxVerdict): void {
  comparison.cases += 1;
  comparison[label.kind] += 1;
  if (verdict.kind !== 'valid' && verdict.kind !== 'invalid') comparison.unjudged += 1;
  if (verdict.kind !== 'invalid') return;
  if (label.kind === 'valid') comparison.falsePositives += 1;
  else comparison.found += 1;
  if (label.kind === 'valid' || label.line === null) return;
  comparison.placed += 1;
  if (label.line === verdict.fault.line) comparison.linesEqual += 1;
}

function differenceOf(label: NonNullable<Label>, verdict: SyntaxVerdict): string | null {
  if (verdict.kind === 'unjudged' || verdict.kind === 'foreign') return `unjudged\t${verdict.reason}`;
  if (verdict.kind !== label.kind) {
    return verdict.kind === 'valid'
      ? `missed\tline ${label.kind === 'invalid' ? String(label.line) : ''}`
      : `false positive\t${verdict.fault.line}: ${verdict.fault.message}`;
  }
  if (verdict.kind === 'valid' || label.kind === 'valid' || label.line === null) return null;
  if (verdict.fault.line === label.line) return null;
  return `line\t${label.line}, not ${verdict.fault.line}: ${verdict.fault.message}`;
}

export const TABLE_HEAD = `| version | judge | cases | all | invalid | valid | recall | false positives | lines equal | unjudged |
|---|---|---|---|---|---|---|---|---|---|`;

export function tableRow(version: string, judge: string, set: string, of: Comparison): string {
  const positives = `${of.falsePositives} (${percent(of.falsePositives, of.valid, 3)})`;
  const figures = [of.cases, of.invalid, of.valid, percent(of.found, of.invalid), positives];
  const cells = [version, judge, set, ...figures, percent(of.linesEqual, of.placed), of.unjudged];
  return `| ${cells.join(' | ')} |`;
}

function percent(part: number, whole: number, digits = 2): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(digits)} %`;
}
