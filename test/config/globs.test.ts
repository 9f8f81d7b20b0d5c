import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';

import { globProblem } from '../../src/config/glob-pattern.js';
import { compileGlobs, decidingGlob, isCovered } from '../../src/config/globs.js';

function covered(patterns: readonly string[], paths: readonly string[]): readonly string[] {
  const globs = compileGlobs(patterns);
  return paths.filter((path) => isCovered(globs, path));
}

test('a pattern without a slash matches whole names at any depth, and everything below a folder', () => {
  const paths = ['env', 'env/a.py', 'src/env/a.py', 'environment/a.py', 'src/my-env/a.py', 'env.py', '.env'];
  assert.equal(covered(['env'], paths), ['env', 'env/a.py', 'src/env/a.py']);
});

test('a trailing slash covers only what is below', () => {
  assert.equal(covered(['legacy/'], ['legacy', 'legacy/a.py', 'src/legacy/x/a.py', 'src/legacy']), [
    'legacy/a.py',
    'src/legacy/x/a.py',
  ]);
});

test('a trailing globstar covers only what is below the folder, from the anchor on', () => {
  assert.equal(covered(['spec/**'], ['spec', 'spec/a.ts', 'spec/x/a.ts', 'src/spec/a.ts']), [
    'spec/a.ts',
    'spec/x/a.ts',
  ]);
});

test('a pattern with a slash counts from the anchor, and covers everything below', () => {
  const paths = ['services/api', 'services/api/a.py', 'x/services/api/a.py', 'services/api2/a.py'];
  assert.equal(covered(['services/api'], paths), ['services/api', 'services/api/a.py']);
});

test('a leading slash or ./ anchors a name', () => {
  for (const pattern of ['/build', './build']) {
    assert.equal(covered([pattern], ['build/a.js', 'src/build/a.js']), ['build/a.js']);
  }
});

test('a globstar stands for any number of folders, none included', () => {
  const paths = ['a.snap', 'x/a.snap', 'x/.y/a.snap', 'x/a.snapshot', 'src/a.ts', 'src/x/y/a.ts'];
  assert.equal(covered(['**/*.snap'], paths), ['a.snap', 'x/a.snap', 'x/.y/a.snap']);
  assert.equal(covered(['src/**/a.ts'], paths), ['src/a.ts', 'src/x/y/a.ts']);
  assert.equal(covered(['**'], paths), paths);
});

test('a star matches names with a leading dot, and stays within a name', () => {
  assert.equal(covered(['src/*.ts'], ['src/.a.ts', 'src/a.ts', 'src/x/a.ts']), ['src/.a.ts', 'src/a.ts']);
});

test('braces stand for several patterns, each anchored by its own slashes', () => {
  const paths = ['legacy/a.py', 'x/legacy/a.py', 'apps/old/a.py', 'x/apps/old/a.py', 'a.mjs', 'a.cjs', 'a.js', 'a.xjs'];
  assert.equal(covered(['{legacy,apps/old}/'], paths), ['legacy/a.py', 'x/legacy/a.py', 'apps/old/a.py']);
  assert.equal(covered(['*.{m,c,}js'], paths), ['a.mjs', 'a.cjs', 'a.js']);
  assert.equal(covered(['{a,{b,c}/d}.py'], ['a.py', 'b/d.py', 'c/d.py', 'd.py']), ['a.py', 'b/d.py', 'c/d.py']);
});

test('names with brackets and parentheses stand for themselves too', () => {
  assert.equal(
    covered(['app/[id]/page.tsx', 'app/(auth)/', '(shop)*'], ['app/[id]/page.tsx', 'app/(auth)/a.ts', '(shop)1']),
    ['app/[id]/page.tsx', 'app/(auth)/a.ts', '(shop)1'],
  );
  assert.equal(covered(['[ab].py'], ['a.py', 'c.py']), ['a.py']);
});

test('an escaped wildcard is literal', () => {
  assert.equal(covered([String.raw`a\*.py`], ['a*.py', 'ab.py']), ['a*.py']);
});

test('the last pattern that matches decides', () => {
  const globs = compileGlobs(['legacy/', '!legacy/keep/', 'legacy/keep/not.py']);
  const paths = ['legacy/a.py', 'legacy/keep/a.py', 'legacy/keep/not.py', 'src/a.py'];
  assert.equal(
    paths.map((path) => [isCovered(globs, path), decidingGlob(globs, path)?.pattern]),
    [
      [true, 'legacy/'],
      [false, '!legacy/keep/'],
      [true, 'legacy/keep/not.py'],
      [false, undefined],
    ],
  );
});

test('an anchor below the root confines patterns to its folder', () => {
  const globs = compileGlobs(['gen', 'src/*.ts'], { folder: 'apps/web', prefix: '' });
  const paths = [
    'gen/a.ts',
    'apps/web/gen/a.ts',
    'apps/web/x/gen/a.ts',
    'apps/web2/gen/a.ts',
    'apps/web/src/a.ts',
    'src/a.ts',
  ];
  assert.equal(
    paths.filter((path) => isCovered(globs, path)),
    ['apps/web/gen/a.ts', 'apps/web/x/gen/a.ts', 'apps/web/src/a.ts'],
  );
});

test('an anchor above the root sees the folders in between', () => {
  const globs = compileGlobs(['services/api/legacy/', 'services/web/'], { folder: '', prefix: 'services/api/' });
  assert.equal(
    ['legacy/a.py', 'web/a.py', 'a.py'].filter((path) => isCovered(globs, path)),
    ['legacy/a.py'],
  );
});

test('the root itself is covered by no pattern', () => {
  assert.is(isCovered(compileGlobs(['**', '*']), ''), false);
});

test('patterns that cannot work are refused with a reason', () => {
  const refused = ['', '!', '/', '../other/', 'a/../b', '*(a|b).py', 'x@(y)', 'a*b*c*d*e', 'a\0', '{a,b}'.repeat(7)];
  assert.equal(refused.map(globProblem), [
    'is empty',
    'is empty',
    'is empty',
    'leaves the folder of its configuration; `..` is not possible here',
    'leaves the folder of its configuration; `..` is not possible here',
    'uses an extended glob such as `@(…)`; write `{a,b}` instead',
    'uses an extended glob such as `@(…)`; write `{a,b}` instead',
    'has more than 3 stars in `a*b*c*d*e`',
    'holds a NUL character',
    'stands for more than 64 patterns',
  ]);
  assert.is(globProblem('x'.repeat(1001)), 'is longer than 1000 characters');
  assert.is(globProblem('!apps/*/src/**/*.{spec,test}.ts'), undefined);
  assert.throws(() => compileGlobs(['../x']), /\.\.\/x/);
});

test('the worst pattern against the worst path takes well under a second', async () => {
  const pattern = Array.from({ length: 60 }, () => '**/*a*a*b').join('/');
  const path = Array.from({ length: 15 }, () => 'a'.repeat(255)).join('/');
  assert.is(await withinSeconds(2, () => isCovered(compileGlobs([pattern]), path)), false);
});

test('depth counts the leading names without a wildcard', () => {
  const patterns = ['services/api', 'services/*', '**/api', 'api', '/api'];
  assert.equal(
    compileGlobs(patterns).map(({ depth }) => depth),
    [2, 1, -1, -1, 1],
  );
});

test.run();
