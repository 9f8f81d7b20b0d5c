import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { FactStore } from '../cache/fact-store.js';
import { loadFormats } from '../formats/formats.js';
import type { Profile } from '../model/profile.js';
import type { Rule } from '../model/rule.js';
import { contentId } from './content-id.js';
import { divide } from './division.js';
import { createExtraction, type Extraction, type Found } from './extraction.js';
import type { FileFacts } from './file-facts.js';
import type { Job } from './job.js';
import { JobQueue, type PendingFile } from './job-queue.js';
import { WorkerPool } from './worker-pool.js';

export interface CollectInput {
  readonly jobs: readonly Job[];
  readonly rules: readonly Rule[];
  readonly maxFileSize: number;
  readonly read: (path: string) => Buffer;
  /** See `Source.prepare`. */
  readonly prepare?: ((paths: readonly string[], limit: number) => Promise<void>) | undefined;
  /** See `Source.blob`. */
  readonly blob?: (path: string) => string | undefined;
  /** Facts of earlier runs, and where those of this one go; absent for a run that remembers nothing. */
  readonly store?: FactStore | null;
  /** True if facts are asked for after the store has been closed: they are all held then. */
  readonly isHeld?: boolean;
  /** Stays open for the next time; one of its own when absent. */
  readonly extraction?: Extraction;
  /** Threads beside this one for large runs; 0 for none. By default every core has one thread at work. */
  readonly workers?: number;
  /** Told what extractors cost. */
  readonly profile?: Profile | undefined;
  /** Called now and then with the number of files done. */
  readonly onProgress?: (done: number) => void;
}

/** Bytes after which starting a worker thread pays: its start costs about as much as extracting this. */
const INLINE_BYTES = 2_000_000;
/** Files that are known to need looking at are more than those bytes. */
const MANY_FILES = 600;
/** Bytes of content that a thread takes at a time. */
const BATCH_BYTES = 250_000;
/** Files between two words about progress. */
const PROGRESS_STEP = 32;
/** Milliseconds after which this thread looks whether a worker wants anything. */
const LONGEST_TURN = 4;

/**
 * The facts of each job, in the jobs' order, the same for any number of workers and whatever the store knows. Reading and
 * extracting never throw: what goes wrong is in the result. Only large runs start worker threads.
 */
export async function collect(input: CollectInput): Promise<FileFacts[]> {
  const { workers, isSharing, processes } = divide({ ...input, formats: await loadFormats() });
  const extraction = input.extraction ?? (await createExtraction({ ...input, processes }));
  const queue = new JobQueue({
    jobs: input.jobs,
    extraction,
    maxFileSize: input.maxFileSize,
    read: input.read,
    blob: input.blob ?? (() => undefined),
    store: input.store ?? null,
    isHeld: input.isHeld ?? false,
    onDone: (done) => {
      if (done % PROGRESS_STEP === 0) input.onProgress?.(done);
    },
  });
  if (queue.size > 0) await input.prepare?.(queue.waiting, input.maxFileSize);
  try {
    if (workers === 0 || queue.size < MANY_FILES)
      await extractHere(queue, extraction, workers === 0 ? Infinity : INLINE_BYTES);
    if (queue.size > 0) {
      limitGarbage();
      const pool = new WorkerPool({ ...input, size: workers });
      await Promise.all([extractThere(queue, pool), isSharing ? extractHere(queue, extraction, Infinity) : undefined]);
    }
    // What no thread could be started for.
    await extractHere(queue, extraction, Infinity);
  } finally {
    if (input.extraction === undefined) extraction.close();
  }
  return queue.results();
}

/** Per cent of what is in use by which a heap may grow until it is cleared. */
const GROWTH = 50;

/** V8 lets heaps of this size grow to several times what is in use: syntax trees fill them for nothing. */
function limitGarbage(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH.toString()}`);
}

type Begun = readonly (readonly [PendingFile, Promise<Found>])[];

/** Takes files in batches: a judge that works elsewhere answers one while the next is read. */
async function extractHere(queue: JobQueue, extraction: Extraction, limit: number): Promise<void> {
  let before: Begun = [];
  for (let left = limit; left > 0;) {
    const batch = await beginBatch(queue, extraction, Math.min(left, BATCH_BYTES));
    await finishBatch(queue, before);
    before = batch;
    if (batch.length === 0) return;
    for (const [{ bytes }] of batch) left -= bytes.length;
  }
  await finishBatch(queue, before);
}

async function beginBatch(queue: JobQueue, extraction: Extraction, bytes: number): Promise<Begun> {
  const batch: [PendingFile, Promise<Found>][] = [];
  let turn = performance.now();
  for (let size = 0; size < bytes;) {
    const file = queue.take('light');
    if (file === null) break;
    batch.push([file, (await extraction.begin(file.job, file.bytes, known(file))).found]);
    size += file.bytes.length;
    if (performance.now() - turn < LONGEST_TURN) continue;
    await setImmediate();
    turn = performance.now();
  }
  return batch;
}

async function finishBatch(queue: JobQueue, batch: Begun): Promise<void> {
  for (const [file, found] of batch) {
    const id = queue.wantsIds && file.id === null ? contentId(file.bytes) : null;
    queue.finish(file, { ...(await found), id });
  }
}

/** `<name> <version>` of each section that need not be found. */
function known({ base }: PendingFile): ReadonlySet<string> | undefined {
  return base === null ? undefined : new Set(base.names);
}

async function extractThere(queue: JobQueue, pool: WorkerPool): Promise<void> {
  const left = await pool.run({
    next: () => nextBatch(queue),
    onAnswers: (files, answers) => {
      for (const [index, file] of files.entries()) {
        const answer = answers[index];
        if (answer !== undefined) queue.finish(file, answer);
      }
    },
    // What a dying thread had in hand is tried again file by file, so that it costs one file.
    onDeath: (files, reason) => {
      const [only] = files;
      if (only === undefined || files.length > 1) return files.map((file) => [file]);
      queue.fail(only, `the worker thread died over it (${reason})`);
      return [];
    },
    wantsIds: queue.wantsIds,
  });
  for (const file of left.flat()) queue.putBack(file);
}

function nextBatch(queue: JobQueue): readonly PendingFile[] | null {
  const files: PendingFile[] = [];
  for (let size = 0; size < BATCH_BYTES;) {
    const file = queue.take('heavy');
    if (file === null) break;
    files.push(file);
    size += file.bytes.length;
  }
  return files.length === 0 ? null : files;
}
