import { execFile } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Listing, ListingSkip } from '../model/source.js';
import { insideOf, type Inside } from './inside.js';
import { completeListing } from './listing.js';

const run = promisify(execFile);
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
  const lines = (command: readonly string[]): Promise<string[]> => ask(top, root, command);
  try {
    const [tracked, differing] = await Promise.all([
      lines(['ls-files', '-z', '-v', '--stage']),
      lines(['ls-files', '-z', '-t', '--others', '--exclude-standard', '--deleted', '--modified']),
    ]);
    return collect(root, top, { tracked, differing });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    const said = stderr?.split('\n').find((line) => line !== '');
    return code === 'ENOENT' ? 'git is not installed' : (said ?? 'git failed, or took too long');
  }
}

/** Variables by which git, running a hook, would speak of another work tree than the one that is asked about. */
const HOOK_VARIABLES = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_COMMON_DIR',
];

/** Milliseconds that git may take to list files; patterns in a hostile `.gitignore` can take for ever. */
const GIT_TIME_LIMIT = 60_000;

/**
 * The records that a listing command of git prints. Settings of a hostile repository are overruled: `core.fsmonitor` could
 * name a program to run, `core.worktree` another folder. Its owner does not matter for reading names; locks would write.
 */
async function ask(top: string, root: string, command: readonly string[]): Promise<string[]> {
  const inherited = Object.entries(process.env).filter(([name]) => !HOOK_VARIABLES.includes(name));
  const settings = {
    'core.fsmonitor': 'false',
    'core.quotePath': 'false',
    'core.worktree': top,
    'safe.directory': '*',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { stdout } = await run('git', [`--work-tree=${top}`, ...options, ...command], {
    cwd: root,
    maxBuffer: 2 ** 30,
    timeout: GIT_TIME_LIMIT,
    killSignal: 'SIGKILL',
    env: { ...Object.fromEntries(inherited), GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
  });
  return stdout.split('\0').filter((line) => line !== '');
}

interface Records {
  /** Of `ls-files -v --stage`: tag, mode, name of the content, stage, path. */
  readonly tracked: readonly string[];
  /** Of `ls-files -t --others --deleted --modified`: tag, path. */
  readonly differing: readonly string[];
}

function collect(root: string, top: string, { tracked, differing }: Records): Listing {
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
  return completeListing(root, {
    paths: [...paths],
    ...(hasOwnAttributes(top) ? {} : { blobs }),
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

/** Attributes that are not in the tree may convert contents too; they are rare, and are not followed. */
function hasOwnAttributes(top: string): boolean {
  return existsSync(join(top, '.git', 'info', 'attributes'));
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

/** The nearest folder upward that holds `.git`. */
export function workTreeAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
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
  return [...outer, ...ignoreFile(join(top, '.git', 'info', 'exclude'), relative(top, root))];
}

function ignoreFile(file: string, prefix: string): { text: string; prefix: string }[] {
  try {
    return statSync(file).isFile() ? [{ text: readFileSync(file, 'utf8'), prefix: prefix.split(sep).join('/') }] : [];
  } catch {
    return [];
  }
}
