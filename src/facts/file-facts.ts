import type { ExtractorFailure } from '../formats/extract.js';
import type { Role } from '../model/file.js';
import type { FactRecord } from './fact-record.js';
import type { Job } from './job.js';
import { roleOf, type Sections } from './selection.js';

/** What is known of one file: facts are decoded when they are asked for. */
export interface FileFacts {
  readonly path: string;
  readonly format: string;
  readonly role: Role;
  /** Lines that hold more than white space. */
  readonly lines: number;
  readonly skip: string | null;
  readonly failures: readonly ExtractorFailure[];
  /** Name of the content; null where nobody has named it, or nothing of it may be remembered. */
  readonly id: string | null;
  /** The facts of an extractor that was wanted for the file; none of any other. Decoded anew each time. */
  readonly facts: (extractor: string) => readonly unknown[];
  /** Names of the extractors whose facts are there. */
  readonly extractors: readonly string[];
}

/** What was found in a file's content, as far as it is held. */
export interface FoundFacts {
  readonly record: FactRecord;
  /** The same record whenever facts are asked for; absent where it is held. */
  readonly reread?: (() => FactRecord) | undefined;
  readonly failures: readonly ExtractorFailure[];
  readonly wanted: Sections;
  readonly id: string | null;
}

/** A file with what is wanted of its content's record. There may be very many, so none holds more than it must. */
export function fileFacts(job: Job, { record, reread, failures, wanted, id }: FoundFacts): FileFacts {
  const { lines, skip, signs } = record.header;
  const recordAgain = reread ?? held(record);
  const shown = shownOf(record, wanted);
  return {
    path: job.path,
    format: job.format,
    role: roleOf(job, signs),
    lines,
    skip,
    failures,
    id,
    facts(extractor) {
      const version = shown.sections.get(extractor);
      return version === undefined ? NO_FACTS : recordAgain().facts(extractor, version);
    },
    extractors: shown.names,
  };
}

/** In a function of its own: a closure holds all that its neighbours need. */
function held(record: FactRecord): () => FactRecord {
  return () => record;
}

interface Shown {
  readonly sections: Sections;
  readonly names: readonly string[];
}

/** Wanted sections → which of them hold facts → those; few differ among very many files. */
const SHOWN = new WeakMap<Sections, Map<string, Shown>>();

function shownOf(record: FactRecord, wanted: Sections): Shown {
  const all = [...wanted];
  const held = all.map(([name, version]) => record.size(name, version) > 0);
  const key = held.join('');
  const known = SHOWN.get(wanted) ?? new Map<string, Shown>();
  SHOWN.set(wanted, known);
  let shown = known.get(key);
  if (shown === undefined) {
    const sections = new Map(all.filter((_, index) => held[index]));
    known.set(key, (shown = { sections, names: [...sections.keys()] }));
  }
  return shown;
}

const NO_FACTS: readonly unknown[] = [];

/** A file that holds nothing to look at. */
export function skippedFile(job: Job, skip: string): FileFacts {
  return { ...nothing(job), skip };
}

/** A file that could not be looked at. */
export function failedFile(job: Job, reason: string): FileFacts {
  return { ...nothing(job), failures: [{ extractor: '', reason }] };
}

function nothing({ path, format, role }: Job): FileFacts {
  return { path, format, role, lines: 0, skip: null, failures: [], id: null, facts: () => NO_FACTS, extractors: [] };
}
