import { posix } from 'node:path';

import type { Listing, Source } from '../model/source.js';
import { globProblem } from './glob-pattern.js';
import { compileGlobs, isCovered } from './globs.js';

/** What a new configuration should know of a repository. Every list is sorted. */
export interface Survey {
  /** Name and number of files of each language, the most frequent first. */
  readonly languages: readonly { readonly name: string; readonly files: number }[];
  /** Folders below the root that hold a manifest. */
  readonly manifestFolders: readonly string[];
  /** Folders that hold generated code, though not every file in them says so. */
  readonly generatedFolders: readonly string[];
  /** Folders of tests whose name is not one of the usual ones. */
  readonly testFolders: readonly string[];
  /** What other linters leave out, by the file that says so: patterns that cover code. */
  readonly otherExcludes: readonly { readonly file: string; readonly patterns: readonly string[] }[];
}

const LANGUAGES: readonly (readonly [string, RegExp])[] = [
  ['Python', /\.pyi?$/],
  ['TypeScript', /\.[cm]?tsx?$/],
  ['JavaScript', /\.[cm]?jsx?$/],
  ['Dockerfile', /(?:^|\/)(?:[^/]+\.)?Dockerfile(?:\.[^/]+)?$/i],
  ['Compose', /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/],
  ['environment file', /(?:^|\/)\.env(?:\.[^/]+)?$/],
];
const CODE = /\.(?:pyi?|[cm]?[jt]sx?)$/;
const MANIFESTS = new Set(['package.json', 'pyproject.toml', 'setup.py', 'go.mod', 'Cargo.toml']);
const GENERATOR_MARK = /(?:^|\/)\.(?:openapi-generator|swagger-codegen)\//;
const GENERATED_NAME = /^(?:gen|_generated|autogen|auto[-_]?generated|[\w-]*[-_]generated|generated[-_][\w-]*)$/i;
const GENERATED_TEXT = /@generated\b|\bdo not edit\b|\bauto-?generated\b/i;
const TEST_NAME = /^(?:specs|__specs__|qa|acceptance|testing|regression|autotests?|[\w-]+[-_](?:tests?|specs?))$/i;
const TEST_TEXT =
  /^\s*(?:import|from) (?:pytest|unittest|behave)\b|['"](?:vitest|@jest\/globals|@playwright\/test|mocha|chai|node:test)['"]|^\s*(?:describe|it|test)\(/m;

const USUAL_TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$|\.(?:test|spec|cy)\.[cm]?[jt]sx?$/;
const MOST_SAMPLES = 10;
const MOST_FOUND = 40;

/** Looks at names, and at the first lines of a few files; reads no more. */
export function surveyRepository(listing: Listing, source: Source): Survey {
  const paths = listing.files.map(({ path }) => path);
  const code = paths.filter((path) => CODE.test(path));
  const confirmed = (name: RegExp, text: RegExp): readonly string[] =>
    outermost(foldersNamed(code, name)).filter((folder) => isConfirmed(folder, code, { source, text }));
  return {
    languages: countLanguages(paths),
    manifestFolders: manifestFolders(paths),
    generatedFolders: outermost([...markedFolders(paths), ...confirmed(GENERATED_NAME, GENERATED_TEXT)]),
    testFolders: confirmed(TEST_NAME, TEST_TEXT),
    otherExcludes: otherExcludes(code, source),
  };
}

function countLanguages(paths: readonly string[]): Survey['languages'] {
  return LANGUAGES.map(([name, pattern]) => ({ name, files: paths.filter((path) => pattern.test(path)).length }))
    .filter(({ files }) => files > 0)
    .sort((one, other) => other.files - one.files);
}

function manifestFolders(paths: readonly string[]): readonly string[] {
  const folders = paths.filter((path) => MANIFESTS.has(posix.basename(path))).map((path) => posix.dirname(path));
  return [...new Set(folders)]
    .filter((folder) => folder !== '.')
    .sort()
    .slice(0, MOST_FOUND);
}

function markedFolders(paths: readonly string[]): readonly string[] {
  const folders = paths.flatMap((path) => {
    const mark = GENERATOR_MARK.exec(path);
    return mark === null || mark.index === 0 ? [] : [path.slice(0, mark.index)];
  });
  return [...new Set(folders)];
}

function foldersNamed(paths: readonly string[], name: RegExp): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const names = posix.dirname(path).split('/');
    const index = names.findIndex((candidate) => name.test(candidate));
    if (index !== -1) folders.add(names.slice(0, index + 1).join('/'));
  }
  return [...folders];
}

function outermost(folders: readonly string[]): readonly string[] {
  const distinct = [...new Set(folders)].sort();
  return distinct.filter((folder) => !distinct.some((other) => folder.startsWith(`${other}/`))).slice(0, MOST_FOUND);
}

/** True if at least half of the files say so themselves. Tests with a usual name say nothing about their folder. */
function isConfirmed(
  folder: string,
  code: readonly string[],
  evidence: { readonly source: Source; readonly text: RegExp },
): boolean {
  const samples = code
    .filter((path) => path.startsWith(`${folder}/`) && !USUAL_TEST_FILE.test(path))
    .slice(0, MOST_SAMPLES);
  const speaking = samples.filter((path) => evidence.text.test((evidence.source.text(path) ?? '').slice(0, 2_000)));
  return speaking.length > 0 && speaking.length >= samples.length / 2;
}

function otherExcludes(code: readonly string[], source: Source): Survey['otherExcludes'] {
  const written = [
    { file: '.eslintignore', patterns: ignoreLines(source.text('.eslintignore')) },
    ...['pyproject.toml', 'ruff.toml'].map((file) => ({ file, patterns: tomlExcludes(source.text(file)) })),
  ];
  return written
    .map(({ file, patterns }) => ({ file, patterns: patterns.filter((pattern) => coversCode(pattern, code)) }))
    .filter(({ patterns }) => patterns.length > 0);
}

function ignoreLines(text = ''): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The strings of every list named `exclude` or `extend-exclude`. */
function tomlExcludes(text = ''): readonly string[] {
  const lists = text.slice(0, 100_000).matchAll(/^[ \t]*(?:extend-)?exclude[ \t]*=[ \t]*\[([^\]]*)\]/gm);
  return [...lists].flatMap(([, items = '']) => [...items.matchAll(/"([^"\n]+)"|'([^'\n]+)'/g)].map(stringItem));
}

function stringItem([, double, single]: RegExpMatchArray): string {
  return double ?? single ?? '';
}

function coversCode(pattern: string, code: readonly string[]): boolean {
  if (globProblem(pattern) !== undefined) return false;
  const globs = compileGlobs([pattern]);
  return code.some((path) => isCovered(globs, path));
}
