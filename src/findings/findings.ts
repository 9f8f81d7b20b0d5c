import { compareText } from '../model/compare-text.js';
import type { FileInfo } from '../model/file.js';
import type { Finding, Problem } from '../model/finding.js';
import type { Range } from '../model/location.js';
import { maskSecrets } from '../model/mask.js';
import type { RuleLevel } from '../model/rule.js';
import type { SuppressionEntry } from '../model/suppression.js';
import { createFingerprints, type Identity } from './fingerprint.js';
import { onePerLine } from './one-per-line.js';
import { Suppressions, type SuppressionInput } from './suppress.js';

/** A rule's problem in one file, before severity, fingerprint and status. */
export interface RaisedProblem {
  readonly ruleId: string;
  readonly problem: Problem;
  readonly file: FileInfo;
}

export interface FindingsInput {
  readonly problems: Iterable<RaisedProblem>;
  /** One for each checked file, whether or not it has problems. */
  readonly files: readonly { readonly info: FileInfo; readonly suppressions: Omit<SuppressionInput, 'path'> }[];
  readonly severity: (path: string, ruleId: string, kind: string) => RuleLevel;
  /** Earlier paths of a file, under which its findings may be known; none when absent. */
  readonly formerPaths?: ((path: string) => readonly string[]) | undefined;
  /** Findings of earlier times under the same settings, brought up to date: a file with the same problems has the same. */
  readonly known?: KnownFindings | undefined;
  /** Told of every suppression, by path and place, except in files whose findings are known. */
  readonly onSuppression?: ((entry: SuppressionEntry) => void) | undefined;
}

/** Path → what its findings were made of, and they themselves. */
export type KnownFindings = Map<string, { readonly basis: readonly unknown[]; readonly findings: readonly Finding[] }>;

/**
 * Turns problems into findings, sorted by path, place, rule and subject, one for each rule and line; adds those about
 * suppressions.
 */
export function makeFindings(input: FindingsInput): Finding[] {
  const byPath = groupByPath(input.problems);
  return [...input.files]
    .sort((a, b) => compareText(a.info.path, b.info.path))
    .flatMap(({ info, suppressions }) => {
      const raised = byPath.get(info.path) ?? [];
      const formers = input.formerPaths?.(info.path) ?? [];
      const problems = raised.map(({ problem }) => problem);
      const basis = [info.component, info.role, formers.join('\0'), suppressions.suppressions, ...problems];
      const known = input.known?.get(info.path);
      if (known !== undefined && areSame(known.basis, basis)) return known.findings;
      const findings = findingsOfFile(info, raised, { input, suppressions });
      input.known?.set(info.path, { basis, findings });
      return findings;
    });
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

function groupByPath(problems: Iterable<RaisedProblem>): Map<string, RaisedProblem[]> {
  const byPath = new Map<string, RaisedProblem[]>();
  for (const raised of problems) {
    const known = byPath.get(raised.problem.path);
    if (known === undefined) byPath.set(raised.problem.path, [raised]);
    else known.push(raised);
  }
  return byPath;
}

function findingsOfFile(
  file: FileInfo,
  raised: readonly RaisedProblem[],
  context: { input: FindingsInput; suppressions: Omit<SuppressionInput, 'path'> },
): Finding[] {
  if (raised.length === 0 && context.suppressions.suppressions.length === 0) return [];
  const suppressions = new Suppressions({ ...context.suppressions, path: file.path });
  const fingerprint = createFingerprints();
  const formers = (context.input.formerPaths?.(file.path) ?? []).map((path) => ({
    path,
    fingerprint: createFingerprints(),
  }));
  const make = ({ ruleId, problem }: { ruleId: string; problem: Problem }, reason: string | null): Finding[] => {
    const kind = problem.kind ?? 'default';
    const severity = context.input.severity(file.path, ruleId, kind);
    if (severity === 'off') return [];
    const { site, path, subject, identity } = problem;
    const identityAt = (place: string): Identity => {
      return { ruleId, path: place, subject, lineText: site.lineText, own: identity?.replaceAll(path, place) };
    };
    const former = formers.map((earlier) => {
      return { path: earlier.path, fingerprint: earlier.fingerprint(identityAt(earlier.path)) };
    });
    return [
      {
        ruleId,
        kind,
        severity,
        path,
        component: file.component,
        range: site.range,
        lineText: site.lineText,
        lineHash: site.lineHash,
        subject: maskSecrets(subject),
        message: maskSecrets(problem.message),
        fingerprint: fingerprint(identityAt(path)),
        status: reason === null ? 'open' : 'suppressed',
        isNew: reason === null,
        reason: reason === null ? null : maskSecrets(reason),
        cause: null,
        related: (problem.related ?? []).map((place) => ({ ...place, message: maskSecrets(place.message) })),
        fixes: problem.fixes ?? [],
        data: maskData(problem.data ?? {}),
        removesLines: problem.removesLines ?? 0,
        ...(former.length === 0 ? {} : { former }),
      },
    ];
  };
  const judged = [...raised]
    .sort(byPlace)
    .flatMap((item) => make(item, suppressions.reasonFor(item.ruleId, item.problem.site.range.start.line)));
  const about = [...suppressions.problems()].flatMap((item) => make(item, null));
  const findings = onePerLine([...judged, ...about]).sort(
    (a, b) => compareRanges(a.range, b.range) || compareText(a.ruleId, b.ruleId) || compareText(a.subject, b.subject),
  );
  const { onSuppression } = context.input;
  if (onSuppression !== undefined) suppressions.entries(findings).forEach(onSuppression);
  return findings;
}

/** The texts of plain data masked, whatever holds them. */
function maskData(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(data);
  const masked = maskSecrets(text);
  return masked === text
    ? data
    : (JSON.parse(
        JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? maskSecrets(value) : value)),
      ) as Record<string, unknown>);
}

function byPlace(a: RaisedProblem, b: RaisedProblem): number {
  return (
    compareRanges(a.problem.site.range, b.problem.site.range) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.problem.subject, b.problem.subject) ||
    compareText(a.problem.message, b.problem.message)
  );
}

function compareRanges(a: Range, b: Range): number {
  return (
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    a.end.line - b.end.line ||
    a.end.column - b.end.column
  );
}
