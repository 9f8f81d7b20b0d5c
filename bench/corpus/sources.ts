import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Package → version. They are published with their TypeScript sources, some with their tests. */
export const TYPESCRIPT_PACKAGES = {
  '@reduxjs/toolkit': '2.14.0',
  '@tanstack/query-core': '5.108.0',
  '@tanstack/react-query': '5.108.0',
  '@tanstack/router-core': '1.171.39',
  '@trpc/client': '11.25.2',
  '@trpc/server': '11.25.2',
  immer: '11.2.10',
  mobx: '7.1.3',
  rxjs: '7.8.2',
  zod: '4.6.7',
};

/** A file that corpora are made of. Its bytes are read as Latin-1, so that whatever they are comes out again. */
export interface SourceFile {
  /** Relative to the folder that a copy goes to. */
  readonly path: string;
  /** The text between the names that every copy changes, and those names' parts: joined by a copy's mark. */
  readonly pieces: readonly string[];
  readonly bytes: number;
}

const MAX_BYTES = 1_000_000;

/** The standard library of `python3` with its tests. */
export function pythonSources(): readonly SourceFile[] {
  const library = execFileSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], {
    encoding: 'utf8',
  }).trim();
  return sourcesIn(library, {
    files: /^(?!.*(?:site-packages|dist-packages|__pycache__|lib2to3\/tests|\/bad_)).*\.py$/,
    declaration: /^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)/gm,
    kept: /^(?:os|typing|enum|dataclasses|abc|(?:importlib|unittest|collections)\/.*)\.py$/,
  });
}

/** The TypeScript sources of the packages in a `node_modules`. */
export function typescriptSources(nodeModules: string): readonly SourceFile[] {
  return sourcesIn(nodeModules, {
    files: /^(?!.*\/node_modules\/)(?!.*\.d\.[cm]?ts$).*\.[cm]?tsx?$/,
    declaration: /\b(?:class|interface|type|enum|function)\s+(\w+)/g,
    kept: /^$/,
  });
}

interface Selection {
  readonly files: RegExp;
  readonly declaration: RegExp;
  /** Files whose names mean something to linters, and stay in every copy. */
  readonly kept: RegExp;
}

function sourcesIn(folder: string, { files, declaration, kept }: Selection): readonly SourceFile[] {
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => files.test(file))
    .sort()
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile() && statSync(file).size < MAX_BYTES)
    .map((file) => ({ path: relative(folder, file), text: readFileSync(file, 'latin1') }));
  if (texts.length === 0) throw new Error(`There are no sources in ${folder}.`);
  const names = changeableNames(texts, { declaration, kept });
  return texts.map(({ path, text }) => ({ path, pieces: piecesOf(text, names), bytes: text.length }));
}

/**
 * The names that the files declare and that a copy can change everywhere without a change of meaning: of several
 * words, so that no word of a language is among them, and no name of a module, so that imports lead where they led.
 */
function changeableNames(
  texts: readonly { readonly path: string; readonly text: string }[],
  { declaration, kept }: Pick<Selection, 'declaration' | 'kept'>,
): ReadonlySet<string> {
  const names = new Set<string>();
  const namesIn = (text: string): string[] => [...text.matchAll(declaration)].map(([, name = '']) => name);
  for (const { text } of texts) for (const name of namesIn(text)) if (isSeveralWords(name)) names.add(name);
  for (const { path, text } of texts) {
    if (kept.test(path)) for (const name of namesIn(text)) names.delete(name);
    for (const part of path.replace(/\.\w+$/, '').split('/')) names.delete(part);
  }
  return names;
}

function isSeveralWords(name: string): boolean {
  return name.length >= 5 && !name.startsWith('__') && /^_?[A-Z]\w*[a-z]|[a-z0-9](?:[A-Z]|_[a-z0-9])/.test(name);
}

function piecesOf(text: string, names: ReadonlySet<string>): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const { 0: word, index } of text.matchAll(/[A-Za-z_]\w{4,}/g)) {
    if (!names.has(word)) continue;
    pieces.push(text.slice(start, index + word.length));
    start = index + word.length;
  }
  return [...pieces, text.slice(start)];
}
