import type { Preset, Rule, RuleLevel } from '../model/rule.js';
import type { ConfiguredComponent } from './components.js';
import type { FoundConfiguration } from './find-configuration.js';
import { isRecord } from '../model/plain-values.js';
import type { RuleState } from './rule-state.js';
import type { OriginGlob, RoleAssignment, Scope } from './scope.js';
import { RUN_WIDE_KEYS } from './settings.js';
import type { Sourced } from './sourced.js';

/** What the configuration says of one file, with the place that each part of it comes from. */
export interface PathExplanation extends ScopeExplanation {
  /** The pattern that excludes the file. */
  readonly excludedBy: OriginGlob | undefined;
  readonly role: RoleAssignment | undefined;
  readonly component: ConfiguredComponent | undefined;
  readonly rules: readonly RuleExplanation[];
}

export interface ScopeExplanation {
  /** The configuration that governs the file; null if there is none. */
  readonly file: string | null;
  /** True if it was named on the command line. */
  readonly isNamed: boolean;
  /** The configuration of the root, if that is another one. */
  readonly replaced: string | null;
  /** What makes the configuration up, the weakest first. */
  readonly chain: readonly string[];
  readonly preset: Sourced<Preset>;
  /** Keys that hold for a whole run and are not applied, because they do not stand in the root's configuration. */
  readonly ignored: readonly { readonly file: string; readonly keys: readonly string[] }[];
}

export interface RuleExplanation {
  readonly id: string;
  readonly levels: ReadonlyMap<string, Sourced<RuleLevel>>;
  readonly options: ReadonlyMap<string, Sourced<unknown>>;
  /** Undefined where nobody says whether comments may suppress its findings: they may. */
  readonly suppressible: Sourced<boolean> | undefined;
}

export function explainScope(scope: Scope, found: FoundConfiguration): ScopeExplanation {
  const presetStep = scope.steps.findLast((step) => step.kind === 'preset');
  return {
    file: scope.file,
    isNamed: found.isNamed,
    replaced: scope.folder === '' ? null : found.file,
    chain: scope.layers.map((layer) => (layer.kind === 'preset' ? `preset ${layer.preset}` : layer.document.shown)),
    preset: { value: scope.preset, origin: presetStep?.origin ?? 'preset recommended' },
    ignored: scope.folder === '' ? [] : ignoredKeys(scope, found),
  };
}

export function explainRules(rules: readonly Rule[], stateOf: (rule: Rule) => RuleState): readonly RuleExplanation[] {
  return rules.map((rule) => {
    const { levels, options, suppressible } = stateOf(rule);
    return { id: rule.id, levels, options, suppressible };
  });
}

function ignoredKeys(scope: Scope, found: FoundConfiguration): ScopeExplanation['ignored'] {
  return scope.layers.flatMap((layer) => {
    if (layer.kind === 'preset' || found.layers.includes(layer)) return [];
    const { value, shown } = layer.document;
    const keys = RUN_WIDE_KEYS.filter((key) => isRecord(value) && Object.hasOwn(value, key));
    return keys.length === 0 ? [] : [{ file: shown, keys }];
  });
}
