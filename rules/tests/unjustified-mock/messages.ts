import type { Mock, UndefinedName } from './facts.js';
import type { Refusal } from './justification.js';

/** Longest list of targets, and longest reason, that a message repeats. */
const MAX_TARGETS = 3;
const MAX_REASON = 60;

export interface Unjustified {
  readonly mock: Mock;
  /** What is replaced or observed, by name. */
  readonly targets: readonly string[];
  /** The targets are known to be defined in this repository. */
  readonly isInternal: boolean;
  readonly refused: Refusal | undefined;
  /** The format of the file. */
  readonly format: string;
  /** The words before a reason in a comment. */
  readonly phrase: string;
}

/** What is wrong with a mock, why it matters, and what to do. */
export function messageOf({ refused, ...problem }: Unjustified): string {
  const refusal = refused === undefined ? '' : ` ${refusalText(refused)}`;
  return `${fault(problem)}${refusal} ${repair(problem)}`;
}

type Fault = Omit<Unjustified, 'refused'>;

function fault({ mock, targets, isInternal }: Fault): string {
  const what = listOf(targets);
  if (isInternal)
    return `This replaces ${what}, which this repository defines: the test stays green when ${targets.length > 1 ? 'those break' : 'that breaks'}.`;
  const creator = `\`${shortName(mock.creator)}\``;
  switch (mock.effect) {
    case 'replaces':
    case 'sets':
      return `${creator} replaces ${what === '' ? 'what the test would run' : what}, and nothing says why.`;
    case 'observes':
      return `${creator} watches ${what === '' ? 'calls' : what}, and nothing says why: the test depends on how the code works inside.`;
    case 'creates':
      return `${creator} stands in for the real thing, and nothing says why.`;
    case 'environment':
      return `${creator} changes the environment, and nothing says why.`;
    case 'defines':
      return `${creator} is a mock by its name, and nothing says what for.`;
  }
}

function repair({ isInternal, format, phrase }: Fault): string {
  const comment = `\`${format === 'python' ? '#' : '//'} ${phrase} …\``;
  return isInternal
    ? `Run the real one, or say above why not: ${comment}.`
    : `Use the real thing, or say above why not: ${comment}.`;
}

function refusalText(refusal: Refusal): string {
  if (refusal.text === '') return 'Its reason is empty.';
  const text = `“${shortened(refusal.text)}”`;
  switch (refusal.kind) {
    case 'repeated':
      return `${text} is said of ${refusal.count.toString()} different mocks, so it is no reason for this one.`;
    case 'restates':
      return `${text} says what is mocked, not why.`;
  }
}

export function undefinedMessage({ name }: Pick<UndefinedName, 'name'>, format: string): string {
  const fault = `\`${name}\` is used here, but neither imported nor defined, so this cannot run.`;
  return `${fault} ${format === 'python' ? pythonRepair(name) : 'Import it from the library that you mean.'}`;
}

function pythonRepair(name: string): string {
  if (/mocker$|^monkeypatch$/.test(name)) return `It is a fixture: take \`${name}\` as a parameter of the test.`;
  return name === 'mock' ? 'Write `from unittest import mock`.' : `Write \`from unittest.mock import ${name}\`.`;
}

/** `patch.object` of `unittest.mock.patch.object`. */
export function shortName(creator: string): string {
  return creator.replace(/^(?:unittest\.mock|pytest_mock|pytest|node:test)\./, '');
}

function listOf(targets: readonly string[]): string {
  const shown = targets.slice(0, MAX_TARGETS).map((target) => `\`${target}\``);
  const more = targets.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more.toString()} more`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

function shortened(text: string): string {
  return text.length <= MAX_REASON ? text : `${text.slice(0, MAX_REASON).replace(/\s+\S*$/, '')}…`;
}
