import type { Site } from './location.js';

/**
 * Fact of the extractor `environment-settings`, of every format of deployment files: a variable that something which runs
 * gets from this file. Values are not kept, only what may be said of them.
 */
export interface EnvironmentSettingFact {
  readonly name: string;
  readonly by: SettingSource;
  /** What gets it: a compose service, `job/step` of a workflow, a container, a deployed service; null for all that load the file. */
  readonly consumer: string | null;
  /** The environment that the file itself names for it (`environment: staging` of a job); null where only its path may tell. */
  readonly environment: string | null;
  readonly value: SettingValue;
  /** The name. */
  readonly site: Site;
}

/** Which kind of statement sets a variable; one word each, as people say it. */
export type SettingSource = 'env file' | 'compose' | 'dockerfile' | 'workflow' | 'manifest' | 'script';

export type SettingValue =
  /** Written there. */
  | ({ readonly kind: 'literal' } & ValueTraits)
  /** From a store of secrets or of settings outside the repository (`secrets.X`, `vars.X`, `secretKeyRef`, `--set-secrets`). */
  | { readonly kind: 'store'; readonly store: string; readonly key: string }
  /** From another variable (`${X:-default}`, a name alone): of the shell, the `.env` beside it, or an earlier step. */
  | {
      readonly kind: 'variable';
      readonly variable: string;
      /** True if it refuses to start without (`${X:?}`). */
      readonly isRequired: boolean;
      readonly fallback: ValueTraits | null;
    }
  /** Not known without running something; why, for people: `made of several variables`. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What may be said, kept and shown of a value; the value itself cannot be found from it where it may be a secret. */
export interface ValueTraits {
  /** The value, masked where it may be a secret; at most 80 UTF-16 units. */
  readonly shown: string;
  readonly isEmpty: boolean;
  /** The form of placeholder (`change-me`), or null. */
  readonly placeholder: string | null;
  /** Set if the value is a URL or connection string, or the variable is a host. */
  readonly connection: ConnectionTraits | null;
}

export interface ConnectionTraits {
  /** In lower case, without `+driver`; null for a bare host. */
  readonly scheme: string | null;
  /** In lower case; the path of a socket; null where a URL has none, or it is not known. */
  readonly host: string | null;
  readonly isLocalhost: boolean;
  readonly isSocket: boolean;
  /** True if it asks for an encrypted connection (`sslmode=require`, `rediss:`). */
  readonly isEncrypted: boolean;
  /** Why it cannot be used, for people, without the value; null if nothing is wrong. */
  readonly fault: string | null;
}
