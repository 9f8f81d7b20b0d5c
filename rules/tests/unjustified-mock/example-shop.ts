/** A small shop whose tests the examples show. */
export const SHOP: Readonly<Record<string, string>> = {
  'shop/__init__.py': '',
  'shop/orders.py':
    'import requests\n\nfrom shop.settings import settings\nfrom shop.clock import utc_now\n\nLIMIT = 5\nretries = 3\n\n' +
    'def charge(order): ...\n\ndef refund(order): ...\n\n' +
    'class Ledger:\n    def append(self, entry): ...\n\n' +
    'class OrderService(Ledger, requests.Session):\n    rate: float = 0.2\n\n    def save(self, order): ...\n\n' +
    'order_service = OrderService()\nbank = requests.Session()\nhandlers = {}\n\nclass ChargeConfig: ...\n',
  'shop/clock.py': 'def utc_now(): ...\n',
  'shop/settings.py': 'class Settings:\n    def reload(self): ...\n\nsettings = Settings()\n\ndef load(path): ...\n',
  'shop/log.py': 'def warn(text): ...\n',
  'shop/api.py':
    'import logging\nfrom .orders import charge as pay, order_service\nfrom shop import orders\n\nlogger = logging.getLogger(__name__)\n',
};

/** The shop with one test file more. */
export function shopWith(test: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { ...SHOP, 'tests/test_orders.py': test, ...more };
}
