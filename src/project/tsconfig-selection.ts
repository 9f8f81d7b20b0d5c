import { matchesGlob } from './glob.js';
import type { Tree } from './tree.js';
import { typeScriptConfig, type TypeScriptConfig } from './tsconfig.js';
import { isWithin, parentOf, within } from './tree-paths.js';

const CONFIG_NAMES = ['tsconfig.json', 'jsconfig.json'];

/**
 * The configuration in force for the file at `path`: that of the nearest folder upward, or, where that one does not
 * include the file, the first of its `references` that does. A file that none includes (a test, often) goes by the
 * nearest, or by the first reference that has `paths`, as bundlers and editors let it.
 */
export function configFor(tree: Tree, path: string): TypeScriptConfig | undefined {
  const nearest = nearestConfig(tree, parentOf(path));
  if (nearest === undefined) return undefined;
  const config = typeScriptConfig(tree, nearest);
  if (config.references.length === 0 || includes(config, path)) return config;
  const referenced = referencedConfigs(tree, config);
  return (
    referenced.find((candidate) => includes(candidate, path)) ??
    (hasNames(config) ? config : (referenced.find(hasNames) ?? config))
  );
}

function nearestConfig(tree: Tree, folder: string): string | undefined {
  return tree.cell('nearest-tsconfig', folder, () => {
    const own = CONFIG_NAMES.map((name) => within(folder, name)).find((path) => tree.isFile(path));
    if (own !== undefined || folder === '') return own;
    return nearestConfig(tree, parentOf(folder));
  });
}

function referencedConfigs(tree: Tree, config: TypeScriptConfig): readonly TypeScriptConfig[] {
  const found = new Map<string, TypeScriptConfig>();
  const visit = (path: string): void => {
    if (found.has(path) || path === config.path || !tree.isFile(path)) return;
    const referenced = typeScriptConfig(tree, path);
    found.set(path, referenced);
    referenced.references.forEach(visit);
  };
  config.references.forEach(visit);
  return [...found.values()];
}

function hasNames(config: TypeScriptConfig): boolean {
  return config.paths.length > 0 || config.baseUrl !== null;
}

function includes(config: TypeScriptConfig, path: string): boolean {
  if (config.files?.includes(path) === true) return true;
  if (config.include === null && config.files !== null) return false;
  const folder = parentOf(config.path);
  const included = config.include === null ? isWithin(folder, path) : config.include.some((glob) => covers(glob, path));
  return included && config.exclude?.some((glob) => covers(glob, path)) !== true;
}

/** A glob that names a folder, or whose last part matches one, means all below it. */
function covers(glob: string, path: string): boolean {
  if (isWithin(glob, path)) return true;
  return /[*?]/.test(glob) && (matchesGlob(glob, path) || matchesGlob(`${glob}/**`, path));
}
