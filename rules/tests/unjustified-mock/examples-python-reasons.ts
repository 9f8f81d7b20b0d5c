import type { Example } from 'compliance-linter';
import { shopWith } from './example-shop.js';

const path = 'tests/test_orders.py';

/** Reasons that do not count, or not for this mock. */
export const pythonRefused: readonly Example[] = [
  {
    title: 'a comment that is no reason, in strict',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock\n\n# The bank has no sandbox that tests may use.\nbank = Mock()\n\n\n\nqueue = Mock()  # type: ignore\n',
    ),
    problems: [
      { path, line: 4 },
      { path, line: 8 },
    ],
  },
  {
    title: 'a reason too far above, behind other code, or for the mock before',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock\n\n# Mock justification: the bank has no sandbox\n\n\n\nbank = Mock()\n\n' +
        'card = Mock()  # Mock justification: cards cost money\nqueue = Mock()\n',
    ),
    problems: [
      { path, line: 7 },
      { path, line: 10 },
    ],
  },
  {
    title: 'a comment in recommended that only says what is mocked, or that tools read',
    files: shopWith(
      'from unittest.mock import patch\n\ndef test_pays():\n    # Mock the charge of the order\n    patch("shop.orders.charge").start()\n\n\n\n' +
        '    # Set up the refund mock.\n    patch("shop.orders.refund").start()\n\n\n\n' +
        '    # Mock it to return nothing\n    patch("shop.orders.OrderService").start()\n\n\n\n' +
        '    # two words\n    patch("shop.orders.Ledger").start()  # noqa: E501 F811 W291\n',
    ),
    problems: [
      { path, line: 5, message: '“Mock the charge of the order” says what is mocked, not why.' },
      { path, line: 10, message: '“Set up the refund mock.” says what is mocked, not why.' },
      { path, line: 15 },
      { path, line: 20 },
    ],
  },
  {
    title: 'a reason that is empty, or holds nothing but the name of the target',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import patch\n\n# Mock justification:\npatch("requests.get")\n\n\n\n' +
        '# Mock justification: requests.get is mocked for this unit test\npatch("requests.get")\n\n\n\n' +
        '# Justification: needed\npatch("requests.get")\n',
    ),
    problems: [
      { path, line: 4, message: 'Its reason is empty.' },
      { path, line: 9, message: '“requests.get is mocked for this unit test” says what is mocked, not why.' },
      { path, line: 14, message: '“needed” says what is mocked, not why.' },
    ],
  },
  {
    title: 'one text over many different mocks',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock, patch\n\n# Mock justification: keeps the suite isolated\nbank = Mock()\n\n' +
        '# Mock justification: Keeps the suite  isolated\nqueue = Mock()\n\n' +
        '# Mock justification: keeps the suite isolated\npatch("requests.get")\n',
    ),
    problems: [4, 7, 10].map((line) => ({
      path,
      line,
      message: 'is said of 3 different mocks, so it is no reason for this one.',
    })),
  },
  {
    title: 'a decorator that gives no reason, or is another one',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock\nfrom tests.marks import mock_justified, slow\n\n' +
        '@mock_justified("")\n@slow("the bank takes a minute")\ndef test_pays():\n    bank = Mock()\n',
    ),
    problems: [{ path, line: 7 }],
  },
];

/** Reasons that count. */
export const pythonJustified: readonly Example[] = [
  {
    title: 'a reason behind the mock, in it, above it, or up to three lines above',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock, patch\n\nbank = Mock()  # Mock justification: the bank has no sandbox\n' +
        'patch(\n    "requests.get",  # Justification: offline\n)\n\n' +
        '# The courier bills every call.\n# mock: because each call is billed\n# to us.\ncourier = Mock()\n\n' +
        '# MOCK JUSTIFICATION: the printer is a machine\n\ntray = 1\nprinter = Mock(tray)\n\n' +
        '# Mock justification: a card reader is hardware\n@patch("requests.get")\ndef test_reads(get): ...\n\n' +
        '# Justification: mail cannot be taken back\ndef test_mails():\n    with patch("requests.post"):\n        pass\n',
    ),
  },
  {
    title: 'one reason above the consecutive mocks right below it',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock, patch\n\n# Mock justification: the bank has no sandbox\nbank = Mock()\ncard = Mock(\n    spec=["pay"],\n)\nteller = Mock()\nsafe = Mock()\n\n' +
        '# Mock justification: offline\n@patch("requests.get")\n@patch("requests.post")\n@patch(\n    "requests.put",\n)\n@patch("requests.head")\n@patch("requests.options")\n' +
        'def test_reads(*doubles): ...\n',
    ),
  },
  {
    title: 'a decorator with a reason on the test or its class, and a docstring that gives one',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock, patch\nfrom tests import marks\nfrom tests.marks import mock_justified\n\n' +
        '@patch("requests.get")\n@mock_justified("the bank has no sandbox")\ndef test_pays(get):\n    bank = Mock()\n\n' +
        '@marks.mock_justified(reason="the courier bills each call")\nclass TestCourier:\n    def test_sends(self):\n        courier = Mock()\n\n' +
        'def test_prints():\n    """A receipt is printed.\n\n    Mock justification: the printer is a machine.\n    """\n    printer = Mock()\n',
    ),
  },
  {
    title: 'words and decorators of the configuration',
    preset: 'strict',
    options: { justification: ['Stand-in (why):'], marker: ['double'] },
    files: shopWith(
      'from unittest.mock import Mock\nfrom tests.marks import double\n\n# stand-in  (WHY): the bank has no sandbox\nbank = Mock()\n\n\n\n' +
        '@double("offline")\ndef test_pays():\n    card = Mock()\n',
    ),
  },
  {
    title: 'in recommended any comment that says more than that something is mocked',
    files: shopWith(
      'from unittest.mock import patch\n\ndef test_pays():\n    # The bank has no sandbox\n    patch("shop.orders.charge").start()\n\n\n\n' +
        '    # Mock the refund so that no money moves\n    patch("shop.orders.refund").start()\n\n\n\n' +
        '    # 銀行にはテスト環境がない\n    patch("shop.orders.Ledger").start()\n',
    ),
  },
  {
    title: 'the same reason for the same thing in several tests',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import patch\n\n' +
        ['pays', 'refunds', 'cancels', 'ships']
          .map((name) => `# Mock justification: offline\n@patch("requests.get")\ndef test_${name}(get): ...\n`)
          .join('\n'),
    ),
  },
  {
    title: 'in recommended a reason at the first place where a target is replaced',
    files: shopWith(
      'from unittest.mock import patch\n\ndef test_pays():\n    # The bank has no sandbox\n    patch("shop.orders.charge").start()\n\n' +
        'def test_fails():\n    patch("shop.api.pay").start()\n',
    ),
  },
];
