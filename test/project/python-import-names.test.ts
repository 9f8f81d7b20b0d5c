import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { empty, namesOf, projectOf } from './project-of.js';

test('a package is named from where it stands, a src layout from src', () => {
  const project = projectOf({
    'server/pyproject.toml': '[project]\nname = "server"\n',
    'lib/pyproject.toml': '[project]\nname = "lib"\n',
    ...empty('server/shop/__init__.py', 'server/shop/orders/__init__.py', 'server/shop/orders/models.py'),
    ...empty('lib/src/lib/__init__.py', 'lib/src/lib/dates.py'),
  });
  assert.equal(project.importNames('server/shop/orders/models.py', 'server/shop/orders/models.py'), [
    { name: 'shop.orders.models', by: 'package root server' },
  ]);
  assert.equal(namesOf(project, 'server/shop/orders/models.py', 'server/shop/orders/__init__.py'), ['shop.orders']);
  assert.equal(namesOf(project, 'lib/src/lib/__init__.py', 'lib/src/lib/dates.py'), ['lib.dates']);
});

test('a package without manifest is named from its parent, with a gap in its __init__.py too', () => {
  const project = projectOf(
    empty(
      'backend/app/__init__.py',
      'backend/app/api/v1/__init__.py',
      'backend/app/api/v1/views.py',
      'backend/app/db.py',
    ),
  );
  assert.equal(namesOf(project, 'backend/app/db.py', 'backend/app/api/v1/views.py'), ['app.api.v1.views']);
});

test('a namespace package is named from its project', () => {
  const project = projectOf({
    'shop/manage.py': '',
    'lib/pyproject.toml': '[project]\nname = "lib"\n',
    ...empty(
      'shop/orders/models.py',
      'shop/orders/views.py',
      'lib/src/acme/core/a.py',
      'lib/src/acme/core/b.py',
      'plain/a/b.py',
    ),
  });
  assert.equal(namesOf(project, 'shop/orders/views.py', 'shop/orders/models.py'), ['orders.models']);
  assert.equal(namesOf(project, 'lib/src/acme/core/b.py', 'lib/src/acme/core/a.py'), ['acme.core.a']);
  assert.equal(namesOf(project, 'plain/a/b.py', 'plain/a/b.py'), ['plain.a.b']);
});

test('a name never leads to the file of another service', () => {
  const project = projectOf({
    ...empty('services/a/app/__init__.py', 'services/a/app/x.py', 'services/a/app/y.py', 'services/a/manage.py'),
    ...empty('services/b/app/__init__.py', 'services/b/app/x.py', 'services/b/manage.py'),
  });
  assert.equal(namesOf(project, 'services/a/app/y.py', 'services/a/app/x.py'), ['app.x']);
  assert.equal(namesOf(project, 'services/b/app/x.py', 'services/b/app/x.py'), ['app.x']);
  assert.not(namesOf(project, 'services/b/app/x.py', 'services/a/app/x.py').includes('app.x'));
});

test('there is no name with a part that is no identifier', () => {
  const project = projectOf(
    empty('my-tools/a.py', 'my-tools/b.py', 'app/__init__.py', 'app/class.py', 'app/2024/x.py', 'app/größe.py'),
  );
  assert.equal(namesOf(project, 'app/__init__.py', 'app/class.py'), []);
  assert.equal(namesOf(project, 'app/__init__.py', 'app/2024/x.py'), []);
  assert.equal(namesOf(project, 'app/__init__.py', 'app/größe.py'), ['app.größe']);
  assert.equal(namesOf(project, 'app/__init__.py', 'my-tools/b.py'), []);
});

test('a module that the standard library hides has no name', () => {
  const project = projectOf(empty('main.py', 'logging.py'));
  assert.equal(namesOf(project, 'main.py', 'logging.py'), []);
});

test('stubs and extension modules are named without their suffixes', () => {
  const project = projectOf(
    empty('app/__init__.py', 'app/a.pyi', 'app/b.pyx', 'app/c.cpython-312-x86_64-linux-gnu.so'),
  );
  const names = ['app/a.pyi', 'app/b.pyx', 'app/c.cpython-312-x86_64-linux-gnu.so'].map((path) =>
    namesOf(project, 'app/__init__.py', path),
  );
  assert.equal(names, [['app.a'], ['app.b'], ['app.c']]);
});

test.run();
