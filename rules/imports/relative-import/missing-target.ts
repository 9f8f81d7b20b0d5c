import type { Project, Resolution } from 'compliance-linter';
import type { ModuleImport, PythonImport } from './facts.js';

/** An import that leads nowhere. */
export interface MissingTarget {
  /** The specifier, with the imported name where that is the missing module. */
  readonly specifier: string;
  /** The path that it leads to, without what Python adds to it. */
  readonly path: string;
}

/** What is missing for the import to work; undefined if nothing is, or nothing can be known. */
export function missingPythonTarget(fact: PythonImport, path: string, project: Project): MissingTarget | undefined {
  if (!isTargetExpected(fact, path) || MAKES_MODULES.test(fact.module)) return undefined;
  const resolution = project.resolve(path, fact.module);
  if (resolution.kind === 'file') return undefined;
  if (resolution.kind === 'missing') {
    // Above the root there may be the package that this repository is installed in.
    const isOutside = resolution.expected.startsWith('..');
    return isOutside ? undefined : { specifier: fact.specifier, path: withoutExtension(resolution.expected) };
  }
  // Without an `__init__.py` that could define them, the names are modules.
  for (const { name } of fact.names) {
    const module = project.resolve(path, fact.module + name);
    if (module.kind === 'missing') return { specifier: fact.specifier + name, path: withoutExtension(module.expected) };
  }
  return undefined;
}

/** What is missing for the import to work, where it leads as `resolution` says; undefined if nothing is. */
export function missingModuleTarget(
  fact: ModuleImport,
  path: string,
  resolution: Resolution,
): MissingTarget | undefined {
  if (resolution.kind !== 'missing' || !isTargetExpected(fact, path)) return undefined;
  return { specifier: fact.specifier, path: resolution.expected };
}

function withoutExtension(path: string): string {
  return path.replace(/\.py$/, '');
}

/** Folders of samples that are read, not run: what they import need not be there. */
const SAMPLES = /(?:^|\/)_*(?:(?:test[-_]?)?fixtures?|snapshots?|test[-_]?data)_*\/|(?:^|\/)tests?\/data\//i;

/** Packages that make submodules as they are imported (`six.moves`, importers of vendored code). */
const MAKES_MODULES = /(?:^|\.)_?(?:moves|externs?|externals|vendor|vendored)(?:\.|$)/;

function isTargetExpected({ isAbsenceHandled }: PythonImport | ModuleImport, path: string): boolean {
  return !isAbsenceHandled && !SAMPLES.test(path);
}
