import type { Project } from 'compliance-linter';
import { type BareImport, boundIn, type BoundNames, definedIn } from './bound-names.js';
import type { Definition } from './definition.js';

/** What a name stands for: a definition, or something that is only known by an identity. */
export type Target = { readonly definition: Definition } | { readonly identity: string };

/** A dotted name as seen from a file, on its way through imports. */
interface Search {
  readonly path: string;
  readonly segments: readonly string[];
  /** Imports that may still be followed. */
  readonly depth: number;
  /** Modules and names that have been looked at. */
  readonly visited: Set<string>;
}

/** Longest chain of imports and re-exports that is followed. */
const MAX_IMPORTS = 10;

/** Says what names mean in the files of one project. What is remembered about definitions lives as long as this. */
export class Names {
  constructor(private readonly project: Project) {}

  /** What `name` (dotted, without `@`) means in the file at `path`. */
  target(path: string, name: string): Target {
    return this.project.remembered('duplicate-type target', `${path}\n${name}`, (project) =>
      new Names(project).#lookUp(path, name.split('.')),
    );
  }

  /** The definition that `name` stands for in the file at `path`; undefined if that is not known. */
  definition(path: string, name: string | undefined): Definition | undefined {
    const target = name === undefined ? undefined : this.target(path, name);
    return target !== undefined && 'definition' in target ? target.definition : undefined;
  }

  /** What `import('./orders').Order` means in the file at `path`. */
  imported(path: string, specifier: string, name: string): Target {
    return this.#exportOf(specifier, { path, segments: [name], depth: MAX_IMPORTS, visited: new Set() });
  }

  /** True if the file binds the name otherwise than by an import. */
  isLocal(path: string, name: string): boolean {
    const [head = ''] = name.split('.');
    return !boundIn(this.project, path).byLocal.has(head);
  }

  #lookUp(path: string, segments: readonly string[]): Target {
    const [head = '', ...rest] = segments;
    const fact = rest.length === 0 ? definedIn(this.project, path).own.get(head) : undefined;
    if (fact !== undefined) return { definition: { path, fact } };
    const search = { path, segments, depth: MAX_IMPORTS, visited: new Set<string>() };
    return this.#throughImports(search) ?? { identity: segments.join('.') };
  }

  /** Follows the import of the file that binds the first segment. */
  #throughImports(search: Search): Target | undefined {
    const { path, segments } = search;
    const bound = boundIn(this.project, path);
    const [head = '', ...rest] = segments;
    const name = bound.byLocal.get(head);
    const dotted = dottedImport(bound, segments, name?.position ?? Infinity);
    if (dotted !== undefined) {
      return this.#exportOf(dotted.specifier, { ...search, segments: segments.slice(dotted.segments) });
    }
    if (name === undefined) return this.#throughStars(search);
    return this.#exportOf(name.specifier, {
      ...search,
      segments: name.imported === '*' ? rest : [name.imported, ...rest],
    });
  }

  /** Tries the star imports and re-exports of the file, each module once. */
  #throughStars(search: Search): Target | undefined {
    const { path, segments, visited } = search;
    const { stars } = boundIn(this.project, path);
    if (stars.length === 0) return undefined;
    const key = `${path}\n${segments.join('.')}`;
    if (visited.has(key)) return undefined;
    visited.add(key);
    for (const specifier of stars) {
      const target = this.#exportOf(specifier, search);
      if ('definition' in target) return target;
    }
    return undefined;
  }

  /** What the segments mean among the exports of the module that `specifier` leads to. */
  #exportOf(specifier: string, { path, segments, depth, visited }: Search): Target {
    const [name = '', ...rest] = segments;
    if (depth > 0 && rest.length > 0 && !specifier.includes('/')) {
      const submodule = specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`;
      const inner = { path, segments: rest, depth: depth - 1, visited };
      if (this.project.resolve(path, submodule).kind === 'file') return this.#exportOf(submodule, inner);
    }
    const resolution = depth > 0 ? this.project.resolve(path, specifier) : undefined;
    if (resolution?.kind !== 'file') {
      return { identity: `${specifierIdentity(path, specifier)}#${segments.join('.')}` };
    }
    const module = resolution.path;
    const fact = rest.length > 0 ? undefined : this.#reachable(module, name);
    if (fact !== undefined) return { definition: { path: module, fact } };
    const inner = { path: module, segments, depth: depth - 1, visited };
    return this.#throughImports(inner) ?? { identity: `${module}#${segments.join('.')}` };
  }

  /** The definition that other modules can import by that name. Python hides nothing. */
  #reachable(module: string, name: string): Definition['fact'] | undefined {
    const { own, exported } = definedIn(this.project, module);
    return (/\.pyi?$/.test(module) ? own : exported).get(name);
  }
}

/** The import of a dotted name, before the one at `position`, that the segments start with. */
function dottedImport({ bare }: BoundNames, segments: readonly string[], position: number): BareImport | undefined {
  if (segments.length === 1 || bare.length === 0) return undefined;
  const name = segments.join('.');
  return bare.find(
    (each) => each.position < position && segments.length > each.segments && name.startsWith(`${each.specifier}.`),
  );
}

/** The same text for the same module as long as it cannot be resolved. */
function specifierIdentity(path: string, specifier: string): string {
  return specifier.startsWith('.') ? `${path.split('/').slice(0, -1).join('/')}/${specifier}` : specifier;
}
