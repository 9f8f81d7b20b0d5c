import { templatesOf, type Template } from '../../template.js';
import { fromMock, internal } from './python-forms.js';
import { label, reason } from './reasons.js';

const nearMiss = templatesOf('near-miss', { kind: 'test', spot: 'function', isRestyled: false });
const inModule = templatesOf('near-miss', { kind: 'test', spot: 'module', isRestyled: false });
const strictOpen = templatesOf('breach', {
  kind: 'test',
  spot: 'function',
  recommended: 'near-miss',
  isRestyled: false,
});

const JUSTIFIED: readonly Template[] = [
  nearMiss(
    'reason above',
    internal(
      'function',
      (target, _, w) => `
# ${label(w)}: ${reason(w)}
with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  nearMiss(
    'reason behind',
    internal(
      'function',
      (target, _, w) => `
with patch("${target}"):  # ${label(w)}: ${reason(w)}
    pass`,
    ),
    fromMock('patch'),
  ),
  nearMiss(
    'mock: because',
    internal(
      'function',
      (target, _, w) => `
# mock: because ${reason(w)}
with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  nearMiss(
    'reason in a block of comments',
    internal(
      'imported',
      (target, _, w) => `
# The page has two ${w.noun.snake}s.
# ${label(w)}: ${reason(w)},
# and nobody wants that in a test.
with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  nearMiss(
    'reason two lines above',
    internal(
      'function',
      (target, _, w) => `
# ${label(w)}: ${reason(w)}
${w.second.snake} = ${w.port}
with patch("${target}", return_value=${w.second.snake}):
    pass`,
    ),
    fromMock('patch'),
  ),
  nearMiss('reason behind a call', (w) => `${w.first.snake} = Mock()  # ${label(w)}: ${reason(w)}`, fromMock('Mock')),
  nearMiss(
    'reason behind the last line of a call',
    (w) => `
${w.first.snake} = MagicMock(
    name="${w.noun.snake}",
)  # ${label(w)}: ${reason(w)}`,
    fromMock('MagicMock'),
  ),
  nearMiss(
    'reason in a call over several lines',
    (w) => `
${w.first.snake} = MagicMock(
    # ${label(w)}: ${reason(w)}
    name="${w.noun.snake}",
)`,
    fromMock('MagicMock'),
  ),
  nearMiss(
    'one reason for the mocks right below',
    (w) => `
# ${label(w)}: ${reason(w)}
${w.first.snake} = Mock()
${w.second.snake} = Mock()
${w.third.snake} = AsyncMock(return_value=None)`,
    fromMock('AsyncMock', 'Mock'),
  ),
  inModule(
    'reason above a decorator',
    internal(
      'function',
      (target, _, w) => `
# ${label(w)}: ${reason(w)}
@patch("${target}")
def test_${w.first.snake}(${w.noun.snake}):
    assert ${w.noun.snake} is not None`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'reason between decorators',
    internal(
      'function',
      (target, _, w) => `
@pytest.mark.asyncio
# ${label(w)}: ${reason(w)}
@patch("${target}")
async def test_${w.first.snake}(${w.noun.snake}):
    assert ${w.noun.snake} is not None`,
    ),
    { imports: ['import pytest', 'from unittest.mock import patch'] },
  ),
  inModule(
    'reason behind a decorator',
    internal(
      'imported',
      (target, _, w) => `
@patch("${target}")  # ${label(w)}: ${reason(w)}
def test_${w.first.snake}(${w.noun.snake}):
    assert ${w.noun.snake} is not None`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'one reason for two decorators',
    internal(
      'function',
      (target, _, w) => `
# ${label(w)}: ${reason(w)}
@patch("${target}")
@patch("time.sleep")
def test_${w.first.snake}(slept, ${w.noun.snake}):
    assert slept is not ${w.noun.snake}`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'mock_justified on the function',
    internal(
      'function',
      (target, _, w) => `
@mock_justified("${reason(w)}")
@patch("${target}")
def test_${w.first.snake}(${w.noun.snake}):
    ${w.noun.snake}.return_value = MagicMock()`,
    ),
    { imports: ['from unittest.mock import MagicMock, patch', 'from tests.support import mock_justified'] },
  ),
  inModule(
    'mock_justified covers what is inside',
    internal(
      'function',
      (target, _, w) => `
@mock_justified("${reason(w)}")
def test_${w.first.snake}(mocker):
    for _ in range(2):
        mocker.patch("${target}")`,
    ),
    { imports: ['from tests.support import mock_justified'] },
  ),
  inModule(
    'mock_justified on the class',
    internal(
      'class',
      (target, _, w) => `
@mock_justified("${reason(w)}")
class Test${w.first.pascal}:
    def test_${w.verb.snake}(self, mocker):
        mocker.patch("${target}")

    def test_more(self):
        assert Mock()`,
    ),
    { imports: ['from unittest.mock import Mock', 'from tests.support import mock_justified'] },
  ),
  inModule(
    'mock_justified of a module',
    internal(
      'function',
      (target, _, w) => `
@support.mock_justified("${reason(w)}")
async def test_${w.first.snake}(monkeypatch):
    monkeypatch.setattr("${target}", None)`,
    ),
    { imports: ['from tests import support'] },
  ),
  inModule(
    'reason in the function',
    internal(
      'class',
      (target, _, w) => `
def test_${w.first.snake}(mocker):
    # ${label(w)}: ${reason(w)}
    mocker.patch("${target}")`,
    ),
  ),
];

/** In recommended any reason in words counts. */
const WORDS: readonly Template[] = [
  strictOpen(
    'any comment above',
    internal(
      'function',
      (target, _, w) => `
# ${reason(w)}
» with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  strictOpen(
    'any comment behind',
    internal(
      'imported',
      (target, _, w) => `
» with patch("${target}"):  # ${reason(w)}
    pass`,
    ),
    fromMock('patch'),
  ),
];

/** Mocks that say why. */
export const PYTHON_JUSTIFIED: readonly Template[] = [...JUSTIFIED, ...WORDS];
