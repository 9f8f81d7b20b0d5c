import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeMemory, readMemory, writeMemory } from '../../src/cache/memory-file.js';
import { temporaryFolder } from '../temporary-folder.js';

/** What is read of a memory that was written. */
function reread(head: unknown, tail: unknown): { head: unknown; tail: unknown } {
  const folder = temporaryFolder({});
  try {
    const file = join(folder.path, 'run');
    writeMemory(file, encodeMemory({ head, tail: () => tail }));
    const memory = readMemory(file);
    assert.type(memory, 'object');
    return typeof memory === 'object' ? { head: memory.head, tail: memory.tail() } : { head: null, tail: null };
  } finally {
    folder.remove();
  }
}

test('a memory is read as it was written, however large its lists', () => {
  const paths = Array.from({ length: 1_203 }, (_, index) => `app/é/${index.toString()}.py`);
  const long = 'x'.repeat(600_000);
  const head = {
    paths,
    none: [],
    nothing: {},
    absent: undefined,
    rules: {
      a: [
        [1, ['b'], '[]'],
        [long, long],
      ],
      b: {},
    },
  };
  const tail = { deep: { deeper: { deepest: { list: [paths] } } }, text: 'ü', number: 0, no: null, list: [undefined] };
  assert.equal(reread(head, tail), JSON.parse(JSON.stringify({ head, tail })));
  assert.equal(reread(null, []), { head: null, tail: [] });
});

test.run();
