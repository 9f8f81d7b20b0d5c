/**
 * Bundles the command into `bundle/`, which is what is installed: reading and linking hundreds of small modules would take
 * longer than checking a few files. It is CommonJS in one file, because only such a script can be run from compiled code
 * on every Node (see `src/start/code-cache.ts`). The small packages that nearly every run needs are in it, with their
 * licences beside it; the others stay packages and are loaded when something needs them.
 *
 *     compliance.js              the command and what worker threads run; parts are evaluated when they are imported
 *     main.js                    starts it as the command
 *     src/facts/worker.js        starts it as a worker thread
 *     src/plugins/import-module.js
 *                                what loads the user's modules
 *     build.txt                  a hash of it all
 *     THIRD-PARTY.txt            the licences of the packages in it
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { BUILT_IN } from '../src/built-in.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = join(root, 'bundle');

const PACKAGES_OUTSIDE = [
  '@astral-sh/ruff-wasm-nodejs',
  'ajv',
  'cosmiconfig',
  'fast-glob',
  'tree-sitter',
  'typescript',
  'vscode-languageserver',
  'vscode-languageserver-textdocument',
  'web-tree-sitter',
];

/** The list of built-in modules as it stands now, in the place of the module that reads folders. */
const listedModules: Plugin = {
  name: 'listed-modules',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]built-in\.ts$/ }, () => {
      const items = BUILT_IN.map(({ path }) => {
        const source = JSON.stringify(join(root, path.replace(/\.js$/, '.ts')));
        return `{ path: ${JSON.stringify(path)}, load: () => import(${source}) },`;
      });
      return { contents: `export const BUILT_IN = [\n${items.join('\n')}\n];`, resolveDir: root };
    });
  },
};

/** Compiled code cannot `import()`: packages are required, when their turn comes, and the user's modules are not its own. */
const onlyRequire: Plugin = {
  name: 'only-require',
  setup(builder) {
    builder.onResolve({ filter: /\/import-module\.js$/ }, () => ({
      path: './src/plugins/import-module.js',
      external: true,
    }));
    builder.onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) => {
      const isOutside = PACKAGES_OUTSIDE.some((name) => path === name || path.startsWith(`${name}/`));
      return kind === 'dynamic-import' && isOutside ? { path, namespace: 'package' } : undefined;
    });
    builder.onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

/**
 * Every module keeps an address of its own: the one that it would have if `bundle/` held it as a file. So what it names
 * relative to itself (a worker thread, the package's manifest, a schema) is found as in the build of `tsc`.
 */
function ownAddresses(folder: string): Plugin {
  return {
    name: 'own-addresses',
    setup(builder) {
      builder.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const place = relative(join(out, folder), join(out, relative(root, path))).replace(/\.ts$/, '.js');
        const address = `new URL(${JSON.stringify(place.split(sep).join('/'))}, bundleUrl).href`;
        return { loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', address) };
      });
    },
  };
}

const ENGINE = `
export const runCommand = () => import('./src/main.ts');
export const runWorker = () => import('./src/facts/worker.ts');
`;

rmSync(out, { recursive: true, force: true });
writeFile('package.json', '{ "type": "commonjs" }\n');
const engine = await bundled('', { stdin: { contents: ENGINE, resolveDir: root, loader: 'ts' } });
writeFile('THIRD-PARTY.txt', licencesOf(engine.files));
// The launcher tells by the first line which compiled code belongs to it, the command by the file what it remembers.
const hash = createHash('sha256').update(engine.text).digest('hex').slice(0, 16);
writeFile('compliance.js', `// build ${hash}\n${engine.text}`);
writeFile('build.txt', hash);
for (const [path, entry] of [
  ['main.js', 'src/start/command.ts'],
  ['src/facts/worker.js', 'src/start/worker.ts'],
  ['src/plugins/import-module.js', 'src/plugins/import-module.ts'],
] as const) {
  writeFile(path, (await bundled(dirname(path), { entryPoints: [join(root, entry)] })).text);
}
chmodSync(join(out, 'main.js'), 0o755);

/** The text of one bundle that will stand in a folder of `bundle/`, and the files that it holds, relative to the root. */
async function bundled(
  folder: string,
  entry: BuildOptions,
): Promise<{ readonly text: string; readonly files: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    ...entry,
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    // The launcher reads the bundle as ASCII.
    charset: 'ascii',
    legalComments: 'none',
    external: PACKAGES_OUTSIDE.flatMap((name) => [name, `${name}/*`]),
    alias: { 'compliance-linter': join(root, 'src/api.ts') },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename);" },
    plugins: [listedModules, ...(entry.stdin === undefined ? [] : [onlyRequire]), ownAddresses(folder)],
    logLevel: 'warning',
  });
  return { text: outputFiles[0]?.text ?? '', files: Object.keys(metafile.inputs) };
}

/** Name, version and licence of every package that some of the files belong to. Throws for one without a licence. */
function licencesOf(files: readonly string[]): string {
  const names = files.flatMap((file) => /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  const texts = [...new Set(names)].sort().map((name) => {
    const folder = join(root, 'node_modules', name);
    const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (licence === undefined) throw new Error(`the package ${name} has no licence`);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return `${name} ${version}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}
