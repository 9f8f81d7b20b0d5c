import type { ChangeMode } from '../model/report.js';
import { UserError } from '../model/errors.js';
import type { Source } from '../model/source.js';
import { askGit, askRecords, openRepository, prefixOf, wordsOf, type Repository } from './git.js';
import { EMPTY_CONTENTS, objectReader, type ObjectReader } from './git-objects.js';
import { gitStateSource, type StateEntry } from './git-state.js';
import { workTreeSource } from './work-tree.js';

/** One file that came, went, or is another than before. */
export interface ChangedFile {
  /** Null of one that is gone. */
  readonly path: string | null;
  /** Where it was before; null of one that is new. */
  readonly before: string | null;
}

/** What is asked: changes since a ref (or the one above it that both share), in the index, or in the work tree. */
export interface ChangeQuestion {
  readonly mode: ChangeMode;
  readonly ref: string | null;
}

/** A change, opened: two states of the files, and what differs. */
export interface OpenedChange {
  readonly mode: ChangeMode;
  readonly base: { readonly ref: string | null; readonly commit: string | null };
  /** The state with the change. */
  readonly source: Source;
  /** The state before it. */
  readonly before: Source;
  /** To be asked when both states were listed. */
  readonly files: () => Promise<readonly ChangedFile[]>;
}

/** Throws a UserError where the question has no answer here. */
export async function openChange(root: string, question: ChangeQuestion): Promise<OpenedChange> {
  const repository = openRepository(root);
  if (repository === undefined) throw noRepository(root, question);
  try {
    const opened =
      question.mode === 'staged' ? await openStaged(repository) : await openWorkTree(root, repository, question);
    return { ...opened, files: () => opened.files().catch(rethrow) };
  } catch (error) {
    return rethrow(error);
  }
}

/** What git says is told in its words. */
function rethrow(error: unknown): never {
  if (error instanceof UserError) throw error;
  throw new UserError(`Git could not tell what has changed: ${wordsOf(error)}.`, 'Try `git status` in that folder.');
}

function noRepository(root: string, { mode }: ChangeQuestion): UserError {
  return new UserError(
    `${root} is in no git repository, so nobody knows what --${mode} means there.`,
    'Run it in a clone, or check everything with `compliance check`. A repository elsewhere is named by GIT_DIR and GIT_WORK_TREE.',
  );
}

/** The files of a commit, but for some paths. Its name is that of git: nothing is resolved here. */
export async function commitSource(
  repository: Repository,
  commit: string,
  { objects = objectReader(repository), without }: { objects?: ObjectReader; without?: ReadonlySet<string> } = {},
): Promise<Source> {
  const records = await askRecords(repository, ['ls-tree', '-r', '-z', commit]);
  const all = records.map((record): StateEntry => {
    const tab = record.indexOf('\t');
    const [mode = '', , id = ''] = record.slice(0, tab).split(' ');
    return { path: record.slice(tab + 1), mode, id };
  });
  const entries = without === undefined ? all : all.filter(({ path }) => !without.has(path));
  return gitStateSource({ repository, entries, objects, expression: (path) => `${commit}:${path}` });
}

/** The state before there was anything. */
function emptySource(repository: Repository, objects: ObjectReader): Source {
  return gitStateSource({ repository, entries: [], objects, expression: () => 'HEAD:nothing' });
}

async function openStaged(repository: Repository): Promise<OpenedChange> {
  const objects = objectReader(repository);
  const [commit, staged, atHead] = await Promise.all([
    headOf(repository),
    indexEntries(repository),
    diffIndex(repository, 'HEAD').catch(() => undefined),
  ]);
  const base = commit ?? (await emptyTree(repository));
  const records = commit === null ? undefined : atHead;
  const changes = await indexChanges(repository, base, { staged, records });
  const intended = new Set(changes.flatMap((change) => (change.isIntent ? [change.path] : [])));
  const entries = staged.filter(({ path }) => !intended.has(path));
  const real = changes.filter(({ isIntent }) => !isIntent);
  const earlier = entriesBefore(entries, real);
  return {
    mode: 'staged',
    base: { ref: commit === null ? null : 'HEAD', commit },
    source: gitStateSource({ repository, entries, objects, expression: (path) => `:${path}` }),
    before: gitStateSource({ repository, entries: earlier, objects, expression: (path) => `${base}:${path}` }),
    files: () => Promise.resolve(changedFiles(real)),
  };
}

async function openWorkTree(root: string, repository: Repository, question: ChangeQuestion): Promise<OpenedChange> {
  const objects = objectReader(repository);
  const commit = question.mode === 'since' ? await mergeBase(repository, question.ref ?? '') : await headOf(repository);
  const source = workTreeSource(root);
  const before =
    commit === null
      ? emptySource(repository, objects)
      : await commitSource(repository, commit, { objects, without: await notCheckedOut(repository) });
  return {
    mode: question.mode,
    base: { ref: question.ref ?? (commit === null ? null : 'HEAD'), commit },
    source,
    before,
    files: async () => {
      const [now, then] = [await source.list(), await before.list()];
      const renames = commit === null ? new Map<string, string>() : await indexRenames(repository, commit);
      const { compareListings } = await import('./listing-changes.js');
      return compareListings({ source, listing: now }, { source: before, listing: then }, renames);
    },
  };
}

/** What a sparse checkout leaves out of the work tree: the change has not removed it. */
async function notCheckedOut(repository: Repository): Promise<ReadonlySet<string>> {
  const records = await askRecords(repository, ['ls-files', '-z', '-t']);
  return new Set(records.flatMap((record) => (record.startsWith('S ') ? [record.slice(2)] : [])));
}

/** Null where there is no commit yet. */
async function headOf(repository: Repository): Promise<string | null> {
  const commit = await commitNamed(repository, 'HEAD');
  if (commit !== null) return commit;
  const named = await askGit(repository, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => '');
  if (named !== '') throw new Error(`HEAD names ${named.trim()}, which is not in this clone`);
  return null;
}

async function commitNamed(repository: Repository, ref: string): Promise<string | null> {
  try {
    const name = (await askGit(repository, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])).trim();
    // `^HEAD` is a name for git, too: of what is left out.
    return name.startsWith('^') ? null : name;
  } catch (error) {
    // Git ends with 1 where there is no such commit; anything else is another fault.
    const { code } = error as { code?: unknown };
    if (code === 1 || code === 128) return null;
    throw error;
  }
}

/** The name of the tree that holds nothing, which every repository knows. */
async function emptyTree(repository: Repository): Promise<string> {
  const format = (await askGit(repository, ['rev-parse', '--show-object-format'])).trim();
  return format === 'sha256'
    ? '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'
    : '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
}

async function mergeBase(repository: Repository, ref: string): Promise<string> {
  if (ref.startsWith('-')) throw unknownRef(ref);
  const [head, other] = await Promise.all([headOf(repository), commitNamed(repository, ref)]);
  if (head === null)
    throw new UserError(
      'The repository has no commit yet, so there is nothing to compare with.',
      'Commit first, or check what is to be committed with `compliance check --staged`.',
    );
  if (other === null) throw unknownRef(ref);
  try {
    return (await askGit(repository, ['merge-base', other, head])).trim();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 1) throw error;
    throw await noMergeBase(repository, ref);
  }
}

function unknownRef(ref: string): UserError {
  return new UserError(
    `There is no commit ${ref} in this clone.`,
    'Name a branch, tag or commit that git knows (`git rev-parse --verify <ref>`). In CI, fetch it first: `git fetch origin <branch>`, or `fetch-depth: 0` for actions/checkout.',
  );
}

async function noMergeBase(repository: Repository, ref: string): Promise<UserError> {
  const isShallow = (await askGit(repository, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  return isShallow
    ? new UserError(
        `This clone is shallow: the commit that ${ref} and HEAD share is not in it.`,
        'Fetch the history: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout.',
      )
    : new UserError(
        `${ref} and HEAD share no commit: their histories are unrelated.`,
        'Name a ref that HEAD descends from.',
      );
}

/** The index. A path that a merge has left in several stages has no content. */
async function indexEntries(repository: Repository): Promise<StateEntry[]> {
  const entries = new Map<string, StateEntry>();
  for (const record of await askRecords(repository, ['ls-files', '-z', '--stage'])) {
    const tab = record.indexOf('\t');
    const [mode = '', id = '', stage = ''] = record.slice(0, tab).split(' ');
    const path = record.slice(tab + 1);
    if (!entries.has(path)) entries.set(path, { path, mode, id: stage === '0' ? id : null });
  }
  return [...entries.values()];
}

/** A record of `diff-index`: what was there, and what is. */
interface IndexChange {
  readonly path: string;
  readonly earlierPath: string;
  readonly earlier: StateEntry | null;
  readonly isGone: boolean;
  /** True of a file that is only meant to be added some day. */
  readonly isIntent: boolean;
  /** True where either side is a submodule. */
  readonly isRepository: boolean;
}

/** From a commit or tree to the index, renames told. Nothing of the work tree is read. */
async function indexChanges(
  repository: Repository,
  base: string,
  { staged, records }: { readonly staged: readonly StateEntry[]; readonly records: readonly string[] | undefined },
): Promise<IndexChange[]> {
  const changes = readChanges(records ?? (await diffIndex(repository, base)));
  const isMerging = staged.some(({ id }) => id === null);
  const empty = new Set(staged.flatMap(({ path, id }) => (id !== null && EMPTY_CONTENTS.has(id) ? [path] : [])));
  const suspects = changes.filter((change) => change.earlier === null && empty.has(change.path));
  const unique = isMerging ? uniqueChanges(changes) : changes;
  if (suspects.length === 0) return unique;
  // Git lists what is meant to be added as an empty file, and says so only by leaving it out when asked to.
  const real = new Set(
    readChanges(await diffIndex(repository, base, '--ita-invisible-in-index')).map(({ path }) => path),
  );
  return unique.map((change) => (real.has(change.path) ? change : { ...change, isIntent: true }));
}

/** Of a path that a merge has left in several stages git speaks more than once. */
function uniqueChanges(changes: readonly IndexChange[]): IndexChange[] {
  return [...new Map(changes.map((change) => [change.path, change])).values()];
}

function diffIndex(repository: Repository, base: string, ...options: readonly string[]): Promise<string[]> {
  const always = ['--cached', '--raw', '-z', '--no-abbrev', '-l1000', '--no-ext-diff', '--no-textconv'];
  // From the top, relative to it, it would name what lies beside the root too.
  const below = prefixOf(repository) === '' ? [] : ['--relative'];
  const ask = (similarity: string): Promise<string[]> =>
    askRecords(repository, ['diff-index', ...always, similarity, ...below, ...options, base, '--']);
  // A clone that lacks contents has the names of all, and that is enough for files that were only renamed.
  return ask('-M').catch(() => ask('-M100%'));
}

function readChanges(records: readonly string[]): IndexChange[] {
  const changes: IndexChange[] = [];
  for (let at = 0; at < records.length;) {
    const [oldMode = '', newMode = '', oldId = '', , status = ''] = (records[at] ?? '').slice(1).split(' ');
    const isRename = /^[RC]/.test(status);
    const earlierPath = records[at + 1] ?? '';
    const path = isRename ? (records[at + 2] ?? '') : earlierPath;
    at += isRename ? 3 : 2;
    const isNew = oldMode === '000000';
    changes.push({
      path,
      earlierPath,
      earlier: isNew ? null : { path: earlierPath, mode: oldMode, id: oldId },
      isGone: status === 'D',
      isIntent: false,
      isRepository: oldMode === '160000' || newMode === '160000',
    });
  }
  return changes;
}

/** The state before the changes. */
function entriesBefore(entries: readonly StateEntry[], changes: readonly IndexChange[]): StateEntry[] {
  const touched = new Set(changes.map(({ path }) => path));
  return [...entries.filter(({ path }) => !touched.has(path)), ...changes.flatMap(({ earlier }) => earlier ?? [])];
}

function changedFiles(changes: readonly IndexChange[]): ChangedFile[] {
  return changes
    .filter(({ isRepository }) => !isRepository)
    .map(({ path, earlier, isGone }) => ({ path: isGone ? null : path, before: earlier?.path ?? null }));
}

/** New path → old path, as far as the index knows. */
async function indexRenames(repository: Repository, commit: string): Promise<Map<string, string>> {
  const changes = readChanges(await diffIndex(repository, commit));
  return new Map(
    changes.flatMap(({ path, earlierPath }) => (path === earlierPath ? [] : [[path, earlierPath] as const])),
  );
}
