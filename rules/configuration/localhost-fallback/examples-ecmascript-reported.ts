import type { Example } from 'compliance-linter';
import { sourcesReported } from './examples-ecmascript-sources.js';

/** An example of one file in which every line listed falls back. */
function reported(
  title: string,
  lines: readonly string[],
  fallbacks: readonly number[],
  preset: 'recommended' | 'strict' = 'recommended',
): Example {
  return {
    title: `ECMAScript: ${title}`,
    preset,
    files: { 'src/services.ts': `${lines.join('\n')}\n` },
    problems: fallbacks.map((line) => ({ path: 'src/services.ts', line })),
  };
}

const operators: readonly Example[] = [
  {
    title: 'ECMAScript: the right side of `||` and `??`, the variable named',
    files: {
      'src/redis.ts':
        "import { createClient } from 'redis';\n\n" +
        "export const cache = createClient({ url: process.env.REDIS_URL || 'redis://localhost:6379' });\n" +
        "export const locks = createClient({ url: process.env['LOCKS_URL'] ?? 'redis://127.0.0.1:6379' });\n",
    },
    problems: [
      {
        path: 'src/redis.ts',
        line: 3,
        severity: 'medium',
        message: 'Where `REDIS_URL` is not set, `localhost` takes its place, in production too',
      },
      { path: 'src/redis.ts', line: 4, message: 'Where `LOCKS_URL` is not set, `127.0.0.1` takes its place' },
    ],
  },
  {
    title: 'ECMAScript: a fallback in strict',
    preset: 'strict',
    files: { 'src/api.js': "export const url = process.env.API_URL || 'http://localhost:3000';\n" },
    problems: [{ path: 'src/api.js', line: 1, severity: 'high' }],
  },
  reported(
    '`??=` and `||=`, of a variable, a property and a name',
    [
      "process.env.REDIS_HOST ??= 'localhost';",
      "process.env.API_URL ||= 'http://localhost:3000';",
      'export function open(options) {',
      "  options.databaseHost ??= '127.0.0.1';",
      '}',
    ],
    [1, 2, 4],
  ),
  reported(
    'ternaries that ask whether the value is there',
    [
      "export const a = process.env.REDIS_HOST ? process.env.REDIS_HOST : 'localhost';",
      "export const b = !process.env.REDIS_HOST ? 'localhost' : process.env.REDIS_HOST;",
      "export const c = process.env.REDIS_HOST === undefined ? 'localhost' : process.env.REDIS_HOST;",
      "export const d = typeof process.env.REDIS_HOST === 'undefined' ? 'localhost' : process.env.REDIS_HOST;",
      "export const e = process.env.REDIS_HOST?.length ? process.env.REDIS_HOST : 'localhost';",
      "export const f = process.env.API_URL !== '' ? process.env.API_URL : 'http://localhost:3000';",
    ],
    [1, 2, 3, 4, 5, 6],
  ),
  reported(
    'chains of alternatives, asserted, transformed and awaited values',
    [
      "export const a = process.env.API_URL || process.env.BACKUP_URL || 'http://localhost:3000';",
      "export const b = process.env.API_URL!.trim() || 'http://localhost:3000';",
      "export const c = (process.env.API_URL as string) || 'http://localhost:3000';",
      "export const d = (process.env.API_URL ?? '').replace(/x/, '') || 'http://localhost:3000';",
      "export const e = (await loadConfig()).apiUrl ?? 'http://localhost:3000';",
      "export const f = withoutSlash(process.env.API_URL) ?? 'http://localhost:3000';",
      "export const g = typeof process === 'undefined' ? '' : (process.env.API_URL ?? 'http://localhost:3000');",
    ],
    [1, 2, 3, 4, 5, 6, 7],
  ),
  reported(
    'the environment of Vite, Deno, Bun, a window, a module and a getter',
    [
      "import { PUBLIC_API_URL } from '$env/static/public';",
      "import { STORE_URL } from './constants';",
      "export const a = import.meta.env.VITE_API ?? 'http://localhost:3000';",
      "export const b = Deno.env.get('API_URL') ?? 'http://localhost:3000';",
      "export const c = Bun.env.API_URL ?? 'http://localhost:3000';",
      "export const d = (window as any).__ENV__?.API_URL ?? 'http://localhost:3000';",
      "export const e = PUBLIC_API_URL || 'http://localhost:3000';",
      "export const f = STORE_URL || 'http://localhost:3000';",
      "export const g = env('API_URL') || 'http://localhost:3000';",
      "export const h = useRuntimeConfig().public.apiBase || 'http://localhost:3000';",
    ],
    [3, 4, 5, 6, 7, 8, 9, 10],
  ),
  reported(
    'settings, options, properties and fields',
    [
      'export class Orders {',
      '  constructor(options: OrderOptions, private readonly props: Props) {',
      "    this.url = options?.url || 'http://localhost:9000';",
      "    this.stock = this.props.stockUrl ?? 'http://localhost:9001';",
      "    this.tax = config.tax.url ?? 'http://localhost:9002';",
      "    this.search = config.search.host ?? 'localhost';",
      "    this.broker = this.brokerUrl ?? 'amqp://localhost';",
      '  }',
      '}',
      "export const connect = (given: QueueSettings) => open(given.redisHost ?? 'localhost');",
    ],
    [3, 4, 5, 6, 7, 10],
  ),
  reported(
    'a variable in a function of any purpose, and options by their short name',
    [
      'export async function sendConfirmationEmail(user) {',
      "  const link = `${process.env.SHOP_URL ?? 'http://localhost:3000'}/confirm/${user.id}`;",
      '  await send(user, link);',
      '}',
      'export const run = async () => {',
      "  const assets = env('ASSETS_URL') || 'http://localhost:3001';",
      '  await render(assets);',
      '};',
      "export const open = (opts) => connect(opts.brokerUrl ?? 'amqp://localhost');",
    ],
    [2, 6, 9],
  ),
  reported(
    'an element of a setting',
    [
      "export const redisHost = config.redis.hosts?.[0] || 'localhost';",
      "export const url = urls[settings.url] ?? '';",
    ],
    [1],
  ),
  reported(
    'templates, concatenations and hosts within them',
    [
      'export const a = process.env.API_URL ?? `http://localhost:${process.env.API_PORT}`;',
      "export const b = process.env.API_URL || 'http://localhost:' + process.env.API_PORT;",
      "export const c = process.env.API_URL ?? ('http://' + 'localhost' + ':3000');",
      "export const d = `http://${process.env.BILLING ?? 'localhost'}:3000/bills`;",
      'export const e = process.env.API_URL ?? `${scheme}://localhost/${path}`;',
    ],
    [1, 2, 3, 4, 5],
  ),
  reported(
    'lists, objects and new clients that take the place of a missing value',
    [
      "export const brokers = process.env.KAFKA_BROKERS?.split(',') ?? ['localhost:9092'];",
      "export const hosts = (process.env.KAFKA_HOSTS || 'localhost:9092').split(',');",
      "export const [host, port] = (process.env.REDIS ?? 'localhost:6379').split(':');",
      "export const redis = settings.redis ?? { host: 'localhost', port: 6379 };",
      "export const client = process.env.REDIS_URL ? new Redis(process.env.REDIS_URL) : new Redis('redis://localhost');",
      "export const login = new URL('/login', process.env.APP_URL ?? 'http://localhost:3000');",
      "export const target = urls[process.env.NODE_ENV] ?? 'http://localhost:3000';",
    ],
    [1, 2, 3, 4, 5, 6, 7],
  ),
  reported(
    'a URL that a server of another kind is given',
    [
      'const issuer = process.env.ISSUER_URL || `http://localhost:${port}`;',
      'export const server = new AuthorizationServer({ issuer });',
      "export const servers = process.env.KAFKA?.split(',') ?? ['localhost:9092', 'localhost:9093'];",
    ],
    [1, 3],
  ),
  {
    title: 'ECMAScript: the fallback of an attribute in JSX',
    files: {
      'src/App.tsx':
        'export const App = () => (\n' +
        "  <ApiProvider url={process.env.API_URL ?? 'http://localhost:4000/graphql'}>\n    <Shop />\n  </ApiProvider>\n);\n",
    },
    problems: [{ path: 'src/App.tsx', line: 2 }],
  },
  {
    title: 'ECMAScript: two fallbacks on a line are one finding',
    files: {
      'src/urls.ts':
        "export const urls = [process.env.A_URL ?? 'http://localhost:1', process.env.B_URL ?? 'http://localhost:2'];\n",
    },
    problems: [{ path: 'src/urls.ts', line: 1, message: '`A_URL`' }],
  },
];

const defaults: readonly Example[] = [
  reported(
    'defaults of parameters, in strict',
    [
      "export function connect(host = 'localhost', port = 6379) {}",
      "export const open = async (url: string = 'amqp://localhost') => amqp.connect(url);",
      'export class RedisCache {',
      "  constructor(private readonly redisHost: string = 'localhost') {}",
      "  reconnect({ redisHost = 'localhost', port = 6379 }: RedisOptions = {}) {}",
      '}',
      "export function createQueue(redis = { host: 'localhost', port: 6379 }) {}",
      "export const dial = ({ redis: { host = 'localhost' } = {} }) => host;",
      "export const publish = (brokerHost) => send((brokerHost ||= '[::1]'));",
    ],
    [1, 2, 4, 5, 7, 8, 9],
    'strict',
  ),
  reported(
    'defaults of destructuring',
    [
      "const { REDIS_HOST = 'localhost' } = process.env;",
      "const { DATABASE_HOST: databaseHost = 'localhost' } = process.env;",
      "const { redis: { host = 'localhost' } = {} } = config;",
      "const [brokerHost = 'localhost', brokerPort] = process.env.BROKER.split(':');",
      "const { apiUrl = 'http://localhost:3000' } = options ?? {};",
      'let stockUrl;',
      "({ stockUrl = 'http://localhost:3001' } = settings);",
    ],
    [1, 2, 3, 4, 5, 7],
  ),
  reported(
    'defaults that options are spread or merged over',
    [
      "export const a = (options) => ({ redisHost: 'localhost', port: 6379, ...options });",
      "export const b = (options) => Object.assign({ redisHost: 'localhost' }, options);",
      "export const c = (options) => defu(options, { redisHost: 'localhost' });",
      "const DEFAULTS = { redisHost: 'localhost', port: 6379 };",
      'export const d = (options) => new Client({ ...DEFAULTS, ...options });',
    ],
    [1, 2, 3, 5],
  ),
  reported(
    'the default of a schema for variables, also as a function',
    [
      "export const a = z.object({ REDIS_HOST: z.string().default('localhost') });",
      "export const b = z.object({ REDIS_URL: z.string().url().default(() => 'redis://localhost:6379').describe('cache') });",
      "export const c = Joi.object({ DB_HOST: Joi.string().hostname().default('localhost') });",
      "export const d = object({ API_URL: string().url().default('http://localhost:3000') });",
      "export const e = v.object({ REDIS_HOST: v.optional(v.string(), 'localhost') });",
      "export const f = cleanEnv(process.env, { DB_HOST: host({ default: 'localhost' }) });",
      "export const g = { type: 'object', properties: { DB_HOST: { type: 'string', default: 'localhost' } } };",
      "export const h = convict({ database: { host: { format: String, default: 'localhost', env: 'DB_HOST' } } });",
      "export const i = createEnv({ server: { DB_URL: z.string().optional().default('postgres://localhost/shop') } });",
      "export const j = get('DB_HOST') ?? env.get('DB_HOST').default('localhost').asString();",
      "export const k = Config.string('REDIS_HOST').pipe(Config.withDefault('localhost'));",
    ],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  ),
  {
    title: 'ECMAScript: the fields of a schema are one finding, as those of a settings class',
    files: {
      'src/env.ts':
        'export const envSchema = z.object({\n' +
        "  REDIS_URL: z.string().default('redis://localhost:6379'),\n" +
        '  PORT: z.coerce.number().default(3000),\n' +
        "  SEARCH_URL: z.string().default('http://localhost:9200'),\n});\n",
      'src/settings.ts':
        'export class RedisSettings {\n' +
        "  host = 'localhost';\n  port = 6379;\n}\n\n" +
        'export class EnvironmentVariables {\n' +
        "  @IsString() REDIS_HOST: string = 'localhost';\n" +
        "  @IsString() DATABASE_HOST: string = 'localhost';\n}\n",
      'src/database.ts':
        'export const configSchema = z.object({\n' +
        "  database: z.object({ host: z.string().default('localhost') }),\n});\n",
    },
    problems: [
      { path: 'src/database.ts', line: 2, message: '`host`' },
      { path: 'src/env.ts', line: 2, message: '`REDIS_URL` (`localhost`) and `SEARCH_URL` (`localhost`)' },
      { path: 'src/settings.ts', line: 2 },
      { path: 'src/settings.ts', line: 7, message: '`EnvironmentVariables` falls back to local hosts' },
    ],
  },
  reported(
    'the default of a getter',
    [
      "export const a = this.configService.get('REDIS_HOST', 'localhost');",
      "export const b = this.configService.get<string>('database.host', 'localhost');",
      "export const c = config.get('services.billing.url', 'http://localhost:4000');",
      "export const d = _.get(config, 'redis.host', 'localhost');",
      "export const e = env('DATABASE_HOST', '127.0.0.1');",
      "export const f = Env.get('DB_HOST', 'localhost');",
      "export const g = getEnvVariable('API_URL', 'http://localhost:3000');",
      "export const h = withDefault(process.env.API_URL, 'http://localhost:3000');",
      "export const i = this.configService.get('REDIS_HOST') ?? 'localhost';",
    ],
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  ),
  reported(
    'fields',
    [
      'export class Orders {',
      "  private readonly queue = process.env.QUEUE_URL ?? 'amqp://localhost';",
      "  @Input() apiUrl = 'http://localhost:3000';",
      '}',
    ],
    [2, 3],
  ),
];

const branches: readonly Example[] = [
  reported(
    '`if` without the value, for a name, a variable and a property',
    [
      'let host = process.env.REDIS_HOST;',
      "if (!host) host = 'localhost';",
      'let url;',
      'url = process.env.API_URL;',
      'if (!process.env.API_URL) {',
      "  url = 'http://localhost:3000';",
      '}',
      "if (!process.env.STOCK_URL) process.env.STOCK_URL = 'http://localhost:3001';",
      'export function open(options) {',
      "  if (options.redisHost === undefined) options.redisHost = 'localhost';",
      "  if (isNil(options.brokerUrl)) { options.brokerUrl = 'amqp://localhost'; }",
      '}',
    ],
    [2, 6, 8, 10, 11],
  ),
  reported(
    '`else`, `catch` and early returns',
    [
      'let url;',
      'if (process.env.API_URL) {',
      '  url = process.env.API_URL;',
      '} else {',
      "  url = 'http://localhost:3000';",
      '}',
      'let broker;',
      'try {',
      '  broker = readConfig().broker;',
      '} catch {',
      "  broker = 'amqp://localhost:5672';",
      '}',
      'export function stockUrl() {',
      '  if (process.env.STOCK_URL) return process.env.STOCK_URL;',
      "  return 'http://localhost:3001';",
      '}',
      'export function taxUrl() {',
      '  const configured = process.env.TAX_URL;',
      '  if (!configured) {',
      "    return 'http://localhost:3002';",
      '  }',
      '  return configured;',
      '}',
      'export function billingUrl() {',
      "  try { return config.get('billing.url'); } catch (error) { return 'http://localhost:3003'; }",
      '}',
    ],
    [5, 11, 15, 20, 25],
  ),
  reported(
    'a value that is overwritten when the other is there',
    ["let url = 'http://localhost:3000';", 'if (process.env.API_URL) {', '  url = process.env.API_URL;', '}'],
    [1],
  ),
  reported(
    'through a local name, of a constant, an object, an enumeration or a class',
    [
      "const DEFAULT_HOST = 'localhost';",
      "const DEFAULTS = { search: { host: 'localhost' } };",
      "enum Hosts { Database = 'localhost' }",
      "class Cache { static readonly URL = 'redis://localhost'; }",
      "const FALLBACK = 'http://localhost:3000';",
      'export const redisHost = process.env.REDIS_HOST ?? DEFAULT_HOST;',
      'export const redisUrl = process.env.REDIS_URL ?? `redis://${DEFAULT_HOST}:6379`;',
      'export const searchHost = process.env.SEARCH_HOST ?? DEFAULTS.search.host;',
      'export const databaseHost = process.env.DATABASE_HOST ?? Hosts.Database;',
      'export const cache = connect(process.env.CACHE_URL ?? Cache.URL);',
      'export function apiUrl() {',
      '  let url = process.env.API_URL;',
      '  if (!url) url = FALLBACK;',
      '  return url;',
      '}',
    ],
    [6, 7, 8, 9, 10, 13],
  ),
];

const environments: readonly Example[] = [
  reported(
    'a fallback that development shares with what is deployed',
    [
      'export function apiUrl() {',
      '  switch (process.env.NODE_ENV) {',
      "    case 'test':",
      "      return 'http://api.test';",
      "    case 'development':",
      '    default:',
      "      return 'http://localhost:3000';",
      '  }',
      '}',
      "if (process.env.CI || verbose) use(process.env.A_URL ?? 'http://localhost:3000');",
      "if (process.env.NODE_ENV === 'test') use('b');",
      "use(process.env.B_URL ?? 'http://localhost:3000');",
      "use(process.env.C_URL ?? (useSentinel ? 'redis://sentinel' : 'redis://localhost'));",
    ],
    [7, 10, 12, 13],
  ),
  reported(
    'what is chosen where the environment is not development',
    [
      "export const a = process.env.NODE_ENV === 'development' ? 'https://dev.shop.io' : 'http://localhost:3000';",
      'let b;',
      "if (process.env.NODE_ENV === 'test') { b = 'http://api.test'; } else { b = 'http://localhost:3000'; }",
    ],
    [1, 3],
  ),
  {
    title: 'ECMAScript: what a function answers, by its name',
    files: {
      'src/urls.ts':
        'export function apiUrl() {\n  if (process.env.API_URL) return process.env.API_URL;\n' +
        "  if (process.env.RAILWAY_ENVIRONMENT) {\n    if (process.env.RAILWAY_ENVIRONMENT === 'production') return 'https://api.shop.io';\n" +
        "    return 'http://localhost:3002'; // staging\n  }\n  return 'https://api.shop.io';\n}\n",
    },
    problems: [{ path: 'src/urls.ts', line: 5, message: '`apiUrl` is `localhost`, in staging too' }],
  },
  {
    title: 'ECMAScript: a branch for staging or production that yields a local host',
    files: {
      'src/api.ts':
        "const isProd = process.env.NODE_ENV === 'production';\n\n" +
        "export const a = isProd ? process.env.API_URL || 'http://localhost:3000' : 'http://api.test';\n" +
        "export const b = process.env.APP_ENV === 'staging' ? 'http://localhost:3000' : 'https://api.shop.io';\n" +
        'export const c = {\n' +
        "  development: { url: 'http://api.test' },\n" +
        "  production: { url: process.env.API_URL ?? 'http://localhost:3000' },\n};\n" +
        "if (!isProd) throw new Error('for production only');\n",
    },
    problems: [
      { path: 'src/api.ts', line: 3, kind: 'deployed', severity: 'critical' },
      { path: 'src/api.ts', line: 4, kind: 'deployed', message: 'In staging, and only there, `b` is `localhost`' },
      { path: 'src/api.ts', line: 7, kind: 'deployed' },
    ],
  },
  {
    title: 'ECMAScript: staging, where the file tells it from production',
    files: {
      'src/api.ts':
        'export const url =\n' +
        "  process.env.APP_ENV === 'production' ? 'https://api.shop.io' : (process.env.API_URL ?? 'http://localhost:3000');\n" +
        "export const isStaging = process.env.APP_ENV === 'staging';\n",
    },
    problems: [{ path: 'src/api.ts', line: 2 }],
  },
];

export const ecmascriptReported: readonly Example[] = [
  ...operators,
  ...defaults,
  ...branches,
  ...environments,
  ...sourcesReported,
];
