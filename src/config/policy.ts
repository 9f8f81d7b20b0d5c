import type { Rule } from '../model/rule.js';
import { canonical, sortedKeys } from './canonical.js';
import type { ConfiguredComponent } from './components.js';
import { overrideSteps, plainState, type RuleResolver } from './resolve-rules.js';
import type { RunSettings } from './run-settings.js';
import type { OriginGlob, OverrideStep, Scope, Step } from './scope.js';

/**
 * Plain data of all that decides what is reported and how it counts, the same for configurations that mean the same in
 * other words (YAML or JSON, written out or extended). No absolute path, no order of keys.
 */
export function policyOf(input: {
  readonly scopes: readonly Scope[];
  readonly rules: readonly Rule[];
  readonly resolver: RuleResolver;
  readonly components: readonly ConfiguredComponent[];
  readonly run: RunSettings;
}): unknown {
  const { scopes, components, run } = input;
  return sortedKeys({
    maxFileSize: run.maxFileSize,
    components: components.map(({ name, globs }) => ({ name, files: patterns(globs) })),
    scopes: scopes.map((scope) => scopePolicy(scope, input)),
  });
}

function scopePolicy(
  scope: Scope,
  { rules, resolver }: { readonly rules: readonly Rule[]; readonly resolver: RuleResolver },
): unknown {
  const settings = (overrides: ReadonlySet<Step>): ReadonlyMap<string, unknown> =>
    new Map(rules.map((rule) => [rule.id, plainState(resolver.state(scope, rule, overrides))]));
  const base = settings(new Set());
  const difference = (override: OverrideStep): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      [...settings(new Set([override]))].filter(([id, setting]) => canonical(setting) !== canonical(base.get(id))),
    );
  return {
    folder: scope.folder,
    preset: scope.preset,
    exclude: patterns(scope.exclude),
    roles: scope.roles.map(({ role, globs }) => ({ role, files: patterns(globs) })),
    rules: Object.fromEntries(base),
    overrides: overrideSteps(scope).map((override) => ({
      files: patterns(override.globs),
      rules: difference(override),
    })),
  };
}

/** With the folder they are relative to; `../` leads from the root up to one above it. */
function patterns(globs: readonly OriginGlob[]): readonly string[] {
  return globs.map(({ pattern, anchor }) => {
    const folder = anchor.prefix === '' ? anchor.folder : anchor.prefix.replace(/[^/]+\//g, '../');
    return `${folder}: ${pattern}`;
  });
}
