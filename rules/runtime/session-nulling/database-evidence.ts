import type { ImportFact, ParsedFile } from 'compliance-linter';
import { isDatabaseModule, isOtherSessionLibrary } from './database-modules.js';
import { lastName, normalisedPath, PATH_CHARACTER } from './paths.js';

/** What a file says about the sessions in it. */
export interface DatabaseEvidence {
  /** `sure` where it imports a database library or works with database sessions; `likely` where it speaks of databases. */
  readonly database: 'sure' | 'likely' | 'none';
  /** It uses a library that has sessions of another kind. */
  readonly hasOtherSessions: boolean;
  /** Paths on which methods of database sessions are called: `self.orders.session`. */
  readonly usedPaths: ReadonlySet<string>;
  /** The last names of these paths. */
  readonly usedNames: ReadonlySet<string>;
  /** Paths that are called themselves: `self.orders.session()`. */
  readonly calledPaths: ReadonlySet<string>;
}

export function findEvidence({ text }: ParsedFile, imports: readonly ImportFact[]): DatabaseEvidence {
  const modules = imports.map(({ specifier }) => specifier);
  const usedPaths = pathsIn(text, USED);
  const isSure = modules.some(isDatabaseModule) || SURE.test(text) || usedPaths.size > 0;
  return {
    database: isSure ? 'sure' : LIKELY.test(text) ? 'likely' : 'none',
    hasOtherSessions: modules.some(isOtherSessionLibrary) || OTHER_SESSION_TYPE.test(text),
    usedPaths,
    usedNames: new Set([...usedPaths].map(lastName)),
    calledPaths: pathsIn(text, CALLED),
  };
}

function pathsIn(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set([...text.matchAll(pattern)].map(([, path = '']) => normalisedPath(path)));
}

/** Source of an expression for a path to what may be a session; a group. */
const SESSION_PATH = `(?<!${PATH_CHARACTER})(${PATH_CHARACTER}{0,200}?(?:[sS]ession|\\bdb|_db)(?:["'\`]\\])?)`;

const CALLED = new RegExp(`${SESSION_PATH}\\(`, 'g');

/** Methods that only sessions of a database have, called on one. */
const USED = new RegExp(
  `${SESSION_PATH}\\s{0,40}[!?]{0,2}\\.\\s{0,9}` +
    '(?:commit|rollback|scalars?|add_all|expunge(?:_all)?|begin_nested|in_transaction|' +
    'commitTransaction|abortTransaction|startTransaction|withTransaction|inTransaction)\\s{0,9}\\(',
  'g',
);

const SURE =
  /\b(?:AsyncSession|async_sessionmaker|sessionmaker|scoped_session|SessionLocal|session_scope|get_db|get_db_session|get_async_session|db_session|DBSession|DbSession|EntityManager|QueryRunner|DataSource|dbSession|PrismaClient|startSession|commitTransaction|abortTransaction)\b|\$transaction\b/;

const LIKELY =
  /\b(?:databases?|repositor(?:y|ies)|[Uu]nit_?[Oo]f_?[Ww]ork|(?:Unit|unit)[ -]of[ -]work|transactions?|[Ss]qlalchemy|SQLAlchemy|ORM)\b|Repository\b/;

const OTHER_SESSION_TYPE =
  /\b(?:aiohttp\s?\.\s?ClientSession|requests\s?\.\s?[sS]ession|httpx\s?\.\s?(?:Async)?Client|InferenceSession|boto3\s?\.\s?Session|WebSocketSession)\b/;
