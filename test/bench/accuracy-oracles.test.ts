import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { UnitKind, UnitOf } from '../../bench/accuracy/units.js';
import { runOracle, type Language } from '../../bench/accuracy/comparison/run-oracles.js';
import { withFolder } from '../temporary-folder.js';

const { status: pythonStatus, error: pythonError } = spawnSync('python3', ['-c', 'import ast']);
if (pythonStatus !== 0) process.stdout.write(`skipped: python3 ${pythonError?.message ?? 'does not run'}\n`);

function testPython(name: string, body: () => Promise<void>): void {
  if (pythonStatus === 0) test(name, body);
  else test.skip(name, body);
}

/** The units of one kind that an oracle finds in one file of these lines. */
async function unitsIn<Kind extends UnitKind>(
  kind: Kind,
  path: string,
  lines: readonly string[],
): Promise<readonly UnitOf<Kind>[]> {
  const language: Language = path.endsWith('.py') ? 'python' : 'typescript';
  let found: readonly UnitOf<Kind>[] = [];
  await withFolder({ [path]: `${lines.join('\n')}\n` }, async (root) => {
    const kinds: UnitKind[] = kind === 'failure' ? ['import'] : [kind];
    const units = await runOracle({ root, language, paths: [path], kinds, python: 'python3' });
    found = units.filter((unit): unit is UnitOf<Kind> => unit.kind === kind);
    if (kind !== 'failure') assert.is(units.length, found.length, JSON.stringify(units));
  });
  return found;
}

async function importsIn(path: string, ...lines: string[]): Promise<string[]> {
  const units = await unitsIn('import', path, lines);
  return units.map(({ line, form, specifier, level, names, isTypeOnly, isReexport }) => {
    const flags = `${isTypeOnly ? 'type ' : ''}${isReexport === true ? 'export ' : ''}`;
    return `${line} ${form} ${flags}${specifier} (${level}): ${names.join(', ')}`.trim();
  });
}

testPython('imports of Python, wherever they stand', async () => {
  const found = await importsIn(
    'shop/orders.py',
    'import os.path, numpy as np',
    'from . import models',
    'if TYPE_CHECKING:',
    '    from ..clock import now as later',
    'def load():',
    '    from .prices import *',
    'from importlib import import_module as load_module',
    'load_module(".taxes", __package__)',
    'text = "from .none import x"',
  );
  assert.equal(found, [
    '1 statement os.path (0):',
    '1 statement numpy (0): * as np',
    '2 statement . (1): models as models',
    '4 statement type ..clock (2): now as later',
    '6 statement .prices (1): * as',
    '7 statement importlib (0): import_module as load_module',
    '8 call .taxes (1):',
  ]);
});

test('imports of ECMAScript in every form', async () => {
  const found = await importsIn(
    'src/cart.ts',
    "import a, { b as c } from './a';",
    "import type { D } from '../../d';",
    "export * from 'e';",
    "const { f, g: h } = require('../f');",
    "const i = (await import('./i')) as unknown as { x: 1 };",
    "let j: import('./j').J;",
    "jest.mock('../k');",
    "import l = require('./l');",
    'import(name);',
  );
  assert.equal(found, [
    '1 statement ./a (0): default as a, b as c',
    '2 statement type ../../d (2): D as D',
    '3 statement export e (-1): * as',
    '4 statement ../f (1): f as f, g as h',
    '5 statement ./i (0): * as i',
    '6 statement type ./j (0):',
    '7 call ../k (1):',
    '8 statement ./l (0): * as l',
  ]);
});

async function definitionsIn(path: string, ...lines: string[]): Promise<string[]> {
  const units = await unitsIn('definition', path, lines);
  return units.map(({ line, form, name, bases, fields, type, isExported, isConditional }) => {
    const flags = `${isExported ? 'exported ' : ''}${isConditional ? 'conditional ' : ''}`;
    const members = fields.map((field) => `${field.role} ${field.name}: ${field.annotation ?? '-'}`);
    return `${line} ${flags}${form} ${name}(${bases.join(', ')}) ${type ?? `{${members.join('; ')}}`}`;
  });
}

testPython('types of Python at module level', async () => {
  const found = await definitionsIn(
    'shop/models.py',
    'from typing import Literal as L, NewType, Union',
    '@dataclass',
    'class Order(Base[int]):',
    '    id: dict[  # by key',
    '        str, int]',
    '    total = 0',
    '    def pay(self): ...',
    '    def __init__(self): self.paid: bool = False',
    'try:',
    '    class _Line: ...',
    'except ImportError: ...',
    'Level = L["low", "high"]',
    'OrderId = NewType("OrderId", int)',
    'limit = LIMITS[0]',
    'def make():',
    '    class Local: ...',
  );
  assert.equal(found, [
    '3 exported class Order(Base [ int ]) {annotated id: dict [ str , int ]; assigned total: -; method pay: -; method __init__: -; own paid: bool}',
    '10 conditional class _Line() {}',
    '12 exported alias Level() L [ "low" , "high" ]',
    '13 exported factory OrderId() NewType ( "OrderId" , int )',
  ]);
});

test('types of TypeScript at the top of a module', async () => {
  const found = await definitionsIn(
    'src/models.ts',
    'export interface Order extends Base<string> {',
    '  id: string; // the key',
    '  pay(): void;',
    '  [key: string]: unknown;',
    '}',
    'type Level = "low" | "high";',
    'class Cart { constructor(private orders: Order[], limit = 3) {} size = 1; get all() { return 1 } }',
    'enum Color { Red, Blue = 2 }',
    'export { Cart as default };',
    'declare global { interface Hidden { a: 1 } }',
    'function f() { interface Local { a: 1 } }',
  );
  assert.equal(found, [
    '1 exported interface Order(Base < string >) {annotated id: string; method pay: -; signature [ key : string ] : unknown: [ key : string ] : unknown}',
    '6 alias Level() "low" | "high"',
    '7 exported class Cart() {own orders: Order [ ]; method constructor: -; assigned size: -; method all: -}',
    '8 enum Color() {assigned Red: -; assigned Blue: -}',
  ]);
});

async function mocksIn(path: string, ...lines: string[]): Promise<string[]> {
  const units = await unitsIn('mock', path, lines);
  return units.map(({ line, endLine, form, name, count, certainty, isJustified }) => {
    const reason = isJustified ? ' justified' : '';
    return `${line}-${endLine} ${form} ${name} x${count} ${certainty}${reason}`;
  });
}

testPython('mocks of unittest by imports and aliases, one unit a statement or decorator', async () => {
  const found = await mocksIn(
    'tests/test_orders.py',
    'from unittest import mock',
    'from unittest.mock import patch as replace, Mock',
    'M = mock.MagicMock',
    '@mock.patch.object(orders, "send")',
    '@router.patch("/orders")',
    'def test_pay(send):',
    '    with replace("orders.bank"), \\',
    '         replace("orders.mail", new=Mock()):',
    '        bank = M()',
    '    patch = 1',
    '    patch("x")',
    'with mock.patch.dict("os.environ", {"A": "1"}): ...',
    'class FakeBank(Mock): ...',
    'FakeBank()',
    'AsyncMock()',
    'text = "Mock()"  # Mock()',
  );
  assert.equal(found, [
    '3-3 statement = MagicMock x1 other',
    '4-4 decorator patch.object x1 listed',
    '7-8 statement patch x3 listed',
    '9-9 statement MagicMock x1 listed',
    '12-12 statement patch.dict x1 environment',
    '13-13 statement class of Mock x1 listed',
    '14-14 statement instance of FakeBank x1 other',
    '15-15 statement AsyncMock x1 undefined',
  ]);
});

testPython('fixtures of pytest are known by parameter, annotation and value', async () => {
  const found = await mocksIn(
    'tests/test_orders.py',
    'import os, pytest',
    'def test_pay(mocker, monkeypatch, mp: pytest.MonkeyPatch):',
    '    mocker.patch.object(orders, "send")',
    '    monkeypatch.setattr(orders, "bank", None)',
    '    monkeypatch.setenv("A", "1")',
    '    monkeypatch.setitem(os.environ, "A", "1")',
    '    with monkeypatch.context() as m:',
    '        m.setitem(orders.RATES, "a", 1)',
    '    def inner(): mp.setattr("orders.bank", None)',
    'def test_web(mocker: requests_mock.Mocker):',
    '    mocker.patch("https://example.com")',
  );
  assert.equal(found, [
    '3-3 statement mocker.patch.object x1 listed',
    '4-4 statement monkeypatch.setattr x1 listed',
    '6-6 statement monkeypatch.setitem x1 environment',
    '8-8 statement monkeypatch.setitem x1 listed',
    '9-9 statement monkeypatch.setattr x1 listed',
  ]);
});

testPython('an explicit reason covers a mock and those right below it', async () => {
  const found = await mocksIn(
    'tests/test_orders.py',
    'from unittest.mock import Mock',
    '# Mock justification: the bank is slow',
    'a = Mock()',
    'b = Mock()',
    '',
    'c = 1',
    'd = Mock()',
    '@mock_justified("the bank is slow")',
    'def test_pay(): e = Mock()',
  );
  assert.equal(found, [
    '3-3 statement Mock x1 listed justified',
    '4-4 statement Mock x1 listed justified',
    '7-7 statement Mock x1 listed',
    '9-9 statement Mock x1 listed justified',
  ]);
});

test('mocks of ECMAScript by imports and globals, one unit a statement', async () => {
  const found = await mocksIn(
    'src/orders.test.ts',
    "import { vi as v } from 'vitest';",
    "import sinon from 'sinon';",
    "import { mock, test } from 'node:test';",
    "v.mock('./bank', () => ({",
    '  pay: v.fn(),',
    '}));',
    'const { fn } = jest;',
    "beforeEach(() => jest.spyOn(bank, 'pay'));",
    "it('pays', () => {",
    '  const send = fn().mockImplementation(() => {',
    '    return jest.fn();',
    '  });',
    '  // mock: because the bank is slow',
    '  sinon.createSandbox().stub(bank);',
    '});',
    '',
    "mock.method(bank, 'pay');",
    "test('refunds', (t) => t.mock.method(bank, 'refund'));",
    "v.stubEnv('A', '1'); jest.useFakeTimers(); jest.mocked(bank); this.jest.fn();",
    'function run(jest: Runner) { jest.fn(); }',
  );
  assert.equal(found, [
    '4-6 statement vitest#vi.mock x1 listed',
    '8-8 statement global#jest.spyOn x1 listed',
    '10-12 statement global#jest.fn x1 listed',
    '11-11 statement global#jest.fn x1 nested',
    '14-14 statement sinon#stub x1 listed justified',
    '17-17 statement node:test#mock.method x1 listed',
    '18-18 statement node:test#context.method x1 other',
    '19-19 statement vitest#vi.stubEnv x1 environment',
  ]);
});

async function localhostIn(path: string, ...lines: string[]): Promise<string[]> {
  const units = await unitsIn('localhost', path, lines);
  return units.map(({ lines: at, form, value, guard, exempt }) =>
    [at.join('+'), form, value, guard, exempt ?? ''].join(' ').trim(),
  );
}

testPython('local hosts of Python in fallback positions', async () => {
  const found = await localhostIn(
    'shop/settings.py',
    'import os',
    'DEFAULT = "localhost"',
    'A = os.environ.get("REDIS_HOST", DEFAULT)',
    'B = os.getenv("DB") or f"postgres://me@localhost:{port}/shop"',
    'def connect(url="http://127.0.0.1:80", *, bind="0.0.0.0"): ...',
    'class Settings(BaseSettings):',
    '    redis: str = Field(default="redis://localhost")',
    '    mail: str = "localhost"',
    'if not A:',
    '    A = "localhost"',
    'C = "localhost" if os.environ["ENV"] == "development" else A',
    'try: D = read()',
    'except KeyError: D = "[::1]"',
    'if A == "localhost" or A in ("127.0.0.1",): ...',
    'print("localhost")',
    'parser.add_argument("--host", default="localhost")',
    'def parse(url):',
    '    if url is None: return ("redis://localhost", f"http://{DEFAULT}")',
    '    if isProduction: raise ValueError',
    '    return url or "redis://localhost"',
  );
  assert.equal(found, [
    '2+3 name:get localhost unguarded',
    '2+18 name:if-not localhost unguarded',
    '4 or postgres://me@localhost:{}/shop unguarded',
    '5 parameter 0.0.0.0 unguarded bind address',
    '5 parameter http://127.0.0.1:80 unguarded',
    '7 field redis://localhost unguarded',
    '8 field localhost unguarded',
    '10 if-not localhost unguarded',
    '10+11 name:ternary localhost unsure',
    '11 ternary localhost guarded',
    '13 except [::1] unguarded',
    '16 option localhost unguarded command-line option',
    '18 if-not redis://localhost unguarded',
    '20 or redis://localhost unsure',
  ]);
});

test('local hosts of ECMAScript in fallback positions', async () => {
  const found = await localhostIn(
    'src/settings.ts',
    "const fallback = 'http://localhost:3000';",
    'const a = process.env.API_URL ?? fallback;',
    'const b = process.env.DB || `redis://localhost:${port}`;',
    "options.url ??= 'http://127.0.0.1';",
    "function connect({ url = 'http://localhost' }, host = 'localhost') {}",
    "const schema = z.object({ db: z.string().default('localhost') });",
    "const c = config.get('REDIS_HOST', 'localhost');",
    "const d = process.env.NODE_ENV === 'production' ? real : 'localhost';",
    "if (!e) { e = 'localhost'; } else { e = 'x'; }",
    "const isLocal = url === 'localhost' || ['127.0.0.1'].includes(url);",
  );
  assert.equal(found, [
    '1+2 name:?? http://localhost:3000 unguarded',
    '3 || redis://localhost:{} unguarded',
    '4 ??= http://127.0.0.1 unguarded',
    '5 destructuring http://localhost unguarded',
    '5 parameter localhost unguarded',
    '6 schema localhost unguarded',
    '7 get localhost unguarded',
    '8 ternary localhost guarded',
    '9 if-not localhost unguarded',
  ]);
});

async function sessionsIn(path: string, ...lines: string[]): Promise<string[]> {
  const units = await unitsIn('session', path, lines);
  return units.map(({ line, form, name, target, isHandler, isTeardown, opensOwn }) => {
    const flags = [isHandler ? 'handler' : '', isTeardown ? 'teardown' : '', opensOwn ? 'own' : ''];
    return [line, form, `${target}.${name}`, ...flags.filter((flag) => flag !== '')].join(' ');
  });
}

testPython('sessions that Python sets to nothing', async () => {
  const found = await sessionsIn(
    'chat/events.py',
    'class ChatHandler:',
    '    def __init__(self): self.session = None',
    '    async def on_message(self, order):',
    '        order.db_session = None',
    '        self.agent.session, count = None, 1',
    '        del order["session"]',
    '        setattr(order, "db", None)',
    '        session = None',
    '        order.session_maker = None',
    '        async with get_session() as own: ...',
    'def reset(order): order.session = None',
  );
  assert.equal(found, [
    '2 assignment self.session handler teardown',
    '4 assignment other.db_session handler own',
    '5 assignment nested.session handler own',
    '6 del other.session handler own',
    '7 setattr other.db handler own',
    '11 assignment other.session',
  ]);
});

test('sessions that ECMAScript sets to nothing', async () => {
  const found = await sessionsIn(
    'src/chat.ts',
    'class ChatConsumer {',
    '  constructor() { this.session = null; }',
    '  receive(order) {',
    "    order['dbSession'] = undefined;",
    '    delete this.agent.session;',
    '    let session = null;',
    '  }',
    '}',
    'export const reset = (order) => { order.session = null; };',
  );
  assert.equal(found, [
    '2 assignment self.session handler teardown',
    '4 assignment other.dbSession handler',
    '5 delete nested.session handler',
    '9 assignment other.session',
  ]);
});

testPython('a file that Python cannot parse is a failure with its line', async () => {
  const [failure] = await unitsIn('failure', 'shop/broken.py', ['x = 1', 'def (']);
  assert.is(failure?.line, 2);
  assert.match(failure?.reason ?? '', /^SyntaxError: /);
});

testPython('exceptions without parentheses are read by a Python that is older than they are', async () => {
  const found = await importsIn('shop/orders.py', 'try: ...', 'except KeyError, ValueError:', '    import os');
  assert.equal(found, ['3 statement os (0): * as os']);
});

test('a file that the TypeScript compiler cannot parse is a failure', async () => {
  const failures = await unitsIn('failure', 'src/broken.ts', ['let = = 1;']);
  assert.equal(failures, [
    { path: 'src/broken.ts', kind: 'failure', line: 1, endLine: 1, reason: 'Expression expected.' },
  ]);
});

test.run();
