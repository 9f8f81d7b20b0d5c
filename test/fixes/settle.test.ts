import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { settle, type Trial } from '../../src/fixes/settle.js';
import { unite } from '../../src/fixes/groups.js';

test('one bad item does not cost the others, whether or not it is suspected', async () => {
  for (const isSuspected of [true, false]) {
    let trials = 0;
    const attempt = (taken: readonly number[], tried: readonly number[]): Promise<Trial<number>> => {
      trials += 1;
      const bad = [...taken, ...tried].filter((item) => item === 57);
      return Promise.resolve(
        bad.length === 0 ? { holds: true } : { holds: false, reason: 'it is 57', suspects: isSuspected ? bad : [] },
      );
    };
    const { taken, refused } = await settle(
      Array.from({ length: 100 }, (_, index) => index),
      attempt,
    );
    assert.is(taken.length, 99);
    assert.equal(refused, [{ item: 57, reason: 'it is 57' }]);
    assert.ok(trials <= (isSuspected ? 3 : 15), `${trials} trials`);
  }
});

test('of two that do not go together the first is taken; nothing is asked about nothing', async () => {
  const attempt = (taken: readonly string[], tried: readonly string[]): Promise<Trial<string>> => {
    const all = [...taken, ...tried];
    return Promise.resolve(
      all.includes('a') && all.includes('b') ? { holds: false, reason: 'both', suspects: [] } : { holds: true },
    );
  };
  assert.equal(await settle(['a', 'b', 'c'], attempt), {
    taken: ['a', 'c'],
    refused: [{ item: 'b', reason: 'both' }],
  });
  assert.equal(await settle([], () => Promise.reject(new Error('asked'))), { taken: [], refused: [] });
});

test('all items that are good by themselves are taken, whoever is suspected', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(50)),
      fc.array(fc.nat(50)),
      fc.array(fc.nat(50)),
      async (items, bad, blamed) => {
        const isBad = new Set(bad);
        const { taken, refused } = await settle(items, (_, tried) =>
          Promise.resolve(
            tried.some((item) => isBad.has(item))
              ? { holds: false, reason: '', suspects: tried.filter((item) => blamed.includes(item)) }
              : { holds: true },
          ),
        );
        assert.equal([...taken].sort(), items.filter((item) => !isBad.has(item)).sort());
        assert.equal(refused.map(({ item }) => item).sort(), items.filter((item) => isBad.has(item)).sort());
      },
    ),
  ));

test('what shares a member is one group', () => {
  assert.equal(unite([['a', 'b'], ['c'], ['d', 'b'], ['e', 'c']]), [
    ['d', 'a', 'b'],
    ['e', 'c'],
  ]);
});

test.run();
