import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { empty, leadsTo, projectOf } from './project-of.js';

test('a relative name climbs by its level', () => {
  const project = projectOf(
    empty(
      'app/__init__.py',
      'app/main.py',
      'app/orders/__init__.py',
      'app/orders/models.py',
      'app/orders/api/views.py',
    ),
  );
  assert.is(leadsTo(project, 'app/orders/api/views.py', '..models'), 'app/orders/models.py');
  assert.is(leadsTo(project, 'app/orders/api/views.py', '...orders.models'), 'app/orders/models.py');
  assert.is(leadsTo(project, 'app/orders/api/views.py', '...main'), 'app/main.py');
  assert.is(leadsTo(project, 'app/orders/models.py', '.'), 'app/orders/__init__.py');
  assert.is(leadsTo(project, 'app/orders/__init__.py', '.models'), 'app/orders/models.py');
  assert.is(leadsTo(project, 'app/orders/models.py', '..'), 'app/__init__.py');
  assert.is(leadsTo(project, 'app/orders/models.py', '..orders'), 'app/orders/__init__.py');
});

test('a package goes before a module, a module before a stub, both before a binary', () => {
  const project = projectOf(
    empty(
      'app/a.py',
      'app/b.py',
      'app/b/__init__.py',
      'app/c.pyi',
      'app/c.pyx',
      'app/d.pyx',
      'app/e.cpython-312-darwin.so',
    ),
  );
  const found = ['.b', '.c', '.d', '.e'].map((name) => leadsTo(project, 'app/a.py', name));
  assert.equal(found, ['app/b/__init__.py', 'app/c.pyi', 'app/d.pyx', 'app/e.cpython-312-darwin.so']);
});

test('a folder without __init__.py is a namespace package, if it holds Python', () => {
  const project = projectOf(empty('app/a.py', 'app/plugins/one.py', 'app/static/logo.svg'));
  assert.is(leadsTo(project, 'app/a.py', '.plugins'), 'unknown: app/plugins is a namespace package');
  assert.is(leadsTo(project, 'app/a.py', '.plugins.one'), 'app/plugins/one.py');
  assert.is(leadsTo(project, 'app/a.py', '.'), 'unknown: app is a namespace package');
  assert.is(leadsTo(project, 'app/a.py', '.static'), 'missing app/static.py');
});

test('a relative name that leads nowhere is missing, also above the root', () => {
  const project = projectOf(empty('app/a.py', 'top.py'));
  assert.equal(project.resolve('app/a.py', '.orders.models'), { kind: 'missing', expected: 'app/orders/models.py' });
  assert.equal(project.resolve('app/a.py', '...orders'), { kind: 'missing', expected: '../orders.py' });
  assert.equal(project.resolve('top.py', '..'), { kind: 'missing', expected: '..' });
});

test('what git ignores, a build writes or a compiler makes is unknown', () => {
  const project = projectOf(
    {
      'pkg/pyproject.toml': '[build-system]\nrequires = ["hatchling", "hatch-vcs"]\n[project]\nname = "pkg"\n',
      'fast/setup.py':
        'from setuptools import setup, Extension\nsetup(ext_modules=[Extension("fast.core", ["core.c"])])',
      'rust/pyproject.toml': '[build-system]\nrequires = ["maturin>=1"]\n',
      ...empty(
        'pkg/pkg/__init__.py',
        'fast/fast/__init__.py',
        'rust/rust/__init__.py',
        'c/a.py',
        'c/core.pyx',
        'c/native.c',
      ),
    },
    { ignored: ['/c/secret.py', '/c/api/'] },
  );
  const found = [
    ['pkg/pkg/__init__.py', '._version'],
    ['pkg/pkg/__init__.py', '.version'],
    ['pkg/pkg/__init__.py', '.orders_pb2'],
    ['pkg/pkg/__init__.py', '.orders_pb2_grpc'],
    ['pkg/pkg/__init__.py', '.generated.client'],
    ['pkg/pkg/__init__.py', '.orders'],
    ['fast/fast/__init__.py', '.core'],
    ['rust/rust/__init__.py', '._rust'],
    ['c/a.py', '.secret'],
    ['c/a.py', '.api.orders'],
    ['c/a.py', '.core'],
    ['c/a.py', '.native'],
    ['c/a.py', '.version'],
  ].map(([from = '', name = '']) => leadsTo(project, from, name));
  assert.equal(found, [
    'unknown: pkg/pkg/_version.py is named as a generated file',
    'unknown: the build writes pkg/pkg/version.py',
    'unknown: pkg/pkg/orders_pb2.py is named as a generated file',
    'unknown: pkg/pkg/orders_pb2_grpc.py is named as a generated file',
    'unknown: pkg/pkg/generated is written by a build',
    'missing pkg/pkg/orders.py',
    'unknown: fast builds extension modules',
    'unknown: rust builds extension modules',
    'unknown: git ignores c/secret.py',
    'unknown: git ignores c/api/orders.py',
    'c/core.pyx',
    'unknown: c/native.c may be compiled to it',
    'missing c/version.py',
  ]);
});

test('an absolute name is found from the package, the project, and a plain src', () => {
  const project = projectOf({
    'lib/pyproject.toml': '[project]\nname = "lib"\n',
    'shop/manage.py': '',
    ...empty('lib/src/lib/__init__.py', 'lib/src/lib/dates.py', 'lib/tests/test_dates.py', 'lib/tests/helpers.py'),
    ...empty('shop/orders/models.py', 'shop/shop/settings.py', 'tools/run.py', 'tools/steps.py'),
  });
  assert.is(leadsTo(project, 'lib/tests/test_dates.py', 'lib.dates'), 'lib/src/lib/dates.py');
  assert.is(leadsTo(project, 'lib/src/lib/dates.py', 'lib'), 'lib/src/lib/__init__.py');
  assert.is(leadsTo(project, 'lib/tests/test_dates.py', 'helpers'), 'lib/tests/helpers.py');
  assert.is(leadsTo(project, 'lib/tests/test_dates.py', 'tests.helpers'), 'lib/tests/helpers.py');
  assert.is(leadsTo(project, 'shop/shop/settings.py', 'orders.models'), 'shop/orders/models.py');
  assert.is(leadsTo(project, 'tools/run.py', 'steps'), 'tools/steps.py');
});

test('manifests declare where modules are', () => {
  const manifests: Readonly<Record<string, readonly [string, string]>> = {
    setuptools: ['pyproject.toml', '[project]\nname="x"\n[tool.setuptools.packages.find]\nwhere = ["code"]\n'],
    'setuptools package-dir': ['pyproject.toml', '[project]\nname="x"\n[tool.setuptools.package-dir]\n"" = "code"\n'],
    poetry: ['pyproject.toml', '[tool.poetry]\npackages = [{ include = "shop", from = "code" }]\n'],
    hatch: ['pyproject.toml', '[project]\nname="x"\n[tool.hatch.build.targets.wheel]\npackages = ["code/shop"]\n'],
    uv: ['pyproject.toml', '[project]\nname="x"\n[tool.uv.build-backend]\nmodule-root = "code"\n'],
    pytest: ['pyproject.toml', '[project]\nname="x"\n[tool.pytest.ini_options]\npythonpath = [".", "code"]\n'],
    'pytest.ini': ['pytest.ini', '[pytest]\npythonpath = . code\n'],
    'setup.py': ['setup.py', 'from setuptools import setup\nsetup(package_dir={"": "code"})\n'],
    'setup.cfg': ['setup.cfg', '[metadata]\nname = x\n[options]\npackage_dir =\n    =code\n'],
    'setup.cfg find': ['setup.cfg', '[metadata]\nname = x\n[options.packages.find]\nwhere = code\n'],
  };
  for (const [name, [path, content]] of Object.entries(manifests)) {
    const project = projectOf({ [`x/${path}`]: content, ...empty('x/code/shop/orders.py', 'x/tests/test_orders.py') });
    assert.is(leadsTo(project, 'x/tests/test_orders.py', 'shop.orders'), 'x/code/shop/orders.py', name);
  }
});

test('of services with equal names each finds its own', () => {
  const project = projectOf({
    ...empty(
      'services/a/app/__init__.py',
      'services/a/app/x.py',
      'services/a/app/only_a.py',
      'services/a/tests/test_x.py',
    ),
    ...empty('services/b/app/__init__.py', 'services/b/app/x.py', 'services/b/tests/test_x.py'),
    'services/a/pyproject.toml': '[project]\nname = "a"\n',
    'services/b/requirements.txt': 'flask\n',
  });
  assert.is(leadsTo(project, 'services/a/tests/test_x.py', 'app.x'), 'services/a/app/x.py');
  assert.is(leadsTo(project, 'services/b/tests/test_x.py', 'app.x'), 'services/b/app/x.py');
  assert.is(
    leadsTo(project, 'services/b/tests/test_x.py', 'app.only_a'),
    'unknown: services/b/app/__init__.py has no module only_a',
  );
});

test('a project beside is found, unless its module bears the name of an installed package', () => {
  const project = projectOf({
    'libs/core/pyproject.toml': '[project]\nname = "acme-core"\n',
    'libs/fake/pyproject.toml': '[project]\nname = "fakes"\n',
    'apps/api/pyproject.toml': '[project]\nname = "api"\ndependencies = ["acme_core", "requests>=2"]\n',
    ...empty('libs/core/src/acme/dates.py', 'libs/fake/requests/__init__.py', 'apps/api/main.py'),
  });
  assert.is(leadsTo(project, 'apps/api/main.py', 'acme.dates'), 'libs/core/src/acme/dates.py');
  assert.is(leadsTo(project, 'apps/api/main.py', 'requests'), 'external requests');
});

test('the standard library and what is not found are external, never missing', () => {
  const project = projectOf({
    'pyproject.toml': '[project]\nname = "x"\ndependencies = ["alembic"]\n',
    ...empty('app/__init__.py', 'app/logging.py', 'app/main.py', 'alembic/env.py', 'code/readme.py'),
  });
  const found = ['os.path', 'logging', 'sqlalchemy.orm', 'alembic', 'code', 'app.logging'].map((name) =>
    leadsTo(project, 'app/main.py', name),
  );
  assert.equal(found, [
    'external os',
    'external logging',
    'external sqlalchemy',
    'external alembic',
    'external code',
    'app/logging.py',
  ]);
});

test('what is no dotted name is unknown', () => {
  const project = projectOf(empty('a.py'));
  for (const name of ['', 'a..b', 'a/b', '.a b']) {
    assert.equal(project.resolve('a.py', name), { kind: 'unknown', reason: `${name} is not the name of a module` });
  }
});

test.run();
