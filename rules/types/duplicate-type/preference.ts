import { type Candidate, type Definition, isExported } from './definition.js';

const TYPES_FOLDER = /(?:^|\/)(?:types?|models?|schemas?|interfaces?|enums?|dtos?|entity|entities)\//i;
const TYPES_FILE =
  /(?:^|[/.])(?:types?|models?|schemas?|interfaces?|enums?|dtos?|entity|entities)(?:\.d)?\.\w+$|[-_](?:types|models|schemas|interfaces|enums|dtos?|entities)(?:\.d)?\.\w+$/i;
const FORMS_PLACE = /(?:^|\/)forms(?:\/|\.py$)/;
/** The ends of a program: they import others, and nothing else should import them. */
const LEAF_FOLDER =
  /(?:^|\/)(?:components?|hooks?|composables?|pages|views?|endpoints?|routes?|routers?|controllers?|handlers?|stories)\//i;
const SERVER_FOLDER = /(?:^|\/)server\//i;
const LEAF_FILE =
  /(?:^|[/._-])(?:views?|endpoints?|routes?|routers?|controllers?|handlers?|stories)\.\w+$|(?:^|\/)(?:page|layout)\.\w+$|(?:^|\/)use(?:[A-Z]|-)[\w-]*\.\w+$|\.[jt]sx$/;
const SHARED_PLACE = /(?:^|\/)(?:libs?|shared|common|core|utils?|constants?)(?:\/|\.\w+$)/i;
const LIBRARIES = /(?:^|\/)(?:packages|libs)\//;
const APPLICATIONS = /(?:^|\/)(?:apps|services)\//;

/**
 * The definitions in the order in which they are rather kept: across components those of a library first, then one in a
 * place for types, an exported one, one in a shared folder, one that is no leaf (component, page, endpoint…), one higher
 * up, the first by path.
 */
export function byPreference(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, ranks: ranksOf(candidate) }))
    .sort(comparePreference)
    .map(({ candidate }) => candidate);
}

interface Ranked {
  readonly candidate: Candidate;
  readonly ranks: readonly number[];
}

function comparePreference(a: Ranked, b: Ranked): number {
  for (const [index, rank] of a.ranks.entries()) {
    const difference = rank - (b.ranks[index] ?? rank);
    if (difference !== 0) return difference;
  }
  const [path, other] = [a.candidate.path, b.candidate.path];
  return path < other ? -1 : path > other ? 1 : 0;
}

function ranksOf(candidate: Candidate): readonly number[] {
  const { path, options } = candidate;
  return [
    options.acrossComponents ? distance(path) : 0,
    isAmongTypes(candidate) ? 0 : 1,
    isExported(candidate) ? 0 : 1,
    isLeaf(candidate) ? 2 : SHARED_PLACE.test(path) ? 0 : 1,
    path.split('/').length,
  ];
}

/**
 * True if every reader would keep this one and import it in the other place: it alone lies in a place for types. A place
 * inside a leaf folder (`components/types.ts`) is one for that folder only, a place in another component only if that is
 * a library.
 */
export function isClearlyKept(kept: Candidate, other: Candidate): boolean {
  if (!isAmongTypes(kept) || isAmongTypes(other)) return false;
  if (kept.component !== other.component && !(LIBRARIES.test(kept.path) && distance(other.path) > 0)) return false;
  return other.path.startsWith(leafFolderOf(kept));
}

function isAmongTypes({ path, fact }: Definition): boolean {
  return (
    TYPES_FOLDER.test(path) || TYPES_FILE.test(path) || (/Form(?:Set)?$/.test(fact.name) && FORMS_PLACE.test(path))
  );
}

function isLeaf(candidate: Candidate): boolean {
  return leafFolderOf(candidate) !== '' || LEAF_FILE.test(candidate.path);
}

/** The outermost leaf folder around the file, '' if there is none. `server/` is one where clients share the language. */
function leafFolderOf({ path, format }: Candidate): string {
  const folders = format === 'typescript' ? [LEAF_FOLDER, SERVER_FOLDER] : [LEAF_FOLDER];
  const ends = folders.map((folder) => folder.exec(path)).map((match) => (match === null ? 0 : endOf(match)));
  const found = ends.filter((end) => end > 0);
  return found.length === 0 ? '' : path.slice(0, Math.min(...found));
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

/** 0 for libraries, 2 for applications. */
function distance(path: string): number {
  if (LIBRARIES.test(path)) return 0;
  return APPLICATIONS.test(path) ? 2 : 1;
}
