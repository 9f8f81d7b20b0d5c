import { askGit, openRepository } from './git.js';

/** Who wrote a line, as far as git knows. */
export type Authorship =
  | { readonly kind: 'committed'; readonly author: string; /** ISO date. */ readonly date: string }
  /** The last commit does not have the line. */
  | { readonly kind: 'uncommitted' }
  | { readonly kind: 'unknown' };

export interface BlameRequest {
  /** Absolute path of the root on disk. */
  readonly root: string;
  /** Path → the 1-based lines that are asked about. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
  /** The present text of a file, read as UTF-8. */
  readonly text: (path: string) => string;
}

export interface Blame {
  /** Of a line that was asked about. */
  readonly of: (path: string, line: number) => Authorship;
  /** Why authors are not known, each said once. */
  readonly warnings: readonly string[];
}

const UNKNOWN: Authorship = { kind: 'unknown' };
const UNCOMMITTED: Authorship = { kind: 'uncommitted' };

/** Processes at a time. */
const PARALLEL = 3;

/** Milliseconds that all files may take together; what is left then is unknown. */
const TIME_LIMIT = 60_000;

/**
 * Who wrote lines of the present files, by the last commit: a line of a modified file is found again by what surrounds it
 * or, where it is written only once, by its text. Nothing that the repository configures is run. Never rejects.
 */
export async function blameLines({ root, lines, text }: BlameRequest, timeLimit = TIME_LIMIT): Promise<Blame> {
  const found = new Map<string, ReadonlyMap<number, Authorship>>();
  const of: Blame['of'] = (path, line) => found.get(path)?.get(line) ?? UNKNOWN;
  if (lines.size === 0) return { of, warnings: [] };
  const repository = openRepository(root);
  if (repository === undefined) return { of, warnings: ['authors and ages are not known: this is no git repository'] };
  const git = (command: readonly string[]): Promise<string> => askGit(repository, command);
  const state = await stateOf(git);
  if (state.fault !== null) return { of, warnings: [`authors and ages are not known: ${state.fault}`] };
  const faults = new Set<string>();
  const deadline = performance.now() + timeLimit;

  async function blameFile(path: string, asked: readonly number[]): Promise<void> {
    const blamed = state.hasCommits ? await blame(git, path, deadline) : [];
    if (typeof blamed === 'string') faults.add(blamed);
    else found.set(path, match(blamed, linesOf(text(path)), { asked, isShallow: state.isShallow }));
  }

  const waiting = lines.entries();
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (const [path, asked] of waiting) await blameFile(path, asked);
    }),
  );
  const isCut = [...found.values()].some((authors) => [...authors.values()].includes(CUT));
  return {
    of,
    warnings: [
      ...[...faults].sort().map((fault) => `authors and ages of some lines are not known: ${fault}`),
      ...(isCut ? ['authors and ages of some lines are not known: the clone is shallow'] : []),
    ],
  };
}

/** Of a line that is older than what a shallow clone knows. */
const CUT: Authorship = { kind: 'unknown' };

type Git = (command: readonly string[]) => Promise<string>;

async function stateOf(git: Git): Promise<{ hasCommits: boolean; isShallow: boolean; fault: string | null }> {
  try {
    const isShallow = (await git(['rev-parse', '--is-shallow-repository'])).trim() === 'true';
    const hasCommits = await git(['rev-parse', '--verify', '--quiet', 'HEAD']).then(
      () => true,
      () => false,
    );
    return { hasCommits, isShallow, fault: null };
  } catch (error) {
    return { hasCommits: false, isShallow: false, fault: faultText(error) };
  }
}

interface BlamedLine {
  readonly text: string;
  readonly author: string;
  readonly date: string;
  /** True if the history that is known ends there. */
  readonly isBoundary: boolean;
}

/** A file of commits to be ignored that the repository names and that is missing would end the command. */
const BLAME_OPTIONS = ['--porcelain', '--no-textconv', '--no-ignore-revs-file', '-w', '--encoding=UTF-8'];

/** The lines of the last commit's version, none if it has no such file; why they are not known, where they are not. */
async function blame(git: Git, path: string, deadline: number): Promise<readonly BlamedLine[] | string> {
  if (performance.now() > deadline) return 'git took too long';
  try {
    return readPorcelain(await git(['blame', ...BLAME_OPTIONS, 'HEAD', '--', path]));
  } catch (error) {
    return /fatal: no such path/.test(stderrOf(error)) ? [] : faultText(error);
  }
}

function stderrOf(error: unknown): string {
  return (error as { stderr?: string }).stderr ?? '';
}

function faultText(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'git is not installed';
  const said = stderrOf(error)
    .split('\n')
    .find((line) => line !== '');
  return said ?? 'git failed, or took too long';
}

/** See `git help blame`, THE PORCELAIN FORMAT: what is known of a commit comes with its first line only. */
function readPorcelain(output: string): readonly BlamedLine[] {
  const commits = new Map<string, Map<string, string>>();
  const lines: BlamedLine[] = [];
  let commit = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [word = ''] = line.split(' ', 1);
    if (line.startsWith('\t')) lines.push(blamedLine(commit, withoutReturn(line.slice(1))));
    else if (/^[0-9a-f]{40,64}$/.test(word)) {
      commit = commits.get(word) ?? new Map<string, string>();
      commits.set(word, commit);
    } else if (word !== '') commit.set(word, line.slice(word.length + 1));
  }
  return lines;
}

function blamedLine(commit: ReadonlyMap<string, string>, text: string): BlamedLine {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d\d)(\d\d)$/.exec(commit.get('author-tz') ?? '') ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
  const seconds = Number(commit.get('author-time') ?? Number.NaN) + offset;
  return {
    text,
    author: commit.get('author') ?? '',
    date: isoDate(seconds),
    isBoundary: commit.has('boundary'),
  };
}

/** Commits may bear any number for a time. */
function isoDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '1970-01-01' : date.toISOString().slice(0, 10);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map(withoutReturn);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** The authors of present lines: from the start and the end of the file while nothing differs, else by unique texts. */
function match(
  blamed: readonly BlamedLine[],
  present: readonly string[],
  { asked, isShallow }: { readonly asked: readonly number[]; readonly isShallow: boolean },
): ReadonlyMap<number, Authorship> {
  // The last commit's lines have none after the final line end.
  const count = present.at(-1) === '' ? present.length - 1 : present.length;
  const isSame = (line: number, other: number): boolean => present[line] === blamed[other]?.text;
  let head = 0;
  while (head < Math.min(count, blamed.length) && isSame(head, head)) head += 1;
  let tail = 0;
  while (tail < Math.min(count, blamed.length) - head && isSame(count - 1 - tail, blamed.length - 1 - tail)) tail += 1;
  const authorOf = (index: number): Authorship => {
    if (index < head) return authorship(blamed[index], isShallow);
    if (index >= count - tail) return authorship(blamed[index - count + blamed.length], isShallow);
    const text = present[index] ?? '';
    const written = blamed.filter((line) => line.text === text);
    if (written.length === 0) return UNCOMMITTED;
    const isUnique = written.length === 1 && present.filter((line) => line === text).length === 1;
    return isUnique ? authorship(written[0], isShallow) : UNKNOWN;
  };
  return new Map(asked.map((line) => [line, authorOf(line - 1)]));
}

function authorship(line: BlamedLine | undefined, isShallow: boolean): Authorship {
  if (line === undefined) return UNCOMMITTED;
  return line.isBoundary && isShallow ? CUT : { kind: 'committed', author: line.author, date: line.date };
}
