import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Whether the package that a file belongs to gives others its TypeScript sources to compile (`exports`, `main`): they do
 * not know its aliases. Asked with absolute paths inside `root`.
 */
export function publishesSources(root: string, file: string): boolean {
  for (let folder = dirname(file); folder.startsWith(root); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return namesSources(readFileSync(manifest, 'utf8'));
    if (folder === root) break;
  }
  return false;
}

/** False for what is no JSON: a template of a manifest. */
function namesSources(manifest: string): boolean {
  try {
    const { main, module, exports: entries } = JSON.parse(manifest) as Readonly<Record<string, unknown>>;
    return /(?<!\.d)\.[cm]?tsx?"/.test(JSON.stringify([main, module, entries]));
  } catch {
    return false;
  }
}
