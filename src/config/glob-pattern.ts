import picomatch from 'picomatch';

/** A test of one name of a path, or `**`: any number of names. */
export type GlobSegment = 'any-depth' | ((name: string) => boolean);

/** A pattern without braces. */
export interface GlobAlternative {
  readonly segments: readonly GlobSegment[];
  /** How many leading segments hold no wildcard. */
  readonly literalSegments: number;
  /** It names folders: only what is below them matches. */
  readonly isBelowOnly: boolean;
}

export interface ParsedGlob {
  readonly isNegated: boolean;
  /** `{a,b}` written out. */
  readonly alternatives: readonly GlobAlternative[];
}

// Configurations can come from a hostile pull request, so the limits keep every match cheap: a segment with n stars
// against a name of 255 characters takes up to 255ⁿ/n! steps.
const LONGEST_PATTERN = 1000;
const MOST_ALTERNATIVES = 64;
const MOST_STARS = 3;

/** Why a pattern cannot be used, as the end of a sentence; undefined when it can. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return `is longer than ${String(LONGEST_PATTERN)} characters`;
  const { body } = splitNegation(pattern);
  if (body.includes('\0')) return 'holds a NUL character';
  if (/[@?+*!]\(/.test(body)) return 'uses an extended glob such as `@(…)`; write `{a,b}` instead';
  const bodies = expandBraces(body);
  if (bodies === undefined) return `stands for more than ${String(MOST_ALTERNATIVES)} patterns`;
  for (const alternative of bodies) {
    const { names } = splitNames(alternative);
    if (names.length === 0) return 'is empty';
    if (names.includes('..')) return 'leaves the folder of its configuration; `..` is not possible here';
    const starry = names.find((name) => name !== '**' && countStars(name) > MOST_STARS);
    if (starry !== undefined) return `has more than ${String(MOST_STARS)} stars in \`${starry}\``;
  }
  return undefined;
}

/** The pattern must be one that `globProblem` has nothing to say about. */
export function parseGlob(pattern: string): ParsedGlob {
  const { isNegated, body } = splitNegation(pattern);
  return { isNegated, alternatives: (expandBraces(body) ?? []).map(parseAlternative) };
}

function splitNegation(pattern: string): { readonly isNegated: boolean; readonly body: string } {
  return pattern.startsWith('!') ? { isNegated: true, body: pattern.slice(1) } : { isNegated: false, body: pattern };
}

function parseAlternative(body: string): GlobAlternative {
  const { names, isAnchored, isBelowOnly } = splitNames(body);
  const segments = names.map(parseSegment);
  const firstWildcard = names.findIndex(hasWildcard);
  return {
    segments: isAnchored ? segments : ['any-depth', ...segments],
    literalSegments: firstWildcard === -1 ? names.length : firstWildcard,
    isBelowOnly,
  };
}

function splitNames(body: string): {
  readonly names: readonly string[];
  readonly isAnchored: boolean;
  readonly isBelowOnly: boolean;
} {
  const withoutDots = body.replace(/^(?:\.\/)+/, '');
  const hasTrailingSlash = withoutDots.endsWith('/');
  const names = withoutDots.split('/').filter((name) => name !== '' && name !== '.');
  const isAnchored = body.startsWith('./') || body.startsWith('/') || names.length > 1;
  const endsInGlobstar = names.length > 1 && names.at(-1) === '**';
  return {
    names: endsInGlobstar ? names.slice(0, -1) : names,
    isAnchored,
    isBelowOnly: hasTrailingSlash || endsInGlobstar,
  };
}

function parseSegment(name: string): GlobSegment {
  if (name === '**') return 'any-depth';
  if (!hasWildcard(name)) return (candidate) => candidate === name;
  // picomatch takes parentheses for groups of a regular expression even without extended globs.
  const escaped = name.replace(/(?<!\\)[(){}]/g, String.raw`\$&`);
  const expression = picomatch.makeRe(escaped, { dot: true, noextglob: true, nobrace: true, nonegate: true });
  return (candidate) => candidate === name || expression.test(candidate);
}

function hasWildcard(name: string): boolean {
  return /[*?[\\]/.test(name);
}

function countStars(name: string): number {
  return name.match(/\*+/g)?.length ?? 0;
}

/** Every pattern that `{a,b}` stands for; undefined when there are too many. Braces without a comma are literal. */
function expandBraces(body: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [body];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const group = findBraces(next);
    if (group === undefined) done.push(next);
    else open.push(...group);
    if (done.length + open.length > MOST_ALTERNATIVES) return undefined;
  }
  return done;
}

/** The pattern once for each choice of its first group with a comma; undefined when it has none. */
function findBraces(body: string): readonly string[] | undefined {
  for (let start = body.indexOf('{'); start !== -1; start = body.indexOf('{', start + 1)) {
    if (body[start - 1] === '\\') continue;
    const group = readGroup(body, start);
    if (group === undefined || group.choices.length < 2) continue;
    return group.choices.map((choice) => body.slice(0, start) + choice + body.slice(group.end));
  }
  return undefined;
}

function readGroup(
  body: string,
  start: number,
): { readonly choices: readonly string[]; readonly end: number } | undefined {
  const choices: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let index = start; index < body.length; index += 1) {
    const character = body[index];
    if (character === '\\') index += 1;
    else if (character === '{') depth += 1;
    else if (character === ',' && depth === 1) {
      choices.push(body.slice(from, index));
      from = index + 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) return { choices: [...choices, body.slice(from, index)], end: index + 1 };
    }
  }
  return undefined;
}
