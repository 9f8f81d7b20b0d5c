import { BUILT_IN } from '../built-in.js';
import { UserError } from '../model/errors.js';
import type { PluginReference } from '../model/plugin.js';
import { ROLES } from '../model/file.js';
import { SEVERITIES } from '../model/finding.js';
import { PRESETS, type Rule, type RuleDefinition } from '../model/rule.js';
import { builtInUrl, loadModule, loadReference, shownModule, type LoadedModule } from './load-module.js';

/**
 * The built-in rules (every module in a folder of `rules/`) and those of plug-ins, sorted by id. A plug-in's module
 * exports one rule as its default (id = file name, category = folder name), or several as `rules`, an object by id.
 * Throws a UserError for a plug-in that cannot be loaded or is no rule, and for an id that is taken.
 */
export async function loadRules(plugins: readonly PluginReference[] = []): Promise<readonly Rule[]> {
  const modules = [...(await loadBuiltIn()), ...(await Promise.all(plugins.map(loadReference))).flat()];
  const rules = new Map<string, Rule>();
  for (const rule of modules.flatMap(rulesOf)) {
    const taken = rules.get(rule.id);
    if (taken !== undefined)
      throw new UserError(`Two rules are named ${rule.id}: ${taken.module} and ${rule.module}.`, 'Rename one of them.');
    rules.set(rule.id, rule);
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The rules of the given ids from the given modules: what another thread has loaded already. */
export async function loadRulesByModule(
  wanted: readonly Pick<Rule, 'module' | 'id' | 'revision'>[],
): Promise<readonly Rule[]> {
  const modules = await Promise.all([...new Set(wanted.map(({ module }) => module))].map(loadModule));
  return modules.flatMap(rulesOf).flatMap((rule) => {
    const same = wanted.find(({ module, id }) => module === rule.module && id === rule.id);
    return same === undefined ? [] : [{ ...rule, revision: same.revision }];
  });
}

function loadBuiltIn(): Promise<LoadedModule[]> {
  const paths = BUILT_IN.map(({ path }) => path).filter((path) => path.startsWith('rules/'));
  return Promise.all(paths.map((path) => loadModule(builtInUrl(path))));
}

function rulesOf(module: LoadedModule): Rule[] {
  const several = module.exports['rules'] ?? (module.exports['default'] as { rules?: unknown } | undefined)?.rules;
  const isSet = typeof several === 'object' && several !== null;
  // A plug-in may hold reporters only; those are loaded by the name that the user gives.
  if (!isSet && isReporter(module.exports['default'])) return [];
  const definitions = isSet ? Object.entries(several) : [[module.name, module.exports['default']] as const];
  return definitions.map(([id, definition]) => ({
    ...checkedRule(definition, id, module.url),
    id,
    category: module.folder,
    module: module.url,
    revision: module.revision,
  }));
}

function isReporter(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'render' in value;
}

function checkedRule(value: unknown, id: string, url: string): RuleDefinition {
  const fault = ruleFault(value, id);
  if (fault !== undefined)
    throw new UserError(`${shownModule(url)}: the rule ${id} ${fault}.`, 'CONTRIBUTING.md shows what a rule exports.');
  return value as RuleDefinition;
}

/** What keeps `value` from being a rule, or undefined. */
function ruleFault(value: unknown, id: string): string | undefined {
  if (!/^[a-z][\w./@-]*$/i.test(id)) return 'has an id that is not made of letters, digits, -, _, . and /';
  if (typeof value !== 'object' || value === null) return 'is not an object';
  const rule = value as Record<string, unknown>;
  for (const key of ['summary', 'why', 'repair', 'since'])
    if (typeof rule[key] !== 'string') return `lacks the text \`${key}\``;
  if (typeof rule['judge'] !== 'function') return 'lacks the function `judge`';
  if (!Array.isArray(rule['tags'])) return 'lacks the list `tags`';
  const examples = rule['examples'] as { valid?: unknown; invalid?: unknown } | undefined;
  const areGiven = Array.isArray(examples?.valid) && Array.isArray(examples.invalid);
  if (!areGiven && typeof rule['examples'] !== 'function') return 'lacks `examples: { valid: [], invalid: [] }`';
  for (const role of (rule['roles'] ?? []) as string[])
    if (!(ROLES as readonly string[]).includes(role)) return `names the role ${role}; roles are ${ROLES.join(', ')}`;
  return severityFault(rule);
}

function severityFault(rule: Record<string, unknown>): string | undefined {
  const levels: readonly unknown[] = [...SEVERITIES, 'off'];
  const kinds = Object.entries((rule['kinds'] ?? {}) as Record<string, { severity?: unknown }>).map(
    ([kind, declared]) => [`kinds.${kind}.severity`, declared.severity] as const,
  );
  for (const [name, severity] of [['severity', rule['severity']] as const, ...kinds]) {
    for (const preset of PRESETS) {
      const level = (severity as Record<string, unknown> | undefined)?.[preset];
      if (!levels.includes(level)) return `needs \`${name}.${preset}\`, one of ${levels.join(', ')}`;
    }
  }
  return undefined;
}
