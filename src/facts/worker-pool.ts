import { Worker } from 'node:worker_threads';
import type { Profile } from '../model/profile.js';
import type { Rule } from '../model/rule.js';
import { FactRecord } from './fact-record.js';
import type { Answer, PendingFile } from './job-queue.js';
import { READY, type BatchAnswer, type BatchMessage, type WorkerSetup } from './worker-messages.js';

type Batch = readonly PendingFile[];

export interface PoolRun {
  /** The next batch, or null when there are none left. */
  readonly next: () => Batch | null;
  readonly onAnswers: (files: Batch, answers: readonly Answer[]) => void;
  /** A thread died over these files; gives the batches to try instead. */
  readonly onDeath: (files: Batch, reason: string) => readonly Batch[];
  /** True if answers are to name their contents. */
  readonly wantsIds: boolean;
}

/** Megabytes for young objects: twice as many bring nothing, and stay allocated. */
const YOUNG_GENERATION = 24;

/** Batches that a worker has in hand: one to work on, one so that it need not wait. */
const BATCHES_IN_HAND = 2;

/** Extracts batches in worker threads. */
export class WorkerPool {
  readonly #size: number;
  readonly #setup: WorkerSetup;
  readonly #profile: Profile | undefined;

  constructor(input: { size: number; rules: readonly Rule[]; maxFileSize: number; profile?: Profile | undefined }) {
    this.#profile = input.profile;
    this.#size = input.size;
    this.#setup = {
      rules: input.rules
        .map(({ module, id, revision }) => ({ module, id, revision }))
        .filter(({ module }) => module !== ''),
      maxFileSize: input.maxFileSize,
      isProfiled: input.profile !== undefined,
    };
  }

  /** Resolves when every batch has been answered or given up, with those left over because no thread could start. */
  async run(run: PoolRun): Promise<readonly Batch[]> {
    const retries: Batch[] = [];
    await Promise.all(Array.from({ length: this.#size }, () => this.#serve(run, retries)));
    return retries;
  }

  /** One worker after another until no batch is left, or until one cannot even start. */
  async #serve(run: PoolRun, retries: Batch[]): Promise<void> {
    for (let isOver = false; !isOver;) {
      const { hasStarted, left } = await this.#work(run, () => retries.pop() ?? run.next());
      retries.push(...left);
      isOver = !hasStarted || left.length === 0;
    }
  }

  /** Feeds one worker until there is nothing left for it, or it dies; gives the batches to try again. */
  #work(run: PoolRun, next: () => Batch | null): Promise<{ hasStarted: boolean; left: readonly Batch[] }> {
    const first = next();
    if (first === null) return Promise.resolve({ hasStarted: true, left: [] });
    const worker = new Worker(new URL('worker.js', import.meta.url), {
      workerData: this.#setup,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
    });
    const inHand: Batch[] = [];
    const send = (batch: Batch): void => {
      inHand.push(batch);
      // Contents are copied: who read them may need them again, and copying costs 10 ms for 60 MB.
      worker.postMessage(toMessage(batch, run.wantsIds));
    };
    return new Promise((resolve) => {
      let hasStarted = false;
      let reason = 'it ended by itself';
      worker.on('message', (message: typeof READY | BatchAnswer) => {
        if (message === READY) hasStarted = true;
        else {
          run.onAnswers(inHand.shift() ?? [], toAnswers(message));
          for (const entry of message.profile) this.#profile?.add(entry);
        }
        for (let batch = inHand.length < BATCHES_IN_HAND ? next() : null; batch !== null;) {
          send(batch);
          batch = inHand.length < BATCHES_IN_HAND ? next() : null;
        }
        if (inHand.length === 0) void worker.terminate();
      });
      worker.on('error', (error) => {
        reason = error.message;
      });
      worker.on('exit', () => {
        const [culprit, ...others] = inHand;
        if (!hasStarted || culprit === undefined) resolve({ hasStarted, left: inHand });
        else resolve({ hasStarted, left: [...others, ...run.onDeath(culprit, reason)] });
      });
      send(first);
    });
  }
}

function toMessage(batch: Batch, wantsIds: boolean): BatchMessage {
  return {
    files: batch.map(({ job, bytes, id, base }) => ({
      job,
      content: bytes,
      known: base?.names ?? [],
      hasId: id !== null,
    })),
    wantsIds,
  };
}

function toAnswers({ bytes, files }: BatchAnswer): Answer[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = 0;
  return files.map(({ length, failures, id }) => ({
    record: new FactRecord(all.subarray(end, (end += length))),
    failures,
    id,
  }));
}
