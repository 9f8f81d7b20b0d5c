import type { Role } from '../model/file.js';
import type { RuleLevel } from '../model/rule.js';
import type { ConfigurationDocument } from './document.js';

/** What a checked configuration file says. */
export interface Settings {
  readonly root?: boolean;
  readonly extends?: OneOrMany;
  readonly exclude?: OneOrMany;
  readonly maxFileSize?: number;
  readonly roles?: Readonly<Partial<Record<Role, OneOrMany>>>;
  readonly components?: Readonly<Record<string, OneOrMany>>;
  readonly plugins?: OneOrMany;
  readonly rules?: Readonly<Record<string, RuleSettings>>;
  readonly overrides?: readonly OverrideSettings[];
  readonly failOn?: OneOrMany;
  readonly minScore?: number;
  readonly format?: OneOrMany;
  readonly baseline?: string;
}

export type OneOrMany = string | readonly string[];

export interface OverrideSettings {
  readonly files: OneOrMany;
  readonly rules?: Readonly<Record<string, RuleSettings>>;
  readonly role?: Role;
}

export type RuleSettings = RuleLevel | DetailedRuleSettings;

export interface DetailedRuleSettings {
  readonly severity?: RuleLevel | Readonly<Record<string, RuleLevel>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** False: comments cannot suppress findings of the rule. */
  readonly suppressible?: boolean;
}

/** Keys that count for the whole run, so only in the configuration of the root. */
export const RUN_WIDE_KEYS = [
  'root',
  'maxFileSize',
  'components',
  'plugins',
  'failOn',
  'minScore',
  'format',
  'baseline',
] as const;

/** The settings of a document that the validator has found nothing wrong with. */
export function settingsOf(document: ConfigurationDocument): Settings {
  return document.value as Settings;
}

/** The items of what may be written as one or as a list. */
export function listOf(written: OneOrMany | undefined): readonly string[] {
  if (written === undefined) return [];
  return typeof written === 'string' ? [written] : written;
}
