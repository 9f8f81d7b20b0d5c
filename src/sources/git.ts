import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A repository as it is asked about one root. */
export interface Repository {
  /** Absolute: the top of the work tree. */
  readonly top: string;
  /** Absolute: `top`, or a folder below it. Commands run here, so that paths are relative to it. */
  readonly root: string;
  /** Variables that say where its parts lie, if they lie elsewhere than git itself would look. */
  readonly places: Readonly<Record<string, string>>;
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

/**
 * No locks; nothing fetched (a partial clone names the program that would do that); each object is what its name says,
 * whatever `refs/replace` puts in its place.
 */
const QUIET = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_REPLACE_OBJECTS: '1',
  LC_ALL: 'C',
};

/** Milliseconds that git may take; patterns in a hostile `.gitignore` can take for ever. */
const GIT_TIME_LIMIT = 60_000;

/** The one filter that nearly everyone has configured. It is switched off. */
export const LFS = 'filter.lfs.';

/**
 * What a command of git prints. Settings of a hostile repository are overruled: `core.fsmonitor` could name a program to
 * run, `core.worktree` another folder. Its owner does not matter for reading names; locks would write. Rejects with the
 * error of the process, whose `stderr` has git's words.
 */
export async function askGit(repository: Repository, command: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...optionsOf(repository), ...command], {
    cwd: repository.root,
    maxBuffer: 2 ** 30,
    timeout: GIT_TIME_LIMIT,
    killSignal: 'SIGKILL',
    env: environmentOf(repository),
  });
  return stdout;
}

/** The records, ended by NUL, that a command prints. */
export async function askRecords(repository: Repository, command: readonly string[]): Promise<string[]> {
  return (await askGit(repository, command)).split('\0').filter((record) => record !== '');
}

/**
 * Gives a command its input, and `onOutput` what it prints as it comes. Resolves when it has ended well; rejects with the
 * last words of its error output otherwise.
 */
export function streamGit(
  repository: Repository,
  command: readonly string[],
  { input, onOutput }: { readonly input: string; readonly onOutput: (bytes: Buffer) => void },
): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn('git', [...optionsOf(repository), ...command], {
      cwd: repository.root,
      timeout: GIT_TIME_LIMIT,
      killSignal: 'SIGKILL',
      env: environmentOf(repository),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let words = '';
    child.stdout.on('data', onOutput);
    child.stderr.on('data', (bytes: Buffer) => (words = `${words}${bytes.toString()}`.slice(-1_000)));
    // A process that ends early does not read on; its end says why.
    child.stdin.on('error', () => undefined);
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done();
      else fail(new Error(words.trim() || 'git failed, or took too long'));
    });
    child.stdin.end(input);
  });
}

/** What a command prints, while everything else waits. Throws an Error with git's words. */
export function askGitNow(repository: Repository, command: readonly string[], input: string): Buffer {
  const { stdout, stderr, status, error } = spawnSync('git', [...optionsOf(repository), ...command], {
    cwd: repository.root,
    input,
    maxBuffer: 2 ** 30,
    timeout: GIT_TIME_LIMIT,
    killSignal: 'SIGKILL',
    env: environmentOf(repository),
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(stderr.toString().trim() || 'git failed, or took too long');
  return stdout;
}

function optionsOf({ top }: Repository): string[] {
  const settings = {
    'core.fsmonitor': 'false',
    'core.quotePath': 'false',
    'core.worktree': top,
    'safe.directory': '*',
    // What changed is seen by all that the system tells of a file.
    'core.checkStat': 'default',
    'core.trustctime': 'true',
    [`${LFS}clean`]: '',
    [`${LFS}process`]: '',
    [`${LFS}required`]: 'false',
  };
  return [`--work-tree=${top}`, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function environmentOf({ places }: Repository): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !HOOK_VARIABLES.includes(name));
  return { ...Object.fromEntries(inherited), ...QUIET, ...places };
}

/** The words of git in the error of a command that failed. */
export function wordsOf(error: unknown): string {
  const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
  if (code === 'ENOENT') return 'git is not installed';
  return stderr?.split('\n').find((line) => line !== '') ?? (stderr === undefined ? message : 'git failed');
}

/**
 * The repository whose work tree holds `root`; undefined where there is none. It is the one whose `.git` is nearest
 * upward; where there is no `.git`, the one that `GIT_DIR` names, if its work tree holds the root. `environment` is what
 * git tells a hook: the index that it names is the one to commit, and counts where it is this very repository's.
 */
export function openRepository(root: string, environment: NodeJS.ProcessEnv = process.env): Repository | undefined {
  const real = realpathSync(root);
  const top = workTreeAbove(real);
  const named = environment['GIT_DIR'];
  if (top !== undefined) {
    const repository = { top, root: real, places: {} };
    return { ...repository, places: indexPlace(gitFolder(top), repository, environment) };
  }
  if (named === undefined || named === '') return undefined;
  return openNamed(resolve(named), { real, environment });
}

/** A repository whose folder is named by `GIT_DIR`: nothing in the work tree leads to it. */
function openNamed(
  folder: string,
  { real, environment }: { readonly real: string; readonly environment: NodeJS.ProcessEnv },
): Repository | undefined {
  if (!existsSync(join(folder, 'HEAD'))) return undefined;
  const written = environment['GIT_WORK_TREE'] ?? configuredWorkTree(folder);
  if (written === undefined || written === '') return undefined;
  const top = realOr(isAbsolute(written) ? written : resolve(written));
  if (top === undefined || !isWithin(top, real)) return undefined;
  const repository = { top, root: real, places: { GIT_DIR: folder } };
  return { ...repository, places: { GIT_DIR: folder, ...indexPlace(folder, repository, environment) } };
}

/** `core.worktree` of a repository's configuration, absolute. It is relative to the repository's folder. */
function configuredWorkTree(folder: string): string | undefined {
  const bare = { top: folder, root: folder, places: {} };
  try {
    const file = join(folder, 'config');
    const text = askGitNow(bare, ['config', '--no-includes', '--file', file, '--get', 'core.worktree'], '');
    const written = text.toString().replace(/\n$/, '');
    return written === '' ? undefined : resolve(folder, written);
  } catch {
    return undefined;
  }
}

/**
 * The index that a hook is about: `git commit -a` and `git commit <paths>` prepare another than the usual one. One in
 * the folder of another repository is that repository's.
 */
function indexPlace(
  folder: string,
  { top, root }: Repository,
  environment: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const named = environment['GIT_INDEX_FILE'];
  if (named === undefined || named === '') return {};
  // Git names it from the top of the work tree, where it starts its hooks.
  const file = [resolve(top, named), resolve(root, named)].find((path) => existsSync(path));
  const own = realOr(folder);
  const holder = file === undefined ? undefined : realOr(dirname(file));
  if (file === undefined || own === undefined || holder === undefined) return {};
  const isOurs =
    holder === own || isNamedWith(own, environment) || (isNobodys(holder) && isWithin(top, currentFolder()));
  return isOurs ? { GIT_INDEX_FILE: file } : {};
}

/** True of a folder that is no repository's: an index in it is of the repository where the user stands. */
function isNobodys(folder: string): boolean {
  return !existsSync(join(folder, 'HEAD'));
}

function currentFolder(): string {
  return realOr(process.cwd()) ?? '';
}

/** True if the environment names the repository too: then the index is meant for it, wherever it lies. */
function isNamedWith(folder: string, environment: NodeJS.ProcessEnv): boolean {
  const named = environment['GIT_DIR'];
  return named !== undefined && named !== '' && realOr(resolve(named)) === folder;
}

/** The folder of the repository of a work tree: `.git`, or the folder that a file of that name points to. */
export function gitFolder(top: string): string {
  const git = join(top, '.git');
  if (statSync(git, { throwIfNoEntry: false })?.isFile() !== true) return git;
  const [, linked] = /^gitdir: (.+?)\s*$/.exec(readFileSync(git, 'utf8')) ?? [];
  return linked === undefined ? git : resolve(top, linked);
}

/** The folder that all work trees of a repository share. */
export function commonFolder(top: string): string {
  return gitFolder(top).replace(/[\\/]worktrees[\\/][^\\/]+$/, '');
}

/** The nearest folder upward that holds `.git`. */
export function workTreeAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** The path of the root below the top, with `/`; '' where they are the same. */
export function prefixOf({ top, root }: Repository): string {
  return relative(top, root).split(sep).join('/');
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function realOr(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
