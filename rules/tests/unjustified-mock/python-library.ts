import type { ImportedAs } from 'compliance-linter';
import { creatorOf, suggestedCreator, type Creator } from './python-creators.js';
import { fullName, type Reference } from './python-references.js';

/** A creator of mocks, and what must hold of other files so that it is one. */
export interface Provenance {
  readonly creator: Creator;
  readonly through?: ImportedAs;
  readonly stars?: readonly string[];
  readonly fixture?: string;
}

/** Packages that copy `unittest.mock`, by names that a repository may give to a module of its own. */
const BACKPORT = /^(?:mock|asynctest)(?:\.|$)/;

/** The creator that all of the references are, as far as this file tells; undefined if one is something else. */
export function creatorAmong(references: readonly Reference[]): Provenance | undefined {
  const found = references.map(provenanceOf);
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return undefined;
  return found.find((provenance) => provenance?.through === undefined) ?? first;
}

function provenanceOf(reference: Reference): Provenance | undefined {
  if (reference.isInstance) return undefined;
  const name = fullName(reference);
  const own = creatorOf(name);
  const creator = own ?? suggestedCreator(name);
  if (creator === undefined) return undefined;
  if (own === undefined || BACKPORT.test(name)) return { creator, through: throughOf(reference) };
  return reference.fixture === undefined ? { creator } : { creator, fixture: reference.fixture };
}

function throughOf({ from, names }: Reference): ImportedAs {
  const inner = from.imported === '*' ? names : [from.imported, ...names];
  return { specifier: from.specifier, imported: inner.join('.') };
}
