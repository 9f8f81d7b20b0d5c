/** Words that end the names of what reads and writes the database. */
export const DATA_LAYER: ReadonlySet<string> = new Set(
  (
    'repository repositories repo repos dao daos crud uow persistence database db orm sql sqlalchemy datastore ' +
    'datamapper querier queries'
  ).split(' '),
);

/** Words that end the names of objects that do work, and may be given a session for it. */
export const WORKERS: ReadonlySet<string> = new Set(
  (
    'service services handler handlers consumer consumers subscriber subscribers listener listeners processor processors ' +
    'usecase interactor projector projection projections saga outbox inbox command commands manager managers facade engine ' +
    'pipeline workflow job jobs task tasks worker workers runner importer exporter loader publisher dispatcher notifier ' +
    'reporter validator resolver calculator provider store storage gateway mapper factory module component controller ' +
    'collaborator work step steps strategy policy syncer reconciler scheduler aggregator enricher recorder ledger'
  ).split(' '),
);

/** Words that end the names of what carries things around. */
export const CARRIERS: ReadonlySet<string> = new Set(
  (
    'state app application deps dependencies container resources registry injector services env environment bag info ' +
    'context ctx scope locals bundle toolkit'
  ).split(' '),
);

/** Words that end the names of data: a key of theirs called `session` or `db` is a value, not something that works. */
export const DATA: ReadonlySet<string> = new Set(
  (
    'config configuration conf cfg options option opts settings kwargs args arguments argv params parameters param payload ' +
    'data body json dict headers header environ result results response output record records row rows ' +
    'entry defaults props properties query form fields values meta metadata info mock stub fake status stats metrics health ' +
    'checks report summary details document doc spec schema url uri dsn filters changes updates update patch changed override ' +
    'overrides namespace'
  ).split(' '),
);

/** Names of messages: their keys are data, their attributes may be given to them. */
export const MESSAGES: ReadonlySet<string> = new Set('event message msg'.split(' '));

/** Names of storage that everything in a process shares, at the beginning of a path. */
export const GLOBALS: ReadonlySet<string> = new Set(
  'globals() global globalThis window exports process module'.split(' '),
);

/** Words that end the names of storage that belongs to a thread or a task. */
export const LOCALS: ReadonlySet<string> = new Set('local tls contextvar'.split(' '));

/** Their `db` is a number of decibels or of a Redis database, or storage of their own. */
export const OTHER_DB_HOLDERS: ReadonlySet<string> = new Set(
  'gain volume level audio sound meter signal noise redis cache agent agents bot team'.split(' '),
);
