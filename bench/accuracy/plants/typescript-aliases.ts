import { dirname, join, normalize } from 'node:path/posix';
import ts from 'typescript';
import type { Repository } from './repository.js';

/** A name that a project's compiler settings give to a folder. */
export interface Alias {
  /** Folder of the tsconfig, and the one that the alias stands for. */
  readonly project: string;
  readonly base: string;
  readonly prefix: string;
}

/** The alias that a `tsconfig.json` declares. */
export function aliasIn(repository: Repository, path: string): Alias | undefined {
  const project = dirname(path);
  const { config } = ts.parseConfigFileTextToJson(path, repository.read(path)) as { readonly config?: unknown };
  const options = property(config, 'compilerOptions');
  const paths = property(options, 'paths');
  const baseUrl = property(options, 'baseUrl');
  const prefix = ['@/', '~/'].find((name) => property(paths, `${name}*`) !== undefined);
  if (prefix === undefined || handsOutSources(repository, project)) return undefined;
  const targets = property(paths, `${prefix}*`);
  const first: unknown = Array.isArray(targets) ? targets[0] : undefined;
  if (typeof first !== 'string' || !first.endsWith('/*')) return undefined;
  const base = normalize(join(project, typeof baseUrl === 'string' ? baseUrl : '.', first.slice(0, -2)));
  return { project, prefix, base: base === '.' ? '' : base.replace(/\/$/, '') };
}

/** Who imports such a package compiles it with aliases of his own. */
function handsOutSources(repository: Repository, project: string): boolean {
  const path = project === '.' ? 'package.json' : `${project}/package.json`;
  if (!repository.paths.has(path)) return false;
  return /"(?:exports|main|types|module)"\s*:/.test(repository.read(path));
}

/** True if neither the compiler's settings nor the manifest give folders another name. */
export function isUnaliased(repository: Repository, project: string): boolean {
  const settings = join(project, 'tsconfig.json');
  const manifest = join(project, 'package.json');
  if (!repository.paths.has(settings) || !repository.paths.has(manifest)) return false;
  return (
    !/"paths"|"baseUrl"|"references"/.test(repository.read(settings)) &&
    !/"imports"\s*:/.test(repository.read(manifest))
  );
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
