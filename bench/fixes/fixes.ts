/**
 * Tries fixes on copies of the repositories in the given folders, and judges the result without the tool: Python by its
 * own compiler and a search for modules, TypeScript by the compiler's resolution and its diagnostics. Prints a row for
 * each repository and kind of fixes, what was refused and why, and fails if anything is broken.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changedFiles, copyFiles, trackedFiles } from './repository-copy.js';
import { added, diagnosticsOf } from './typescript-diagnostics.js';
import { compareSpecifiers } from './typescript-imports.js';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const PYTHON = fileURLToPath(new URL('../../../bench/fixes/python_imports.py', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    preset: { type: 'string', default: 'strict' },
    /** Where the diffs go, one file for each row. */
    diffs: { type: 'string' },
    /** Leaves out what takes minutes: the diagnostics of whole TypeScript projects. */
    quick: { type: 'boolean', default: false },
  },
});

interface Row {
  readonly made: number;
  readonly files: number;
  readonly refused: number;
  readonly broken: readonly string[];
  readonly said: string;
  readonly pythonImports: number;
  /** Python files that the machine's own Python is too old for: compared as they are written. */
  readonly uncompiled: number;
  readonly specifiers: number;
  readonly projects: number;
  readonly again: number;
}

/** Of the copies before: path of the tsconfig → what is said of it. */
const DIAGNOSTICS = new Map<string, ReadonlyMap<string, number> | undefined>();

const columns = [
  'repository',
  'fixes',
  'made',
  'files',
  'refused',
  'Python imports',
  'not compiled',
  'specifiers',
  'tsconfigs',
  'again',
  'broken',
];
console.log(`| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`);
let broken = 0;
for (const folder of positionals.map((path) => resolve(path))) {
  const place = mkdtempSync(join(tmpdir(), 'compliance-fixes-'));
  try {
    const files = trackedFiles(folder);
    const before = join(place, 'before');
    copyFiles(folder, before, files);
    for (const kind of ['safe', 'unsafe'] as const) {
      const row = tryFixes(before, join(place, kind), { files, kind, name: basename(folder) });
      broken += row.broken.length;
      const counts = [
        row.made,
        row.files,
        row.refused,
        row.pythonImports,
        row.uncompiled,
        row.specifiers,
        row.projects,
        row.again,
      ];
      console.log(`| ${[basename(folder), kind, ...counts, row.broken.length].join(' | ')} |`);
      for (const line of row.broken) console.error(`BROKEN ${line}`);
      if (row.refused > 0) console.error(row.said);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
process.exitCode = broken > 0 ? 1 : 0;

function tryFixes(
  before: string,
  after: string,
  { files, kind, name }: { files: readonly string[]; kind: 'safe' | 'unsafe'; name: string },
): Row {
  cpSync(before, after, { recursive: true });
  const said = fix(after, kind);
  const changed = changedFiles(before, after, files);
  const again = fix(after, kind);
  if (values.diffs !== undefined) writeDiff(before, after, join(values.diffs, `${name}-${kind}.diff`));
  const python = comparePython(
    before,
    after,
    changed.filter((path) => /\.pyi?$/.test(path)),
  );
  const scripts = changed.filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  const specifiers = compareSpecifiers(before, after, scripts);
  const projects =
    values.quick || scripts.length === 0 ? [] : files.filter((path) => /(?:^|\/)tsconfig[\w.-]*\.json$/.test(path));
  const diagnostics = projects.map((config) => compareProject(before, after, config));
  return {
    made: count(said, /^(?:fixed) ([\d,]+)/),
    files: changed.length,
    refused: count(said, /; ([\d,]+) fix(?:es)? (?:was|were) not made/),
    said,
    pythonImports: python.imports,
    uncompiled: python.uncompiled,
    specifiers: specifiers.compared,
    projects: diagnostics.filter((found) => found !== undefined).length,
    again: count(again, /^(?:fixed) ([\d,]+)/),
    broken: [...python.broken, ...specifiers.broken, ...diagnostics.flatMap((found) => found ?? [])],
  };
}

function fix(folder: string, kind: 'safe' | 'unsafe'): string {
  const flags = ['--fix', ...(kind === 'unsafe' ? ['--unsafe'] : []), '--preset', values.preset, '--fail-on', 'none'];
  const { stderr, status } = spawnSync(
    process.execPath,
    [MAIN, 'check', ...flags, '--format', 'json:/dev/null', '--root', folder],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  const said = /^fixed [^]*/m.exec(stderr)?.[0];
  if (said === undefined || status === null)
    throw new Error(`The fixes of ${folder} ended with ${String(status)}: ${stderr}`);
  return said;
}

function count(text: string, pattern: RegExp): number {
  return Number((pattern.exec(text)?.[1] ?? '0').replaceAll(',', ''));
}

function comparePython(
  before: string,
  after: string,
  paths: readonly string[],
): { imports: number; uncompiled: number; broken: string[] } {
  const answer = execFileSync('python3', ['-I', PYTHON, before, after], {
    input: paths.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(answer) as { imports: number; uncompiled: number; broken: string[] };
}

/** New diagnostics of a project; undefined where it has none to compare. */
function compareProject(before: string, after: string, config: string): readonly string[] | undefined {
  const key = join(before, config);
  if (!DIAGNOSTICS.has(key)) DIAGNOSTICS.set(key, diagnosticsOf(before, config));
  const old = DIAGNOSTICS.get(key);
  const now = old === undefined ? undefined : diagnosticsOf(after, config);
  return old === undefined || now === undefined ? undefined : added(old, now).map((text) => `${config}: ${text}`);
}

function writeDiff(before: string, after: string, file: string): void {
  const { stdout } = spawnSync('diff', ['-ru', basename(before), basename(after)], {
    cwd: dirname(before),
    encoding: 'latin1',
    maxBuffer: 1 << 28,
  });
  writeFileSync(file, stdout, 'latin1');
}
