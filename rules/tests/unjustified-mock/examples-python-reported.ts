import type { Example } from 'compliance-linter';
import { shopWith } from './example-shop.js';

const path = 'tests/test_orders.py';

/** In strict: everything that a mocking library makes, however it is called. */
export const pythonReported: readonly Example[] = [
  {
    title: 'every class and function of unittest.mock',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import AsyncMock, MagicMock, Mock, NonCallableMock, PropertyMock, create_autospec, mock_open\n\n' +
        'gateway = Mock()\nbank = MagicMock(spec=["pay"])\nqueue = AsyncMock()\nflag = PropertyMock(return_value=True)\n' +
        'row = NonCallableMock()\nservice = create_autospec(list)\nreader = mock_open(read_data="1")\n',
    ),
    problems: [3, 4, 5, 6, 7, 8, 9].map((line) => ({ path, line, severity: 'medium' })),
  },
  {
    title: 'patches as decorators, context managers and calls',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import patch\n\n' +
        '@patch("requests.get")\n@patch.object(\n    list,\n    "append",\n)\n@patch.dict("shop.orders.handlers", {})\n' +
        'def test_pays(get, append):\n    with patch.multiple("requests", get=None, post=None):\n        pass\n' +
        '    patcher = patch("requests.put")\n    patcher.start()\n    patcher.stop()\n    patch.stopall()\n',
    ),
    problems: [
      { path, line: 3, message: '`patch` replaces `requests.get`, and nothing says why' },
      { path, line: 4, message: '`patch.object` replaces `list.append`' },
      { path, line: 8, message: '`patch.dict` replaces `shop.orders.handlers`' },
      { path, line: 10, message: '`requests.get` and `requests.post`' },
      { path, line: 12 },
    ],
  },
  {
    title: 'one statement once, whatever it holds: nested calls, several items, comprehensions, lambdas, f-strings',
    preset: 'strict',
    files: shopWith(
      'from unittest.mock import Mock, patch\n\n' +
        'async def test_pays():\n    with patch("shop.orders.charge", new=Mock()) as pay, patch("shop.orders.refund"):\n        pass\n' +
        '    async with patch("requests.get"):\n        pass\n' +
        '    rows = [Mock() for _ in range(3)]\n    make = lambda: Mock()\n    print(f"{Mock()}")\n' +
        '    if (found := Mock()):\n        pass\n    elif Mock():\n        pass\n' +
        '    match found:\n        case [first] if first == Mock():\n            pass\n' +
        '    one = Mock(); other = Mock()\n    return {\n        "a": Mock(),\n        "b": Mock(),\n    }\n',
    ),
    problems: [4, 6, 8, 9, 10, 11, 13, 16, 18, 20].map((line) => ({ path, line })),
  },
  {
    title: 'the library under every name that an import gives it',
    preset: 'strict',
    files: shopWith(
      'import unittest.mock\nimport unittest.mock as um\nfrom unittest import mock, mock as m\n' +
        'from unittest.mock import patch as replace\nimport mock as backport\nfrom asynctest import CoroutineMock\n\n' +
        'unittest.mock.patch("a.b")\num.patch.object(list, "append")\nm.Mock()\nmock.MagicMock()\nreplace("a.b")\n' +
        'backport.patch("a.b")\nCoroutineMock()\n',
    ),
    problems: [8, 9, 10, 11, 12, 13, 14].map((line) => ({ path, line })),
  },
  {
    title: 'a star import of the library',
    preset: 'strict',
    files: shopWith('from unittest.mock import *\n\nbank = MagicMock()\npatch("a.b")\n'),
    problems: [
      { path, line: 3 },
      { path, line: 4 },
    ],
  },
  {
    title: 'other names given to what the library makes, also on `self` and by `partial`',
    preset: 'strict',
    files: shopWith(
      'from functools import partial\nfrom unittest import mock\n\nP = mock.patch\nreplace = P\n' +
        'checked = partial(mock.patch, autospec=True)\nfrozen = partial(mock.patch, "shop.clock.utc_now")\n\n' +
        '@P("a.b")\n@replace("a.c")\n@checked("a.d")\n@frozen()\ndef test_pays(*doubles): ...\n\n' +
        'class TestOrders:\n    def setup_method(self):\n        self.patch = mock.patch\n\n' +
        '    def test_pays(self):\n        self.patch("a.b")\n',
    ),
    problems: [7, 9, 10, 11, 20].map((line) => ({ path, line })),
  },
  {
    title: 'the fixtures of pytest-mock, by their names and by their types',
    preset: 'strict',
    files: shopWith(
      'import pytest_mock\nfrom pytest_mock import MockerFixture\n\n' +
        'def test_pays(mocker, session_mocker, m: MockerFixture, n: pytest_mock.MockerFixture, o: "MockerFixture"):\n' +
        '    mocker.patch("a.b")\n    mocker.patch.object(list, "append")\n    mocker.Mock()\n    mocker.stub()\n' +
        '    mocker.spy(list, "append")\n    session_mocker.patch.dict({}, {})\n    m.patch("a.b")\n    n.patch("a.b")\n' +
        '    o.patch("a.b")\n    mocker.stopall()\n    mocker.ANY\n    mocker.resetall()\n',
    ),
    problems: [
      { path, line: 5, message: '`mocker.patch` replaces `a.b`' },
      { path, line: 6 },
      { path, line: 7, message: '`mocker.Mock` stands in for the real thing' },
      { path, line: 8 },
      { path, line: 9, message: '`mocker.spy` watches `list.append`' },
      ...[10, 11, 12, 13].map((line) => ({ path, line })),
    ],
  },
  {
    title: 'monkeypatch, as a fixture, made, and in its contexts',
    preset: 'strict',
    files: shopWith(
      'import pytest\nfrom pytest import MonkeyPatch\n\n' +
        'def test_pays(monkeypatch, patcher: MonkeyPatch):\n    monkeypatch.setattr("a.b", 1)\n    monkeypatch.setitem({}, "a", 1)\n' +
        '    patcher.setattr(list, "append", None)\n    with monkeypatch.context() as m:\n        m.setattr("a.b", 1)\n' +
        '    with pytest.MonkeyPatch.context() as mp:\n        mp.setattr("a.b", 1)\n    own = pytest.MonkeyPatch()\n    own.setattr("a.b", 1)\n' +
        '    monkeypatch.chdir("/")\n    monkeypatch.undo()\n',
    ),
    problems: [5, 6, 7, 9, 11, 13].map((line) => ({ path, line })),
  },
  {
    title: 'fixtures of the file that hand on the fixture',
    preset: 'strict',
    files: shopWith(
      'import pytest\n\n@pytest.fixture\ndef patcher(mocker):\n    yield mocker\n\n' +
        '@pytest.fixture(autouse=True)\ndef setup(self, mocker):\n    return mocker.patch\n\n' +
        'def test_pays(patcher, setup):\n    patcher.patch("a.b")\n    setup("a.b")\n',
    ),
    problems: [
      { path, line: 12 },
      { path, line: 13 },
    ],
  },
  {
    title: 'a fixture of the name `mocker` that hands on the real one',
    preset: 'strict',
    files: shopWith(
      'import pytest\n\n@pytest.fixture\ndef mocker(mocker):\n    mocker.patch("a.b")\n    return mocker\n\n' +
        'def test_pays(mocker):\n    mocker.patch("a.b")\n',
    ),
    problems: [
      { path, line: 5 },
      { path, line: 9 },
    ],
  },
  {
    title: 'imports with a fallback, and a class of mocks as the fallback of an import',
    preset: 'strict',
    files: shopWith(
      'try:\n    from unittest.mock import AsyncMock\nexcept ImportError:\n    from asynctest import CoroutineMock as AsyncMock\n' +
        'try:\n    from unittest.mock import patch\nexcept ImportError:\n    patch = None\n' +
        'try:\n    from redis import Redis\nexcept ImportError:\n    from unittest.mock import Mock\n    Redis = Mock\n\n' +
        'queue = AsyncMock()\npatch("a.b")\nRedis()\n',
    ),
    problems: [13, 15, 16].map((line) => ({ path, line })),
  },
  {
    title: 'a class that extends a class of mocks, at the class and not where it is used',
    preset: 'strict',
    files: shopWith(
      'from unittest import mock\n\nclass Bank(mock.MagicMock):\n    def pay(self): ...\n\nclass SlowBank(Bank): ...\n\n' +
        'def test_pays():\n    bank = Bank()\n    return SlowBank(bank)\n',
    ),
    problems: [
      { path, line: 3 },
      { path, line: 6 },
    ],
  },
  {
    title: 'names that a module of the project passes on, star imports included',
    preset: 'strict',
    files: shopWith(
      'from tests.doubles import MagicMock\nfrom tests import doubles\nimport tests.doubles\nfrom tests.compat import *\n\n' +
        'MagicMock()\ndoubles.mock.Mock()\ntests.doubles.MagicMock()\npatch.object(list, "append")\n',
      {
        'tests/__init__.py': '',
        'tests/doubles.py': 'from unittest import mock\n\nfrom .deep import *\n',
        'tests/deep.py': 'from unittest.mock import *\n',
        'tests/compat.py':
          'try:\n    from unittest.mock import patch\nexcept ImportError:\n    from mock import patch\n',
      },
    ),
    problems: [6, 7, 8, 9].map((line) => ({ path, line })),
  },
];
