import type { SuppressionFact } from '../model/facts.js';
import type { Finding, Fix, Problem } from '../model/finding.js';
import { maskSecrets } from '../model/mask.js';
import type { SuppressionEntry } from '../model/suppression.js';

/** What suppressing needs to know of one file. */
export interface SuppressionInput {
  readonly path: string;
  readonly suppressions: readonly SuppressionFact[];
  /** ISO date on which expiry is judged. */
  readonly today: string;
  readonly isKnownRule: (ruleId: string) => boolean;
  /** True if the rule ran on the file, so that a suppression of it could have been used. */
  readonly hasRun: (ruleId: string) => boolean;
  /** Who decided that findings of the rule in this file cannot be suppressed; null where they can. */
  readonly unsuppressibleBy: (ruleId: string) => string | null;
}

/** A directive and what it has covered. */
interface Directive {
  readonly fact: SuppressionFact;
  /** Why it counts for nothing. */
  readonly fault: string | null;
  /** Rules that it names in vain, and who decided that. */
  readonly refused: ReadonlyMap<string, string>;
  readonly used: Set<string>;
}

/** The suppressions of one file at work: ask `reasonFor` for every finding, then take the `problems`. */
export class Suppressions {
  readonly #input: SuppressionInput;
  readonly #directives: readonly Directive[];

  constructor(input: SuppressionInput) {
    this.#input = input;
    this.#directives = input.suppressions.map((fact) => ({
      fact,
      fault: faultOf(fact, input),
      refused: refusedOf(fact, input),
      used: new Set(),
    }));
  }

  /** Why a finding of the rule that starts on the line is suppressed; null if it is not. */
  reasonFor(ruleId: string, line: number): string | null {
    let reason: string | null = null;
    for (const { fact, fault, refused, used } of this.#directives) {
      if (!fact.rules.includes(ruleId) || !covers(fact, line)) continue;
      used.add(ruleId);
      if (fault === null && !refused.has(ruleId)) reason ??= fact.reason;
    }
    return reason;
  }

  /** What is wrong with the suppressions themselves, after all findings have been asked for. */
  *problems(): Iterable<{ ruleId: 'invalid-suppression' | 'unused-suppression'; problem: Problem }> {
    const { path } = this.#input;
    for (const { fact, fault, refused, used } of this.#directives) {
      if (fault !== null) {
        const subject = fact.rules.join(', ');
        yield {
          ruleId: 'invalid-suppression',
          problem: { path, site: fact.site, subject, message: `This suppression does not count: ${fault}.` },
        };
        continue;
      }
      for (const [rule, decidedBy] of refused) {
        const message = `This suppression of ${rule} does not count: ${refusal(rule, decidedBy)}.`;
        yield { ruleId: 'invalid-suppression', problem: { path, site: fact.site, subject: rule, message } };
      }
      const unused = fact.rules.filter((rule) => !refused.has(rule) && this.#isUnused(rule, used));
      const fixes = fixesOf(fact, path, unused);
      for (const rule of unused) {
        const message = `Nothing to suppress here: ${rule} finds nothing on ${placeOf(fact)}.`;
        yield { ruleId: 'unused-suppression', problem: { path, site: fact.site, subject: rule, message, fixes } };
      }
    }
  }

  /** Every suppression with what it covers of the file's findings, in the order of the file; asked for as `problems` is. */
  entries(findings: readonly Finding[]): readonly SuppressionEntry[] {
    return this.#directives
      .map((directive) => this.#entry(directive, findings))
      .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column);
  }

  #entry({ fact, fault, refused, used }: Directive, findings: readonly Finding[]): SuppressionEntry {
    const { path, today, hasRun } = this.#input;
    const covered = findings.filter(
      ({ ruleId, range }) => fact.rules.includes(ruleId) && covers(fact, range.start.line),
    );
    const faults = fault === null ? [...refused].map(([rule, decidedBy]) => refusal(rule, decidedBy)) : [fault];
    const unusedRules = fact.rules.filter((rule) => !refused.has(rule) && this.#isUnused(rule, used));
    const { until, reason } = fact;
    return {
      path,
      scope: fact.scope,
      rules: fact.rules,
      range: fact.site.range,
      lines: fact.lines,
      reason: reason === null ? null : maskSecrets(reason),
      until,
      isExpired: until !== null && fact.fault === null && until < today,
      state: faults.length > 0 ? 'invalid' : used.size > 0 ? 'used' : fact.rules.some(hasRun) ? 'unused' : 'unchecked',
      fault: faults.length === 0 ? null : faults.join('; '),
      unusedRules: fault === null ? unusedRules : [],
      findings: covered.map(({ ruleId, severity, fingerprint }) => ({ ruleId, severity, fingerprint })),
    };
  }

  #isUnused(rule: string, used: ReadonlySet<string>): boolean {
    return !used.has(rule) && this.#input.hasRun(rule);
  }
}

function refusedOf({ rules }: SuppressionFact, { unsuppressibleBy }: SuppressionInput): ReadonlyMap<string, string> {
  return new Map(
    rules.flatMap((rule) => {
      const decidedBy = unsuppressibleBy(rule);
      return decidedBy === null ? [] : [[rule, decidedBy] as const];
    }),
  );
}

/** Why a suppression of the rule counts for nothing. */
export function refusal(rule: string, decidedBy: string): string {
  return `${decidedBy} says that findings of ${rule} cannot be suppressed`;
}

/** Takes the unused rules out of a directive, or the directive out of the file where none is left. */
function fixesOf({ rules, list, removal }: SuppressionFact, path: string, unused: readonly string[]): readonly Fix[] {
  const left = rules.filter((rule) => !unused.includes(rule));
  if (left.length === rules.length) return [];
  if (left.length > 0 && list !== null) {
    const title = `Take ${unused.join(', ')} out of the suppression`;
    return [{ title, safety: 'safe', edits: [{ path, range: list, text: left.join(', ') }] }];
  }
  if (left.length > 0 || removal === null) return [];
  const { range, text, isSafe } = removal;
  return [{ title: 'Remove the suppression', safety: isSafe ? 'safe' : 'unsafe', edits: [{ path, range, text }] }];
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
