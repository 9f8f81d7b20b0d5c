import type { Site } from 'compliance-linter';

/** A database session that a function takes from an object, whether or not that function handles messages. */
export interface NulledSession {
  /** As written, shortened: `self.orders.db_session`, `context["db"]`. */
  readonly target: string;
  /** What holds the session, as written, shortened: `self.orders`. */
  readonly object: string;
  /** What it is set to, `None`, `null` or `undefined`; absent if it is deleted. */
  readonly value?: string;
  /** The object is the one whose method this is. */
  readonly isOwn: boolean;
  readonly opensUnitOfWork: boolean;
  readonly enclosing: Enclosing;
  readonly site: Site;
}

/** The names around a place, the nearest first. A dotted name stays dotted. */
export interface Enclosing {
  /** An anonymous function has the name that it is assigned or registered by: `on_message` for `on('message', …)`. */
  readonly functions: readonly string[];
  /** Classes and their bases. */
  readonly classes: readonly string[];
  /** Decorators of both. */
  readonly decorators: readonly string[];
}
