import type { Mock } from './facts.js';

/** How a creator says what it replaces. */
export type TargetForm = 'none' | 'path' | 'object' | 'multiple' | 'dict' | 'setattr' | 'setitem';

/** A function or class of a mocking library. */
export interface Creator {
  /** Its full name, that of `unittest.mock` also for the packages that are copies of it. */
  readonly name: string;
  readonly effect: Mock['effect'];
  readonly form: TargetForm;
}

const MOCK_CLASSES = [
  ...['Mock', 'MagicMock', 'AsyncMock', 'PropertyMock', 'NonCallableMock', 'NonCallableMagicMock', 'ThreadingMock'],
  'CoroutineMock',
];
const FUNCTIONS: Readonly<Record<string, Pick<Creator, 'effect' | 'form'>>> = {
  create_autospec: { effect: 'creates', form: 'none' },
  mock_open: { effect: 'creates', form: 'none' },
  patch: { effect: 'replaces', form: 'path' },
  'patch.object': { effect: 'replaces', form: 'object' },
  'patch.dict': { effect: 'replaces', form: 'dict' },
  'patch.multiple': { effect: 'replaces', form: 'multiple' },
};
const OF_MOCKER: typeof FUNCTIONS = {
  'patch.context_manager': { effect: 'replaces', form: 'object' },
  stub: { effect: 'creates', form: 'none' },
  async_stub: { effect: 'creates', form: 'none' },
  spy: { effect: 'observes', form: 'object' },
};
const OF_MONKEYPATCH: typeof FUNCTIONS = {
  setattr: { effect: 'replaces', form: 'setattr' },
  setitem: { effect: 'replaces', form: 'setitem' },
  setenv: { effect: 'environment', form: 'none' },
  delenv: { effect: 'environment', form: 'none' },
};

/** `unittest.mock` and the packages that copy it. */
const LIBRARY = /^(?:unittest\.mock|mock(?:\.mock)?|asynctest(?:\.mock)?)(?:\.|$)/;
/** The full names by which the fixtures of pytest go here, whatever a test calls them. */
export const MOCKER = { specifier: 'pytest_mock', imported: 'mocker' };
export const MONKEYPATCH = { specifier: 'pytest', imported: 'monkeypatch' };

/** The creator of a full name (`mock.patch.object`, `pytest_mock.mocker.spy`). */
export function creatorOf(name: string): Creator | undefined {
  const [library = ''] = LIBRARY.exec(name) ?? [];
  if (library !== '') return named('unittest.mock', name.slice(library.length), FUNCTIONS);
  const [, fixture, member = ''] =
    /^(pytest_mock\.mocker|pytest\.monkeypatch)\.(?:mock\.|mock_module\.)?(.+)$/.exec(name) ?? [];
  if (fixture === 'pytest.monkeypatch') return named(fixture, member, OF_MONKEYPATCH);
  return fixture === undefined ? undefined : named(fixture, member, { ...FUNCTIONS, ...OF_MOCKER });
}

function named(library: string, member: string, functions: typeof FUNCTIONS): Creator | undefined {
  const isClass = library !== 'pytest.monkeypatch' && MOCK_CLASSES.includes(member);
  const found = isClass ? ({ effect: 'creates', form: 'none' } as const) : functions[member];
  return found === undefined ? undefined : { name: `${library}.${member}`, ...found };
}

/** True if the name is a mocking library or a part of one: `mock`, `unittest.mock.patch`, `pytest_mock.mocker`. */
export function isMocking(name: string): boolean {
  return LIBRARY.test(name) || /^(?:pytest_mock\.mocker|pytest\.monkeypatch)(?:\.|$)/.test(name);
}

/** True if the name is a class of mocks: an alias of it is no mock yet, and a class may extend it. */
export function isMockClass({ name }: Creator): boolean {
  return MOCK_CLASSES.some((mockClass) => name.endsWith(`.${mockClass}`));
}

/** The library's creator that the end of somebody else's name suggests: `tests.helpers.MagicMock`, `compat.mock.patch`. */
export function suggestedCreator(name: string): Creator | undefined {
  const [, member] = SUGGESTION.exec(name) ?? [];
  return member === undefined ? undefined : named('unittest.mock', member, FUNCTIONS);
}

const MEMBERS = [...MOCK_CLASSES, 'create_autospec', 'mock_open', 'patch(?:\\.(?:object|dict|multiple))?'].join('|');
const SUGGESTION = new RegExp(`[.](${MEMBERS})$`);

/** Names that only a mocking library has, for expressions. `mock` and the fixtures need a member to be told. */
export const CREATOR_NAMES = [...MOCK_CLASSES, 'create_autospec', 'mock_open', 'patch'];
export const MOCKER_FIXTURES = ['mocker', 'session_mocker', 'package_mocker', 'module_mocker', 'class_mocker'];

/** What `from unittest.mock import *` binds. */
export const STAR_NAMES: ReadonlySet<string> = new Set(CREATOR_NAMES.filter((name) => name !== 'CoroutineMock'));
