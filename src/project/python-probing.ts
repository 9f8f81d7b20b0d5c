import type { Tree } from './tree.js';
import { nameOf, parentOf, within } from './tree-paths.js';

/** Sources and binaries from which a module can be imported besides Python's own; `x.cpython-312-darwin.so` too. */
const COMPILED = /^(?:\.[\w-]+)*\.(?:pyx|so|pyd)$/;

/** What a dotted name leads to: a module, or a folder without `__init__.py` that can be a namespace package. */
export type PythonFind =
  { readonly kind: 'module'; readonly path: string } | { readonly kind: 'namespace'; readonly folder: string };

/** What is at `path`, a dotted name turned into a path. A package wins over a module, a module over a namespace. */
export function probePython(tree: Tree, path: string): PythonFind | undefined {
  return tree.cell('python-module', path, () => {
    for (const form of ['/__init__.py', '.py', '.pyi', '/__init__.pyi']) {
      if (path !== '' && tree.isFile(path + form)) return { kind: 'module', path: path + form };
    }
    const compiled = path === '' ? undefined : compiledModule(tree, path);
    if (compiled !== undefined) return { kind: 'module', path: compiled };
    return holdsPython(tree, path) ? { kind: 'namespace', folder: path } : undefined;
  });
}

function compiledModule(tree: Tree, path: string): string | undefined {
  const folder = parentOf(path);
  const name = nameOf(path);
  const found = tree.entries(folder).find((entry) => entry.startsWith(name) && COMPILED.test(entry.slice(name.length)));
  return found === undefined ? undefined : within(folder, found);
}

/** True if `folder` holds a Python file at any depth: only then can it be meant by an import. */
function holdsPython(tree: Tree, folder: string): boolean {
  return tree.cell('holds-python', folder, () => {
    const names = tree.entries(folder);
    if (names.some((name) => /\.pyi?$/.test(name))) return true;
    // What an entry is cannot change without the entries of its folder changing.
    return names.some((name) => {
      const path = within(folder, name);
      return name !== 'node_modules' && tree.kindOfEntry(path) === 'directory' && holdsPython(tree, path);
    });
  });
}
