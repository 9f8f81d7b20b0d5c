import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { matchLines } from '../../src/model/matched-lines.js';

const split = (text: string): string[] => text.match(/./g) ?? [];

test('lines at the beginning and the end are matched first, then the longest common subsequence between', () => {
  assert.equal(matchLines(split('ab1c2ba'), split('abx1ycba')), {
    start: 2,
    end: 2,
    pairs: [
      [2, 3],
      [3, 5],
    ],
  });
  assert.equal(matchLines(split('same'), split('same')), { start: 4, end: 0, pairs: [] });
  assert.equal(matchLines([], split('new')), { start: 0, end: 0, pairs: [] });
  assert.equal(matchLines(split('aa'), split('aaa')), { start: 2, end: 0, pairs: [] });
});

test('pairs are equal, ascending, and as many as there can be', () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const text = (): string[] => Array.from({ length: random(14) }, () => 'abc'[random(3)] ?? '');
  for (let round = 0; round < 2_000; round += 1) {
    const [old, now] = [text(), text()];
    const { start, end, pairs = [] } = matchLines(old, now);
    assert.ok(pairs.every(([x, y], index) => isAfter([x, y], pairs[index - 1] ?? [start - 1, start - 1])));
    assert.ok(pairs.every(([x, y]) => old[x] === now[y] && x < old.length - end && y < now.length - end));
    assert.is(start + end + pairs.length, longestCommon(old, now), `${old.join('')} ${now.join('')}`);
  }
});

test('texts that differ by thousands of lines are not compared line by line', () => {
  const lines = (name: string): string[] => Array.from({ length: 3_000 }, (_, index) => `${name}${index.toString()}`);
  assert.equal(matchLines(['head', ...lines('a'), 'tail'], ['head', ...lines('b'), 'tail']), {
    start: 1,
    end: 1,
    pairs: undefined,
  });
});

function isAfter([x, y]: readonly [number, number], [beforeX, beforeY]: readonly [number, number]): boolean {
  return x > beforeX && y > beforeY;
}

function longestCommon(old: readonly string[], now: readonly string[]): number {
  let row = new Array<number>(now.length + 1).fill(0);
  for (const line of old) {
    const next = [0];
    for (const [index, other] of now.entries())
      next.push(line === other ? (row[index] ?? 0) + 1 : Math.max(next[index] ?? 0, row[index + 1] ?? 0));
    row = next;
  }
  return row[now.length] ?? 0;
}

test.run();
