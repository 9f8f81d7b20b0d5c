import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { createMemo, type Memo } from '../../src/project/memo.js';

/** Numbers by name, and cells over them that count how often they are computed. */
function spreadsheet(values: Record<string, number>): {
  memo: Memo;
  values: Record<string, number>;
  value: (name: string) => number;
  sum: (name: string, parts: () => number) => number;
  computed: Record<string, number>;
} {
  const memo = createMemo();
  memo.record(new Set(), () => undefined);
  const computed: Record<string, number> = {};
  return {
    memo,
    values,
    value: (name) => {
      memo.depend(name);
      return values[name] ?? 0;
    },
    sum: (name, parts) =>
      memo.cell(name, '', () => {
        computed[name] = (computed[name] ?? 0) + 1;
        return parts();
      }),
    computed,
  };
}

test('a cell is computed once, and again when something it asked for is touched', () => {
  const { memo, values, value, sum, computed } = spreadsheet({ a: 1, b: 2 });
  const total = (): number => sum('total', () => value('a') + value('b'));
  assert.equal([total(), total(), computed], [3, 3, { total: 1 }]);
  values.a = 5;
  assert.equal([...memo.touch(['a'])], ['a', 'total']);
  assert.equal([total(), computed], [7, { total: 2 }]);
  assert.equal([...memo.touch(['c'])], ['c']);
  assert.equal(computed, { total: 2 });
});

test('a cell whose value stays the same disturbs nobody', () => {
  const { memo, values, value, sum, computed } = spreadsheet({ a: 4 });
  const parity = (): number => sum('parity', () => value('a') % 2);
  const label = (): number => sum('label', () => parity() + 10);
  assert.is(label(), 10);
  values.a = 6;
  assert.equal([...memo.touch(['a'])], ['a']);
  assert.equal([label(), computed], [10, { label: 1, parity: 2 }]);
  values.a = 7;
  assert.equal([...memo.touch(['a'])].sort(), ['a', 'label', 'parity']);
  assert.is(label(), 11);
});

test('a cell depends only on what its last computation asked for', () => {
  const { memo, values, value, sum, computed } = spreadsheet({ useB: 1, b: 2 });
  const chosen = (): number => sum('chosen', () => (value('useB') === 1 ? value('b') : 0));
  assert.is(chosen(), 2);
  values.useB = 0;
  memo.touch(['useB']);
  values.b = 9;
  memo.touch(['b']);
  assert.equal([chosen(), computed], [0, { chosen: 2 }]);
});

test('a diamond is consistent whichever side is refreshed first', () => {
  const { memo, values, value, sum } = spreadsheet({ a: 1 });
  const left = (): number => sum('left', () => value('a') + 1);
  const far = (): number => sum('far', () => left() * 10);
  const both = (): number => sum('both', () => value('a') + far());
  assert.is(both(), 21);
  values.a = 2;
  memo.touch(['a']);
  assert.is(both(), 32);
});

test('a recording holds the keys asked for directly, and nothing of what ran before or after', () => {
  const { memo, value, sum } = spreadsheet({ a: 1, b: 2 });
  const total = (): number => sum('total', () => value('a'));
  const reads = new Set<string>();
  value('b');
  memo.record(reads, () => {
    total();
    memo.record(undefined, () => value('b'));
  });
  value('b');
  assert.equal([...reads], ['total']);
});

test('a cell that depends on itself is an error, and the next question is answered', () => {
  const cyclic = createMemo();
  const first = (): number => cyclic.cell('first', '', () => second());
  const second = (): number => cyclic.cell('second', '', () => first());
  assert.throws(first, /^first depends on itself$/);
  assert.throws(second, /^second depends on itself$/);
  assert.is(
    cyclic.cell('other', '', () => 1),
    1,
  );
});

test('before the first recording cells are remembered until something is touched', () => {
  const memo = createMemo();
  let computed = 0;
  const total = (): number => memo.cell('total', '', () => (computed += 1));
  assert.equal([total(), total(), memo.isNoting()], [1, 1, false]);
  assert.equal([...memo.touch(['anything'])], ['anything']);
  assert.equal([total(), total()], [2, 2]);
});

test('the first recording starts anew, so that it misses no dependency', () => {
  const memo = createMemo();
  const total = (): boolean =>
    memo.cell('total', '', () => {
      memo.depend('a');
      return memo.isNoting();
    });
  const reads = new Set<string>();
  assert.is(total(), false);
  assert.is(memo.record(reads, total), true);
  assert.equal([...reads], ['total']);
  assert.equal([...memo.touch(['a'])], ['a']);
});

test('a remembered nothing is not computed again', () => {
  const memo = createMemo();
  let computed = 0;
  const absent = (): number | undefined => {
    computed += 1;
    return undefined;
  };
  assert.is(memo.cell('absent', 'src', absent), undefined);
  assert.is(memo.cell('absent', 'src', absent), undefined);
  assert.is(computed, 1);
});

test.run();
