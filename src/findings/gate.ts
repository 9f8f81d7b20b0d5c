import { countText, formatCount } from '../model/count-text.js';
import type { Failure } from '../model/file.js';
import { isAtLeast, SEVERITIES } from '../model/finding.js';
import type { Finding, Severity } from '../model/finding.js';
import { writeCondition, type GateCondition } from '../model/gate-condition.js';
import type { Gate, Score } from '../model/report.js';
import { roundScore } from '../model/score-display.js';

export interface GateInput {
  readonly findings: readonly Finding[];
  readonly score: Score;
  readonly failOn: readonly GateCondition[];
  readonly minScore: number | null;
  readonly failures: readonly Failure[];
}

interface Judgement {
  readonly holds: boolean;
  readonly words: string;
}

/**
 * Judges the run: none of the findings of which `failOn` speaks, and a displayed score of at least `minScore`. A minimum
 * without a score to compare does not hold: what cannot be verified is not vouched for. With failures nothing
 * is vouched for either: the gate does not hold, and the exit code (2) says that it was not judged.
 */
export function evaluateGate(input: GateInput): Gate {
  const { failOn, minScore } = input;
  const conditions = [
    ...failOn.map((condition) => judgeFindings(input.findings, condition)),
    ...(minScore === null ? [] : [judgeScore(input.score, minScore)]),
  ];
  const broken = conditions.filter((condition) => !condition.holds);
  const passed = broken.length === 0 && input.failures.length === 0;
  const decisive = broken.length === 0 ? conditions : broken;
  const words = decisive.map((condition) => condition.words).join('; ') || 'no condition is set';
  const verdict = broken.length > 0 ? 'Failed' : passed ? 'Passed' : 'Not judged';
  return {
    failOn: failOn.map(writeCondition),
    minScore,
    passed,
    reason: `${verdict}: ${words}${caveat(input, broken.length === 0)}.`,
  };
}

function judgeFindings(findings: readonly Finding[], { scope, severity }: GateCondition): Judgement {
  const counted = findings.filter(({ status, isNew }) =>
    scope === 'new' ? status === 'open' && isNew : status !== 'suppressed',
  );
  const offending = counted.filter((finding) => isAtLeast(finding.severity, severity));
  const [before, after] = thresholdWords(severity);
  const noun = scope === 'new' ? `new${before} finding` : `${before.trimStart()} finding`.trimStart();
  const asides = scope === 'new' ? baselineWords(findings) : ', old ones included';
  if (offending.length === 0) return { holds: true, words: `no ${noun}${after}${asides}` };
  const total = countText(offending.length, noun);
  return { holds: false, words: `${total}${after}${breakdown(offending, severity)}${asides}` };
}

/** ` beside 12 in the baseline`, where there are some. */
function baselineWords(findings: readonly Finding[]): string {
  const count = findings.filter(({ status }) => status === 'baselined').length;
  return count === 0 ? '' : ` beside ${formatCount(count)} in the baseline`;
}

/** What to say before and after the noun: nothing above critical, so "or worse" would be wrong there. */
function thresholdWords(severity: Severity): readonly [string, string] {
  if (severity === 'critical') return [' critical', ''];
  return ['', severity === 'low' ? '' : ` of ${severity} or worse`];
}

/** ` (1 high, 2 medium)`, the worst first; empty where only one severity is possible. */
function breakdown(findings: readonly Finding[], failOn: Severity): string {
  if (failOn === 'critical') return '';
  const counts = SEVERITIES.toReversed().map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${formatCount(count)} ${severity}`];
  });
  return ` (${counts.flat().join(', ')})`;
}

function judgeScore(score: Score, minScore: number): Judgement {
  if (score.value === null) {
    return { holds: false, words: `there is no score to compare with ${String(minScore)} (no lines were counted)` };
  }
  const displayed = roundScore(score.value, score.points > 0);
  const holds = displayed >= minScore;
  return { holds, words: `score ${displayed.toFixed(1)} is ${holds ? 'at least' : 'below'} ${String(minScore)}` };
}

function caveat({ score, failures }: GateInput, holds: boolean): string {
  const caveats = [
    ...(score.complete ? [] : ['the check is incomplete']),
    ...(failures.length === 0 ? [] : [`${countText(failures.length, 'failure')} occurred`]),
  ];
  if (caveats.length === 0) return '';
  return `${holds ? ', but ' : '; '}${caveats.join(' and ')}`;
}
