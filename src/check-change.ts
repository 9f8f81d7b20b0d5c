import type { Cache } from './cache/cache.js';
import type { CheckRequest } from './check.js';
import type { Configuration } from './config/configuration.js';
import { withOtherFiles, withoutRules } from './config/derived-configuration.js';
import { storeKey } from './facts/job-queue.js';
import { isCrossFile } from './facts/selection.js';
import { loadFormats } from './formats/formats.js';
import { judgeAll, judgeRemembered, type JudgedProject, type ProjectInput } from './judge-project.js';
import { noteSource } from './judge/source-notes.js';
import type { Format } from './model/format.js';
import { once } from './model/once.js';
import { timed } from './model/profile.js';
import type { Report, ReportedChange } from './model/report.js';
import type { Listing, Source } from './model/source.js';
import { planJobs, type Plan } from './plan.js';
import { nameOfText, runName } from './remembered-run.js';
import { reportOnChange } from './report-change.js';
import type { ChangedFile } from './sources/git-change.js';

/** A change to be judged: `source` and `listing` of the request are the state with it. */
export interface JudgedChange {
  readonly mode: ReportedChange['mode'];
  readonly base: ReportedChange['base'];
  readonly before: { readonly source: Source; readonly listing: Listing };
  readonly files: readonly ChangedFile[];
  /** What holds for files that are new, where they are to be held to more than the others. */
  readonly newFiles?: Configuration | undefined;
}

export interface CheckChangeRequest extends CheckRequest {
  readonly change: JudgedChange;
}

/** Both states of a change, judged by the same rules under the same configuration. */
export interface JudgedStates {
  /** Of the state with the change, and of the one before. */
  readonly configuration: Configuration;
  readonly earlierConfiguration: Configuration;
  readonly plan: Plan;
  readonly after: JudgedProject;
  readonly before: JudgedProject;
  readonly notChecked: ReportedChange['notChecked'];
}

/**
 * Judges two states of a project and reports what the change between them has to answer for. Each state is brought up to
 * date from a remembered run, where one holds for it.
 */
export async function checkChange(request: CheckChangeRequest): Promise<Report> {
  const formats = await loadFormats();
  const states = await judgeStates(request, formats);
  return timed(request.profile, 'report', () => reportOnChange(request, states));
}

async function judgeStates(request: CheckChangeRequest, formats: readonly Format[]): Promise<JudgedStates> {
  const { change } = request;
  const sides = sidesOf(request, formats);
  const whole = await judgeBoth(sides, { isLimited: change.mode === 'staged', cache: request.cache ?? null });
  if (whole !== undefined) return { ...whole, ...configurationsOf(sides), notChecked: [] };
  const asking = request.rules.filter((rule) => isCrossFile(rule) || rule.asks !== undefined);
  const configuration = withoutRules(sides.configuration, new Set(asking.map(({ id }) => id)));
  const isOn = ({ id }: { readonly id: string }): boolean =>
    change.files.some(({ path }) => path !== null && sides.configuration.forFile(path).rules.get(id)?.isOn === true);
  const local = sidesOf({ ...request, configuration }, formats, 'changed');
  return {
    after: await judgeAll(local.after),
    before: await judgeAll(local.before),
    plan: local.after.plan,
    ...configurationsOf(local),
    notChecked: asking.filter(isOn).map(({ id }) => ({ rule: id, reason: NOT_KNOWN })),
  };
}

function configurationsOf({
  configuration,
  before,
}: Sides): Pick<JudgedStates, 'configuration' | 'earlierConfiguration'> {
  return { configuration, earlierConfiguration: before.configuration };
}

const NOT_KNOWN =
  'it needs to know the whole project, most of which has not been read yet; run `compliance check` once, and it will be asked';

interface Sides {
  readonly configuration: Configuration;
  readonly after: ProjectInput;
  readonly before: ProjectInput;
}

/** The input of both judgements; of `changed`, the changed files alone are looked at. */
function sidesOf(request: CheckChangeRequest, formats: readonly Format[], scope: 'all' | 'changed' = 'all'): Sides {
  const { change } = request;
  const cache = request.cache ?? forgetfulCache();
  const fresh = new Set(change.files.flatMap(({ path, before }) => (path !== null && before === null ? [path] : [])));
  const configuration =
    change.newFiles === undefined || scope === 'changed'
      ? request.configuration
      : withOtherFiles(request.configuration, change.newFiles, fresh);
  const [now, then] = [pathsOf(change.files, 'path'), pathsOf(change.files, 'before')];
  const isWhole = scope === 'all';
  const common = {
    ...request,
    formats,
    isWhole,
    isSelectionWhole: false,
    cache: isWhole ? cache : { ...cache, ...NO_RUNS },
  };
  const side = (
    { source, listing }: { readonly source: Source; readonly listing: Listing },
    own: Configuration,
    { paths, isSelected }: { readonly paths: ReadonlySet<string>; readonly isSelected: (path: string) => boolean },
  ): ProjectInput => {
    const noted = noteSource(source, nameOfText);
    const files = isWhole ? listing.files : listing.files.filter(({ path }) => paths.has(path));
    const state = { source, listing, configuration: own };
    const plan = planJobs({ ...common, ...state, source: noted.source, listing: { ...listing, files }, isSelected });
    return { ...common, ...state, noted, plan, isSelected, memory: undefined };
  };
  return {
    configuration,
    after: side(request, configuration, {
      paths: now,
      isSelected: (path) => now.has(path) && request.isSelected(path),
    }),
    before: side(change.before, request.configuration, { paths: then, isSelected: (path) => then.has(path) }),
  };
}

function pathsOf(files: readonly ChangedFile[], which: 'path' | 'before'): ReadonlySet<string> {
  return new Set(files.flatMap((file) => file[which] ?? []));
}

/** Runs over a part are worth nothing to others. */
const NO_RUNS: Pick<Cache, 'recall' | 'remember'> = { recall: () => undefined, remember: () => undefined };

/** What one state has told need not be found again for the other, though nothing is kept afterwards. */
function forgetfulCache(): Cache {
  const records = new Map<string, Buffer>();
  return {
    ...NO_RUNS,
    facts: {
      get isEmpty() {
        return records.size === 0;
      },
      find: (key) => records.get(key),
      add: (key, bytes) => records.set(key, bytes),
      askForAll: () => undefined,
    },
    save: () => [],
  };
}

/** Undefined where that would take longer than somebody who commits will wait. */
async function judgeBoth(
  { after, before }: Sides,
  { isLimited, cache }: { readonly isLimited: boolean; readonly cache: Cache | null },
): Promise<Pick<JudgedStates, 'plan' | 'after' | 'before'> | undefined> {
  const recall = once(() => new Map<string, ReturnType<Cache['recall']>>());
  const remembered = async (input: ProjectInput, names: readonly string[]): Promise<JudgedProject | undefined> => {
    for (const name of names) {
      if (!recall().has(name)) recall().set(name, shared(cache?.recall(name)));
      const memory = recall().get(name);
      const judged = memory === undefined ? undefined : await judgeRemembered({ ...input, memory });
      if (judged !== undefined) return judged;
    }
    return undefined;
  };
  const own = runName(after.configuration, after.rules);
  const base = runName(before.configuration, before.rules);
  const [changed, earlier] = [`${own} changed`, `${base} before`];
  const fromMemory = {
    after: await remembered({ ...after, memoryName: changed }, [own, changed]),
    before: await remembered({ ...before, memoryName: earlier }, [base, earlier]),
  };
  if (
    isLimited &&
    !(await isAffordable([...(fromMemory.after ? [] : [after]), ...(fromMemory.before ? [] : [before])]))
  )
    return undefined;
  return {
    plan: after.plan,
    after: fromMemory.after ?? (await judgeAll({ ...after, memoryName: changed })),
    before: fromMemory.before ?? (await judgeAll({ ...before, memoryName: earlier })),
  };
}

/** The second part is read once, however many take it up. */
function shared(memory: ReturnType<Cache['recall']>): ReturnType<Cache['recall']> {
  return memory === undefined ? undefined : { ...memory, tail: once(memory.tail) };
}

/** Bytes of contents that nobody has looked at yet, and that are looked at while somebody waits to commit. */
const MOST_UNKNOWN = 4_000_000;

async function isAffordable(sides: readonly ProjectInput[]): Promise<boolean> {
  let sum = 0;
  const counted = new Set<string>();
  for (const { plan, source, cache } of sides) {
    const unknown = plan.jobs.filter((job) => {
      const id = source.blob(job.path);
      if (id === undefined || counted.has(storeKey(id, job))) return false;
      counted.add(storeKey(id, job));
      return cache?.facts.find(storeKey(id, job)) === undefined;
    });
    const sizes = unknown.length === 0 ? undefined : await source.sizes?.(unknown.map(({ path }) => path));
    for (const size of sizes?.values() ?? []) sum += size;
    if (sum > MOST_UNKNOWN) return false;
  }
  return true;
}
