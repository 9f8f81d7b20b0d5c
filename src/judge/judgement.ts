import type { Failure, FileInfo, Role } from '../model/file.js';
import type { Problem } from '../model/finding.js';
import type { Profile } from '../model/profile.js';
import { once } from '../model/once.js';
import type { Rule } from '../model/rule.js';
import { createProjectIndex, type Change } from '../project/project-index.js';
import type { Source } from '../model/source.js';
import type { JudgementState } from './judgement-state.js';
import { RecalledFacts } from './recalled-facts.js';
import { createRecorder, factsOf, type Recording } from './recorder.js';
import { isTouched, RuleJudgement, type RememberedRule } from './rule-judgement.js';

/** The facts of one file as judging needs them. */
export interface JudgedFile {
  readonly path: string;
  readonly format: string;
  readonly role: Role;
  /** The facts of an extractor; decoded anew each time. */
  readonly facts: (extractor: string) => readonly unknown[];
}

/** What the configuration says of one rule for one file. */
export interface RuleSwitch {
  readonly isOn: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Policy {
  /** The setting of a rule for a file; equal settings are the same object. */
  setting(path: string, ruleId: string): RuleSwitch;
  component(path: string): string | undefined;
}

export interface JudgementInput {
  readonly source: Source;
  readonly rules: readonly Rule[];
  readonly policy: Policy;
  /** What is known of files that are listed without facts; a file with facts speaks for itself. */
  readonly describe?: (path: string) => { readonly role: Role; readonly format: string } | undefined;
  /**
   * What later updates may bring: `nothing`, so that there is one update only; changes of `facts`, which is all that a
   * remembered judgement is taken up for; or `everything`.
   */
  readonly recording: Recording;
  /** Told what every rule costs. */
  readonly profile?: Profile | undefined;
  /** What an earlier judgement came to, where nothing but contents has changed since, and what it knew. */
  readonly remembered?: { readonly state: JudgementState; readonly file: (path: string) => JudgedFile | undefined };
}

export interface Update {
  /** Files whose content is new or changed. */
  readonly changed: readonly JudgedFile[];
  readonly removed: readonly string[];
  /** Changes of other files, which rules may have asked about (`tsconfig.json`, `package.json`). */
  readonly others: readonly Change[];
  /** The new policy, where it changed. */
  readonly policy?: Policy;
}

export interface JudgedProblem {
  readonly rule: Rule;
  readonly problem: Problem;
  readonly file: FileInfo;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Holds the facts of a project and the problems that the rules see in them. Each update re-judges only the keys that
 * it touches: those whose entries changed, and those whose judge asked the project something whose answer may have.
 * The problems after any sequence of updates equal those of one update with the final state.
 */
export class Judgement {
  readonly #input: JudgementInput;
  readonly #files = new Map<string, JudgedFile>();
  readonly #recalled = new RecalledFacts();
  readonly #rememberedComponent: (path: string) => string;
  readonly #infos = new Map<string, { info: FileInfo; reads: Set<string> | undefined }>();
  readonly #project;
  readonly #rules: readonly RuleJudgement[];
  #policy: Policy;
  #isFresh = true;

  constructor(input: JudgementInput) {
    this.#input = input;
    this.#policy = input.policy;
    this.#project = createProjectIndex({
      source: input.source,
      configuredComponent: (path) => this.#policy.component(path),
      facts: (path, extractor) => this.#recalled.get(path, extractor, () => this.#file(path)?.facts(extractor) ?? []),
      role: (path) => (this.#file(path) ?? input.describe?.(path))?.role,
      format: (path) => (this.#file(path) ?? input.describe?.(path))?.format,
    });
    this.#rememberedComponent = componentsOf(input.remembered?.state);
    const recorder = createRecorder(this.#project, input.recording);
    this.#rules = input.rules.map(
      (rule) => new RuleJudgement(rule, recorder, remembered(rule.id, input.remembered?.state)),
    );
  }

  /** What this judgement has come to, for one that takes it up when only contents have changed. */
  state(): JudgementState {
    const paths = this.#input.remembered?.state.paths ?? [...this.#files.keys()];
    const indexes = new Map(paths.map((path, index) => [path, index]));
    const components = [...new Set(paths.map((path) => this.component(path)))];
    const numbers = new Map(components.map((name, index) => [name, index]));
    const index = (path: string): number => indexes.get(path) ?? -1;
    return {
      paths,
      components,
      componentOf: paths.map((path) => numbers.get(this.component(path)) ?? 0),
      problems: Object.fromEntries(this.#rules.map((rule) => [rule.id, rule.keyProblems(index)])),
      dependencies: () => Object.fromEntries(this.#rules.map((rule) => [rule.id, rule.dependencies(index)])),
    };
  }

  update(update: Update): void {
    const changes = [...this.#store(update), ...update.others];
    if (update.policy !== undefined) this.#policy = update.policy;
    // Before the first update nobody has asked the project anything.
    const touched = this.#touchedBy(changes);
    this.#isFresh = false;
    const dirty = this.#describeFiles(update, touched);
    for (const rule of this.#rules) {
      const setting = (path: string): RuleSwitch => this.#policy.setting(path, rule.id);
      const start = performance.now();
      rule.update({
        dirty: [...dirty],
        file: (path) => {
          const file = this.#file(path);
          const info = this.#info(path);
          return file === undefined || info === undefined
            ? undefined
            : { info, facts: (extractor) => file.facts(extractor), setting: setting(path) };
        },
        touched,
      });
      const milliseconds = performance.now() - start;
      this.#input.profile?.add({ kind: 'rule', name: rule.id, milliseconds, bytes: 0 });
    }
  }

  #touchedBy(changes: readonly Change[]): ReadonlySet<string> {
    if (this.#input.recording === 'facts') {
      return this.#input.remembered === undefined ? NOTHING : new Set(changes.map(({ path }) => factsOf(path)));
    }
    return this.#isFresh ? NOTHING : this.#project.invalidate(changes);
  }

  /** The problems in the paths that are asked for, rule by rule, each rule's by key. */
  *problems(isWanted: (path: string) => boolean = () => true): Iterable<JudgedProblem> {
    for (const { rule, problem } of this.#rules.flatMap((judgement) => judgement.problems(isWanted))) {
      const file = this.#info(problem.path);
      if (file !== undefined) yield { rule, problem, file };
    }
  }

  failures(): Failure[] {
    return this.#rules.flatMap((rule) => rule.failures());
  }

  /** Failures of the paths that are asked for, and of keys with entries in them. */
  failuresIn(isWanted: (path: string) => boolean): Failure[] {
    return this.#rules.flatMap((rule) => rule.failuresIn(isWanted));
  }

  /** The paths in which two judgements by the same rules may have come to other problems. */
  pathsUnlike(other: Judgement): ReadonlySet<string> {
    const paths = new Set<string>();
    for (const [index, rule] of this.#rules.entries()) {
      const counterpart = other.#rules[index];
      if (counterpart !== undefined) for (const path of rule.pathsUnlike(counterpart)) paths.add(path);
    }
    return paths;
  }

  /** The files that what a rule found on a line rests on. */
  groundsOf(ruleId: string, path: string, line: number): ReadonlySet<string> {
    return this.#rules.find(({ id }) => id === ruleId)?.groundsOf(path, line) ?? NOTHING;
  }

  component(path: string): string {
    return this.#info(path)?.component ?? this.#project.view().component(path);
  }

  #file(path: string): JudgedFile | undefined {
    return this.#files.get(path) ?? this.#input.remembered?.file(path);
  }

  #info(path: string): FileInfo | undefined {
    const known = this.#infos.get(path)?.info;
    const file = known === undefined ? this.#input.remembered?.file(path) : undefined;
    if (file === undefined) return known;
    const info = { path, format: file.format, role: file.role, component: this.#rememberedComponent(path) };
    this.#infos.set(path, { info, reads: undefined });
    return info;
  }

  #store(update: Update): Change[] {
    const changes: Change[] = [];
    for (const file of update.changed) {
      changes.push({ path: file.path, kind: this.#files.has(file.path) ? 'changed' : 'added' });
      this.#files.set(file.path, file);
      this.#recalled.forget(file.path);
    }
    for (const path of update.removed) {
      if (this.#files.delete(path)) changes.push({ path, kind: 'removed' });
      this.#infos.delete(path);
      this.#recalled.forget(path);
    }
    return changes;
  }

  /**
   * Renews what is known of the touched files; gives the paths whose entries must be renewed. A new policy may change
   * options, components and what the project answers: everything is judged anew.
   */
  #describeFiles(update: Update, touched: ReadonlySet<string>): Set<string> {
    const dirty = new Set(update.removed);
    const hasNewPolicy = update.policy !== undefined;
    for (const file of hasNewPolicy ? this.#files.values() : update.changed) {
      dirty.add(file.path);
      this.#describe(file);
    }
    if (this.#input.recording !== 'everything') return dirty;
    for (const [path, { info, reads }] of this.#infos) {
      const file = this.#files.get(path);
      if (file === undefined || dirty.has(path) || !isTouched(reads, touched)) continue;
      if (this.#describe(file).component !== info.component) dirty.add(path);
    }
    return dirty;
  }

  #describe(file: JudgedFile): FileInfo {
    const reads = this.#input.recording === 'everything' ? new Set<string>() : undefined;
    const component = this.#project.view(reads).component(file.path);
    const info: FileInfo = { path: file.path, format: file.format, role: file.role, component };
    this.#infos.set(file.path, { info, reads });
    return info;
  }
}

function remembered(ruleId: string, state: JudgementState | undefined): RememberedRule | undefined {
  if (state === undefined) return undefined;
  return {
    problems: state.problems[ruleId] ?? [],
    dependencies: () => state.dependencies()[ruleId],
    path: (index) => state.paths[index] ?? '',
  };
}

function componentsOf(state: JudgementState | undefined): (path: string) => string {
  const indexes = once(() => new Map((state?.paths ?? []).map((path, index) => [path, index])));
  return (path) => state?.components[state.componentOf[indexes().get(path) ?? -1] ?? -1] ?? '';
}
