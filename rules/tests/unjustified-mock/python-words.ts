import type { ImportFact, ParsedFile } from 'compliance-linter';
import { CREATOR_NAMES, isMocking, MOCKER_FIXTURES } from './python-creators.js';

const PLAIN_NAMES = [...CREATOR_NAMES, 'mock'].join('|');
const FIXTURE_NAMES = [...MOCKER_FIXTURES, 'monkeypatch'].join('|');
/** A plain name, where it is called; a fixture, also where it is passed on (`self.mocker = mocker`). */
const PLAIN = [`(?:${PLAIN_NAMES})(?=\\s*[.(])`, `(?:${FIXTURE_NAMES})(?=\\s*\\.|[ \\t]*(?:#|$))`];

/** What every file with mocks holds. */
const ANY = /[Mm]ock|[Pp]atch/;
/** A member of some module that is called as those of a mocking library are: the module may pass one on. */
const MEMBER = new RegExp(`\\.(?:mock|${CREATOR_NAMES.join('|')})\\b`, 'g');
/** How far before its member the name of a module is looked for, in UTF-16 units. */
const REACH = 80;

const FIXTURE_TYPE = /\bMock(?:er)?Fixture\b|\bMonkeyPatch\b|\bcontext\(\)[ \t]*as\b/;
/** Parameters and variables that are fixtures by their type, or by what enters or makes them. */
const FIXTURE =
  /(?<![\w.])(\w+)[ \t]*:[ \t]*["']?[\w.]*\b(?:Mock(?:er)?Fixture|MonkeyPatch)\b|\bcontext\(\)[ \t]*as[ \t]+(\w+)|(?<![\w.])((?:self\.)?\w+)[ \t]*=[ \t]*[\w.]*\bMonkeyPatch\(/g;

/** Expressions for the names that may be a mocking library's, or a part of one, by the text alone. */
export function firstPatterns(file: ParsedFile): readonly string[] {
  if (!ANY.test(file.text)) return [];
  return [...PLAIN, ...importedNames(file), ...fixtureWords(file.text).map(patternOf)];
}

function fixtureWords(text: string): readonly string[] {
  if (!FIXTURE_TYPE.test(text)) return [];
  return Array.from(text.matchAll(FIXTURE), ([, typed, entered, made]) => typed ?? entered ?? made ?? '');
}

/** The names bound by imports that are a mocking library's, or that have members called as a library's are. */
function importedNames(file: ParsedFile): readonly string[] {
  const holders = holdersOfMembers(file.text);
  return file.facts<ImportFact>('imports').flatMap(({ specifier, names }) => {
    const [first = ''] = specifier.split('.');
    if (names.length === 0) return holders.has(first) ? [first] : [];
    return names.flatMap(({ imported, local }) => {
      const name = imported === '*' ? specifier : `${specifier}.${imported}`;
      const isCreator = isMocking(name) || CREATOR_NAMES.includes(imported);
      return local !== '' && (isCreator || holders.has(local)) ? [local] : [];
    });
  });
}

/** The first words of dotted names such as `helpers.mock` and `tests.helpers.MagicMock`. */
function holdersOfMembers(text: string): ReadonlySet<string> {
  const holders = new Set<string>();
  for (const { index } of text.matchAll(MEMBER)) {
    const [, holder] = /(\w+)(?:\.\w+){0,3}$/.exec(text.slice(Math.max(0, index - REACH), index)) ?? [];
    if (holder !== undefined) holders.add(holder);
  }
  return holders;
}

/** The expression for a name, or for `self.name`. */
export function patternOf(word: string): string {
  return word.replace(/^self\./, '(?:self|cls)\\.');
}

/** The expression for the places where one of the names stands, also several of them in one search. */
export function usesOf(patterns: readonly string[]): RegExp {
  return new RegExp(`(?<![\\w.])(?:${patterns.join('|')})(?!\\w)`, 'gm');
}
