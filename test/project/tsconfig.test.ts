import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { empty, json, leadsTo, projectOf } from './project-of.js';

test('paths lead from the tsconfig that defines them, or from its baseUrl', () => {
  const project = projectOf({
    'web/tsconfig.json':
      '{ // comments and trailing commas\n "compilerOptions": { "paths": { "@/*": ["./src/*"], "config": ["./config.ts"], }, }, }',
    'api/tsconfig.json': json({ compilerOptions: { baseUrl: './src', paths: { '~/*': ['*'] } } }),
    ...empty('web/src/app.ts', 'web/src/orders/index.ts', 'web/config.ts', 'api/src/app.ts', 'api/src/db.ts'),
  });
  assert.is(leadsTo(project, 'web/src/app.ts', '@/orders'), 'web/src/orders/index.ts');
  assert.is(leadsTo(project, 'web/src/app.ts', 'config'), 'web/config.ts');
  assert.is(leadsTo(project, 'api/src/app.ts', '~/db'), 'api/src/db.ts');
  assert.is(leadsTo(project, 'api/src/app.ts', 'db'), 'api/src/db.ts');
});

test('the longest prefix decides, then the order of the targets', () => {
  const project = projectOf({
    'tsconfig.json': json({
      compilerOptions: {
        paths: { '@/*': ['src/*'], '@/ui/*': ['ui/first/*', 'ui/second/*'], '@/ui/card': ['card.ts'] },
      },
    }),
    ...empty('app.ts', 'card.ts', 'ui/second/button.ts', 'ui/first/link.ts', 'ui/second/link.ts', 'src/ui/menu.ts'),
  });
  assert.is(leadsTo(project, 'app.ts', '@/ui/card'), 'card.ts');
  assert.is(leadsTo(project, 'app.ts', '@/ui/button'), 'ui/second/button.ts');
  assert.is(leadsTo(project, 'app.ts', '@/ui/link'), 'ui/first/link.ts');
  assert.is(leadsTo(project, 'app.ts', '@/ui/menu'), 'missing ui/first/menu');
});

test('an alias without a target is missing, unless a package of that name is installed or declared', () => {
  const config = { 'tsconfig.json': json({ compilerOptions: { paths: { '@app/*': ['src/*'] } } }), ...empty('a.ts') };
  assert.is(leadsTo(projectOf(config), 'a.ts', '@app/db'), 'missing src/db');
  const declared = { ...config, 'package.json': json({ dependencies: { '@app/db': '1' } }) };
  assert.is(leadsTo(projectOf(declared), 'a.ts', '@app/db'), 'external @app/db');
  const installed = { installed: { 'node_modules/@app/db/package.json': '{}' } };
  assert.is(leadsTo(projectOf(config, installed), 'a.ts', '@app/db'), 'external @app/db');
  const ignored = { ignored: ['/src/db.ts'] };
  assert.is(leadsTo(projectOf(config, ignored), 'a.ts', '@app/db'), 'unknown: git ignores src/db.ts');
});

test('a catch-all pattern claims no package', () => {
  const project = projectOf({
    'tsconfig.json': json({ compilerOptions: { baseUrl: '.', paths: { '*': ['types/*'] } } }),
    ...empty('a.ts', 'types/legacy.d.ts'),
  });
  assert.is(leadsTo(project, 'a.ts', 'legacy'), 'types/legacy.d.ts');
  assert.is(leadsTo(project, 'a.ts', 'react'), 'external react');
});

test('extends is followed through files, arrays, workspace packages and installed ones, the last winning', () => {
  const project = projectOf(
    {
      'package.json': json({ workspaces: ['packages/*', 'apps/*'] }),
      'packages/tsconfig/package.json': json({ name: '@org/tsconfig' }),
      'packages/tsconfig/base.json': json({ compilerOptions: { paths: { '@base/*': ['./shared/*'] } } }),
      'apps/web/tsconfig.json': json({ extends: '@org/tsconfig/base.json' }),
      'apps/api/tsconfig.json': json({ extends: ['@org/tsconfig/base', './own.json'] }),
      'apps/api/own.json': json({ compilerOptions: { paths: { '@own/*': ['./src/*'] } } }),
      'apps/cli/tsconfig.json': json({ extends: '@installed/node' }),
      'apps/job/tsconfig.json': json({ extends: '../template.json' }),
      'apps/template.json': json({ compilerOptions: { paths: { '@/*': ['${configDir}/src/*'] } } }),
      ...empty('packages/tsconfig/shared/a.ts', 'apps/web/a.ts', 'apps/api/a.ts', 'apps/api/src/b.ts', 'apps/cli/a.ts'),
      ...empty('apps/job/a.ts', 'apps/job/src/b.ts'),
    },
    {
      installed: {
        'node_modules/@installed/node/package.json': json({ tsconfig: 'strict.json' }),
        'node_modules/@installed/node/strict.json': json({ compilerOptions: { baseUrl: '../../../packages' } }),
      },
    },
  );
  assert.is(leadsTo(project, 'apps/web/a.ts', '@base/a'), 'packages/tsconfig/shared/a.ts');
  assert.is(leadsTo(project, 'apps/api/a.ts', '@own/b'), 'apps/api/src/b.ts');
  assert.is(leadsTo(project, 'apps/api/a.ts', '@base/a'), 'external @base/a');
  assert.is(leadsTo(project, 'apps/cli/a.ts', 'tsconfig/shared/a'), 'packages/tsconfig/shared/a.ts');
  assert.is(leadsTo(project, 'apps/job/a.ts', '@/b'), 'apps/job/src/b.ts');
});

test('a cycle of extends ends', () => {
  const project = projectOf({
    'tsconfig.json': json({ extends: './other.json', compilerOptions: { paths: { '@/*': ['./*'] } } }),
    'other.json': json({ extends: './tsconfig.json' }),
    ...empty('a.ts', 'b.ts'),
  });
  assert.is(leadsTo(project, 'a.ts', '@/b'), 'b.ts');
});

test('what extends names and is not installed makes a missing target unknown', () => {
  const project = projectOf({
    'web/tsconfig.json': json({ extends: '@org/base/tsconfig.json' }),
    ...empty('web/a.ts', 'a.ts'),
  });
  assert.is(
    leadsTo(project, 'web/a.ts', './gone'),
    'unknown: @org/base/tsconfig.json, which web/tsconfig.json extends, is not installed',
  );
  assert.is(leadsTo(project, 'a.ts', './gone'), 'missing gone');
});

test('extends never leaves the root', () => {
  const project = projectOf({ 'tsconfig.json': json({ extends: '../../etc/tsconfig.json' }), ...empty('a.ts') });
  assert.is(
    leadsTo(project, 'a.ts', './gone'),
    'unknown: ../../etc/tsconfig.json, which tsconfig.json extends, is not installed',
  );
});

test('a tsconfig of references delegates to the one that includes the file', () => {
  const project = projectOf({
    'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }, { path: './node' }] }),
    'tsconfig.app.json': json({
      compilerOptions: { paths: { '@/*': ['./src/*'] } },
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/server'],
    }),
    'node/tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['../tools/*'] } }, include: ['../*.config.ts'] }),
    ...empty('src/app.ts', 'src/orders.ts', 'vite.config.ts', 'tools/orders.ts', 'src/app.test.ts'),
  });
  assert.is(leadsTo(project, 'src/app.ts', '@/orders'), 'src/orders.ts');
  assert.is(leadsTo(project, 'vite.config.ts', '@/orders'), 'tools/orders.ts');
  assert.is(leadsTo(project, 'src/app.test.ts', '@/orders'), 'src/orders.ts');
});

test('a file beside a configuration that includes it does not go to the references', () => {
  const project = projectOf({
    'tsconfig.json': json({
      include: ['src'],
      references: [{ path: './tsconfig.node.json' }],
      compilerOptions: { paths: { '@/*': ['./src/*'] } },
    }),
    'tsconfig.node.json': json({ files: ['vite.config.ts'], compilerOptions: { paths: { '@/*': ['./tools/*'] } } }),
    ...empty('src/a.ts', 'src/b.ts', 'tools/b.ts', 'vite.config.ts', 'other.ts'),
  });
  assert.is(leadsTo(project, 'src/a.ts', '@/b'), 'src/b.ts');
  assert.is(leadsTo(project, 'vite.config.ts', '@/b'), 'tools/b.ts');
  assert.is(leadsTo(project, 'other.ts', '@/b'), 'src/b.ts');
});

test('jsconfig.json serves where there is no tsconfig.json, and broken ones hold nothing', () => {
  const project = projectOf({
    'js/jsconfig.json': json({ compilerOptions: { baseUrl: './src' } }),
    'broken/tsconfig.json': '[{ nonsense',
    ...empty('js/a.js', 'js/src/b.js', 'broken/a.ts'),
  });
  assert.is(leadsTo(project, 'js/a.js', 'b'), 'js/src/b.js');
  assert.is(leadsTo(project, 'broken/a.ts', './b'), 'missing broken/b');
});

test('bases that are shared many times over are read once', () => {
  const chain = Array.from({ length: 60 }, (_, level): [string, string] => [
    `level-${level}.json`,
    json({ extends: [`./level-${level + 1}.json`, `./level-${level + 1}`] }),
  ]);
  const project = projectOf({
    ...Object.fromEntries(chain),
    'tsconfig.json': json({ extends: './level-0.json' }),
    'level-60.json': json({ compilerOptions: { paths: { '@/*': ['./src/*'] } } }),
    ...empty('src/a.ts', 'src/b.ts'),
  });
  assert.is(leadsTo(project, 'src/a.ts', '@/b'), 'src/b.ts');
});

test('manifests nested without end hold nothing', () => {
  const project = projectOf({
    'tsconfig.json': '['.repeat(200_000),
    'package.json': '{"name":'.repeat(200_000),
    'pyproject.toml': `a = ${'['.repeat(200_000)}`,
    'pnpm-workspace.yaml': '['.repeat(20_000),
    ...empty('a.ts', 'a.py'),
  });
  assert.is(leadsTo(project, 'a.ts', 'react'), 'external react');
  assert.is(leadsTo(project, 'a.py', 'flask'), 'external flask');
});

test.run();
