import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { empty, json, leadsTo, projectOf } from './project-of.js';

test('a workspace package is entered through exports, by any of its conditions that is in the sources', () => {
  const project = projectOf({
    'package.json': json({ workspaces: ['packages/*', 'apps/*'] }),
    'packages/ui/package.json': json({
      name: '@org/ui',
      exports: {
        '.': { types: './dist/index.d.ts', import: './src/index.ts' },
        './icons/*': './src/icons/*.tsx',
        './icons/internal/*': null,
        './styles.css': './src/styles.css',
        './built': './dist/built.js',
      },
    }),
    ...empty(
      'packages/ui/src/index.ts',
      'packages/ui/src/icons/cart.tsx',
      'packages/ui/src/styles.css',
      'apps/web/a.ts',
    ),
  });
  assert.is(leadsTo(project, 'apps/web/a.ts', '@org/ui'), 'packages/ui/src/index.ts');
  assert.is(leadsTo(project, 'apps/web/a.ts', '@org/ui/icons/cart'), 'packages/ui/src/icons/cart.tsx');
  assert.is(leadsTo(project, 'apps/web/a.ts', '@org/ui/styles.css'), 'packages/ui/src/styles.css');
  assert.is(
    leadsTo(project, 'apps/web/a.ts', '@org/ui/built'),
    'unknown: ./dist/built.js of the package in packages/ui is not in the sources: a build may write it',
  );
  assert.is(leadsTo(project, 'packages/ui/src/icons/cart.tsx', '@org/ui'), 'packages/ui/src/index.ts');
});

test('without exports, main and plain subpaths serve', () => {
  const project = projectOf({
    'pnpm-workspace.yaml': 'packages:\n  - packages/**\n  - "!packages/old"\n',
    'packages/db/package.json': json({ name: 'db', main: './src/main.ts' }),
    'packages/built/package.json': json({ name: 'built', main: './dist/main.js' }),
    ...empty('packages/db/src/main.ts', 'packages/db/src/schema/index.ts', 'packages/app/a.ts'),
  });
  assert.is(leadsTo(project, 'packages/app/a.ts', 'db'), 'packages/db/src/main.ts');
  assert.is(leadsTo(project, 'packages/app/a.ts', 'db/src/schema'), 'packages/db/src/schema/index.ts');
  assert.is(
    leadsTo(project, 'packages/app/a.ts', 'built'),
    'unknown: ./dist/main.js of the package in packages/built is not in the sources: a build may write it',
  );
});

test('a package that is no member does not stand in for an installed one', () => {
  const files = {
    'package.json': json({ workspaces: { packages: ['apps/*'] } }),
    'apps/web/package.json': json({
      name: 'web',
      dependencies: { react: '^19.0.0', linked: 'file:../../vendor/linked' },
    }),
    'fixtures/react/package.json': json({ name: 'react', main: 'index.js' }),
    'vendor/linked/package.json': json({ name: 'linked', main: 'index.js' }),
    'vendor/plain/package.json': json({ name: 'plain', main: 'index.js' }),
    ...empty('apps/web/a.ts', 'fixtures/react/index.js', 'vendor/linked/index.js', 'vendor/plain/index.js'),
  };
  const project = projectOf(files);
  assert.is(leadsTo(project, 'apps/web/a.ts', 'react'), 'external react');
  assert.is(leadsTo(project, 'apps/web/a.ts', 'linked'), 'vendor/linked/index.js');
  assert.is(leadsTo(project, 'apps/web/a.ts', 'plain'), 'vendor/plain/index.js');
  assert.is(leadsTo(project, 'apps/web/a.ts', 'constructor'), 'external constructor');
});

test('imports of package.json lead to files, to packages, and nowhere outside', () => {
  const project = projectOf({
    'app/package.json': json({
      imports: {
        '#db': './src/db.ts',
        '#lib/*.js': './src/lib/*.js',
        '#dep': 'lodash/map',
        '#out': '../../../etc/passwd',
        '#gone': './src/gone.ts',
      },
    }),
    ...empty('app/src/a.ts', 'app/src/db.ts', 'app/src/lib/dates.ts'),
  });
  const found = ['#db', '#lib/dates.js', '#dep', '#out', '#gone'].map((name) => leadsTo(project, 'app/src/a.ts', name));
  assert.equal(found, [
    'app/src/db.ts',
    'app/src/lib/dates.ts',
    'external lodash',
    'unknown: ../../../etc/passwd leaves the root',
    'missing app/src/gone.ts',
  ]);
});

test('a subpath does not climb out of its package', () => {
  const project = projectOf({
    'packages/ui/package.json': json({ name: 'ui' }),
    ...empty('a.ts', 'packages/ui/index.ts'),
  });
  assert.is(project.resolve('a.ts', 'ui/../../../../etc/passwd').kind, 'unknown');
});

test.run();
