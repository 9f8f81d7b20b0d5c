import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { empty, json, leadsTo, projectOf } from './project-of.js';

test('a relative specifier finds each extension, TypeScript before JavaScript', () => {
  for (const extension of ['ts', 'tsx', 'd.ts', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'json']) {
    const project = projectOf(empty('src/app.ts', `src/order.${extension}`));
    assert.is(leadsTo(project, 'src/app.ts', './order'), `src/order.${extension}`);
  }
  const both = projectOf(empty('src/app.ts', 'src/order.js', 'src/order.ts'));
  assert.is(leadsTo(both, 'src/app.ts', './order'), 'src/order.ts');
});

test('the extension of an output finds its source', () => {
  const project = projectOf(
    empty('src/app.ts', 'src/a.ts', 'src/b.tsx', 'src/c.d.ts', 'src/d.mts', 'src/e.cts', 'src/f.tsx', 'src/g.js'),
  );
  const found = ['./a.js', './b.js', './c.js', './d.mjs', './e.cjs', './f.jsx', './g.js'].map((specifier) =>
    leadsTo(project, 'src/app.ts', specifier),
  );
  assert.equal(found, ['src/a.ts', 'src/b.tsx', 'src/c.d.ts', 'src/d.mts', 'src/e.cts', 'src/f.tsx', 'src/g.js']);
});

test('a name with a dot in it is no extension', () => {
  const project = projectOf(empty('src/app.ts', 'src/order.service.ts'));
  assert.is(leadsTo(project, 'src/app.ts', './order.service'), 'src/order.service.ts');
  assert.is(leadsTo(project, 'src/app.ts', './user.service'), 'missing src/user.service');
});

test('a folder is its index, or what its package.json names', () => {
  const project = projectOf({
    ...empty('src/app.ts', 'src/index.ts', 'src/orders/index.tsx', 'src/legacy/lib/main.js', 'src/typed/types.d.ts'),
    'src/legacy/package.json': json({ main: './lib/main' }),
    'src/typed/package.json': json({ types: 'types.d.ts' }),
  });
  assert.is(leadsTo(project, 'src/app.ts', './orders'), 'src/orders/index.tsx');
  assert.is(leadsTo(project, 'src/app.ts', './orders/'), 'src/orders/index.tsx');
  assert.is(leadsTo(project, 'src/app.ts', './legacy'), 'src/legacy/lib/main.js');
  assert.is(leadsTo(project, 'src/app.ts', './typed'), 'src/typed/types.d.ts');
  assert.is(leadsTo(project, 'src/app.ts', '.'), 'src/index.ts');
  assert.is(leadsTo(project, 'src/orders/index.tsx', '..'), 'src/index.ts');
  assert.is(leadsTo(project, 'src/orders/index.tsx', '../'), 'src/index.ts');
});

test('a file goes before a folder, and a final slash asks for the folder', () => {
  const project = projectOf(empty('src/app.ts', 'src/orders.ts', 'src/orders/index.ts'));
  assert.is(leadsTo(project, 'src/app.ts', './orders'), 'src/orders.ts');
  assert.is(leadsTo(project, 'src/app.ts', './orders/'), 'src/orders/index.ts');
});

test('assets resolve exactly, their query is cut', () => {
  const project = projectOf(empty('src/app.ts', 'src/theme.css', 'src/logo.svg', 'src/Card.vue', 'src/query.graphql'));
  assert.is(leadsTo(project, 'src/app.ts', './theme.css?inline'), 'src/theme.css');
  assert.is(leadsTo(project, 'src/app.ts', './logo.svg?raw'), 'src/logo.svg');
  assert.is(leadsTo(project, 'src/app.ts', './Card.vue'), 'src/Card.vue');
  assert.is(leadsTo(project, 'src/app.ts', './query.graphql'), 'src/query.graphql');
  assert.is(leadsTo(project, 'src/app.ts', './gone.css?inline'), 'missing src/gone.css');
});

test('platform variants, framework components and declarations of arbitrary extensions are found', () => {
  const project = projectOf(
    empty('src/app.tsx', 'src/button.web.tsx', 'src/sheet.ios.ts', 'src/Card.vue', 'src/theme.d.css.ts'),
  );
  assert.is(leadsTo(project, 'src/app.tsx', './button'), 'src/button.web.tsx');
  assert.is(leadsTo(project, 'src/app.tsx', './sheet'), 'src/sheet.ios.ts');
  assert.is(leadsTo(project, 'src/app.tsx', './Card'), 'src/Card.vue');
  assert.is(leadsTo(project, 'src/app.tsx', './theme.css'), 'src/theme.d.css.ts');
});

test('rootDirs are one folder', () => {
  const project = projectOf({
    'tsconfig.json': json({ compilerOptions: { rootDirs: ['src', 'gen-src'] } }),
    ...empty('src/app/a.ts', 'gen-src/app/messages.ts'),
  });
  assert.is(leadsTo(project, 'src/app/a.ts', './messages'), 'gen-src/app/messages.ts');
});

test('a target that is nowhere is missing', () => {
  const project = projectOf(empty('src/app.ts'));
  assert.equal(project.resolve('src/app.ts', '../lib2/orders'), { kind: 'missing', expected: 'lib2/orders' });
  assert.is(leadsTo(project, 'src/app.ts', './orders.js'), 'missing src/orders.js');
  assert.is(leadsTo(project, 'src/app.ts', './logo.svg'), 'missing src/logo.svg');
});

test('a target that git ignores is unknown', () => {
  const project = projectOf({ ...empty('src/app.ts'), 'src/.gitignore': '/client.ts\n/api/\n/schema.json\n' });
  assert.is(leadsTo(project, 'src/app.ts', './client'), 'unknown: git ignores src/client.ts');
  assert.is(leadsTo(project, 'src/app.ts', './client.js'), 'unknown: git ignores src/client.ts');
  assert.is(leadsTo(project, 'src/app.ts', './api/orders'), 'unknown: git ignores src/api/orders');
  assert.is(leadsTo(project, 'src/app.ts', './schema'), 'unknown: git ignores src/schema.json');
  assert.is(leadsTo(project, 'src/app.ts', './other'), 'missing src/other');
});

test('a pattern that ignores compiled output at large proves nothing about one module', () => {
  const project = projectOf({ ...empty('src/app.ts'), '.gitignore': '*.js\n*.d.ts\n' });
  assert.is(leadsTo(project, 'src/app.ts', './orders'), 'missing src/orders');
});

test('a target in a folder that builds write is unknown', () => {
  const project = projectOf({
    ...empty('app/src/main.ts', 'tool/src/main.ts'),
    'app/package.json': json({ name: 'app', main: './lib/main.js' }),
    'tool/package.json': json({ name: 'tool' }),
  });
  for (const folder of ['dist', 'build', 'out', 'generated', '__generated__', '.next', 'node_modules']) {
    assert.is(leadsTo(project, 'app/src/main.ts', `../${folder}/a`), `unknown: app/${folder} is written by a build`);
  }
  assert.is(leadsTo(project, 'app/src/main.ts', '../lib/main.js'), 'unknown: app/lib is written by a build');
  assert.is(leadsTo(project, 'tool/src/main.ts', '../lib/main.js'), 'missing tool/lib/main.js');
  assert.is(leadsTo(project, 'app/src/main.ts', './generated'), 'unknown: app/src/generated is written by a build');
  assert.is(
    leadsTo(project, 'app/src/main.ts', './routeTree.gen'),
    'unknown: app/src/routeTree.gen is named as a generated file',
  );
  assert.is(leadsTo(project, 'app/src/main.ts', './$types'), 'unknown: app/src/$types is named as a generated file');
});

test('a target in a submodule is unknown', () => {
  const project = projectOf({
    '.gitmodules': '[submodule "vendor"]\n\tpath = vendor/shared/\n\turl = https://git.internal/shared.git\n',
    ...empty('src/app.ts', 'src/app.py'),
  });
  assert.is(leadsTo(project, 'src/app.ts', '../vendor/shared/a'), 'unknown: vendor/shared is a submodule');
  assert.is(leadsTo(project, 'src/app.py', '..vendor.shared.a'), 'unknown: vendor/shared is a submodule');
  assert.is(leadsTo(project, 'src/app.ts', '../vendor/other'), 'missing vendor/other');
});

test('what a loader may provide, what is no path and what leaves the root is unknown', () => {
  const project = projectOf(empty('src/app.ts'));
  assert.is(leadsTo(project, 'src/app.ts', './q.graphql'), 'unknown: src/q.graphql may be provided by a loader');
  assert.is(leadsTo(project, 'src/app.ts', './core.wasm'), 'unknown: src/core.wasm may be provided by a loader');
  assert.is(leadsTo(project, 'src/app.ts', './locales/${name}'), 'unknown: src/locales/${name} is not a plain path');
  assert.is(leadsTo(project, 'src/app.ts', '../../shared/a'), 'unknown: ../../shared/a leaves the root');
  assert.is(leadsTo(project, 'src/app.ts', '/src/a'), 'unknown: /src/a is an absolute path');
});

test('modules of Node, packages and URLs are external', () => {
  const project = projectOf(empty('src/app.ts'));
  const found = ['fs', 'node:fs', 'fs/promises', 'node:test', 'react', '@scope/x/deep/y', 'lodash/map', 'bun:test'].map(
    (specifier) => leadsTo(project, 'src/app.ts', specifier),
  );
  assert.equal(found, [
    'external node:fs',
    'external node:fs',
    'external node:fs',
    'external node:test',
    'external react',
    'external @scope/x',
    'external lodash',
    'external bun:test',
  ]);
});

test('an alias that no configuration defines is unknown', () => {
  const project = projectOf(empty('src/app.ts'));
  assert.is(leadsTo(project, 'src/app.ts', '@/orders'), 'unknown: no configuration that can be read defines @/orders');
  assert.is(leadsTo(project, 'src/app.ts', '#db'), 'unknown: no configuration that can be read defines #db');
});

test('imports of other formats are not followed', () => {
  const project = projectOf(empty('a.sh'));
  assert.is(leadsTo(project, 'a.sh', './b'), 'unknown: imports of such files are not followed');
});

test.run();
