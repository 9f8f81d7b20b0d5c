import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import rule from '../../rules/tests/unjustified-mock.js';
import type { Finding } from '../../src/model/finding.js';
import { checkFiles, type CheckFilesOptions } from '../check-files.js';
import { parseContent } from '../formats/parse.js';

const SHOP = {
  'shop/__init__.py': '',
  'shop/orders.py':
    'def charge(order): ...\n\ndef refund(order): ...\n\ndef ship(order): ...\n\ndef print_label(order): ...\n',
  'tests/__init__.py': '',
};

async function findingsIn(
  test: string,
  options: CheckFilesOptions & { readonly more?: Readonly<Record<string, string>> } = {},
): Promise<readonly Finding[]> {
  const files = { ...SHOP, ...options.more, 'tests/test_orders.py': test };
  const report = await checkFiles(files, { ...options, rule: 'unjustified-mock' });
  assert.equal(report.failures, []);
  return report.findings;
}

async function messagesIn(test: string, options: CheckFilesOptions = {}): Promise<readonly string[]> {
  return (await findingsIn(test, options)).map(({ message }) => message);
}

const TWICE =
  'from unittest.mock import patch\n\nclass TestOrders:\n    @patch("shop.orders.charge")\n    def test_pays(self, charge): ...\n\n' +
  '    def test_fails(self):\n        with patch("shop.orders.charge"):\n            pass\n';

test('a finding marks what makes the mock, says where and of what, and where else', async () => {
  const [finding, ...others] = await findingsIn(TWICE);
  assert.equal(others, []);
  assert.equal(finding?.range, { start: { line: 4, column: 6 }, end: { line: 4, column: 11 } });
  assert.is(finding?.subject, 'TestOrders.test_pays: shop.orders.charge');
  assert.equal(finding?.related, [
    {
      path: 'tests/test_orders.py',
      range: { start: { line: 8, column: 14 }, end: { line: 8, column: 19 } },
      message: 'replaced here, too (TestOrders.test_fails)',
    },
  ]);
});

test('a target keeps its fingerprint when another test replaces it first', async () => {
  const earlier = '    def test_early(self):\n        patch("shop.orders.charge").start()\n\n';
  const [before] = await findingsIn(TWICE);
  const [after] = await findingsIn(TWICE.replace('    @patch', `${earlier}    @patch`));
  assert.is(after?.range.start.line, 5);
  assert.is(before?.fingerprint, after?.fingerprint);
});

test('messages say what is wrong, why it matters and what to do', async () => {
  const text =
    'import os\nfrom unittest.mock import Mock, patch\n\n@patch("shop.orders.charge")\n@patch.dict("shop.orders.rates", {})\ndef test_pays(charge, mocker):\n' +
    '    bank = Mock()\n    mocker.spy(bank, "pay")\n    @patch(bank)\n    def inner(): ...\n';
  assert.equal(await messagesIn(text), [
    'This replaces `shop.orders.charge`, which this repository defines: the test stays green when that breaks. ' +
      'Run the real one, or say above why not: `# Mock justification: …`.',
  ]);
  const end = ' Use the real thing, or say above why not: `# Mock justification: …`.';
  assert.equal(await messagesIn(text, { preset: 'strict' }), [
    `\`patch\` replaces \`shop.orders.charge\`, and nothing says why.${end}`,
    `\`patch.dict\` replaces \`shop.orders.rates\`, and nothing says why.${end}`,
    `\`Mock\` stands in for the real thing, and nothing says why.${end}`,
    `\`mocker.spy\` watches \`unittest.mock.Mock.pay\`, and nothing says why: the test depends on how the code works inside.${end}`,
    `\`patch\` replaces \`bank\`, and nothing says why.${end}`,
  ]);
});

test('a message names three targets and counts the rest, and hints at the configured words', async () => {
  const names = ['charge', 'refund', 'ship', 'print_label'];
  const text = `from unittest.mock import patch\n\nwith ${names.map((name) => `patch("shop.orders.${name}")`).join(', ')}:\n    pass\n`;
  assert.equal(await messagesIn(text, { options: { justification: ['Why:'] } }), [
    'This replaces `shop.orders.charge`, `shop.orders.refund`, `shop.orders.ship` and 1 more, which this repository defines: ' +
      'the test stays green when those break. Run the real one, or say above why not: `# Why: …`.',
  ]);
});

test('a refused reason is quoted, and cut where it is long', async () => {
  const text = `from unittest.mock import patch\n\n# Mock the charge ${'of the order '.repeat(9)}\npatch("shop.orders.charge")\n`;
  const [message] = await messagesIn(text);
  assert.is(
    message,
    'This replaces `shop.orders.charge`, which this repository defines: the test stays green when that breaks. ' +
      '“Mock the charge of the order of the order of the order of…” says what is mocked, not why. ' +
      'Run the real one, or say above why not: `# Mock justification: …`.',
  );
});

test('an undefined name is one finding, its other places related', async () => {
  const [finding, ...others] = await findingsIn(
    '@patch("a.b")\ndef test_pays(): ...\n\n@patch("a.c")\ndef test_refunds(): ...\n',
  );
  assert.equal(others, []);
  assert.is(finding?.kind, 'undefined-name');
  assert.is(finding?.subject, 'patch');
  assert.is(
    finding?.message,
    '`patch` is used here, but neither imported nor defined, so this cannot run. Write `from unittest.mock import patch`.',
  );
  assert.equal(
    finding?.related.map(({ range }) => range.start.line),
    [4],
  );
});

test('a file without mocks is not parsed, whatever else it patches', async () => {
  const texts = [
    'import unittest\n\nclass TestOrders(unittest.TestCase):\n    def test_pays(self):\n        self.client.patch("/orders")\n',
    'def test_pays(client):\n    response = client.patch("/orders", json={"mocked": True})\n    assert dispatch(response)\n',
    '# mock.patch("a.b") was here\nimport pytest\n',
  ];
  for (const text of texts.slice(0, 2)) {
    const file = await parseContent('tests/test_orders.py', text);
    assert.equal([...(rule.extract?.['python']?.(file) ?? [])], []);
    assert.is(file.isParsed, false, text);
  }
});

test('both bindings of the parser find the same', async () => {
  const text = `${TWICE.replace('patch', 'Mock, patch')}\nclass Bank(Mock): ...\n\ndef test_more(mocker, service: Service):\n    # why not?\n    mocker.patch.object(service, "pay")\n`;
  const found = await Promise.all(
    (['native', 'wasm'] as const).map(async (binding) => {
      const file = await parseContent('tests/test_orders.py', text, binding);
      return [...(rule.extract?.['python']?.(file) ?? [])];
    }),
  );
  assert.is(found[0]?.length, 4);
  assert.equal(found[0], found[1]);
});

test('lines end in any way', async () => {
  const text = TWICE.replace('    @patch', '    # The bank has no sandbox\n    @patch').replace(
    /charge(?="\):)/,
    'refund',
  );
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const found = await findingsIn(text.replaceAll('\n', lineEnd));
    assert.equal(
      found.map(({ range }) => range.start.line),
      [9],
    );
  }
});

test('modules that import everything from each other lead nowhere', async () => {
  const text =
    'from unittest.mock import patch\nfrom tests.one import *\n\n@patch("tests.one.charge")\ndef test_pays(): ...\n\nMock()\n';
  const found = await findingsIn(text, {
    preset: 'strict',
    more: { 'tests/one.py': 'from .two import *\n', 'tests/two.py': 'from .one import *\nfrom .two import *\n' },
  });
  assert.equal(
    found.map(({ range, kind }) => `${range.start.line.toString()} ${kind}`),
    ['4 default', '7 undefined-name'],
  );
});

test('hostile files are read in little time', async () => {
  const start = 'from unittest.mock import Mock, patch\n';
  const texts = [
    start +
      Array.from({ length: 3_000 }, (_, index) => `x = x.a${index.toString()}\n`).join('') +
      'patch.object(x, "y")\n',
    start +
      Array.from({ length: 60 }, (_, index) => `a${(index + 1).toString()} = a${index.toString()}.p\n`.repeat(2)).join(
        '',
      ) +
      'patch.object(a60, "y")\n',
    `${start}class A:\n    def f(self):\n${'        self.p = patch\n'.repeat(1_000)}${'        self.p("a")\n'.repeat(100)}`,
    `${start}${'@patch("a")\n'.repeat(1_000)}def f(): pass\n`,
    `${start}patch(${'"a" + '.repeat(3_000)}"b")\n`,
    `${start}${'# because\n'.repeat(5_000)}${'Mock()\n'.repeat(100)}`,
    `${start}Mock()  # ${'#'.repeat(50_000)}\n`,
    `MonkeyPatch x:${'a.'.repeat(50_000)}\n`,
    `${'a.a.a.mock '.repeat(20_000)}\n`,
  ];
  for (const text of texts) {
    const file = await parseContent('tests/test_orders.py', text);
    await withinSeconds(3, () => [...(rule.extract?.['python']?.(file) ?? [])]);
  }
});

test.run();
