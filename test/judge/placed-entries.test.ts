import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PlacedEntries, type Assigned } from '../../src/judge/placed-entries.js';

/** `count` entries of one key. */
function assigned(path: string, count: number): Assigned {
  const file = { path, format: 'python', role: 'source', component: '' } as const;
  const entry = { file, extractor: 'definitions', fact: path, options: {} };
  return new Map([['key', Array.from({ length: count }, () => entry)]]);
}

test('entries beyond the most that are held are those that were placed first', () => {
  const placed = new PlacedEntries(10);
  const paths = ['a.py', 'b.py', 'c.py', 'd.py'];
  for (const path of paths) placed.set(path, assigned(path, 3));
  assert.equal(
    paths.filter((path) => placed.get(path) !== undefined),
    ['d.py'],
  );
});

test('a file that is placed anew counts once, also where it is larger than all that may be held', () => {
  const placed = new PlacedEntries(10);
  for (let round = 0; round < 5; round += 1) placed.set('a.py', assigned('a.py', 4));
  placed.set('b.py', assigned('b.py', 4));
  assert.is(placed.get('a.py')?.get('key')?.length, 4);
  placed.set('c.py', assigned('c.py', 20));
  assert.is(placed.get('c.py')?.get('key')?.length, 20);
  assert.is(placed.get('a.py'), undefined);
  placed.set('c.py', new Map());
  assert.is(placed.get('c.py'), undefined);
});

test.run();
