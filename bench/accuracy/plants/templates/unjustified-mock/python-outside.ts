import { templatesOf, type Template } from '../../template.js';
import type { Words } from '../../words.js';
import { fromMock } from './python-forms.js';

const strict = templatesOf('breach', { kind: 'test', spot: 'function', recommended: 'near-miss' });
const inModule = templatesOf('breach', { kind: 'test', spot: 'module', recommended: 'near-miss' });

const outside = (w: Words): string => {
  return w.pick(
    'httpx.AsyncClient.get',
    'time.sleep',
    'smtplib.SMTP',
    'subprocess.run',
    'requests.post',
    'shutil.copy',
  );
};
/** Replacements of what belongs to others. */
export const PYTHON_OUTSIDE: readonly Template[] = [
  strict(
    'patch in with',
    (w) => `
» with patch("${outside(w)}"):
    pass`,
    fromMock('patch'),
  ),
  strict(
    'patch in with as',
    (w) => `
» with patch("${outside(w)}", return_value=None) as ${w.first.snake}:
    ${w.first.snake}.reset_mock()`,
    fromMock('patch'),
  ),
  strict(
    'two patches in one with',
    (w) => `
» with patch("time.sleep"), patch("shutil.copy") as ${w.first.snake}:
    ${w.first.snake}.reset_mock()`,
    fromMock('patch'),
  ),
  strict(
    'patches in a with over several lines',
    (w) => `
» with (
»     mock.patch("time.sleep"),
    mock.patch("shutil.copy") as ${w.first.snake},
):
    ${w.first.snake}.reset_mock()`,
    { imports: ['from unittest import mock'] },
  ),
  inModule(
    'patch as decorator',
    (w) => `
» @patch("${outside(w)}")
def test_${w.first.snake}(${w.noun.snake}):
    ${w.noun.snake}.return_value = None`,
    fromMock('patch'),
  ),
  inModule(
    'patch as decorator over several lines',
    (w) => `
» @mock.patch(
    "${outside(w)}",
    side_effect=TimeoutError,
)
def test_${w.first.snake}(${w.noun.snake}):
    assert ${w.noun.snake} is not None`,
    { imports: ['from unittest import mock'] },
  ),
  inModule(
    'patch as decorator of an async test',
    (w) => `
@pytest.mark.asyncio
» @mock.patch("${outside(w)}", new_callable=mock.AsyncMock)
async def test_${w.first.snake}(${w.noun.snake}):
    assert ${w.noun.snake} is not None`,
    { imports: ['import pytest', 'from unittest import mock'] },
  ),
  inModule(
    'patch as decorator of a class',
    (w) => `
» @patch("${outside(w)}")
class Test${w.first.pascal}:
    def test_${w.verb.snake}(self, ${w.noun.snake}):
        assert ${w.noun.snake} is not None`,
    fromMock('patch'),
  ),
  strict(
    'patcher that is started',
    (w) => `
» ${w.first.snake} = patch("${outside(w)}")
${w.first.snake}.start()`,
    fromMock('patch'),
  ),
  strict('patch started at once', (w) => `» ${w.first.snake} = mock.patch("${outside(w)}").start()`, {
    imports: ['from unittest import mock'],
  }),
  strict(
    'patch of an exit stack',
    (w) => `» ${w.first.snake} = stack.enter_context(patch("${outside(w)}"))`,
    fromMock('patch'),
  ),
  strict(
    'patch.object',
    (w) => `
» with patch.object(time, "sleep") as ${w.first.snake}:
    ${w.first.snake}.reset_mock()`,
    { imports: ['import time', 'from unittest.mock import patch'] },
  ),
  strict(
    'patch.dict of something else',
    (w) => `
» with patch.dict("sys.modules", {"${w.noun.snake}_sdk": None}):
    pass`,
    fromMock('patch'),
  ),
  strict(
    'patch.multiple',
    (w) => `
» with patch.multiple("subprocess", run=DEFAULT, call=DEFAULT) as ${w.first.snake}:
    assert ${w.first.snake}`,
    fromMock('patch', 'DEFAULT'),
  ),
  inModule(
    'mocker.patch',
    (w) => `
def test_${w.first.snake}(mocker):
»     mocker.patch("${outside(w)}", return_value=None)`,
  ),
  inModule(
    'mocker.patch, annotated',
    (w) => `
async def test_${w.first.snake}(mocker: MockerFixture) -> None:
»     sent = mocker.patch("${outside(w)}")
    assert not sent.called`,
    { imports: ['from pytest_mock import MockerFixture'] },
  ),
  inModule(
    'mocker.patch.object',
    (w) => `
def test_${w.first.snake}(mocker):
»     slept = mocker.patch.object(time, "sleep")
    assert not slept.called`,
    { imports: ['import time'] },
  ),
  inModule(
    'mocker.patch.dict',
    (w) => `
def test_${w.first.snake}(mocker):
»     mocker.patch.dict("sys.modules", {"${w.noun.snake}_sdk": None})`,
  ),
  inModule(
    'mocker.stub',
    (w) => `
def test_${w.first.snake}(mocker):
»     callback = mocker.stub(name="${w.verb.snake}")
    callback()`,
  ),
  inModule(
    'mocker.MagicMock',
    (w) => `
def test_${w.first.snake}(mocker):
»     client = mocker.MagicMock()
    client.${w.verb.snake}()`,
  ),
  inModule(
    'mocker.spy',
    (w) => `
def test_${w.first.snake}(mocker):
»     slept = mocker.spy(time, "sleep")
    assert slept.call_count == 0`,
    { imports: ['import time'] },
  ),
  inModule(
    'mocker.patch in a fixture',
    (w) => `
@pytest.fixture(autouse=True)
def ${w.first.snake}(mocker):
»     return mocker.patch("${outside(w)}")`,
    { imports: ['import pytest'] },
  ),
  inModule(
    'monkeypatch.setattr of a path',
    (w) => `
def test_${w.first.snake}(monkeypatch):
»     monkeypatch.setattr("${outside(w)}", lambda *arguments: None)`,
  ),
  inModule(
    'monkeypatch.setattr of an object',
    (w) => `
def test_${w.first.snake}(monkeypatch: pytest.MonkeyPatch):
»     monkeypatch.setattr(time, "sleep", lambda seconds: None)`,
    { imports: ['import time', 'import pytest'] },
  ),
  inModule(
    'monkeypatch.setitem',
    (w) => `
def test_${w.first.snake}(monkeypatch):
»     monkeypatch.setitem(sys.modules, "${w.noun.snake}_sdk", None)`,
    { imports: ['import sys'] },
  ),
  inModule(
    'mock in the arguments of monkeypatch',
    (w) => `
def test_${w.first.snake}(monkeypatch):
»     monkeypatch.setattr("${outside(w)}", Mock())`,
    fromMock('Mock'),
  ),
];
