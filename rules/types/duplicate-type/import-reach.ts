import type { ImportFact, Project } from 'compliance-linter';

/** Longest chain of imports that is followed. */
const MAX_STEPS = 3;

/** Says which files a file imports, directly or through others, remembering the answers. */
export class ImportReach {
  readonly #reached = new Map<string, ReadonlySet<string>>();

  constructor(private readonly project: Project) {}

  /** True if `from` imports `target` in three steps at most; imports of nothing but types count. */
  leadsTo(target: string, from: string): boolean {
    let reached = this.#reached.get(from);
    if (reached === undefined) {
      reached = this.#reachedFrom(from);
      this.#reached.set(from, reached);
    }
    return reached.has(target);
  }

  #reachedFrom(from: string): ReadonlySet<string> {
    const reached = new Set<string>();
    let paths = [from];
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const next = paths.flatMap((path) => this.#importedBy(path)).filter((path) => !reached.has(path));
      for (const path of next) reached.add(path);
      paths = [...new Set(next)];
    }
    return reached;
  }

  #importedBy(path: string): string[] {
    return this.project.facts<ImportFact>(path, 'imports').flatMap((fact) =>
      modulesOf(fact, path.endsWith('.py')).flatMap((specifier) => {
        const resolution = this.project.resolve(path, specifier);
        return resolution.kind === 'file' ? [resolution.path] : [];
      }),
    );
  }
}

/** The modules that an import may load: `from app import orders` loads `app` and, if that is a module, `app.orders`. */
function modulesOf({ specifier, names }: ImportFact, isPython: boolean): string[] {
  if (!isPython) return [specifier];
  const parent = specifier.endsWith('.') ? specifier : `${specifier}.`;
  const inner = names.filter(({ imported }) => imported !== '*').map(({ imported }) => parent + imported);
  return [specifier, ...inner];
}
