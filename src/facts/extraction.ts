import { setImmediate } from 'node:timers/promises';
import { extractFacts, type ContentFacts, type ExtractorFailure } from '../formats/extract.js';
import { loadFormats } from '../formats/formats.js';
import type { Profile } from '../model/profile.js';
import type { Rule } from '../model/rule.js';
import type { SyntaxJudge } from '../model/syntax-verdict.js';
import type { Extractor } from '../model/syntax.js';
import { FactRecord } from './fact-record.js';
import type { Job } from './job.js';
import { createSelect, wantedBy, type Sections, type Selection, type Wanted } from './selection.js';

export interface Extraction {
  /** What a file needs, once it is known what its content is like. */
  readonly wanted: Wanted;
  /** True if facts of such files may be written to disk. */
  readonly mayBeStored: (job: Job) => boolean;
  /** True if a thread that asks who judges the syntax of such files needs much memory for that. */
  readonly hasHeavyJudge: (job: Job) => boolean;
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

export interface ExtractionOptions {
  readonly rules: readonly Rule[];
  /** Larger contents are skipped. */
  readonly maxFileSize: number;
  /** Told what extractors cost. */
  readonly profile?: Profile | undefined;
  /** How many processes a judge may keep at work; 1 by default. */
  readonly processes?: number;
}

export async function createExtraction(options: ExtractionOptions): Promise<Extraction> {
  const { rules, maxFileSize, profile, processes = 1 } = options;
  const all = await loadFormats();
  const formats = new Map(all.map((format) => [format.name, format]));
  const selected = createSelect(rules, all);
  const judges = new Map<string, SyntaxJudge>();

  function judgeFor(job: Job, { judge: version }: Selection): SyntaxJudge | undefined {
    const judging = formats.get(job.format)?.judging;
    if (version === null || job.judge === null || judging === undefined) return undefined;
    const key = `${job.format} ${version}`;
    const known = judges.get(key) ?? judging.create(job.judge, processes);
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
      profile,
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
    wanted: wantedBy(selected),
    mayBeStored: ({ format }) => formats.get(format)?.holdsSecrets !== true,
    hasHeavyJudge: ({ format }) => formats.get(format)?.judging?.isHeavy === true,
    begin,
    close: () => {
      for (const judge of judges.values()) judge.close();
    },
  };
}

const NOTHING: ReadonlySet<string> = new Set();

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
