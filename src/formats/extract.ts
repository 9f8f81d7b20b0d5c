import type { Format } from '../model/format.js';
import type { Profile } from '../model/profile.js';
import type { Extractor } from '../model/syntax.js';
import type { SyntaxJudge } from '../model/syntax-verdict.js';
import { askJudge, type Judged } from './ask-judge.js';
import { signsOf, type ContentSigns } from './content-role.js';
import { decode } from './decode.js';
import { ParsedContent } from './parsed-content.js';
import { ExtractionClock } from './extraction-clock.js';
import { loadParser } from './parser.js';

/** What was found in one content, or why it was not looked at. Plain JSON without a path. */
export interface ContentFacts {
  /** Bytes of the content. */
  readonly size: number;
  readonly signs: ContentSigns;
  /** Lines that hold more than white space. */
  readonly lines: number;
  /** Extractor → its facts; present for every extractor that ran, and for `syntax` where a judge spoke. */
  readonly facts: Readonly<Record<string, readonly unknown[]>>;
  readonly skip: string | null;
  /** True of a skipped content that a judge of bytes may still judge. */
  readonly isJudgedAnyway: boolean;
  /** Extractors that threw, with the message. */
  readonly failures: readonly ExtractorFailure[];
  /** True if a syntax tree was built; callers yield to the event loop so that it can be freed. */
  readonly isParsed: boolean;
}

export interface ExtractorFailure {
  /** '' where the whole file failed. */
  readonly extractor: string;
  readonly reason: string;
}

export interface ExtractionInput {
  readonly bytes: Buffer;
  readonly format: Format;
  readonly dialect: string;
  readonly maxFileSize: number;
  /** The extractors to run on a content with these signs, by name. */
  readonly extractorsFor: (signs: ContentSigns) => ReadonlyMap<string, Extractor>;
  /** Told what parsing and every extractor cost. */
  readonly profile?: Profile | undefined;
  /** Who judges the syntax of a content with these signs, if anybody is to. */
  readonly judgeFor: (signs: ContentSigns) => SyntaxJudge | undefined;
}

export interface Extracted {
  readonly facts: ContentFacts;
  /** The facts with the judge's verdict, which comes later. Never rejects. */
  readonly whole: Promise<ContentFacts>;
}

/** Bytes from which the role of a content that is not decoded is read. */
const HEAD = 2_000;

/**
 * Decodes one content, hands it to its judge and runs extractors over it. Never throws: what goes wrong is in the result.
 */
export async function extractFacts(input: ExtractionInput): Promise<Extracted> {
  const { bytes, format, dialect } = input;
  const size = bytes.length;
  const decoded = decode(bytes, format, input.maxFileSize);
  if ('skip' in decoded) {
    const signs = signsOf(bytes.toString('latin1', 0, HEAD));
    const isJudgedAnyway = decoded.isJudged && format.judging?.judgesBytes === true;
    const facts = { ...NOTHING, size, signs, skip: decoded.skip, isJudgedAnyway };
    const judge = isJudgedAnyway ? input.judgeFor(signs) : undefined;
    if (judge === undefined) return { facts, whole: Promise.resolve(facts) };
    const text = bytes.toString('latin1');
    return { facts, whole: withVerdict(facts, askJudge(judge, { format, dialect, bytes, text, hasBom: false })) };
  }
  const { text, hasBom, lines } = decoded;
  const signs = signsOf(text);
  const judge = input.judgeFor(signs);
  const asked = judge === undefined ? undefined : askJudge(judge, { format, dialect, bytes, text, hasBom });
  const extractors = input.extractorsFor(signs);
  const nothing = { ...NOTHING, size, signs, lines };
  if (extractors.size === 0) return { facts: nothing, whole: withVerdict(nothing, asked) };
  if (![...extractors.values()].some((extractor) => mayFind(extractor, text))) {
    const facts = { ...nothing, facts: Object.fromEntries([...extractors.keys()].map((name) => [name, []])) };
    return { facts, whole: withVerdict(facts, asked) };
  }
  const clock = input.profile === undefined ? undefined : new ExtractionClock(input.profile, format.name);
  const parse = await loadParser(format.grammar(dialect));
  const file = new ParsedContent(text, dialect, { format, parse: clock?.timing(parse) ?? parse, hasBom });
  const facts = { ...nothing, ...runExtractors(file, extractors, clock) };
  return { facts, whole: withVerdict(facts, asked) };
}

function mayFind({ sign }: Extractor, text: string): boolean {
  return sign === undefined || text.search(sign) >= 0;
}

const NOTHING = { lines: 0, facts: {}, skip: null, isJudgedAnyway: false, failures: [], isParsed: false };

async function withVerdict(facts: ContentFacts, asked: Promise<Judged> | undefined): Promise<ContentFacts> {
  if (asked === undefined) return facts;
  const { fact, failure } = await asked;
  if (fact !== null) return { ...facts, facts: { ...facts.facts, syntax: [fact] } };
  return { ...facts, failures: [...facts.failures, { extractor: 'syntax', reason: failure }] };
}

function runExtractors(
  file: ParsedContent,
  extractors: ReadonlyMap<string, Extractor>,
  clock?: ExtractionClock,
): Pick<ContentFacts, 'facts' | 'failures' | 'isParsed'> {
  const facts: Record<string, readonly unknown[]> = {};
  const failures: ExtractorFailure[] = [];
  for (const [name, extractor] of extractors) {
    clock?.start();
    try {
      const found = file.sharedFacts(name) ?? [...extractor.extract(file)];
      facts[name] = found;
    } catch (error) {
      failures.push({ extractor: name, reason: error instanceof Error ? error.message : String(error) });
    }
    clock?.stop(name, facts[name]);
  }
  const { isParsed } = file;
  file.dispose();
  return { facts, failures, isParsed };
}
