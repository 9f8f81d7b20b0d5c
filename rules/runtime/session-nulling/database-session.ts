import type { Analysis } from './analysis.js';
import { CARRIERS, DATA_LAYER, OTHER_DB_HOLDERS, WORKERS } from './holder-words.js';
import { describeHolder, isAny, type Holder, type Holding } from './holder.js';
import { certaintyOfName, OTHER_HOLDERS, OTHER_KINDS, type NameCertainty } from './session-names.js';

/** True if it is, as far as the file tells, a database session that is held. In doubt it is none. */
export function holdsDatabaseSession(holding: Holding, analysis: Analysis): boolean {
  const certainty = certaintyOfName(holding.name);
  if (certainty === undefined) return false;
  const holder = describeHolder(holding, analysis);
  if (holder.isData || isFactory(holding, analysis)) return false;
  return isHeld(certainty, { holding, holder, analysis });
}

interface Question {
  readonly holding: Holding;
  readonly holder: Holder;
  readonly analysis: Analysis;
}

function isHeld(certainty: NameCertainty, question: Question): boolean {
  switch (certainty) {
    case 'database-session':
      return true;
    case 'database':
      return isDatabaseHandle(question);
    case 'session':
      return isSession(question);
    case 'named-session': {
      const { holding, analysis } = question;
      const isKnown = analysis.evidence.usedNames.has(holding.name) || analysis.kinds.database.has(holding.name);
      return (isKnown || !holding.isOwn) && isSession(question);
    }
  }
}

/** `x.db`: of what works with data, or in a file that speaks of databases. */
function isDatabaseHandle({ holding, holder, analysis }: Question): boolean {
  const { evidence } = analysis;
  if (holder.words.some((word) => OTHER_DB_HOLDERS.has(word))) return false;
  if (holding.isOwn) return true;
  if (isAny(holder, DATA_LAYER)) return true;
  if (isAny(holder, WORKERS)) return !holding.isKey || evidence.database !== 'none';
  if (holding.isKey) return isAny(holder, CARRIERS) && evidence.database === 'sure';
  return evidence.database !== 'none';
}

/**
 * `x.session`, `x.order_session`: of another object than the handler, a database session unless its holder, the classes
 * around or the file speak of another kind; of the handler itself, only where the file speaks of databases.
 */
function isSession({ holding, holder, analysis }: Question): boolean {
  const { database, hasOtherSessions, usedPaths } = analysis.evidence;
  const isUsed = usedPaths.has(`${holding.object}.${holding.name}`);
  if (!isUsed && analysis.kinds.others.has(holding.name)) return false;
  const isUnmixed = !hasOtherSessions || analysis.kinds.database.has(holding.name);
  if (holding.isOwn) return isUsed || (database === 'sure' && isUnmixed);
  if (isAny(holder, DATA_LAYER)) return true;
  const isWorker = isAny(holder, WORKERS);
  if (holder.words.some((word) => OTHER_KINDS.has(word)) || (isAny(holder, OTHER_HOLDERS) && !isWorker)) return false;
  if (isUsed || (isWorker && database === 'sure')) return true;
  return isUnmixed && !holding.classWords.some((word) => OTHER_KINDS.has(word));
}

/** `x.async_session()` makes sessions, it is none. */
function isFactory({ name, object, isOwn }: Holding, { kinds, evidence }: Analysis): boolean {
  return kinds.factories.has(name) || (!isOwn && evidence.calledPaths.has(`${object}.${name}`));
}
