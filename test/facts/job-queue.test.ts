import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FactStore } from '../../src/cache/fact-store.js';
import { contentId } from '../../src/facts/content-id.js';
import type { Extraction } from '../../src/facts/extraction.js';
import { FactRecord } from '../../src/facts/fact-record.js';
import type { Job } from '../../src/facts/job.js';
import { JobQueue, type JobQueueInput } from '../../src/facts/job-queue.js';

const JOB: Job = {
  path: 'app/settings.py',
  format: 'python',
  dialect: 'py',
  role: 'source',
  isRoleFixed: true,
  rules: 'r',
  scope: 'judged',
  judge: null,
};
const BYTES = Buffer.from('TOKEN = 1\n');
const KEY = `${contentId(BYTES)} python.py`;

/** A record of a content with one fact. */
function recordOf(size = BYTES.length, version = '1'): FactRecord {
  const signs = { isGenerated: false, hasTemplateTags: false };
  const header = { size, signs, lines: 1, skip: null, isJudgedAnyway: false };
  return FactRecord.of(header, [{ name: 'r', version, facts: [1] }]);
}

function storeOf(entries: ReadonlyMap<string, Buffer> = new Map()): FactStore & { added: Map<string, Buffer> } {
  const added = new Map<string, Buffer>();
  return {
    isEmpty: entries.size === 0,
    find: (key) => entries.get(key),
    add: (key, bytes) => added.set(key, bytes),
    askForAll: () => undefined,
    added,
  };
}

function queueOf(store: FactStore, more: Partial<JobQueueInput> & { mayBeStored?: boolean } = {}): JobQueue {
  const extraction: Extraction = {
    wanted: () => new Map([['r', '1']]),
    mayBeStored: () => more.mayBeStored ?? true,
    hasHeavyJudge: ({ judge }) => judge?.['compiler'] !== undefined,
    begin: () => Promise.reject(new Error('nothing is extracted here')),
    close: () => undefined,
  };
  return new JobQueue({
    jobs: [JOB],
    extraction,
    maxFileSize: 100,
    read: () => BYTES,
    blob: () => undefined,
    store,
    isHeld: false,
    onDone: () => undefined,
    ...more,
  });
}

/** Takes the one file and answers it; gives what was stored. */
function storedBy(
  store: ReturnType<typeof storeOf>,
  queue: JobQueue,
  failures: readonly { extractor: string; reason: string }[] = [],
): string[] {
  const file = queue.take('light');
  assert.ok(file);
  queue.finish(file, { record: recordOf(), failures, id: contentId(file.bytes) });
  return [...store.added.keys()];
}

test('what was found is stored by the content, not by what the path was known to hold', () => {
  const store = storeOf();
  assert.equal(storedBy(store, queueOf(store, { blob: () => 'f'.repeat(40) })), [KEY]);
});

test('what may not be written to disk is not, nor is what came of a failure', () => {
  const secret = storeOf();
  assert.equal(storedBy(secret, queueOf(secret, { mayBeStored: false })), []);
  const failed = storeOf();
  assert.equal(storedBy(failed, queueOf(failed), [{ extractor: 'r', reason: 'slow' }]), []);
});

test('a file with a known content is not read; one of a content that is too large by now is', () => {
  const id = contentId(BYTES);
  const read = (): Buffer => {
    throw new Error('it was read');
  };
  const known = queueOf(storeOf(new Map([[KEY, recordOf().bytes]])), { blob: () => id, read });
  assert.is(known.take('light'), null);
  assert.equal(
    known.results().map((file) => [file.id, file.facts('r')]),
    [[id, [1]]],
  );
  const large = queueOf(storeOf(new Map([[KEY, recordOf(101).bytes]])), { blob: () => id });
  assert.ok(large.take('light'));
});

test('threads that begin with the light ones take those with a heavy judge last, the others first', () => {
  const job = (path: string, judge: Job['judge']): Job => ({ ...JOB, path, judge });
  const jobs = [
    job('a.ts', { compiler: '5' }),
    job('b.py', { interpreter: 'python' }),
    job('c.py', null),
    job('d.ts', { compiler: '5' }),
  ];
  const order = (first: 'heavy' | 'light'): (string | undefined)[] => {
    const queue = queueOf(storeOf(), { jobs });
    assert.is(queue.size, 4);
    return Array.from({ length: 4 }, () => queue.take(first)?.job.path);
  };
  assert.equal(order('heavy'), ['a.ts', 'd.ts', 'b.py', 'c.py']);
  assert.equal(order('light'), ['c.py', 'b.py', 'a.ts', 'd.ts']);
  const queue = queueOf(storeOf(), { jobs });
  const [first, second] = [queue.take('heavy'), queue.take('light')];
  for (const file of [first, second]) if (file !== null) queue.putBack(file);
  assert.equal([queue.take('heavy')?.job.path, queue.take('light')?.job.path], ['a.ts', 'c.py']);
});

test('facts that the store has are read from it when they are asked for, unless they must be held', () => {
  for (const isHeld of [false, true]) {
    const store = storeOf();
    const queue = queueOf({ ...store, find: (key) => store.added.get(key) }, { isHeld });
    assert.equal(storedBy(store, queue), [KEY]);
    const [file] = queue.results();
    assert.equal([file?.facts('r'), file?.facts('other'), file?.extractors], [[1], [], ['r']]);
    store.added.clear();
    if (isHeld) assert.equal(file?.facts('r'), [1]);
    else assert.throws(() => file?.facts('r'), /cache was damaged/);
  }
});

test('a section of another version is not taken; the file is looked at for the missing one', () => {
  const queue = queueOf(storeOf(new Map([[KEY, recordOf(BYTES.length, '0').bytes]])));
  const file = queue.take('light');
  assert.equal([file?.base?.names, file?.id], [['r 0'], contentId(BYTES)]);
});

test.run();
