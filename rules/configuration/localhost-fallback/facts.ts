import type { Site } from 'compliance-linter';
import type { Environments } from './environments.js';

/** A place where code connects to a local host because a value is missing. */
export interface Fallback {
  /** What is missing: the variable (`REDIS_HOST`) where known, else the parameter, field or name that falls back. */
  readonly name: string;
  /** True if `name` is a variable of the environment. */
  readonly isVariable: boolean;
  /** Set where the default of a parameter stands in: an argument of a function that others may call. */
  readonly isParameter?: true;
  /** Set where the environment chose the local host: `name` is what has it, or the function that answers it. */
  readonly isChosen?: true;
  /** Set where `name` is a field of `settings` whose variable the file does not tell. */
  readonly isField?: true;
  /** The other field that, set, takes the place of this one: the `url` beside a `host`. */
  readonly unless?: string;
  /** The local host as written: `localhost`, `127.0.0.1`. */
  readonly host: string;
  /** The environments in which the fallback may be reached. */
  readonly reach: Environments;
  /** True if the file tells staging from production anywhere; if not, one word stands for everything deployed. */
  readonly namesStaging: boolean;
  /** The settings class that the field belongs to; its fields are one finding. */
  readonly settings: string | null;
  /** The enclosing classes and functions (`Cache.connect`), '' at the top level. */
  readonly owner: string;
  /** The literal with its quotes. */
  readonly site: Site;
}

/** What a schema of the environment cannot do without: a program that validates it does not start. */
export interface Requirement {
  /** Variables. */
  readonly required: readonly string[];
}

export function isRequirement(fact: Fallback | Requirement): fact is Requirement {
  return 'required' in fact;
}
