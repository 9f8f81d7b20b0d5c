import type { Source } from '../model/source.js';

/** What was asked of a source beside its listing and its files' facts. */
export interface SourceNotes {
  /** Path → name of the text that was read, null where there was none. */
  readonly texts: readonly (readonly [path: string, id: string | null])[];
  /** The patterns by which paths were ignored that come from outside the root; null if nobody asked. */
  readonly outerPatterns: readonly string[] | null;
}

export interface NotedSource {
  readonly source: Source;
  /** All that has been asked until now, and what `earlier` notes say. */
  readonly notes: (earlier?: SourceNotes) => SourceNotes;
}

type NameOf = (text: string) => string;

/** A source that notes what is asked of it. `nameOf` names a text. */
export function noteSource(source: Source, nameOf: NameOf): NotedSource {
  const texts = new Map<string, string | null>();
  let isIgnoringAsked = false;
  return {
    source: {
      ...source,
      text(path) {
        const text = source.text(path);
        if (!texts.has(path)) texts.set(path, text === undefined ? null : nameOf(text));
        return text;
      },
      isIgnored(path) {
        isIgnoringAsked = true;
        return source.isIgnored(path);
      },
    },
    notes(earlier) {
      const { files, outer } = isIgnoringAsked ? source.ignoreBasis() : { files: [], outer: null };
      const ignoring = files.map((path) => [path, nameOfTextAt(source, path, nameOf)] as const);
      return {
        texts: [...new Map([...(earlier?.texts ?? []), ...texts, ...ignoring])],
        outerPatterns: outer ?? earlier?.outerPatterns ?? null,
      };
    },
  };
}

/** True if the source would answer the same. */
export function stillHolds({ texts, outerPatterns }: SourceNotes, source: Source, nameOf: NameOf): boolean {
  return (
    texts.every(([path, id]) => {
      return (id !== null && source.blob(path) === id) || nameOfTextAt(source, path, nameOf) === id;
    }) &&
    (outerPatterns === null || JSON.stringify(source.ignoreBasis().outer) === JSON.stringify(outerPatterns))
  );
}

/** By the text as it lies there: git's own name may be that of what it would make of it. */
function nameOfTextAt(source: Source, path: string, nameOf: NameOf): string | null {
  const text = source.text(path);
  return text === undefined ? null : nameOf(text);
}
