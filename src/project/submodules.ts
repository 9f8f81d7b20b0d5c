import type { Tree } from './tree.js';
import { isWithin } from './tree-paths.js';

/** The git submodule that `path` lies in; its files are another repository's, and not in the sources. */
export function submoduleOf(tree: Tree, path: string): string | undefined {
  return submodules(tree).find((folder) => isWithin(folder, path));
}

function submodules(tree: Tree): readonly string[] {
  return tree.cell('submodules', '', () => {
    const declarations = tree.text('.gitmodules') ?? '';
    return [...declarations.matchAll(/^[ \t]*path[ \t]*=[ \t]*(.+)$/gm)]
      .map(([, path = '']) => path.trim().replace(/\/$/, ''))
      .filter((path) => path !== '' && path !== '.');
  });
}
