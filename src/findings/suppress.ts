import type { SuppressionFact } from '../model/facts.js';
import type { Problem } from '../model/finding.js';

/** What suppressing needs to know of one file. */
export interface SuppressionInput {
  readonly path: string;
  readonly suppressions: readonly SuppressionFact[];
  /** ISO date on which expiry is judged. */
  readonly today: string;
  readonly isKnownRule: (ruleId: string) => boolean;
  /** True if the rule ran on the file, so that a suppression of it could have been used. */
  readonly hasRun: (ruleId: string) => boolean;
}

/** A directive and what it has covered. */
interface Directive {
  readonly fact: SuppressionFact;
  readonly fault: string | null;
  readonly used: Set<string>;
}

/** The suppressions of one file at work: ask `reasonFor` for every finding, then take the `problems`. */
export class Suppressions {
  readonly #input: SuppressionInput;
  readonly #directives: readonly Directive[];

  constructor(input: SuppressionInput) {
    this.#input = input;
    this.#directives = input.suppressions.map((fact) => ({ fact, fault: faultOf(fact, input), used: new Set() }));
  }

  /** Why a finding of the rule that starts on the line is suppressed; null if it is not. */
  reasonFor(ruleId: string, line: number): string | null {
    let reason: string | null = null;
    for (const { fact, fault, used } of this.#directives) {
      if (!fact.rules.includes(ruleId) || !covers(fact, line)) continue;
      used.add(ruleId);
      if (fault === null) reason ??= fact.reason;
    }
    return reason;
  }

  /** What is wrong with the suppressions themselves, after all findings have been asked for. */
  *problems(): Iterable<{ ruleId: 'invalid-suppression' | 'unused-suppression'; problem: Problem }> {
    const { path } = this.#input;
    for (const { fact, fault, used } of this.#directives) {
      if (fault !== null) {
        const subject = fact.rules.join(', ');
        yield {
          ruleId: 'invalid-suppression',
          problem: { path, site: fact.site, subject, message: `This suppression does not count: ${fault}.` },
        };
        continue;
      }
      for (const rule of fact.rules) {
        if (used.has(rule) || !this.#input.hasRun(rule)) continue;
        const message = `Nothing to suppress here: ${rule} finds nothing on ${placeOf(fact)}.`;
        yield { ruleId: 'unused-suppression', problem: { path, site: fact.site, subject: rule, message } };
      }
    }
  }
}

function faultOf(fact: SuppressionFact, { isKnownRule, today }: SuppressionInput): string | null {
  if (fact.fault !== null) return fact.fault;
  const unknown = fact.rules.find((rule) => !isKnownRule(rule));
  if (unknown !== undefined) return `there is no rule ${unknown}`;
  if (fact.reason === null) return 'it gives no reason; add ` -- ` and why';
  if (fact.until !== null && fact.until < today) return `it expired on ${fact.until}`;
  return null;
}

function covers({ lines }: SuppressionFact, line: number): boolean {
  return lines === null || (lines.first <= line && line <= lines.last);
}

function placeOf({ lines }: SuppressionFact): string {
  if (lines === null) return 'this file';
  return lines.first === lines.last ? `line ${lines.first}` : `lines ${lines.first} to ${lines.last}`;
}
