import { refusal } from '../findings/suppress.js';
import { SUPPRESSION_RULES } from '../findings/suppression-rules.js';
import { UserError } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import type { OpenProject } from './project.js';

/** Fewer digits of a fingerprint are too easily those of another. */
const FEWEST_DIGITS = 6;

/** `src/cart.ts:12`, `src/cart.ts:12:5`, `src/cart.ts:12:relative-import`, `src/cart.ts:12:5:relative-import`. */
const PLACE = /^(.+?):(\d+)(?::(\d+))?(?::([^:\d][^:]*))?$/s;

/** The files that are named in places. */
export function pathsOf(targets: readonly string[]): readonly string[] {
  return targets.flatMap((target) => PLACE.exec(target)?.[1] ?? []);
}

/**
 * The findings that are named by fingerprints or places, each once, in the order of the report. Throws a UserError that
 * says of every name what is wrong with it.
 */
export function findTargets(targets: readonly string[], report: Report, project: OpenProject): readonly Finding[] {
  const results = targets.map((target) => {
    const found = findTarget(target, report, project);
    const fault = typeof found === 'string' ? found : obstacleTo(found, project);
    return { found, fault: fault === undefined ? undefined : `${target}: ${fault}` };
  });
  const faults = results.flatMap(({ fault }) => fault ?? []);
  if (faults.length > 0) throw new UserError([...new Set(faults)].join('\n'), 'Nothing was written.');
  const chosen = new Set(results.map(({ found }) => found));
  return report.findings.filter((finding) => chosen.has(finding));
}

function findTarget(target: string, { findings }: Report, project: OpenProject): Finding | string {
  const place = PLACE.exec(target);
  if (place !== null) return findAtPlace(place, findings, project);
  if (!/^[0-9a-f]+$/i.test(target)) return 'this is neither a fingerprint nor a place such as src/cart.ts:12.';
  if (target.length < FEWEST_DIGITS) return `give at least ${String(FEWEST_DIGITS)} digits of a fingerprint.`;
  const start = target.toLowerCase();
  const matching = findings.filter(({ fingerprint }) => fingerprint.startsWith(start));
  return onlyOne(matching, 'no finding has this fingerprint: it may be mended. Reports in JSON hold the fingerprints.');
}

function findAtPlace(
  [, file = '', line, column, ruleId]: RegExpExecArray,
  findings: readonly Finding[],
  project: OpenProject,
): Finding | string {
  const path = project.relative(file);
  const matching = findings.filter(
    ({ path: own, range: { start }, ruleId: rule }) =>
      own === path &&
      start.line === Number(line) &&
      (column === undefined || start.column === Number(column)) &&
      (ruleId === undefined || rule === ruleId),
  );
  const open = matching.filter(({ status }) => status !== 'suppressed');
  return onlyOne(open.length === 0 ? matching : open, 'there is no such finding.');
}

function onlyOne(matching: readonly Finding[], none: string): Finding | string {
  const [first, ...others] = matching;
  if (first === undefined) return none;
  if (others.length === 0) return first;
  const names = matching.map(
    ({ path, range: { start }, ruleId, fingerprint }) => `  ${fingerprint}  ${path}:${String(start.line)}  ${ruleId}`,
  );
  return `several findings are meant by this:\n${names.join('\n')}`;
}

/** Why a finding cannot be suppressed by a comment, if it cannot. */
export function obstacleTo(
  { ruleId, path, status, reason }: Finding,
  { rules, configuration }: Pick<OpenProject, 'rules' | 'configuration'>,
): string | undefined {
  if (status === 'suppressed') return `it is suppressed already: ${reason ?? ''}`;
  if (SUPPRESSION_RULES.some(({ id }) => id === ruleId))
    return `${ruleId} is about a suppression: correct or remove that.`;
  const decidedBy = configuration.forFile(path).rules.get(ruleId)?.unsuppressibleBy ?? null;
  if (decidedBy !== null) return `${refusal(ruleId, decidedBy)}.`;
  if (rules.find(({ id }) => id === ruleId)?.needs?.includes('syntax') === true)
    return 'no comment can be trusted in a file that does not parse: mend it, or exclude it in the configuration.';
  return undefined;
}
