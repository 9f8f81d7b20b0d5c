import { askGit, askRecords, openRepository, type Repository } from './git.js';

/** Renames among more files than this are not looked for: each is compared with each. */
const MOST_RENAMES = 3_000;

export interface Renames {
  /** Path now → path at the commit, both relative to the root. */
  readonly former: ReadonlyMap<string, string>;
  /** False where git lacks contents to compare: then files that were changed as well are left out. */
  readonly isWhole: boolean;
}

/** Paths that are gone since a commit, as the entries of a baseline name them. */
export interface Lost {
  readonly root: string;
  readonly commit: string;
  readonly paths: readonly string[];
}

/**
 * The files that git takes for renamed between the commit and the index. Undefined where there is no such commit, as in
 * a shallow clone, or no git.
 */
export async function renamesSince({ root, commit, paths }: Lost): Promise<Renames | undefined> {
  const repository = openRepository(root);
  if (repository === undefined) return undefined;
  const similar = await renames({ repository, commit, similarity: '-M' }, alike(paths));
  if (similar !== undefined) return { former: similar, isWhole: true };
  // A partial clone has the names of all contents, and that is enough for files that were only renamed.
  const equal = await renames({ repository, commit, similarity: '-M100%' }, []);
  return equal === undefined ? undefined : { former: equal, isWhole: false };
}

/** Commits among which renames are followed one by one. */
const MOST_COMMITS = 2_000;

/**
 * Path now → path at the commit, by the commits in between, each compared with its first parent, and by what is staged:
 * a file that was renamed may have changed so much since, a little at a time, that git sees no rename from end to end.
 * A path that was renamed away and is then used again is another file. Empty where git cannot tell.
 */
export async function renamesStepByStep({ root, commit, paths }: Lost): Promise<ReadonlyMap<string, string>> {
  const repository = openRepository(root);
  if (repository === undefined) return new Map();
  // Signatures would be shown by a program that the repository may name.
  const walk = [
    'log',
    '--no-show-signature',
    '--first-parent',
    '-m',
    '--reverse',
    `--max-count=${MOST_COMMITS}`,
    '--format=',
    '-M',
  ];
  const shown = [`-l${MOST_RENAMES}`, '--diff-filter=R', '--name-status', '--relative', '--no-ext-diff', '-z'];
  const range = [`${commit}..HEAD`, '--', ...alike(paths)];
  const records = await askRecords(repository, [...walk, ...shown, ...range]).catch(() => undefined);
  const staged = await renames({ repository, commit: 'HEAD', similarity: '-M' }, alike(paths));
  if (records === undefined || staged === undefined) return new Map();
  const steps = [...pairsOf(records), ...[...staged].map(([now, then]) => [then, now] as const)];
  const origins = new Map<string, string>();
  const left = new Set<string>();
  for (const [from, to] of steps) {
    const origin = origins.get(from) ?? (left.has(from) ? undefined : from);
    origins.delete(from);
    left.add(from);
    if (origin !== undefined) origins.set(to, origin);
  }
  return origins;
}

/** Before and after, of records that are a status and two paths. */
function pairsOf(records: readonly string[]): (readonly [string, string])[] {
  return records.flatMap((_, index) =>
    index % 3 === 0 ? [[records[index + 1] ?? '', records[index + 2] ?? ''] as const] : [],
  );
}

/** Endings of files that may become each other by a rename. */
const FAMILIES = [
  ['py', 'pyi'],
  ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'],
];

/**
 * Pathspecs of the files that these may have become; none, which means all, where one is of another kind. Git then reads
 * no picture or recording that is gone or new as well: they are large, and a partial clone lacks them.
 */
function alike(paths: readonly string[]): string[] {
  const endings = paths.map((path) => /\.(\w+)$/.exec(path)?.[1] ?? '');
  const families = new Set(endings.map((ending) => FAMILIES.find((family) => family.includes(ending))));
  if (families.has(undefined)) return [];
  return [...families].flatMap((family) => (family ?? []).map((ending) => `:(glob)**/*.${ending}`));
}

interface Comparison {
  readonly repository: Repository;
  readonly commit: string;
  readonly similarity: '-M' | '-M100%';
}

async function renames(
  { repository, commit, similarity }: Comparison,
  pathspecs: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const options = [similarity, `-l${MOST_RENAMES}`, '--diff-filter=R', '--name-status', '--relative', '--no-ext-diff'];
  try {
    const records = await askRecords(repository, [
      'diff-index',
      '--cached',
      ...options,
      '-z',
      commit,
      '--',
      ...pathspecs,
    ]);
    return new Map(pairsOf(records).map(([then, now]) => [now, then]));
  } catch {
    return undefined;
  }
}

/** Git's name of the commit that is checked out; undefined where there is none. */
export async function headCommit(root: string): Promise<string | undefined> {
  const repository = openRepository(root);
  if (repository === undefined) return undefined;
  const printed = await askGit(repository, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => '');
  const commit = printed.trim();
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}
