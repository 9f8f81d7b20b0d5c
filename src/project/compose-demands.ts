import { composeFiles } from './landmarks.js';
import type { Tree } from './tree.js';

/** Compose files of somebody's own machine or of tests say nothing about where the product is deployed. */
const NOT_DEPLOYED =
  /(?:^|[./_-])(?:dev|devel|development|local|tests?|testing|e2e|ci|examples?|override)(?=$|[./_-])/i;
/** `KEY: …${NAME:?message}…` or `KEY=…`; the key is what the container gets, the name what must be set outside. */
const DEMAND = /^[ \t]*(?:- +)?["']?(?:(\w{1,100})["']?[ \t]*[:=])?(?!.*#.*\$\{).*?(?<!\$)\$\{(\w{1,100}):?\?/;
const MAX_LINE = 2000;

/**
 * True if a compose file, other than for development or tests, refuses to start a service without `variable`: by
 * required interpolation (`${X:?}`, `${X?}`, Compose specification, "Interpolation") of it or of what it is made from.
 */
export function isDemanded(tree: Tree, variable: string): boolean {
  return demandedVariables(tree).includes(variable);
}

function demandedVariables(tree: Tree): readonly string[] {
  return tree.cell('compose-demands', () => {
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
