import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Preset } from '../../src/model/rule.js';

/** A finding in a public repository, and what a reader of the code around it said of it, knowing the rule's meaning only. */
export interface JudgedFinding {
  readonly preset: Preset;
  readonly repository: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly verdict: 'right' | 'wrong';
  readonly reason: string;
}

const FOLDER = new URL('../../../bench/accuracy/judged/', import.meta.url);
const HEADER = 'preset\trepository\tpath\tline\tverdict\treason';

/** The table `judged/<rule>.tsv`; throws where a row is not well formed. */
export function readJudged(rule: string): readonly JudgedFinding[] {
  const file = fileURLToPath(new URL(`${rule}.tsv`, FOLDER));
  const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  if (header !== HEADER) throw new Error(`${file}: the first line must be the column names`);
  return rows.map((row, index) => {
    const [preset, repository = '', path = '', line, verdict, reason = '', ...more] = row.split('\t');
    const isKnown = (preset === 'recommended' || preset === 'strict') && (verdict === 'right' || verdict === 'wrong');
    if (!isKnown || !/^\d+$/.test(line ?? '') || reason === '' || more.length > 0)
      throw new Error(`${file}:${index + 2}: not a judged finding: ${row}`);
    return { preset, repository, path, line: Number(line), verdict, reason };
  });
}

/** What verdicts are looked up by. */
export function keyOf(finding: Pick<JudgedFinding, 'preset' | 'repository' | 'path' | 'line'>): string {
  return [finding.preset, finding.repository, finding.path, finding.line].join('\t');
}
