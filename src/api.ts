/** All that rules, reporters and plug-ins may import, as `compliance-linter`. */
import type { Reporter } from './model/reporter.js';
import type { RuleDefinition } from './model/rule.js';

export type * from './model/facts.js';
export * from './model/audit.js';
export * from './model/change-text.js';
export type * from './model/deployment-variables.js';
export * from './model/count-text.js';
export * from './model/env-file.js';
export * from './model/file.js';
export * from './model/baseline.js';
export * from './model/finding.js';
export type * from './model/location.js';
export * from './model/markdown-text.js';
export * from './model/placeholder.js';
export * from './model/report.js';
export type * from './model/reporter.js';
export * from './model/rule.js';
export * from './model/value-traits.js';
export * from './model/score-display.js';
export * from './model/source-excerpt.js';
export type * from './model/syntax.js';
export * from './model/terminal-text.js';
export * from './syntax/ecmascript.js';
export * from './syntax/imported-names.js';
export * from './syntax/python.js';

/** Gives a rule its types; returns it unchanged, so a plug-in without this package may export the bare object. */
export function defineRule<Fact, Options>(rule: RuleDefinition<Fact, Options>): RuleDefinition<Fact, Options> {
  return rule;
}

/** Gives a reporter its types; returns it unchanged. */
export function defineReporter(reporter: Reporter): Reporter {
  return reporter;
}
