import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { extractEcmascript } from '../../rules/configuration/localhost-fallback/ecmascript-fallbacks.js';
import { ALL, DEPLOYED, PRODUCTION, STAGING } from '../../rules/configuration/localhost-fallback/environments.js';
import { isRequirement, type Fallback } from '../../rules/configuration/localhost-fallback/facts.js';
import { parseContent } from '../formats/parse.js';
import { withinSeconds } from '../time-budget.js';

async function fallbacksIn(text: string, path = 'src/services.ts'): Promise<readonly Fallback[]> {
  const file = await parseContent(path, text);
  const found = [...extractEcmascript(file)].filter((fact): fact is Fallback => !isRequirement(fact));
  file.dispose();
  return found;
}

/** Facts without their sites. */
async function factsIn(text: string): Promise<readonly Omit<Fallback, 'site'>[]> {
  const found = await fallbacksIn(text);
  return found.map(({ name, isVariable, host, reach, namesStaging, settings, owner }) => ({
    name,
    isVariable,
    host,
    reach,
    namesStaging,
    settings,
    owner,
  }));
}

test('a fact says what is missing, where, and who reaches it', async () => {
  const found = await fallbacksIn(
    "class Cache {\n  open() {\n    return connect(process.env.REDIS_URL ?? 'redis://localhost');\n  }\n}\n",
  );
  assert.equal(found, [
    {
      name: 'REDIS_URL',
      isVariable: true,
      host: 'localhost',
      reach: ALL,
      namesStaging: false,
      settings: null,
      owner: 'Cache.open',
      site: {
        range: { start: { line: 3, column: 45 }, end: { line: 3, column: 64 } },
        lineText: "    return connect(process.env.REDIS_URL ?? 'redis://localhost');",
        lineHash: found[0]?.site.lineHash,
      },
    },
  ]);
});

test('one literal that stands in for several values is one fact, which names a variable where it can', async () => {
  const text =
    "const FALLBACK = 'http://localhost:3000';\n" +
    'export const a = (url = FALLBACK) => url;\n' +
    'export const b = process.env.API_URL ?? FALLBACK;\n';
  const found = await fallbacksIn(text);
  assert.equal(
    found.map(({ name, isVariable, site }) => ({ name, isVariable, line: site.range.start.line })),
    [{ name: 'API_URL', isVariable: true, line: 3 }],
  );
});

test('a literal used for development and elsewhere is what it is elsewhere', async () => {
  const text =
    "const FALLBACK = 'http://localhost:3000';\n" +
    "export const a = process.env.NODE_ENV === 'development' ? (process.env.A_URL ?? FALLBACK) : '';\n" +
    'export const b = process.env.B_URL ?? FALLBACK;\n';
  const [found] = await factsIn(text);
  assert.is(found?.name, 'B_URL');
});

const REACHES: readonly (readonly [string, string, number | undefined])[] = [
  ['no condition', 'use(HERE);', ALL],
  ['production of Node', "if (process.env.NODE_ENV === 'production') use(HERE);", DEPLOYED],
  ['production elsewhere', "if (process.env.APP_ENV === 'production') use(HERE);", PRODUCTION],
  ['staging', "if (process.env.APP_ENV === 'staging') use(HERE);", STAGING],
  ['a case for production', "switch (env.stage) { case 'production': use(HERE); break; default: stop(); }", PRODUCTION],
  ['cases that fall through', "switch (env.stage) { case 'staging': log(); case 'production': use(HERE); }", DEPLOYED],
  ['a flag', 'if (isProduction) use(HERE);', DEPLOYED],
  ['a flag negated twice', 'if (!(!isProduction)) use(HERE);', DEPLOYED],
  ['a condition that does not hold where the value is missing', 'if (process.env.API_URL) use(HERE);', undefined],
  ['development', "if (process.env.NODE_ENV === 'development') use(HERE);", undefined],
  ['a constant that is never true', 'if (false) use(HERE);', undefined],
];
for (const [title, text, reach] of REACHES) {
  test(`reach: ${title}`, async () => {
    const found = await fallbacksIn(text.replace('HERE', "process.env.API_URL ?? 'http://localhost:3000'"));
    assert.equal(
      found.map((fact) => fact.reach),
      reach === undefined ? [] : [reach],
    );
  });
}

test('a parameter of a function says so, a part of the configuration that it is given does not', async () => {
  const text =
    "export function a(redisHost = 'localhost') {}\n" +
    "export const b = (redisHost) => redisHost || 'localhost';\n" +
    "export function c({ redisHost = 'localhost' }: RedisConfig) {}\n" +
    "export const d = process.env.REDIS_HOST || 'localhost';\n";
  const found = await fallbacksIn(text);
  assert.equal(
    found.map(({ isParameter }) => isParameter),
    [true, true, undefined, undefined],
  );
});

test('a constant is reported where it stands in, as its name', async () => {
  const found = await fallbacksIn(
    "const HOSTS = { redis: 'localhost' };\n\nexport const a = process.env.REDIS_HOST ?? HOSTS.redis;\n",
  );
  assert.equal(
    found.map(({ site }) => site.range),
    [{ start: { line: 3, column: 44 }, end: { line: 3, column: 55 } }],
  );
});

test('a file without a local host in its code is not parsed', async () => {
  const text =
    '// const url = process.env.API_URL ?? "http://localhost:3000";\n' +
    '/**\n * At http://localhost:3000 the shop runs.\n */\n' +
    'export const shop = "https://shop.io";\nconst localhosts = 3;\n';
  const file = await parseContent('src/shop.ts', text);
  assert.equal([...extractEcmascript(file)], []);
  assert.not(file.isParsed);
  file.dispose();
});

test('code behind the end of a comment is looked at', async () => {
  const found = await fallbacksIn('/*\n * The API. */ export const url = process.env.API_URL ?? "http://localhost";\n');
  assert.is(found.length, 1);
});

const FALLBACK = "use(process.env.API_URL ?? 'http://localhost:3000');\n";
const HOSTILE: readonly (readonly [string, string, number])[] = [
  ['a long chain', `const a = ${'b || '.repeat(5_000)}'http://localhost';`, 0],
  ['a long concatenation', `const a = ${'b + '.repeat(5_000)}'http://localhost';`, 0],
  ['many names for one value', `const A = 'http://localhost';\n${'use(A);\n'.repeat(2_000)}`, 0],
  [
    'conditions that double',
    `${Array.from({ length: 60 }, (_, index) => `const v${index} = v${index + 1} && v${index + 1};`).join('\n')}\nif (v0) ${FALLBACK}`,
    1,
  ],
  [
    'names in a circle',
    `const a = b ?? b;\nconst b = a ?? a;\nconst isDev = isTest;\nconst isTest = isDev;\nif (isDev) use(a ?? 'http://localhost');`,
    0,
  ],
  [
    'assignments in a circle',
    `${'a = b ?? b;\nb = a ?? a;\n'.repeat(200)}let a;\nlet b;\nuse(a ?? 'http://localhost');`,
    0,
  ],
  ['comments', `${'// only\n'.repeat(5_000)}${FALLBACK}`, 1],
  ['many negations', `if (${'!'.repeat(5_000)}a) ${FALLBACK}`, 1],
  ['many fallbacks', FALLBACK.repeat(500), 500],
  ['many fallbacks in one method', `class DiskFiles { open() {\n${FALLBACK.repeat(500)}} }`, 500],
  ['a long path', `const a = process.env.X${'.b'.repeat(5_000)} ?? 'http://localhost';`, 0],
  ['a long literal', `const a = process.env.X ?? '${'localhost/'.repeat(30_000)}';`, 0],
  ['spaces', `const a = process.env.X ?? 'server =${' '.repeat(50_000)}localhost';`, 0],
];
for (const [title, text, count] of HOSTILE) {
  test(`hostile: ${title}`, async () => {
    const found = await withinSeconds(8, () => fallbacksIn(text));
    assert.is(found.length, count);
  });
}

test.run();
