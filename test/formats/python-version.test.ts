import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { declaredVersion, oldestAdmitted } from '../../src/formats/python/syntax/version.js';
import { memorySource } from '../memory-source.js';

const SPECIFIERS: readonly (readonly [unknown, string | undefined])[] = [
  ['>=3.9', '3.9'],
  ['>= 3.9.2, < 3.13', '3.9'],
  ['~=3.10', '3.10'],
  ['~=3.10.4', '3.10'],
  ['==3.11.*', '3.11'],
  ['==3.12', '3.12'],
  ['>3.8', '3.8'],
  ['>=3.8,!=3.8.*', '3.9'],
  ['>=3.8,!=3.8.1', '3.8'],
  ['^3.9', '3.9'],
  ['>=2.7,!=3.0.*,!=3.1.*', '3.2'],
  ['>=3.9 || >=3.11', '3.9'],
  [{ version: '^3.10', optional: true }, '3.10'],
  ['<4,>=3.7', '3.7'],
  ['>=3', undefined],
  ['*', undefined],
  ['', undefined],
  ['<3', undefined],
  [`>=3.9,${'!=3.9.1,'.repeat(100)}<4`, undefined],
  [3.9, undefined],
];
for (const [specifier, version] of SPECIFIERS) {
  test(`${JSON.stringify(specifier)} admits ${version ?? 'no version in particular'} first`, () => {
    assert.is(oldestAdmitted(specifier), version);
  });
}

const DECLARATIONS: readonly (readonly [string, string, string])[] = [
  ['pyproject.toml', '[project]\nrequires-python = ">=3.10"\n[tool.ruff]\ntarget-version = "py312"\n', '3.10'],
  ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.9"\n', '3.9'],
  ['pyproject.toml', '[tool.ruff]\ntarget-version = "py312"\n', '3.12'],
  ['pyproject.toml', '[tool.mypy]\npython_version = "3.11"\n', '3.11'],
  ['pyproject.toml', '[tool.black]\ntarget-version = ["py313", "py310"]\n', '3.10'],
  ['ruff.toml', 'target-version = "py38"\n', '3.8'],
  ['setup.cfg', '[options]\npython_requires = >=3.8\n', '3.8'],
  ['setup.py', 'setup(name="shop", python_requires=">=3.7")\n', '3.7'],
  ['.python-version', '3.12.4\n', '3.12'],
  ['.python-version', 'cpython-3.13\n', '3.13'],
];
for (const [file, text, version] of DECLARATIONS) {
  test(`${file}: ${text.replaceAll('\n', ' ')}means ${version}`, () => {
    assert.is(declaredVersion(memorySource({ [file]: text }), 'shop/orders'), version);
  });
}

test('the nearest folder upward that says something decides; a broken manifest says nothing', () => {
  const source = memorySource({
    'pyproject.toml': '[project]\nrequires-python = ">=3.9"\n',
    'services/mailer/pyproject.toml': '[project]\nrequires-python = ">=3.12"\n',
    'services/stock/pyproject.toml': '[project\n',
    'services/stock/.python-version': 'system\n',
  });
  assert.is(declaredVersion(source, 'services/mailer/tests'), '3.12');
  assert.is(declaredVersion(source, 'services/stock/tests'), '3.9');
  assert.is(declaredVersion(source, ''), '3.9');
  assert.is(declaredVersion(memorySource({}), 'shop'), null);
});

test.run();
