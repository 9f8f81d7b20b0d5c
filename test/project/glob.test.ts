import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { matchesGlob } from '../../src/project/glob.js';

test('a star stays within a part, two stars cross any number of parts', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['packages/*', 'packages/ui', true],
    ['packages/*', 'packages/ui/src', false],
    ['packages/**', 'packages/ui/src', true],
    ['**/a.ts', 'a.ts', true],
    ['src/**/*.ts', 'src/a.ts', true],
    ['src/**/*.ts', 'src/a/b/c.ts', true],
    ['src/**/*.ts', 'src/a/b/c.tsx', false],
    ['src/*.test.?s', 'src/a.b.test.ts', true],
    ['src/*.test.?s', 'src/a.test.s', false],
    ['a*b*c', 'a1b2b3c', true],
    ['a*b*c', 'a1b2b3', false],
    ['a.c', 'abc', false],
    ['*', '', true],
  ];
  for (const [glob, path, expected] of cases) assert.is(matchesGlob(glob, path), expected, `${glob} ${path}`);
});

test('a hostile glob takes no time', () => {
  const start = process.hrtime.bigint();
  assert.not(matchesGlob(`${'**/a*'.repeat(40)}b`, 'a/'.repeat(200)));
  assert.not(matchesGlob(`${'a*'.repeat(2_000)}b`, 'a'.repeat(2_000)));
  assert.ok(process.hrtime.bigint() - start < 2_000_000_000n);
});

test.run();
