import { globProblem, parseGlob, type GlobAlternative } from './glob-pattern.js';

/**
 * Where patterns are anchored. `folder` is a folder of the project ('' is its root) outside of which nothing matches;
 * `prefix` is the way from an anchor above the root down to the root, ending in '/', else ''.
 */
export interface Anchor {
  readonly folder: string;
  readonly prefix: string;
}

export const ROOT_ANCHOR: Anchor = { folder: '', prefix: '' };

/** One pattern of a list. */
export interface Glob {
  /** As written. */
  readonly pattern: string;
  /** It takes paths back that an earlier pattern of the list matched. */
  readonly isNegated: boolean;
  /** How many leading segments hold no wildcard; the larger, the more specific. -1 when it matches at any depth. */
  readonly depth: number;
  /** True if the pattern, its negation aside, names the path or a folder above it. */
  matches(path: string): boolean;
}

/**
 * Compiles patterns for paths relative to the root, with `/`. A pattern without a slash (besides a trailing one) matches
 * at any depth below the anchor, any other from the anchor on; one that names a folder covers everything below it; one
 * that ends in `/` or `/**` covers only what is below. Whole segments are compared, never parts of them. A segment also
 * matches itself literally, so that `app/[id]/page.tsx` and `app/(auth)/` name what they show.
 * Throws an Error for a pattern that `globProblem` complains about.
 */
export function compileGlobs(patterns: readonly string[], anchor: Anchor = ROOT_ANCHOR): readonly Glob[] {
  return patterns.map((pattern) => compileGlob(pattern, anchor));
}

/** The pattern that decides about a path: the last one of the list that matches it. */
export function decidingGlob<T extends Glob>(globs: readonly T[], path: string): T | undefined {
  return globs.findLast((glob) => glob.matches(path));
}

/** True if the list covers the path: the last pattern that matches it is not a negated one. */
export function isCovered(globs: readonly Glob[], path: string): boolean {
  const glob = decidingGlob(globs, path);
  return glob !== undefined && !glob.isNegated;
}

function compileGlob(pattern: string, anchor: Anchor): Glob {
  const problem = globProblem(pattern);
  if (problem !== undefined) throw new Error(`The pattern ${JSON.stringify(pattern)} ${problem}.`);
  const { isNegated, alternatives } = parseGlob(pattern);
  return {
    pattern,
    isNegated,
    depth: Math.max(...alternatives.map(literalDepth)),
    matches(path) {
      const local = localPath(path, anchor);
      if (local === undefined || path === '') return false;
      const names = local.split('/');
      return alternatives.some((alternative) => matchesNames(alternative, names));
    },
  };
}

function localPath(path: string, anchor: Anchor): string | undefined {
  if (anchor.folder === '') return anchor.prefix + path;
  return path.startsWith(`${anchor.folder}/`) ? path.slice(anchor.folder.length + 1) : undefined;
}

/**
 * Follows the segments from the left and keeps every index of `names` that can have been reached, so the time is the
 * product of both lengths at most, whatever the pattern.
 */
function matchesNames(alternative: GlobAlternative, names: readonly string[]): boolean {
  let reached: readonly number[] = [0];
  for (const segment of alternative.segments) {
    const first = reached[0];
    if (first === undefined) return false;
    reached =
      segment === 'any-depth'
        ? Array.from({ length: names.length - first + 1 }, (_, index) => first + index)
        : reached.filter((index) => matchesName(segment, names[index])).map((index) => index + 1);
  }
  const end = alternative.isBelowOnly ? names.length - 1 : names.length;
  return reached.some((index) => index > 0 && index <= end);
}

function matchesName(segment: (name: string) => boolean, name: string | undefined): boolean {
  return name !== undefined && segment(name);
}

function literalDepth(alternative: GlobAlternative): number {
  return alternative.segments[0] === 'any-depth' ? -1 : alternative.literalSegments;
}
