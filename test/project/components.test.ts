import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { createProjectIndex } from '../../src/project/project-index.js';
import { memorySource } from '../memory-source.js';
import { empty, formatOf, json, projectOf } from './project-of.js';

test('the nearest manifest upward makes the component', () => {
  const project = projectOf({
    'api/pyproject.toml': '[project]\nname = "api"\n',
    'web/package.json': json({ name: 'web' }),
    'web/apps/admin/package.json': json({ scripts: {} }),
    'worker/setup.py': 'from setuptools import setup\nsetup()\n',
    'legacy/setup.cfg': '[metadata]\nname = legacy\n',
    ...empty('pip/Pipfile', 'go/go.mod', 'rust/Cargo.toml'),
  });
  const paths = [
    'api/a/b.py',
    'web/a.ts',
    'web/apps/admin/a/b.ts',
    'worker/a.py',
    'legacy/a.py',
    'pip/a.py',
    'go/a.go',
    'rust/a.rs',
  ];
  const components = [...paths, 'docs/a.md', 'a.py'].map((path) => project.component(path));
  assert.equal(components, ['api', 'web', 'web/apps/admin', 'worker', 'legacy', 'pip', 'go', 'rust', '.', '.']);
});

test('a manifest of the file’s own language goes before one of another', () => {
  const project = projectOf({
    'server/pyproject.toml': '[project]\nname = "server"\n',
    'server/app/admin/package.json': json({ name: 'admin-assets' }),
    'lambdas/mail/package.json': json({ name: 'mail' }),
  });
  const paths = [
    'server/app/admin/views.py',
    'server/app/admin/main.ts',
    'server/app/admin/page.html',
    'lambdas/mail/handler.py',
  ];
  const components = paths.map((path) => project.component(path));
  assert.equal(components, ['server', 'server/app/admin', 'server/app/admin', 'lambdas/mail']);
});

test('a manifest that describes nothing makes none', () => {
  const project = projectOf({
    'cjs/package.json': json({ type: 'commonjs' }),
    'lint/pyproject.toml': '[tool.ruff]\nline-length = 100\n',
    'flake/setup.cfg': '[flake8]\nmax-line-length = 100\n',
    'steps/setup.py': 'def prepare(): ...\n',
    'broken/package.json': '[]',
  });
  for (const folder of ['cjs', 'lint', 'flake', 'steps', 'broken']) assert.is(project.component(`${folder}/a.py`), '.');
});

test('requirements.txt makes a component of a service only', () => {
  const project = projectOf({
    ...empty('svc/requirements.txt', 'svc/main.py', 'pkg/requirements.txt', 'pkg/app/__init__.py'),
    ...empty(
      'docs/requirements.txt',
      'docs/conf.py',
      'tests/requirements.txt',
      'tests/test_a.py',
      'pins/requirements.txt',
    ),
    'api/pyproject.toml': '[project]\nname = "api"\n',
    ...empty('api/extras/requirements.txt', 'api/extras/a.py'),
    ...empty('api/job/requirements.txt', 'api/job/main.py', 'api/job/Dockerfile'),
  });
  const components = ['svc', 'pkg', 'docs', 'tests', 'pins', 'api/extras', 'api/job'].map((folder) =>
    project.component(`${folder}/a.py`),
  );
  assert.equal(components, ['svc', 'pkg', '.', '.', '.', 'api', 'api/job']);
});

test('a configured component goes before manifests', () => {
  const index = createProjectIndex({
    source: memorySource({ 'api/go.mod': '' }),
    configuredComponent: (path) => (path.startsWith('api/billing/') ? 'billing' : undefined),
    facts: () => [],
    role: () => undefined,
    format: formatOf,
  });
  assert.equal(
    ['api/billing/a.py', 'api/a.py'].map((path) => index.view().component(path)),
    ['billing', 'api'],
  );
});

test.run();
