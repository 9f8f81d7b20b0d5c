import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changedLines } from '../../src/findings/changed-lines.js';

/** The numbers of the changed lines. */
function numbers(before: readonly string[], after: readonly string[]): number[] {
  const isChanged = changedLines(before.join('\n'), after.join('\n'));
  return after.flatMap((_, index) => (isChanged(index + 1, index + 1) ? [index + 1] : []));
}

/** The length of the longest common subsequence, by the textbook. */
function commonLength(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const next = [0];
    for (const [index, counterpart] of other.entries())
      next.push(line === counterpart ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let found = 0;
  for (const line of whole) if (part[found] === line) found += 1;
  return found === part.length;
}

test('what is not changed is a longest common subsequence', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const changed = new Set(numbers(before, after));
      const kept = after.filter((_, index) => !changed.has(index + 1));
      return isSubsequence(kept, before) && kept.length === commonLength(before, after);
    }),
    { numRuns: 2_000 },
  );
});

test('a span counts if any of its lines does; line ends do not count', () => {
  const isChanged = changedLines('a\r\nb\r\nc\r\n', 'a\nB\nc\n');
  assert.equal([isChanged(1, 1), isChanged(1, 2), isChanged(2, 2), isChanged(3, 9)], [false, true, true, false]);
});

test('texts that have little in common are compared by their lines, in no time', () => {
  const before = Array.from({ length: 30_000 }, (_, index) => `old ${index.toString()}`);
  const after = Array.from({ length: 30_000 }, (_, index) =>
    index % 3 === 0 ? `old ${index.toString()}` : `new ${index.toString()}`,
  );
  const start = performance.now();
  const changed = numbers(before, after);
  assert.ok(performance.now() - start < 5_000);
  assert.equal(
    changed,
    after.flatMap((_, index) => (index % 3 === 0 ? [] : [index + 1])),
  );
});

test.run();
