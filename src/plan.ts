import type { Configuration } from './config/configuration.js';
import type { FileConfiguration } from './config/resolve-rules.js';
import type { Job } from './facts/job.js';
import { isCrossFile } from './facts/selection.js';
import { UNSUPPORTED_EXTENSION } from './formats/formats.js';
import type { Skip } from './model/file.js';
import type { Format, JudgeSetup } from './model/format.js';
import { once } from './model/once.js';
import { looksAt, type Rule } from './model/rule.js';
import type { Listing, Source, SourceFile } from './model/source.js';
import { roleOfPath } from './sources/roles.js';

export interface PlanInput {
  readonly source: Source;
  /** Absolute path of the root on disk. */
  readonly root: string;
  readonly listing: Listing;
  readonly configuration: Configuration;
  readonly rules: readonly Rule[];
  readonly formats: readonly Format[];
  readonly isSelected: (path: string) => boolean;
  /** True if every file is judged, whatever is selected: more is known afterwards. */
  readonly isWhole?: boolean;
}

/** Every answer is found when it is first asked for. */
export interface Plan {
  /** In the order of the listing. */
  readonly jobs: readonly Job[];
  /** The job of one listed file, if there is one. */
  readonly job: (path: string) => Job | undefined;
  /** Role by path and format of any listed file, whether or not there is a job for it. */
  readonly describe: (path: string) => Pick<Job, 'role' | 'format'> | undefined;
  readonly skips: readonly Skip[];
  /** Extension → number of files that no format understands. */
  readonly unsupported: ReadonlyMap<string, number>;
  /** Repositories inside this one, which are not entered. */
  readonly repositories: number;
}

/** Which files are looked at, by which format, for which rules; and what of the selection is not. */
export function planJobs(input: PlanInput): Plan {
  const { listing, configuration, formats, isSelected } = input;
  const isReported = (path: string): boolean => isSelected(path) && !configuration.isExcluded(path);
  const jobMaker = createJobMaker(input);
  const toJob = (file: SourceFile): Job[] => (configuration.isExcluded(file.path) ? [] : jobMaker(file));
  const jobs = once(() => listing.files.flatMap(toJob));
  const listed = once(() => new Map(listing.files.map((file) => [file.path, file])));
  return {
    get jobs() {
      return jobs();
    },
    job(path) {
      const file = listed().get(path);
      return file === undefined ? undefined : toJob(file)[0];
    },
    describe(path) {
      const file = listed().get(path);
      const claimed = file === undefined ? undefined : claim(formats, path);
      return file === undefined || claimed === undefined ? undefined : { ...roleOf(file, configuration), ...claimed };
    },
    get skips() {
      return listing.skips
        .filter(({ path, isFolder }) => isReported(path) && (isFolder || claim(formats, path) !== undefined))
        .map(({ path, reason }) => ({ path, reason }));
    },
    get unsupported() {
      return countUnsupported(
        listing.files.filter(({ path }) => isReported(path) && claim(formats, path) === undefined),
      );
    },
    get repositories() {
      return listing.repositories.filter(isReported).length;
    },
  };
}

/** The first format that claims the path, and the dialect it sees. */
function claim(formats: readonly Format[], path: string): Pick<Job, 'format' | 'dialect'> | undefined {
  for (const format of formats) {
    const dialect = format.dialect(path);
    if (dialect !== undefined) return { format: format.name, dialect };
  }
  return undefined;
}

function createJobMaker({
  configuration,
  rules,
  formats,
  isSelected,
  isWhole = false,
  source,
  root,
}: Omit<PlanInput, 'listing'>): (file: SourceFile) => Job[] {
  const wantsOthers = new Set(
    rules
      .filter((rule) => isCrossFile(rule) || rule.needs?.some((name) => name !== 'syntax') || rule.asks !== undefined)
      .map(({ id }) => id),
  );
  const activeRules = remembered(({ rules: settings }: FileConfiguration) => {
    const ids = [...settings].flatMap(([id, setting]) => (setting.isOn ? [id] : []));
    return { ids: ids.join(' '), hasOthers: ids.some((id) => wantsOthers.has(id)) };
  });
  const chooseJudge = judgeChooser({ configuration, rules, formats, source, root });
  return (file) => {
    const { path } = file;
    const claimed = claim(formats, path);
    if (claimed === undefined) return [];
    const scope = isWhole || isSelected(path) ? 'judged' : 'context';
    const { ids, hasOthers } = activeRules(configuration.forFile(path));
    if (scope === 'context' && !hasOthers) return [];
    const job = { path, ...claimed, ...roleOf(file, configuration), rules: ids, scope } as const;
    return [{ ...job, judge: scope === 'judged' ? chooseJudge(job) : null }];
  };
}

/** Who judges the syntax of a file, if an active rule wants that for files of its role. */
function judgeChooser({
  configuration,
  rules,
  formats,
  source,
  root,
}: Omit<PlanInput, 'listing' | 'isSelected'>): (job: Pick<Job, 'path' | 'format' | 'role'>) => JudgeSetup | null {
  const asking = rules.filter((rule) => rule.needs?.includes('syntax') === true);
  const judgings = new Map(formats.map(({ name, judging }) => [name, judging]));
  return ({ path, format, role }) => {
    const judging = judgings.get(format);
    if (judging === undefined || asking.length === 0) return null;
    const settings = configuration.forFile(path).rules;
    for (const rule of asking) {
      const setting = settings.get(rule.id);
      if (setting?.isOn !== true || !looksAt(rule, role, setting.options)) continue;
      return judging.choose({ path, source, root, options: setting.options });
    }
    return null;
  };
}

/** Files with the same settings share one object. */
function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

function roleOf(file: SourceFile, configuration: Configuration): Pick<Job, 'role' | 'isRoleFixed'> {
  const configured = configuration.role(file.path);
  return { role: configured ?? roleOfPath(file.path, file.attributes), isRoleFixed: configured !== undefined };
}

function countUnsupported(files: readonly SourceFile[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const extension = UNSUPPORTED_EXTENSION.exec(path)?.[0].toLowerCase();
    if (extension !== undefined) counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  return counts;
}
