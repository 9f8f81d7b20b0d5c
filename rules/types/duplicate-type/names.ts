import type { DefinitionFact, ImportFact, Project } from 'compliance-linter';
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

/** Says what names mean in the files of one project, remembering the answers. */
export class Names {
  readonly #targets = new Map<string, Target>();

  constructor(private readonly project: Project) {}

  /** What `name` (dotted, without `@`) means in the file at `path`. */
  target(path: string, name: string): Target {
    const key = `${path}\n${name}`;
    let target = this.#targets.get(key);
    if (target === undefined) {
      target = this.#lookUp(path, name.split('.'));
      this.#targets.set(key, target);
    }
    return target;
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
    return !this.#imports(path).some((fact) => fact.names.some(({ local }) => local === head));
  }

  #imports(path: string): readonly ImportFact[] {
    return this.project.facts<ImportFact>(path, 'imports');
  }

  #find(path: string, isNamed: (fact: DefinitionFact) => boolean): Target | undefined {
    const fact = this.project.facts<DefinitionFact>(path, 'definitions').find(isNamed);
    return fact === undefined ? undefined : { definition: { path, fact } };
  }

  #lookUp(path: string, segments: readonly string[]): Target {
    const [head = '', ...rest] = segments;
    const own = rest.length === 0 ? this.#find(path, (fact) => fact.name === head) : undefined;
    const search = { path, segments, depth: MAX_IMPORTS, visited: new Set<string>() };
    return own ?? this.#throughImports(search) ?? { identity: segments.join('.') };
  }

  /** Follows the import of the file that binds the first segment. */
  #throughImports(search: Search): Target | undefined {
    const { path, segments } = search;
    const [head = '', ...rest] = segments;
    for (const { specifier, names } of this.#imports(path)) {
      const name = names.find(({ local }) => local === head);
      if (name?.imported === '*') return this.#exportOf(specifier, { ...search, segments: rest });
      if (name !== undefined) return this.#exportOf(specifier, { ...search, segments: [name.imported, ...rest] });
      const dotted = specifier.split('.');
      if (names.length === 0 && segments.length > dotted.length && segments.join('.').startsWith(`${specifier}.`)) {
        return this.#exportOf(specifier, { ...search, segments: segments.slice(dotted.length) });
      }
    }
    return this.#throughStars(search);
  }

  /** Tries the star imports and re-exports of the file, each module once. */
  #throughStars(search: Search): Target | undefined {
    const { path, segments, visited } = search;
    const key = `${path}\n${segments.join('.')}`;
    if (visited.has(key)) return undefined;
    visited.add(key);
    for (const { specifier, names } of this.#imports(path)) {
      if (!names.some(({ imported, local }) => imported === '*' && local === '')) continue;
      const target = this.#exportOf(specifier, search);
      if ('definition' in target) return target;
    }
    return undefined;
  }

  /** What the segments mean among the exports of the module that `specifier` leads to. */
  #exportOf(specifier: string, { path, segments, depth, visited }: Search): Target {
    const [name = '', ...rest] = segments;
    const unknown = { identity: `${specifierIdentity(path, specifier)}#${segments.join('.')}` };
    if (depth === 0) return unknown;
    if (rest.length > 0 && !specifier.includes('/')) {
      const submodule = specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`;
      const inner = { path, segments: rest, depth: depth - 1, visited };
      if (this.project.resolve(path, submodule).kind === 'file') return this.#exportOf(submodule, inner);
    }
    const resolution = this.project.resolve(path, specifier);
    if (resolution.kind !== 'file') return unknown;
    const module = resolution.path;
    const own = rest.length > 0 ? undefined : this.#find(module, (fact) => isReachable(fact, name, module));
    const inner = { path: module, segments, depth: depth - 1, visited };
    return own ?? this.#throughImports(inner) ?? { identity: `${module}#${segments.join('.')}` };
  }
}

/** True if other modules can import the definition by that name. Python hides nothing. */
function isReachable(fact: DefinitionFact, name: string, module: string): boolean {
  return /\.pyi?$/.test(module) ? fact.name === name : fact.exportedAs.includes(name);
}

/** The same text for the same module as long as it cannot be resolved. */
function specifierIdentity(path: string, specifier: string): string {
  return specifier.startsWith('.') ? `${path.split('/').slice(0, -1).join('/')}/${specifier}` : specifier;
}
