import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

export interface CorpusSize {
  /** Bytes of Python and of TypeScript to reach. */
  readonly python: number;
  readonly typescript: number;
}

/**
 * Builds a repository of the asked size from what the machine has: the Python standard library with its tests, and the
 * TypeScript sources that installed packages ship, copied as often as it takes, each copy with other content.
 * Returns its size in bytes.
 */
export function buildCorpus(folder: string, size: CorpusSize): number {
  rmSync(folder, { recursive: true, force: true });
  const python = copies({ from: pythonLibrary(), pattern: /\.py$/, to: join(folder, 'services'), bytes: size.python });
  const packages = join(process.cwd(), 'node_modules');
  const typescript = copies({
    from: packages,
    pattern: /(?<!\.d)\.[cm]?tsx?$/,
    to: join(folder, 'web'),
    bytes: size.typescript,
  });
  return python + typescript;
}

function pythonLibrary(): string {
  return execFileSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], {
    encoding: 'utf8',
  }).trim();
}

function copies(input: { from: string; pattern: RegExp; to: string; bytes: number }): number {
  const files = readdirSync(input.from, { recursive: true, encoding: 'utf8' })
    .filter((file) => input.pattern.test(file) && !/site-packages|__pycache__|lib2to3\/tests|bad_/.test(file))
    .map((file) => join(input.from, file))
    .filter((file) => statSync(file).isFile() && statSync(file).size < 1_000_000);
  if (files.length === 0) throw new Error(`no sources in ${input.from}`);
  let written = 0;
  for (let copy = 0; written < input.bytes; copy += 1) {
    for (const file of files) {
      const target = join(input.to, `copy${copy}`, relative(input.from, file).replaceAll('node_modules/', ''));
      const content = Buffer.concat([
        readFileSync(file),
        Buffer.from(`\n${/\.py$/.test(file) ? '#' : '//'} copy ${copy}\n`),
      ]);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      written += content.length;
      if (written >= input.bytes) break;
    }
  }
  for (const folder of existsSync(input.to) ? readdirSync(input.to) : []) {
    const manifest = basename(input.to) === 'web' ? 'package.json' : 'pyproject.toml';
    writeFileSync(
      join(input.to, folder, manifest),
      manifest === 'package.json' ? `{"name":"${folder}"}\n` : `[project]\nname = "${folder}"\n`,
    );
  }
  return written;
}
