import { templatesOf, type Template } from '../../template.js';
import { fromMock, internal } from './python-forms.js';

const breach = templatesOf('breach', { kind: 'test', spot: 'function' });
const inModule = templatesOf('breach', { kind: 'test', spot: 'module' });

const PATCHES: readonly Template[] = [
  breach(
    'function in with',
    internal(
      'function',
      (target) => `
» with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  breach(
    'function in with as',
    internal(
      'function',
      (target, _, w) => `
» with mock.patch("${target}", return_value=None) as ${w.first.snake}:
    ${w.first.snake}.reset_mock()`,
    ),
    { imports: ['from unittest import mock'] },
  ),
  breach(
    'function in with over several lines',
    internal(
      'function',
      (target, _, w) => `
» with m.patch(
    "${target}",
    side_effect=ValueError("${w.noun.snake}"),
) as ${w.first.snake}:
    ${w.first.snake}.reset_mock()`,
    ),
    { imports: ['from unittest import mock as m'] },
  ),
  breach(
    'method in with',
    internal(
      'class',
      (target) => `
» with patch("${target}", autospec=True):
    pass`,
    ),
    fromMock('patch'),
  ),
  breach(
    'imported name in with',
    internal(
      'imported',
      (target, _, w) => `
» with patch("${target}") as ${w.first.snake}:
    ${w.first.snake}.return_value = None`,
    ),
    fromMock('patch'),
  ),
  breach(
    'with own patch and another context',
    internal(
      'function',
      (target, _, w) => `
» with open("${w.noun.snake}.json") as ${w.second.snake}, patch("${target}") as ${w.first.snake}:
    ${w.first.snake}.return_value = ${w.second.snake}.read()`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'function as decorator',
    internal(
      'function',
      (target, _, w) => `
» @patch("${target}")
def test_${w.first.snake}(${w.noun.snake}):
    ${w.noun.snake}.return_value = None`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'method as decorator',
    internal(
      'class',
      (target, _, w) => `
» @unittest.mock.patch("${target}")
def test_${w.first.snake}(${w.noun.snake}):
    ${w.noun.snake}.return_value = None`,
    ),
    { imports: ['import unittest.mock'] },
  ),
  inModule(
    'imported name as decorator',
    internal(
      'imported',
      (target, _, w) => `
» @mock.patch("${target}")
async def test_${w.first.snake}(${w.noun.snake}):
    ${w.noun.snake}.return_value = None`,
    ),
    { imports: ['from unittest import mock'] },
  ),
  inModule(
    'decorator over several lines',
    internal(
      'function',
      (target, _, w) => `
@pytest.mark.asyncio
» @patch(
    "${target}",
    new_callable=AsyncMock,
    return_value=None,
)
async def test_${w.first.snake}(${w.noun.snake}):
    assert ${w.noun.snake} is not None`,
    ),
    { imports: ['import pytest', 'from unittest.mock import AsyncMock, patch'] },
  ),
  inModule(
    'decorator of a method',
    internal(
      'function',
      (target, _, w) => `
class Test${w.first.pascal}:
    retries = 2

»     @patch("${target}")
    def test_${w.verb.snake}(self, ${w.noun.snake}):
        assert ${w.noun.snake} is not None`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'decorator of a class',
    internal(
      'imported',
      (target, _, w) => `
» @patch("${target}")
class Test${w.first.pascal}:
    def test_${w.verb.snake}(self, ${w.noun.snake}):
        assert ${w.noun.snake} is not None`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'between other decorators',
    internal(
      'function',
      (target, _, w) => `
@pytest.mark.parametrize("limit", [1, 2])
» @mock.patch("${target}", autospec=True)
@pytest.mark.skipif(False, reason="never")
def test_${w.first.snake}(${w.noun.snake}, limit):
    assert limit`,
    ),
    { imports: ['import pytest', 'from unittest import mock'] },
  ),
  breach(
    'patcher',
    internal(
      'function',
      (target, _, w) => `
» ${w.first.snake} = patch("${target}")
${w.first.snake}.start()`,
    ),
    fromMock('patch'),
  ),
  breach(
    'imported name through an exit stack',
    internal(
      'imported',
      (target, _, w) => `
» ${w.first.snake} = stack.enter_context(mock.patch("${target}"))`,
    ),
    { imports: ['from unittest import mock'] },
  ),
  breach(
    'patch under another name',
    internal(
      'function',
      (target) => `
» with replace("${target}"):
    pass`,
    ),
    { imports: ['from unittest.mock import patch as replace'] },
  ),
  breach(
    'star import of patch',
    internal('function', (target, _, w) => `» ${w.first.snake} = patch("${target}")`),
    { imports: ['from unittest.mock import *'] },
  ),
  breach(
    'target=',
    internal(
      'function',
      (target) => `
» with patch(target="${target}", new=lambda *arguments: None):
    pass`,
    ),
    fromMock('patch'),
  ),
  breach(
    'replaced by a mock',
    internal(
      'function',
      (target) => `
» with patch("${target}", MagicMock(return_value=[])):
    pass`,
    ),
    fromMock('MagicMock', 'patch'),
  ),
  breach(
    'replaced by a lambda',
    internal(
      'imported',
      (target) => `
» with patch("${target}", lambda *arguments, **options: None):
    pass`,
    ),
    fromMock('patch'),
  ),
  breach(
    'twice the same is one finding',
    internal(
      'function',
      (target) => `
» with patch("${target}"), patch("${target}", return_value=None):
    pass`,
    ),
    fromMock('patch'),
  ),
];

const OBJECTS: readonly Template[] = [
  breach(
    'patch.object of a class',
    internal('class', (_, { module, name, method }, w) => ({
      imports: [`from ${module} import ${name}`],
      code: `
» with patch.object(${name}, "${method}") as ${w.first.snake}:
    ${w.first.snake}.reset_mock()`,
    })),
    fromMock('patch'),
  ),
  inModule(
    'patch.object of a class as decorator',
    internal('class', (_, { module, name, method }, w) => ({
      imports: [`from ${module} import ${name}`],
      code: `
» @mock.patch.object(
    ${name},
    "${method}",
)
def test_${w.first.snake}(${w.noun.snake}):
    assert ${w.noun.snake} is not None`,
    })),
    { imports: ['from unittest import mock'] },
  ),
  breach(
    'patch.object of a module',
    internal('function', (_, { module, name }, w) => ({
      imports: [`import ${module} as ${w.second.snake}`],
      code: `
» with patch.object(${w.second.snake}, "${name}", return_value=None):
    pass`,
    })),
    fromMock('patch'),
  ),
  breach(
    'patch.multiple of a module',
    internal(
      'function',
      (_, { module, name }, w) => `
» with patch.multiple("${module}", ${name}=DEFAULT) as ${w.first.snake}:
    assert ${w.first.snake}`,
    ),
    fromMock('DEFAULT', 'patch'),
  ),
];

/** `patch` of what this repository defines. */
export const PYTHON_PATCHES: readonly Template[] = [...PATCHES, ...OBJECTS];
