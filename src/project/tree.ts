import { createRequire } from 'node:module';
import { parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import type * as Yaml from 'yaml';

import type { Source } from '../model/source.js';
import type { Memo } from './memo.js';

const require = createRequire(import.meta.url);

/** Loaded when first wanted: it takes as long as all the rest of this folder. */
function parseYaml(content: string): unknown {
  const { parse } = require('yaml') as typeof Yaml;
  return parse(content);
}

/**
 * The source as computations see it: every question becomes a dependency of whoever asks it. Paths outside the root
 * hold nothing.
 */
export interface Tree {
  kind(path: string): 'file' | 'directory' | undefined;
  isFile(path: string): boolean;
  entries(folder: string): readonly string[];
  text(path: string): string | undefined;
  isIgnored(path: string): boolean;
  /** The parsed file, or undefined when it is absent or broken. JSON may hold comments and trailing commas. */
  json(path: string): unknown;
  toml(path: string): unknown;
  yaml(path: string): unknown;
  /** See `Memo.cell`. */
  cell<T>(question: string, subject: string, compute: () => T): T;
  /** What is at a path, without a dependency: for callers that depend on the entries of its folder anyway. */
  kindOfEntry(path: string): 'file' | 'directory' | undefined;
}

export function createTree(source: Source, memo: Memo): Tree {
  /** An answer about a path behind a link changes with the link and with what lies there. */
  const depend = (question: string, path: string): void => {
    if (!memo.isNoting()) return;
    memo.depend(`${question}:${path}`);
    const real = source.realPath(path);
    if (real !== path) memo.depend(`${question}:${real}`);
  };

  const kind = (path: string): 'file' | 'directory' | undefined => {
    depend('kind', path);
    return isOutside(path) ? undefined : source.kind(path);
  };

  const text = (path: string): string | undefined => {
    depend('text', path);
    return isOutside(path) ? undefined : source.text(path);
  };

  const parsed = (path: string, parse: (content: string) => unknown): unknown =>
    memo.cell('parsed', path, () => {
      const content = text(path);
      return content === undefined ? undefined : parseOrNothing(content, parse);
    });

  return {
    kind,
    isFile: (path) => kind(path) === 'file',
    entries(folder) {
      depend('entries', folder);
      return isOutside(folder) ? [] : source.entries(folder);
    },
    text,
    isIgnored(path) {
      memo.depend('ignored');
      return path !== '' && !isOutside(path) && source.isIgnored(path);
    },
    json: (path) => parsed(path, (content) => parseJson(content, [], { allowTrailingComma: true }) as unknown),
    toml: (path) => parsed(path, (content) => parseToml(content)),
    yaml: (path) => parsed(path, (content) => parseYaml(content)),
    cell: (question, subject, compute) => memo.cell(question, subject, compute),
    kindOfEntry: (path) => source.kind(path),
  };
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || path.startsWith('/');
}

function parseOrNothing(content: string, parse: (content: string) => unknown): unknown {
  try {
    // The round trip leaves plain JSON: no dates, no structure that contains itself.
    return JSON.parse(JSON.stringify(parse(content.startsWith('\uFEFF') ? content.slice(1) : content))) as unknown;
  } catch {
    return undefined;
  }
}
