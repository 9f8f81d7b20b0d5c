import { test } from 'uvu';
import * as assert from 'uvu/assert';
import rule from '../../rules/tests/unjustified-mock.js';
import type { Fact, Mock } from '../../rules/tests/unjustified-mock/facts.js';
import { parseContent } from '../formats/parse.js';
import { withinSeconds } from '../time-budget.js';

async function read(text: string): Promise<{ readonly facts: readonly Fact[]; readonly isParsed: boolean }> {
  const file = await parseContent('src/cart.test.tsx', text);
  const facts = [...(rule.extract?.['typescript']?.(file) ?? [])];
  return { facts, isParsed: file.isParsed };
}

async function mocksIn(...lines: readonly string[]): Promise<readonly Mock[]> {
  return (await read(lines.join('\n'))).facts.flatMap((fact) => (fact.kind === 'mock' ? [fact] : []));
}

/** `creator effect`, and the targets as JSON without their kind. */
async function described(...lines: readonly string[]): Promise<readonly string[]> {
  return (await mocksIn(...lines)).map(({ creator, effect, targets }) =>
    [creator, effect, ...targets.map(({ kind, ...target }) => `${kind} ${JSON.stringify(target)}`)].join(' '),
  );
}

test('a mock is a fact with its place, its owner, its comments and its marks', async () => {
  const [fact, ...others] = await mocksIn(
    "@mock_justified('no bank')",
    'class Suite {',
    "  @testing.mock_justified('no clock')",
    '  pays() {',
    "    describe('Cart', () => {",
    '      // why',
    '      const pay = vi',
    '        .fn();',
    '    });',
    '  }',
    '}',
  );
  assert.equal(others, []);
  assert.equal(fact, {
    kind: 'mock',
    creator: 'vi.fn',
    effect: 'creates',
    targets: [],
    owner: 'Suite > pays > Cart',
    lines: { first: 7, last: 8 },
    comments: [{ text: 'why', place: 'above', line: 6 }],
    marks: [
      { name: 'testing.mock_justified', text: 'no clock' },
      { name: 'mock_justified', text: 'no bank' },
    ],
    site: {
      range: { start: { line: 7, column: 19 }, end: { line: 8, column: 12 } },
      lineText: '      const pay = vi',
      lineHash: fact?.site.lineHash,
    },
  });
});

test('titles of suites and tests, and names of functions, own a mock', async () => {
  const mocks = await mocksIn(
    "describe(Cart.name, () => { it.each([1])('pays %s', () => { vi.fn() }) })",
    'function setUp() { beforeEach(() => { vi.fn() }) }',
    'const render = () => { vi.fn() }',
    "describe.skip(`Money ${unit}`, () => { test.only('adds', function () { vi.fn() }) })",
    "run('title', () => { vi.fn() })",
  );
  assert.equal(
    mocks.map(({ owner }) => owner),
    ['Cart.name > pays %s', 'setUp', 'render', 'adds', ''],
  );
});

test('comments above, near and in a statement, without what is said to tools', async () => {
  const mocks = await mocksIn(
    '/* Copyright 2026 The Shop */',
    'vi.fn();',
    'run(); // of the run',
    'vi.fn();',
    '// far away',
    '',
    '',
    '',
    '// near, and',
    '// of two lines',
    '',
    'run();',
    '/**',
    ' * a block',
    ' */',
    '// eslint-disable-next-line no-undef -- globals',
    '// @ts-expect-error: no types',
    'vi.mock("x", () => { // first',
    '  /* second */',
    '  return {};',
    '}); // third',
    'it("pays", () => { // at the start',
    '  vi.fn();',
    '  if (x) { /* of the other block */ }',
    '  vi.fn();',
    '});',
  );
  assert.equal(
    mocks.map(({ comments }) => comments.map(({ place, line, text }) => `${place} ${String(line)}: ${text}`)),
    [
      [],
      [],
      ['above 13: a block', 'statement 18: first', 'statement 19: second', 'statement 21: third'],
      ['above 22: at the start'],
      ['near 22: at the start'],
    ],
  );
});

test('comments that people write about tools are kept', async () => {
  const written = [
    'region codes differ',
    'global state is shared',
    'eslint knows nothing of it',
    'webpack is slow',
    'istanbul is far',
  ];
  for (const text of written) {
    const [mock] = await mocksIn(`// ${text}`, 'vi.fn();');
    assert.equal(
      mock?.comments.map((comment) => comment.text),
      [text],
    );
  }
  for (const directive of [
    '#region mocks',
    'global vi, jest',
    'eslint no-undef: 0',
    'webpackChunkName: "x"',
    'istanbul ignore next',
  ]) {
    const [mock] = await mocksIn(`/* ${directive} */`, 'vi.fn();');
    assert.equal(mock?.comments, [], directive);
  }
});

test('what a mock of a module replaces', async () => {
  assert.equal(
    await described(
      "vi.mock('./a')",
      "vi.mock('./b', () => ({ default: 1, 'named': 2, ['x']: 3 }))",
      "vi.mock('./c', () => ({ __esModule: true, load() {}, save, ...helpers }))",
      "vi.mock('./d', async (importActual) => { const actual = await importActual(); return { ...actual, load: 1 } })",
      "vi.mock('./e', () => ({ ...jest.requireActual('./e') }))",
      "vi.mock('./f', () => ({}))",
      "vi.mock('./g', factory)",
      "vi.mock('./l', () => ({ __esModule: true, load: 1 }))",
      "await jest.unstable_mockModule<typeof import('./m')>('./m', () => ({ load: 1 }))",
      'vi.mock(name)',
      'vi.mock(`./${name}`, () => ({ load: 1 }))',
      "jest.mock('./h', () => () => null)",
      "jest.mock(require.resolve('./i'), () => ({ a: 1 }))",
      "import { mock } from 'node:test'",
      "mock.module('./j', { cache: true, defaultExport: 1, namedExports: { load: 2 } })",
      "mock.module('./k', { cache: true })",
    ),
    [
      'vi.mock replaces path {"path":"./a"}',
      'vi.mock replaces path {"path":"./b"}',
      'vi.mock replaces path {"path":"./c"}',
      'vi.mock replaces path {"path":"./d","names":["load"]}',
      'vi.mock observes path {"path":"./e","names":[]}',
      'vi.mock replaces path {"path":"./f"}',
      'vi.mock replaces path {"path":"./g"}',
      'vi.mock replaces path {"path":"./l","names":["load"]}',
      'jest.unstable_mockModule replaces path {"path":"./m","names":["load"]}',
      'vi.mock replaces unknown {"text":"name"}',
      'vi.mock replaces unknown {"text":"`./${name}`"}',
      'jest.mock replaces path {"path":"./h"}',
      'jest.mock replaces path {"path":"./i","names":["a"]}',
      'node:test.mock.module replaces path {"path":"./j","names":["default","load"]}',
      'node:test.mock.module replaces path {"path":"./k"}',
    ],
  );
});

test('what a spy or stub replaces or observes', async () => {
  const api = '{"from":{"specifier":"./api","imported":"*"},"names":["load"]}';
  assert.equal(
    await described(
      "import * as api from './api'",
      "import { orders } from './orders'",
      "vi.spyOn(api, 'load');",
      "(vi.spyOn(api!, 'load' as any) as Mock).mockReturnValue(1)",
      'await vi.spyOn(orders.prices, member).mockReturnValue(1)',
      "vi.spyOn((await import('./api')).default, 'load').withImplementation(run)",
      "vi.spyOn(new Client(), 'send').mockName('send')",
      'sinon.mock(orders)',
      'sinon.stub(orders)',
      "sinon.stub(orders, 'net').callThrough().withArgs(1).returns(2)",
      "jest.replaceProperty(orders, 'size', 1)",
      "it('shadows', (orders) => { vi.spyOn(orders, 'net').mockReturnThis() })",
      "{ const api = create(); vi.spyOn(api, 'load').mockReturnThis() }",
    ),
    [
      `vi.spyOn observes imported ${api}`,
      `vi.spyOn replaces imported ${api}`,
      'vi.spyOn replaces unknown {"text":"orders.prices.…"}',
      'vi.spyOn replaces imported {"from":{"specifier":"./api","imported":"*"},"names":["default","load"]}',
      'vi.spyOn observes unknown {"text":"new Client().send"}',
      'sinon.mock replaces imported {"from":{"specifier":"./orders","imported":"orders"},"names":[]}',
      'sinon.stub replaces imported {"from":{"specifier":"./orders","imported":"orders"},"names":[]}',
      'sinon.stub replaces imported {"from":{"specifier":"./orders","imported":"orders"},"names":["net"]}',
      'jest.replaceProperty replaces imported {"from":{"specifier":"./orders","imported":"orders"},"names":["size"]}',
      'vi.spyOn replaces unknown {"text":"orders.net"}',
      'vi.spyOn replaces unknown {"text":"api.load"}',
    ],
  );
});

test('a double replaces what it is assigned to, if that was there before', async () => {
  assert.equal(
    await described(
      "import { orders } from './orders'",
      'orders.save = vi.fn()',
      'Element.prototype.scrollTo = vi.fn()',
      'props.onSave = vi.fn()',
      'this.save = vi.fn()',
      'let save; save = vi.fn()',
    ),
    [
      'vi.fn replaces imported {"from":{"specifier":"./orders","imported":"orders"},"names":["save"]}',
      'vi.fn replaces unknown {"text":"Element.prototype.scrollTo"}',
      'vi.fn creates',
      'vi.fn creates',
      'vi.fn creates',
    ],
  );
});

test('a spy is told what to do by its own variable, not by another of that name', async () => {
  const api = '{"from":{"specifier":"./api","imported":"*"},"names":["load"]}';
  assert.equal(
    await described(
      "import * as api from './api'",
      "{ const spy = vi.spyOn(api, 'load'); { const spy = vi.spyOn(console, 'log'); spy?.mockReturnValue(1) } }",
      "{ let spy; beforeEach(() => { spy = vi.spyOn(api, 'load') }); it('x', () => { spy.mockReturnValue(1) }) }",
    ),
    [
      `vi.spyOn observes imported ${api}`,
      'vi.spyOn replaces unknown {"text":"console.log"}',
      `vi.spyOn replaces imported ${api}`,
    ],
  );
});

test('what a mock does when it is called is part of it', async () => {
  assert.equal(await described("vi.fn(() => { vi.spyOn(console, 'log').mockReturnValue(1) })"), ['vi.fn creates']);
});

test('several mocks of a statement are told by what matters most', async () => {
  const [mock, ...others] = await mocksIn(
    "import * as api from './api'",
    "const spies = [vi.fn(), vi.spyOn(api, 'load'), vi.spyOn(api, 'save').mockReturnValue(1), vi.spyOn(api, 'list').mockReturnValue(1)]",
  );
  assert.equal(others, []);
  assert.ok(mock);
  assert.is(mock.effect, 'replaces');
  assert.is(mock.site.range.start.column, 48);
  assert.equal(
    mock.targets.map((target) => (target.kind === 'imported' ? target.names : [])),
    [['save'], ['list']],
  );
});

test('a library that another module passes on is only what the name suggests', async () => {
  const mocks = await mocksIn(
    "import { vi as v } from './testing'",
    'v.fn()',
    "import jest from './jest'",
    'jest.fn()',
    "import type { sinon } from './types'",
    'sinon.stub()',
  );
  assert.equal(
    mocks.map(({ creator, through }) => ({ creator, through })),
    [
      { creator: 'vi.fn', through: { specifier: './testing', imported: 'vi' } },
      { creator: 'jest.fn', through: { specifier: './jest', imported: 'default' } },
      { creator: 'sinon.stub', through: undefined },
    ],
  );
});

test('a file without mocks is not parsed', async () => {
  for (const text of [
    "import { expect, it } from 'vitest';\nit('adds', () => expect(1 + 1).toBe(2));\n",
    "import { vi } from 'vitest';\nvi.useFakeTimers();\nvi.clearAllMocks();\n",
    "import sinon from 'sinon';\nsinon.restore();\n",
    "cy.intercept('/orders').as('orders');\n",
    'const mockOrder = { id: 1 };\n',
  ]) {
    assert.equal(await read(text), { facts: [], isParsed: false });
  }
});

test('hostile text is read in little time', async () => {
  const texts = [
    `vi${' '.repeat(200_000)}x`,
    'const a = vi\n'.repeat(20_000),
    `class ${'a'.repeat(200_000)} {}`,
    `class ${' '.repeat(200_000)}`,
    "f<typeof import('".repeat(20_000),
    "<( typeof import('x')".repeat(20_000),
    'vi.'.repeat(100_000),
    `${'// a comment\n'.repeat(10_000)}vi.fn();`,
    `vi.fn(); /*${'*'.repeat(200_000)}`,
    `vi.fn(); //${' eslint-'.repeat(20_000)}`,
    `import { test } from 'node:test';\n${'a . mock . '.repeat(20_000)}`,
    `vi.mock('x', () => ({${'a: 1,'.repeat(20_000)}}));`,
    `vi.spyOn(a${'.b'.repeat(5_000)}, 'x');`,
    `vi.spyOn(a, 'x')${' '.repeat(100_000)}.mockName`,
  ];
  await withinSeconds(10, async () => {
    for (const text of texts) await read(text);
  });
});

test.run();
