import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFile } from './package-file.js';

interface Zone {
  readonly files: RegExp;
  /** Zones that it may import beside itself. */
  readonly imports: readonly string[];
  /** Packages that it may import. `node:` stands for the platform. */
  readonly packages: readonly string[];
  /**
   * The start of a path that names a unit, where the zone consists of units that must not import each other: a file, and
   * a folder of that name with its parts. The parts import each other; the file imports them and is not imported.
   */
  readonly unit?: RegExp;
}

const PIPELINE = [
  'cache',
  'config',
  'facts',
  'findings',
  'fixes',
  'formats',
  'judge',
  'plugins',
  'project',
  'sources',
  'model',
];

const ZONES: Readonly<Record<string, Zone>> = {
  model: { files: /^src\/model\//, imports: [], packages: [] },
  builtIn: { files: /^src\/built-in\.ts$/, imports: [], packages: ['node:'] },
  start: { files: /^src\/start\//, imports: ['cache'], packages: ['node:'] },
  syntax: { files: /^src\/syntax\//, imports: ['model'], packages: [] },
  api: { files: /^src\/api\.ts$/, imports: ['model', 'syntax'], packages: [] },
  rules: {
    files: /^rules\/[^/]+\/[^/]+(?:\/[^/]+)?\.ts$/,
    imports: [],
    packages: ['compliance-linter'],
    unit: /^rules\/[^/]+\/[^/.]+/,
  },
  reporters: {
    files: /^reporters\/[^/]+\.ts$/,
    imports: [],
    packages: ['compliance-linter', 'sarif'],
    unit: /^reporters\/[^/.]+/,
  },
  sources: { files: /^src\/sources\//, imports: ['model'], packages: ['node:', 'fast-glob', 'ignore'] },
  formats: {
    files: /^src\/formats\//,
    imports: ['builtIn', 'model'],
    packages: ['node:', '@astral-sh/ruff-wasm-nodejs', 'smol-toml', 'typescript', 'web-tree-sitter', 'tree-sitter'],
  },
  project: {
    files: /^src\/project\//,
    imports: ['model'],
    packages: ['node:path/posix', 'node:module', 'jsonc-parser', 'smol-toml', 'yaml'],
  },
  config: {
    files: /^src\/config\//,
    imports: ['model'],
    packages: ['node:', 'ajv', 'cosmiconfig', 'leven', 'picomatch', 'yaml'],
  },
  findings: { files: /^src\/findings\//, imports: ['model'], packages: ['node:crypto'] },
  disk: { files: /^src\/disk\//, imports: ['model'], packages: ['node:'] },
  fixes: { files: /^src\/fixes\//, imports: ['disk', 'formats', 'model'], packages: ['node:'] },
  plugins: { files: /^src\/plugins\//, imports: ['builtIn', 'model'], packages: ['node:'] },
  cache: { files: /^src\/cache\//, imports: ['model'], packages: ['node:'] },
  facts: { files: /^src\/facts\//, imports: ['cache', 'formats', 'model', 'plugins'], packages: ['node:'] },
  judge: { files: /^src\/judge\//, imports: ['project', 'model'], packages: [] },
  documentation: { files: /^src\/rule-documentation\.ts$/, imports: ['model'], packages: [] },
  audit: { files: /^src\/audit\//, imports: ['model'], packages: ['node:crypto'] },
  check: {
    files:
      /^src\/(?:check|check-change|fix-project|glance|judge-project|plan|remembered-run|report-change|report-project|watched-project)\.ts$/,
    imports: PIPELINE,
    packages: [],
  },
  commands: {
    files: /^src\/(?:main\.ts$|commands\/)/,
    imports: ['audit', 'check', 'disk', 'documentation', 'lsp', ...PIPELINE],
    packages: ['node:', 'ajv', 'commander', 'leven'],
  },
  lsp: {
    files: /^src\/lsp\//,
    imports: ['check', 'commands', ...PIPELINE],
    packages: ['node:', 'vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
};

/** Packages that more than one zone may import, and why that is right. */
const SHARED_PACKAGES: Readonly<Record<string, string>> = {
  'compliance-linter': 'rules and reporters know nothing else',
  'smol-toml': 'manifests of Python projects tell where modules are, and which version of Python judges them',
  yaml: 'configurations and workspace manifests are both YAML',
  leven: 'a name that is misspelt is told with its nearest, in configurations and on the command line',
  ajv: 'a configuration and a report are both handed in by users',
};

interface Import {
  readonly from: string;
  readonly specifier: string;
}

const files = ['src', 'rules', 'reporters'].flatMap((folder) =>
  readdirSync(packageFile(folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts')),
);

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(packageFile(file), 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => ({ from: file, specifier: fileName }));
}

function zoneOf(file: string): string | undefined {
  return Object.keys(ZONES).find((name) => ZONES[name]?.files.test(file));
}

function isPartOfSameUnit(pattern: RegExp, from: string, target: string): boolean {
  const unit = pattern.exec(from)?.[0] ?? '';
  return target.startsWith(`${unit}/`);
}

function faultOf({ from, specifier }: Import): string | undefined {
  const name = zoneOf(from) ?? '';
  const zone = ZONES[name];
  if (zone === undefined) return undefined;
  if (!specifier.startsWith('.')) {
    return zone.packages.some(
      (allowed) => specifier === allowed || specifier.startsWith(allowed.endsWith(':') ? allowed : `${allowed}/`),
    )
      ? undefined
      : `${from} imports the package ${specifier}`;
  }
  const target = normalize(join(dirname(from), specifier)).replace(/\.js$/, '.ts');
  const targetZone = zoneOf(target);
  if (targetZone === name && (zone.unit === undefined || isPartOfSameUnit(zone.unit, from, target))) return undefined;
  return targetZone !== undefined && zone.imports.includes(targetZone) ? undefined : `${from} imports ${target}`;
}

test('every file belongs to exactly one zone', () => {
  assert.ok(files.length > 40);
  const zones = files.map((file) => [file, ...Object.keys(ZONES).filter((name) => ZONES[name]?.files.test(file))]);
  assert.equal(
    zones.filter((found) => found.length !== 2),
    [],
  );
});

test('every zone has files', () => {
  assert.equal(
    Object.keys(ZONES).filter((name) => !files.some((file) => zoneOf(file) === name)),
    [],
  );
});

test('zones import what the table allows and nothing else', () => {
  const imports = files.flatMap(importsOf);
  assert.ok(imports.length > 100);
  assert.equal(
    imports.map(faultOf).filter((fault) => fault !== undefined),
    [],
  );
});

test('the walk sees static, dynamic and type imports', () => {
  assert.ok(importsOf('src/main.ts').some(({ specifier }) => specifier === './commands/check.js'));
  assert.is(faultOf({ from: 'src/model/file.ts', specifier: '../check.js' }), 'src/model/file.ts imports src/check.ts');
  assert.is(
    faultOf({ from: 'rules/imports/a.ts', specifier: './b.js' }),
    'rules/imports/a.ts imports rules/imports/b.ts',
  );
  assert.is(
    faultOf({ from: 'rules/imports/a.ts', specifier: 'node:fs' }),
    'rules/imports/a.ts imports the package node:fs',
  );
});

test('the platform is imported at the top of a file: code that is remembered compiled cannot do it later', () => {
  const later = files.filter((file) => /\bawait import\('node:/.test(readFileSync(packageFile(file), 'utf8')));
  assert.equal(later, []);
});

test('a rule imports its own parts, which import each other and nothing else', () => {
  const faults = [
    { from: 'rules/types/a.ts', specifier: './a/names.js' },
    { from: 'rules/types/a/names.ts', specifier: './shapes.js' },
    { from: 'rules/types/a/names.ts', specifier: 'compliance-linter' },
    { from: 'rules/types/a/names.ts', specifier: '../a.js' },
    { from: 'rules/types/a/names.ts', specifier: '../b/names.js' },
    { from: 'rules/types/a/names.ts', specifier: 'node:fs' },
    { from: 'rules/types/a.ts', specifier: './b/names.js' },
    { from: 'rules/types/a.ts', specifier: '../imports/a/names.js' },
    { from: 'rules/types/a.ts', specifier: './a-b/names.js' },
    { from: 'src/check.ts', specifier: '../rules/types/a.js' },
  ].map(faultOf);
  assert.equal(faults, [
    undefined,
    undefined,
    undefined,
    'rules/types/a/names.ts imports rules/types/a.ts',
    'rules/types/a/names.ts imports rules/types/b/names.ts',
    'rules/types/a/names.ts imports the package node:fs',
    'rules/types/a.ts imports rules/types/b/names.ts',
    'rules/types/a.ts imports rules/imports/a/names.ts',
    'rules/types/a.ts imports rules/types/a-b/names.ts',
    'src/check.ts imports rules/types/a.ts',
  ]);
});

test('every folder of parts belongs to a rule', () => {
  const folders = files.filter((file) => /^rules\/[^/]+\/[^/]+\/[^/]+$/.test(file)).map(dirname);
  assert.ok(folders.length > 0);
  assert.equal(
    folders.filter((folder) => !files.includes(`${folder}.ts`)),
    [],
  );
});

test('a package belongs to one zone, or stands in the list of shared ones with its reason', () => {
  const users = new Map<string, Set<string>>();
  for (const { from, specifier } of files.flatMap(importsOf)) {
    if (specifier.startsWith('.') || specifier.startsWith('node:')) continue;
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    users.set(name, (users.get(name) ?? new Set()).add(zoneOf(from) ?? ''));
  }
  const shared = [...users].filter(([name, zones]) => zones.size > 1 && !(name in SHARED_PACKAGES));
  assert.equal(
    shared.map(([name, zones]) => [name, ...zones]),
    [],
  );
});

test('every dependency is used', () => {
  const manifest = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const text = files.map((file) => readFileSync(packageFile(file), 'utf8')).join('\n');
  assert.equal(
    Object.keys(manifest.dependencies).filter((name) => !text.includes(`'${name}`)),
    [],
  );
});

test.run();
