import { BUILT_IN } from '../built-in.js';
import { UserError } from '../model/errors.js';
import type { Reporter } from '../model/reporter.js';
import { isLocatable, loadReference } from './load-module.js';

/** Names of the reporters that come with the tool, sorted. */
export function reporterNames(): string[] {
  return BUILT_IN.flatMap(({ path }) => /^reporters\/(.+)\.js$/.exec(path)?.[1] ?? []).sort();
}

/** A reporter by its name, or by the path or package of the user's own. Throws a UserError if there is none. */
export async function loadReporter(name: string, from: string): Promise<Reporter> {
  const builtIn = BUILT_IN.find(({ path }) => path === `reporters/${name}.js`);
  if (builtIn !== undefined) return reporterOf(await builtIn.load(), name);
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
