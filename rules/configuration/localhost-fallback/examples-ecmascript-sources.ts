import type { Example } from 'compliance-linter';

function example(title: string, lines: readonly string[], path = 'src/services.ts'): Example {
  return { title: `ECMAScript: ${title}`, files: { [path]: `${lines.join('\n')}\n` } };
}

function reported(title: string, lines: readonly string[], fallbacks: readonly (readonly [number, string])[]): Example {
  const path = 'src/services.ts';
  return {
    ...example(title, lines, path),
    problems: fallbacks.map(([line, name]) => ({ path, line, message: `Where \`${name}\` is not set` })),
  };
}

/** Where a value comes from, and what the code says of it, tells that it is no setting that may be missing. */
export const sourcesNotReported: readonly Example[] = [
  example('what a function without arguments returns, which may have a default of its own', [
    "import { SHOP_URL, config } from './config';",
    "export const a = SHOP_URL() || 'http://localhost:3000';",
    "export const b = config.getRedisHost() ?? 'localhost';",
    'const shopUrl = SHOP_URL();',
    "export const c = shopUrl ? shopUrl : 'http://localhost:3000';",
    "export const d = SHOP_URL().replace('http:', 'https:') || 'http://localhost:3000';",
    "const apiUrl = () => process.env.API_URL ?? 'https://api.shop.io';",
    "export const e = apiUrl() || 'http://localhost:3000';",
  ]),
  example('what the bundler defines', [
    'declare const __API_URL__: string;',
    "export const a = __API_URL__ ?? 'http://localhost:9000';",
    "export const b = typeof __API_URL__ !== 'undefined' ? __API_URL__ : 'http://localhost:9000';",
  ]),
  example(
    'what a form suggests',
    [
      "const DEFAULT_URL = 'http://localhost:11434';",
      'export function ModelModal({ model, settings }: ModalProps) {',
      '  const [url, setUrl] = useState(model.apiUrl ?? DEFAULT_URL);',
      '  const initialValues = { apiUrl: settings.apiUrl ?? DEFAULT_URL };',
      '  const form = useForm({ defaultValues: { apiUrl: settings.apiUrl ?? DEFAULT_URL } });',
      '  return <Field placeholder={settings.apiUrl ?? DEFAULT_URL} value={url} form={form} {...initialValues} />;',
      '}',
      'export function ModelRow(props: RowProps) {',
      '  return <Row url={props.apiUrl ?? DEFAULT_URL} />;',
      '}',
    ],
    'src/model-modal.tsx',
  ),
  example('a constant that its own file uses for development alone', [
    "export const MAILBOX_URL = process.env.MAILBOX_URL ?? 'http://localhost:8025';",
    'export function openMailbox() {',
    "  return process.env.NODE_ENV === 'development' ? fetch(MAILBOX_URL) : undefined;",
    '}',
  ]),
  example('a comment that says who alone gets there', [
    '// Only for local development.',
    "export const a = process.env.API_URL ?? 'http://localhost:3000';",
    "export const b = process.env.STOCK_URL ?? 'http://localhost:3001'; // development only",
    '/**',
    ' * Starts what the tests need. Not for production.',
    ' */',
    'export function start() {',
    "  return connect(process.env.REDIS_URL ?? 'redis://localhost');",
    '}',
    'export class DiskFileService {',
    '  constructor(options: DiskFileOptions) {',
    '    // Whoever knows a name may read the file: the disk file service is for',
    '    // development only.',
    '    this.folder = options.folder;',
    "    this.backendUrl = options.backendUrl || 'http://localhost:9000';",
    '  }',
    '}',
  ]),
  example('a part of a URL', [
    'const parsed = new URL(process.env.DATABASE_URL);',
    'const databaseConfig = parse(process.env.DATABASE_URL);',
    "export const a = parsed.hostname || 'localhost';",
    "export const b = databaseConfig.host || 'localhost';",
    "export const c = settings.databaseUrl.hostname || 'localhost';",
    "export const d = new URL(settings.redisUrl).hostname || 'localhost';",
    'const { host: redisHost } = parse(settings.redisUrl);',
    "export const e = redisHost || 'localhost';",
  ]),
  example('a mark that the same file looks for', [
    "export const apiUrl = settings.apiUrl ?? 'http://localhost:8000';",
    "export const shown = settings.apiUrl.replace('localhost', window.location.hostname);",
    "export const redisHost = process.env.REDIS_HOST ?? 'localhost';",
    "if (redisHost === 'localhost') startRedis();",
    "const SAME_HOSTS = ['localhost'];",
    "export const stockHost = process.env.STOCK_HOST ?? 'localhost';",
    'export const isSame = SAME_HOSTS.includes(stockHost);',
  ]),
  example('the address of a page of which only the name is asked', [
    "const { hostname } = new URL(process.env.SITE_URL || 'http://localhost:3000');",
    'export const robot = `robot@${hostname}`;',
    "export const title = new URL(process.env.SITE_URL || 'http://localhost:3000').host;",
  ]),
  example('the base of what a page tells of itself', [
    "export const metadata = { metadataBase: new URL(process.env.SITE_URL || 'http://localhost:3000') };",
  ]),
  example('a parameter of a library, unless strict', [
    "export function connect(redisHost = 'localhost') {}",
    "export const publish = (brokerHost) => send(brokerHost || 'localhost');",
  ]),
];

/** The nearest that is reported. */
export const sourcesReported: readonly Example[] = [
  reported(
    'what a getter reads under a key, and what a function of this file returns',
    [
      "export const a = config.get('REDIS_HOST') ?? 'localhost';",
      "export const b = getEnv('BROKER_HOST') || 'localhost';",
      "export const c = Deno.env.get('STOCK_URL') ?? 'http://localhost';",
      'const redisUrl = () => process.env.REDIS_URL;',
      "export const d = redisUrl() ?? 'redis://localhost';",
    ],
    [
      [1, 'REDIS_HOST'],
      [2, 'BROKER_HOST'],
      [3, 'STOCK_URL'],
      [5, 'REDIS_URL'],
    ],
  ),
  reported(
    'the address of a service that is taken apart',
    [
      "const { hostname, port } = new URL(process.env.REDIS_URL || 'redis://localhost:6379');",
      'export const cache = connect(hostname, port);',
      "const { host } = new URL(process.env.BROKER_URL || 'amqp://localhost');",
      'export const broker = connect(host);',
    ],
    [
      [1, 'REDIS_URL'],
      [3, 'BROKER_URL'],
    ],
  ),
  reported(
    'a constant that its own file uses for production too',
    [
      "export const API_URL = process.env.API_URL ?? 'http://localhost:8025';",
      'export function open() {',
      "  if (process.env.NODE_ENV === 'development') warm(API_URL);",
      '  return fetch(API_URL);',
      '}',
    ],
    [[1, 'API_URL']],
  ),
  reported(
    'a comment that tells the default, or is about something else',
    [
      '// Defaults to the server of local development.',
      "export const a = process.env.API_URL ?? 'http://localhost:3000';",
      '// Only for development.',
      '',
      "export const b = process.env.STOCK_URL ?? 'http://localhost:3001'; // not only for development",
      "export const seeds = 'seeds'; // development only",
      "export const c = process.env.TAX_URL ?? 'http://localhost:3002';",
      'export function open() {',
      '  // The seeds are for development only.',
      '  seed();',
      "  return connect(process.env.REDIS_URL ?? 'redis://localhost');",
      '}',
    ],
    [
      [2, 'API_URL'],
      [5, 'STOCK_URL'],
      [7, 'TAX_URL'],
      [11, 'REDIS_URL'],
    ],
  ),
  reported(
    'a constant at each variable that it stands in for',
    [
      "const DEFAULT_URL = 'http://localhost:9000';",
      'export const a = process.env.API_URL || DEFAULT_URL;',
      'export const b = process.env.STOCK_URL || DEFAULT_URL;',
      "const LOCAL = 'localhost';",
      "const LOOPBACK = '127.0.0.1';",
      'export const c = process.env.REDIS_HOST ?? LOCAL;',
      'export const d = process.env.SEARCH_HOST || LOOPBACK;',
    ],
    [
      [2, 'API_URL'],
      [3, 'STOCK_URL'],
      [6, 'REDIS_HOST'],
      [7, 'SEARCH_HOST'],
    ],
  ),
  reported(
    'the variable behind a local name, an object and an assignment',
    [
      'const redis = { host: text(process.env.REDIS_HOST), port: 6379 };',
      "export const a = redis.host || 'localhost';",
      'const host = process.env.SEARCH_HOST;',
      "export const b = host || 'localhost';",
      'let node: string | undefined;',
      'node = process.env.BROKER_HOST;',
      "if (!node) node = 'localhost';",
      'let value = process.env.CACHE_HOST;',
      "if (!value) value = 'localhost';",
      'let local = process.env.DATABASE_HOST;',
      "if (local === undefined) local = 'localhost';",
    ],
    [
      [2, 'REDIS_HOST'],
      [4, 'SEARCH_HOST'],
      [7, 'BROKER_HOST'],
      [9, 'CACHE_HOST'],
      [11, 'DATABASE_HOST'],
    ],
  ),
  {
    title: 'ECMAScript: a variable that only another component requires',
    files: {
      'web/package.json': '{ "name": "web" }\n',
      'web/src/env.ts': 'export const env = createEnv({ server: { SITE_URL: z.string(), API_KEY: z.string() } });\n',
      'mailer/package.json': '{ "name": "mailer" }\n',
      'mailer/src/env.ts': 'export const env = createEnv({ server: { SMTP_KEY: z.string() } });\n',
      'mailer/src/links.ts': "export const site = process.env.SITE_URL ?? 'http://localhost:3000';\n",
    },
    problems: [{ path: 'mailer/src/links.ts', line: 1 }],
  },
  {
    title: 'ECMAScript: a variable that the schema does not require',
    files: {
      'src/env.ts': [
        'export const env = createEnv({',
        '  server: {',
        '    ORDERS_URL: z.string().url().optional(),',
        "    STOCK_URL: z.string().default('http://stock:8020'),",
        '    SEARCH_URL: isDev ? z.string() : z.undefined(),',
        '  },',
        '});',
      ].join('\n'),
      'src/clients.ts': [
        "export const orders = createClient(process.env.ORDERS_URL ?? 'http://localhost:8010');",
        "export const stock = process.env.STOCK_URL || 'http://localhost:8020';",
        "export const search = process.env.SEARCH_URL ?? 'http://localhost:9200';",
      ].join('\n'),
    },
    problems: [1, 2, 3].map((line) => ({ path: 'src/clients.ts', line })),
  },
  reported(
    'a neutral name in `catch`, where what was tried reads a variable',
    [
      'let target: string;',
      'try {',
      "  target = read(process.env['BROKER_HOST']);",
      '} catch {',
      "  target = 'localhost';",
      '}',
      'export function cacheHost() {',
      "  let result = '';",
      '  try {',
      "    result = mustGet('CACHE_HOST');",
      '  } catch (error) {',
      "    result = 'localhost';",
      '  }',
      '  return result;',
      '}',
      'function searchHost() {',
      '  try {',
      "    return readSecret('SEARCH_HOST');",
      '  } catch {',
      "    return 'localhost';",
      '  }',
      '}',
    ],
    [
      [5, 'BROKER_HOST'],
      [12, 'CACHE_HOST'],
      [20, 'SEARCH_HOST'],
    ],
  ),
];
