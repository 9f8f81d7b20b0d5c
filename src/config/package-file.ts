import { createRequire } from 'node:module';
import { join } from 'node:path';

import { kindOf, readText, selfAndAncestors } from './disk.js';
import { isRecord } from '../model/plain-values.js';

/**
 * The file that a package specifier (`@acme/compliance-config`, `acme/strict.yaml`) leads to from a folder, as Node.js
 * resolves it for `require`, else for `import`. Undefined when it is not installed or has no such entry.
 */
export function findPackageFile(specifier: string, folder: string): string | undefined {
  try {
    const file = createRequire(join(folder, 'configuration.js')).resolve(specifier);
    return kindOf(file) === 'file' ? file : undefined;
  } catch {
    return importEntry(specifier, folder);
  }
}

/** Packages whose `exports` name only an entry for `import`: `createRequire` does not see those. */
function importEntry(specifier: string, folder: string): string | undefined {
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const entry = ['.', ...parts.slice(name.split('/').length)].join('/');
  const installed = selfAndAncestors(folder)
    .map((ancestor) => join(ancestor, 'node_modules', name))
    .find((candidate) => kindOf(join(candidate, 'package.json')) === 'file');
  if (installed === undefined) return undefined;
  const target = importTarget(exportsOf(readText(join(installed, 'package.json')) ?? ''), entry);
  return target === undefined ? undefined : join(installed, target);
}

function exportsOf(manifestText: string): unknown {
  try {
    const manifest: unknown = JSON.parse(manifestText);
    return isRecord(manifest) ? manifest['exports'] : undefined;
  } catch {
    return undefined;
  }
}

function importTarget(exported: unknown, entry: string): string | undefined {
  if (!isRecord(exported)) return entry === '.' && typeof exported === 'string' ? exported : undefined;
  const hasEntries = Object.keys(exported).some((key) => key.startsWith('.'));
  const found = hasEntries ? exported[entry] : entry === '.' ? exported : undefined;
  return conditionTarget(found);
}

function conditionTarget(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return undefined;
  const condition = Object.keys(value).find((key) => ['import', 'node', 'default'].includes(key));
  return condition === undefined ? undefined : conditionTarget(value[condition]);
}
