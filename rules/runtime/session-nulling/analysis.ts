import type { ImportFact, ParsedFile } from 'compliance-linter';
import { findBindings, type Bindings } from './bindings.js';
import { findEvidence, type DatabaseEvidence } from './database-evidence.js';
import { findLifecycles, type Lifecycles } from './lifecycles.js';
import { findSessionKinds, type SessionKinds } from './session-kinds.js';
import { findUnitsOfWork } from './units-of-work.js';

/** What is known of a file as a whole, found once, where it sets a session to nothing. */
export interface Analysis {
  readonly imports: readonly ImportFact[];
  readonly bindings: Bindings;
  readonly kinds: SessionKinds;
  readonly evidence: DatabaseEvidence;
  readonly lifecycles: Lifecycles;
  /** Offsets at which a unit of work is opened. */
  readonly unitsOfWork: readonly number[];
}

/** `taken` are the offsets of the targets that are set to nothing. */
export function analyse(file: ParsedFile, taken: ReadonlySet<number>): Analysis {
  const imports = file.facts<ImportFact>('imports');
  const bindings = findBindings(file.text);
  const hasMongoSessions = file.format !== 'python' || imports.some(({ specifier }) => MONGO.test(specifier));
  return {
    imports,
    bindings,
    kinds: findSessionKinds(bindings, { imports, hasMongoSessions }),
    evidence: findEvidence(file, imports),
    lifecycles: findLifecycles(file.text, taken),
    unitsOfWork: findUnitsOfWork(file),
  };
}

const MONGO = /^(?:pymongo|motor|beanie)\b/;
