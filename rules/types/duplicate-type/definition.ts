import type { DefinitionFact, ImportFact } from 'compliance-linter';
import type { Shape } from './shapes.js';

export type Fact = DefinitionFact | ImportFact;

export interface Options {
  readonly overlapping: boolean;
  readonly collisions: boolean;
  readonly acrossComponents: boolean;
  readonly conventionalNames: readonly string[];
  readonly minimumFields: number;
}

/** A definition and the file that holds it. */
export interface Definition {
  readonly path: string;
  readonly fact: DefinitionFact;
}

/** A definition under judgement. */
export interface Candidate extends Definition {
  readonly component: string;
  readonly format: string;
  /** Those of its file. */
  readonly options: Options;
  /** All members, inherited ones included. */
  readonly members: Shape;
  /** What kind of thing it is, as far as its bases tell: `pydantic`, `orm`, `dataclass`, `plain`… */
  readonly family: string;
}

/** Deepest chain of bases that is followed. */
export const MAX_BASES = 6;

export function isDefinition(fact: Fact): fact is DefinitionFact {
  return 'members' in fact;
}

export function isExported({ fact }: Definition): boolean {
  return fact.exportedAs.length > 0;
}

export function isConventional({ fact, options }: Candidate): boolean {
  return options.conventionalNames.includes(fact.name);
}

/** True for definitions of TypeScript that do not exist at run time. */
export function isErased({ fact }: Definition): boolean {
  return fact.kind === 'interface' || fact.kind === 'alias';
}

export function isSameDefinition(a: Definition, b: Definition): boolean {
  return (
    a.path === b.path && a.fact.name === b.fact.name && a.fact.site.range.start.line === b.fact.site.range.start.line
  );
}
