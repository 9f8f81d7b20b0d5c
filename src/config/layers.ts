import { dirname, extname, isAbsolute, resolve } from 'node:path';

import { UserError } from '../model/errors.js';
import { PRESETS, type Preset } from '../model/rule.js';
import { isExecutable } from './configuration-names.js';
import { isInside, kindOf, readText, shownPath } from './disk.js';
import { parseDocument, type ConfigurationDocument, type Key } from './document.js';
import { loadJavaScript } from './load-javascript.js';
import { findPackageFile } from './package-file.js';
import { isRecord } from '../model/plain-values.js';
import { stringsIn } from './plain-values.js';
import { suggestion, type ConfigurationProblem } from './problem.js';

/** One of the things that make up a configuration; a later layer wins over an earlier one. */
export type Layer = PresetLayer | FileLayer;

export interface PresetLayer {
  readonly kind: 'preset';
  readonly preset: Preset;
}

export interface FileLayer {
  readonly kind: 'file';
  readonly document: ConfigurationDocument;
  /** The absolute folder that its patterns are relative to. */
  readonly anchorFolder: string;
}

export interface LayerStack {
  readonly layers: readonly Layer[];
  readonly problems: readonly ConfigurationProblem[];
}

/** How the files of one configuration are read. */
export interface ConfigurationReader {
  /** Absolute. */
  readonly root: string;
  /** Absolute. */
  readonly cwd: string;
  /** True if the user wants what the configuration names executed. Else it cannot reach outside the root either. */
  readonly mayExecute: boolean;
  /** The text of the file at an absolute path; undefined when there is none. */
  text(file: string): string | undefined;
  /** A configuration that has been read already, with everything that it extends. */
  known?(file: string): readonly Layer[] | undefined;
}

export const EXECUTION_REMEDY = 'run compliance from that folder or below it, or pass the file with --config';

// A configuration that extends two that extend two … would double with each step.
const MOST_LAYERS = 100;

/**
 * Everything that a configuration extends, then itself. What cannot be followed is a problem, reported when the
 * configuration is checked as a whole; a circle is a UserError that names its chain.
 */
export async function collectLayers(
  top: { readonly document: ConfigurationDocument; readonly anchorFolder: string },
  reader: ConfigurationReader,
): Promise<LayerStack> {
  const layers: Layer[] = [];
  const problems: ConfigurationProblem[] = [];

  const visit = async (layer: FileLayer, chain: readonly ConfigurationDocument[]): Promise<void> => {
    assertNoCircle(layer.document, chain);
    for (const { specifier, keys } of extendsOf(layer.document)) {
      const preset = PRESETS.find((name) => name === specifier);
      if (preset !== undefined) {
        layers.push({ kind: 'preset', preset });
        continue;
      }
      const known = reader.known?.(resolve(dirname(layer.document.file), specifier));
      if (known !== undefined) {
        layers.push(...known);
        continue;
      }
      const opened = await openExtended(specifier, layer.document, reader);
      if (typeof opened === 'string') problems.push({ document: layer.document, keys, message: opened });
      else await visit(extendedLayer(opened, layer), [...chain, layer.document]);
    }
    layers.push(layer);
    assertFewLayers(layers, top.document);
  };

  await visit({ kind: 'file', ...top }, []);
  return { layers, problems };
}

function extendsOf(
  document: ConfigurationDocument,
): readonly { readonly specifier: string; readonly keys: readonly Key[] }[] {
  const written = isRecord(document.value) ? document.value['extends'] : undefined;
  if (typeof written === 'string') return [{ specifier: written, keys: ['extends'] }];
  if (!Array.isArray(written)) return [];
  return written.flatMap((item: unknown, index) =>
    stringsIn(item).map((specifier) => ({ specifier, keys: ['extends', index] })),
  );
}

/**
 * Patterns are relative to the folder of the configuration that holds them, if that is above the one that extends it.
 * Any other, such as a package, is read as if it stood in the configuration that extends it.
 */
function extendedLayer(document: ConfigurationDocument, extender: FileLayer): FileLayer {
  const folder = dirname(document.file);
  const anchorFolder = isInside(folder, extender.anchorFolder) ? folder : extender.anchorFolder;
  return { kind: 'file', document, anchorFolder };
}

/** The document, or the message of a problem. */
async function openExtended(
  specifier: string,
  from: ConfigurationDocument,
  reader: ConfigurationReader,
): Promise<ConfigurationDocument | string> {
  const isPath = /^\.{0,2}[\\/]|^\.{1,2}$/.test(specifier) || isAbsolute(specifier);
  return isPath
    ? openPath(resolve(dirname(from.file), specifier), specifier, reader)
    : openPackage(specifier, from, reader);
}

async function openPath(
  file: string,
  specifier: string,
  reader: ConfigurationReader,
): Promise<ConfigurationDocument | string> {
  if (!reader.mayExecute && !isInside(reader.root, file))
    return `${specifier} is outside the root; ${EXECUTION_REMEDY}`;
  if (isExecutable(file)) return openExecutable(file, specifier, reader);
  return openText(file, specifier, reader);
}

async function openPackage(
  specifier: string,
  from: ConfigurationDocument,
  reader: ConfigurationReader,
): Promise<ConfigurationDocument | string> {
  if (!reader.mayExecute) {
    const hint = suggestion(specifier, PRESETS);
    return `${specifier} is no preset, and a package can execute code; ${EXECUTION_REMEDY}${hint === '' ? '' : `.${hint}`}`;
  }
  const file = findPackageFile(specifier, dirname(from.file));
  if (file === undefined) return missingPackage(specifier, from);
  if (isExecutable(file)) return openExecutable(file, specifier, reader);
  return openText(file, specifier, { ...reader, text: readText });
}

function missingPackage(specifier: string, from: ConfigurationDocument): string {
  const isFile = kindOf(resolve(dirname(from.file), specifier)) === 'file';
  if (isFile) return `${specifier} is taken for a package; write ./${specifier} for the file`;
  return `${specifier} is no preset (${PRESETS.join(', ')}), and no such package is installed.${suggestion(specifier, PRESETS)}`;
}

async function openExecutable(
  file: string,
  specifier: string,
  reader: ConfigurationReader,
): Promise<ConfigurationDocument | string> {
  if (!reader.mayExecute) return `${specifier} would have to be executed; ${EXECUTION_REMEDY}`;
  if (kindOf(file) !== 'file') return `${specifier} does not exist`;
  return loadJavaScript(file, shownPath(file, reader));
}

async function openText(
  file: string,
  specifier: string,
  reader: ConfigurationReader,
): Promise<ConfigurationDocument | string> {
  if (['.ts', '.mts', '.cts'].includes(extname(file)))
    return `${specifier} is TypeScript; write it as JavaScript or YAML`;
  const text = reader.text(file);
  if (text === undefined) return `${specifier} does not exist, or cannot be read`;
  const document = await parseDocument({ file, shown: shownPath(file, reader), text });
  return document ?? `${specifier} holds no configuration`;
}

function assertNoCircle(document: ConfigurationDocument, chain: readonly ConfigurationDocument[]): void {
  const start = chain.findIndex((link) => link.file === document.file);
  if (start === -1) return;
  const circle = [...chain.slice(start), document].map((link) => link.shown).join(' → ');
  throw new UserError(`Configurations extend each other in a circle: ${circle}`, 'Take one of the `extends` out.');
}

function assertFewLayers(layers: readonly Layer[], document: ConfigurationDocument): void {
  if (layers.length <= MOST_LAYERS) return;
  throw new UserError(`${document.shown} extends more than ${String(MOST_LAYERS)} configurations.`);
}
