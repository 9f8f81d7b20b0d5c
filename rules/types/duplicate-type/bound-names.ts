import type { DefinitionFact, ImportFact, Project } from 'compliance-linter';

/** What an import makes of a name: something that a module exports, or for `*` the module itself. */
export interface BoundName {
  readonly specifier: string;
  readonly imported: string;
  /** Which of the file's imports it is. */
  readonly position: number;
}

/** An import without names: Python's `import app.orders` binds the dotted name. */
export interface BareImport {
  readonly specifier: string;
  readonly segments: number;
  readonly position: number;
}

/** The imports of one file by what they bind; of several that bind one name the first. */
export interface BoundNames {
  readonly byLocal: ReadonlyMap<string, BoundName>;
  readonly bare: readonly BareImport[];
  /** The modules of its star imports and re-exports. */
  readonly stars: readonly string[];
}

function boundNames(imports: readonly ImportFact[]): BoundNames {
  const byLocal = new Map<string, BoundName>();
  const bare: BareImport[] = [];
  const stars: string[] = [];
  for (const [position, { specifier, names }] of imports.entries()) {
    if (names.length === 0) bare.push({ specifier, segments: specifier.split('.').length, position });
    let isStar = false;
    for (const { imported, local } of names) {
      if (!byLocal.has(local)) byLocal.set(local, { specifier, imported, position });
      isStar ||= imported === '*' && local === '';
    }
    if (isStar) stars.push(specifier);
  }
  return { byLocal, bare, stars };
}

/** The definitions of one file by name and by the names they are exported as, the first of equal ones. */
export interface DefinedNames {
  readonly own: ReadonlyMap<string, DefinitionFact>;
  readonly exported: ReadonlyMap<string, DefinitionFact>;
}

function definedNames(definitions: readonly DefinitionFact[]): DefinedNames {
  const own = new Map<string, DefinitionFact>();
  const exported = new Map<string, DefinitionFact>();
  for (const fact of definitions) {
    if (!own.has(fact.name)) own.set(fact.name, fact);
    for (const name of fact.exportedAs) if (!exported.has(name)) exported.set(name, fact);
  }
  return { own, exported };
}

/** What the file at `path` binds by its imports. */
export function boundIn(project: Project, path: string): BoundNames {
  return project.remembered('duplicate-type bound', path, (asked) =>
    boundNames(asked.facts<ImportFact>(path, 'imports')),
  );
}

/** What the file at `path` defines. */
export function definedIn(project: Project, path: string): DefinedNames {
  return project.remembered('duplicate-type defined', path, (asked) =>
    definedNames(asked.facts<DefinitionFact>(path, 'definitions')),
  );
}
