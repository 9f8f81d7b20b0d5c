import type { ImportFact } from 'compliance-linter';
import { headOfValue, type Binding, type Bindings } from './bindings.js';
import { isDatabaseModule } from './database-modules.js';
import { certaintyOfName } from './session-names.js';

/** What the types and values of a file tell of the names that may be those of sessions. */
export interface SessionKinds {
  /** Annotated with a type of database session. */
  readonly database: ReadonlySet<string>;
  /** Bound to a session of another kind: `session = aiohttp.ClientSession()`. */
  readonly others: ReadonlySet<string>;
  /** What makes sessions: `async_session = async_sessionmaker(engine)`. */
  readonly factories: ReadonlySet<string>;
}

/** `hasMongoSessions`: a `ClientSession` is one of MongoDB there, not one of an HTTP client. */
export function findSessionKinds(
  bindings: Bindings,
  { imports, hasMongoSessions }: { readonly imports: readonly ImportFact[]; readonly hasMongoSessions: boolean },
): SessionKinds {
  const named = [...bindings].filter(([name]) => certaintyOfName(name) !== undefined);
  const namesWith = (test: (binding: Binding) => boolean): ReadonlySet<string> =>
    new Set(named.filter(([, bound]) => bound.some(test)).map(([name]) => name));
  const types = sessionTypesIn(imports);
  const other = hasMongoSessions ? OTHER_SESSION_THAN_MONGO : OTHER_SESSION;
  return {
    database: namesWith(
      ({ type }) => DATABASE_TYPE.test(type) || type.split(/[^\w$]+/).some((word) => types.has(word)),
    ),
    others: namesWith(({ type, value }) => other.test(type) || other.test(headOfValue(value))),
    factories: namesWith(({ type, value }) => FACTORY_TYPE.test(type) || makesFactory(value)),
  };
}

const DATABASE_TYPE = /\b(?:AsyncSession|DbSession|DBSession|DatabaseSession|EntityManager|QueryRunner|PrismaClient)\b/;

/** What the file calls the types of database sessions that it imports. */
function sessionTypesIn(imports: readonly ImportFact[]): ReadonlySet<string> {
  const locals = imports
    .filter(({ specifier }) => isDatabaseModule(specifier))
    .flatMap(({ names }) => names.map(({ local }) => local));
  return new Set(locals.filter((local) => /^(?:[A-Z]\w*)?Session/.test(local)));
}

const OTHER_SESSION =
  /\b(?:aiohttp|requests|httpx|boto3|tf|ort|mcp)\s?\.|(?:Client|Http|HTTP|Cached|App|Inference|WebSocket|Ssh|SSH|Pip|Browser|Chat|Agent|Game|User|Auth|Login|Web|Live|Voice|Tracking|Futures|OAuth[12]?|Retry)Session\b|\b(?:Async)?Client\b|BrowserContext/;
const OTHER_SESSION_THAN_MONGO = new RegExp(OTHER_SESSION.source.replace('(?:Client|', '(?:'));

const FACTORY_TYPE = /\b(?:async_)?(?:sessionmaker|scoped_session)\b|\bCallable\b|[Ff]actory\b/;
const FACTORY_CALL = /^(?:[\w$]+\.)*(?:async_)?(?:sessionmaker|scoped_session)\s*\(/;

function makesFactory(value: string): boolean {
  if (FACTORY_CALL.test(value)) return !/\)\s*\(\s*\)\s*$/.test(value);
  return /^(?:[\w$]+\.)*\w*session_?(?:maker|factory)\s*$/i.test(value);
}
