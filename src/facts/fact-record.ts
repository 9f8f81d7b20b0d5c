import type { ContentSigns } from '../formats/content-role.js';

/** What is known of a content beside its facts. */
export interface RecordHeader {
  /** Bytes of the content. */
  readonly size: number;
  readonly signs: ContentSigns;
  /** Lines that hold more than white space. */
  readonly lines: number;
  /** Why the content is not looked at; null if it is. */
  readonly skip: string | null;
  /** True of a skipped content that a judge of bytes may still judge. */
  readonly isJudgedAnyway: boolean;
}

/** The facts of one extractor of one version. */
export interface FactSection {
  readonly name: string;
  readonly version: string;
  readonly facts: readonly unknown[];
}

interface StoredHeader extends RecordHeader {
  /** Name, version, and length in bytes of each section, in the order in which they follow. */
  readonly sections: readonly (readonly [name: string, version: string, length: number])[];
}

interface Place {
  readonly name: string;
  readonly version: string;
  readonly start: number;
  readonly end: number;
}

/** Bytes that hold the length of the header. */
const PREFIX = 4;
/** Versions of one section that are kept: the same content may be judged by several versions of its language. */
const MOST_VERSIONS = 4;

/**
 * What extractors found in one content, as bytes: a header and one section of JSON per extractor. A section is decoded
 * when it is asked for. Holds no path: the same content has the same record everywhere.
 */
export class FactRecord {
  readonly header: RecordHeader;
  readonly #places: readonly Place[];

  /** Throws if the bytes are no record. What they hold need not be read where it is known. */
  constructor(
    readonly bytes: Buffer,
    { header, places } = readHead(bytes),
  ) {
    this.header = header;
    this.#places = places;
  }

  /** The record of a header and sections. */
  static of(header: RecordHeader, sections: readonly FactSection[]): FactRecord {
    return encode(
      header,
      sections.map(({ name, version, facts }) => {
        const content = facts.length === 0 ? '' : JSON.stringify(facts);
        return { name, version, content, length: Buffer.byteLength(content) };
      }),
    );
  }

  /** This record with the sections of an older one of the same content that it lacks. */
  with(older: FactRecord): FactRecord {
    const kept = older.#encodedSections().filter(({ name, version }) => !this.has(name, version));
    const all = [...this.#encodedSections(), ...kept].filter(
      ({ name }, index, list) => list.slice(0, index).filter((other) => other.name === name).length < MOST_VERSIONS,
    );
    return encode(this.header, all);
  }

  /** `<name> <version>` of each section. */
  get names(): string[] {
    return this.#places.map(({ name, version }) => `${name} ${version}`);
  }

  has(name: string, version: string): boolean {
    return this.#place(name, version) !== undefined;
  }

  /** The facts of a section, decoded anew each time; none where there is no such section. */
  facts(name: string, version: string): readonly unknown[] {
    const place = this.#place(name, version);
    if (place === undefined || place.start === place.end) return NO_FACTS;
    return JSON.parse(this.bytes.toString('utf8', place.start, place.end)) as readonly unknown[];
  }

  /** Bytes that the facts of a section take, 0 where there is none. */
  size(name: string, version: string): number {
    const place = this.#place(name, version);
    return place === undefined ? 0 : place.end - place.start;
  }

  #encodedSections(): EncodedSection[] {
    return this.#places.map(({ name, version, start, end }) => ({
      name,
      version,
      content: this.bytes.subarray(start, end),
      length: end - start,
    }));
  }

  #place(name: string, version: string): Place | undefined {
    return this.#places.find((place) => place.name === name && place.version === version);
  }
}

interface Head {
  readonly header: RecordHeader;
  readonly places: readonly Place[];
}

function readHead(bytes: Buffer): Head {
  const headEnd = PREFIX + bytes.readUInt32LE(0);
  const { sections, ...header } = JSON.parse(bytes.toString('utf8', PREFIX, headEnd)) as StoredHeader;
  const places = placesOf(headEnd, sections);
  const end = places.at(-1)?.end ?? headEnd;
  if (end !== bytes.length) throw new Error(`a record of ${bytes.length} bytes speaks of ${end}`);
  return { header, places };
}

function placesOf(headEnd: number, sections: StoredHeader['sections']): readonly Place[] {
  let start = headEnd;
  return sections.map(([name, version, length]) => ({ name, version, start, end: (start += length) }));
}

interface EncodedSection {
  readonly name: string;
  readonly version: string;
  readonly content: string | Buffer;
  /** In bytes. */
  readonly length: number;
}

function encode(found: RecordHeader, encoded: readonly EncodedSection[]): FactRecord {
  const { size, signs, lines, skip, isJudgedAnyway } = found;
  const header: RecordHeader = { size, signs, lines, skip, isJudgedAnyway };
  const sections = encoded.map(({ name, version, length }) => [name, version, length] as const);
  const head = JSON.stringify({ ...header, sections } satisfies StoredHeader);
  const headEnd = PREFIX + Buffer.byteLength(head);
  const places = placesOf(headEnd, sections);
  const bytes = Buffer.allocUnsafe(places.at(-1)?.end ?? headEnd);
  bytes.writeUInt32LE(headEnd - PREFIX);
  bytes.write(head, PREFIX);
  encoded.forEach(({ content, length }, index) => {
    const start = places[index]?.start ?? headEnd;
    if (typeof content !== 'string') content.copy(bytes, start);
    else bytes.write(content, start, length === content.length ? 'latin1' : 'utf8');
  });
  return new FactRecord(bytes, { header, places });
}

const NO_FACTS: readonly unknown[] = [];
