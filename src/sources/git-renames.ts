import { askGit, askRecords, openRepository } from './git.js';

/** Renames among more files than this are not looked for: each is compared with each. */
const MOST_RENAMES = 3_000;

/**
 * Path now → path at the commit, of the files that git takes for renamed between the commit and the index, both relative
 * to the root. Undefined where there is no such commit, as in a shallow clone, or no git.
 */
export async function renamesSince(root: string, commit: string): Promise<ReadonlyMap<string, string> | undefined> {
  const repository = openRepository(root);
  if (repository === undefined) return undefined;
  const options = ['-M', `-l${MOST_RENAMES}`, '--diff-filter=R', '--name-status', '--relative', '--no-ext-diff', '-z'];
  try {
    const records = await askRecords(repository, ['diff-index', '--cached', ...options, commit, '--']);
    const renames = new Map<string, string>();
    for (let index = 0; index + 2 < records.length; index += 3) {
      renames.set(records[index + 2] ?? '', records[index + 1] ?? '');
    }
    return renames;
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
