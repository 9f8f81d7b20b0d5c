/** Source of an expression for the characters that `self.repos["orders"]!.session` is written with. */
export const PATH_CHARACTER = '[\\w$#.!?\\[\\]"\'`]';

/** Source of an expression for a whole path. It starts where the path does, so that a long one is read once. */
export const PATH = `(?<!${PATH_CHARACTER})${PATH_CHARACTER}{1,200}`;

/** The same for the beginning of a path, as short as what follows allows. */
export const PATH_UP_TO = `${PATH}?`;

/** One spelling for a path of names, attributes and literal keys: `repos["orders"]?.session` is `repos.orders.session`. */
export function normalisedPath(text: string): string {
  return text
    .replace(/[\s!?]+/g, '')
    .replace(/\.?\[["'`]([\w$]+)["'`]\]/g, '.$1')
    .replace(/\.$/, '');
}

/** The last name of a path. */
export function lastName(path: string): string {
  return /#?[\w$]+(?=[^\w$]*$)/.exec(path.slice(-200))?.[0] ?? '';
}
