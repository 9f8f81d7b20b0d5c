import { collect } from './facts/collect.js';
import type { FileFacts } from './facts/file-facts.js';
import type { Job } from './facts/job.js';
import { createSelect, isCrossFile, wantedBy } from './facts/selection.js';
import type { Cache } from './cache/cache.js';
import type { Memory } from './cache/memory-file.js';
import type { Configuration } from './config/configuration.js';
import { Judgement, type JudgementInput, type Policy, type RuleSwitch } from './judge/judgement.js';
import type { NotedSource, SourceNotes } from './judge/source-notes.js';
import type { Format } from './model/format.js';
import { timed, type Profile } from './model/profile.js';
import type { Rule } from './model/rule.js';
import type { Listing, Source } from './model/source.js';
import type { Plan } from './plan.js';
import { memoryOf, runName, takeUp, type RememberedRun } from './remembered-run.js';

export interface ProjectInput {
  readonly source: Source;
  /** The source as the plan and rules see it. */
  readonly noted: NotedSource;
  readonly listing: Listing;
  readonly configuration: Configuration;
  readonly rules: readonly Rule[];
  readonly formats: readonly Format[];
  readonly plan: Plan;
  /** True if all files are judged; otherwise only what `isSelected`, beside what cross-file rules need. */
  readonly isWhole: boolean;
  readonly isSelected: (path: string) => boolean;
  /** True if that is all files. */
  readonly isSelectionWhole: boolean;
  /** Facts and runs of earlier times; null for a run that remembers nothing. */
  readonly cache: Cache | null;
  /** A run over the whole project under this configuration. */
  readonly memory: Memory | undefined;
  /** Where the run is remembered, if not under the name of its configuration and rules. */
  readonly memoryName?: string;
  readonly profile?: Profile | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface JudgedProject {
  /** Of the selected files, in the order of the jobs. */
  readonly files: readonly FileFacts[];
  readonly judgement: Judgement;
  /** What is known of any judged file. */
  readonly file: (path: string) => FileFacts | undefined;
}

/** Finds the facts of a project's files, and judges them: from a remembered run only what has changed since. */
export async function judgeProject(input: ProjectInput): Promise<JudgedProject> {
  return (await judgeRemembered(input)) ?? judgeAll(input);
}

/** From the remembered run, what has changed since; undefined where there is none that holds. */
export async function judgeRemembered(input: ProjectInput): Promise<JudgedProject | undefined> {
  const run = input.memory === undefined ? undefined : rememberedRun(input, input.memory);
  return run === undefined ? undefined : judgeChanges(input, run);
}

function rememberedRun(input: ProjectInput, memory: Memory): RememberedRun | undefined {
  const { cache, rules, formats, source, listing, plan } = input;
  if (cache === null) return undefined;
  const wanted = wantedBy(createSelect(rules, formats));
  return takeUp(memory, { source, listing, plan, formats }, { facts: cache.facts, wanted });
}

export async function judgeAll(input: ProjectInput): Promise<JudgedProject> {
  const { plan, cache, isSelected } = input;
  if (input.isWhole) cache?.facts.askForAll();
  const files = await collectFacts(input, plan.jobs);
  const judgement = new Judgement({
    ...judgementInput(input),
    recording: cache !== null && input.isWhole ? 'facts' : 'nothing',
  });
  judgement.update({ changed: files, removed: [], others: [] });
  const byPath = new Map(files.map((file) => [file.path, file]));
  keepRun(input, { file: (path) => byPath.get(path), judgement, notes: input.noted.notes });
  return { files: files.filter(({ path }) => isSelected(path)), judgement, file: (path) => byPath.get(path) };
}

/** Undefined where the remembered run turns out to be worth nothing. */
async function judgeChanges(input: ProjectInput, run: RememberedRun): Promise<JudgedProject | undefined> {
  const { plan, source, isSelected } = input;
  const suspects = run.state.paths.filter((path) => !run.isSame(path, source.blob(path)));
  const collected = await collectFacts(
    input,
    suspects.flatMap((path) => plan.job(path) ?? []),
  );
  const changed = collected.filter((file) => !run.isSame(file.path, file.id));
  // What others asked of a file's role is not remembered.
  if (!changed.every(({ path, role }) => run.role(path) === role)) return undefined;
  const byPath = new Map(changed.map((file) => [file.path, file]));
  const file = (path: string): FileFacts | undefined => byPath.get(path) ?? run.file(path);
  const judgement = new Judgement({
    ...judgementInput(input),
    recording: 'facts',
    remembered: { state: run.state, file: run.file },
  });
  judgement.update({ changed, removed: [], others: [] });
  if (run.isIncomplete()) return undefined;
  if (changed.length > (input.isSelectionWhole ? 0 : FEW_FILES))
    keepRun(input, { file, judgement, notes: () => input.noted.notes(run.notes) });
  return { files: run.state.paths.filter(isSelected).flatMap((path) => file(path) ?? []), judgement, file };
}

function judgementInput(
  input: ProjectInput,
): Pick<JudgementInput, 'source' | 'rules' | 'policy' | 'describe' | 'profile'> {
  return {
    source: input.noted.source,
    rules: input.rules,
    policy: policyOf(input),
    describe: input.plan.describe,
    profile: input.profile,
  };
}

/** A run over a few paths does not write the whole memory anew for as few changes; the next one sees them again. */
const FEW_FILES = 30;

function collectFacts(input: ProjectInput, jobs: readonly Job[]): Promise<FileFacts[]> {
  const { source, rules, configuration, cache, onProgress, profile } = input;
  return timed(profile, 'facts', () =>
    collect({
      jobs,
      rules,
      maxFileSize: configuration.run.maxFileSize,
      read: (path) => source.read(path),
      prepare: (paths, limit) => source.prepare?.(paths, limit) ?? Promise.resolve(),
      blob: (path) => source.blob(path),
      store: cache?.facts ?? null,
      profile,
      onProgress: (done) => onProgress?.(done, jobs.length),
    }),
  );
}

const OFF: RuleSwitch = { isOn: false, options: {} };

export function policyOf({
  rules,
  configuration,
  isWhole,
  isSelected,
}: Pick<ProjectInput, 'rules' | 'configuration' | 'isWhole' | 'isSelected'>): Policy {
  const crossFile = new Set(rules.filter(isCrossFile).map((rule) => rule.id));
  return {
    setting: (path, ruleId) => {
      const isJudged = isWhole || crossFile.has(ruleId) || isSelected(path);
      return (isJudged ? configuration.forFile(path).rules.get(ruleId) : undefined) ?? OFF;
    },
    component: (path) => configuration.component(path),
  };
}

function keepRun(
  { cache, isWhole, configuration, rules, formats, source, listing, plan, memoryName }: ProjectInput,
  run: {
    readonly file: (path: string) => FileFacts | undefined;
    readonly judgement: Judgement;
    readonly notes: () => SourceNotes;
  },
): void {
  if (cache === null || !isWhole || run.judgement.failures().length > 0) return;
  const memory = memoryOf({ source, listing, plan, formats }, { ...run, notes: run.notes() });
  cache.remember(memoryName ?? runName(configuration, rules), memory);
}
