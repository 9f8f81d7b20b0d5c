import { availableParallelism } from 'node:os';
import type { Rule } from '../model/rule.js';
import { createExtraction, type Extraction, type FileFacts, type Job } from './extraction.js';
import { WorkerPool } from './worker-pool.js';

export interface CollectInput {
  readonly jobs: readonly Job[];
  readonly rules: readonly Rule[];
  readonly maxFileSize: number;
  readonly read: (path: string) => Buffer;
  /** Threads beside this one for large runs; as many as there are cores when absent, none for 0. */
  readonly workers?: number;
  /** Called now and then with the number of files done. */
  readonly onProgress?: (done: number) => void;
}

/** Bytes after which starting worker threads pays: two of them cost about as much as extracting this. */
const INLINE_BYTES = 2_000_000;
/** Bytes of content that a worker gets at a time. */
const BATCH_BYTES = 500_000;
/** Files between two words about progress. */
const PROGRESS_STEP = 32;

/**
 * The facts of each job, in the jobs' order, the same for any number of workers. Reading and extracting never throw:
 * what goes wrong is in the result. The first bytes are extracted here; only what remains goes to worker threads.
 */
export async function collect(input: CollectInput): Promise<FileFacts[]> {
  const extraction = await createExtraction(input.rules, input.maxFileSize);
  const collected = new Map<string, FileFacts>();
  const waiting = [...input.jobs].reverse();
  const workers = canLeaveThread(input.rules) ? (input.workers ?? availableParallelism()) : 0;
  try {
    await collectHere({ ...input, extraction, collected, waiting, limit: workers === 0 ? Infinity : INLINE_BYTES });
    if (waiting.length > 0) await collectInWorkers({ ...input, collected, waiting, workers });
    // What no thread could be started for.
    await collectHere({ ...input, extraction, collected, waiting, limit: Infinity });
  } finally {
    extraction.close();
  }
  return input.jobs.flatMap((job) => collected.get(job.path) ?? []);
}

/** Another thread loads a rule by its module. */
function canLeaveThread(rules: readonly Rule[]): boolean {
  return rules.every((rule) => rule.extract === undefined || rule.module !== '');
}

interface Collection extends CollectInput {
  readonly collected: Map<string, FileFacts>;
  /** Jobs still to do, the next one last. */
  readonly waiting: Job[];
}

async function collectHere(input: Collection & { extraction: Extraction; limit: number }): Promise<void> {
  const { waiting, read, extraction, limit } = input;
  let bytesRead = 0;
  while (waiting.length > 0 && bytesRead < limit) {
    const batch: (FileFacts | Promise<FileFacts>)[] = [];
    for (let size = 0; size < BATCH_BYTES && bytesRead < limit;) {
      const job = waiting.pop();
      if (job === undefined) break;
      const bytes = readOrFail(job, read);
      batch.push(Buffer.isBuffer(bytes) ? (await extraction.begin(job, bytes)).facts : bytes);
      size += Buffer.isBuffer(bytes) ? bytes.length : 0;
      bytesRead += Buffer.isBuffer(bytes) ? bytes.length : 0;
    }
    for (const facts of batch) keep(input, await facts);
  }
}

function keep({ collected, onProgress }: Collection, facts: FileFacts): void {
  collected.set(facts.path, facts);
  if (collected.size % PROGRESS_STEP === 0) onProgress?.(collected.size);
}

async function collectInWorkers(input: Collection & { workers: number }): Promise<void> {
  const { waiting, collected, rules, maxFileSize } = input;
  const pool = new WorkerPool({ size: input.workers, rules, maxFileSize });
  const keep = (facts: readonly FileFacts[]): void => {
    for (const file of facts) collected.set(file.path, file);
    input.onProgress?.(collected.size);
  };
  const left = await pool.run({
    next: () => nextBatch(waiting, input.read, keep),
    onFacts: keep,
    // What a dying thread had in hand is tried again file by file, so that it costs one file.
    onDeath: (jobs, reason) => {
      if (jobs.length > 1)
        return jobs.map((job) => nextBatch([job], input.read, keep)).filter((batch) => batch !== null);
      keep(jobs.map((job) => broken(job, `the worker thread died over it (${reason})`)));
      return [];
    },
  });
  waiting.push(...left.flatMap(({ jobs }) => jobs));
}

export interface Batch {
  readonly jobs: readonly Job[];
  readonly contents: readonly Buffer[];
}

function nextBatch(
  waiting: Job[],
  read: CollectInput['read'],
  keep: (facts: readonly FileFacts[]) => void,
): Batch | null {
  const jobs: Job[] = [];
  const contents: Buffer[] = [];
  for (let size = 0; size < BATCH_BYTES;) {
    const job = waiting.pop();
    if (job === undefined) break;
    const bytes = readOrFail(job, read);
    if (Buffer.isBuffer(bytes)) {
      jobs.push(job);
      contents.push(bytes);
      size += bytes.length;
    } else {
      keep([bytes]);
    }
  }
  return jobs.length === 0 ? null : { jobs, contents };
}

function readOrFail(job: Job, read: CollectInput['read']): Buffer | FileFacts {
  try {
    return read(job.path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { ...nothing(job), skip: absence(job.path) };
    const message = error instanceof Error ? error.message : String(error);
    const reason = code === undefined ? message : `${code}: ${READ_FAULTS[code] ?? 'system error'}`;
    return broken(job, `cannot be read (${reason})`);
  }
}

function absence(path: string): string {
  return path.includes('\ufffd') ? 'its name is not valid UTF-8' : 'vanished while the check was under way';
}

const READ_FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'a folder took its place',
  ELOOP: 'a symbolic link took its place',
  EIO: 'the disk failed',
};

function nothing({ path, format, role }: Job): FileFacts {
  return { path, format, role, lines: 0, facts: {}, skip: null, failures: [], isParsed: false };
}

function broken(job: Job, reason: string): FileFacts {
  return { ...nothing(job), failures: [{ extractor: '', reason }] };
}
