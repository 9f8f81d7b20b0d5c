import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Listing, ListingSkip } from '../model/source.js';
import { askRecords, commonFolder, LFS, workTreeAbove } from './git.js';
import { insideOf, type Inside } from './inside.js';
import { attributesOnDisk, completeListing } from './listing.js';

const LINK = '120000';
const SUBMODULE = '160000';
const NOT_CHECKED_OUT = /^[Ss]$/;

/**
 * Tracked and untracked-but-not-ignored files under `root`; undefined where git has no work tree there. Where it has one
 * but git cannot list it (it is absent, or trusts the owner not), the text says so.
 */
export async function listWithGit(root: string): Promise<Listing | string | undefined> {
  const top = workTreeAbove(root);
  if (top === undefined) return undefined;
  const lines = (command: readonly string[]): Promise<string[]> => askRecords({ top, root, places: {} }, command);
  try {
    const [tracked, filters] = await Promise.all([
      lines(['ls-files', '-z', '-v', '--stage']),
      lines(['config', '-z', '--name-only', '--get-regexp', '^(filter\\..*|core\\.attributesfile)$']).catch(
        noneConfigured,
      ),
    ]);
    // To see what is modified, git would run the programs that the repository's own configuration names as filters; and
    // where files are converted by rules that are not seen here, its names are not those of what lies there.
    const isVouching = filters.every((name) => name.startsWith(LFS));
    const differing = await lines([
      ...['ls-files', '-z', '-t', '--others', '--exclude-standard', '--deleted'],
      ...(isVouching ? ['--modified'] : []),
    ]);
    return collect(root, { tracked, differing, isVouching: isVouching && !hasOwnAttributes(root, top) });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    const said = stderr?.split('\n').find((line) => line !== '');
    return code === 'ENOENT' ? 'git is not installed' : (said ?? 'git failed, or took too long');
  }
}

/** Git ends with 1 where there is no such setting. */
function noneConfigured(error: unknown): string[] {
  if ((error as { code?: unknown }).code === 1) return [];
  throw error;
}

interface Records {
  /** Of `ls-files -v --stage`: tag, mode, name of the content, stage, path. */
  readonly tracked: readonly string[];
  /** Of `ls-files -t --others --deleted --modified`: tag, path. */
  readonly differing: readonly string[];
  /** True if git's names for contents are those of the files as they lie there. */
  readonly isVouching: boolean;
}

function collect(root: string, { tracked, differing, isVouching }: Records): Listing {
  const { untracked, deleted, modified } = byTag(differing);
  const paths = new Set<string>();
  const blobs = new Map<string, string>();
  const links = new Set<string>();
  const repositories: string[] = [];
  for (const record of tracked) {
    const tab = record.indexOf('\t');
    const path = record.slice(tab + 1);
    const [tag = '', mode = '', blob = '', stage = ''] = record.slice(0, tab).split(' ');
    // A sparse checkout leaves files out of the work tree on purpose.
    if (deleted.has(path) || NOT_CHECKED_OUT.test(tag)) continue;
    if (mode === LINK) links.add(path);
    else if (mode === SUBMODULE) repositories.push(path);
    else paths.add(path);
    // In small letters where git was told not to look, at another stage than 0 where a merge is under way.
    if (tag === 'H' && stage === '0' && !modified.has(path)) blobs.set(path, blob);
  }
  for (const path of untracked) {
    if (path.endsWith('/')) repositories.push(path.slice(0, -1));
    else if (isLink(join(root, path))) links.add(path);
    else paths.add(path);
  }
  const inside = insideOf(root);
  return completeListing(attributesOnDisk(root), {
    paths: [...paths],
    // Git takes attributes that were deleted here from its index.
    ...(isVouching && ![...deleted].some((path) => path.endsWith('.gitattributes')) ? { blobs } : {}),
    links: [...links].map((path) => readLink(path, root, inside)),
    repositories,
  });
}

function byTag(
  records: readonly string[],
): Readonly<Record<'untracked' | 'deleted' | 'modified', ReadonlySet<string>>> {
  const paths = (tag: string): ReadonlySet<string> =>
    new Set(records.filter((record) => record.startsWith(tag)).map((record) => record.slice(tag.length)));
  return { untracked: paths('? '), deleted: paths('R '), modified: paths('C ') };
}

/** Attributes that are not in the listed tree may convert contents too; they are rare, and are not followed. */
function hasOwnAttributes(root: string, top: string): boolean {
  const user = process.env['XDG_CONFIG_HOME'] ?? join(process.env['HOME'] ?? top, '.config');
  const above = selfAndAbove(root, top).slice(1);
  return [
    ...[...above, top]
      .map((folder) => join(folder, '.gitattributes'))
      .filter((file) => file !== join(root, '.gitattributes')),
    join(commonFolder(top), 'info', 'attributes'),
    join(user, 'git', 'attributes'),
  ].some(existsSync);
}

/** The folders from one up to another above it. */
function selfAndAbove(folder: string, top: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== top && dirname(at) !== at;) folders.push((at = dirname(at)));
  return folders;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

export interface FoundLink {
  readonly path: string;
  /** See `Listing.links`; undefined if the link leads nowhere. */
  readonly target: string | null | undefined;
  /** What is not looked at because of it. A link into the root needs no word: its target is checked at its own place. */
  readonly skips: readonly ListingSkip[];
}

export function readLink(path: string, root: string, inside: Inside): FoundLink {
  try {
    const target = inside(join(root, path));
    if (target !== undefined) return { path, target, skips: [] };
    const reason = 'symbolic link that leads out of the root: not followed';
    return { path, target: null, skips: [{ path, reason, isFolder: statSync(join(root, path)).isDirectory() }] };
  } catch (error) {
    const isLoop = (error as NodeJS.ErrnoException).code === 'ELOOP';
    const reason = isLoop ? 'symbolic link that leads back to itself' : 'symbolic link that leads nowhere';
    return { path, target: undefined, skips: [{ path, reason, isFolder: false }] };
  }
}

/** The ignore files that git reads beside those under `root`: of the folders above it, and `.git/info/exclude`. */
export function outerIgnoreFiles(root: string): { text: string; prefix: string }[] {
  const top = workTreeAbove(root);
  if (top === undefined) return [];
  const outer: { text: string; prefix: string }[] = [];
  for (let at = root; at !== top;) {
    at = dirname(at);
    outer.push(...ignoreFile(join(at, '.gitignore'), relative(at, root)));
  }
  return [...outer, ...outerExclude(root)];
}

/** The patterns of `.git/info/exclude`, which belong to no state. */
export function outerExclude(root: string): { text: string; prefix: string }[] {
  const top = workTreeAbove(root);
  return top === undefined ? [] : ignoreFile(join(top, '.git', 'info', 'exclude'), relative(top, root));
}

function ignoreFile(file: string, prefix: string): { text: string; prefix: string }[] {
  try {
    return statSync(file).isFile() ? [{ text: readFileSync(file, 'utf8'), prefix: prefix.split(sep).join('/') }] : [];
  } catch {
    return [];
  }
}
