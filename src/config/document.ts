import { UserError } from '../model/errors.js';
import { isPackageManifest, PACKAGE_KEY } from './configuration-names.js';
import { isRecord } from '../model/plain-values.js';

export type Key = string | number;

/** One configuration file, read but not yet checked. */
export interface ConfigurationDocument {
  /** Absolute path. */
  readonly file: string;
  /** The path as people are shown it. */
  readonly shown: string;
  /** Plain data; an empty file gives an empty object. */
  readonly value: unknown;
  /** Where the value is within its file: the key `compliance` of a `package.json`. */
  readonly parentKeys: readonly Key[];
  /** The 1-based line of the last of `keys` (counted from `value`) that is written; undefined where unknown. */
  line(keys: readonly Key[]): number | undefined;
}

export interface DocumentText {
  readonly file: string;
  readonly shown: string;
  readonly text: string;
}

// Far above what anyone writes by hand, far below what keeps a parser busy.
const LONGEST_TEXT = 1_000_000;

/**
 * Reads YAML, or JSON as the YAML that it is. Undefined when the file is no configuration: it holds only white space,
 * or is a `package.json` without the key. Throws a UserError with line and column for a mistake in the syntax; what is
 * wrong with a `package.json` is for other tools to say.
 */
export async function parseDocument(input: DocumentText): Promise<ConfigurationDocument | undefined> {
  const { file, shown, text } = input;
  if (!holdsConfiguration(file, text)) return undefined;
  if (text.length > LONGEST_TEXT) {
    throw new UserError(`${shown} is longer than ${String(LONGEST_TEXT)} characters; it is not read.`);
  }
  const { readYaml } = await import('./yaml-document.js');
  const yaml = readYaml(text, shown);
  const manifestValue = isPackageManifest(file) ? valueOfManifest(text) : undefined;
  const parentKeys = manifestValue === undefined ? [] : [PACKAGE_KEY];
  return {
    file,
    shown,
    value: manifestValue ?? yaml.value ?? {},
    parentKeys,
    line: (keys) => yaml.line([...parentKeys, ...keys]),
  };
}

/** True unless the text is only white space, or that of a `package.json` without the key. */
export function holdsConfiguration(file: string, text: string): boolean {
  return isPackageManifest(file) ? valueOfManifest(text) !== undefined : text.trim() !== '';
}

/** A configuration that was executed. */
export function executedDocument(file: string, shown: string, value: unknown): ConfigurationDocument {
  return { file, shown, value, parentKeys: [], line: () => undefined };
}

function valueOfManifest(text: string): unknown {
  if (!text.includes(`"${PACKAGE_KEY}"`)) return undefined;
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (!isRecord(manifest) || !Object.hasOwn(manifest, PACKAGE_KEY)) return undefined;
    return manifest[PACKAGE_KEY] ?? undefined;
  } catch {
    return undefined;
  }
}
