import type { Failure, FileInfo } from '../model/file.js';
import type { Problem } from '../model/finding.js';
import { once } from '../model/once.js';
import { isRecord } from '../model/plain-values.js';
import { looksAt, type Entry, type Rule } from '../model/rule.js';
import type { RuleSwitch } from './judgement.js';
import { PlacedEntries, type Assigned, type Entries } from './placed-entries.js';
import type { KeyProblems, RuleDependencies } from './judgement-state.js';
import { factsOf, pathOfFacts, type Reads, type Recorder } from './recorder.js';

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
  readonly keys: readonly string[];
  /** What the keys depended on. */
  readonly reads: Reads;
  readonly failure: Failure | null;
}

interface Verdict {
  /** The files that the problems are in. */
  readonly paths: readonly string[];
  readonly problems: () => readonly Problem[];
  /** The problems as JSON. */
  readonly text: () => string;
  readonly reads: Reads;
  readonly failure: Failure | null;
}

/** What an earlier judgement came to. */
export interface RememberedRule {
  readonly problems: readonly KeyProblems[];
  readonly dependencies: () => RuleDependencies | undefined;
  readonly path: (index: number) => string;
}

/**
 * One rule's keys and its verdict on each. Entries are held only while they are judged: facts are decoded from their
 * records whenever a key is judged again.
 */
export class RuleJudgement {
  readonly #placements = new Map<string, Placement>();
  /** Key → the paths with entries of that key; not for a rule whose key is the path. */
  readonly #groups = new Map<string, Set<string>>();
  readonly #verdicts = new Map<string, Verdict>();
  readonly #extractors: readonly string[];
  #remembered: RememberedRule | undefined;

  constructor(
    readonly rule: Rule,
    private readonly recorder: Recorder,
    remembered?: RememberedRule,
  ) {
    this.#extractors = [...(rule.needs ?? []), rule.id];
    this.#remembered = remembered;
    for (const [key, paths, problems] of remembered?.problems ?? [])
      this.#verdicts.set(
        key,
        rememberedVerdict(
          paths.map((index) => remembered?.path(index) ?? ''),
          problems,
        ),
      );
  }

  update({ dirty, file, touched }: RuleUpdate): void {
    if (dirty.length === 0 && touched.size === 0) return;
    this.#recallDependencies();
    const keys = new Set<string>();
    const placed = new PlacedEntries();
    for (const path of new Set([...dirty, ...this.#moved(touched)])) this.#place(path, file(path), { keys, placed });
    if (touched.size > 0) {
      for (const [key, { reads }] of this.#verdicts) if (isTouched(reads, touched)) keys.add(key);
    }
    const entriesOf = (path: string, key: string): Entries => {
      const known = file(path);
      const assigned = placed.get(path) ?? (known === undefined ? NOTHING : this.#assign(known).assigned);
      placed.set(path, assigned);
      return assigned.get(key) ?? [];
    };
    for (const key of keys) this.#judge(key, entriesOf);
  }

  /** Those in the paths that are asked for. */
  problems(isWanted: (path: string) => boolean): { rule: Rule; problem: Problem }[] {
    return [...this.#verdicts.values()].flatMap((verdict) =>
      verdict.paths.some(isWanted)
        ? verdict.problems().flatMap((problem) => (isWanted(problem.path) ? [{ rule: this.rule, problem }] : []))
        : [],
    );
  }

  failures(): Failure[] {
    const all = [...this.#placements.values(), ...this.#verdicts.values()].map(({ failure }) => failure);
    return all.filter((failure) => failure !== null);
  }

  /** Those of the paths that are asked for, and of keys with entries in them. */
  failuresIn(isWanted: (path: string) => boolean): Failure[] {
    const placed = [...this.#placements].flatMap(([path, { failure }]) => (isWanted(path) ? (failure ?? []) : []));
    const judged = [...this.#verdicts].flatMap(([key, { failure }]) => {
      if (failure === null) return [];
      const paths = failure.path === null ? [...(this.#groups.get(key) ?? [])] : [failure.path];
      return paths.some(isWanted) ? [failure] : [];
    });
    return [...placed, ...judged];
  }

  /** The paths in which the two may have come to other problems. */
  *pathsUnlike(other: RuleJudgement): Iterable<string> {
    for (const [key, verdict] of this.#verdicts) {
      const counterpart = other.#verdicts.get(key);
      if (counterpart === undefined || !isSameText(verdict, counterpart)) yield* verdict.paths;
    }
    for (const [key, verdict] of other.#verdicts) {
      const counterpart = this.#verdicts.get(key);
      if (counterpart === undefined || !isSameText(verdict, counterpart)) yield* verdict.paths;
    }
  }

  /** The files that the problems of a line rest on: those judged together with it, and those that were asked for facts. */
  groundsOf(path: string, line: number): ReadonlySet<string> {
    const grounds = new Set<string>();
    for (const [key, { paths, problems, reads }] of this.#verdicts) {
      if (!paths.includes(path)) continue;
      if (!problems().some((problem) => problem.path === path && problem.site.range.start.line === line)) continue;
      for (const member of this.#groups.get(key) ?? []) grounds.add(member);
      for (const read of reads ?? []) grounds.add(pathOfFacts(read));
    }
    return grounds;
  }

  /** All of them, files named by `index`. */
  keyProblems(index: (path: string) => number): KeyProblems[] {
    return [...this.#verdicts].flatMap(([key, { paths, text }]) =>
      paths.length === 0 ? [] : [[key, paths.map(index), text()] as const],
    );
  }

  /** What the keys depend on, files named by `index`. */
  dependencies(index: (path: string) => number): RuleDependencies {
    this.#recallDependencies();
    const indexes = (reads: Reads): number[] => [...(reads ?? [])].map((read) => index(pathOfFacts(read)));
    return {
      placements: [...this.#placements].map(([path, { keys, reads }]) => [index(path), keys, indexes(reads)]),
      reads: [...this.#verdicts].flatMap(([key, { reads }]) =>
        reads === undefined ? [] : [[key, indexes(reads)] as const],
      ),
    };
  }

  #isLocal(): boolean {
    return this.rule.key === undefined;
  }

  #recallDependencies(): void {
    const remembered = this.#remembered;
    this.#remembered = undefined;
    const dependencies = remembered?.dependencies();
    if (remembered === undefined || dependencies === undefined) return;
    const readsOf = (indexes: readonly number[]): Reads =>
      indexes.length === 0 ? undefined : new Set(indexes.map((index) => factsOf(remembered.path(index))));
    for (const [index, keys, reads] of dependencies.placements) {
      const path = remembered.path(index);
      this.#placements.set(path, { keys, reads: readsOf(reads), failure: null });
      for (const key of keys) this.#join(key, path);
    }
    for (const [key, reads] of dependencies.reads) {
      this.#verdicts.set(key, { ...(this.#verdicts.get(key) ?? verdictOf([])), reads: readsOf(reads) });
    }
  }

  #moved(touched: ReadonlySet<string>): string[] {
    if (touched.size === 0) return [];
    return [...this.#placements].filter(([, { reads }]) => isTouched(reads, touched)).map(([path]) => path);
  }

  #join(key: string, path: string): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, new Set([path]));
    else group.add(path);
  }

  /** Takes the path out of its keys and puts it into those of its entries now; adds all keys concerned to `keys`. */
  #place(
    path: string,
    file: KnownFile | undefined,
    { keys, placed }: { readonly keys: Set<string>; readonly placed: PlacedEntries },
  ): void {
    if (this.#isLocal()) {
      this.#judgeLocal(path, file);
      return;
    }
    for (const key of this.#placements.get(path)?.keys ?? []) {
      this.#groups.get(key)?.delete(path);
      keys.add(key);
    }
    this.#placements.delete(path);
    placed.set(path, NOTHING);
    if (file === undefined) return;
    const { assigned, reads, failure } = this.#assign(file);
    if (assigned.size === 0 && reads === undefined && failure === null) return;
    placed.set(path, assigned);
    this.#placements.set(path, { keys: [...assigned.keys()], reads, failure });
    for (const key of assigned.keys()) {
      this.#join(key, path);
      keys.add(key);
    }
  }

  #judgeLocal(path: string, file: KnownFile | undefined): void {
    const { assigned, failure } = file === undefined ? UNASSIGNED : this.#assign(file);
    const entries = assigned.get(path);
    if (failure !== null) this.#verdicts.set(path, { ...verdictOf([]), failure });
    else if (entries === undefined) this.#verdicts.delete(path);
    else this.#setVerdict(path, entries, new Set([path]));
  }

  #assign({ info, facts, setting }: KnownFile): { assigned: Assigned; reads: Reads; failure: Failure | null } {
    if (!setting.isOn || !looksAt(this.rule, info.role, setting.options)) return UNASSIGNED;
    const byKey = new Map<string, Entry<unknown, unknown>[]>();
    const reads = this.recorder.start();
    try {
      const context = { project: this.recorder.view(reads) };
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
      return { assigned: byKey, reads: unlessEmpty(reads), failure: null };
    } catch (error) {
      return { assigned: NOTHING, reads: unlessEmpty(reads), failure: this.#failure(info.path, error) };
    }
  }

  #judge(key: string, entriesOf: (path: string, key: string) => Entries): void {
    if (this.#isLocal()) {
      // Touched, not changed.
      const entries = entriesOf(key, key);
      if (entries.length > 0) this.#setVerdict(key, entries, new Set([key]));
      return;
    }
    const group = this.#groups.get(key);
    if (group === undefined || group.size === 0) {
      this.#groups.delete(key);
      this.#verdicts.delete(key);
      return;
    }
    const entries = [...group].sort().flatMap((path) => entriesOf(path, key));
    this.#setVerdict(key, entries, group);
  }

  #setVerdict(key: string, entries: Entries, paths: ReadonlySet<string>): void {
    const reads = this.recorder.start();
    try {
      const problems = [...this.rule.judge(entries, { project: this.recorder.view(reads) })];
      const stray = problems.find((problem) => !paths.has(problem.path));
      if (stray !== undefined) throw new Error(`it reported ${stray.path}, which is not among the judged files`);
      const shapeless = problems.find((problem) => !isWellFormed(problem));
      if (shapeless !== undefined) throw new Error('it reported a problem without site, message or subject');
      this.#keep(key, { ...verdictOf(problems), reads: unlessEmpty(reads) });
    } catch (error) {
      const [path] = paths.size === 1 ? paths : [null];
      this.#keep(key, { ...verdictOf([]), reads: unlessEmpty(reads), failure: this.#failure(path ?? null, error) });
    }
  }

  /** A verdict that says nothing and depends on nothing but its entries need not be remembered. */
  #keep(key: string, verdict: Verdict): void {
    const { paths, reads, failure } = verdict;
    if (paths.length === 0 && reads === undefined && failure === null) this.#verdicts.delete(key);
    else this.#verdicts.set(key, verdict);
  }

  #failure(path: string | null, error: unknown): Failure {
    return {
      path,
      ruleId: this.id,
      reason: `the rule threw: ${error instanceof Error ? error.message : String(error)}`,
    };
  }

  get id(): string {
    return this.rule.id;
  }
}

function verdictOf(problems: readonly Problem[]): Verdict {
  return {
    paths: [...new Set(problems.map(({ path }) => path))],
    problems: () => problems,
    text: () => JSON.stringify(problems),
    reads: undefined,
    failure: null,
  };
}

/** Verdicts without problems are alike, whatever they depend on. */
function isSameText(one: Verdict, other: Verdict): boolean {
  if (one.paths.length !== other.paths.length) return false;
  return one.paths.length === 0 || one.text() === other.text();
}

function rememberedVerdict(paths: readonly string[], text: string): Verdict {
  const problems = once(() => JSON.parse(text) as readonly Problem[]);
  return { paths, problems, text: () => text, reads: undefined, failure: null };
}

const NOTHING: Assigned = new Map<string, Entries>();
const UNASSIGNED = { assigned: NOTHING, reads: undefined, failure: null };

function unlessEmpty(reads: Set<string> | undefined): Reads {
  return reads === undefined || reads.size === 0 ? undefined : reads;
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
