import type { Role } from '../../../src/model/file.js';
import type { Finding } from '../../../src/model/finding.js';
import type { Unit, UnitKind, UnitOf } from '../units.js';
import type { ProductFile } from './product-facts.js';
import type { Language } from './run-oracles.js';
import type { RuleOptions } from './run-tool.js';

/** One language of one repository, ready to be compared. */
export interface Subject {
  /** Absolute. */
  readonly root: string;
  readonly language: Language;
  /** Without those that the oracle cannot parse, and those that the product leaves out. */
  readonly files: ReadonlyMap<string, ProductFile>;
  readonly units: readonly Unit[];
  /** The findings of a rule in these files. */
  findings(rule: string, options?: RuleOptions): readonly Finding[];
}

/** The units of a kind in files of these roles. */
export function unitsOf<Kind extends UnitKind>(
  { units, files }: Subject,
  kind: Kind,
  roles: readonly Role[],
): UnitOf<Kind>[] {
  const isWanted = (path: string): boolean => {
    const role = files.get(path)?.role;
    return role !== undefined && roles.includes(role);
  };
  return units.filter((unit): unit is UnitOf<Kind> => unit.kind === kind && isWanted(unit.path));
}
