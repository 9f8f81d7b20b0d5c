import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PackStore } from '../../src/cache/fact-store.js';
import { temporaryFolder } from '../temporary-folder.js';

function withFolder(run: (folder: string) => void): () => void {
  return () => {
    const folder = temporaryFolder({});
    try {
      run(folder.path);
    } finally {
      folder.remove();
    }
  };
}

const open = (folder: string, namespace = '1'): PackStore => new PackStore({ folder, namespace });

/** Adds entries `name → text` in a run of its own. */
function run(folder: string, entries: Readonly<Record<string, string>>, isWhole = false): void {
  const store = open(folder);
  for (const [key, text] of Object.entries(entries)) store.add(key, Buffer.from(text));
  if (isWhole) store.askForAll();
  store.save();
  store.close();
}

function texts(folder: string, keys: readonly string[], namespace = '1'): (string | undefined)[] {
  const store = open(folder, namespace);
  const found = keys.map((key) => store.find(key)?.toString());
  store.close();
  return found;
}

const packs = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.pack'));

test(
  'what one run adds the next one finds',
  withFolder((folder) => {
    assert.is(open(folder).isEmpty, true);
    run(folder, { a: 'facts of a', b: '' });
    assert.equal(texts(folder, ['a', 'b', 'c']), ['facts of a', '', undefined]);
    run(folder, { c: 'facts of c', a: 'other facts of a' });
    assert.equal(texts(folder, ['a', 'b', 'c']), ['other facts of a', '', 'facts of c']);
  }),
);

test(
  'what is more than may be held goes to the disk as it comes, and is one pack in the end',
  withFolder((folder) => {
    run(folder, { old: 'facts of old', a: 'older facts of a' });
    const store = new PackStore({ folder, namespace: '1', mostHeld: 20 });
    const added = { a: 'facts of a', b: 'facts of b', c: 'facts of c', d: 'facts of d', e: 'facts of e', b2: '' };
    for (const [key, text] of Object.entries(added)) store.add(key, Buffer.from(text));
    store.add('b', Buffer.from('other facts of b'));
    assert.is(packs(folder).length, 3);
    const keys = ['a', 'b', 'c', 'd', 'e', 'b2', 'old', 'none'];
    const expected = ['facts of a', 'other facts of b', 'facts of c', 'facts of d', 'facts of e', ''];
    const all = [...expected, 'facts of old', undefined];
    assert.equal(
      keys.map((key) => store.find(key)?.toString()),
      all,
    );
    // A run that is killed here has lost nothing of that.
    assert.equal(texts(folder, ['a', 'c', 'd', 'old']), ['facts of a', 'facts of c', 'facts of d', 'facts of old']);
    store.save();
    store.close();
    assert.is(packs(folder).length, 1);
    assert.equal(texts(folder, keys), all);
  }),
);

test(
  'where the disk does not take it, all is held',
  withFolder((folder) => {
    writeFileSync(join(folder, 'file'), '');
    const store = new PackStore({ folder: join(folder, 'file'), namespace: '1', mostHeld: 5 });
    const keys = ['a', 'b', 'c'];
    for (const key of keys) store.add(key, Buffer.from(`facts of ${key}`));
    assert.equal(
      keys.map((key) => store.find(key)?.toString()),
      ['facts of a', 'facts of b', 'facts of c'],
    );
    assert.throws(() => {
      store.save();
    });
  }),
);

test(
  'a run that adds nothing writes nothing',
  withFolder((folder) => {
    run(folder, {});
    assert.equal(readdirSync(folder), []);
    run(folder, { a: 'x' });
    const before = packs(folder);
    run(folder, {}, true);
    assert.equal(packs(folder), before);
  }),
);

test(
  'a hundred small runs leave a handful of packs with all that they added',
  withFolder((folder) => {
    const keys = Array.from({ length: 100 }, (_, index) => `k${index}`);
    for (const key of keys) run(folder, { [key]: `${key} `.repeat(50) });
    assert.ok(packs(folder).length <= 8, packs(folder).length.toString());
    assert.equal(
      texts(folder, keys),
      keys.map((key) => `${key} `.repeat(50)),
    );
  }),
);

test(
  'two runs at once keep what each of them found',
  withFolder((folder) => {
    run(folder, { old: 'o' });
    const [one, other] = [open(folder), open(folder)];
    one.add('one', Buffer.from('1'));
    other.add('other', Buffer.from('2'));
    one.save();
    // Its pack has been merged and removed by the other run; it is still open here.
    assert.is(other.find('old')?.toString(), 'o');
    other.save();
    assert.equal(texts(folder, ['old', 'one', 'other']), ['o', '1', '2']);
  }),
);

test(
  'a flipped byte costs the entry that it is in, is told, and is gone after the next run',
  withFolder((folder) => {
    run(folder, { a: 'first entry', b: 'second entry' });
    const file = join(folder, packs(folder)[0] ?? '');
    const bytes = readFileSync(file);
    bytes[bytes.lastIndexOf('second')] = 0;
    writeFileSync(file, bytes);
    const store = open(folder);
    assert.equal([store.find('a')?.toString(), store.find('b'), store.damage], ['first entry', undefined, 1]);
    store.add('b', Buffer.from('second entry'));
    store.save();
    const next = open(folder);
    assert.equal(
      [next.find('a')?.toString(), next.find('b')?.toString(), next.damage],
      ['first entry', 'second entry', 0],
    );
  }),
);

test(
  'a pack that was cut anywhere, or overwritten, is ignored or loses the entries that are gone',
  withFolder((folder) => {
    run(folder, { a: 'first entry', b: 'second entry' });
    const file = join(folder, packs(folder)[0] ?? '');
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      const found = texts(folder, ['a', 'b']);
      assert.ok(
        found.every((text, index) => text === undefined || text === ['first entry', 'second entry'][index]),
        `cut to ${length}: ${JSON.stringify(found)}`,
      );
    }
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(file, bytes);
      const found = texts(folder, ['a', 'b']);
      assert.ok(
        found.every((text, index) => text === undefined || text === ['first entry', 'second entry'][index]),
        `byte ${at}: ${JSON.stringify(found)}`,
      );
    }
    appendFileSync(file, 'x');
    assert.not.throws(() => texts(folder, ['a']));
  }),
);

test(
  'entries of another version of the tool are not seen, and go with the next run that writes',
  withFolder((folder) => {
    run(folder, { a: 'old facts' });
    assert.equal(texts(folder, ['a'], '2'), [undefined]);
    const [old = ''] = packs(folder);
    const store = open(folder, '2');
    store.add('a', Buffer.from('new facts'));
    store.save();
    assert.is(existsSync(join(folder, old)), false);
    assert.equal(texts(folder, ['a'], '2'), ['new facts']);
  }),
);

test(
  'what a killed run left is ignored, and removed when it is old',
  withFolder((folder) => {
    run(folder, { a: 'x' });
    const [fresh, old] = [join(folder, 'facts-1.pack.1-ab.tmp'), join(folder, 'facts-2.pack.2-cd.tmp')];
    for (const file of [fresh, old]) writeFileSync(file, 'half');
    utimesSync(old, 1, 1);
    run(folder, { b: 'y' });
    assert.equal([existsSync(fresh), existsSync(old)], [true, false]);
    assert.equal(texts(folder, ['a', 'b']), ['x', 'y']);
  }),
);

test(
  'what cannot be written is said, and costs nothing that was there',
  withFolder((folder) => {
    writeFileSync(join(folder, 'file'), '');
    const store = open(join(folder, 'file', 'below'));
    store.add('a', Buffer.from('x'));
    assert.throws(
      () => {
        store.save();
      },
      (error: NodeJS.ErrnoException) => error.code === 'ENOTDIR',
    );
  }),
);

test(
  'a store that has grown far beyond what a whole run uses is swept',
  withFolder((folder) => {
    const large = 'x'.repeat(40_000_000);
    run(folder, { stale: large });
    run(folder, { staler: large });
    const store = open(folder);
    store.add('used', Buffer.from('u'));
    store.askForAll();
    store.save();
    assert.equal(texts(folder, ['used', 'stale', 'staler']), ['u', undefined, undefined]);
    assert.is(packs(folder).length, 1);
  }),
);

test.run();
