import { ROLES, type Role } from '../../../src/model/file.js';
import { loadRules } from '../../../src/plugins/rules.js';
import type { Finding } from '../../../src/model/finding.js';
import type { FailureUnit, Unit, UnitKind } from '../units.js';
import type { Comparison } from './comparison.js';
import { compareDefinitions } from './definitions.js';
import { compareImports } from './imports.js';
import { productFacts, type ProductFile } from './product-facts.js';
import { runOracle, type Language } from './run-oracles.js';
import { compareDuplicates } from './duplicate-type.js';
import { compareLocalhost } from './localhost-fallback.js';
import { compareRelativeImports } from './relative-import.js';
import { findingsOf, type RuleOptions } from './run-tool.js';
import { compareSessions } from './session-nulling.js';
import { compareMocks } from './unjustified-mock.js';
import type { Subject } from './subject.js';

export interface CompareOptions {
  /** Parts of the names of what is compared; everything when empty. */
  readonly only: readonly string[];
  readonly python: string;
}

interface Comparer {
  /** A shared extractor, or the id of a rule. */
  readonly name: string;
  readonly kinds: readonly UnitKind[];
  compare(subject: Subject, roles: readonly Role[]): readonly Comparison[];
}

const COMPARERS: readonly Comparer[] = [
  { name: 'imports', kinds: ['import'], compare: (subject) => [compareImports(subject)] },
  { name: 'definitions', kinds: ['definition'], compare: compareDefinitions },
];

const RULES: readonly Comparer[] = [
  { name: 'relative-import', kinds: ['import'], compare: (...input) => [compareRelativeImports(...input)] },
  { name: 'duplicate-type', kinds: ['definition'], compare: (...input) => [compareDuplicates(...input)] },
  { name: 'unjustified-mock', kinds: ['mock'], compare: (...input) => [compareMocks(...input)] },
  { name: 'localhost-fallback', kinds: ['localhost'], compare: (...input) => [compareLocalhost(...input)] },
  { name: 'session-nulling', kinds: ['session'], compare: (...input) => [compareSessions(...input)] },
];

const LANGUAGES: readonly Language[] = ['python', 'typescript'];

/** Runs the oracles and the tool over a folder and compares what they find. */
export async function compareFolder(
  root: string,
  { only, python }: CompareOptions,
): Promise<{ comparisons: readonly Comparison[]; failures: readonly FailureUnit[] }> {
  const rules = new Map((await loadRules()).map((rule) => [rule.id, rule.roles ?? ['source' as const]]));
  const comparers = [...COMPARERS, ...RULES.filter(({ name }) => rules.has(name))].filter(
    ({ name }) => only.length === 0 || only.some((part) => name.includes(part)),
  );
  const kinds = [...new Set(comparers.flatMap((comparer) => comparer.kinds))];
  const files = (await productFacts(root)).filter(({ fault }) => fault === null);
  const comparisons: Comparison[] = [];
  const failures: FailureUnit[] = [];
  const findings = rememberedFindings(root);
  for (const language of LANGUAGES) {
    const own = files.filter(({ format }) => format === language);
    const units = await runOracle({ root, language, paths: own.map(({ path }) => path), kinds, python });
    const failed = units.filter((unit): unit is FailureUnit => unit.kind === 'failure');
    failures.push(...failed);
    const subject = subjectOf({ root, language, units, failed, files: own, findings });
    comparisons.push(...comparers.flatMap((comparer) => comparer.compare(subject, rules.get(comparer.name) ?? ROLES)));
  }
  return { comparisons, failures };
}

type FindingsOf = (rule: string, options: RuleOptions) => readonly Finding[];

/** One run of the tool serves both languages. */
function rememberedFindings(root: string): FindingsOf {
  const known = new Map<string, readonly Finding[]>();
  return (rule, options) => {
    const findings = known.get(rule) ?? findingsOf(root, rule, options);
    known.set(rule, findings);
    return findings;
  };
}

function subjectOf(input: {
  root: string;
  language: Language;
  units: readonly Unit[];
  failed: readonly FailureUnit[];
  files: readonly ProductFile[];
  findings: FindingsOf;
}): Subject {
  const unread = new Set(input.failed.map(({ path }) => path));
  const files = new Map(input.files.filter(({ path }) => !unread.has(path)).map((file) => [file.path, file]));
  return {
    root: input.root,
    language: input.language,
    files,
    units: input.units.filter(({ kind }) => kind !== 'failure'),
    findings: (rule, options = {}) => input.findings(rule, options).filter(({ path }) => files.has(path)),
  };
}
