import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../src/formats/decode.js';
import format from '../../src/formats/typescript/format.js';

export interface SyntaxCase {
  readonly path: string;
  readonly dialect: string;
  readonly text: string;
  /** What was done to the file: `as it is`, `delete "("`. */
  readonly change: string;
}

/** Files above this many bytes are left to the reading of real code. */
const MAX_SIZE = 60_000;

const TOKENS = ['(', ')', '[', ']', '{', '}', ':', ',', ';', "'", '"', '`', '<', '>', '=>', '=', '?', '...', '@', '#'];
const KEYWORDS =
  'await async return break continue yield const let default export import static readonly declare abstract private public new super class function type interface enum case else try catch extends in of'.split(
    ' ',
  );

/** Files of the folders that the format claims, by path. */
export function filesOf(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return entry.name === '.git' ? [] : filesOf([path]);
        return entry.isFile() && format.dialect(path) !== undefined ? [path] : [];
      }),
  );
}

/** A file as the judge gets it, or undefined if it never does. */
export function readCase(path: string, maxSize = MAX_SIZE): SyntaxCase | undefined {
  const dialect = format.dialect(path);
  const decoded = decode(readFileSync(path), format, maxSize);
  if (dialect === undefined || 'skip' in decoded) return undefined;
  return { path, dialect, text: decoded.text, change: 'as it is' };
}

/** Whole numbers below a limit, the same for the same seed (Park and Miller's generator). */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

/** The file with one token deleted or inserted. */
export function mutate(file: SyntaxCase, random: (limit: number) => number): SyntaxCase {
  const words = random(3) === 0 ? KEYWORDS : TOKENS;
  const word = words[random(words.length)] ?? '';
  const places = random(2) === 0 ? [] : placesOf(file.text, word);
  const at = places[random(Math.max(1, places.length))];
  if (at !== undefined) {
    return { ...file, text: file.text.slice(0, at) + file.text.slice(at + word.length), change: `delete ${word}` };
  }
  const boundaries = [...file.text.matchAll(/\b/g)].map(({ index }) => index);
  const place = boundaries[random(Math.max(1, boundaries.length))] ?? 0;
  const inserted = words === KEYWORDS ? ` ${word} ` : word;
  return { ...file, text: file.text.slice(0, place) + inserted + file.text.slice(place), change: `insert ${word}` };
}

function placesOf(text: string, word: string): number[] {
  const escaped = word.replace(/[^a-z]/g, '\\$&');
  return [...text.matchAll(new RegExp(/[a-z]/.test(word) ? `\\b${word}\\b` : escaped, 'g'))].map(({ index }) => index);
}
