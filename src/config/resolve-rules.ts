import type { Rule, RuleLevel } from '../model/rule.js';
import { canonical } from './canonical.js';
import { applySettings, isOn, presetState, switchedOff, switchedOn, type RuleState } from './rule-state.js';
import type { OverrideStep, Scope, Step, WrittenRules } from './scope.js';
import { isCovered } from './globs.js';

/** What the configuration says of one rule for some files. Equal settings of a rule are the same object. */
export interface RuleSetting {
  readonly isOn: boolean;
  /** The level of a kind of finding. */
  severity(kind: string): RuleLevel;
  /** Frozen; every declared option has a value. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Who decided that comments cannot suppress its findings (`.compliancerc.yaml rules`); null where they can. */
  readonly unsuppressibleBy: string | null;
}

export interface FileConfiguration {
  /** Every loaded rule has an entry. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

export interface RuleResolver {
  /** The setting of every rule for a file of the scope. */
  forFile(scope: Scope, path: string): FileConfiguration;
  /** The state of one rule, with the origins of its settings, where exactly these overrides of the scope hold. */
  state(scope: Scope, rule: Rule, overrides: ReadonlySet<Step>): RuleState;
}

/** The overrides of a scope whose files include the path. */
export function overridesFor(scope: Scope, path: string): ReadonlySet<Step> {
  return new Set(overrideSteps(scope).filter((step) => isCovered(step.globs, path)));
}

export function overrideSteps(scope: Scope): readonly OverrideStep[] {
  return scope.steps.filter((step) => step.kind === 'override');
}

/** `onlyRules`: all others are off, and those among them that a preset or a `rules` has off are on. */
export function createRuleResolver(rules: readonly Rule[], onlyRules?: readonly string[]): RuleResolver {
  const only = onlyRules === undefined ? undefined : new Set(onlyRules);
  const settings = new Map<string, RuleSetting>();
  const configurations = new Map<Scope, Map<string, FileConfiguration>>();

  const state: RuleResolver['state'] = (scope, rule, overrides) => stateOf(scope.steps, rule, { overrides, only });

  const settingOf = (rule: Rule, ruleState: RuleState): RuleSetting => {
    const values = plainState(ruleState);
    const key = `${rule.id} ${canonical(values)} ${unsuppressibleBy(ruleState) ?? ''}`;
    const setting = settings.get(key) ?? createSetting(ruleState);
    settings.set(key, setting);
    return setting;
  };

  const forFile: RuleResolver['forFile'] = (scope, path) => {
    const overrides = overridesFor(scope, path);
    const known = configurations.get(scope) ?? new Map<string, FileConfiguration>();
    configurations.set(scope, known);
    const key = overrideSteps(scope)
      .map((step) => (overrides.has(step) ? '1' : '0'))
      .join('');
    const configuration = known.get(key) ?? {
      rules: new Map(rules.map((rule) => [rule.id, settingOf(rule, state(scope, rule, overrides))])),
    };
    known.set(key, configuration);
    return configuration;
  };

  return { forFile, state };
}

/** Levels and options without their origins. */
export function plainState(state: RuleState): {
  readonly suppressible?: false;
  readonly severity: Readonly<Record<string, RuleLevel>>;
  readonly options: Readonly<Record<string, unknown>>;
} {
  return {
    severity: Object.fromEntries([...state.levels].map(([kind, { value }]) => [kind, value])),
    options: Object.fromEntries([...state.options].map(([name, { value }]) => [name, value])),
    ...(unsuppressibleBy(state) === null ? {} : { suppressible: false }),
  };
}

function unsuppressibleBy({ suppressible }: RuleState): string | null {
  return suppressible?.value === false ? suppressible.origin : null;
}

function createSetting(state: RuleState): RuleSetting {
  const { options } = plainState(state);
  const main = state.levels.get('default')?.value ?? 'off';
  return {
    isOn: isOn(state),
    severity: (kind) => state.levels.get(kind)?.value ?? main,
    options: Object.freeze(options),
    unsuppressibleBy: unsuppressibleBy(state),
  };
}

function stateOf(
  steps: readonly Step[],
  rule: Rule,
  choice: { readonly overrides: ReadonlySet<Step>; readonly only: ReadonlySet<string> | undefined },
): RuleState {
  let base = presetState(rule, 'recommended', 'preset recommended');
  let state = base;
  let isOverridden = false;
  for (const step of steps) {
    if (step.kind === 'preset') {
      base = presetState(rule, step.preset, step.origin);
      // No preset speaks of suppressing: what an earlier configuration says of it holds.
      state = { ...base, suppressible: state.suppressible };
      isOverridden = false;
      continue;
    }
    const settings = settingsFor(step.rules, rule.id);
    if (settings === undefined || (step.kind === 'override' && !choice.overrides.has(step))) continue;
    state = applySettings(state, settings, step.origin, base);
    isOverridden = step.kind === 'override';
  }
  if (choice.only === undefined) return state;
  if (!choice.only.has(rule.id)) return switchedOff(state, '--rule');
  return isOn(state) || isOverridden ? state : switchedOn(rule, state, base, '--rule');
}

function settingsFor(rules: WrittenRules, id: string): WrittenRules[string] | undefined {
  return Object.hasOwn(rules, id) ? rules[id] : undefined;
}
