import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

import type { Project } from '../../src/model/rule.js';
import { createProjectIndex, type Change, type ProjectIndex } from '../../src/project/project-index.js';
import { memorySource, type MemorySource } from '../memory-source.js';
import { formatOf } from './project-of.js';

/** Every path that an edit may touch, and what it may then hold. */
const CONTENTS: Readonly<Record<string, readonly string[]>> = {
  '.gitignore': ['', '/web/src/client.ts\ngen/\n', '*.py\n'],
  'web/.gitignore': ['/src/orders*\n', '!src/client.ts\n'],
  'package.json': ['{"workspaces":["web","packages/*"]}', '{"name":"root","dependencies":{"@org/ui":"^1"}}', '{'],
  'pnpm-workspace.yaml': ['packages: [packages/*]', 'packages: &a [*a]'],
  'tsconfig.json': ['{}', '{"compilerOptions":{"baseUrl":".","paths":{"@/*":["web/src/*","packages/ui/*"]}}}'],
  'web/package.json': [
    '{"name":"web","dependencies":{"@org/ui":"workspace:*"},"imports":{"#db":"./src/db.ts","#lib/*":"./src/lib/*.ts"}}',
    '{"type":"module"}',
  ],
  'web/tsconfig.json': [
    '{"files":[],"references":[{"path":"./tsconfig.app.json"}]}',
    '{"extends":"@org/ui/tsconfig.json"}',
    '{"extends":"../tsconfig.json"}',
    '{"compilerOptions":{"rootDirs":["src","gen"],"paths":{"@/*":["./src/*"]}}}',
  ],
  'web/tsconfig.app.json': [
    '{"include":["src"],"compilerOptions":{"paths":{"~/*":["./src/*"]}}}',
    '{"extends":"./tsconfig.json"}',
  ],
  'packages/ui/package.json': [
    '{"name":"@org/ui","exports":{".":"./index.ts","./*":"./src/*.ts"}}',
    '{"name":"@org/ui","main":"dist/index.js"}',
    '{"name":"ui"}',
  ],
  'packages/ui/tsconfig.json': ['{"compilerOptions":{"baseUrl":"."}}'],
  'server/pyproject.toml': [
    '[project]\nname="server"\ndependencies=["shop"]\n',
    '[project]\nname="server"\n[tool.pytest.ini_options]\npythonpath=["code"]\n',
    '[tool.ruff]\n',
  ],
  'server/setup.py': ['from setuptools import setup\nsetup(ext_modules=[])\n'],
  'job/requirements.txt': ['flask\n'],
  'web/.env': ['REDIS_HOST=cache\n', 'REDIS_HOST=\n'],
  'deploy/compose.yml': ['REDIS_HOST: ${REDIS_HOST:?}\n', 'REDIS_HOST: ${REDIS_HOST:-localhost}\n'],
  'job/pyproject.toml': ['[project]\nname="shop"\n'],
};
const EMPTY = [
  'web/src/app.ts',
  'web/src/orders.ts',
  'web/src/orders.tsx',
  'web/src/orders/index.ts',
  'web/src/orders/list.ts',
  'web/src/api',
  'web/src/api/index.ts',
  'web/src/db.ts',
  'web/src/lib/date.ts',
  'web/src/Card.vue',
  'web/gen/orders.ts',
  'packages/ui/index.ts',
  'packages/ui/src/button.ts',
  'server/shop/__init__.py',
  'server/shop/orders.py',
  'server/shop/orders/__init__.py',
  'server/shop/api/views.py',
  'server/src/shop/__init__.py',
  'server/src/shop/orders.py',
  'server/code/shop/orders.py',
  'server/tests/test_orders.py',
  'job/shop/__init__.py',
  'job/shop/orders.py',
  'job/main.py',
];
const PATHS = [...Object.keys(CONTENTS), ...EMPTY];

type Question = readonly [label: string, ask: (project: Project) => unknown];

const MODULES = ['web/src/app.ts', 'web/src/orders/list.ts', 'web/vite.config.ts', 'packages/ui/index.ts'];
const SPECIFIERS = ['./orders', './client', './api', './Card', '.', '../orders.js', './gen/a'].concat([
  '@/orders',
  '~/orders',
  '@org/ui',
  '@org/ui/button',
  '#db',
  '#lib/date',
  'web/src/db',
  'react',
]);
const PYTHON = ['server/shop/api/views.py', 'server/tests/test_orders.py', 'job/main.py'];
const NAMES = ['shop', 'shop.orders', 'shop.gone', '.', '..orders', '.gone', '.version', 'tests', 'code', 'main'];
const QUESTIONS: readonly Question[] = [
  ...MODULES.flatMap((from) => SPECIFIERS.map((name): Question => [`${from} ${name}`, (p) => p.resolve(from, name)])),
  ...PYTHON.flatMap((from) => NAMES.map((name): Question => [`${from} ${name}`, (p) => p.resolve(from, name)])),
  ...MODULES.flatMap((from) => namesAsked(from, /\.(?:tsx?|vue)$/)),
  ...PYTHON.flatMap((from) => namesAsked(from, /\.py$/)),
  ...[...PATHS, 'web', 'web/src/api/index.ts/x', 'server/shop'].flatMap((path): Question[] => [
    [`component ${path}`, (p) => p.component(path)],
    [`exists ${path}`, (p) => p.exists(path)],
    [`ignored ${path}`, (p) => p.isIgnored(path)],
    [`facts ${path}`, (p) => p.facts(path, 'length')],
    [`role ${path}`, (p) => p.role(path)],
  ]),
  ['REDIS_HOST', (p) => p.isAssured('web/src/app.ts', 'REDIS_HOST')],
];

function namesAsked(from: string, targets: RegExp): Question[] {
  return EMPTY.filter((path) => targets.test(path)).map((target) => [
    `${from} names ${target}`,
    (project) => project.importNames(from, target),
  ]);
}

function indexOver(source: MemorySource): ProjectIndex {
  const lengthOf = (path: string): number => source.text(path)?.length ?? -1;
  return createProjectIndex({
    source,
    configuredComponent: () => undefined,
    facts: (path) => [lengthOf(path)],
    role: (path) => (lengthOf(path) > 20 ? 'source' : undefined),
    format: formatOf,
  });
}

interface Edit {
  readonly path: string;
  /** null deletes. */
  readonly content: string | null;
}

const edit: fc.Arbitrary<Edit> = fc
  .constantFrom(...PATHS)
  .chain((path) => fc.record({ path: fc.constant(path), content: fc.constantFrom(null, ...(CONTENTS[path] ?? [''])) }));
const start = fc.dictionary(fc.constantFrom(...PATHS), fc.nat(), { maxKeys: 30, noNullPrototype: true }).map((chosen) =>
  Object.entries(chosen)
    .filter(([path]) => !(path === 'web/src/api' && Object.keys(chosen).includes('web/src/api/index.ts')))
    .map(([path, index]): readonly [string, string] => {
      const contents = CONTENTS[path] ?? [''];
      return [path, contents[index % contents.length] ?? ''];
    }),
);

test('after any edits every answer is that of a fresh index, and no answer differs whose reads are untouched', () => {
  fc.assert(
    fc.property(start, fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (files, batches) => {
      const source = memorySource(Object.fromEntries(files));
      const index = indexOver(source);
      let known = askAll(index);
      for (const batch of batches) {
        const touched = index.invalidate(apply(source, batch));
        const now = askAll(index);
        const fresh = askAll(indexOver(source));
        for (const [label] of QUESTIONS) {
          assert.equal(now.get(label)?.answer, fresh.get(label)?.answer, `${label} as a fresh index has it`);
          const before = known.get(label);
          if (before === undefined || [...before.reads].some((key) => touched.has(key))) continue;
          assert.equal(now.get(label)?.answer, before.answer, `${label} without touched reads`);
        }
        known = now;
      }
    }),
    { numRuns: Number(process.env.PROJECT_INDEX_RUNS ?? 60) },
  );
});

interface Answer {
  readonly answer: unknown;
  readonly reads: ReadonlySet<string>;
}

function askAll(index: ProjectIndex): ReadonlyMap<string, Answer> {
  return new Map(
    QUESTIONS.map(([label, ask]) => {
      const reads = new Set<string>();
      return [label, { answer: ask(index.view(reads)), reads }];
    }),
  );
}

/** Edits the source, and says what changed on the whole. A file that stands in the way of a folder goes, and the other way round. */
function apply(source: MemorySource, edits: readonly Edit[]): readonly Change[] {
  const before = snapshot(source);
  for (const { path, content } of edits) {
    if (content === null) {
      source.delete(path);
      continue;
    }
    for (const other of PATHS) {
      if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) source.delete(other);
    }
    source.set(path, content);
  }
  return changesBetween(before, snapshot(source));
}

function snapshot(source: MemorySource): ReadonlyMap<string, string> {
  return new Map(PATHS.filter((path) => source.kind(path) === 'file').map((path) => [path, source.text(path) ?? '']));
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly Change[] {
  return PATHS.flatMap((path): Change[] => {
    const [old, current] = [before.get(path), after.get(path)];
    if (old === current) return [];
    return [{ path, kind: old === undefined ? 'added' : current === undefined ? 'removed' : 'changed' }];
  });
}

test('a change touches no more than what could see it', () => {
  const source = memorySource({
    'web/package.json': '{"name":"web"}',
    'web/src/app.ts': '',
    'web/src/orders.ts': '',
    'web/src/lib/date.ts': '',
  });
  const index = indexOver(source);
  const reads = new Set<string>();
  const view = index.view(reads);
  view.resolve('web/src/app.ts', './orders');
  view.component('web/src/app.ts');
  view.resolve('web/src/app.ts', 'react');
  const isTouched = (changes: readonly Change[]): boolean => {
    const touched = index.invalidate(changes);
    return [...reads].some((key) => touched.has(key));
  };
  source.set('web/src/lib/time.ts', '');
  assert.not(isTouched([{ path: 'web/src/lib/time.ts', kind: 'added' }]));
  source.set('web/src/orders.ts', 'export {};');
  assert.not(isTouched([{ path: 'web/src/orders.ts', kind: 'changed' }]));
  source.set('web/package.json', '{"name":"web","version":"2.0.0"}');
  assert.not(isTouched([{ path: 'web/package.json', kind: 'changed' }]));
  source.delete('web/src/orders.ts');
  assert.ok(isTouched([{ path: 'web/src/orders.ts', kind: 'removed' }]));
});

test('facts and roles are asked of the input, and recorded', () => {
  const index = indexOver(memorySource({ 'a.py': 'import os\n' }));
  const reads = new Set<string>();
  assert.equal(index.view(reads).facts('a.py', 'length'), [10]);
  assert.equal([...reads], ['facts:a.py']);
  assert.is(index.view(reads).role('a.py'), undefined);
  assert.ok(index.invalidate([{ path: '.gitattributes', kind: 'changed' }]).has('attributes'));
});

test.run();
