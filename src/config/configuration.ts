import { UserError } from '../model/errors.js';
import type { Role } from '../model/file.js';
import type { Preset, Rule } from '../model/rule.js';
import type { Listing, Source } from '../model/source.js';
import { componentFor, configuredComponents, type ConfiguredComponent } from './components.js';
import { explainRules, explainScope, type PathExplanation } from './explanation.js';
import type { FoundConfiguration } from './find-configuration.js';
import { decidingGlob, isCovered } from './globs.js';
import { policyOf } from './policy.js';
import { suggestion } from './problem.js';
import { createRuleResolver, overridesFor, type FileConfiguration } from './resolve-rules.js';
import { runSettings, type RunSettings } from './run-settings.js';
import type { OriginGlob, RoleAssignment } from './scope.js';
import { createScopes, type Scopes } from './scopes.js';

/** All that users decide, ready to be asked. Paths are relative to the root, with `/`. */
export interface Configuration {
  /** Of the root's configuration. */
  readonly preset: Preset;
  forFile(path: string): FileConfiguration;
  isExcluded(path: string): boolean;
  /** The role that the configuration gives a file, if it does. */
  role(path: string): Role | undefined;
  /** The component that the configuration puts a path in, if it does. */
  component(path: string): string | undefined;
  readonly run: RunSettings;
  /** Canonical plain data of all that decides what is reported and how it counts: what the policy hash is made of. */
  readonly policy: unknown;
  readonly warnings: readonly string[];
  /** What applies to a file, and where it comes from. */
  explain(path: string): PathExplanation;
}

export interface ConfigurationInput {
  readonly found: FoundConfiguration;
  readonly rules: readonly Rule[];
  readonly source: Source;
  readonly listing: Listing;
  /** Replaces every preset that is extended. */
  readonly preset?: Preset;
  /** Only these rules are on. */
  readonly rule?: readonly string[];
}

/**
 * Checks the configuration that was found against the loaded rules, reads those of the folders below, and makes it all
 * answerable. Throws a UserError that names every problem, each on its line.
 */
export async function createConfiguration(input: ConfigurationInput): Promise<Configuration> {
  assertKnownRules(input.rule ?? [], input.rules);
  return answer(input, await createScopes(input));
}

function answer({ found, rules, rule: onlyRules }: ConfigurationInput, scopes: Scopes): Configuration {
  const resolver = createRuleResolver(rules, onlyRules);
  const components = configuredComponents(found.layers, found.root);
  const run = runSettings(found.layers);
  const scope = scopes.find;

  const excludedBy = (path: string): OriginGlob | undefined => {
    const glob = decidingGlob(scope(path).exclude, path);
    return glob?.isNegated === false ? glob : undefined;
  };
  const role = (path: string): RoleAssignment | undefined =>
    scope(path).roles.findLast(({ globs }) => isCovered(globs, path));
  const component = (path: string): ConfiguredComponent | undefined => componentFor(components, path);

  return {
    preset: scope('').preset,
    forFile: memoized((path) => resolver.forFile(scope(path), path)),
    isExcluded: (path) => excludedBy(path) !== undefined,
    role: (path) => role(path)?.role,
    component: (path) => component(path)?.name,
    run,
    policy: policyOf({ scopes: scopes.all, rules, resolver, components, run }),
    warnings: [...found.warnings, ...scopes.warnings],
    explain: (path) => ({
      ...explainScope(scope(path), found),
      excludedBy: excludedBy(path),
      role: role(path),
      component: component(path),
      rules: explainRules(rules, (rule) => resolver.state(scope(path), rule, overridesFor(scope(path), path))),
    }),
  };
}

function assertKnownRules(named: readonly string[], rules: readonly Rule[]): void {
  const ids = rules.map(({ id }) => id);
  const unknown = named.filter((id) => !ids.includes(id));
  if (unknown.length === 0) return;
  const lines = unknown.map((id) => `There is no rule ${id}.${suggestion(id, ids)}`);
  throw new UserError(lines.join('\n'), 'List the rules with `compliance rules`.');
}

function memoized<T>(compute: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const value = known.get(path) ?? compute(path);
    known.set(path, value);
    return value;
  };
}
