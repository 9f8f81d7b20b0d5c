import type { Project, Resolution } from 'compliance-linter';
import type { ModuleImport, PythonImport } from './facts.js';
import { isIndexFile, levelOf } from './specifiers.js';

/** A name that is the same in every file of the project. */
export interface AbsoluteName {
  readonly name: string;
  /** It is known to lead where the relative one leads. */
  readonly isProven: boolean;
}

/** The absolute name of what a Python module imports; undefined if no root of the project gives it one. */
export function absolutePythonName(fact: PythonImport, path: string, project: Project): AbsoluteName | undefined {
  const { module } = fact;
  const resolution = project.resolve(path, module);
  if (resolution.kind === 'missing') return undefined;
  const isFile = resolution.kind === 'file';
  if (levelOf(module) === 0) return { name: module, isProven: isFile };
  const name = isFile ? nameOf(resolution, path, project) : namespaceName(fact, path, project);
  if (name !== undefined) return { name, isProven: true };
  const built = isFile ? undefined : builtName(module, path, project);
  return built === undefined ? undefined : { name: built, isProven: false };
}

function nameOf(found: Resolution, path: string, project: Project): string | undefined {
  return found.kind === 'file' ? project.importNames(path, found.path)[0]?.name : undefined;
}

/** A package without an `__init__.py` is named by a module that is imported from it. */
function namespaceName({ module, names }: PythonImport, path: string, project: Project): string | undefined {
  for (const { name: imported } of names) {
    const name = nameOf(project.resolve(path, module + imported), path, project);
    if (name?.endsWith(`.${imported}`) === true) return name.slice(0, -imported.length - 1);
  }
  return undefined;
}

/** What a build writes is named by the package that will hold it. */
function builtName(module: string, path: string, project: Project): string | undefined {
  const level = levelOf(module);
  const below = module.slice(level);
  const holder = below === '' ? undefined : nameOf(project.resolve(path, module.slice(0, level)), path, project);
  return holder === undefined ? undefined : `${holder}.${below}`;
}

const CODE = /\.(?:[cm]?[jt]sx?|json|vue|svelte|astro)$/;

/** What an import of ECMAScript is judged by, besides itself. */
export interface Surroundings {
  /** The other modules that its file names. */
  readonly bare: readonly string[];
  readonly project: Project;
}

/** Where an import is written, and where it leads. */
interface Course {
  readonly path: string;
  readonly resolution: Resolution;
}

/**
 * The best name of an imported ECMAScript module that is no path, with the extension that is written where that leads
 * to it too. A bare `baseUrl` counts where the file goes by it. Undefined for what is no code, and if there is none.
 */
export function moduleAlias(
  fact: ModuleImport,
  { path, resolution: target }: Course,
  { bare, project }: Surroundings,
): string | undefined {
  if (target.kind !== 'file' || !CODE.test(target.path)) return undefined;
  const alias = project.importNames(path, target.path).find(({ name, by }) => {
    if (by === 'baseUrl') return usesBaseUrl(path, { bare, project });
    return !by.startsWith('paths') || !isOwnPackage(path, name, project);
  })?.name;
  if (alias === undefined) return undefined;
  const extension = /\.[cm]?[jt]sx?$/.exec(fact.specifier)?.[0];
  if (extension === undefined || alias.endsWith(extension)) return alias;
  const extended = project.resolve(path, alias + extension);
  return extended.kind === 'file' && extended.path === target.path ? alias + extension : alias;
}

function usesBaseUrl(path: string, { bare, project }: Surroundings): boolean {
  return bare.some((specifier) => {
    const found = project.resolve(path, specifier);
    if (found.kind !== 'file') return false;
    return project.importNames(path, found.path).some(({ name, by }) => name === specifier && by === 'baseUrl');
  });
}

/**
 * True if `name` starts with what names the importer's own package (`@shop/cart` within `packages/cart`): that is for
 * others, and leads from inside a package through its entry point. A folder's name (`src/lib/money`) is none.
 */
function isOwnPackage(path: string, name: string, project: Project): boolean {
  const packageName = /^(?:@[^/]+\/)?[^/@][^/]*/.exec(name)?.[0];
  if (packageName === undefined) return false;
  const entry = project.resolve(path, packageName);
  if (entry.kind !== 'file' || !isIndexFile(entry.path)) return false;
  const folder = entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('/')));
  const component = project.component(path);
  const root = component === '.' ? '' : component;
  const isEntry = folder === root || folder === (root === '' ? 'src' : `${root}/src`);
  return isEntry && folder !== packageName && !folder.endsWith(`/${packageName}`);
}
