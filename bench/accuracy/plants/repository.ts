import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Language } from './template.js';

/** What a file is for, told by its path alone; a barrel is an `__init__.py` or an index. Others are left as they are. */
export type FileKind = 'source' | 'test' | 'barrel';

export interface RepositoryFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly language: Language;
  readonly kind: FileKind;
}

/** A copy of a repository that may be written to. */
export interface Repository {
  readonly name: string;
  /** Absolute. */
  readonly root: string;
  /** All files by path. */
  readonly paths: ReadonlySet<string>;
  /** Those that snippets may be planted in. */
  readonly files: readonly RepositoryFile[];
  read(path: string): string;
  write(path: string, content: string): void;
  remove(path: string): void;
}

const LARGEST = 2_000_000;
const ASIDE =
  /(?:^|\/)(?:\.[^/]+|node_modules|dist|build|out|vendor\w*|third_party|generated|__generated__|examples?|docs?|docs_src|scripts?|tools?|tooling|dev|bench\w*|demos?|samples?|stories|seeds?|seeders|migrations?|alembic|versions|management|ci|hack|perf|template|fixtures?|mocks?|__mocks__|environments|locales?|i18n|extern|local|load[-_]?tests?|testing|test[-_]\w+)\//i;
const ASIDE_NAME =
  /(?:^|\/)(?:__\w+__|setup|[^/]*[.-]setup|conftest|manage|noxfile|locustfile|settings?[^/]*|[^/]*(?:config|conf|seed|mock|fixture|stub|sample|example|debug|devtool|local|dummy|fake)[^/]*|[^/]*\.(?:stories|story|gen|generated|d)|main|index|env|cli|polyfills|bench[^/]*|[^/]*_pb2)\.\w+$/i;
const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|e2e|spec)\//;
const TEST_NAME = /(?:^|\/)test_[^/]+\.py$|\.(?:test|spec|servertest|clienttest)\.tsx?$/;

/** Copies what `folder` lists (by git, where it is a repository) to `root`, a new folder, without installed packages. */
export function copyRepository(folder: string, root: string): Repository {
  const paths = list(folder).filter((path) => copy(path, { from: join(folder, path), to: join(root, path) }));
  const declared = declaredGenerated(folder, paths);
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  return {
    name: basename(folder),
    root,
    paths: new Set(paths),
    files: paths
      .map(fileAt)
      .filter((file) => file !== undefined)
      .filter(({ path }) => !declared.has(path) && !/generated|do not edit/i.test(read(path).slice(0, 800))),
    read,
    write: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      // Never through a link into the original.
      rmSync(join(root, path), { force: true });
      writeFileSync(join(root, path), content);
    },
    remove: (path) => {
      rmSync(join(root, path));
    },
  };
}

function list(folder: string): readonly string[] {
  const top = gitListing(folder);
  if (top !== undefined) return top;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !/(?:^|\/)(?:node_modules|\.git|\.venv)(?:\/|$)/.test(path))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

/** Tracked files below the folder; undefined where it is not git's. */
function gitListing(folder: string): readonly string[] | undefined {
  try {
    const output = execFileSync('git', ['ls-files', '-z', '--cached'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 27,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const paths = output.split('\0').filter((path) => path !== '');
    return paths.length === 0 ? undefined : paths;
  } catch {
    return undefined;
  }
}

/** Paths that `.gitattributes` calls generated or vendored. */
function declaredGenerated(folder: string, paths: readonly string[]): ReadonlySet<string> {
  const command = ['check-attr', '--stdin', '-z', 'linguist-generated', 'linguist-vendored'];
  const options = { cwd: folder, input: paths.join('\0'), encoding: 'utf8', maxBuffer: 2 ** 27 } as const;
  const { stdout, status } = spawnSync('git', command, options);
  const fields = status === 0 ? stdout.split('\0') : [];
  return new Set(fields.filter((_, index) => index % 3 === 0 && /^(?:set|true)$/.test(fields[index + 2] ?? '')));
}

/** False where there is nothing to copy: a file deleted in the work tree, a link, a large file. */
function copy(path: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const found = statSync(from, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size > LARGEST) return false;
  mkdirSync(dirname(to), { recursive: true });
  if (fileAt(path) === undefined && tryLink(from, to)) return true;
  copyFileSync(from, to);
  return true;
}

/** Files that nothing is planted in need no copy. False where the file system has no such links. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** What may be planted at a path; undefined for files that are left as they are. */
export function fileAt(path: string): RepositoryFile | undefined {
  const language = /\.py$/.test(path) ? 'python' : /\.tsx?$/.test(path) ? 'typescript' : undefined;
  const kind = kindOf(path);
  return language === undefined || kind === undefined ? undefined : { path, language, kind };
}

function kindOf(path: string): FileKind | undefined {
  if (path.includes('{{') || /(?:^|\/)(?:node_modules|vendor\w*|fixtures?|__testfixtures__)\//.test(path))
    return undefined;
  if (TEST_NAME.test(path)) return 'test';
  if (/(?:^|\/)(?:__init__\.py|index\.tsx?)$/.test(path)) return ASIDE.test(path) ? undefined : 'barrel';
  return ASIDE.test(path) || ASIDE_NAME.test(path) || TEST_FOLDER.test(path) ? undefined : 'source';
}
