import type { Example } from 'compliance-linter';
import { shopWith } from './example-shop.js';

/** Not mocks, in either preset. */
export const pythonNotReported: readonly Example[] = [
  {
    title: 'names in comments, strings and docstrings',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock\n\n# bank = Mock()\nTEXT = "Mock()"\n\ndef test_pays():\n    """Mock() is not used, nor is\n\n    >>> patch("a.b")\n    """\n    print(f"Mock() {1}")\n',
    ),
  },
  {
    title: 'routes, clients and other attributes of that name',
    preset: 'strict',
    files: shopWith(
      'import requests\nfrom shop.api import order_service as client\nfrom fastapi import APIRouter\n\nrouter = APIRouter()\n\n' +
        '@router.patch("/orders")\ndef change(): ...\n\ndef test_changes(client2, self, mock):\n    client.patch("/orders")\n    client2.patch("/orders", json={})\n' +
        '    self.client.patch("/orders")\n    requests.patch("https://shop.example/orders")\n    mock.patch("a.b")\n    mock.Mock()\n',
    ),
  },
  {
    title: 'what the library has besides mocks',
    preset: 'strict',
    files: shopWith(
      'from unittest import mock\nfrom unittest.mock import ANY, call, patch, sentinel\n\ndef test_pays(bank: mock.Mock):\n' +
        '    assert bank.mock_calls == [call(ANY), mock.call(sentinel.order)]\n    assert isinstance(bank, mock.Mock)\n    mock.seal(bank)\n    bank.patch("a.b")\n    bank.Mock()\n    patch.stopall()\n',
    ),
  },
  {
    title: 'names of the library that mean something else here',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock as Double\nfrom tests.doubles import MagicMock\nfrom tests import doubles\n\n' +
        'class Mock: ...\n\ndef patch(path): ...\n\ndef test_pays(Double, mocker: dict, patched=[patch for patch in [print]]):\n' +
        '    Double()\n    Mock()\n    patch("a.b")\n    MagicMock()\n    doubles.mock.Mock()\n    mocker.patch("a.b")\n\n' +
        'def test_local():\n    for Double in [list]:\n        Double()\n    (lambda Double: Double())(list)\n    [Double() for Double in [list]]\n',
      { 'tests/__init__.py': '', 'tests/doubles.py': 'class MagicMock: ...\n\nmock = None\n' },
    ),
  },
  {
    title: 'a module `mock` of the project itself',
    preset: 'strict',
    files: shopWith('import mock\nfrom mock import patch\n\nmock.Mock()\npatch("a.b")\n', {
      'mock.py': 'def Mock(): ...\n\ndef patch(path): ...\n',
    }),
  },
  {
    title: 'a fixture `mocker` that the file or a conftest defines otherwise',
    preset: 'strict',
    files: shopWith(
      'import pytest\n\n@pytest.fixture\ndef mocker():\n    return Recorder()\n\ndef test_pays(mocker):\n    mocker.patch("a.b")\n',
      {
        'tests/api/conftest.py': 'import pytest\n\n@pytest.fixture\ndef monkeypatch():\n    return Recorder()\n',
        'tests/api/deep/test_api.py':
          'def test_pays(monkeypatch):\n    monkeypatch.setattr("shop.orders.charge", None)\n',
      },
    ),
  },
  {
    title: 'a class of the project that is named as a mock',
    preset: 'strict',
    files: shopWith(
      'class BankMock:\n    def pay(self): ...\n\nclass MockBank:\n    def pay(self): ...\n\nbank = BankMock()\nother = MockBank()\n',
    ),
  },
  {
    title: 'environment variables, by whatever means',
    preset: 'strict',
    files: shopWith(
      'import os\nfrom os import environ\nfrom unittest.mock import patch\n\n@patch.dict(os.environ, {"TZ": "UTC"})\n@patch.dict("os.environ", TZ="UTC")\n@patch.dict(environ)\n@patch("shop.settings.os.environ", {})\n' +
        'def test_pays(monkeypatch, mocker):\n    monkeypatch.setenv("TZ", "UTC")\n    monkeypatch.delenv("TZ")\n    monkeypatch.setitem(os.environ, "TZ", "UTC")\n    mocker.patch.dict("os.environ", {})\n    monkeypatch.setattr(os, "environ", {})\n',
    ),
  },
  {
    title: 'mocks in files that are no tests',
    preset: 'strict',
    files: { 'shop/demo.py': 'from unittest.mock import Mock\n\nbank = Mock()\n' },
  },
];

/** Not reported in recommended: no part of the program is replaced. */
export const pythonPeripheral: readonly Example[] = [
  {
    title: 'mocks that replace nothing, spies, and patches that wrap the real thing',
    files: shopWith(
      'from unittest.mock import AsyncMock, MagicMock, create_autospec, patch\nfrom shop import orders\n\n' +
        'def test_pays(mocker):\n    bank = MagicMock()\n    queue = AsyncMock()\n    service = create_autospec(orders.OrderService)\n    service.save = MagicMock()\n    bank.pay = MagicMock()\n' +
        '    mocker.spy(orders, "charge")\n    patch.object(orders, "charge", wraps=orders.charge).start()\n',
    ),
  },
  {
    title: 'other packages, also through a first-party path, and objects that they make',
    files: shopWith(
      'from unittest.mock import patch\nfrom shop import orders\n\n@patch("requests.get")\n@patch("shop.orders.requests.get")\n@patch("shop.orders.bank")\n@patch("shop.orders.bank.get")\n@patch("builtins.open")\n' +
        '@patch.object(orders, "bank")\n@patch.object(orders.requests, "get")\ndef test_pays(*doubles): ...\n',
    ),
  },
  {
    title: 'what the class or module does not define itself',
    files: shopWith(
      'from unittest.mock import patch\nfrom shop.orders import OrderService\n\n@patch("shop.orders.OrderService.post")\n@patch.object(OrderService, "close")\n@patch("shop.orders.charge.delay")\n@patch("shop.orders.missing")\n@patch("shop.orders.order_service.save.retry")\n' +
        'def test_pays(*doubles): ...\n',
    ),
  },
  {
    title: 'settings, constants, loggers, the clock, special methods, and plain data put in place of something',
    files: shopWith(
      'from unittest.mock import patch\nfrom shop import orders\nfrom shop.orders import OrderService\nfrom shop.settings import settings\n\n' +
        '@patch("shop.settings.settings")\n@patch("shop.orders.settings.reload")\n@patch("shop.settings.load")\n@patch("shop.orders.ChargeConfig")\n@patch("shop.orders.LIMIT", new_callable=int)\n@patch("shop.api.logger")\n@patch("shop.log.warn")\n@patch("shop.orders.utc_now")\n@patch.object(OrderService, "__init__")\n' +
        '@patch("shop.orders.handlers")\n@patch.dict(orders.handlers, {"a": 1})\n@patch.object(OrderService, "rate", 0.5)\n@patch.multiple(OrderService, rate=-1)\n@patch("shop.orders.order_service", None)\n' +
        'def test_pays(*doubles, monkeypatch):\n    monkeypatch.setattr(settings, "reload", print)\n    monkeypatch.setattr("shop.orders.retries", [1, (2, "3")])\n    monkeypatch.setattr(orders, "charge", {"a": None})\n',
    ),
  },
  {
    title: 'what cannot be told without running the code',
    files: shopWith(
      'from unittest.mock import patch\nfrom shop.orders import OrderService, order_service\n\ndef test_pays(self, service, name):\n    patch.object(self, "save")\n    patch.object(service, "save")\n    patch.object(OrderService, name)\n    patch(name)\n    patch(f"shop.orders.{name}")\n' +
        '    patch("shop.orders.%s" % name)\n    made = service.make()\n    patch.object(made, "save")\n    either = OrderService()\n    either = name\n    patch.object(either, "save")\n    for order_service in name:\n        patch.object(order_service, "save")\n',
    ),
  },
  {
    title: 'a target that is imported or else defined may be either',
    files: {
      'shop/__init__.py': '',
      'shop/fast.py': 'try:\n    from ujson import dumps\nexcept ImportError:\n    def dumps(value): ...\n',
      'tests/test_fast.py':
        'from unittest.mock import patch\n\n@patch("shop.fast.dumps")\ndef test_dumps(dumps): ...\n',
    },
  },
  {
    title: 'parts of the tests themselves',
    files: shopWith(
      'from unittest.mock import patch\nfrom tests import support\n\n@patch("tests.support.wait")\n@patch.object(support, "wait")\ndef test_pays(*doubles): ...\n',
      { 'tests/__init__.py': '', 'tests/support.py': 'def wait(): ...\n' },
    ),
  },
];
