import type { PythonTarget } from '../../python-modules.js';
import type { Surroundings } from '../../surroundings.js';
import { templatesOf, type Snippet, type Template } from '../../template.js';
import type { Words } from '../../words.js';
import { fromMock } from './python-forms.js';

const strict = templatesOf('breach', { kind: 'test', spot: 'function', recommended: 'near-miss' });
const inModule = templatesOf('breach', { kind: 'test', spot: 'module', recommended: 'near-miss' });

const named = (
  kind: 'library' | 'constant' | 'logger',
  write: (target: string, found: PythonTarget, words: Words) => string | Snippet,
) => {
  return (words: Words, { python, path }: Surroundings) => {
    const found = python.named(kind, { random: words.random, path });
    return found === undefined ? undefined : write(`${found.module}.${found.name}`, found, words);
  };
};

/** Through a path of this repository, and yet not its own code. */
export const PYTHON_OWN_PATHS: readonly Template[] = [
  strict(
    'library through a path of our own',
    named(
      'library',
      (target, _, w) => `
» with patch("${target}") as ${w.first.snake}:
    ${w.first.snake}.reset_mock()`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'library through a path of our own, mocker',
    named(
      'library',
      (target, _, w) => `
def test_${w.first.snake}(mocker):
»     mocker.patch("${target}")`,
    ),
  ),
  strict(
    'constant',
    named(
      'constant',
      (target, _, w) => `
» with patch("${target}", ${w.port}):
    pass`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'constant, monkeypatch',
    named(
      'constant',
      (target, _, w) => `
def test_${w.first.snake}(monkeypatch):
»     monkeypatch.setattr("${target}", ${w.port})`,
    ),
  ),
  strict(
    'logger',
    named(
      'logger',
      (target, _, w) => `
» with patch("${target}") as ${w.first.snake}:
    assert not ${w.first.snake}.warning.called`,
    ),
    fromMock('patch'),
  ),
  inModule(
    'logger, mocker',
    named(
      'logger',
      (target, _, w) => `
def test_${w.first.snake}(mocker):
»     warned = mocker.patch("${target}.warning")
    assert not warned.called`,
    ),
  ),
  inModule(
    'settings',
    (w) => `
def test_${w.first.snake}(mocker, settings):
»     mocker.patch.object(settings, "${w.urlVariable}", "https://${w.system.snake}.test")`,
  ),
  inModule(
    'settings, monkeypatch',
    (w) => `
def test_${w.first.snake}(monkeypatch, settings):
»     monkeypatch.setattr(settings, "${w.hostVariable}", "${w.system.snake}.test")`,
  ),
];
