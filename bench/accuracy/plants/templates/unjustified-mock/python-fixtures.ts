import type { PythonTarget } from '../../python-modules.js';
import { templatesOf, type Template } from '../../template.js';
import { fromMock, internal } from './python-forms.js';

const breach = templatesOf('breach', { kind: 'test', spot: 'function' });
const inModule = templatesOf('breach', { kind: 'test', spot: 'module' });

const test = (
  body: (target: string, found: PythonTarget) => string,
  kind: 'function' | 'class' | 'imported' = 'function',
) => {
  return internal(kind, (target, found, w) => {
    const fixture = body(target, found).includes('monkeypatch') ? 'monkeypatch' : 'mocker';
    return `${w.pick('def', 'async def')} test_${w.first.snake}(${fixture}):\n${body(target, found)}`;
  });
};

const FIXTURES: readonly Template[] = [
  inModule(
    'mocker.patch of a function',
    test((target) => `»     mocker.patch("${target}")`),
  ),
  inModule(
    'mocker.patch of a method',
    test(
      (target) => `»     replaced = mocker.patch("${target}", return_value=None)\n    assert not replaced.called`,
      'class',
    ),
  ),
  inModule(
    'mocker.patch of an imported name',
    test((target) => `»     mocker.patch("${target}", side_effect=KeyError)`, 'imported'),
  ),
  inModule(
    'mocker.patch over several lines',
    test((target) => `»     mocker.patch(\n        "${target}",\n        return_value=None,\n    )`),
  ),
  inModule(
    'mocker.patch in a with',
    test((target) => `    with open("orders.json"):\n»         mocker.patch("${target}")`),
  ),
  inModule(
    'mocker.patch in a nested function',
    test((target) => `    def replace():\n»         return mocker.patch("${target}")\n\n    replace()`),
  ),
  inModule(
    'mocker.patch.object of a class',
    internal('class', (_, { module, name, method }, w) => ({
      imports: [`from ${module} import ${name}`],
      code: `
def test_${w.first.snake}(mocker):
»     mocker.patch.object(${name}, "${method}", return_value=None)`,
    })),
  ),
  inModule(
    'mocker.patch of a function in a fixture',
    internal(
      'function',
      (target, _, w) => `
@pytest.fixture
def ${w.first.snake}(mocker: MockerFixture):
»     return mocker.patch("${target}", autospec=True)`,
    ),
    { imports: ['import pytest', 'from pytest_mock import MockerFixture'] },
  ),
  inModule(
    'monkeypatch.setattr of a function',
    test((target) => `»     monkeypatch.setattr("${target}", lambda *arguments: None)`),
  ),
  inModule(
    'monkeypatch.setattr of an imported name',
    test((target) => `»     monkeypatch.setattr("${target}", print)`, 'imported'),
  ),
  inModule(
    'monkeypatch.setattr of a class',
    internal('class', (_, { module, name, method }, w) => ({
      imports: [`from ${module} import ${name}`],
      code: `
def test_${w.first.snake}(monkeypatch):
    def answer(*arguments):
        return arguments

»     monkeypatch.setattr(${name}, "${method}", answer)`,
    })),
  ),
  inModule(
    'monkeypatch.setattr of a module',
    internal('function', (_, { module, name }, w) => ({
      imports: [`import ${module} as ${w.second.snake}`],
      code: `
def test_${w.first.snake}(monkeypatch):
»     monkeypatch.setattr(${w.second.snake}, "${name}", lambda *arguments: None)`,
    })),
  ),
];

/** Comments that give no reason. */
const EMPTY_REASONS: readonly Template[] = [
  breach(
    'comment "Mock the …"',
    internal(
      'function',
      (target, { name }) => `
# Mock the ${name}
» with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  breach(
    'comment of one word',
    internal(
      'function',
      (target) => `
# mocks
» with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  breach(
    'comment of a linter',
    internal(
      'imported',
      (target) => `
» with patch("${target}"):  # noqa: SIM117
    pass`,
    ),
    fromMock('patch'),
  ),
  breach(
    'reason that is only the name of the target',
    internal(
      'function',
      (target, { name }) => `
# Mock justification: ${name}
» with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  breach(
    'reason without words',
    internal(
      'function',
      (target) => `
# Mock justification:
» with patch("${target}"):
    pass`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'reason too far above',
    internal(
      'function',
      (target, _, w) => `
def test_${w.first.snake}():
    # Mock justification: the ${w.system.snake} service is billed per call
    ${w.second.snake} = load("${w.noun.snake}")
    ${w.third.snake} = ${w.second.snake}.${w.verb.snake}()
    assert ${w.third.snake}
    assert ${w.second.snake}
    assert ${w.second.snake} is not ${w.third.snake}
»     with patch("${target}"):
        assert ${w.second.snake}`,
    ),
    fromMock('patch'),
  ),
];

/** Fixtures that replace what this repository defines, and comments that do not justify it. */
export const PYTHON_FIXTURES: readonly Template[] = [...FIXTURES, ...EMPTY_REASONS];
