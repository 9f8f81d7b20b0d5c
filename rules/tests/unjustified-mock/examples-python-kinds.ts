import type { Example } from 'compliance-linter';
import { shopWith } from './example-shop.js';

const path = 'tests/test_orders.py';
const kind = 'undefined-name';

/** What options add, and names that nothing binds. */
export const pythonKinds: readonly Example[] = [
  {
    title: 'the environment, where options check it',
    options: { environment: 'check' },
    files: shopWith(
      'import os\nfrom unittest.mock import patch\n\n@patch.dict(os.environ, {"TZ": "UTC"})\ndef test_pays(monkeypatch):\n    monkeypatch.setenv("TZ", "UTC")\n',
    ),
    problems: [
      { path, line: 4, message: '`patch.dict` changes the environment' },
      { path, line: 6, message: '`monkeypatch.setenv` changes the environment' },
    ],
  },
  {
    title: 'hand-written mocks, where options ask for them',
    options: { handWritten: true },
    files: shopWith(
      'class BankMock:\n    def pay(self): ...\n\nclass MockCard:\n    def pay(self): ...\n\nclass TestBankMock: ...\n\nclass Mockery: ...\n\n# Mock justification: couriers bill each call\nclass CourierMock: ...\n',
    ),
    problems: [
      { path, line: 1, message: '`BankMock` is a mock by its name, and nothing says what for' },
      { path, line: 4 },
    ],
  },
  {
    title: 'every mock of a scope of its own: once for each target, or wherever it is',
    preset: 'strict',
    options: { oncePerTarget: true },
    files: shopWith(
      'from unittest.mock import Mock, patch\n\n@patch("requests.get")\ndef test_pays(get):\n    bank = Mock()\n\n@patch("requests.get")\ndef test_refunds(get):\n    bank = Mock()\n',
    ),
    problems: [3, 5, 9].map((line) => ({ path, line })),
  },
  {
    title: 'names of mocking that nothing imports or defines',
    files: shopWith(
      'import unittest\n\n@patch("shop.orders.charge")\ndef test_pays(charge):\n    bank = MagicMock()\n    mock.patch.object(bank, "pay")\n    mocker.patch("a.b")\n    monkeypatch.setattr(bank, "pay", None)\n\n' +
        '@patch("shop.orders.refund")\ndef test_refunds(refund, mocker):\n    def local():\n        from unittest.mock import Mock\n    return Mock()\n',
    ),
    problems: [
      { path, line: 3, kind, severity: 'high', message: 'Write `from unittest.mock import patch`.' },
      { path, line: 5, kind, message: '`MagicMock` is used here, but neither imported nor defined' },
      { path, line: 6, kind, message: 'Write `from unittest import mock`.' },
      { path, line: 7, kind, message: 'take `mocker` as a parameter of the test' },
      { path, line: 8, kind, message: 'take `monkeypatch` as a parameter' },
      { path, line: 14, kind },
    ],
  },
  {
    title: 'a name that a star import of the project does not bring either',
    preset: 'strict',
    files: shopWith('from tests.support import *\n\nbank = Mock()\ncard = MagicMock()\n', {
      'tests/__init__.py': '',
      'tests/support.py': 'from unittest.mock import MagicMock\nfrom .deep import *\n',
      'tests/deep.py': 'def wait(): ...\n',
    }),
    problems: [
      { path, line: 3, kind, severity: 'high' },
      { path, line: 4, severity: 'medium' },
    ],
  },
];

/** Names that only look as if nothing bound them. */
export const pythonBound: readonly Example[] = [
  {
    title: 'names bound in any of the ways that Python has',
    preset: 'strict',
    files: shopWith(
      'import builtins\nfrom shop.doubles import create_autospec\n\n' +
        'def test_parameter(mock, *Mock, **patch):\n    mock.patch("a")\n    Mock()\n    patch("a")\n\n' +
        'def test_assigned():\n    global MagicMock\n    MagicMock, (AsyncMock, *mock_open) = 1, (2, 3)\n    AsyncMock()\n    mock_open()\n\n' +
        'def test_global():\n    MagicMock()\n\n' +
        'def test_walrus():\n    if (patch := print):\n        patch("a")\n    match 1:\n        case [mock, *Mock] | {"a": mock, **Mock}:\n            mock.patch("a")\n            Mock()\n\n' +
        'def test_blocks():\n    with open("a") as (patch, mock):\n        patch("a")\n    for Mock in mock:\n        Mock()\n    try:\n        pass\n    except OSError as PropertyMock:\n        PropertyMock()\n' +
        '    return [patch("a") for patch in mock], {Mock() for a in mock for Mock in a}, (lambda mock: mock.patch("a"))\n\n' +
        'class TestOrders:\n    mock = print\n    mock.patch("a")\n    create_autospec(list)\n\n' +
        'def test_outer(mocker):\n    def inner():\n        mocker = None\n        def deep():\n            nonlocal mocker\n            mocker.patch("a")\n        deep()\n    inner()\n',
      { 'shop/doubles.py': 'def create_autospec(spec): ...\n' },
    ),
  },
  {
    title: 'names that may come from where the file does not show',
    files: shopWith('from shop.everything import *\n\n@patch("a.b")\ndef test_pays(): ...\n', {
      'shop/everything.py': 'from vendor_kit import *\n',
      'tests/test_exec.py': 'exec("from unittest.mock import patch")\n\npatch("a.b")\n',
      'tests/test_globals.py': 'globals()["patch"] = print\n\npatch("a.b")\n',
      'tests/test_expected.py': 'try:\n    patch("a.b")\nexcept NameError:\n    pass\n',
      'tests/test_annotated.py':
        'from __future__ import annotations\n\ndef test_pays(bank: MagicMock, other: mock.Mock): ...\n',
      'tests/data/test_input.py': 'patch("a.b")\n',
      'tests/snippets.py': 'patch("a.b")\n',
      'tests/test_broken.py': 'from unittest.mock import (\n\npatch("a.b")\n',
      'tests/test_other.py': 'def test_pays(client):\n    client.patch("a")\n    mock.reset()\n    mocker.run()\n',
    }),
  },
];
