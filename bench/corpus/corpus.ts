import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from './sources.js';

/** How much of a language a corpus has, by whichever is reached first. */
export interface Amount {
  readonly bytes?: number;
  readonly files?: number;
  /** Larger files are left out. */
  readonly largest?: number;
}

export interface CorpusPlan {
  readonly python: Amount;
  readonly typescript: Amount;
  /** The version that its Python projects declare: `3.11`. */
  readonly pythonVersion: string;
}

/** A git repository in which everything is committed. */
export interface Corpus {
  readonly folder: string;
  readonly bytes: number;
  /** Paths of its sources, relative to the folder. */
  readonly python: readonly string[];
  readonly typescript: readonly string[];
}

export interface Sources {
  readonly python: readonly SourceFile[];
  readonly typescript: readonly SourceFile[];
}

/**
 * Builds a repository: as many projects as it takes, each a copy of the sources in which the declared names are other
 * ones. The first is the sources as they are.
 */
export function buildCorpus(folder: string, plan: CorpusPlan, sources: Sources): Corpus {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const python = writeCopies(folder, {
    sources: sources.python,
    amount: plan.python,
    projects: 'services',
    manifest: (name) => [
      'pyproject.toml',
      `[project]\nname = "${name}"\nrequires-python = ">=${plan.pythonVersion}"\n`,
    ],
  });
  const typescript = writeCopies(folder, {
    sources: sources.typescript,
    amount: plan.typescript,
    projects: 'web',
    manifest: (name) => ['package.json', `{ "name": "${name}", "private": true }\n`],
    settings: ['tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }\n'],
  });
  commitAll(folder);
  const bytes = python.bytes + typescript.bytes;
  return { folder, bytes, python: python.paths, typescript: typescript.paths };
}

interface Copies {
  readonly sources: readonly SourceFile[];
  readonly amount: Amount;
  /** The folder of its projects. */
  readonly projects: string;
  /** Name and content of a project's manifest. */
  readonly manifest: (project: string) => readonly [string, string];
  readonly settings?: readonly [string, string];
}

function writeCopies(folder: string, { sources, amount, projects, manifest, settings }: Copies) {
  const { bytes: wanted = Infinity, files = Infinity, largest = Infinity } = amount;
  const chosen = sources.filter(({ bytes }) => bytes <= largest);
  const paths: string[] = [];
  let bytes = 0;
  for (let copy = 1; bytes < wanted && paths.length < files && chosen.length > 0; copy += 1) {
    const project = join(projects, `project${copy}`);
    for (const [name, content] of [manifest(`project${copy}`), ...(settings === undefined ? [] : [settings])])
      write(join(folder, project, name), content);
    let part = '';
    for (const { path, pieces } of chosen) {
      // A project ends with a whole part, so that what it imports is there.
      if ((bytes >= wanted || paths.length >= files) && partOf(path) !== part) break;
      part = partOf(path);
      const content = pieces.join(copy === 1 ? '' : `_${copy}`) + '\n'.repeat(copy - 1);
      write(join(folder, project, path), content);
      paths.push(join(project, path));
      bytes += content.length;
    }
  }
  return { paths, bytes };
}

/** The package of a file; of the tests of the standard library, those of one module. */
function partOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return /^(?:@.*|test)$/.test(first) ? `${first}/${second}` : first;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, 'latin1');
}

/** Makes a folder a git repository with one commit. */
export function commitAll(folder: string): void {
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'core.compression=0', '-c', 'gc.auto=0', ...args], { cwd: folder, stdio: 'ignore' });
  };
  const author = ['-c', 'user.name=Benchmark', '-c', 'user.email=benchmark@localhost', '-c', 'commit.gpgSign=false'];
  git('init', '--quiet');
  git('add', '--all', '--force');
  git(...author, 'commit', '--quiet', '--no-verify', '--message', 'Add everything');
}
