import type { Surroundings } from '../../surroundings.js';
import type { Snippet } from '../../template.js';
import type { Words } from '../../words.js';

/** `vi` or `jest`, whichever a file can have: imported, or global where it imports nothing of the kind. */
export interface Library {
  readonly name: 'vi' | 'jest';
  readonly imports: readonly string[];
}

type Write = (library: Library, words: Words, surroundings: Surroundings) => string | Snippet | undefined;

/** Fills a template with the library that the file uses, or with one that it can import. */
export const withLibrary = (write: Write) => {
  return (words: Words, surroundings: Surroundings): Snippet | undefined => {
    const library = libraryOf(words, surroundings);
    const written = library && write(library, words, surroundings);
    if (library === undefined || written === undefined) return undefined;
    const snippet = typeof written === 'string' ? { code: written } : written;
    return { ...snippet, imports: [...library.imports, ...(snippet.imports ?? [])] };
  };
};

function libraryOf({ random }: Words, { text }: Surroundings): Library | undefined {
  if (/^import[^;]*\bvi\b[^;]*from ['"]vitest['"]/m.test(text)) return { name: 'vi', imports: [] };
  if (/^import[^;]*\bjest\b[^;]*from ['"]@jest\/globals['"]/m.test(text)) return { name: 'jest', imports: [] };
  if (/\bjest\b/.test(text)) return /\bvi\b/.test(text) ? undefined : { name: 'jest', imports: [] };
  if (/\bvi\b/.test(text)) return undefined;
  return random.pick<Library>([
    { name: 'vi', imports: ["import { vi } from 'vitest';"] },
    { name: 'jest', imports: ["import { jest } from '@jest/globals';"] },
    { name: 'vi', imports: [] },
  ]);
}

/** A module of this repository (no clock, telemetry or settings: the specification names only some), as the test would import it, and what it exports; one that the file does not name yet. */
export const internalModule = (
  kind: 'function' | 'class' | 'constant',
  { random }: Words,
  { path, text, typescript }: Surroundings,
): { readonly specifier: string; readonly name: string; readonly method: string } | undefined => {
  const found = typescript.exporting(kind, { random, path });
  if (found === undefined || text.includes(found.name)) return undefined;
  if (
    /now|time|clock|date|log|sentry|telemetry|metric|trac|instrument|analytics|config|setting|env|constant/i.test(
      `${found.path}/${found.name}`,
    )
  )
    return undefined;
  const last = found.specifier.slice(found.specifier.lastIndexOf('/') + 1);
  if (text.includes(`/${last}'`) || text.includes(`/${last}"`)) return undefined;
  const alias = random.chance(0.4) ? typescript.alias(found.path, path) : undefined;
  return { ...found, specifier: alias ?? found.specifier };
};

interface Target {
  readonly specifier: string;
  readonly name: string;
  readonly method: string;
}
type WriteInternal = (library: Library['name'], target: Target, words: Words) => string | Snippet;

/** With a module of this repository. */
export const internal = (write: WriteInternal, kind: 'function' | 'class' = 'function') =>
  withLibrary(({ name }, words, surroundings) => {
    const target = internalModule(kind, words, surroundings);
    return target === undefined ? undefined : write(name, target, words);
  });

/** The same without a library. */
export const alone = (
  write: (target: Target, words: Words) => string | Snippet,
  kind: 'function' | 'class' = 'function',
) => {
  return (words: Words, surroundings: Surroundings) => {
    const target = internalModule(kind, words, surroundings);
    return target === undefined ? undefined : write(target, words);
  };
};
