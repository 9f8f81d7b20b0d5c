import { setImmediate } from 'node:timers/promises';
import { roleBySigns, type ContentSigns } from '../formats/content-role.js';
import { extractFacts, type ContentFacts, type ExtractorFailure } from '../formats/extract.js';
import { loadFormats } from '../formats/formats.js';
import type { Role } from '../model/file.js';
import type { Rule } from '../model/rule.js';
import type { SyntaxJudge } from '../model/syntax-verdict.js';
import type { Extractor } from '../model/syntax.js';
import { FactRecord, type RecordHeader } from './fact-record.js';
import type { Job } from './job.js';
import { createSelect, type Sections, type Selection } from './selection.js';

export interface Extraction {
  /** What a file needs, once it is known what its content is like. */
  wanted(job: Job, header: RecordHeader): Sections;
  /**
   * Finds what is wanted of one file's bytes and not `known` (`<name> <version>`) already. Resolves when the next file
   * may be taken, with the promise of the facts: a judge may speak later. Never rejects.
   */
  readonly begin: (job: Job, bytes: Buffer, known?: ReadonlySet<string>) => Promise<{ readonly found: Promise<Found> }>;
  /** Ends the judges. */
  close(): void;
}

/** What was found in one content. */
export interface Found {
  readonly record: FactRecord;
  readonly failures: readonly ExtractorFailure[];
}

export async function createExtraction(rules: readonly Rule[], maxFileSize: number): Promise<Extraction> {
  const formats = new Map((await loadFormats()).map((format) => [format.name, format]));
  const select = createSelect(rules);
  const judges = new Map<string, SyntaxJudge>();

  function selected(job: Job, signs: ContentSigns): Selection {
    const format = formats.get(job.format);
    if (format === undefined) throw new Error(`no format ${job.format}`);
    return select(format, job, roleOf(job, signs));
  }

  function judgeFor(job: Job, { judge: version }: Selection): SyntaxJudge | undefined {
    const judging = formats.get(job.format)?.judging;
    if (version === null || job.judge === null || judging === undefined) return undefined;
    const key = `${job.format} ${version}`;
    const known = judges.get(key) ?? judging.create(job.judge);
    judges.set(key, known);
    return known;
  }

  async function begin(
    job: Job,
    bytes: Buffer,
    known: ReadonlySet<string> = NOTHING,
  ): Promise<{ readonly found: Promise<Found> }> {
    const format = formats.get(job.format);
    if (format === undefined) throw new Error(`no format ${job.format}`);
    const { facts, whole } = await extractFacts({
      bytes,
      format,
      dialect: job.dialect,
      maxFileSize,
      extractorsFor: (signs) => unknownOf(selected(job, signs), known),
      judgeFor: (signs) => {
        const selection = selected(job, signs);
        return known.has(`syntax ${selection.judge ?? ''}`) ? undefined : judgeFor(job, selection);
      },
    });
    // Native syntax trees are freed only between turns of the event loop.
    if (facts.isParsed) await setImmediate();
    return { found: whole.then((content) => toFound(content, selected(job, content.signs).sections)) };
  }

  return {
    wanted(job, header) {
      const { sections, judge } = selected(job, header.signs);
      if (header.skip === null) return sections;
      return header.isJudgedAnyway && judge !== null ? new Map([['syntax', judge]]) : NO_SECTIONS;
    },
    begin,
    close: () => {
      for (const judge of judges.values()) judge.close();
    },
  };
}

/** The role by path, or what the content says against it. */
export function roleOf({ path, role, isRoleFixed }: Job, signs: ContentSigns): Role {
  return isRoleFixed ? role : roleBySigns(signs, path, role);
}

const NOTHING: ReadonlySet<string> = new Set();
const NO_SECTIONS: Sections = new Map();

function toFound(content: ContentFacts, versions: Sections): Found {
  const sections = Object.entries(content.facts).map(([name, facts]) => ({
    name,
    version: versions.get(name) ?? '',
    facts,
  }));
  return { record: FactRecord.of(content, sections), failures: content.failures };
}

function unknownOf({ extractors, sections }: Selection, known: ReadonlySet<string>): ReadonlyMap<string, Extractor> {
  if (known.size === 0) return extractors;
  return new Map([...extractors].filter(([name]) => !known.has(`${name} ${sections.get(name) ?? ''}`)));
}
