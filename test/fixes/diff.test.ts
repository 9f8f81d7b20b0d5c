import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { unifiedDiff } from '../../src/fixes/diff.js';
import { changedLines } from '../../src/fixes/line-changes.js';
import { withFolder } from '../temporary-folder.js';

const diff = (path: string, before: string, after: string): string =>
  unifiedDiff({ path, before: Buffer.from(before), after: Buffer.from(after) }).toString();

test('a diff has three lines of context, one hunk for changes that are near each other, and says where no line ends', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`);
  const after = lines.with(1, 'two\n').with(6, 'seven\n').with(19, 'twenty');
  assert.is(
    diff('app/a.py', lines.join(''), after.join('')),
    [
      'diff --git a/app/a.py b/app/a.py',
      '--- a/app/a.py',
      '+++ b/app/a.py',
      '@@ -1,10 +1,10 @@',
      ...[' line 1', '-line 2', '+two', ' line 3', ' line 4', ' line 5', ' line 6', '-line 7', '+seven'],
      ...[' line 8', ' line 9', ' line 10'],
      '@@ -17,4 +17,4 @@',
      ...[' line 17', ' line 18', ' line 19', '-line 20', '+twenty', '\\ No newline at end of file', ''],
    ].join('\n'),
  );
  assert.is(diff('app/a.py', 'same\n', 'same\n'), '');
});

const NAMES = ['app/a.py', 'a name.py', 'naïve "quoted"\\.py', 'tab\there.py', '日本.py'];

test('git applies whatever comes out, for every name, line end and byte', () =>
  withFolder({}, async (folder) => {
    const line = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'é', '-', '+', '\\ No', '@@ -1 +1 @@', ''),
      fc.constantFrom('\n', '\n', '\r\n', '\r', '\n'),
    );
    const content = fc
      .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('', 'end', '\xff'))
      .map(([lines, end]) => Buffer.from(lines.map((pair) => pair.join('')).join('') + end, 'latin1'));
    const { writeFileSync, mkdirSync } = await import('node:fs');
    mkdirSync(join(folder, 'app'));
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), content, content, (name, before, after) => {
        fc.pre(before.length > 0 && after.length > 0 && !before.equals(after));
        writeFileSync(join(folder, name), before);
        execFileSync('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'], {
          cwd: folder,
          input: unifiedDiff({ path: name, before, after }),
          env: { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: join(folder, '..') },
        });
        assert.equal(readFileSync(join(folder, name)), after);
      }),
      { numRuns: 60 },
    );
  }));

test('the changes are those of a shortest script, and put one list in the place of the other', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (old, now) => {
      const changes = changedLines(old, now);
      const rebuilt: string[] = [];
      let at = 0;
      for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
        rebuilt.push(...old.slice(at, oldStart), ...now.slice(newStart, newEnd));
        at = oldEnd;
      }
      assert.equal([...rebuilt, ...old.slice(at)], now);
      const kept = old.length - changes.reduce((sum, { oldStart, oldEnd }) => sum + oldEnd - oldStart, 0);
      assert.is(kept, longestCommon(old, now));
    }),
  );
});

function longestCommon(one: readonly string[], other: readonly string[]): number {
  const table = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (const [i, a] of one.entries()) {
    for (const [j, b] of other.entries()) {
      const best = a === b ? (table[i]?.[j] ?? 0) + 1 : Math.max(table[i]?.[j + 1] ?? 0, table[i + 1]?.[j] ?? 0);
      table[i + 1]?.splice(j + 1, 1, best);
    }
  }
  return table[one.length]?.[other.length] ?? 0;
}

test('thousands of changed lines are one change, and take no time', () => {
  const old = Array.from({ length: 20_000 }, (_, index) => `old ${index}`);
  const now = old.map((line, index) => (index % 2 === 0 ? line.replace('old', 'new') : line));
  const start = performance.now();
  assert.equal(changedLines(old, now), [{ oldStart: 0, oldEnd: 19_999, newStart: 0, newEnd: 19_999 }]);
  assert.ok(performance.now() - start < 5_000);
});

test.run();
