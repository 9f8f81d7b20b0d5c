import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { leadsTo, projectOf } from './project-of.js';

const MANIFESTS: Readonly<Record<string, readonly [string, string]>> = {
  project: ['pyproject.toml', '[project]\nname = "x"\ndependencies = ["Some.Package[extra]>=2"]\n'],
  extras: ['pyproject.toml', '[project]\nname = "x"\n[project.optional-dependencies]\ndb = ["some-package"]\n'],
  groups: ['pyproject.toml', '[project]\nname = "x"\n[dependency-groups]\ndev = ["some-package"]\n'],
  poetry: ['pyproject.toml', '[tool.poetry.dependencies]\nsome-package = "^1"\n'],
  'poetry group': ['pyproject.toml', '[tool.poetry.group.dev.dependencies]\nsome_package = "^1"\n'],
  pipenv: ['Pipfile', '[packages]\nsome-package = "*"\n'],
  requirements: ['requirements.txt', '# comment\nflask\nsome_package==1.0 ; python_version > "3"\n'],
  'setup.py': ['setup.py', 'from setuptools import setup\nsetup(install_requires=["flask", "some-package>1"])\n'],
  'setup.cfg': ['setup.cfg', '[metadata]\nname = x\n[options]\ninstall_requires =\n    flask\n    some-package>1\n'],
};

test('a folder that bears the name of an installed distribution does not stand in for it', () => {
  for (const [name, [path, content]] of Object.entries(MANIFESTS)) {
    const files = { 'main.py': '', 'some_package/env.py': '' };
    assert.is(
      leadsTo(projectOf({ ...files, [path]: content }), 'main.py', 'some_package.env'),
      'external some_package',
      name,
    );
    assert.is(leadsTo(projectOf(files), 'main.py', 'some_package.env'), 'some_package/env.py');
  }
});

test('the name of the project itself is no dependency', () => {
  const project = projectOf({ 'pyproject.toml': '[project]\nname = "shop"\n', 'main.py': '', 'shop/orders.py': '' });
  assert.is(leadsTo(project, 'main.py', 'shop.orders'), 'shop/orders.py');
});

test.run();
