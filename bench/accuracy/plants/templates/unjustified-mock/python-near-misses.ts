import { templatesOf, type Template } from '../../template.js';
import { fromMock } from './python-forms.js';

const nearMiss = templatesOf('near-miss', { kind: 'test', spot: 'function', isRestyled: false });
const inModule = templatesOf('near-miss', { kind: 'test', spot: 'module', isRestyled: false });
const inSource = templatesOf('near-miss', { kind: 'source', spot: 'module' });

const TEXT: readonly Template[] = [
  nearMiss('comment', () => `# with patch("app.orders.send"), MagicMock() and mocker.patch`),
  nearMiss('string', (w) => `${w.first.snake} = 'MagicMock() and @patch("app.${w.noun.snake}s.${w.verb.snake}")'`),
  nearMiss(
    'lines of a string',
    (w) => `
${w.first.snake} = """
mocker.patch("app.${w.noun.snake}s.${w.verb.snake}")
client = MagicMock()
"""`,
  ),
  inModule(
    'docstring',
    (w) => `
def test_${w.first.snake}():
    """Works without Mock(), patch("app.${w.noun.snake}s") and monkeypatch.setattr."""
    assert True`,
  ),
];

const OTHER_PATCHES: readonly Template[] = [
  inModule(
    'route',
    (w) => `
@router.patch("/${w.noun.kebab}s/{id}")
async def ${w.first.snake}(id: str):
    return id`,
  ),
  inModule(
    'route of an application',
    (w) => `
@app.patch("/${w.noun.kebab}s")
def ${w.first.snake}():
    return {}`,
  ),
  nearMiss('request', (w) => `${w.first.snake} = client.patch("/${w.noun.kebab}s/1", json={"limit": ${w.port}})`),
  nearMiss('awaited request', (w) => `${w.first.snake} = await client.patch("/${w.noun.kebab}s/1", json={})`, {
    spot: 'async',
  }),
  nearMiss('request of self', (w) => `${w.first.snake} = self.client.patch("/${w.noun.kebab}s/1", {"state": "paid"})`),
  nearMiss('method of a repository', (w) => `${w.first.snake} = ${w.noun.snake}_repository.patch(id=${w.port})`),
  nearMiss(
    'name with patch in it',
    (w) => `${w.first.snake} = apply_patch("${w.noun.snake}") or dispatch("${w.verb.snake}")`,
  ),
  inModule(
    "patch of one's own",
    (w) => `
def test_${w.first.snake}():
    def patch(document, change):
        return {**document, **change}

    assert patch({}, {"${w.noun.snake}": 1})`,
  ),
];

const ENVIRONMENT: readonly Template[] = [
  nearMiss(
    'patch.dict(os.environ)',
    (w) => `
with patch.dict(os.environ, {"${w.urlVariable}": "https://${w.system.snake}.test"}):
    pass`,
    { imports: ['import os', 'from unittest.mock import patch'] },
  ),
  nearMiss(
    'patch.dict("os.environ")',
    (w) => `
with mock.patch.dict("os.environ", {"${w.hostVariable}": "${w.system.snake}"}, clear=True):
    pass`,
    { imports: ['from unittest import mock'] },
  ),
  inModule(
    'patch.dict(os.environ) as decorator',
    (w) => `
@patch.dict(os.environ, {"${w.hostVariable}": "${w.system.snake}"})
def test_${w.first.snake}():
    assert os.environ["${w.hostVariable}"]`,
    { imports: ['import os', 'from unittest.mock import patch'] },
  ),
  inModule(
    'mocker.patch.dict(os.environ)',
    (w) => `
def test_${w.first.snake}(mocker):
    mocker.patch.dict(os.environ, {"${w.hostVariable}": "${w.system.snake}"})`,
    { imports: ['import os'] },
  ),
  inModule(
    'monkeypatch.setenv',
    (w) => `
def test_${w.first.snake}(monkeypatch):
    monkeypatch.setenv("${w.hostVariable}", "${w.system.snake}")
    monkeypatch.delenv("${w.urlVariable}", raising=False)`,
  ),
  inModule(
    'monkeypatch.chdir',
    (w) => `
def test_${w.first.snake}(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)`,
  ),
];

const OWN_NAMES: readonly Template[] = [
  inModule(
    "class of one's own that ends in Mock",
    (w) => `
class ${w.first.pascal}Mock:
    def ${w.verb.snake}(self):
        return []


${w.first.snake} = ${w.first.pascal}Mock()`,
  ),
  inModule(
    "class of one's own that starts with Mock",
    (w) => `
class Mock${w.first.pascal}(${w.noun.pascal}Client):
    def ${w.verb.snake}(self):
        return None`,
  ),
  nearMiss('instance of an imported class that ends in Mock', (w) => ({
    imports: [`from tests.doubles import ${w.second.pascal}Mock`],
    code: `${w.first.snake} = ${w.second.pascal}Mock()`,
  })),
  nearMiss(
    'transport of a client',
    (w) => `${w.first.snake} = httpx.AsyncClient(transport=httpx.MockTransport(${w.verb.snake}))`,
    {
      imports: ['import httpx'],
    },
  ),
  nearMiss('isinstance', (w) => `assert not isinstance(${w.first.snake}, Mock)`, fromMock('Mock')),
  inModule(
    'annotation',
    (w) => `
def ${w.first.snake}(${w.noun.snake}_client: MagicMock, sent: "Mock | None" = None) -> AsyncMock:
    return ${w.noun.snake}_client`,
    fromMock('AsyncMock', 'MagicMock', 'Mock'),
  ),
  nearMiss(
    'ANY',
    (w) => `assert ${w.first.snake} == {"id": ANY, "state": sentinel.state}`,
    fromMock('ANY', 'sentinel'),
  ),
  nearMiss('expected calls', (w) => `assert ${w.first.snake}.call_args_list == [call(1), call(2)]`, fromMock('call')),
  nearMiss(
    'use of a mock',
    (w) => `
${w.first.snake}.assert_called_once_with(${w.port})
${w.first.snake}.${w.verb.snake}.reset_mock()
assert ${w.first.snake}.mock_calls == []`,
  ),
  nearMiss('return value of a mock', (w) => `mock_${w.first.snake}.return_value = {"id": ${w.port}}`),
  nearMiss('variable named mock', (w) => `mock_${w.first.snake} = load_${w.noun.snake}s()`),
  inModule('import alone', () => `import unittest.mock`),
  inModule(
    'undone',
    (w) => `
def test_${w.first.snake}(mocker, monkeypatch):
    mocker.stopall()
    mocker.resetall()
    monkeypatch.undo()`,
  ),
];

const SOURCES: readonly Template[] = [
  inSource('in product code', (w) => `${w.first.snake} = MagicMock()`, fromMock('MagicMock')),
  inSource(
    'patch in product code',
    (w) => `
def ${w.first.snake}():
    with patch("${w.noun.snake}.${w.verb.snake}"):
        return None`,
    fromMock('patch'),
  ),
];

/** What only looks like a mock. */
export const PYTHON_NO_MOCKS: readonly Template[] = [
  ...TEXT,
  ...OTHER_PATCHES,
  ...ENVIRONMENT,
  ...OWN_NAMES,
  ...SOURCES,
];
