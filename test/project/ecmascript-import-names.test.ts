import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { empty, json, namesOf, projectOf } from './project-of.js';

test('an alias of paths names the target without extension and index', () => {
  const project = projectOf({
    'web/tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./src/*'] } } }),
    ...empty(
      'web/src/a/b.ts',
      'web/src/lib/date.tsx',
      'web/src/orders/index.ts',
      'web/src/logo.svg',
      'web/e2e/page.ts',
    ),
  });
  assert.equal(project.importNames('web/src/a/b.ts', 'web/src/lib/date.tsx'), [
    { name: '@/lib/date', by: 'paths in web/tsconfig.json' },
  ]);
  assert.equal(namesOf(project, 'web/src/a/b.ts', 'web/src/orders/index.ts'), ['@/orders', '@/orders/index']);
  assert.equal(namesOf(project, 'web/src/a/b.ts', 'web/src/logo.svg'), ['@/logo.svg']);
  assert.equal(namesOf(project, 'web/src/a/b.ts', 'web/e2e/page.ts'), []);
});

test('a package that hands out its own sources has no aliases: consumers compile them with their own', () => {
  const files = (manifest: unknown): Record<string, string> => ({
    'ui/tsconfig.json': json({ compilerOptions: { baseUrl: '.', paths: { '@/*': ['./src/*'] } } }),
    'ui/package.json': json(manifest),
    ...empty('ui/src/index.ts', 'ui/src/a/b.ts', 'ui/src/lib/date.ts'),
  });
  const names = (manifest: unknown): readonly string[] =>
    namesOf(projectOf(files(manifest)), 'ui/src/a/b.ts', 'ui/src/lib/date.ts');
  assert.equal(names({ name: '@acme/ui', main: './src/index.ts' }), []);
  assert.equal(
    names({ name: '@acme/ui', exports: { '.': { types: './src/index.ts', default: './dist/index.js' } } }),
    [],
  );
  assert.equal(names({ name: '@acme/ui', exports: { './*': './src/*.ts' } }), []);
  assert.equal(names({ name: '@acme/ui', main: './dist/index.js', types: './dist/index.d.ts' }), [
    '@/lib/date',
    'src/lib/date',
  ]);
});

test('the most specific alias comes first', () => {
  const project = projectOf({
    'tsconfig.json': json({
      compilerOptions: { paths: { '@/*': ['./src/*'], '@ui/*': ['./src/ui/*'], '@button': ['./src/ui/button.ts'] } },
    }),
    ...empty('src/a.ts', 'src/ui/button.ts'),
  });
  assert.equal(namesOf(project, 'src/a.ts', 'src/ui/button.ts'), ['@button', '@ui/button', '@/ui/button']);
});

test('a name that leads elsewhere is not given', () => {
  const project = projectOf({
    'tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./first/*', './second/*'] } } }),
    ...empty('first/a.ts', 'second/a.ts', 'second/b.ts', 'second/c.js', 'second/c.ts'),
  });
  assert.equal(namesOf(project, 'first/a.ts', 'second/a.ts'), []);
  assert.equal(namesOf(project, 'first/a.ts', 'second/b.ts'), ['@/b']);
  assert.equal(namesOf(project, 'first/a.ts', 'second/c.js'), []);
});

test('where Node resolves, names keep the extension of the output or, if the compiler rewrites it, of the source', () => {
  const files = empty('src/a.ts', 'src/lib/date.ts', 'src/orders/index.ts');
  const options = { module: 'nodenext', paths: { '@/*': ['./src/*'] } };
  const node = projectOf({
    ...files,
    'package.json': json({ type: 'module' }),
    'tsconfig.json': json({ compilerOptions: options }),
  });
  assert.equal(namesOf(node, 'src/a.ts', 'src/lib/date.ts'), ['@/lib/date.js']);
  assert.equal(namesOf(node, 'src/a.ts', 'src/orders/index.ts'), ['@/orders/index.js']);
  const rewriting = projectOf({
    ...files,
    'package.json': json({ type: 'module' }),
    'tsconfig.json': json({ compilerOptions: { ...options, rewriteRelativeImportExtensions: true } }),
  });
  assert.equal(namesOf(rewriting, 'src/a.ts', 'src/lib/date.ts'), ['@/lib/date.ts']);
  const commonJs = projectOf({ ...files, 'tsconfig.json': json({ compilerOptions: options }) });
  assert.equal(namesOf(commonJs, 'src/a.ts', 'src/lib/date.ts'), ['@/lib/date']);
});

test('imports of package.json name the target as they are written', () => {
  const project = projectOf({
    'app/package.json': json({
      imports: { '#db': './src/db.ts', '#lib/*': './src/lib/*.ts', '#out/*': './src/lib/*.js' },
    }),
    ...empty('app/src/a.ts', 'app/src/db.ts', 'app/src/lib/dates.ts', 'other/db.ts'),
  });
  assert.equal(project.importNames('app/src/a.ts', 'app/src/db.ts'), [
    { name: '#db', by: 'imports in app/package.json' },
  ]);
  assert.equal(namesOf(project, 'app/src/a.ts', 'app/src/lib/dates.ts'), ['#lib/dates', '#out/dates']);
  assert.equal(namesOf(project, 'app/src/a.ts', 'other/db.ts'), []);
});

test('baseUrl and a catch-all of paths say that they are no alias', () => {
  const based = projectOf({
    'tsconfig.json': json({ compilerOptions: { baseUrl: './src' } }),
    ...empty('src/a.ts', 'src/lib/date.ts'),
  });
  assert.equal(based.importNames('src/a.ts', 'src/lib/date.ts'), [{ name: 'lib/date', by: 'baseUrl' }]);
  const catchAll = projectOf({
    'tsconfig.json': json({ compilerOptions: { paths: { '*': ['./src/*'] } } }),
    ...empty('src/a.ts', 'src/lib/date.ts'),
  });
  assert.equal(catchAll.importNames('src/a.ts', 'src/lib/date.ts'), [{ name: 'lib/date', by: 'baseUrl' }]);
});

test('a workspace package names what it exports to those that depend on it', () => {
  const project = projectOf({
    'package.json': json({ workspaces: ['packages/*', 'apps/*'] }),
    'packages/ui/package.json': json({
      name: '@org/ui',
      exports: { '.': './src/index.ts', './icons/*': './src/icons/*.tsx' },
    }),
    'packages/db/package.json': json({ name: 'db' }),
    'apps/web/package.json': json({ name: 'web', dependencies: { '@org/ui': 'workspace:*', db: '*' } }),
    'apps/api/package.json': json({ name: 'api' }),
    ...empty(
      'packages/ui/src/index.ts',
      'packages/ui/src/icons/cart.tsx',
      'packages/ui/src/hidden.ts',
      'packages/db/schema.ts',
    ),
    ...empty('apps/web/a.ts', 'apps/api/a.ts'),
  });
  assert.equal(project.importNames('apps/web/a.ts', 'packages/ui/src/icons/cart.tsx'), [
    { name: '@org/ui/icons/cart', by: 'workspace package packages/ui/package.json' },
  ]);
  assert.equal(namesOf(project, 'apps/web/a.ts', 'packages/ui/src/index.ts'), ['@org/ui']);
  assert.equal(namesOf(project, 'apps/web/a.ts', 'packages/ui/src/hidden.ts'), []);
  assert.equal(namesOf(project, 'apps/web/a.ts', 'packages/db/schema.ts'), ['db/schema']);
  assert.equal(namesOf(project, 'apps/api/a.ts', 'packages/ui/src/index.ts'), []);
  assert.equal(namesOf(project, 'packages/ui/src/hidden.ts', 'packages/ui/src/index.ts'), []);
});

test('the package of the root names its files too', () => {
  const project = projectOf({
    'package.json': json({ name: 'tool', workspaces: ['examples/*'] }),
    'examples/one/package.json': json({ name: 'one', dependencies: { tool: 'workspace:*' } }),
    ...empty('src/api.ts', 'examples/one/a.ts'),
  });
  assert.equal(namesOf(project, 'examples/one/a.ts', 'src/api.ts'), ['tool/src/api']);
});

test.run();
