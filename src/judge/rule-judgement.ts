import type { Failure, FileInfo } from '../model/file.js';
import type { Problem } from '../model/finding.js';
import { isRecord } from '../model/plain-values.js';
import { looksAt, type Entry, type JudgeContext, type Rule } from '../model/rule.js';
import type { ProjectIndex } from '../project/project-index.js';
import type { RuleSwitch } from './judgement.js';

type Entries = readonly Entry<unknown, unknown>[];
type Reads = Set<string> | undefined;

export interface RuleUpdate {
  /** Paths whose entries may have changed, removed ones included. */
  readonly dirty: readonly string[];
  readonly file: (path: string) => KnownFile | undefined;
  /** What the project would answer differently now. */
  readonly touched: ReadonlySet<string>;
}

interface KnownFile {
  readonly info: FileInfo;
  readonly facts: (extractor: string) => readonly unknown[];
  readonly setting: RuleSwitch;
}

interface Placement {
  readonly byKey: ReadonlyMap<string, Entries>;
  /** What the keys depended on. */
  readonly reads: Reads;
  readonly failure: Failure | null;
}

const NOWHERE: Placement = { byKey: new Map<string, Entries>(), reads: undefined, failure: null };

interface Verdict {
  readonly problems: readonly Problem[];
  readonly reads: Reads;
  readonly failure: Failure | null;
}

/** One rule's entries by key and its verdict on each key. */
export class RuleJudgement {
  readonly #placements = new Map<string, Placement>();
  readonly #groups = new Map<string, Map<string, Entries>>();
  readonly #verdicts = new Map<string, Verdict>();
  readonly #extractors: readonly string[];

  constructor(
    readonly rule: Rule,
    private readonly project: ProjectIndex,
    private readonly isIncremental: boolean,
  ) {
    this.#extractors = [...(rule.needs ?? []), rule.id];
  }

  get id(): string {
    return this.rule.id;
  }

  update({ dirty, file, touched }: RuleUpdate): void {
    const keys = new Set<string>();
    const moved =
      this.isIncremental && touched.size > 0
        ? [...this.#placements].filter(([, { reads }]) => isTouched(reads, touched)).map(([path]) => path)
        : [];
    for (const path of new Set([...dirty, ...moved])) this.#place(path, file(path), keys);
    if (this.isIncremental && touched.size > 0) {
      for (const [key, { reads }] of this.#verdicts) if (isTouched(reads, touched)) keys.add(key);
    }
    for (const key of keys) this.#judge(key);
  }

  problems(): { rule: Rule; problem: Problem }[] {
    return [...this.#verdicts.values()].flatMap(({ problems }) =>
      problems.map((problem) => ({ rule: this.rule, problem })),
    );
  }

  failures(): Failure[] {
    const all = [...this.#placements.values(), ...this.#verdicts.values()].map(({ failure }) => failure);
    return all.filter((failure) => failure !== null);
  }

  /** Takes the path's entries out of their groups and puts the new ones in; adds all keys concerned to `keys`. */
  #place(path: string, file: KnownFile | undefined, keys: Set<string>): void {
    for (const key of this.#placements.get(path)?.byKey.keys() ?? []) {
      this.#groups.get(key)?.delete(path);
      keys.add(key);
    }
    this.#placements.delete(path);
    if (file === undefined || !looksAt(this.rule, file.info.role, file.setting.options)) return;
    const placement = file.setting.isOn ? this.#assignKeys(file) : NOWHERE;
    this.#placements.set(path, placement);
    for (const [key, entries] of placement.byKey) {
      let group = this.#groups.get(key);
      if (group === undefined) this.#groups.set(key, (group = new Map<string, Entries>()));
      group.set(path, entries);
      keys.add(key);
    }
  }

  #assignKeys({ info, facts, setting }: KnownFile): Placement {
    const reads: Reads = this.isIncremental ? new Set() : undefined;
    const context: JudgeContext = { project: this.project.view(reads) };
    const byKey = new Map<string, Entry<unknown, unknown>[]>();
    try {
      for (const extractor of this.#extractors) {
        for (const fact of facts(extractor)) {
          const entry = { file: info, extractor, fact, options: setting.options };
          const key = this.rule.key === undefined ? info.path : this.rule.key(entry, context);
          if (key === null) continue;
          const entries = byKey.get(key);
          if (entries === undefined) byKey.set(key, [entry]);
          else entries.push(entry);
        }
      }
      return { byKey, reads, failure: null };
    } catch (error) {
      return { byKey: new Map(), reads, failure: this.#failure(info.path, error) };
    }
  }

  #judge(key: string): void {
    const group = this.#groups.get(key);
    if (group === undefined || group.size === 0) {
      this.#groups.delete(key);
      this.#verdicts.delete(key);
      return;
    }
    const reads: Reads = this.isIncremental ? new Set() : undefined;
    const entries = [...group.keys()].sort().flatMap((path) => group.get(path) ?? []);
    try {
      const problems = [...this.rule.judge(entries, { project: this.project.view(reads) })];
      const stray = problems.find((problem) => !group.has(problem.path));
      if (stray !== undefined) throw new Error(`it reported ${stray.path}, which is not among the judged files`);
      const shapeless = problems.find((problem) => !isWellFormed(problem));
      if (shapeless !== undefined) throw new Error('it reported a problem without site, message or subject');
      this.#verdicts.set(key, { problems, reads, failure: null });
    } catch (error) {
      const [path] = group.size === 1 ? group.keys() : [null];
      this.#verdicts.set(key, { problems: [], reads, failure: this.#failure(path ?? null, error) });
    }
  }

  #failure(path: string | null, error: unknown): Failure {
    return {
      path,
      ruleId: this.id,
      reason: `the rule threw: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** What a plug-in in plain JavaScript yields may lack anything. */
function isWellFormed(problem: unknown): boolean {
  if (!isRecord(problem) || !isRecord(problem['site']) || !isRecord(problem['site']['range'])) return false;
  return typeof problem['message'] === 'string' && typeof problem['subject'] === 'string';
}

/** True if something that was asked would be answered differently now. */
export function isTouched(reads: Reads, touched: ReadonlySet<string>): boolean {
  if (reads === undefined) return false;
  const [small, large] = reads.size < touched.size ? [reads, touched] : [touched, reads];
  for (const read of small) if (large.has(read)) return true;
  return false;
}
