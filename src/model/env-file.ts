/** Where a deployment file is used, as far as names tell. */
export interface EnvironmentOfFile {
  /** `development`, `test`, `staging`, `production` or another known name; null where the path names none. */
  readonly name: string | null;
  /** True if it surely is one that others use: staging and production, not development or test. */
  readonly isDeployed: boolean;
}

const TEMPLATE_WORD = /^(?:examples?|samples?|templates?|tmpl|tpl|dist|defaults?|skeleton|blank|placeholders?)$/;
const TEMPLATE_WORDS = 'examples?|samples?|templates?|tmpl|tpl|dist|defaults?';
const ENV_NAME = new RegExp(
  [
    '\\.env(?:[._-].+)?',
    '.+\\.env',
    `.+\\.env[._-](?:local|${TEMPLATE_WORDS})`,
    `(?:.*-)?env(?:[._-].+)?[._-](?:${TEMPLATE_WORDS})`,
    `\\.?(?:${TEMPLATE_WORDS})[._-]env`,
    '\\.\\w+-env',
  ]
    .map((form) => `^${form}$`)
    .join('|'),
  'i',
);
/** Written in another language, or encrypted, though `.env` is part of the name. */
const OTHER_LANGUAGE =
  /\.(?:[cm]?[jt]sx?|py|rb|go|php|java|kt|rs|cs|swift|lua|jsonc?|json5|ya?ml|toml|xml|plist|ini|cfg|conf|mdx?|rst|txt|html?|[bz]?a?sh|fish|nu|ps1|bat|cmd|diff|patch|orig|rej|sql|log|lock|csv|enc|encrypted|gpg|pgp|asc|age|sops|vault|me|zip|t?gz|sw[op]|j2|jinja2?|erb|ejs|hbs|mustache|njk|liquid|tftpl|snap|png|svg)$/i;

/** True for `.env`, `.env.local`, `prod.env`, `.env-ci`, `env.example`; not for `.envrc`, `environment.ts`, `.env.ts`. */
export function isEnvFile(path: string): boolean {
  const name = baseName(path);
  return ENV_NAME.test(name) && !OTHER_LANGUAGE.test(name);
}

/** True for an env file that is copied and filled in: `.env.example`, `sample.env`, `.env.production.template`. */
export function isEnvTemplate(path: string): boolean {
  return isEnvFile(path) && wordsOf(path).some((word) => TEMPLATE_WORD.test(word));
}

/** An env file's name without what makes it a template: `.env.production` of `.env.production.example` and of itself. */
export function filledName(path: string): string {
  const words = wordsOf(path).filter((word) => !TEMPLATE_WORD.test(word));
  return words[0] === 'env' ? `.${words.join('.')}` : words.join('.');
}

const ENVIRONMENTS: Readonly<Record<string, string>> = {
  prod: 'production',
  production: 'production',
  prd: 'production',
  live: 'production',
  staging: 'staging',
  stage: 'staging',
  stg: 'staging',
  preprod: 'preprod',
  preview: 'preview',
  uat: 'uat',
  qa: 'qa',
  test: 'test',
  tests: 'test',
  testing: 'test',
  ci: 'test',
  e2e: 'test',
  integration: 'test',
  dev: 'development',
  devel: 'development',
  develop: 'development',
  development: 'development',
};
/** `live` and `preview` are parts of products as well. */
const FOLDER = /^(?:prod|production|staging|stage|dev|development|tests?)$/;
const UNDEPLOYED: ReadonlySet<string> = new Set(['development', 'test']);

/**
 * The environment that an env file is for: by its name (`.env.staging.local`, `prod.env`), else by the nearest folder that
 * is named like one (`deploy/production/app.env`). A bare `.env` or `.env.local` is development.
 */
export function environmentOfFile(path: string): EnvironmentOfFile {
  const words = wordsOf(path).filter((word) => !TEMPLATE_WORD.test(word));
  const own = words.map(environmentOfWord).find((name) => name !== undefined);
  const folders = path.toLowerCase().split('/').slice(0, -1).reverse();
  const above = folders.filter((folder) => FOLDER.test(folder)).map(environmentOfWord)[0];
  const isBare = words.every((word) => word === 'env' || word === 'local');
  const name = own ?? above ?? (isBare ? 'development' : null);
  return { name, isDeployed: name !== null && !UNDEPLOYED.has(name) };
}

function environmentOfWord(word: string): string | undefined {
  return Object.hasOwn(ENVIRONMENTS, word) ? ENVIRONMENTS[word] : undefined;
}

function wordsOf(path: string): readonly string[] {
  return baseName(path)
    .toLowerCase()
    .split(/[._-]+/)
    .filter((word) => word !== '');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
