import { normalisedPath, PATH, PATH_UP_TO } from './paths.js';
import { hasWithin, indexPaths, type Span, type TextIndex } from './text-index.js';

/** Where the paths of a text are given values, closed and opened again. */
export interface Lifecycles {
  readonly given: TextIndex;
  readonly closed: TextIndex;
  readonly reopened: TextIndex;
  /** The plain names that hold the value of a path as well, by path. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

const SPACE = '\\s{0,40}';
const NOTHING = '(?:None|null|undefined|void)\\b';

const ASSIGNED = new RegExp(
  `(${PATH})[ \\t]{0,9}(?::[^=\\n]{1,120})?(?<![=!<>])(?:\\?\\?|\\|\\|)?=(?![=>])${SPACE}(?!${NOTHING}|[\\s=])`,
  'g',
);
const SET_BY_NAME =
  /\bsetattr\s{0,9}\(\s{0,40}([\w.]{1,200}\s{0,9},\s{0,40}["']\w{1,80}["'])\s{0,9},\s{0,40}(?!\s|None\b)/g;
const BOUND_BY_WITH = new RegExp(`\\bas\\s{1,9}(${PATH})\\s{0,9}[:,)]`, 'g');

const CLOSING =
  '(?:(?:a?close|dispose|disconnect|shutdown|destroy|clean_?up|tear_?down|__a?exit__|invalidate|terminate)\\w{0,20}\\s{0,9}\\(|' +
  '(?:remove|release|end|end_?session|stop|quit|reset)\\s{0,9}\\(\\s{0,9}\\))';
const CLOSED = new RegExp(`(${PATH_UP_TO})${SPACE}[?!]?\\.\\s{0,9}\\$?${CLOSING}`, 'gi');
const CLOSED_BY = new RegExp(
  `\\b\\w{0,40}(?:clos(?:e|ing)|dispose|release|clean_?up)\\w{0,40}\\s{0,9}\\(\\s{0,40}(${PATH})\\s{0,9}[,)]`,
  'gi',
);
const ENTERED = new RegExp(`\\b(?:with|using)\\s{1,9}(${PATH})\\s{0,9}(?::|,|as\\b)`, 'g');

const REOPENED = new RegExp(
  `(${PATH_UP_TO})\\.(?:(?:re)?(?:connect|open|init|initiali[sz]e)|(?:re|ensure|open|create|new|renew|start|begin|set|refresh|init)_?(?:db_?)?session|attach|bind)\\s{0,9}\\(`,
  'gi',
);

const ALIASED = new RegExp(
  `(?<![\\w$.#])([A-Za-z_$][\\w$]{0,80})[ \\t]{0,9}(?::[^=\\n]{1,120})?=(?![=>])[ \\t]{0,9}(${PATH})[ \\t]{0,9}(?=[;\\n#]|$)`,
  'g',
);

/** Targets at the offsets `taken` are given nothing, whatever it looks like. */
export function findLifecycles(text: string, taken: ReadonlySet<number>): Lifecycles {
  return {
    given: merged(indexPaths(text, ASSIGNED, taken), indexPaths(text, SET_BY_NAME), indexPaths(text, BOUND_BY_WITH)),
    closed: merged(indexPaths(text, CLOSED), indexPaths(text, CLOSED_BY), indexPaths(text, ENTERED)),
    reopened: indexPaths(text, REOPENED),
    aliases: findAliases(text),
  };
}

/** True if within `span` the session at `object.name` is given a value, closed, or its object closed or opened again. */
export function isManagedWithin(
  lifecycles: Lifecycles,
  { object, name }: { readonly object: string; readonly name: string },
  span: Span,
): boolean {
  const path = `${object}.${name}`;
  const { given, closed, reopened, aliases } = lifecycles;
  if (hasWithin(given, path, span) || hasWithin(given, `${object},"${name}"`, span)) return true;
  if (hasWithin(closed, path, span)) return true;
  if (hasWithin(closed, object, span) || hasWithin(reopened, object, span)) return true;
  return (aliases.get(path) ?? []).some((alias) => hasWithin(closed, alias, span));
}

function merged(...indexes: readonly TextIndex[]): TextIndex {
  const all = new Map<string, readonly number[]>();
  for (const index of indexes) {
    for (const [path, offsets] of index) {
      const known = all.get(path);
      all.set(path, known === undefined ? offsets : [...known, ...offsets].sort((a, b) => a - b));
    }
  }
  return all;
}

function findAliases(text: string): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, string[]>();
  for (const [, alias = '', path = ''] of text.matchAll(ALIASED)) {
    const key = normalisedPath(path);
    const known = aliases.get(key) ?? [];
    // More names for one value than this are of no interest.
    if (known.length < 20) aliases.set(key, [...known, alias]);
  }
  return aliases;
}
