import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../model/errors.js';
import type { Reporter } from '../model/reporter.js';
import { isLocatable, loadFile, loadReference } from './load-module.js';

const BUILT_IN = fileURLToPath(new URL('../../reporters/', import.meta.url));

/** Names of the reporters that come with the tool, sorted. */
export function reporterNames(): string[] {
  return readdirSync(BUILT_IN)
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -'.js'.length))
    .sort();
}

/** A reporter by its name, or by the path or package of the user's own. Throws a UserError if there is none. */
export async function loadReporter(name: string, from: string): Promise<Reporter> {
  const file = join(BUILT_IN, `${name}.js`);
  if (/^[\w-]+$/.test(name) && existsSync(file)) return reporterOf((await loadFile(file)).exports, name);
  if (!isLocatable({ specifier: name, from })) {
    throw new UserError(
      `There is no format ${name}.`,
      `Formats are ${reporterNames().join(', ')}; one of your own is named by path (./my-reporter.mjs) or installed package.`,
    );
  }
  const [module] = await loadReference({ specifier: name, from });
  return reporterOf(module?.exports ?? {}, name);
}

function reporterOf(exports: Readonly<Record<string, unknown>>, name: string): Reporter {
  const reporter = exports['default'] as Partial<Reporter> | undefined;
  if (typeof reporter?.render !== 'function')
    throw new UserError(`${name} is not a reporter: its default export has no function \`render\`.`);
  return reporter as Reporter;
}
