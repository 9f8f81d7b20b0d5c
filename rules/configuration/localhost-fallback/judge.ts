import type { Entry, JudgeContext, Problem } from 'compliance-linter';
import { isCommandLine, isForDevelopment } from './development-files.js';
import { DEPLOYED, DEVELOPMENT, NONE, PRODUCTION, type Environments } from './environments.js';
import type { Fallback } from './facts.js';
import { fallbackMessage, relatedMessage, settingsMessage } from './messages.js';

export interface Options {
  /** Whether defaults of parameters count. */
  readonly parameters: boolean;
}

/** The problems of one file: one for each fallback that staging or production may reach, one for each settings class. */
export function* judgeFallbacks(
  entries: readonly Entry<Fallback, Options>[],
  { project }: JudgeContext,
): Iterable<Problem> {
  const path = entries[0]?.file.path ?? '';
  if (isForDevelopment(path)) return;
  // What a command is not told by its user is a matter between the two; what its environment lacks is not.
  const isCommand = isCommandLine(path);
  const reached = entries
    .filter(({ fact, options }) => options.parameters || fact.isParameter !== true)
    .map(({ fact }) => fact)
    .filter((fact) => deployedReach(fact) !== NONE && (fact.isVariable || !isCommand))
    .filter((fact) => !(fact.isVariable && kindOf(fact) === 'default' && project.isDemanded(fact.name)));

  for (const fallbacks of together(reached)) yield problemOf(path, fallbacks);
}

/** Where it is deployed, a fallback is reached. A file that knows no staging has one word for everything deployed. */
function deployedReach({ reach, namesStaging }: Fallback): Environments {
  return reach & (namesStaging ? DEPLOYED : PRODUCTION);
}

/** `deployed` if a branch for staging or production alone yields the local host. */
function kindOf({ reach }: Fallback): 'default' | 'deployed' {
  return (reach & DEVELOPMENT) === NONE ? 'deployed' : 'default';
}

type Fallbacks = readonly [Fallback, ...Fallback[]];

/** The fields of a settings class together, anything else alone, in the order of the first of each. */
function together(fallbacks: readonly Fallback[]): readonly Fallbacks[] {
  const groups = new Map<string, [Fallback, ...Fallback[]]>();
  for (const [index, fallback] of fallbacks.entries()) {
    const key = fallback.settings === null ? String(index) : `${fallback.settings} ${kindOf(fallback)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fallback]);
    else group.push(fallback);
  }
  return [...groups.values()];
}

function problemOf(path: string, fallbacks: Fallbacks): Problem {
  const [first, ...others] = fallbacks;
  const { settings, site } = first;
  const kind = kindOf(first);
  const place = { path, site, ...(kind === 'default' ? {} : { kind }) };
  if (settings === null) return { ...place, subject: subjectOf(first), message: fallbackMessage(first) };
  return {
    ...place,
    subject: settings,
    identity: `${path} ${settings} ${kind}`,
    message: others.every(({ name }) => name === first.name)
      ? fallbackMessage(first)
      : settingsMessage(settings, fallbacks),
    related: others.map((other) => ({ path, range: other.site.range, message: relatedMessage(other) })),
  };
}

/** The variable, or what falls back within its class and function (`Cache.connect.host`). */
function subjectOf({ name, isVariable, owner }: Fallback): string {
  return isVariable || owner === '' ? name : `${owner}.${name}`;
}
