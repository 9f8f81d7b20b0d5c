import { test } from 'uvu';
import * as assert from 'uvu/assert';
import rule from '../../rules/configuration/localhost-fallback.js';
import {
  ALL,
  ALWAYS,
  DEPLOYED,
  DEVELOPMENT,
  NONE,
  PRODUCTION,
  STAGING,
  UNRELATED,
  and,
  equalsOneOf,
  isTrue,
  namesStaging,
  not,
  or,
  wordsOf,
  type Condition,
} from '../../rules/configuration/localhost-fallback/environments.js';
import { isForDevelopment } from '../../rules/configuration/localhost-fallback/development-files.js';
import { HOLE, localHostOf } from '../../rules/configuration/localhost-fallback/hosts.js';
import { isConnection } from '../../rules/configuration/localhost-fallback/purposes.js';
import type { Finding } from '../../src/model/finding.js';
import { checkFiles } from '../check-files.js';
import { parseContent } from '../formats/parse.js';
import { withinSeconds } from '../time-budget.js';

async function findingsIn(text: string, path = 'shop/settings.py'): Promise<readonly Finding[]> {
  const report = await checkFiles({ [path]: text }, { rule: 'localhost-fallback' });
  assert.equal(report.failures, []);
  return report.findings;
}

const HOSTS: readonly (readonly [string, string | undefined])[] = [
  ['localhost', 'localhost'],
  ['LocalHost:8010', 'LocalHost'],
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0:6379', '0.0.0.0'],
  ['::1', '::1'],
  ['[::1]:6379', '[::1]'],
  ['http://localhost', 'localhost'],
  ['http://localhost/api?x=1', 'localhost'],
  ['http://localhost?x', 'localhost'],
  [`http://localhost:${HOLE}/api`, 'localhost'],
  [`http://localhost${HOLE}`, 'localhost'],
  [`${HOLE}://localhost:8010`, 'localhost'],
  [`postgresql+asyncpg://${HOLE}:${HOLE}@localhost/shop`, 'localhost'],
  ['redis://:secret@127.0.0.1:6379/0', '127.0.0.1'],
  ['jdbc:postgresql://localhost:5432/shop', 'localhost'],
  ['//localhost/api', 'localhost'],
  ['guest:guest@localhost:5672', 'localhost'],
  ['localhost:9092,localhost:9093', 'localhost'],
  ['host=localhost port=5432 dbname=shop', 'localhost'],
  ['dbname=shop host = 127.0.0.1', '127.0.0.1'],
  ['Server=tcp:localhost,1433;Database=shop', 'localhost'],
  ['Server=localhost\\SQLEXPRESS;Database=shop', 'localhost'],
  ['', undefined],
  ['shop@localhost', undefined],
  ['localhost,127.0.0.1', undefined],
  ['shop.example,localhost', undefined],
  ['localhost, or another host', undefined],
  ['http://localhost:8010 is the default', undefined],
  ['localhost.localdomain', undefined],
  ['my-localhost', undefined],
  ['http://localhost.example/', undefined],
  ['http://example.com/?next=http://localhost', undefined],
  ['127.0.0.1/8', '127.0.0.1'],
  ['127.0.0.11', undefined],
  ['127.0.0.53', undefined],
  ['10.0.0.0', undefined],
  ['127.0.0.1:0', undefined],
  ['file://localhost/etc/hosts', undefined],
  ['^https?://localhost', undefined],
  ['hostname=localhost', undefined],
];

for (const [text, host] of HOSTS) {
  test(`${host === undefined ? 'nothing connects to' : 'a local host is in'} ${JSON.stringify(text)}`, () => {
    assert.is(localHostOf(text), host);
  });
}

const CONNECTIONS: readonly (readonly string[])[] = [
  ['REDIS_HOST'],
  ['searchHost'],
  ['settings.inventory_hostname'],
  ['STOCK_URL', 'os.environ.get'],
  ['host', 'redis.Redis'],
  ['HOST', 'host', 'psycopg2.connect'],
  ['DATABASES', 'default', 'HOST'],
];

for (const names of CONNECTIONS) {
  test(`${names.join(', ')} is connected to`, () => {
    assert.ok(isConnection(names, { text: 'localhost' }));
  });
}

const OTHER_PURPOSES: readonly (readonly string[])[] = [
  [],
  ['HOST'],
  ['HOSTNAME'],
  ['API_HOST'],
  ['apiServerAddress'],
  ['bind_host', 'STOCK_HOST'],
  ['STOCK_HOST', 'uvicorn.run'],
  ['STOCK_HOST', 'ThreadingHTTPServer'],
  ['STOCK_HOST', 'start_stock_server'],
  ['ALLOWED_HOSTS'],
  ['corsOrigins'],
  ['SESSION_COOKIE_DOMAIN'],
  ['DOMAIN'],
  ['STATSD_HOST'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT'],
  ['EMAIL_HOST'],
  ['DNS_SERVER'],
  ['MASTER_ADDR'],
  ['request.headers.get', 'origin_url'],
  ['remoteAddress'],
  ['TEST_DATABASE_URL'],
  ['search_url', 'logger.warning'],
  ['search_url', 'ConnectionError'],
  ['redis_url', 'parser.add_argument'],
];

for (const names of OTHER_PURPOSES) {
  test(`${names.join(', ') || 'what has no name'} is not connected to`, () => {
    assert.not(isConnection(names, { text: 'localhost' }));
  });
}

test('a URL, a service port and the class around say that it is connected to', () => {
  assert.ok(isConnection(['value'], { text: 'http://localhost:8010' }));
  assert.ok(isConnection(['host'], { text: 'localhost:6379' }));
  assert.ok(isConnection(['host'], { text: 'localhost', owner: 'RedisCache.connect' }));
  assert.ok(isConnection(['WEB_DOMAIN'], { text: 'http://localhost' }));
  assert.not(isConnection(['host'], { text: 'localhost', owner: 'ShopDBAgent.connect' }));
  assert.not(isConnection(['stock_host'], { text: 'localhost', owner: 'Stock.run' }));
  assert.not(isConnection(['url'], { text: 'http://localhost', owner: 'DatadogReporter.send' }));
});

test('0.0.0.0 is connected to only where a service is named', () => {
  assert.not(isConnection(['STOCK_HOST'], { text: '0.0.0.0' }));
  assert.ok(isConnection(['REDIS_HOST'], { text: '0.0.0.0' }));
  assert.ok(isConnection(['STOCK_URL'], { text: 'http://0.0.0.0:8010' }));
});

const DEBUG: Condition = { whenTrue: DEVELOPMENT, whenFalse: ALL };
const IN_PRODUCTION: Condition = { whenTrue: DEPLOYED, whenFalse: DEVELOPMENT };

test('names of flags and predicates', () => {
  assert.equal(isTrue('settings.DEBUG'), DEBUG);
  assert.equal(isTrue('isDevelopment'), DEBUG);
  assert.equal(isTrue('import.meta.env.DEV'), DEBUG);
  assert.equal(isTrue('is_production'), IN_PRODUCTION);
  assert.equal(isTrue('notProduction'), not(IN_PRODUCTION));
  assert.equal(isTrue('IS_STAGING'), { whenTrue: STAGING, whenFalse: DEVELOPMENT | PRODUCTION });
  assert.equal(isTrue('KUBERNETES_SERVICE_HOST'), { whenTrue: ALL, whenFalse: DEVELOPMENT });
  assert.equal(isTrue('in_docker'), { whenTrue: ALL, whenFalse: DEVELOPMENT });
  for (const name of ['enabled', 'test_database', 'prodUrl', 'local_host', 'contest', 'device', 'production.enabled']) {
    assert.is(isTrue(name), UNRELATED, name);
  }
});

test('values of the environment', () => {
  assert.equal(equalsOneOf('settings.ENV', ['development']), DEBUG);
  assert.equal(equalsOneOf('settings.ENV', ['dev', 'docker']), DEBUG);
  assert.equal(equalsOneOf('APP_ENV', ['production']), { whenTrue: PRODUCTION, whenFalse: DEVELOPMENT | STAGING });
  assert.equal(equalsOneOf('process.env.NODE_ENV', ['production']), { whenTrue: DEPLOYED, whenFalse: DEVELOPMENT });
  assert.equal(equalsOneOf('stage', ['production', 'sandbox']), { whenTrue: DEPLOYED, whenFalse: DEVELOPMENT });
  assert.equal(equalsOneOf('branch', ['production']), { whenTrue: PRODUCTION, whenFalse: DEVELOPMENT | STAGING });
  assert.is(equalsOneOf('level', ['debug']), UNRELATED);
  assert.is(equalsOneOf('settings.ENV', ['blue']), UNRELATED);
  assert.equal(equalsOneOf('RUN_MODE', ['DOCKERIZED']), { whenTrue: ALL, whenFalse: DEVELOPMENT });
  assert.is(equalsOneOf('settings.ENV', []), UNRELATED);
});

test('conditions combine: a missing value is always missing, and never hides the environment', () => {
  const isProduction = equalsOneOf('ENV', ['production']);
  assert.equal(and(isProduction, ALWAYS), isProduction);
  assert.equal(and(isProduction, UNRELATED), { whenTrue: PRODUCTION, whenFalse: ALL });
  assert.equal(or(DEBUG, UNRELATED), UNRELATED);
  assert.equal(or(isProduction, isTrue('IS_STAGING')), { whenTrue: DEPLOYED, whenFalse: DEVELOPMENT });
  assert.equal(not(not(DEBUG)), DEBUG);
  assert.equal(and(not(ALWAYS), DEBUG), { whenTrue: NONE, whenFalse: ALL });
});

test('a file names staging in a string or a name', () => {
  assert.ok(namesStaging("env == 'staging'"));
  assert.ok(namesStaging('if settings.is_staging:'));
  assert.not(namesStaging('the first stage of the build'));
});

test('words of names', () => {
  assert.equal(wordsOf('appEnv.IS_PRODUCTION'), ['app', 'env', 'is', 'production']);
  assert.equal(wordsOf('RedisDBHost2'), ['redis', 'db', 'host2']);
  assert.equal(wordsOf('HTTPServer'), ['http', 'server']);
});

test('files for development', () => {
  for (const path of [
    'dev/up.py',
    'a/local/x.py',
    'settings/local.py',
    'config.dev.ts',
    'test_settings.py',
    'runtests.py',
  ]) {
    assert.ok(isForDevelopment(path), path);
  }
  for (const path of ['', 'shop/settings.py', 'usr/local/bin/wait.py', 'device/settings.py', 'shop/test_results.py']) {
    assert.not(isForDevelopment(path), path);
  }
});

test('a finding marks the literal with its quotes and hides the password', async () => {
  const [finding, ...others] = await findingsIn(
    'import os\n\nDATABASE_URL = os.getenv("DATABASE_URL", "postgres://shop:hunter2@localhost/shop")\n',
  );
  assert.equal(others, []);
  assert.equal(finding?.range, { start: { line: 3, column: 42 }, end: { line: 3, column: 82 } });
  assert.is(finding?.lineText, 'DATABASE_URL = os.getenv("DATABASE_URL", "postgres://shop:•••@localhost/shop")');
  assert.is(finding?.subject, 'DATABASE_URL');
  assert.not(JSON.stringify(finding).includes('hunter2'));
});

test('what falls back without a variable is named by its class and function', async () => {
  const [finding] = await findingsIn(
    'class Stock:\n    def connect(self, url=None):\n        self.url = url or "http://localhost:8010"\n',
  );
  assert.is(finding?.subject, 'Stock.connect.url');
});

test('what has no name is called by the place that it goes to', async () => {
  const findings = await findingsIn(
    'class Stock:\n    def connect(self):\n        self.stock_url = pick() or "http://localhost"\n' +
      '        self.options["price_url"] = (pick(), pick)[1]() or "http://localhost"\n' +
      '        start(redis_url=[pick][0]() or "http://localhost")\n',
  );
  assert.equal(
    findings.map(({ subject }) => subject),
    ['Stock.connect.pick', 'Stock.connect.price_url', 'Stock.connect.redis_url'],
  );
});

const LOOKUPS: readonly (readonly [string, string])[] = [
  ['os.getenv("STOCK_URL", "http://localhost")', 'STOCK_URL'],
  ['os.environ["STOCK_URL"] or "http://localhost"', 'STOCK_URL'],
  ['env.str("stock_url", "http://localhost")', 'stock_url'],
  ['config("STOCK_URL", default="http://localhost")', 'STOCK_URL'],
  ['config("STOCK_URL") or "http://localhost"', 'STOCK_URL'],
  ['config("stock_url", default="http://localhost")', 'stock.stock_url'],
  ['config("stock_url") or "http://localhost"', 'stock.stock_url'],
  ['config.get("STOCK_URL", "http://localhost")', 'stock.STOCK_URL'],
  ['config.get("STOCK_URL") or "http://localhost"', 'stock.STOCK_URL'],
  ['config["STOCK_URL"] or "http://localhost"', 'stock.STOCK_URL'],
  ['load()["STOCK_URL"] or "http://localhost"', 'stock.STOCK_URL'],
  ['_get("stock_url") or "http://localhost"', 'stock.stock_url'],
];

for (const [expression, subject] of LOOKUPS) {
  test(`${expression} is about ${subject}`, async () => {
    const findings = await findingsIn(`def stock():\n    return ${expression}\n`);
    assert.equal(
      findings.map((finding) => finding.subject),
      [subject],
    );
  });
}

const SETTINGS = [
  'class Settings(BaseSettings):',
  '    redis_host: str = "localhost"',
  '    search_url: str = "http://localhost:9200"',
  '',
  'class Other(BaseSettings):',
  '    stock_url: str = "http://localhost:8010"',
  '',
];

test('a settings class is one finding, its other fields related', async () => {
  const findings = await findingsIn(SETTINGS.join('\n'));
  assert.equal(
    findings.map(({ subject, range, related }) => [subject, range.start.line, related]),
    [
      [
        'Settings',
        2,
        [
          {
            path: 'shop/settings.py',
            range: { start: { line: 3, column: 23 }, end: { line: 3, column: 46 } },
            message: '`SEARCH_URL` falls back to `localhost`',
          },
        ],
      ],
      ['Other', 6, []],
    ],
  );
});

test('a settings class of production alone says so', async () => {
  const [finding] = await findingsIn(
    `if ENVIRONMENT == "production":\n${SETTINGS.slice(0, 3)
      .map((line) => `    ${line}\n`)
      .join('')}`,
  );
  assert.is(finding?.kind, 'deployed');
  assert.is(
    finding?.message,
    '`Settings` falls back to local hosts where these are missing, in production, and only there: `REDIS_HOST` ' +
      '(`localhost`) and `SEARCH_URL` (`localhost`). Whatever uses them reaches its own machine. Demand the values where they are needed, and ' +
      'give localhost to development in its own settings.',
  );
});

test('where only staging may lack the value, the message says staging', async () => {
  const [finding] = await findingsIn(
    'if ENVIRONMENT == "production":\n    url = os.environ["URL"]\nelse:\n    url = os.getenv("URL", "http://localhost")\n' +
      'staging = "staging"\n',
  );
  assert.ok(finding?.message.startsWith('Where `URL` is not set, `localhost` takes its place, in staging too:'));
});

test('a settings class keeps its identity when fields come and go', async () => {
  const [before] = await findingsIn(SETTINGS.join('\n'));
  const [after] = await findingsIn(SETTINGS.filter((line) => !line.includes('redis_host')).join('\n'));
  assert.is(after?.range.start.line, 2);
  assert.is(after?.fingerprint, before?.fingerprint);
});

test('a file without a local host in a string is not parsed', async () => {
  const file = await parseContent('shop/settings.py', '# redis runs at localhost:6379\nprint("127.0.1.1", 0.0)\n');
  assert.equal([...(rule.extract?.['python']?.(file) ?? [])], []);
  assert.not(file.isParsed);
  file.dispose();
});

const HOSTILE: readonly (readonly [string, string, number])[] = [
  ['quotes without end', `x = ${'"'.repeat(50_000)}localhost`, 0],
  ['a long string', `x = get("URL", "${'a'.repeat(300_000)}localhost")`, 0],
  ['a long concatenation', `x = get("URL", ${'"a" + '.repeat(1_500)}"localhost")`, 0],
  ['nested defaults', `${'get("REDIS_URL", '.repeat(600)}"localhost"${')'.repeat(600)}\n`, 1],
  ['nested conditions', `${'x = "localhost" if a and ('.repeat(300)}b${')'.repeat(300)} else c\n`, 0],
  ['many fallbacks', 'x = redis_url or "localhost"\n'.repeat(2_000), 2_000],
  ['many constants', Array.from({ length: 1_000 }, (_, index) => `HOST_${index} = "localhost"\n`).join(''), 0],
  [
    'many fields',
    `class Settings(BaseSettings):\n${Array.from({ length: 1_000 }, (_, index) => `    redis_${index}: str = "localhost"\n`).join('')}`,
    1_000,
  ],
  [
    'names that lead in circles',
    'redis_a = redis_b\nredis_b = redis_a\nredis_url = redis_a or "localhost"\nif redis_a:\n    y = redis_url or "localhost"\n',
    2,
  ],
  [
    'comments and comparisons that almost fit',
    `${'# only for the only for the only not for use in\n'.repeat(2_000)}redis_url = redis_url or "localhost"\n${'redis_url ) ) ) in ["a", '.repeat(2_000)}`,
    1,
  ],
  [
    'many checks before',
    `${'if settings.ENV == "production":\n    raise RuntimeError\n'.repeat(1_000)}redis_url = redis_url or "localhost"\n`,
    1,
  ],
];

for (const [title, text, count] of HOSTILE) {
  test(`hostile text is read in time: ${title}`, async () => {
    const file = await parseContent('shop/settings.py', text);
    const facts = await withinSeconds(8, () => [...(rule.extract?.['python']?.(file) ?? [])]);
    file.dispose();
    assert.is(facts.length, count);
  });
}

test.run();
