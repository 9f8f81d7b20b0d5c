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

/** A file with its content's record, of which it shows what is wanted. */
export function fileFacts(
  job: Job,
  found: { record: FactRecord; failures: readonly ExtractorFailure[]; wanted: Sections; id: string | null },
): FileFacts {
  const { record, wanted } = found;
  return {
    path: job.path,
    format: job.format,
    role: roleOf(job, record.header.signs),
    lines: record.header.lines,
    skip: record.header.skip,
    failures: found.failures,
    id: found.id,
    facts(extractor) {
      const version = wanted.get(extractor);
      return version === undefined ? [] : record.facts(extractor, version);
    },
    get extractors() {
      return [...wanted].flatMap(([name, version]) => (record.size(name, version) > 0 ? [name] : []));
    },
  };
}

/** A file that holds nothing to look at. */
export function skippedFile(job: Job, skip: string): FileFacts {
  return { ...nothing(job), skip };
}

/** A file that could not be looked at. */
export function failedFile(job: Job, reason: string): FileFacts {
  return { ...nothing(job), failures: [{ extractor: '', reason }] };
}

function nothing({ path, format, role }: Job): FileFacts {
  return { path, format, role, lines: 0, skip: null, failures: [], id: null, facts: () => [], extractors: [] };
}
