import type { Preset, Rule, RuleLevel } from '../model/rule.js';
import { SEVERITIES, type Severity } from '../model/finding.js';
import { frozenCopy } from './plain-values.js';
import { optionDefault } from './schema.js';
import type { DetailedRuleSettings, RuleSettings } from './settings.js';
import type { Sourced } from './sourced.js';

/** What is known of one rule after some of the layers. */
export interface RuleState {
  readonly levels: ReadonlyMap<string, Sourced<RuleLevel>>;
  readonly options: ReadonlyMap<string, Sourced<unknown>>;
  /** True if the last word on its severity was a plain `off`. */
  readonly isSwitchedOff: boolean;
  /** Whether comments may suppress its findings; they may where nobody says so. */
  readonly suppressible: Sourced<boolean> | undefined;
}

/** The rule as a preset sets it. */
export function presetState(rule: Rule, preset: Preset, origin: string): RuleState {
  const kinds = Object.entries(rule.kinds ?? {});
  const options = Object.entries(rule.options ?? {});
  return {
    levels: new Map([
      ['default', { value: rule.severity[preset], origin }],
      ...kinds.map(([kind, { severity }]) => [kind, { value: severity[preset], origin }] as const),
    ]),
    options: new Map(
      options.map(([name, option]) => [name, { value: frozenCopy(optionDefault(option, preset)), origin }]),
    ),
    isSwitchedOff: false,
    suppressible: undefined,
  };
}

/**
 * The state with what a user wrote on top. A severity sets the kind `default`; after a plain `off` it first gives the
 * other kinds back what `base`, the preset, says of them. `off` holds for all kinds. A mapping sets the kinds it names.
 */
export function applySettings(state: RuleState, settings: RuleSettings, origin: string, base: RuleState): RuleState {
  const { severity, options, suppressible }: DetailedRuleSettings =
    typeof settings === 'string' ? { severity: settings } : settings;
  return {
    ...applySeverity(state, severity, origin, base),
    options: withAll(state.options, options, origin),
    suppressible: suppressible === undefined ? state.suppressible : { value: suppressible, origin },
  };
}

/** True if any kind of finding is reported. */
export function isOn(state: RuleState): boolean {
  return [...state.levels.values()].some(({ value }) => value !== 'off');
}

/** Switched on as one that is asked for by name: as the preset has it, else as `strict` does, else medium. */
export function switchedOn(rule: Rule, state: RuleState, base: RuleState, origin: string): RuleState {
  const { options, suppressible } = state;
  if (isOn(base)) return { ...base, options, suppressible };
  const severity: Severity = SEVERITIES.find((level) => level === rule.severity.strict) ?? 'medium';
  return applySettings({ ...base, options, suppressible }, severity, origin, base);
}

/** Switched off altogether. */
export function switchedOff(state: RuleState, origin: string): RuleState {
  const levels = [...state.levels.keys()].map((kind) => [kind, { value: 'off', origin }] as const);
  return { ...state, levels: new Map(levels), isSwitchedOff: true };
}

function applySeverity(
  state: RuleState,
  severity: Exclude<RuleSettings, string>['severity'],
  origin: string,
  base: RuleState,
): RuleState {
  if (severity === undefined) return state;
  if (severity === 'off') return switchedOff(state, origin);
  if (typeof severity !== 'string') {
    return { ...state, levels: withAll(state.levels, severity, origin), isSwitchedOff: false };
  }
  const levels = state.isSwitchedOff ? base.levels : state.levels;
  return { ...state, levels: withAll(levels, { default: severity }, origin), isSwitchedOff: false };
}

function withAll<T>(
  values: ReadonlyMap<string, Sourced<T>>,
  written: Readonly<Record<string, T>> | undefined,
  origin: string,
): ReadonlyMap<string, Sourced<T>> {
  const added = Object.entries(written ?? {}).map(([name, value]) => [name, { value, origin }] as const);
  return new Map([...values, ...added]);
}
