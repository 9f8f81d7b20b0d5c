import { posix } from 'node:path';

import type { Preset, Rule } from '../model/rule.js';
import type { Listing, Source } from '../model/source.js';
import { createStackCheck } from './check-stack.js';
import type { FoundConfiguration } from './find-configuration.js';
import { isCovered } from './globs.js';
import { nestedFolders, readNestedConfiguration, type NestedConfiguration } from './nested-configurations.js';
import { isRecord } from '../model/plain-values.js';
import { assertNoProblems, problemLines, type ConfigurationProblem } from './problem.js';
import { createScope, type Scope } from './scope.js';

export interface Scopes {
  /** The root's first. */
  readonly all: readonly Scope[];
  /** The innermost scope of a path. */
  readonly find: (path: string) => Scope;
  readonly warnings: readonly string[];
}

/**
 * The scope of the root and those of the folders below that have a configuration. A folder that the configuration
 * around it excludes has no say, and neither has any when the root's was named on the command line.
 */
export async function createScopes(input: {
  readonly found: FoundConfiguration;
  readonly rules: readonly Rule[];
  readonly source: Source;
  readonly listing: Listing;
  readonly preset?: Preset;
}): Promise<Scopes> {
  const { found, preset: forcedPreset } = input;
  const { root } = found;
  const check = createStackCheck(input.rules);
  assertNoProblems(await check(found));

  const all = [createScope({ folder: '', root, layers: found.layers, forcedPreset })];
  const warnings: string[] = [];
  const problems: ConfigurationProblem[] = [];
  for (const [folder, paths] of found.isNamed ? [] : nestedFolders(input.listing)) {
    if (isExcludedFolder(folder, scopeFinder(all)(folder))) continue;
    const configuration = await readNestedConfiguration(folder, paths, input);
    if (configuration === undefined) continue;
    const judged = separateExpected(await check(configuration), configuration);
    problems.push(...judged.problems);
    warnings.push(...configuration.warnings, ...judged.warnings);
    if (judged.problems.length > 0) continue;
    all.push(createScope({ folder, root, layers: configuration.layers, forcedPreset }));
  }
  assertNoProblems(problems);
  return { all, find: scopeFinder(all), warnings };
}

/** True if the scope around a folder excludes all that is in it. */
function isExcludedFolder(folder: string, outer: Scope): boolean {
  // NUL is part of no name, so only a pattern that covers whatever is in the folder matches.
  return isCovered(outer.exclude, posix.join(folder, '\0'));
}

/** Plug-ins of folders below the root are not loaded, so rules of a configuration that names some may be unknown. */
function separateExpected(
  all: readonly ConfigurationProblem[],
  { layers }: NestedConfiguration,
): { readonly problems: readonly ConfigurationProblem[]; readonly warnings: readonly string[] } {
  const hasPlugins = layers.some(
    (layer) => layer.kind === 'file' && isRecord(layer.document.value) && 'plugins' in layer.document.value,
  );
  const isExpected = (problem: ConfigurationProblem): boolean => hasPlugins && problem.kind === 'unknown-rule';
  return {
    problems: all.filter((problem) => !isExpected(problem)),
    warnings: problemLines(all.filter(isExpected)).map(
      (line) => `${line} It is ignored: plug-ins count in the root's configuration only.`,
    ),
  };
}

/** Finds the innermost scope of a path. */
function scopeFinder(scopes: readonly Scope[]): (path: string) => Scope {
  const byFolder = new Map(scopes.map((scope) => [scope.folder, scope]));
  const root = byFolder.get('');
  if (root === undefined) throw new Error('There is no scope for the root.');
  const find = (folder: string): Scope => {
    if (folder === '.') return root;
    const scope = byFolder.get(folder) ?? find(posix.dirname(folder));
    byFolder.set(folder, scope);
    return scope;
  };
  return (path) => find(posix.dirname(path));
}
