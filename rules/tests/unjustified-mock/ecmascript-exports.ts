import { importsOfName, type BindingFact, type ImportFact, type Project } from 'compliance-linter';

/** What names lead to from a module of the project. */
export type Place =
  | { readonly kind: 'module'; readonly path: string }
  /** Something that a module defines; `names` lead on from there. */
  | {
      readonly kind: 'defined';
      readonly path: string;
      readonly binding: BindingFact;
      readonly names: readonly string[];
    };

/** Most modules that are asked for one name: barrels pass on a hundred others. */
const MAX_STEPS = 1_000;

/** Follows names from module to module through re-exports, and from values to what they are made of. */
export class Exports {
  /** Modules and names on the way that is followed: modules that export each other lead back. */
  readonly #seen = new Set<string>();

  constructor(private readonly project: Project) {}

  /** Where `names` lead from the exports of the module at `path`; undefined if out of the project, or if nobody knows. */
  follow(path: string, names: readonly string[]): Place | undefined {
    const [name, ...rest] = names;
    if (name === undefined) return { kind: 'module', path };
    const key = [path, ...names].join('\n');
    if (this.#seen.has(key) || this.#seen.size > MAX_STEPS) return undefined;
    this.#seen.add(key);
    const bindings = this.#bindings(path);
    const binding = bindings.find(({ exportedAs }) => exportedAs?.includes(name));
    if (binding !== undefined && binding.madeBy !== binding.name)
      return { kind: 'defined', path, binding, names: rest };
    if (binding !== undefined) return this.#followImport(path, binding.name, rest);
    return this.#followReexports(path, names) ?? this.#followCommonJs(path, names, bindings);
  }

  /** What a name that is written in the module at `path` stands for, and `names` from there. */
  within(path: string, name: string, names: readonly string[]): Place | undefined {
    const binding = this.#bindings(path).find((known) => known.name === name && known.madeBy !== name);
    return binding === undefined ? this.#followImport(path, name, names) : { kind: 'defined', path, binding, names };
  }

  /** The names of what a module exports, also what it passes on from the project's other modules. */
  namesOf(path: string, seen = new Set<string>()): readonly string[] {
    if (seen.has(path)) return [];
    seen.add(path);
    const own = this.#bindings(path).flatMap(({ exportedAs }) => exportedAs ?? []);
    const passedOn = this.#reexports(path).flatMap(({ specifier, names }) =>
      names.flatMap(({ local }) => {
        const target = local === '' ? this.#resolve(path, specifier) : undefined;
        return local === '' ? (target === undefined ? [] : this.namesOf(target, seen)) : [local];
      }),
    );
    return [...own, ...passedOn];
  }

  #followImport(path: string, name: string, names: readonly string[]): Place | undefined {
    const [imported] = importsOfName(name, this.project.facts<ImportFact>(path, 'imports'));
    return imported === undefined ? undefined : this.#next(path, imported.specifier, [imported.imported, ...names]);
  }

  #followReexports(path: string, [name = '', ...rest]: readonly string[]): Place | undefined {
    const reexports = this.#reexports(path);
    for (const { specifier, names } of reexports) {
      const passed = names.find(({ local }) => local === name);
      if (passed !== undefined) return this.#next(path, specifier, [passed.imported, ...rest]);
    }
    for (const { specifier, names } of name === 'default' ? [] : reexports) {
      const found = names.some(({ local }) => local === '') ? this.#next(path, specifier, [name, ...rest]) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** `require` gives the whole of what is assigned to `module.exports`. */
  #followCommonJs(path: string, names: readonly string[], bindings: readonly BindingFact[]): Place | undefined {
    const whole = bindings.find(({ exportedAs }) => exportedAs?.includes('default'));
    return whole === undefined ? undefined : { kind: 'defined', path, binding: whole, names };
  }

  #next(path: string, specifier: string, [imported = '*', ...names]: readonly string[]): Place | undefined {
    const target = this.#resolve(path, specifier);
    return target === undefined ? undefined : this.follow(target, imported === '*' ? names : [imported, ...names]);
  }

  #resolve(path: string, specifier: string): string | undefined {
    const resolution = this.project.resolve(path, specifier);
    return resolution.kind === 'file' ? resolution.path : undefined;
  }

  #bindings(path: string): readonly BindingFact[] {
    return this.project.facts<BindingFact>(path, 'bindings');
  }

  #reexports(path: string): readonly ImportFact[] {
    return this.project.facts<ImportFact>(path, 'imports').filter(({ isReexport }) => isReexport);
  }
}
