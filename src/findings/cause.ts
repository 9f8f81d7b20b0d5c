import type { Finding } from '../model/finding.js';

/** A file that changed, as people are told of it. */
export interface ChangedPlace {
  /** Where it is; of one that is gone, where it was. */
  readonly path: string;
  readonly before: string | null;
  readonly isGone: boolean;
}

export interface CauseInput {
  readonly places: readonly ChangedPlace[];
  /** The files that a finding rests on, with the change and before it. */
  readonly groundsOf: (finding: Finding) => ReadonlySet<string>;
}

/**
 * Says which change brought a new finding into a file that did not change: one of the places that the finding itself
 * names, else of those that it rests on, else one of the name that it is about, else the only one there is.
 */
export function explainCause({ places, groundsOf }: CauseInput): (finding: Finding) => string {
  const byPath = new Map<string, ChangedPlace>();
  for (const place of places) {
    byPath.set(place.path, place);
    if (place.before !== null && !byPath.has(place.before)) byPath.set(place.before, place);
  }
  return (finding) => {
    const related = finding.related.flatMap(({ path }) => byPath.get(path) ?? []);
    if (related.length > 0) return wordsFor(related);
    const grounds = [...groundsOf(finding)].flatMap((path) => byPath.get(path) ?? []);
    if (grounds.length > 0) return wordsFor(grounds);
    const named = places.filter(
      ({ path, before }) => isNamed(finding, path) || (before !== null && isNamed(finding, before)),
    );
    if (named.length > 0) return wordsFor(named);
    return places.length === 1 ? wordsFor(places) : 'caused by this change, though not in a file that it changes';
  };
}

/** More than a few are no explanation. */
const MOST_NAMED = 3;

function wordsFor(places: readonly ChangedPlace[]): string {
  const all = [...new Set(places)];
  const words = all.slice(0, MOST_NAMED).map(describe).join(' and ');
  const rest = all.length - MOST_NAMED;
  return `caused by ${words}${rest > 0 ? ` and ${rest.toString()} more` : ''}`;
}

function describe({ path, before, isGone }: ChangedPlace): string {
  if (isGone) return `the removal of ${path}`;
  if (before === null) return `the new file ${path}`;
  return before === path ? `the change of ${path}` : `the move of ${before} to ${path}`;
}

/** True if the last word of what the finding is about (`../models`, `app.models`) is the name of the file or its folder. */
function isNamed({ subject }: Finding, path: string): boolean {
  const word = /([\w-]+)(?:\.[cm]?[jt]sx?|\.pyi?)?$/.exec(subject)?.[1];
  const names = path.replace(/(?:\/(?:index|__init__))?\.\w+$/, '').split('/');
  return word !== undefined && names.at(-1) === word;
}
