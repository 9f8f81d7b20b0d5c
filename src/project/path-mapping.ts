import { probeModule } from './ecmascript-probing.js';
import type { Tree } from './tree.js';
import type { PathPattern, TypeScriptConfig } from './tsconfig.js';
import { pathFrom } from './tree-paths.js';

export interface Mapped {
  readonly pattern: PathPattern;
  /** The paths that the specifier stands for, in order of preference. */
  readonly candidates: readonly string[];
}

/** The entry of `paths` that TypeScript chooses for `specifier`: an exact one, else that with the longest prefix. */
export function mapByPaths(config: TypeScriptConfig, specifier: string): Mapped | undefined {
  let best: { readonly pattern: PathPattern; readonly matched: string } | undefined;
  for (const pattern of config.paths) {
    if (pattern.pattern === specifier) return { pattern, candidates: pattern.targets };
    const matched = matchStar(pattern.pattern, specifier);
    if (matched === undefined) continue;
    if (best === undefined || pattern.pattern.indexOf('*') > best.pattern.pattern.indexOf('*')) {
      best = { pattern, matched };
    }
  }
  if (best === undefined) return undefined;
  const { pattern, matched } = best;
  const candidates = pattern.targets.map((target) =>
    pathFrom(
      '',
      target.replace('*', () => matched),
    ),
  );
  return { pattern, candidates: candidates.filter((candidate) => candidate !== undefined) };
}

/** The file that `paths`, then `baseUrl`, give for `specifier`. */
export function probeMapped(
  tree: Tree,
  config: TypeScriptConfig,
  mapped: Mapped | undefined,
  specifier: string,
): string | undefined {
  for (const candidate of mapped?.candidates ?? []) {
    const found = probeModule(tree, candidate);
    if (found !== undefined) return found;
  }
  const based = config.baseUrl === null ? undefined : pathFrom(config.baseUrl, specifier);
  return based === undefined ? undefined : probeModule(tree, based);
}

/** What `*` stands for when `pattern`, which has one, matches the whole of `text`. */
export function matchStar(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return undefined;
  const [prefix, suffix] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const isMatch = text.length >= prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix);
  return isMatch ? text.slice(prefix.length, text.length - suffix.length) : undefined;
}
