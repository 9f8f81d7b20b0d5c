import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { memorySource } from './memory-source.js';

test('it lists files sorted, with their attributes, and knows their folders', async () => {
  const source = memorySource(
    { 'b/c.py': 'x', 'a.ts': Buffer.from('y') },
    { attributes: { 'a.ts': ['linguist-generated'] } },
  );
  assert.equal(await source.list(), {
    files: [{ path: 'a.ts', attributes: new Set(['linguist-generated']) }, { path: 'b/c.py' }],
    skips: [],
    warnings: [],
    repositories: [],
    links: [],
  });
  assert.equal(
    ['', 'a.ts', 'b', 'b/c.py', 'c', '..'].map((path) => source.kind(path)),
    ['directory', 'file', 'directory', 'file', undefined, undefined],
  );
  assert.equal([source.entries(''), source.entries('b'), source.entries('none')], [['a.ts', 'b'], ['c.py'], []]);
  assert.equal([source.text('a.ts'), source.read('b/c.py').toString(), source.text('none')], ['y', 'x', undefined]);
  assert.throws(() => source.read('none'), /none is not in the source/);
});

test('an edit shows at once; a folder goes with its last file', () => {
  const source = memorySource({ 'a/b/c.py': '' });
  source.set('a/d.py', '1');
  source.set('a/d.py', '2');
  source.delete('a/b/c.py');
  assert.equal([source.entries('a'), source.kind('a/b'), source.text('a/d.py')], [['d.py'], undefined, '2']);
  source.delete('a/d.py');
  assert.equal([source.entries(''), source.kind('a'), source.kind('')], [[], undefined, 'directory']);
});

test('installed files are read, and not listed', async () => {
  const source = memorySource({}, { ignored: ['node_modules'], installed: { 'node_modules/x/package.json': '{}' } });
  assert.equal(
    [source.text('node_modules/x/package.json'), source.kind('node_modules'), (await source.list()).files],
    ['{}', undefined, []],
  );
  assert.ok(source.isIgnored('node_modules/x/package.json'));
});

test('the deepest .gitignore decides, but nothing below an ignored folder comes back', () => {
  const source = memorySource(
    {
      '.gitignore': '*.log\n/out\n/built/\n!keep.log\n',
      'a/.gitignore': '!b.log\n/c.py\n',
      'out/.gitignore': '!x\n',
      'built/x.js': '',
    },
    { ignored: ['secret.*'] },
  );
  const ignored = [
    'x.log',
    'keep.log',
    'a/b.log',
    'a/x.log',
    'a/c.py',
    'c.py',
    'out/x',
    'a/out',
    'built/y',
    'a/secret.env',
  ];
  assert.equal(
    ignored.filter((path) => source.isIgnored(path)),
    ['x.log', 'a/x.log', 'a/c.py', 'out/x', 'built/y', 'a/secret.env'],
  );
  assert.equal(
    ['', '..', '../x', '/x', './x'].filter((path) => source.isIgnored(path)),
    [],
  );
  source.set('.gitignore', '');
  assert.not(source.isIgnored('x.log'));
});

test('a path outside the root is refused', () => {
  assert.throws(() => memorySource({ '../x': '' }), /not a path below the root/);
});

test.run();
