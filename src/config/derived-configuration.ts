import type { Configuration } from './configuration.js';
import type { FileConfiguration, RuleSetting } from './resolve-rules.js';

/** The configuration with some rules off everywhere. */
export function withoutRules(configuration: Configuration, ids: ReadonlySet<string>): Configuration {
  const known = new WeakMap<FileConfiguration, FileConfiguration>();
  const off = new WeakMap<RuleSetting, RuleSetting>();
  const switchedOff = (setting: RuleSetting): RuleSetting => {
    const derived = off.get(setting) ?? { ...setting, isOn: false };
    off.set(setting, derived);
    return derived;
  };
  return {
    ...configuration,
    forFile(path) {
      const own = configuration.forFile(path);
      const derived = known.get(own) ?? {
        rules: new Map([...own.rules].map(([id, setting]) => [id, ids.has(id) ? switchedOff(setting) : setting])),
      };
      known.set(own, derived);
      return derived;
    },
    policy: { without: [...ids].sort(), policy: configuration.policy },
  };
}

/** The configuration, but another's rules for some files. */
export function withOtherFiles(
  configuration: Configuration,
  other: Configuration,
  paths: ReadonlySet<string>,
): Configuration {
  if (paths.size === 0) return configuration;
  return {
    ...configuration,
    forFile: (path) => (paths.has(path) ? other : configuration).forFile(path),
    policy: { policy: configuration.policy, others: { policy: other.policy, paths: [...paths].sort() } },
  };
}
