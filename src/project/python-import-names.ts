import type { ImportName } from '../model/rule.js';
import { packageHome, pythonRoots } from './python-roots.js';
import { resolvePython } from './python-resolution.js';
import type { Tree } from './tree.js';
import { isWithin, parentOf } from './tree-paths.js';

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/**
 * The absolute name by which the Python module `from` can import the file `target`: as its own package is named,
 * else from the nearest root of its project that makes the name lead to `target` and nowhere else. One at most.
 */
export function pythonImportNames(tree: Tree, from: string, target: string): readonly ImportName[] {
  const folder = parentOf(target);
  for (const root of new Set([packageHome(tree, folder), ...pythonRoots(tree, folder)])) {
    const name = dottedName(root, target);
    if (name === undefined) continue;
    const resolution = resolvePython(tree, from, name);
    if (resolution.kind === 'file' && resolution.path === target) {
      return [{ name, by: `package root ${root || '.'}` }];
    }
  }
  return [];
}

function dottedName(root: string, target: string): string | undefined {
  if (!isWithin(root, target)) return undefined;
  const below = target.slice(root === '' ? 0 : root.length + 1);
  const parts = below
    .replace(/\.(?:pyi?|pyx)$|(?:\.[\w-]+)*\.(?:so|pyd)$/, '')
    .replace(/\/__init__$/, '')
    .split('/');
  return parts.every((part) => IDENTIFIER.test(part) && !KEYWORDS.has(part)) ? parts.join('.') : undefined;
}
