import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';

import { UserError } from '../model/errors.js';
import type { Key } from './document.js';

export interface YamlDocument {
  /** Plain data; undefined for an empty document. */
  readonly value: unknown;
  /** The 1-based line of the last of `keys` that the document has; undefined if it has none of them. */
  line(keys: readonly Key[]): number | undefined;
}

const MOST_ALIASES = 100;

/**
 * Reads one YAML document, of which JSON is a part. Custom tags, duplicate keys, a second document and alias bombs are
 * mistakes: throws a UserError with a line for each, with the shown path, line and column.
 */
export function readYaml(text: string, shown: string): YamlDocument {
  try {
    return readDocument(text, shown);
  } catch (error) {
    if (error instanceof UserError) throw error;
    // Nesting beyond the stack, or more aliases than are resolved.
    throw new UserError(`${shown} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readDocument(text: string, shown: string): YamlDocument {
  const lines = new LineCounter();
  // No excerpts in messages: the file may not be one that its reader meant to show.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const mistakes = [...document.errors, ...document.warnings].slice(0, 10).map((mistake) => {
    const { line, col } = lines.linePos(mistake.pos[0]);
    const message = /call stack/.test(mistake.message) ? 'This is nested too deeply' : mistake.message;
    return `${shown}:${String(line)}:${String(col)}: ${message}`;
  });
  if (mistakes.length > 0) throw new UserError(mistakes.join('\n'), 'Correct the syntax of the configuration.');
  const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  return { value: value ?? undefined, line: (keys) => lineOf(document, lines, keys) };
}

function lineOf(document: Document, lines: LineCounter, keys: readonly Key[]): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const key of keys) {
    const entry = entryOf(isAlias(node) ? node.resolve(document) : node, key);
    if (entry === undefined) break;
    node = entry.value;
    offset = entry.offset;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function entryOf(node: unknown, key: Key): { readonly value: unknown; readonly offset: number } | undefined {
  if (isSeq(node) && typeof key === 'number') return placed(node.items[key], node.items[key]);
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return pair === undefined ? undefined : placed(pair.key, pair.value);
}

function placed(place: unknown, value: unknown): { readonly value: unknown; readonly offset: number } | undefined {
  const isPlaced = isAlias(place) || isMap(place) || isSeq(place) || isScalar(place);
  const offset = isPlaced ? place.range?.[0] : undefined;
  return offset === undefined ? undefined : { value, offset };
}
