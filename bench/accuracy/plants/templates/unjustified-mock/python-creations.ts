import { templatesOf, type Template } from '../../template.js';
import { fromMock } from './python-forms.js';

const strict = templatesOf('breach', { kind: 'test', spot: 'function', recommended: 'near-miss' });
const inModule = templatesOf('breach', { kind: 'test', spot: 'module', recommended: 'near-miss' });
const undefined_ = templatesOf('breach', { kind: 'test', spot: 'function' });

/** Stand-ins that replace nothing by themselves. */
const CONSTRUCTORS: readonly Template[] = [
  strict('Mock()', (w) => `» ${w.first.snake} = Mock()`, fromMock('Mock')),
  strict('MagicMock()', (w) => `» ${w.first.snake} = MagicMock()`, fromMock('MagicMock')),
  strict(
    'AsyncMock with arguments',
    (w) => `» ${w.first.snake} = AsyncMock(return_value=${w.port})`,
    fromMock('AsyncMock'),
  ),
  strict(
    'PropertyMock',
    (w) => `» type(${w.second.snake}).${w.noun.snake} = PropertyMock(return_value=None)`,
    fromMock('PropertyMock'),
  ),
  strict(
    'NonCallableMock',
    (w) => `» ${w.first.snake} = NonCallableMock(spec=["${w.verb.snake}"])`,
    fromMock('NonCallableMock'),
  ),
  strict(
    'create_autospec',
    (w) => `» ${w.first.snake} = create_autospec(${w.noun.pascal}Service, instance=True)`,
    fromMock('create_autospec'),
  ),
  strict('mock_open', (w) => `» ${w.first.snake} = mock_open(read_data="${w.noun.snake}")`, fromMock('mock_open')),
  strict('import mock', (w) => `» ${w.first.snake} = mock.Mock(spec_set=True)`, {
    imports: ['from unittest import mock'],
  }),
  strict('import mock as', (w) => `» ${w.first.snake} = m.MagicMock(name="${w.noun.snake}")`, {
    imports: ['from unittest import mock as m'],
  }),
  strict('import unittest.mock', (w) => `» ${w.first.snake} = unittest.mock.MagicMock()`, {
    imports: ['import unittest.mock'],
  }),
  strict('import unittest.mock as', (w) => `» ${w.first.snake} = stand_ins.AsyncMock()`, {
    imports: ['import unittest.mock as stand_ins'],
  }),
  strict('the package named mock', (w) => `» ${w.first.snake} = mock.MagicMock()`, { imports: ['import mock'] }),
  strict('from the package named mock', (w) => `» ${w.first.snake} = Mock(side_effect=ValueError)`, {
    imports: ['from mock import Mock'],
  }),
  strict('under another name', (w) => `» ${w.first.snake} = StandIn(return_value=[])`, {
    imports: ['from unittest.mock import MagicMock as StandIn'],
  }),
  strict('star', (w) => `» ${w.first.snake} = NonCallableMagicMock()`, { imports: ['from unittest.mock import *'] }),
  strict(
    'over several lines',
    (w) => `
» ${w.first.snake} = MagicMock(
    name="${w.noun.snake}",
    return_value={"id": ${w.port}},
)`,
    fromMock('MagicMock'),
  ),
  strict(
    'in the arguments of a call',
    (w) => `» ${w.first.snake} = ${w.noun.pascal}Service(Mock(), retries=${w.pick('1', '2')})`,
    fromMock('Mock'),
  ),
  strict(
    'two in one statement',
    (w) => `» ${w.first.snake} = ${w.noun.pascal}Service(Mock(), clock=MagicMock())`,
    fromMock('Mock', 'MagicMock'),
  ),
  strict('as value of an attribute', (w) => `» ${w.first.snake}.${w.verb.snake} = AsyncMock()`, fromMock('AsyncMock')),
  strict('in a dictionary', (w) => `» ${w.first.snake} = {"${w.noun.snake}": Mock(), "limit": 3}`, fromMock('Mock')),
  strict(
    'in a comprehension',
    (w) => `» ${w.first.snake} = [MagicMock(id=number) for number in range(3)]`,
    fromMock('MagicMock'),
  ),
  strict('in a lambda', (w) => `» ${w.first.snake} = lambda: Mock(status_code=200)`, fromMock('Mock')),
  strict(
    'walrus',
    (w) => `
» if (${w.first.snake} := Mock()).${w.verb.snake}():
    pass`,
    fromMock('Mock'),
  ),
  strict('in two names', (w) => `» ${w.first.snake}, ${w.second.snake} = Mock(), Mock()`, fromMock('Mock')),
  strict('annotated', (w) => `» ${w.first.snake}: Mock = Mock()`, fromMock('Mock')),
  strict('setattr', (w) => `» setattr(${w.first.snake}, "${w.verb.snake}", MagicMock())`, fromMock('MagicMock')),
  inModule('at module level', (w) => `» ${w.first.snake} = MagicMock()`, fromMock('MagicMock')),
  inModule(
    'returned by a fixture',
    (w) => `
@pytest.fixture
def ${w.first.snake}():
»     return AsyncMock(spec=["${w.verb.snake}", "close"])`,
    { imports: ['import pytest', 'from unittest.mock import AsyncMock'] },
  ),
  inModule(
    'yielded by a fixture',
    (w) => `
@pytest.fixture()
def ${w.first.snake}():
»     yield Mock()`,
    { imports: ['import pytest', 'from unittest.mock import Mock'] },
  ),
  inModule(
    'default of a parameter',
    (w) => `
» def make_${w.first.snake}(${w.noun.snake}_client=Mock()):
    return ${w.noun.snake}_client`,
    fromMock('Mock'),
  ),
  inModule(
    'attribute of a class',
    (w) => `
class Test${w.first.pascal}:
»     ${w.noun.snake}_client = MagicMock()`,
    fromMock('MagicMock'),
  ),
  inModule(
    'setUp',
    (w) => `
class ${w.first.pascal}Test(unittest.TestCase):
    def setUp(self):
»         self.${w.noun.snake} = mock.Mock()`,
    { imports: ['import unittest', 'from unittest import mock'] },
  ),
  inModule(
    'imported in the function',
    (w) => `
def test_${w.first.snake}():
    from unittest.mock import MagicMock as ${w.noun.pascal}Double

»     ${w.noun.snake} = ${w.noun.pascal}Double()
    assert ${w.noun.snake}.${w.verb.snake}() is not None`,
  ),
  inModule(
    'subclass',
    (w) => `
» class ${w.first.pascal}Client(MagicMock):
    base_url = "https://${w.system.snake}.test"`,
    fromMock('MagicMock'),
  ),
  inModule(
    'fallback of a name',
    (w) => `
try:
    from ${w.noun.snake}_sdk import ${w.first.pascal}
except ImportError:
»     ${w.first.pascal} = MagicMock`,
    fromMock('MagicMock'),
  ),
  inModule('name bound to a class of mocks', (w) => `» ${w.first.pascal} = Mock`, {
    ...fromMock('Mock'),
    strict: null,
  }),
  inModule(
    'in an async test',
    (w) => `
async def test_${w.first.snake}():
    for attempt in range(2):
»         client = AsyncMock()
        await client.${w.verb.snake}(attempt)`,
    fromMock('AsyncMock'),
  ),
  inModule(
    'with a comment that is no reason',
    (w) => `
def test_${w.first.snake}():
    # answers with an empty page
»     client = Mock(return_value=[])
    assert client() == []`,
    fromMock('Mock'),
  ),
];

/** Names that are never imported: such a test cannot run. */
const NEVER_IMPORTED: readonly Template[] = [
  undefined_('MagicMock that is never imported', (w) => `» ${w.first.snake} = MagicMock()`),
  undefined_('AsyncMock that is never imported', (w) => `» ${w.first.snake} = AsyncMock(return_value=None)`),
  undefined_(
    'patch that is never imported',
    (w) => `
» with patch("${w.noun.snake}.${w.verb.snake}"):
    pass`,
  ),
].map((template) => ({
  ...template,
  write: (words, surroundings) =>
    /\b(?:\w*Mock|mock|patch|exec|eval|globals)\b|import \*/.test(surroundings.text)
      ? undefined
      : template.write(words, surroundings),
}));

export const PYTHON_CREATIONS: readonly Template[] = [...CONSTRUCTORS, ...NEVER_IMPORTED];
