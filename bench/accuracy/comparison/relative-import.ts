import { join } from 'node:path';
import type { Role } from '../../../src/model/file.js';
import type { ImportUnit } from '../units.js';
import { aliasNames } from './alias-names.js';
import { ComparisonBuilder, type Comparison } from './comparison.js';
import { matchLines } from './match-lines.js';
import { publishesSources } from './published-sources.js';
import { unitsOf, type Subject } from './subject.js';

/** Everything that the rule can report, whatever a preset makes of it. */
const OPTIONS = { pythonLevel: 1, parents: 1, siblings: true, tests: true, barrels: 'check' };

/**
 * The rule `relative-import` with all options open. Python: every import that starts with a dot. ECMAScript: every one
 * that starts with `./` or `../`, where the compiler itself finds an alias of `paths` for the target.
 */
export function compareRelativeImports(subject: Subject, roles: readonly Role[]): Comparison {
  const comparison = new ComparisonBuilder('relative-import', subject.language);
  const isPython = subject.language === 'python';
  const units = unitsOf(subject, 'import', roles).filter(({ level }) => level >= (isPython ? 1 : 0));
  const aliases = aliasNames(subject.root);
  const { found, onlyTool } = matchLines(units, subject.findings('relative-import', OPTIONS));
  for (const unit of units) {
    const reason = reasonOf(subject, unit);
    const alias = isPython || reason !== null ? undefined : aliases.aliasFor(unit.path, unit.specifier);
    if (found.has(unit)) comparison.found();
    else if (reason !== null) comparison.explained(reason, describe(unit));
    else if (isPython || alias !== undefined) comparison.missed(describe(unit, alias));
    else comparison.explained('the compiler finds no alias for the target', describe(unit));
  }
  for (const { path, range, message } of onlyTool) {
    comparison.onlyTool({ path, line: range.start.line, text: message });
  }
  return comparison.build();
}

function reasonOf({ root, files, language }: Subject, { path, isShadowed = false }: ImportUnit): string | null {
  const role = files.get(path)?.role;
  if (role === 'tooling' || role === 'config') return `in ${role}`;
  if (isShadowed) return 'in a package that is named like one of the standard library';
  const isPublished = language === 'typescript' && publishesSources(root, join(root, path));
  return isPublished ? 'in a package that hands out its sources: who compiles them has other aliases' : null;
}

function describe({ path, line, specifier }: ImportUnit, alias = ''): { path: string; line: number; text: string } {
  return { path, line, text: `${specifier} ${alias}`.trim() };
}
