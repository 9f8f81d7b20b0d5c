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
import type { ChangeQuestion, OpenedChange } from '../sources/git-change.js';
import { overlaySource } from '../sources/overlay.js';
import { workTreeSource } from '../sources/work-tree.js';
import type { Terminal } from './terminal.js';

export interface ProjectOptions {
  readonly root?: string;
  readonly config?: string;
  readonly preset?: Preset;
  /** Only these rules are on. */
  readonly rule?: readonly string[];
  /** False to execute nothing that the project names, wherever its configuration lies. */
  readonly trust?: boolean;
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
  /** The change that alone is judged, with the state before it. */
  readonly change?: ProjectChange;
  /** A path as the user gave it, relative to the root, with `/`. */
  relative(path: string): string;
}

export interface ProjectChange extends OpenedChange {
  readonly earlier: Listing;
  /** The configuration of files that are new, where they are to be held to more. */
  readonly newFiles: Configuration | undefined;
}

/** Which change is to be judged. */
export interface WantedChange extends ChangeQuestion {
  /** What files are held to that are new; null for what the configuration says. */
  readonly newFiles: Preset | null;
}

/**
 * Finds the root of the given paths and reads its listing, plug-ins and configuration. `contents` stand in for files
 * by absolute path. Throws a UserError for whatever the user got wrong.
 */
export async function openProject(
  terminal: Terminal,
  input: {
    paths: readonly string[];
    options: ProjectOptions;
    contents?: ReadonlyMap<string, Buffer>;
    change?: WantedChange | undefined;
  },
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
  const opened =
    input.change === undefined
      ? undefined
      : await (await import('../sources/git-change.js')).openChange(root, input.change);
  const tree = opened?.source ?? workTreeSource(root);
  const earlier = opened === undefined ? undefined : await listBoth(opened);
  const found = await findConfiguration({
    root,
    cwd,
    ...pick('configPath', options.config),
    ...(opened?.mode === 'staged' ? { stateText: trackedText(opened.source) } : {}),
    ...pick('trust', options.trust),
  });
  const rules = await loadAllRules(found.plugins);
  const contents = new Map([...(input.contents ?? [])].map(([path, content]) => [toRoot(path), content]));
  const source = contents.size === 0 ? tree : overlaySource(tree, contents);
  const listing = await source.list();
  const configure = (preset: Preset | undefined): Promise<Configuration> =>
    createConfiguration({ found, rules, source, listing, ...pick('preset', preset), ...pick('rule', options.rule) });
  const configuration = await configure(options.preset);
  const project = { root, source, listing, rules, configuration, isTrusted: found.isTrusted, relative: toRoot };
  if (opened === undefined || earlier === undefined) return project;
  const newFiles = input.change?.newFiles ?? null;
  return {
    ...project,
    change: { ...opened, earlier, newFiles: newFiles === null ? undefined : await configure(newFiles) },
  };
}

/** The earlier listing. What two states of git share need be read once only; a work tree is listed meanwhile. */
async function listBoth({ mode, before, source }: OpenedChange): Promise<Listing> {
  if (mode === 'staged') {
    const listing = await before.list();
    await source.list();
    return listing;
  }
  const [earlier] = await Promise.all([before.list(), source.list()]);
  return earlier;
}

/** The text of files of the state alone: what is not in it may lie on the disk. */
function trackedText(source: Source): (path: string) => string | undefined {
  return (path) => (source.kind(path) === 'file' ? source.text(path) : undefined);
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
