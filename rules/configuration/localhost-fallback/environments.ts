/**
 * In which environments a piece of code may run, as a set of bits. Conditions on the environment narrow it; it never
 * leaves out an environment in which the code may run after all, as far as names can tell.
 */
export type Environments = number;

export const NONE: Environments = 0;
/** Development, tests, continuous integration: where localhost is right. */
export const DEVELOPMENT: Environments = 1;
export const STAGING: Environments = 2;
export const PRODUCTION: Environments = 4;
export const DEPLOYED: Environments = STAGING | PRODUCTION;
export const ALL: Environments = DEVELOPMENT | DEPLOYED;

/** The environments in which a condition may hold, and those in which it may not. */
export interface Condition {
  readonly whenTrue: Environments;
  readonly whenFalse: Environments;
}

/** A condition that says nothing about the environment. */
export const UNRELATED: Condition = { whenTrue: ALL, whenFalse: ALL };
/** A condition that holds wherever the fallback is reached: that the value is missing. */
export const ALWAYS: Condition = { whenTrue: ALL, whenFalse: NONE };
/** What holds where people develop or test alone. */
export const IN_DEVELOPMENT: Condition = { whenTrue: DEVELOPMENT, whenFalse: ALL };
/** A container or a platform: where it is not, somebody develops; where it is, they may as well. */
const ON_PLATFORM: Condition = { whenTrue: ALL, whenFalse: DEVELOPMENT };

export const NEVER: Condition = { whenTrue: NONE, whenFalse: ALL };
/** The environment has a name: where nobody gave it one, somebody develops. */
export const NAMED: Condition = ON_PLATFORM;

export function not({ whenTrue, whenFalse }: Condition): Condition {
  return { whenTrue: whenFalse, whenFalse: whenTrue };
}

export function and(left: Condition, right: Condition): Condition {
  return { whenTrue: left.whenTrue & right.whenTrue, whenFalse: left.whenFalse | (left.whenTrue & right.whenFalse) };
}

export function or(left: Condition, right: Condition): Condition {
  return not(and(not(left), not(right)));
}

const DEVELOPMENT_WORDS = words(
  'dev devel develop development local localdev localhost test tests testing pytest jest vitest unittest playwright cypress storybook e2e ci debug',
);
const STAGING_WORDS = words('stag stage staging stg preprod uat nonprod preview');
const PRODUCTION_WORDS = words('prod production prd live');
/** Variables that services set which run tests and workspaces of developers. */
const WORKSPACE =
  /^(?:GITHUB_ACTIONS|CODESPACES?\w*|GITPOD_\w+|CIRCLECI|TRAVIS|BUILDKITE\w*|JENKINS_\w+|TEAMCITY_\w+)$/;
/** Variables that hosting platforms set, and what names of flags call such places. */
const PLATFORM =
  /^(?:DYNO|K_SERVICE|GAE_\w+|KUBERNETES_\w+|AWS_(?:EXECUTION|LAMBDA)_\w+|FLY_APP_NAME|RENDER|RAILWAY_\w+|WEBSITE_SITE_NAME|VERCEL)$/;
const PLATFORM_WORDS = words('docker dockerenv dockerized container containerized kubernetes k8s heroku lambda');
/** What something is that merely belongs to an environment: `test_database`, `prodUrl`, `local_host`. */
const THINGS = words(
  'url urls uri host hosts hostname dsn address addr port path file dir folder key token secret password user id name ' +
    'domain api db database client config settings server bucket data value values list var vars variable variables',
);
/** Values so telling that the name of what holds them does not matter. */
const TELLING = words('development production staging prod dev');

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** `appEnv.IS_PRODUCTION` → `app env is production`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** The environment that a name names (`IS_PRODUCTION`, `pre-staging`); undefined for any other name. */
export function environmentOf(name: string): Environments | undefined {
  const found = wordsOf(name);
  if (found.some((word) => STAGING_WORDS.has(word))) return STAGING;
  if (found.some((word) => PRODUCTION_WORDS.has(word))) return PRODUCTION;
  return found.some((word) => DEVELOPMENT_WORDS.has(word)) ? DEVELOPMENT : undefined;
}

/** True if a text tells staging from production anywhere; if not, one word stands for everything deployed. */
export function namesStaging(text: string): boolean {
  return /["'`](?:stag|stage|staging|stg|preprod|uat)["'`]|staging\b/i.test(text);
}

/** True if a variable or property of this dotted name holds the name of the environment (`NODE_ENV`, `settings.stage`). */
export function namesEnvironment(dotted: string): boolean {
  const found = wordsOf(lastOf(dotted));
  const isOfThing = found.some((word) => THINGS.has(word) && word !== 'name' && word !== 'value');
  return (
    !isOfThing &&
    found.some((word) => /^(?:env|environment|stage|mode|nodeenv|appenv|profile|deploy|deployment|tier)$/.test(word))
  );
}

/**
 * The condition that what `dotted` holds equals one of `values`. Node's convention knows one production mode for
 * everything deployed; elsewhere staging is another environment than production. A value that says nothing is like the
 * others: `sandbox` beside `production` is deployed, `docker` beside `development` is not.
 */
export function equalsOneOf(dotted: string, values: readonly string[]): Condition {
  const named = values.map(environmentOf);
  const known = named.filter((environment) => environment !== undefined);
  if (values.length > 0 && values.every((value) => wordsOf(value).some((word) => PLATFORM_WORDS.has(word))))
    return ON_PLATFORM;
  const isAbout = namesEnvironment(dotted) || values.every((value) => TELLING.has(value.toLowerCase()));
  if (!isAbout || known.length === 0) return UNRELATED;
  const isNodeMode = /(?:^|\.)(?:NODE_ENV|MODE)$/.test(dotted);
  const unknown = known.every((environment) => environment === DEVELOPMENT) ? DEVELOPMENT : STAGING;
  const whenTrue = named.reduce<Environments>(
    (set, one = unknown) => set | (isNodeMode && one === PRODUCTION ? DEPLOYED : one),
    NONE,
  );
  // What is not `development` may still be `test`.
  return { whenTrue, whenFalse: (ALL & ~whenTrue) | DEVELOPMENT };
}

/**
 * The condition that a variable, property or predicate of this dotted name is true or present (`settings.DEBUG`,
 * `isProduction`, `KUBERNETES_SERVICE_HOST`).
 */
export function isTrue(dotted: string): Condition {
  const last = lastOf(dotted);
  const found = wordsOf(last);
  if (PLATFORM.test(last)) return ON_PLATFORM;
  if (WORKSPACE.test(last)) return IN_DEVELOPMENT;
  if (found.some((word) => THINGS.has(word))) return UNRELATED;
  const isNegated = found.some((word) => word === 'not' || word === 'non' || word === 'no');
  const condition = conditionOf(environmentOf(last), found);
  return isNegated ? not(condition) : condition;
}

/** A flag for production stands for everything deployed; one for staging for staging alone. */
function conditionOf(environment: Environments | undefined, found: readonly string[]): Condition {
  switch (environment) {
    case undefined:
      return found.some((word) => PLATFORM_WORDS.has(word)) ? ON_PLATFORM : UNRELATED;
    case DEVELOPMENT:
      return IN_DEVELOPMENT;
    case PRODUCTION:
      return { whenTrue: DEPLOYED, whenFalse: DEVELOPMENT };
    default:
      return { whenTrue: environment, whenFalse: ALL & ~environment };
  }
}

function lastOf(dotted: string): string {
  return dotted.split('.').at(-1) ?? '';
}
