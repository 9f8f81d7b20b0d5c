import { isAbsolute, relative, resolve, sep } from 'node:path';
import { suggestion } from '../config/problem.js';
import { createConfiguration, type Configuration } from '../config/configuration.js';
import { findConfiguration } from '../config/find-configuration.js';
import { findRoot } from '../config/find-root.js';
import { loadFormats } from '../formats/formats.js';
import { compareText } from '../model/compare-text.js';
import { SUPPRESSION_RULES } from '../findings/suppression-rules.js';
import { UserError } from '../model/errors.js';
import type { Preset, Rule } from '../model/rule.js';
import type { Listing, Source } from '../model/source.js';
import { loadRules } from '../plugins/rules.js';
import { overlaySource } from '../sources/overlay.js';
import { workTreeSource } from '../sources/work-tree.js';
import type { Terminal } from './terminal.js';

export interface ProjectOptions {
  readonly root?: string;
  readonly config?: string;
  readonly preset?: Preset;
  /** Only these rules are on. */
  readonly rule?: readonly string[];
}

/** A repository opened for a command: its files, its configuration, the rules. */
export interface OpenProject {
  /** Absolute. */
  readonly root: string;
  readonly source: Source;
  readonly listing: Listing;
  readonly rules: readonly Rule[];
  readonly configuration: Configuration;
  /** See `FoundConfiguration`. */
  readonly isTrusted: boolean;
  /** A path as the user gave it, relative to the root, with `/`. */
  relative(path: string): string;
}

/**
 * Finds the root of the given paths and reads its listing, plug-ins and configuration. `contents` stand in for files
 * by absolute path. Throws a UserError for whatever the user got wrong.
 */
export async function openProject(
  terminal: Terminal,
  input: { paths: readonly string[]; options: ProjectOptions; contents?: ReadonlyMap<string, Buffer> },
): Promise<OpenProject> {
  const { cwd } = terminal;
  const { paths, options } = input;
  const root = await findRoot({ cwd, paths, ...pick('root', options.root) });
  const toRoot = (path: string): string => {
    const below = relative(root, resolve(cwd, path)).split(sep).join('/');
    if (below !== '..' && !below.startsWith('../') && !isAbsolute(below)) return below;
    throw new UserError(
      `The path ${path} lies outside the root ${root}.`,
      'Give another --root, or check it from its own project.',
    );
  };
  const found = await findConfiguration({ root, cwd, ...pick('configPath', options.config) });
  const rules = await loadAllRules(found.plugins);
  const tree = workTreeSource(root);
  const contents = new Map([...(input.contents ?? [])].map(([path, content]) => [toRoot(path), content]));
  const source = contents.size === 0 ? tree : overlaySource(tree, contents);
  const listing = await source.list();
  const configuration = await createConfiguration({
    found,
    rules,
    source,
    listing,
    ...pick('preset', options.preset),
    ...pick('rule', options.rule),
  });
  return { root, source, listing, rules, configuration, isTrusted: found.isTrusted, relative: toRoot };
}

/** Every rule there is: built-in ones, plug-ins', and those about suppressions. Throws a UserError for misfits. */
export async function loadAllRules(plugins: Parameters<typeof loadRules>[0] = []): Promise<readonly Rule[]> {
  const rules = [...(await loadRules(plugins)), ...SUPPRESSION_RULES].sort((a, b) => compareText(a.id, b.id));
  const formats = await loadFormats();
  const extractors = new Set(['syntax', ...formats.flatMap((format) => Object.keys(format.extractors))]);
  for (const rule of rules) {
    if (extractors.has(rule.id)) throw new UserError(`The rule ${rule.id} is named like an extractor.`, 'Rename it.');
    assertKnown(rule, [...(rule.needs ?? []), ...(rule.asks ?? [])], { what: 'extractor', known: [...extractors] });
    assertKnown(rule, Object.keys(rule.extract ?? {}), { what: 'format', known: formats.map(({ name }) => name) });
  }
  return rules;
}

function assertKnown(
  rule: Rule,
  names: readonly string[],
  { what, known }: { what: string; known: readonly string[] },
): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UserError(
    `The rule ${rule.id} names the ${what} ${unknown}.${suggestion(unknown, known)}`,
    `There are ${known.join(', ')}.`,
  );
}

function pick<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
