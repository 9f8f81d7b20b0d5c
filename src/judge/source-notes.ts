import type { Source } from '../model/source.js';

/** What was asked of a source beside its listing and its files' facts, with the answers. */
export interface SourceNotes {
  /** Path → name of the text, null where there is none. */
  readonly texts: readonly (readonly [path: string, id: string | null])[];
  readonly ignored: readonly (readonly [path: string, isIgnored: boolean])[];
}

export interface NotedSource {
  readonly source: Source;
  /** All that has been asked until now, and what `earlier` notes say. */
  notes(earlier?: SourceNotes): SourceNotes;
}

/** A source that notes what is asked of it. `idOf` names a text. */
export function noteSource(source: Source, idOf: (text: string) => string): NotedSource {
  const texts = new Map<string, string | null>();
  const ignored = new Map<string, boolean>();
  return {
    source: {
      ...source,
      text(path) {
        const text = source.text(path);
        if (!texts.has(path)) texts.set(path, nameOf(text, source.blob(path), idOf));
        return text;
      },
      isIgnored(path) {
        const isIgnored = source.isIgnored(path);
        ignored.set(path, isIgnored);
        return isIgnored;
      },
    },
    notes: (earlier) => ({
      texts: [...new Map([...(earlier?.texts ?? []), ...texts])],
      ignored: [...new Map([...(earlier?.ignored ?? []), ...ignored])],
    }),
  };
}

/** True if the source would answer the same. */
export function stillHolds(notes: SourceNotes, source: Source, idOf: (text: string) => string): boolean {
  return (
    notes.texts.every(([path, id]) => {
      const blob = source.blob(path);
      return (blob !== undefined && blob === id) || nameOf(source.text(path), undefined, idOf) === id;
    }) && notes.ignored.every(([path, isIgnored]) => source.isIgnored(path) === isIgnored)
  );
}

function nameOf(text: string | undefined, blob: string | undefined, idOf: (text: string) => string): string | null {
  return blob ?? (text === undefined ? null : idOf(text));
}
