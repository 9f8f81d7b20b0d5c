import { dirname, join, relative, resolve, sep } from 'node:path';

import { UserError } from '../model/errors.js';
import { chooseConfiguration, type ChosenConfiguration } from './choose-configuration.js';
import { CONFIGURATION_NAMES, isExecutable } from './configuration-names.js';
import { isInside, isSelfOrAncestor, kindOf, readText, readTextWithin, shownPath } from './disk.js';
import { holdsConfiguration, parseDocument, type ConfigurationDocument } from './document.js';
import { collectLayers, EXECUTION_REMEDY, type ConfigurationReader, type Layer } from './layers.js';
import { loadJavaScript } from './load-javascript.js';
import { isRecord } from '../model/plain-values.js';
import { stringsIn } from './plain-values.js';
import type { PluginReference } from '../model/plugin.js';
import type { ConfigurationProblem } from './problem.js';

/** The configuration of the root, read but not yet checked: checking it needs the rules, and those its plug-ins. */
export interface FoundConfiguration {
  /** Absolute. */
  readonly root: string;
  /** Absolute. */
  readonly cwd: string;
  /** The path as people are shown it; null when there is no configuration. */
  readonly file: string | null;
  /** True if `--config` named it: then it alone counts, and configurations in folders below do not. */
  readonly isNamed: boolean;
  /** True if the user runs the tool where the configuration lies, or named it: what it names may be loaded and written. */
  readonly isTrusted: boolean;
  /** What it extends, then itself. */
  readonly layers: readonly Layer[];
  readonly plugins: readonly PluginReference[];
  readonly problems: readonly ConfigurationProblem[];
  readonly warnings: readonly string[];
}

/**
 * Finds the configuration in the root folder (or takes the one that `configPath`, relative to `cwd`, names) and reads it
 * with everything that it extends. JavaScript and packages are executed only if the configuration lies in `cwd` or
 * above it, or was named, and never where `trust` is false. Throws a UserError for what cannot be read; other mistakes are
 * kept for `createConfiguration`.
 */
export async function findConfiguration(input: {
  readonly root: string;
  readonly cwd: string;
  readonly configPath?: string;
  /** The text of a file of the state that is judged (an index), relative to the root; the disk's counts where it has none. */
  readonly stateText?: (path: string) => string | undefined;
  readonly trust?: boolean;
}): Promise<FoundConfiguration> {
  const { root, cwd, stateText } = input;
  const isNamed = input.configPath !== undefined;
  const mayExecute = input.trust !== false && (isNamed || isSelfOrAncestor(root, cwd));
  const reader: ConfigurationReader = {
    root,
    cwd,
    mayExecute,
    text: (file) => {
      const known = isInside(root, file) ? stateText?.(relative(root, file).split(sep).join('/')) : undefined;
      return known?.replace(/^\uFEFF/, '') ?? (mayExecute ? readText(file) : readTextWithin(root, file));
    },
  };
  const { document, warnings } =
    input.configPath === undefined
      ? await searchRoot(reader, stateText)
      : { document: await openNamed(resolve(cwd, input.configPath), reader), warnings: [] };
  const common = { root, cwd, isNamed, isTrusted: mayExecute, warnings };
  if (document === undefined) return { ...common, file: null, layers: [], plugins: [], problems: [] };

  const stack = await collectLayers({ document, anchorFolder: anchorFolderOf(document, root) }, reader);
  return { ...common, file: document.shown, ...stack, ...pluginsOf(stack.layers, stack.problems, mayExecute) };
}

/** The name of the configuration that a folder has; null if it has none. Reads no more than it takes to know. */
export function configurationFileIn(folder: string): string | null {
  const name = CONFIGURATION_NAMES.find((candidate) => {
    const file = join(folder, candidate);
    return kindOf(file) === 'file' && holdsConfiguration(file, readText(file) ?? '');
  });
  return name ?? null;
}

async function searchRoot(
  reader: ConfigurationReader,
  stateText: ((path: string) => string | undefined) | undefined,
): Promise<ChosenConfiguration> {
  const isThere = (name: string): boolean =>
    stateText?.(name) !== undefined || kindOf(join(reader.root, name)) === 'file';
  const files = CONFIGURATION_NAMES.filter(isThere).map((name) => join(reader.root, name));
  return chooseConfiguration(files, reader);
}

async function openNamed(file: string, reader: ConfigurationReader): Promise<ConfigurationDocument> {
  const shown = shownPath(file, reader);
  if (isExecutable(file) && kindOf(file) === 'file') return loadJavaScript(file, shown);
  const text = readText(file);
  if (text === undefined) throw new UserError(`The configuration ${shown} does not exist, or cannot be read.`);
  const document = await parseDocument({ file, shown, text });
  if (document === undefined) throw new UserError(`${shown} holds no configuration.`);
  return document;
}

/** Patterns of a configuration that is not above the root are read as if it stood in the root. */
function anchorFolderOf(document: ConfigurationDocument, root: string): string {
  const folder = dirname(document.file);
  return isInside(folder, root) ? folder : root;
}

function pluginsOf(
  layers: readonly Layer[],
  problems: readonly ConfigurationProblem[],
  mayExecute: boolean,
): Pick<FoundConfiguration, 'plugins' | 'problems'> {
  const named = layers.flatMap((layer) => {
    if (layer.kind === 'preset' || !isRecord(layer.document.value)) return [];
    const { document } = layer;
    return stringsIn(layer.document.value['plugins']).map((specifier) => ({ document, specifier }));
  });
  if (mayExecute) {
    const plugins = named.map(({ document, specifier }) => ({ specifier, from: dirname(document.file) }));
    return { plugins, problems };
  }
  const refused = [...new Set(named.map(({ document }) => document))].map((document) => ({
    document,
    keys: ['plugins'],
    message: `plug-ins are code that would be executed; ${EXECUTION_REMEDY}`,
  }));
  return { plugins: [], problems: [...problems, ...refused] };
}
