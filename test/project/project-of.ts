import type { Project } from '../../src/model/rule.js';
import { createProjectIndex } from '../../src/project/project-index.js';
import { memorySource, type MemorySourceOptions } from '../memory-source.js';

/** A project over the given files, nothing configured. */
export function projectOf(files: Readonly<Record<string, string>>, options?: MemorySourceOptions): Project {
  return createProjectIndex({
    source: memorySource(files, options),
    configuredComponent: () => undefined,
    facts: () => [],
    role: () => undefined,
    format: formatOf,
  }).view();
}

export function formatOf(path: string): string | undefined {
  if (/\.pyi?$/.test(path)) return 'python';
  return /\.[cm]?[jt]sx?$/.test(path) ? 'typescript' : undefined;
}

/** Empty files at the given paths. */
export function empty(...paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, '']));
}

export function json(value: unknown): string {
  return JSON.stringify(value);
}

/** The names alone. */
export function namesOf(project: Project, from: string, target: string): readonly string[] {
  return project.importNames(from, target).map(({ name }) => name);
}

/** A resolution in one line: the path, or the kind and what it names. */
export function leadsTo(project: Project, from: string, specifier: string): string {
  const resolution = project.resolve(from, specifier);
  switch (resolution.kind) {
    case 'file':
      return resolution.path;
    case 'external':
      return `external ${resolution.name}`;
    case 'missing':
      return `missing ${resolution.expected}`;
    case 'unknown':
      return `unknown: ${resolution.reason}`;
  }
}
