import type { ValueTraits } from './deployment-variables.js';
import type { Site } from './location.js';

/** How code comes by a variable: from the environment itself, through a function of its own or a library's, as a field. */
export type EnvironmentAccess = 'direct' | 'wrapper' | 'settings' | 'schema';

/**
 * What happens without a value: `required`, it fails or nothing can be done with the result; `optional`, the code looks
 * whether there is one, or takes none; `default`, another value is taken.
 */
export type EnvironmentNecessity = 'required' | 'optional' | 'default';

/** What the code does without a value. */
export interface WithoutValue {
  readonly necessity: EnvironmentNecessity;
  /** Of a `default` that is written out; null where it is computed. */
  readonly fallback: ValueTraits | null;
}

/** Fact of the extractor `environment-reads`: a place where code reads a variable of the environment. */
export interface EnvironmentReadFact extends WithoutValue {
  /** As the environment spells it, with the prefix that the code puts before it. */
  readonly name: string;
  /** Variables any of which serves in its place. */
  readonly otherNames: readonly string[];
  readonly access: EnvironmentAccess;
  /** True if it is read when the module is loaded: where it is required, the program cannot start without it. */
  readonly isAtImport: boolean;
  /** True if something else than its own presence decides whether it is read: a branch, a loop, a handler. */
  readonly isConditional: boolean;
  /** True if a bundler writes the value into what browsers get (`NEXT_PUBLIC_`, `VITE_`): it must be there at the build. */
  readonly isPublic: boolean;
  /** The name, or the field that is named like it. */
  readonly site: Site;
}

/** Which argument of a call: by position, from 0, or by keyword. Null where it cannot be given that way. */
export interface ArgumentPlace {
  readonly position: number | null;
  readonly keyword: string | null;
}

/** A function that reads the variable whose name it is given. */
export interface EnvironmentWrapperFact extends WithoutValue {
  readonly kind: 'wrapper';
  /** By its name in the module: `get_env`, `Settings.require`, `env.str`. */
  readonly callee: string;
  readonly nameAt: ArgumentPlace;
  /** Which argument is taken without a value, and in place of `fallback`; null if none is. */
  readonly defaultAt: ArgumentPlace | null;
  /** What it puts before and after the name that it is given. */
  readonly prefix: string;
  readonly suffix: string;
}

/** A call that reads a variable if what it calls, which is defined in another file, is a wrapper. */
export interface EnvironmentCallFact extends Omit<EnvironmentReadFact, 'access' | 'otherNames'> {
  readonly kind: 'call';
  /** What is called, without the imported name: `` for `get_env(…)`, `str` for `env.str(…)`. */
  readonly members: string;
  readonly specifier: string;
  readonly imported: string;
  /** Where the name is among the arguments. */
  readonly nameAt: ArgumentPlace;
  /** The other arguments; null for one that says that there is nothing (`None`). */
  readonly others: readonly (ArgumentPlace & { readonly given: WithoutValue })[];
}

/** A class whose fields the environment sets, and its subclasses may add to. */
export interface EnvironmentSettingsFact {
  readonly kind: 'settings';
  readonly name: string;
  readonly prefix: string;
  readonly isCaseSensitive: boolean;
}

/** A class whose fields are read from the environment if its base, which is defined in another file, is a settings class. */
export interface EnvironmentSubclassFact {
  readonly kind: 'subclass';
  readonly name: string;
  readonly specifier: string;
  readonly imported: string;
  /** Null: that of the base. */
  readonly prefix: string | null;
  readonly isCaseSensitive: boolean | null;
  /** The fields; those `isPrefixed` are to be spelled by the prefix and case that turn out to hold. */
  readonly fields: readonly (EnvironmentReadFact & { readonly isPrefixed: boolean })[];
}

/** Fact of the extractor `environment-wrappers`: what may make code of other files read the environment. */
export type EnvironmentLinkFact =
  EnvironmentWrapperFact | EnvironmentCallFact | EnvironmentSettingsFact | EnvironmentSubclassFact;

const PUBLIC = /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|GATSBY|VUE_APP|NG_APP|STORYBOOK|PUBLIC)_/;

/** True for a variable that frameworks write into what browsers get. */
export function isPublicVariable(name: string): boolean {
  return PUBLIC.test(name);
}
