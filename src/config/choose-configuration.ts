import { UserError } from '../model/errors.js';
import { isExecutable, isPackageManifest } from './configuration-names.js';
import { shownPath } from './disk.js';
import { parseDocument, type ConfigurationDocument } from './document.js';
import { EXECUTION_REMEDY, type ConfigurationReader } from './layers.js';
import { loadJavaScript } from './load-javascript.js';

export interface ChosenConfiguration {
  readonly document: ConfigurationDocument | undefined;
  readonly warnings: readonly string[];
}

/**
 * Of a folder's possible configurations (absolute paths, in the order of their names) reads the first that is one; an
 * empty file and a `package.json` without the key are none. Warns of those that are thereby not read. Throws a
 * UserError when it would have to be executed and may not be.
 */
export async function chooseConfiguration(
  files: readonly string[],
  reader: ConfigurationReader,
): Promise<ChosenConfiguration> {
  for (const [index, file] of files.entries()) {
    const document = await readCandidate(file, reader);
    if (document === undefined) continue;
    const warnings = files
      .slice(index + 1)
      .filter((other) => !isPackageManifest(other))
      .map(
        (other) => `${shownPath(other, reader)} is not read: ${document.shown} is the configuration of that folder.`,
      );
    return { document, warnings };
  }
  return { document: undefined, warnings: [] };
}

async function readCandidate(file: string, reader: ConfigurationReader): Promise<ConfigurationDocument | undefined> {
  const shown = shownPath(file, reader);
  const text = reader.text(file);
  if (text === undefined && isPackageManifest(file)) return undefined;
  if (text === undefined) throw new UserError(`The configuration ${shown} cannot be read.`);
  if (!isExecutable(file)) return parseDocument({ file, shown, text });
  if (text.trim() === '') return undefined;
  if (!reader.mayExecute) {
    throw new UserError(
      `The configuration ${shown} is JavaScript and would have to be executed.`,
      `Write it in YAML, or ${EXECUTION_REMEDY}.`,
    );
  }
  return loadJavaScript(file, shown);
}
