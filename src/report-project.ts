import type { FileFacts } from './facts/file-facts.js';
import { matchBaseline, type BaselineMatch } from './findings/baseline.js';
import { makeFindings, type KnownFindings } from './findings/findings.js';
import { evaluateGate } from './findings/gate.js';
import { assembleReport } from './findings/report.js';
import { computeScore, scoreOfChange } from './findings/score.js';
import type { CheckRequest } from './check.js';
import type { Judgement } from './judge/judgement.js';
import { compareText } from './model/compare-text.js';
import { countText } from './model/count-text.js';
import type { BaselineEntry } from './model/baseline.js';
import type { SuppressionFact, SyntaxFact } from './model/facts.js';
import { SCORED_ROLES, type Failure, type FileInfo, type Skip } from './model/file.js';
import type { Finding } from './model/finding.js';
import type { Report, ReportedChange } from './model/report.js';
import { looksAt } from './model/rule.js';
import type { Plan } from './plan.js';

/** Problems → findings → report, of the selected files. */
export function reportProject(
  request: CheckRequest,
  judged: {
    readonly plan: Plan;
    readonly files: readonly FileFacts[];
    readonly judgement: Judgement;
    readonly known?: KnownFindings;
  },
): Report {
  const { plan, judgement } = judged;
  const files = judged.files
    .filter((file) => request.isSelected(file.path))
    .map((file) => ({ ...file, info: infoOf(file, judgement) }));
  return report(request, {
    files,
    findings: findings(request, files, judged),
    judgement,
    skips: plan.skips,
    unsupported: plan.unsupported,
    repositories: plan.repositories,
  });
}

interface CheckedFile extends FileFacts {
  readonly info: FileInfo;
}

function infoOf(file: FileFacts, judgement: Judgement): FileInfo {
  return { path: file.path, format: file.format, role: file.role, component: judgement.component(file.path) };
}

type FindingsRequest = Pick<
  CheckRequest,
  'configuration' | 'rules' | 'today' | 'isSelected' | 'baseline' | 'onSuppression'
>;

/** The findings in some files. */
export function findingsIn(
  request: Omit<FindingsRequest, 'isSelected'>,
  files: readonly FileFacts[],
  judgement: Judgement,
): Finding[] {
  const paths = new Set(files.map(({ path }) => path));
  const checked = files.map((file) => ({ ...file, info: infoOf(file, judgement) }));
  return findings({ ...request, isSelected: (path) => paths.has(path) }, checked, { judgement });
}

/** The report of a change: of the files that changed, and of what the change has to answer for anywhere. */
export function reportChange(
  request: CheckRequest,
  judged: {
    readonly plan: Plan;
    /** Of the changed files that are reported. */
    readonly files: readonly FileFacts[];
    readonly judgement: Judgement;
    readonly findings: readonly Finding[];
    /** Beside those of the files and of the rules that judged them. */
    readonly failures: readonly Failure[];
    readonly change: ReportedChange;
  },
): Report {
  const { plan, judgement, change } = judged;
  return report(request, {
    files: judged.files.map((file) => ({ ...file, info: infoOf(file, judgement) })),
    findings: judged.findings,
    judgement,
    skips: plan.skips,
    unsupported: plan.unsupported,
    repositories: plan.repositories,
    change,
    failures: judged.failures,
  });
}

function findings(
  request: FindingsRequest,
  files: readonly CheckedFile[],
  { judgement, known }: { readonly judgement: Judgement; readonly known?: KnownFindings },
): Finding[] {
  const { configuration, rules, today } = request;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return makeFindings({
    problems: [...judgement.problems(request.isSelected)].map(({ rule, ...raised }) => ({
      ...raised,
      ruleId: rule.id,
    })),
    files: files.map(({ info, facts }) => ({
      info,
      suppressions: {
        suppressions: decoded(facts, 'suppressions') as readonly SuppressionFact[],
        today,
        isKnownRule: (ruleId) => byId.has(ruleId),
        hasRun: (ruleId) => {
          const rule = byId.get(ruleId);
          const setting = configuration.forFile(info.path).rules.get(ruleId);
          return rule !== undefined && setting?.isOn === true && looksAt(rule, info.role, setting.options);
        },
        unsuppressibleBy: (ruleId) => configuration.forFile(info.path).rules.get(ruleId)?.unsuppressibleBy ?? null,
      },
    })),
    known,
    formerPaths: request.baseline?.formerPaths,
    onSuppression: request.onSuppression,
    severity: (path, ruleId, kind) => configuration.forFile(path).rules.get(ruleId)?.severity(kind) ?? 'off',
  });
}

interface Outcome {
  readonly files: readonly CheckedFile[];
  readonly findings: readonly Finding[];
  readonly judgement: Judgement;
  readonly skips: readonly Skip[];
  readonly unsupported: ReadonlyMap<string, number>;
  readonly repositories: number;
  /** Absent where everything was judged. */
  readonly change?: ReportedChange;
  /** Of a change: all that are not of the files themselves. */
  readonly failures?: readonly Failure[];
}

function report(request: CheckRequest, outcome: Outcome): Report {
  const { configuration, rules, tool, baseline } = request;
  const match = baseline === null || baseline === undefined ? null : matchBaseline(baseline, outcome.findings);
  const found = match?.findings ?? outcome.findings;
  const skips = [...outcome.skips, ...outcome.files.flatMap(skipOf)];
  const isRule = (name: string): boolean => rules.some(({ id }) => id === name);
  const failures = [
    ...outcome.files.flatMap((file) => failuresOf(file, isRule)),
    ...(outcome.failures ??
      outcome.judgement.failures().filter(({ path }) => path === null || request.isSelected(path))),
  ];
  const counted = outcome.files.filter((file) => SCORED_ROLES.has(file.role) && file.skip === null);
  const linesByComponent = new Map<string, number>();
  for (const { info, lines } of counted)
    linesByComponent.set(info.component, (linesByComponent.get(info.component) ?? 0) + lines);
  const incomplete = incompleteReason(outcome, failures);
  const whole = computeScore({
    findings: found,
    linesByComponent,
    isComplete: incomplete === null,
    ...(incomplete === null ? {} : { incompleteReason: incomplete }),
  });
  const score = outcome.change === undefined ? whole : scoreOfChange(whole);
  const gate = evaluateGate({ findings: found, score, ...request.gate, failures });
  const files = outcome.files.filter((file) => file.skip === null).length;
  const lines = counted.reduce((sum, file) => sum + file.lines, 0);
  return assembleReport({
    tool,
    configuration: {
      preset: configuration.preset,
      policy: configuration.policy,
      levelOf: (id) => configuration.forFile('').rules.get(id)?.severity('default') ?? 'off',
    },
    rules,
    findings: found,
    change: outcome.change,
    baseline:
      match === null ? null : baselineUse(request, { match, skips, failures, isWhole: outcome.change === undefined }),
    score,
    gate,
    skips: [...skips, ...outcome.files.flatMap(foreignOf)],
    failures,
    files,
    lines,
    unsupported: outcome.unsupported,
    repositories: outcome.repositories,
    judges: judgesOf(outcome.files),
  });
}

/** An entry that nobody looked for is not stale: its file was not selected or could not be checked, its rule is off. */
function baselineUse(
  { baseline, configuration, rules, isSelected }: CheckRequest,
  run: {
    readonly match: BaselineMatch;
    readonly skips: readonly Skip[];
    readonly failures: readonly Failure[];
    /** False if only some findings of the selected files are reported. */
    readonly isWhole: boolean;
  },
): Report['baseline'] {
  if (baseline === null || baseline === undefined) return null;
  const unjudged = new Set([...run.skips, ...run.failures].map(({ path }) => path));
  const known = new Set(rules.map(({ id }) => id));
  const isLookedFor = ({ path, ruleId }: BaselineEntry): boolean =>
    isSelected(path) &&
    !unjudged.has(path) &&
    (!known.has(ruleId) || configuration.forFile(path).rules.get(ruleId)?.isOn === true);
  const { matched, unmatched } = run.match;
  return {
    path: baseline.path,
    commits: baseline.commits,
    entries: baseline.entries.length,
    matched: matched.length,
    stale: unjudged.has(null) || !run.isWhole ? [] : unmatched.filter(isLookedFor),
    moved: matched.flatMap(({ entry, now }) => (entry.path === now.path ? [] : [{ from: entry, to: now }])),
  };
}

function failureText(extractor: string, reason: string, isRule: (name: string) => boolean): string {
  if (extractor === 'syntax') return `syntax not judged: ${reason}`;
  return extractor === '' || isRule(extractor) ? reason : `extractor ${extractor}: ${reason}`;
}

/** Files whose syntax nobody judged: they are known to be in another language, so the score is none the less complete. */
function foreignOf({ path, facts }: FileFacts): Skip[] {
  return syntaxOf(facts).flatMap(({ foreign }) =>
    foreign === undefined ? [] : [{ path, reason: `syntax not judged: ${foreign}` }],
  );
}

const NO_FACTS: readonly unknown[] = [];
const DECODED = new WeakMap<FileFacts['facts'], Map<string, readonly unknown[]>>();

/** The same list each time: it is looked at more than once, and tells whether anything has changed. */
function decoded(facts: FileFacts['facts'], extractor: string): readonly unknown[] {
  const known = DECODED.get(facts);
  const found = known?.get(extractor) ?? facts(extractor);
  if (found.length === 0) return NO_FACTS;
  if (known === undefined) DECODED.set(facts, new Map([[extractor, found]]));
  else known.set(extractor, found);
  return found;
}

function syntaxOf(facts: FileFacts['facts']): readonly SyntaxFact[] {
  return decoded(facts, 'syntax') as readonly SyntaxFact[];
}

/** Who judged the syntax of which format, sorted. */
function judgesOf(files: readonly CheckedFile[]): readonly { readonly language: string; readonly by: string }[] {
  const spoken = new Map<string, { readonly language: string; readonly by: string }>();
  for (const { format, facts } of files) {
    for (const { by } of syntaxOf(facts)) {
      spoken.set(`${format} ${by}`, { language: format, by });
    }
  }
  return [...spoken].sort(([a], [b]) => compareText(a, b)).map(([, judge]) => judge);
}

function skipOf({ path, skip }: FileFacts): Skip[] {
  return skip === null ? [] : [{ path, reason: skip }];
}

/** An extractor that bears a rule's name is that rule's own. */
function failuresOf({ path, failures }: FileFacts, isRule: (name: string) => boolean): Failure[] {
  return failures.map(({ extractor, reason }) => ({
    path,
    ruleId: isRule(extractor) ? extractor : null,
    reason: failureText(extractor, reason, isRule),
  }));
}

/** Why the score does not speak for everything it should: a skipped file that would have counted, or a failure. */
function incompleteReason({ files, skips }: Outcome, failures: readonly Failure[]): string | null {
  const skipped = files.filter((file) => file.skip !== null && SCORED_ROLES.has(file.role)).length + skips.length;
  if (failures.length > 0) return countText(failures.length, 'failure');
  return skipped > 0 ? `${countText(skipped, 'file was', 'files were')} skipped` : null;
}
