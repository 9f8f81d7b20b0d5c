import resolver from 'enhanced-resolve';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

import { entryTargets, packageEntries } from '../../src/project/package-entries.js';

test('targets of every condition are given in order, declarations last, each once', () => {
  const manifest = {
    exports: {
      '.': { types: './a.d.ts', import: { node: './node.js', default: './b.js' }, default: ['./b.js', './c.js'] },
    },
  };
  assert.equal(packageEntries(manifest, 'exports'), [
    { key: '.', targets: ['./node.js', './b.js', './c.js', './a.d.ts'] },
  ]);
});

test('a string and a map of conditions are the entry of the package itself', () => {
  assert.equal(entryTargets({ exports: './a.js' }, 'exports', '.'), ['./a.js']);
  assert.equal(entryTargets({ exports: { import: './a.js' } }, 'exports', '.'), ['./a.js']);
  assert.equal(entryTargets({ exports: './a.js' }, 'exports', './b'), []);
  assert.is(entryTargets({}, 'exports', '.'), undefined);
});

test('the most specific pattern decides, and null closes it', () => {
  const manifest = { exports: { './*': './src/*.js', './in/*': null, './in/*/x': './x/*.js' } };
  assert.equal(entryTargets(manifest, 'exports', './a/b'), ['./src/a/b.js']);
  assert.equal(entryTargets(manifest, 'exports', './in/a'), []);
  assert.equal(entryTargets(manifest, 'exports', './in/a/x'), ['./x/a.js']);
});

test('conditions nested without end are cut', () => {
  let target: unknown = './a.js';
  for (let depth = 0; depth < 5_000; depth += 1) target = { default: target };
  assert.equal(entryTargets({ exports: target }, 'exports', '.'), []);
});

// enhanced-resolve is the reference: with one condition there is one target, and both must agree on it.
const key = fc
  .array(fc.constantFrom('a', 'b', 'in', '*'), { minLength: 1, maxLength: 3 })
  .filter((parts) => parts.filter((part) => part === '*').length < 2)
  .map((parts) => `./${parts.join('/')}`);
const targetOf = (name: string): fc.Arbitrary<string | null> =>
  fc.constantFrom(
    name.includes('*') ? './src/*.js' : './src/one.js',
    name.includes('*') ? './other/*.js' : './two.js',
    null,
  );
const exportsField = fc
  .uniqueArray(key, { minLength: 1, maxLength: 4 })
  .chain((keys) => fc.tuple(...keys.map((name) => targetOf(name).map((target) => [name, target] as const))))
  .map((pairs) => Object.fromEntries(pairs));
const subpath = fc
  .array(fc.constantFrom('a', 'b', 'in', 'c'), { minLength: 1, maxLength: 4 })
  .map((parts) => `./${parts.join('/')}`);

test('exports agree with enhanced-resolve', () => {
  fc.assert(
    fc.property(exportsField, subpath, (exports, path) => {
      const [target] = entryTargets({ exports }, 'exports', path) ?? [];
      assert.is(target, referenceTarget(exports, path));
    }),
    { numRuns: 300 },
  );
});

/** What enhanced-resolve finds when a package with these exports imports itself, every script in it existing. */
function referenceTarget(exports: unknown, path: string): string | undefined {
  const reference = resolver.ResolverFactory.createResolver({
    useSyncFileSystemCalls: true,
    symlinks: false,
    extensions: [],
    fileSystem: fileSystemOf(JSON.stringify({ name: 'pkg', exports })),
  });
  try {
    const found = reference.resolveSync({}, '/pkg', `pkg${path.slice(1)}`);
    return found === false ? undefined : `.${found.slice('/pkg'.length)}`;
  } catch {
    return undefined;
  }
}

type FileSystem = NonNullable<Parameters<typeof resolver.ResolverFactory.createResolver>[0]['fileSystem']>;

function fileSystemOf(manifest: string): FileSystem {
  const absent = (path: string): never => {
    throw Object.assign(new Error(path), { code: 'ENOENT' });
  };
  const stat = (path: string): unknown => {
    const isFolder = path === '/' || path === '/pkg';
    if (!isFolder && path !== '/pkg/package.json' && !path.endsWith('.js')) return absent(path);
    return { isFile: () => !isFolder, isDirectory: () => isFolder };
  };
  const fileSystem: unknown = {
    statSync: stat,
    lstatSync: stat,
    readFileSync: (path: string) => (path === '/pkg/package.json' ? Buffer.from(manifest) : absent(path)),
    readlinkSync: absent,
    readdirSync: absent,
  };
  // The synchronous resolver calls these and nothing else.
  return fileSystem as FileSystem;
}

test.run();
