import type { Entry, JudgeContext, Problem } from 'compliance-linter';
import { mockedModuleTarget } from './ecmascript-targets.js';
import type { Fact, Mock, Replaced, Target, UndefinedName } from './facts.js';
import { justify, type ReasonPolicy } from './justification.js';
import { isLibraryMock, isUndefined, type TestFile } from './judge-library.js';
import { Origins } from './judge-origin.js';
import { asWritten, distinct, problemsOf, type Candidate } from './judge-problems.js';
import { undefinedMessage } from './messages.js';
import { replacedInPython } from './python-targets.js';

export interface Options extends ReasonPolicy {
  readonly scope: 'internal' | 'all';
  readonly oncePerTarget: boolean;
  readonly handWritten: boolean;
  readonly environment: 'ignore' | 'check';
}

/** The names of one file that nothing binds, and its mocks that nothing justifies; no line twice. */
export function* judgeFile(entries: readonly Entry<Fact, Options>[], { project }: JudgeContext): Iterable<Problem> {
  const [first] = entries;
  if (first === undefined) return;
  const { file, options } = first;
  const test: TestFile = { path: file.path, format: file.format, project, origins: new Origins(project) };
  const facts = entries.map(({ fact }) => fact);
  const lines = new Set<number>();
  for (const problem of [...undefinedProblems(facts, test), ...mockProblems(facts, test, options)]) {
    const { line } = problem.site.range.start;
    if (!lines.has(line)) yield problem;
    lines.add(line);
  }
}

function undefinedProblems(facts: readonly Fact[], test: TestFile): readonly Problem[] {
  const byName = new Map<string, UndefinedName[]>();
  for (const fact of facts) {
    if (fact.kind !== 'undefined' || !isUndefined(fact, test)) continue;
    byName.set(fact.name, [...(byName.get(fact.name) ?? []), fact]);
  }
  return [...byName.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const related = others.map(({ site }) => ({ path: test.path, range: site.range, message: 'used here, too' }));
    const message = undefinedMessage(first, test.format);
    return [{ path: test.path, site: first.site, kind: 'undefined-name', subject: first.name, message, related }];
  });
}

function mockProblems(facts: readonly Fact[], test: TestFile, options: Options): readonly Problem[] {
  const mocks = facts
    .filter((fact) => fact.kind === 'mock')
    .filter((mock) => isLibraryMock(mock, test))
    .sort((one, other) => one.lines.first - other.lines.first);
  const verdicts = justify(mocks, options);
  const candidates = mocks.flatMap((mock): readonly Candidate[] => {
    const targets = targetsOf(mock, test, options);
    return targets === undefined ? [] : [{ mock, targets, verdict: verdicts.get(mock) ?? { isJustified: false } }];
  });
  return problemsOf(candidates, { file: test, ...options });
}

/** What a mock is reported for; undefined if the options leave it out. */
function targetsOf(mock: Mock, test: TestFile, options: Options): readonly Replaced[] | undefined {
  if (mock.effect === 'environment' && options.environment === 'ignore') return undefined;
  if (mock.effect === 'defines') return options.handWritten ? [] : undefined;
  if (options.scope === 'all' || mock.effect === 'environment')
    return distinct(mock.targets.map((target) => asWritten(target, test.format)));
  if (mock.effect !== 'replaces') return undefined;
  const replaced = distinct(mock.targets.flatMap((target) => replacedBy(target, test) ?? []));
  return replaced.length === 0 ? undefined : replaced;
}

function replacedBy(target: Target, test: TestFile): Replaced | undefined {
  return test.format === 'python'
    ? replacedInPython(target, test)
    : mockedModuleTarget(target, test.path, test.project);
}
