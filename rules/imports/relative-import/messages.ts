import type { BoundName, PythonImport } from './facts.js';
import type { MissingTarget } from './missing-target.js';
import { levelOf, parentsOf } from './specifiers.js';

/** How many imported names a message repeats. */
const MAX_NAMES = 3;

export function pythonMessage({ specifier, names }: PythonImport, name: string): string {
  const shown = names.length > MAX_NAMES ? '…' : names.map(written).join(', ');
  const repair = names.length === 0 ? name : `from ${name} import ${shown}`;
  const fault = levelOf(specifier) > 1 ? 'climbs out of its package' : 'depends on the place of this file';
  return `\`${specifier}\` ${fault}; write \`${repair}\`.`;
}

function written({ name, alias }: BoundName): string {
  return alias === null ? name : `${name} as ${alias}`;
}

export function moduleMessage(specifier: string, alias: string): string {
  const parents = parentsOf(specifier);
  const fault = parents === 0 ? 'depends on the place of this file' : `reaches ${foldersText(parents)} up`;
  return `\`${specifier}\` ${fault}; import it as \`${alias}\`.`;
}

const COUNTS = ['one folder', 'two folders', 'three folders', 'four folders', 'five folders', 'six folders'];

function foldersText(count: number): string {
  return COUNTS[count - 1] ?? `${count} folders`;
}

export function missingMessage({ specifier, path }: MissingTarget): string {
  const place = path === '' ? 'the root' : `\`${path}\``;
  return `\`${specifier}\` leads to ${place}, where there is no module; correct it or delete the import.`;
}
