import type { Example } from 'compliance-linter';
import { shopWith } from './example-shop.js';

const path = 'tests/test_orders.py';

/** In recommended: replacements of what this repository defines. */
export const pythonInternal: readonly Example[] = [
  {
    title: 'what a path leads to through the imports of its module is first-party',
    files: shopWith(
      'from unittest.mock import patch\n\n@patch("shop.api.pay")\n@patch("shop.api.orders.refund")\n@patch("shop.api.order_service")\n' +
        'def test_pays(service, refund, pay): ...\n',
    ),
    problems: [
      { path, line: 3, severity: 'low', message: 'This replaces `shop.orders.charge`, which this repository defines' },
      { path, line: 4, message: '`shop.orders.refund`' },
      { path, line: 5, message: '`shop.orders.order_service`' },
    ],
  },
  {
    title: 'functions, classes and methods, by path and by object',
    files: shopWith(
      'from unittest.mock import patch\nfrom shop import orders\nfrom shop.orders import OrderService, order_service\n' +
        'import shop.orders\n\n' +
        'def test_pays():\n    with patch("shop.orders.OrderService"), patch("shop.orders.charge"):\n        pass\n' +
        '    patch.object(orders, "refund").start()\n    patch.object(OrderService, "save").start()\n' +
        '    patch.object(shop.orders.Ledger, "append").start()\n    patch("shop.orders").start()\n',
    ),
    problems: [
      { path, line: 7, message: '`shop.orders.OrderService` and `shop.orders.charge`' },
      { path, line: 9, message: '`shop.orders.refund`' },
      { path, line: 10, message: '`shop.orders.OrderService.save`' },
      { path, line: 11, message: '`shop.orders.Ledger.append`' },
      { path, line: 12, message: '`shop.orders`' },
    ],
  },
  {
    title:
      'members of an object: of a module, made in the test, typed, given by a fixture, kept on `self`; also inherited ones',
    files: shopWith(
      'import pytest\nfrom shop.api import order_service\nfrom shop.orders import OrderService\n\n' +
        '@pytest.fixture\ndef service():\n    return OrderService()\n\n' +
        'def test_module(mocker):\n    mocker.patch.object(order_service, "append")\n\n' +
        'def test_path(mocker):\n    mocker.patch("shop.api.order_service.save")\n',
      {
        'tests/test_made.py':
          'from shop.orders import OrderService\n\ndef test_pays(mocker):\n    service = OrderService()\n    mocker.patch.object(service, "save")\n',
        'tests/test_typed.py':
          'from shop.orders import OrderService\n\ndef test_pays(mocker, service: OrderService):\n    mocker.patch.object(service, "save")\n',
        'tests/test_fixture.py':
          'import pytest\nfrom shop.orders import OrderService\n\n@pytest.fixture\ndef service():\n    return OrderService()\n\n' +
          'def test_pays(mocker, service):\n    mocker.patch.object(service, "save")\n',
        'tests/test_self.py':
          'from unittest import TestCase, mock\nfrom shop.orders import OrderService\n\nclass TestOrders(TestCase):\n' +
          '    def setUp(self):\n        self.service = OrderService()\n\n' +
          '    def test_pays(self):\n        mock.patch.object(self.service, "save")\n',
      },
    ),
    problems: [
      { path, line: 10, message: '`shop.orders.Ledger.append`' },
      { path, line: 13, message: '`shop.orders.OrderService.save`' },
      { path: 'tests/test_fixture.py', line: 9, message: '`shop.orders.OrderService.save`' },
      { path: 'tests/test_made.py', line: 5, message: '`shop.orders.OrderService.save`' },
      { path: 'tests/test_self.py', line: 9, message: '`shop.orders.OrderService.save`' },
      { path: 'tests/test_typed.py', line: 4, message: '`shop.orders.OrderService.save`' },
    ],
  },
  {
    title: 'monkeypatch, by path and by object, and an assignment of a mock, which nothing undoes',
    files: shopWith(
      'import sys\nfrom unittest.mock import AsyncMock, Mock\nfrom shop import orders\nfrom shop.orders import OrderService\n\n' +
        'def test_pays(monkeypatch):\n    monkeypatch.setattr("shop.api.pay", lambda order: None)\n' +
        '    monkeypatch.setattr(OrderService, "save", lambda self, order: None)\n    orders.refund = Mock()\n' +
        '    service = OrderService()\n    service.append = AsyncMock()\n    sys.modules["shop.clock"] = Mock()\n',
    ),
    problems: [
      { path, line: 7, message: '`shop.orders.charge`' },
      { path, line: 8, message: '`shop.orders.OrderService.save`' },
      { path, line: 9, message: '`shop.orders.refund`' },
      { path, line: 11, message: '`shop.orders.Ledger.append`' },
      { path, line: 12, message: '`shop.clock`' },
    ],
  },
  {
    title: 'paths put together from constants and from the name of a module',
    files: shopWith(
      'from unittest.mock import patch\nfrom shop import orders\n\nMODULE = "shop.orders"\nCHARGE = MODULE + ".charge"\n\n' +
        '@patch(CHARGE)\n@patch(f"{MODULE}.refund")\n@patch(f"{orders.__name__}.OrderService")\n@patch(\n    "shop."\n    "orders.Ledger"\n)\n' +
        'def test_pays(*doubles): ...\n',
    ),
    problems: [
      { path, line: 7, message: '`shop.orders.charge`' },
      { path, line: 8, message: '`shop.orders.refund`' },
      { path, line: 9, message: '`shop.orders.OrderService`' },
      { path, line: 10, message: '`shop.orders.Ledger`' },
    ],
  },
  {
    title: 'several members of a module, and modules put into `sys.modules`',
    files: shopWith(
      'import sys\nfrom unittest.mock import DEFAULT, Mock, patch\n\n' +
        '@patch.multiple("shop.orders", charge=DEFAULT, refund=DEFAULT, spec=True)\n@patch.dict(sys.modules, {"shop.clock": Mock()})\n' +
        'def test_pays(**doubles): ...\n',
    ),
    problems: [
      { path, line: 4, message: '`shop.orders.charge` and `shop.orders.refund`' },
      { path, line: 5, message: '`shop.clock`' },
    ],
  },
  {
    title: 'a target once in a file, by whatever name it is called',
    files: shopWith(
      'from unittest.mock import patch\nfrom shop import api, orders\n\n' +
        '@patch("shop.api.pay")\ndef test_pays(pay): ...\n\n@patch("shop.orders.charge")\ndef test_pays_again(pay): ...\n\n' +
        'def test_both():\n    with patch.object(orders, "charge"), patch.object(api, "pay"), patch.object(orders, "refund"):\n        pass\n',
    ),
    problems: [
      { path, line: 4, message: '`shop.orders.charge`' },
      { path, line: 11, message: 'This replaces `shop.orders.refund`, which' },
    ],
  },
  {
    title: 'packages that re-export, star imports and namespace packages on the way',
    files: {
      'shop/__init__.py': 'from .orders import *\nfrom .bank import Bank as Bank\n',
      'shop/orders.py': 'def charge(order): ...\n',
      'shop/bank/__init__.py': 'from .teller import Bank\n',
      'shop/bank/teller.py': 'class Bank:\n    def pay(self): ...\n',
      'tools/imports/reader.py': 'def read(): ...\n',
      'tests/test_shop.py':
        'from unittest.mock import patch\n\n@patch("shop.charge")\n@patch("shop.Bank.pay")\n@patch("tools.imports.reader.read")\ndef test_pays(*doubles): ...\n',
    },
    problems: [
      { path: 'tests/test_shop.py', line: 3, message: '`shop.orders.charge`' },
      { path: 'tests/test_shop.py', line: 4, message: '`shop.bank.teller.Bank.pay`' },
      { path: 'tests/test_shop.py', line: 5, message: '`tools.imports.reader.read`' },
    ],
  },
];
