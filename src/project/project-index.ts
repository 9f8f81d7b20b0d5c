import type { Role } from '../model/file.js';
import type { Project } from '../model/rule.js';
import type { Source } from '../model/source.js';
import { componentOf } from './components.js';
import { isAssured } from './assured-variables.js';
import { moduleImportNames } from './ecmascript-import-names.js';
import { resolveModule } from './ecmascript-resolution.js';
import { createMemo, type Memo } from './memo.js';
import { pythonImportNames } from './python-import-names.js';
import { resolvePython } from './python-resolution.js';
import { keysTouchedBy, type Change } from './source-changes.js';
import { createTree, type Tree } from './tree.js';

export type { Change } from './source-changes.js';

export interface ProjectIndexInput {
  readonly source: Source;
  /** The component that the configuration gives a path, if any. It goes before what manifests say. */
  readonly configuredComponent: (path: string) => string | undefined;
  readonly facts: (path: string, extractor: string) => readonly unknown[];
  readonly role: (path: string) => Role | undefined;
  /** The format of a file by its path: `python`, `typescript`, … */
  readonly format: (path: string) => string | undefined;
}

export interface ProjectIndex {
  /**
   * A view that adds to `reads` a key for everything an answer depended on. Without `reads` nothing is recorded.
   * Keys are opaque, and belong to this index.
   */
  view(reads?: Set<string>): Project;
  /**
   * To be called when the source shows the state after `changes`: brings every remembered answer up to date, and
   * gives the keys whose meaning may differ. Who recorded none of them would get the same answers again.
   * What git ignores is not watched: a package that is installed meanwhile is seen by a new index.
   */
  invalidate(changes: readonly Change[]): ReadonlySet<string>;
}

/** Answers questions that cross files, from the source alone, and remembers the answers. */
export function createProjectIndex(input: ProjectIndexInput): ProjectIndex {
  const memo = createMemo();
  const tree = createTree(input.source, memo);
  const answers = answersFrom(input, tree, memo);
  let unrecorded = remembering(answers);
  return {
    view(reads) {
      if (reads === undefined) return unrecorded;
      const recorded = <T>(ask: () => T): T => memo.record(reads, ask);
      return remembering({
        exists: (path) => recorded(() => answers.exists(path)),
        isIgnored: (path) => recorded(() => answers.isIgnored(path)),
        component: (path) => recorded(() => answers.component(path)),
        resolve: (from, specifier) => recorded(() => answers.resolve(from, specifier)),
        importNames: (from, target) => recorded(() => answers.importNames(from, target)),
        facts: (path, extractor) => recorded(() => answers.facts(path, extractor)),
        role: (path) => recorded(() => answers.role(path)),
        isAssured: (path, variable) => recorded(() => answers.isAssured(path, variable)),
      });
    },
    invalidate(changes) {
      unrecorded = remembering(answers);
      return memo.touch(keysTouchedBy(changes, input.source));
    },
  };
}

/** With a memory of its own for what rules remember. What is recorded belongs to whoever holds the view. */
function remembering(answers: Omit<Project, 'remembered'>): Project {
  const questions = new Map<string, Map<string, unknown>>();
  const project: Project = {
    ...answers,
    remembered<Answer>(question: string, subject: string, compute: (project: Project) => Answer): Answer {
      let known = questions.get(question);
      if (known === undefined) questions.set(question, (known = new Map<string, unknown>()));
      // A question has answers of one type.
      const answer = known.get(subject) as Answer | undefined;
      if (answer !== undefined) return answer;
      const found = compute(project);
      known.set(subject, found);
      return found;
    },
  };
  return project;
}

function answersFrom(input: ProjectIndexInput, tree: Tree, memo: Memo): Omit<Project, 'remembered'> {
  return {
    exists: (path) => tree.kind(path),
    isIgnored: (path) => tree.isIgnored(path),
    component: (path) => input.configuredComponent(path) ?? componentOf(tree, path),
    resolve(from, specifier) {
      const format = input.format(from);
      if (format === 'python') return resolvePython(tree, from, specifier);
      if (format === 'typescript') return resolveModule(tree, from, specifier);
      return { kind: 'unknown', reason: `imports of ${format ?? 'such'} files are not followed` };
    },
    importNames(from, target) {
      const format = input.format(from);
      if (format === 'python') return pythonImportNames(tree, from, target);
      return format === 'typescript' ? moduleImportNames(tree, from, target) : [];
    },
    facts<Fact>(path: string, extractor: string): readonly Fact[] {
      if (memo.isNoting()) memo.depend(`facts:${path}`);
      // The caller names the extractor, and with it the type of its facts.
      return input.facts(path, extractor) as readonly Fact[];
    },
    role(path) {
      memo.depend(`role:${path}`);
      memo.depend('attributes');
      return input.role(path);
    },
    isAssured: (path, variable) => isAssured(tree, path, variable),
  };
}
