import { composeFiles } from './landmarks.js';
import type { Tree } from './tree.js';
import { parentOf, upward, within } from './tree-paths.js';

/** Compose files of somebody's own machine or of tests say nothing about where the product is deployed. */
const NOT_DEPLOYED =
  /(?:^|[./_-])(?:dev|devel|development|local|tests?|testing|e2e|ci|examples?|override)(?=$|[./_-])/i;
/** `KEY: …${NAME:?message}…` or `KEY=…`; the key is what the container gets, the name what must be set outside. */
const DEMAND = /^[ \t]*(?:- +)?["']?(?:(\w{1,100})["']?[ \t]*[:=])?(?!.*#.*\$\{).*?(?<!\$)\$\{(\w{1,100}):?\?/;
const MAX_LINE = 2000;

/** Files that frameworks load wherever they run, where they are committed (Next.js, Vite, "Environment variables"). */
const COMMITTED = ['.env', '.env.production'];

/**
 * True if the environment variable is set wherever the code of the file `path` is deployed:
 *
 * - a compose file, other than for development or tests, refuses to start a service without it, by required interpolation
 *   (`${X:?}`, `${X?}`, Compose specification, "Interpolation") of it or of what it is made from;
 * - an env file of its package gives it a value, and is committed.
 */
export function isAssured(tree: Tree, path: string, variable: string): boolean {
  return demandedVariables(tree).includes(variable) || committedVariables(tree, parentOf(path)).includes(variable);
}

/** The names, never the values, of the variables in the nearest committed env files beside a package.json. */
function committedVariables(tree: Tree, folder: string): readonly string[] {
  return tree.cell('committed-variables', folder, () => {
    const holder = [...upward(folder)].find((above) => tree.isFile(within(above, 'package.json')));
    if (holder === undefined) return [];
    const files = COMMITTED.map((name) => within(holder, name)).filter((path) => tree.isFile(path));
    const lines = files.flatMap((path) => (tree.text(path) ?? '').split('\n'));
    return lines.flatMap((line) => /^\s*(?:export\s+)?(\w{1,100})\s*=\s*["']?[^\s"'#]/.exec(line)?.[1] ?? []);
  });
}

function demandedVariables(tree: Tree): readonly string[] {
  return tree.cell('compose-demands', '', () => {
    const paths = composeFiles(tree).filter((path) => !NOT_DEPLOYED.test(path));
    const lines = paths.flatMap((path) => (tree.text(path) ?? '').split('\n'));
    const names = lines.flatMap((line) => (line.length > MAX_LINE ? [] : demandedIn(line)));
    return [...new Set(names)].sort();
  });
}

function demandedIn(line: string): readonly string[] {
  if (/^\s*#/.test(line)) return [];
  const [, key, name] = DEMAND.exec(line) ?? [];
  return [key, name].filter((one) => one !== undefined);
}
