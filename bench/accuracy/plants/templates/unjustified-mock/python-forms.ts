import type { PythonTarget } from '../../python-modules.js';
import type { Surroundings } from '../../surroundings.js';
import type { Snippet } from '../../template.js';
import type { Words } from '../../words.js';

/** The import of names of `unittest.mock`. */
export const fromMock = (...names: readonly string[]): { readonly imports: readonly string[] } => ({
  imports: [`from unittest.mock import ${names.join(', ')}`],
});

type Write = (target: string, found: PythonTarget, words: Words) => string | Snippet;

/** With a function, a method or an imported name of this repository that the file does not replace yet. */
export const internal = (kind: 'function' | 'class' | 'imported', write: Write) => {
  return (words: Words, { python, path: own, text }: Surroundings) => {
    const from = { random: words.random, path: own };
    const found = kind === 'imported' ? python.imported(from) : python.defined(kind, from);
    if (found === undefined || text.includes(found.name) || isOpen(found)) return undefined;
    const path = [found.module, found.name, found.method].filter((part) => part !== '').join('.');
    return write(path, found, words);
  };
};
/** Clocks, telemetry and settings: the specification names only some of them. */
const isOpen = ({ module, name, method }: PythonTarget): boolean => {
  return /now|today|time|clock|date|log|sentry|telemetry|metric|trac|instrument|analytics|config|setting|env|constant/i.test(
    `${module}.${name}.${method}`,
  );
};
