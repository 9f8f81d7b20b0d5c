import type { Problem, Related } from 'compliance-linter';
import type { Mock, Replaced, Target } from './facts.js';
import type { Refused, Verdict } from './justification.js';
import { messageOf, shortName } from './messages.js';
import { fullName } from './python-references.js';

/** A mock of the kind that is reported. */
export interface Candidate {
  readonly mock: Mock;
  /** What it replaces or observes; none where that has no name. */
  readonly targets: readonly Replaced[];
  readonly verdict: Verdict;
}

interface Reporting {
  readonly file: { readonly path: string; readonly format: string };
  readonly scope: 'internal' | 'all';
  readonly oncePerTarget: boolean;
  readonly justification: readonly string[];
}

/** One problem for each unjustified mock, or for each thing that is replaced: then the first place speaks for the others. */
export function problemsOf(candidates: readonly Candidate[], reporting: Reporting): readonly Problem[] {
  const firsts = reporting.oncePerTarget ? firstOfEach(candidates) : candidates.map(alone);
  return firsts.flatMap((first) => (first.verdict.isJustified ? [] : [problemOf(first, first.verdict, reporting)]));
}

interface First extends Candidate {
  /** The unjustified mocks that replace the same further down. */
  readonly others: Mock[];
}

function alone(candidate: Candidate): First {
  return { ...candidate, others: [] };
}

/** For each target the first mock of it, with those targets that no mock before it has. */
function firstOfEach(candidates: readonly Candidate[]): readonly First[] {
  const firsts: First[] = [];
  const byTarget = new Map<string, First>();
  for (const candidate of candidates) {
    const { mock, targets, verdict } = candidate;
    const former = new Set(targets.flatMap(({ id }) => byTarget.get(id) ?? []));
    if (!verdict.isJustified) for (const { others } of former) others.push(mock);
    const fresh = targets.filter(({ id }) => !byTarget.has(id));
    if (fresh.length === 0 && targets.length > 0) continue;
    const first = alone({ ...candidate, targets: fresh });
    firsts.push(first);
    for (const { id } of fresh) byTarget.set(id, first);
  }
  return firsts;
}

function problemOf({ mock, targets, others }: First, { refused }: Refused, reporting: Reporting): Problem {
  const { file, scope, oncePerTarget, justification } = reporting;
  const names = targets.map(({ name }) => name);
  const about = names.length === 0 ? shortName(mock.creator) : names.join(', ');
  const isInternal = scope === 'internal' && mock.effect === 'replaces';
  const ids = targets.map(({ id }) => id);
  return {
    path: file.path,
    site: mock.site,
    subject: mock.owner === '' ? about : `${mock.owner}: ${about}`,
    message: messageOf({
      mock,
      targets: names,
      isInternal,
      refused,
      format: file.format,
      phrase: justification[0] ?? 'Mock justification:',
    }),
    related: others.map((other) => relatedTo(other, file.path)),
    // Whichever place comes first.
    ...(oncePerTarget && ids.length > 0 ? { identity: JSON.stringify([file.path, ...ids]) } : {}),
  };
}

function relatedTo({ site, owner }: Mock, path: string): Related {
  return { path, range: site.range, message: owner === '' ? 'replaced here, too' : `replaced here, too (${owner})` };
}

/** The target by the name that the file gives it. */
export function asWritten(target: Target, format: string): Replaced {
  const name = writtenName(target, format);
  return { name, id: name };
}

function writtenName(target: Target, format: string): string {
  switch (target.kind) {
    case 'path':
      return target.path;
    case 'imported':
      return format === 'python' ? fullName(target) : exportName(target);
    case 'unknown':
      return target.text;
  }
}

function exportName({ from, names }: Extract<Target, { kind: 'imported' }>): string {
  const isModule = from.imported === '*' || from.imported === 'default';
  return [isModule ? from.specifier : from.imported, ...names].join('.');
}

/** Each target once. */
export function distinct(targets: readonly Replaced[]): readonly Replaced[] {
  return [...new Map(targets.map((target) => [target.id, target])).values()];
}
