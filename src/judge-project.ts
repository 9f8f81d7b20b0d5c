import { collect } from './facts/collect.js';
import type { FileFacts } from './facts/file-facts.js';
import type { Job } from './facts/job.js';
import { createSelect, isCrossFile, wantedBy } from './facts/selection.js';
import type { Cache } from './cache/cache.js';
import type { Memory } from './cache/memory-file.js';
import type { Configuration } from './config/configuration.js';
import { Judgement, type Policy, type RuleSwitch } from './judge/judgement.js';
import { noteSource } from './judge/source-notes.js';
import type { Format } from './model/format.js';
import type { Rule } from './model/rule.js';
import type { Listing, Source } from './model/source.js';
import type { Plan } from './plan.js';
import { memoryOf, nameOfText, runName, takeUp, type RememberedRun } from './remembered-run.js';

export interface ProjectInput {
  readonly source: Source;
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
  readonly onProgress?: (done: number) => void;
}

export interface JudgedProject {
  /** One for each job, in their order. */
  readonly files: readonly FileFacts[];
  readonly judgement: Judgement;
}

/** Finds the facts of a project's files, and judges them: from a remembered run only what has changed since. */
export async function judgeProject(input: ProjectInput): Promise<JudgedProject> {
  const run = input.memory === undefined ? undefined : rememberedRun(input, input.memory);
  const judged = await judge(input, run);
  return run?.isIncomplete() === true ? judge(input, undefined) : judged;
}

function rememberedRun(input: ProjectInput, memory: Memory): RememberedRun | undefined {
  const { cache, rules, formats, source, listing, plan } = input;
  if (cache === null) return undefined;
  const wanted = wantedBy(createSelect(rules, formats));
  return takeUp(memory, { source, listing, jobs: plan.jobs }, { facts: cache.facts, wanted });
}

async function judge(input: ProjectInput, run: RememberedRun | undefined): Promise<JudgedProject> {
  const { plan, source, cache } = input;
  const same = new Map<string, FileFacts>();
  const remember = (job: Job, id: string | null | undefined): boolean => {
    const file = run?.file(job, id);
    if (file !== undefined) same.set(job.path, file);
    return file !== undefined;
  };
  const jobs = plan.jobs.filter((job) => !remember(job, source.blob(job.path)));
  const collected = new Map((await collectFacts(input, jobs)).map((file) => [file.path, file]));
  const changed = jobs.flatMap((job) => {
    const file = collected.get(job.path);
    return file === undefined || remember(job, file.id) ? [] : [file];
  });
  const files = plan.jobs.flatMap((job) => same.get(job.path) ?? collected.get(job.path) ?? []);
  // What others asked of a file's role is not remembered.
  const holds = run !== undefined && changed.every(({ path, role }) => run.role(path) === role);
  const noted = noteSource(source, nameOfText);
  const judgement = new Judgement({
    source: noted.source,
    rules: input.rules,
    policy: policyOf(input),
    describe: plan.describe,
    recording: cache !== null && input.isWhole ? 'facts' : 'nothing',
    ...(holds ? { remembered: { state: run.state, known: same.values() } } : {}),
  });
  judgement.update({ changed: holds ? changed : files, removed: [], others: [] });
  if (!holds || changed.length > (input.isSelectionWhole ? 0 : FEW_FILES)) {
    keepRun(input, { files, judgement, notes: () => noted.notes(holds ? run.notes : undefined) });
  }
  return { files, judgement };
}

/** A run over a few paths does not write the whole memory anew for as few changes; the next one sees them again. */
const FEW_FILES = 30;

function collectFacts(input: ProjectInput, jobs: readonly Job[]): Promise<FileFacts[]> {
  const { source, rules, configuration, cache, plan, onProgress } = input;
  const known = plan.jobs.length - jobs.length;
  return collect({
    jobs,
    rules,
    maxFileSize: configuration.run.maxFileSize,
    read: (path) => source.read(path),
    blob: (path) => source.blob(path),
    store: cache?.facts ?? null,
    onProgress: (done) => onProgress?.(known + done),
  });
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
  { cache, isWhole, configuration, rules, source, listing, plan }: ProjectInput,
  run: {
    readonly files: readonly FileFacts[];
    readonly judgement: Judgement;
    readonly notes: () => ReturnType<ReturnType<typeof noteSource>['notes']>;
  },
): void {
  if (cache === null || !isWhole || run.judgement.failures().length > 0) return;
  const context = { source, listing, jobs: plan.jobs };
  cache.remember(runName(configuration, rules), memoryOf(context, { ...run, notes: run.notes() }));
}
