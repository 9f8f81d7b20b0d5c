import { writeFixed } from '../fixes/write.js';
import { check, type CheckRequest } from '../check.js';
import { countText } from '../model/count-text.js';
import { UserError } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import { maskSecrets } from '../model/mask.js';
import type { Report } from '../model/report.js';
import { safeText } from '../model/terminal-text.js';
import { overlaySource } from '../sources/overlay.js';
import { projectCache, requestOf, warn, type CheckOptions } from './check.js';
import { openProject, type OpenProject } from './project.js';
import { placeSuppression } from './suppress-comment.js';
import { findTargets, pathsOf } from './suppress-targets.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface SuppressOptions extends Pick<CheckOptions, 'root' | 'config' | 'preset' | 'cache'> {
  readonly reason: string;
  /** ISO date. */
  readonly until?: string;
}

/**
 * `compliance suppress <findings…>`: writes a suppression for each, once a check of the new contents has shown that it
 * suppresses these findings and changes nothing else. Otherwise nothing is written, and a UserError says why.
 */
export async function suppressCommand(
  terminal: Terminal,
  targets: readonly string[],
  { reason: written, until, ...options }: SuppressOptions,
): Promise<ExitCode> {
  const reason = readReason(written);
  assertDate(until, terminal.today);
  const project = await openProject(terminal, { paths: pathsOf(targets), options });
  await warn(terminal, [...project.listing.warnings, ...project.configuration.warnings]);
  const checkContents = checker(terminal, project, options);
  const report = await checkContents(new Map());
  const findings = findTargets(targets, report, project);
  const edited = await editAll(findings, {
    project,
    checkContents,
    report,
    suppression: { reason, until: until ?? null },
  });
  const files = [...edited.contents].map(([path, contents]) => ({ path, ...contents }));
  const [failure] = writeFixed(project.root, [files]);
  if (failure !== undefined) {
    throw new UserError(`${failure.path} is not written: ${failure.reason}.`, 'Nothing was written.');
  }
  for (const line of edited.told) await terminal.out.write(`${safeText(line)}\n`);
  return 0;
}

/** Longest reason, in UTF-16 units: more belongs into a document that it names. */
const MAX_REASON = 500;

function readReason(written: string): string {
  const reason = written.trim();
  const fault = reasonFault(reason);
  if (fault === undefined) return reason;
  throw new UserError(`The reason ${fault}.`, 'Give one line that says why the finding is accepted: --reason "…".');
}

function reasonFault(reason: string): string | undefined {
  if (reason === '') return 'is empty';
  if (/[\n\r\u2028\u2029]/.test(reason)) return 'has more than one line';
  if (/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u.test(reason)) return 'holds characters that cannot be seen';
  if (/\p{Cs}/u.test(reason)) return 'holds half a character';
  if (reason.length > MAX_REASON) return `is longer than ${String(MAX_REASON)} characters`;
  if (reason.includes('*/')) return 'holds `*/`, which would end a comment';
  if (/compliance[:-]\s*(?:ignore|disable|suppress)/i.test(reason)) return 'holds what could be read as a suppression';
  if (maskSecrets(reason) !== reason) return 'holds what looks like a secret';
  return undefined;
}

function assertDate(until: string | undefined, today: string): void {
  if (until === undefined) return;
  const date = new Date(`${until}T00:00:00Z`);
  const isDate =
    /^\d{4}-\d\d-\d\d$/.test(until) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(until);
  if (!isDate) throw new UserError(`--until ${until} is not a date.`, 'Write it as 2027-03-31.');
  if (until < today) throw new UserError(`--until ${until} is over already.`, `Today is ${today}.`);
}

type CheckContents = (contents: ReadonlyMap<string, Buffer>) => Promise<Report>;

/** A check of the project in which some files have other contents, which is not remembered. */
function checker(terminal: Terminal, project: OpenProject, options: CheckOptions): CheckContents {
  const request = requestOf(terminal, project, { selected: [], options });
  return async (contents) => {
    const cache = await projectCache(terminal, project, options);
    const report = await check({ ...(await request), ...(await withContents(project, contents)), cache });
    if (contents.size === 0) await warn(terminal, cache?.save() ?? []);
    return report;
  };
}

async function withContents(
  { source, listing }: OpenProject,
  contents: ReadonlyMap<string, Buffer>,
): Promise<Pick<CheckRequest, 'source' | 'listing'>> {
  if (contents.size === 0) return { source, listing };
  const overlay = overlaySource(source, contents);
  return { source: overlay, listing: await overlay.list() };
}

interface Edited {
  readonly contents: ReadonlyMap<string, { readonly before: Buffer; readonly after: Buffer }>;
  /** What was done, a line for each finding. */
  readonly told: readonly string[];
}

async function editAll(
  findings: readonly Finding[],
  context: {
    readonly project: OpenProject;
    readonly checkContents: CheckContents;
    readonly report: Report;
    readonly suppression: { readonly reason: string; readonly until: string | null };
  },
): Promise<Edited> {
  const { project, checkContents, suppression } = context;
  const isKnownRule = (ruleId: string): boolean => project.rules.some(({ id }) => id === ruleId);
  const wanted = new Set(findings.map(({ fingerprint }) => fingerprint));
  const before = new Map<string, Buffer>();
  const after = new Map<string, Buffer>();
  const told: string[] = [];
  let { report } = context;
  for (const { fingerprint } of findings) {
    const finding = report.findings.find((candidate) => candidate.fingerprint === fingerprint);
    if (finding === undefined) throw new Error(`The finding ${fingerprint} is gone.`);
    const { path, ruleId, range } = finding;
    const place = `${path}:${String(range.start.line)}`;
    if (finding.status === 'suppressed') {
      told.push(`${place}  ${ruleId}  is covered by the same comment`);
      continue;
    }
    const original = before.get(path) ?? project.source.read(path);
    before.set(path, original);
    const placed = await placeSuppression(after.get(path) ?? original, finding, { ...suppression, isKnownRule });
    after.set(path, placed.bytes);
    const next = await checkContents(after);
    assertOnlySuppressed(finding, { before: report, after: next, wanted, reason: suppression.reason });
    report = next;
    told.push(
      `${place}  ${ruleId}  suppressed${finding.status === 'baselined' ? ' (it is in the baseline, too)' : ''}: ${placed.comment}`,
    );
  }
  const contents = [...before].map(
    ([path, bytes]) => [path, { before: bytes, after: after.get(path) ?? bytes }] as const,
  );
  return { contents: new Map(contents), told };
}

/** Throws a UserError unless the finding is suppressed with the reason, and nothing else has changed but what is wanted. */
function assertOnlySuppressed(
  finding: Finding,
  checked: { before: Report; after: Report; wanted: ReadonlySet<string>; reason: string },
): void {
  const { before, after, wanted, reason } = checked;
  const place = `${finding.path}:${String(finding.range.start.line)}`;
  const now = new Map(after.findings.map((other) => [other.fingerprint, other]));
  const outcome = now.get(finding.fingerprint);
  if (outcome?.status !== 'suppressed' || outcome.reason !== reason)
    throw refusal(place, `a comment there would not suppress ${finding.ruleId}`, HAND);
  const also = before.findings.filter(
    ({ fingerprint, status }) => !wanted.has(fingerprint) && status !== now.get(fingerprint)?.status,
  );
  const suppressed = also.filter(({ fingerprint }) => now.get(fingerprint)?.status === 'suppressed');
  if (suppressed.length > 0) {
    const names = suppressed.map(({ fingerprint, range }) => `${fingerprint} (line ${String(range.start.line)})`);
    const words = `a comment there covers ${countText(names.length, 'other finding')} of ${finding.ruleId}, too`;
    throw refusal(place, words, `Name them as well to suppress all: ${names.join(', ')}.`);
  }
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const fresh = after.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  if (also.length + fresh.length > 0 || outcomeOf(before) !== outcomeOf(after))
    throw refusal(place, 'a comment there would change other findings', HAND);
}

/** What else a check tells: a file that is not looked at any more would have no finding either. */
function outcomeOf({ skips, failures }: Report): string {
  return JSON.stringify([skips, failures]);
}

const HAND = 'Write the suppression by hand, or set the rule for this file in the configuration.';

function refusal(place: string, words: string, hint: string): UserError {
  return new UserError(`${place}: ${words}. Nothing was written.`, hint);
}
