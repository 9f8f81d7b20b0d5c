import type { AuditPart } from './audit.js';
import type { FileInfo, Role } from './file.js';
import type { Problem, Severity } from './finding.js';
import type { ParsedFile } from './syntax.js';

export const PRESETS = ['recommended', 'strict'] as const;
export type Preset = (typeof PRESETS)[number];

export type RuleLevel = Severity | 'off';
export type ByPreset<T> = Readonly<Record<Preset, T>>;

/** A part of JSON Schema, enough for options: checked before a run, shown by `explain`. */
export type OptionSchema = Readonly<Record<string, unknown>>;

export interface OptionDeclaration {
  readonly description: string;
  readonly schema: OptionSchema;
  /** One default for all presets, or one for each. */
  readonly default: { readonly value: unknown } | ByPreset<unknown>;
}

/** A distinct message of a rule, with its own severity; the rule's `severity` is that of the kind `default`. */
export interface KindDeclaration {
  readonly summary: string;
  readonly severity: ByPreset<RuleLevel>;
}

/**
 * A small project and what the rule says of it: executed by tests, shown by `explain` and the generated documentation.
 * An invalid example lists every expected problem; a valid one expects none.
 */
export interface Example {
  readonly title: string;
  /** `recommended` when absent. */
  readonly preset?: Preset;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Path → content. */
  readonly files: Readonly<Record<string, string>>;
  readonly problems?: readonly ExpectedProblem[];
}

export interface ExpectedProblem {
  readonly path: string;
  readonly line: number;
  /** `default` when absent. */
  readonly kind?: string;
  /** A part of the message. */
  readonly message?: string;
  readonly severity?: Severity;
  /** Replacement text of the first fix's first edit. */
  readonly fix?: string;
}

/** One fact, where it was found, and the options in force for that file. */
export interface Entry<Fact, Options> {
  readonly file: FileInfo;
  /** Name of the extractor that found the fact; a rule's own is named like the rule. */
  readonly extractor: string;
  readonly fact: Fact;
  readonly options: Options;
}

/** Where an import leads. */
export type Resolution =
  | { readonly kind: 'file'; readonly path: string }
  /** A package that is not part of the project, or the language's standard library. */
  | { readonly kind: 'external'; readonly name: string }
  /** Nothing is there, and nothing could put it there. */
  | { readonly kind: 'missing'; readonly expected: string }
  /** It cannot be known from the sources: built, ignored by git, or configured by something not installed. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** An absolute name by which one file can import another. */
export interface ImportName {
  readonly name: string;
  /** What makes the name valid: `paths` of `tsconfig.json`, `imports` of `package.json`, a package root. */
  readonly by: string;
}

/** Questions that cross files. Every answer comes from the analysed sources, and is re-asked when they change. */
export interface Project {
  exists(path: string): 'file' | 'directory' | undefined;
  /** True if git ignores the path, whether or not it exists. */
  isIgnored(path: string): boolean;
  component(path: string): string;
  /** Where `specifier`, written in the file `from`, leads: a Python module (`..orders.models`, `app.orders`) or an ECMAScript one. */
  resolve(from: string, specifier: string): Resolution;
  /** The absolute names by which the file `from` can import the file `target`, best first; each resolves to `target`. */
  importNames(from: string, target: string): readonly ImportName[];
  /** Facts of another file. The extractor must be among the rule's `asks`, or its `needs` for files of its roles. */
  facts<Fact>(path: string, extractor: string): readonly Fact[];
  /** The role of a file of the project; undefined if it is not one. */
  role(path: string): Role | undefined;
  /**
   * True if deployment files say that the environment variable is set wherever the file is deployed: a compose file
   * demands it (`${X:?}`), or a committed env file of the package gives it a value.
   */
  isAssured(path: string, variable: string): boolean;
  /**
   * The answer to a question of the rule's own about a subject, which `compute` finds by asking this project and nothing
   * else: remembered for other keys. A rule must not remember in another way what it asked here. The question starts
   * with the rule's id.
   */
  remembered<Answer>(question: string, subject: string, compute: (project: Project) => Answer): Answer;
}

export interface JudgeContext {
  readonly project: Project;
}

export interface RuleExamples {
  readonly valid: readonly Example[];
  readonly invalid: readonly Example[];
}

/** True if the rule judges files of the role, with these options; without any, if some options may have it do so. */
export function looksAt(rule: Rule, role: Role, options?: Readonly<Record<string, unknown>>): boolean {
  const asked = options === undefined ? undefined : rule.rolesFor?.(options);
  return (asked ?? rule.roles ?? ['source']).includes(role);
}

export async function examplesOf({ examples }: Pick<RuleDefinition, 'examples'>): Promise<RuleExamples> {
  return typeof examples === 'function' ? examples() : examples;
}

/** A rule as its author writes it: the default export of its module. Id and category are its file and folder name. */
export interface RuleDefinition<Fact = unknown, Options = unknown> {
  readonly summary: string;
  /** Why it matters, in Markdown. */
  readonly why: string;
  /** What to do, in Markdown. */
  readonly repair: string;
  readonly severity: ByPreset<RuleLevel>;
  readonly kinds?: Readonly<Record<string, KindDeclaration>>;
  readonly tags: readonly string[];
  readonly since: string;
  /** What it means for a deployment, if anything. */
  readonly audit?: AuditPart;
  /** Roles of the files whose facts are judged; a superset of what any option may ask for. `['source']` when absent. */
  readonly roles?: readonly Role[];
  /** Which of them these options ask for; all when absent. */
  rolesFor?(options: Options): readonly Role[];
  readonly options?: Readonly<Record<string, OptionDeclaration>>;
  /** A function where they are many: a check does not load them. */
  readonly examples: RuleExamples | (() => Promise<RuleExamples>);
  /** Shared extractors whose facts are judged. */
  readonly needs?: readonly string[];
  /**
   * Shared extractors whose facts `judge` or `key` asks of other files with `project.facts`: they run on files of every
   * role, whereas those in `needs` run on files of the rule's roles only.
   */
  readonly asks?: readonly string[];
  /** The rule's own extractors, by format. */
  readonly extract?: Readonly<Record<string, (file: ParsedFile) => Iterable<Fact>>>;
  /** Rises whenever `extract` finds other facts in equal content. */
  readonly extractVersion?: number;
  /** Which facts are judged together; null leaves the fact out. The file's path when absent. */
  key?(entry: Entry<Fact, Options>, context: JudgeContext): string | null;
  /** Called once per key with that key's entries, sorted by path and then in the order in which they were extracted. */
  judge(entries: readonly Entry<Fact, Options>[], context: JudgeContext): Iterable<Problem>;
}

/** A loaded rule. */
export interface Rule extends RuleDefinition {
  readonly id: string;
  readonly category: string;
  /** What to import to load it in another thread: a `file:` URL. */
  readonly module: string;
  /** Changes with the code of a rule that did not come with the tool; '' for one that did. */
  readonly revision: string;
}
