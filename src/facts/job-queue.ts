import type { FactStore } from '../cache/fact-store.js';
import { contentId } from './content-id.js';
import type { Extraction, Found } from './extraction.js';
import { FactRecord } from './fact-record.js';
import { failedFile, fileFacts, skippedFile, type FileFacts } from './file-facts.js';
import type { Job } from './job.js';

export interface JobQueueInput {
  readonly jobs: readonly Job[];
  readonly extraction: Extraction;
  /** Larger contents are skipped. */
  readonly maxFileSize: number;
  readonly read: (path: string) => Buffer;
  /** The content that a path is known to have without being read: see `Source.blob`. */
  readonly blob: (path: string) => string | undefined;
  readonly store: FactStore | null;
  /** True if facts are asked for after the store has been closed. */
  readonly isHeld: boolean;
  /** Called with the number of files done. */
  readonly onDone: (done: number) => void;
}

/** What looking at a file takes: a judge of syntax that needs much memory, another one, or none. */
type Burden = 'heavy' | 'judged' | 'none';

/** A file whose content has to be looked at. */
export interface PendingFile {
  readonly job: Job;
  readonly bytes: Buffer;
  /** Of the bytes; null where nobody has needed it yet. */
  readonly id: string | null;
  /** What is known of the content already. */
  readonly base: FactRecord | null;
}

/** What looking at a pending file found. */
export interface Answer extends Found {
  /** Of the content, where the store wants it. */
  readonly id: string | null;
}

/** Gives out the files whose facts are in no store, and gathers the facts of all. Nothing throws. */
export class JobQueue {
  readonly #input: JobQueueInput;
  /** In each the next one last. */
  readonly #waiting: Readonly<Record<Burden, Job[]>> = { heavy: [], judged: [], none: [] };
  readonly #done = new Map<string, FileFacts>();

  constructor(input: JobQueueInput) {
    this.#input = input;
    for (const job of input.jobs.filter((job) => !this.#isKnown(job)).reverse()) this.#waitingLike(job).push(job);
  }

  /** Jobs that wait; the store may still know some of them, once they are read. */
  get size(): number {
    return Object.values(this.#waiting).reduce((sum, jobs) => sum + jobs.length, 0);
  }

  /** The paths of those that wait. */
  get waiting(): readonly string[] {
    return Object.values(this.#waiting).flatMap((jobs) => jobs.map(({ path }) => path));
  }

  /**
   * The next file to look at; null if there is none. Threads that begin with the heavy ones leave the others alone with
   * what judges need, as long as there is anything else: a compiler takes 100 MB in each thread.
   */
  take(first: 'heavy' | 'light'): PendingFile | null {
    const { heavy, judged, none } = this.#waiting;
    const [one, then, last] = first === 'heavy' ? [heavy, judged, none] : [none, judged, heavy];
    const next = (): Job | undefined => one.pop() ?? then.pop() ?? last.pop();
    for (let job = next(); job !== undefined; job = next()) {
      const file = this.#open(job);
      if (file !== null) return file;
    }
    return null;
  }

  /** Puts a file back that nobody looked at. */
  putBack({ job }: PendingFile): void {
    this.#waitingLike(job).push(job);
  }

  /** True if answers should name their contents. */
  get wantsIds(): boolean {
    return this.#input.store !== null;
  }

  finish({ job, base, id }: PendingFile, answer: Answer): void {
    const record = base === null ? answer.record : answer.record.with(base);
    const name = id ?? answer.id;
    // That a content is too large is a matter of the configuration; what failed may succeed the next time.
    const { extraction, maxFileSize, store } = this.#input;
    const isSound = answer.failures.length === 0 && record.header.size <= maxFileSize;
    const isLasting = name !== null && isSound && extraction.mayBeStored(job);
    const reread = isLasting && store !== null ? this.#store(store, storeKey(name, job), record) : undefined;
    this.#keep(
      fileFacts(job, {
        record,
        reread,
        failures: answer.failures,
        wanted: extraction.wanted(job, record.header),
        id: isLasting ? name : null,
      }),
    );
  }

  fail({ job }: PendingFile, reason: string): void {
    this.#keep(failedFile(job, reason));
  }

  /** The facts of all jobs, in their order. */
  results(): FileFacts[] {
    return this.#input.jobs.flatMap((job) => this.#done.get(job.path) ?? []);
  }

  #waitingLike(job: Job): Job[] {
    if (job.judge === null) return this.#waiting.none;
    return this.#input.extraction.hasHeavyJudge(job) ? this.#waiting.heavy : this.#waiting.judged;
  }

  /** True if the store has all that is wanted of the content that the path is known to have. */
  #isKnown(job: Job): boolean {
    const id = this.#input.blob(job.path);
    return id !== undefined && this.#recall(job, id) === 'complete';
  }

  /** Keeps what the store has of a content, if it is all that is wanted; gives it otherwise. */
  #recall(job: Job, id: string): FactRecord | null | 'complete' {
    const { store, extraction } = this.#input;
    const bytes = store?.find(storeKey(id, job));
    if (bytes === undefined) return null;
    const record = new FactRecord(bytes);
    if (record.header.size > this.#input.maxFileSize) return null;
    const wanted = extraction.wanted(job, record.header);
    for (const [name, version] of wanted) if (!record.has(name, version)) return record;
    this.#keep(fileFacts(job, { record, failures: [], wanted, id }));
    return 'complete';
  }

  /** Hands a record to the store, and gives what reads it from there again, unless it must be held. */
  #store(store: FactStore, key: string, record: FactRecord): (() => FactRecord) | undefined {
    store.add(key, record.bytes);
    if (this.#input.isHeld) return undefined;
    return () => {
      const bytes = store.find(key);
      if (bytes === undefined) throw new Error('the cache was damaged while the check was under way');
      return new FactRecord(bytes);
    };
  }

  #open(job: Job): PendingFile | null {
    const bytes = this.#read(job);
    if (bytes === null) return null;
    const { store } = this.#input;
    // A store that holds nothing is not asked: whoever extracts names the content.
    if (store === null || store.isEmpty) return { job, bytes, id: null, base: null };
    const id = contentId(bytes);
    const base = this.#recall(job, id);
    return base === 'complete' ? null : { job, bytes, id, base };
  }

  #read(job: Job): Buffer | null {
    try {
      return this.#input.read(job.path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') this.#keep(skippedFile(job, absence(job.path)));
      else {
        const message = error instanceof Error ? error.message : String(error);
        const reason = code === undefined ? message : `${code}: ${READ_FAULTS[code] ?? 'system error'}`;
        this.#keep(failedFile(job, `cannot be read (${reason})`));
      }
      return null;
    }
  }

  #keep(facts: FileFacts): void {
    this.#done.set(facts.path, facts);
    this.#input.onDone(this.#done.size);
  }
}

/** The key of the facts of a content: equal ones of another format or dialect have other facts. */
export function storeKey(id: string, { format, dialect }: Job): string {
  return `${id} ${format}.${dialect}`;
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
