import { availableParallelism } from 'node:os';
import type { Format } from '../model/format.js';
import type { Rule } from '../model/rule.js';
import type { Job } from './job.js';

/** How the work is divided. */
export interface Division {
  /** Threads beside this one. */
  readonly workers: number;
  /** Whether this one extracts beside them. */
  readonly isSharing: boolean;
  /** How many processes a judge of this thread may keep at work. */
  readonly processes: number;
}

export interface DivisionInput {
  readonly jobs: readonly Job[];
  readonly rules: readonly Rule[];
  readonly formats: readonly Format[];
  /** Threads beside this one, where that is settled. */
  readonly workers?: number | undefined;
}

/**
 * A rule that another thread cannot load keeps all in this one; one that did not come with the tool may end its thread,
 * which must then not be this one. Where interpreters do the work, threads would only take the processor from them.
 */
export function divide(input: DivisionInput, cores = availableParallelism()): Division {
  const extracting = input.rules.filter(({ extract }) => extract !== undefined);
  if (input.workers === undefined && isDoneElsewhere(input)) return { workers: 0, isSharing: true, processes: cores };
  if (extracting.some(({ module }) => module === '')) return { workers: 0, isSharing: true, processes: 1 };
  const isSharing = extracting.every(({ revision }) => revision === '');
  return { workers: input.workers ?? (isSharing ? cores - 1 : cores), isSharing, processes: 1 };
}

/** Whether all that files are looked at for is the verdict of a judge in a process of its own. */
function isDoneElsewhere({ jobs, rules, formats }: DivisionInput): boolean {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const judgings = new Map(formats.map(({ name, judging }) => [name, judging]));
  const known = new Map<string, boolean>();
  const isAboutSyntax = (ids: string): boolean => {
    const answer = known.get(ids) ?? ids.split(' ').every((id) => asksForSyntaxAlone(byId.get(id)));
    known.set(ids, answer);
    return answer;
  };
  return (
    jobs.some(({ judge }) => judge !== null) &&
    jobs.every(
      ({ format, judge, rules: ids }) =>
        isAboutSyntax(ids) && (judge === null || judgings.get(format)?.isElsewhere?.(judge) === true),
    )
  );
}

function asksForSyntaxAlone(rule: Rule | undefined): boolean {
  if (rule === undefined) return true;
  const isModest = rule.extract === undefined && rule.asks === undefined;
  return isModest && (rule.needs ?? []).every((name) => name === 'syntax');
}
