import { importsOfName, type BindingFact, type ImportedAs, type ImportFact, type Project } from 'compliance-linter';

/** Where a name leads through the modules of the project. */
export type Origin =
  /** Out of the project, by its full name there (`unittest.mock.patch`). */
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'module'; readonly path: string }
  /** Something that a module defines itself; `names` lead on from there. */
  | {
      readonly kind: 'defined';
      readonly path: string;
      readonly binding: BindingFact;
      readonly names: readonly string[];
    }
  | { readonly kind: 'unknown' };

const UNKNOWN: Origin = { kind: 'unknown' };

/** Longest way through modules and names that is followed. */
const MAX_STEPS = 50;

/** Follows names through Python modules to where they are defined, remembering the answers. */
export class Origins {
  readonly #known = new Map<string, Origin>();
  #steps = 0;

  constructor(private readonly project: Project) {}

  /** Where what the file `from` imports leads, and `names` from there. The name of an import may have dots. */
  ofImport({ specifier, imported }: ImportedAs, names: readonly string[], from: string): Origin {
    return this.ofModule(specifier, imported === '*' ? names : [...imported.split('.'), ...names], from);
  }

  /** Where `names` lead from the module that the file `from` calls `specifier`. */
  ofModule(specifier: string, names: readonly string[], from: string): Origin {
    const resolution = this.project.resolve(from, specifier);
    if (resolution.kind === 'file') return this.within(resolution.path, names);
    if (resolution.kind === 'external') return { kind: 'external', name: [specifier, ...names].join('.') };
    // It may be a folder without `__init__.py`.
    const [first, ...rest] = names;
    if (first === undefined || this.#steps > MAX_STEPS) return UNKNOWN;
    this.#steps += 1;
    const origin = this.ofModule(submodule(specifier, first), rest, from);
    this.#steps -= 1;
    return origin.kind === 'external' ? UNKNOWN : origin;
  }

  /** Where `names` lead from the top level of the module at `path`. */
  within(path: string, names: readonly string[]): Origin {
    const key = [path, ...names].join('\n');
    const known = this.#known.get(key);
    if (known !== undefined || this.#steps > MAX_STEPS) return known ?? UNKNOWN;
    // Modules that import each other lead back here.
    this.#known.set(key, UNKNOWN);
    this.#steps += 1;
    const [name, ...rest] = names;
    const origin: Origin = name === undefined ? { kind: 'module', path } : this.#ofName(path, name, rest);
    this.#steps -= 1;
    this.#known.set(key, origin);
    return origin;
  }

  #ofName(path: string, name: string, names: readonly string[]): Origin {
    const bindings = this.project.facts<BindingFact>(path, 'bindings').filter((binding) => binding.name === name);
    const imports = this.project.facts<ImportFact>(path, 'imports');
    const imported = this.#imported(path, name, names, imports);
    const [binding] = bindings;
    // A name that is imported or else defined is either.
    if (binding !== undefined && imported.length > 0) return UNKNOWN;
    if (binding !== undefined) return isOneThing(bindings) ? { kind: 'defined', path, binding, names } : UNKNOWN;
    if (imported.length > 0) return theOnly(imported);
    return this.#submodule(path, name, names) ?? this.#throughStars(path, [name, ...names], imports);
  }

  #imported(path: string, name: string, names: readonly string[], imports: readonly ImportFact[]): readonly Origin[] {
    const isModule = imports.some(
      ({ specifier, names: bound }) => bound.length === 0 && specifier.split('.')[0] === name,
    );
    const named = importsOfName(name, imports).map((imported) => this.ofImport(imported, names, path));
    return isModule ? [...named, this.ofModule(name, names, path)] : named;
  }

  #submodule(path: string, name: string, names: readonly string[]): Origin | undefined {
    if (!/(?:^|\/)__init__\.pyi?$/.test(path)) return undefined;
    const resolution = this.project.resolve(path, `.${name}`);
    return resolution.kind === 'file' ? this.within(resolution.path, names) : undefined;
  }

  /** A name that several star imports may bring is what the project's own modules say, if they agree. */
  #throughStars(path: string, names: readonly string[], imports: readonly ImportFact[]): Origin {
    const modules = imports.filter(isStar).map(({ specifier }) => specifier);
    const origins = modules
      .map((specifier) => this.ofModule(specifier, names, path))
      .filter(({ kind }) => kind !== 'unknown');
    const own = origins.filter(({ kind }) => kind !== 'external');
    return theOnly(own.length > 0 ? own : origins);
  }

  /** True if `from specifier import *` in the file `from` may bind `name`, as far as can be known. */
  mayStarBind(specifier: string, name: string, from: string): boolean {
    const modules = [{ specifier, from }];
    const seen = new Set<string>();
    for (const module of modules) {
      const resolution = this.project.resolve(module.from, module.specifier);
      if (resolution.kind !== 'file') return true;
      const { path } = resolution;
      if (seen.has(path)) continue;
      seen.add(path);
      const imports = this.project.facts<ImportFact>(path, 'imports');
      const bindings = this.project.facts<BindingFact>(path, 'bindings');
      if (bindings.some((binding) => binding.name === name) || importsOfName(name, imports).length > 0) return true;
      modules.push(...imports.filter(isStar).map((star) => ({ specifier: star.specifier, from: path })));
    }
    return false;
  }
}

function isStar({ names: [first] }: ImportFact): boolean {
  return first?.imported === '*' && first.local === '';
}

/** The origin that all of them are; the first where all lead out of the project. */
function theOnly(origins: readonly Origin[]): Origin {
  const [first, ...others] = origins;
  const isExternal = origins.every(({ kind }) => kind === 'external');
  const isAgreed = isExternal || others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return first !== undefined && isAgreed ? first : UNKNOWN;
}

/** True if a name that is defined several times is the same kind of thing each time. */
function isOneThing([first, ...others]: readonly BindingFact[]): boolean {
  return others.every(({ kind, madeBy }) => kind !== 'class' && kind === first?.kind && madeBy === first.madeBy);
}

function submodule(specifier: string, name: string): string {
  return specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`;
}
