import type { ParsedFile } from 'compliance-linter';
import { analyse, type Analysis } from './analysis.js';
import { holdsDatabaseSession } from './database-session.js';
import { ecmascriptSites } from './ecmascript-sites.js';
import type { NulledSession } from './facts.js';
import { isGuarded } from './guards.js';
import type { Holding } from './holder.js';
import { isManagedWithin } from './lifecycles.js';
import { isManagedByClass, isOwnObject } from './own-object.js';
import { wordsOf } from './names.js';
import { normalisedPath } from './paths.js';
import { isOutsideOfUse } from './phases.js';
import { pythonSites } from './python-sites.js';
import { enclosingOf, functionOf, scopesIn } from './scopes.js';
import { certaintyOfName, PART_OF_SESSION_NAME } from './session-names.js';
import type { NullingSite, Scope } from './sites.js';
import { isWithin, type Span } from './text-index.js';

/** The database sessions that functions take from objects, of Python. */
export function extractPython(file: ParsedFile): Iterable<NulledSession> {
  return nulledSessions(file, pythonSites(file));
}

/** The database sessions that functions take from objects, of ECMAScript. */
export function extractEcmascript(file: ParsedFile): Iterable<NulledSession> {
  return nulledSessions(file, ecmascriptSites(file));
}

function nulledSessions(file: ParsedFile, sites: Iterable<NullingSite>): readonly NulledSession[] {
  if (!PART_OF_SESSION_NAME.test(file.text)) return [];
  const named = [...sites].filter(({ name }) => certaintyOfName(name) !== undefined);
  if (named.length === 0) return [];
  const inOrder = named.sort((a, b) => a.node.startIndex - b.node.startIndex);
  const analysis = analyse(file, new Set(inOrder.map(({ node }) => node.startIndex)));
  return inOrder.flatMap((site) => nulledSession(file, site, analysis) ?? []);
}

function nulledSession(file: ParsedFile, site: NullingSite, analysis: Analysis): NulledSession | undefined {
  const ancestors = [...file.ancestors(site.node)];
  const scopes = scopesIn(ancestors, file.format);
  const unit = functionOf(scopes);
  if (unit === undefined || isOutside(scopes)) return undefined;
  const held = holdingOf(file, site, { scopes, unit, analysis });
  if (!holdsDatabaseSession(held, analysis) || isManagedWithin(analysis.lifecycles, held, unit)) return undefined;
  const path = `${held.object}.${held.name}`;
  if (held.isOwn && isManagedByClass(file, path, { scopes, given: analysis.lifecycles.given })) return undefined;
  if (isGuarded(ancestors, path)) return undefined;
  return {
    ...shownPlaces(site),
    ...(site.value === undefined ? {} : { value: site.value }),
    isOwn: held.isOwn,
    opensUnitOfWork: analysis.unitsOfWork.some((offset) => isWithin(offset, unit)),
    enclosing: enclosingOf(scopes),
    site: file.site(site.node.startIndex, site.node.endIndex),
  };
}

function isOutside(scopes: readonly Scope[]): boolean {
  return scopes.some(({ kind, names }) => kind === 'function' && names.some(isOutsideOfUse));
}

interface Surroundings {
  readonly scopes: readonly Scope[];
  readonly unit: Span;
  readonly analysis: Analysis;
}

/** Of a longer path the beginning is looked at, UTF-16 units. */
const LONGEST_PATH = 200;

function holdingOf({ format }: ParsedFile, site: NullingSite, { scopes, unit, analysis }: Surroundings): Holding {
  const written = site.object.text.slice(0, LONGEST_PATH);
  const isOwn = isOwnObject(written, { scopes, unit }, analysis);
  const self = format === 'python' ? 'self' : 'this';
  const classWords = enclosingOf(scopes).classes.flatMap(wordsOf);
  return {
    name: site.name,
    object: isOwn ? self : normalisedPath(written),
    isKey: site.isKey,
    isOwn,
    classWords,
    unit,
  };
}

/** Target and object for people to read, at most so many UTF-16 units each. */
const LONGEST_SHOWN = 60;

function shownPlaces({ object, name, isKey }: NullingSite): Pick<NulledSession, 'object' | 'target'> {
  const written = object.text.slice(0, 2 * LONGEST_SHOWN).replace(/\s+/g, ' ');
  const shown = written.length > LONGEST_SHOWN ? `${written.slice(0, LONGEST_SHOWN - 1)}…` : written;
  return { object: shown, target: isKey ? `${shown}[${JSON.stringify(name)}]` : `${shown}.${name}` };
}
