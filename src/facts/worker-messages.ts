import type { ExtractorFailure } from '../formats/extract.js';
import type { ProfileEntry } from '../model/profile.js';
import type { Job } from './job.js';

/** The first message of a worker thread. */
export const READY = 'ready';

/** What a worker thread is started with. */
export interface WorkerSetup {
  /** Rules that extract, by the module that another thread can import. */
  readonly rules: readonly { readonly module: string; readonly id: string; readonly revision: string }[];
  readonly maxFileSize: number;
  readonly isProfiled: boolean;
}

/** What a worker thread is asked. */
export interface BatchMessage {
  readonly files: readonly {
    readonly job: Job;
    readonly content: Uint8Array;
    /** `<name> <version>` of each section that need not be found. */
    readonly known: readonly string[];
    readonly hasId: boolean;
  }[];
  readonly wantsIds: boolean;
}

/** What a worker thread answers: the records of the batch's files, one behind the other. */
export interface BatchAnswer {
  readonly bytes: Uint8Array;
  readonly files: readonly {
    readonly length: number;
    readonly failures: readonly ExtractorFailure[];
    readonly id: string | null;
  }[];
  /** What the thread has spent since its last answer. */
  readonly profile: readonly ProfileEntry[];
}
