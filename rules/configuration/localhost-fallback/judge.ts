import type { Entry, JudgeContext, Problem } from 'compliance-linter';
import { isCommandLine, isForDevelopment } from './development-files.js';
import { DEPLOYED, DEVELOPMENT, NONE, PRODUCTION, type Environments } from './environments.js';
import { isRequirement, type Fallback, type Requirement } from './facts.js';
import { fallbackMessage, relatedMessage, settingsMessage } from './messages.js';

export interface Options {
  /** Whether defaults of parameters count. */
  readonly parameters: boolean;
}

type Facts = Entry<Fallback | Requirement, Options>;

/**
 * The problems of all files of one format: one for each fallback that staging or production may reach, one for each
 * settings class. Whatever a schema of the environment requires is never missing where the program starts.
 */
export function* judgeFallbacks(entries: readonly Facts[], { project }: JudgeContext): Iterable<Problem> {
  const requirements = requirementsIn(entries);
  for (const [path, { component, judged }] of byPath(entries)) {
    const required = requirements(component);
    yield* judgeFile(path, judged, (variable) => required.has(variable) || project.isAssured(path, variable));
  }
}

/** What a component's own schemas require; where it has none, as a library, what those of the others do. */
function requirementsIn(entries: readonly Facts[]): (component: string) => ReadonlySet<string> {
  const all = new Set<string>();
  const byComponent = new Map<string, Set<string>>();
  for (const { file, fact } of entries) {
    if (!isRequirement(fact)) continue;
    const own = byComponent.get(file.component) ?? new Set();
    byComponent.set(file.component, own);
    for (const variable of fact.required) {
      own.add(variable);
      all.add(variable);
    }
  }
  return (component) => byComponent.get(component) ?? all;
}

interface Judged {
  readonly fallback: Fallback;
  readonly options: Options;
}

interface JudgedFile {
  readonly component: string;
  readonly judged: Judged[];
}

function byPath(entries: readonly Facts[]): ReadonlyMap<string, JudgedFile> {
  const files = new Map<string, JudgedFile>();
  for (const { file, fact, options } of entries) {
    if (isRequirement(fact)) continue;
    const known = files.get(file.path) ?? { component: file.component, judged: [] };
    known.judged.push({ fallback: fact, options });
    files.set(file.path, known);
  }
  return files;
}

function* judgeFile(
  path: string,
  judged: readonly Judged[],
  isAssured: (variable: string) => boolean,
): Iterable<Problem> {
  if (isForDevelopment(path)) return;
  // What a command is not told by its user is a matter between the two; what its environment lacks is not.
  const isCommand = isCommandLine(path);
  const reached = judged
    .filter(({ fallback, options }) => options.parameters || fallback.isParameter !== true)
    .map(({ fallback }) => fallback)
    .filter((fallback) => deployedReach(fallback) !== NONE && (fallback.isVariable || !isCommand))
    .filter((fallback) => !(fallback.isVariable && kindOf(fallback) === 'default' && isAssured(fallback.name)));
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
