import type { MockUnit } from '../../units.js';

export interface MockName {
  readonly name: string;
  readonly certainty: MockUnit['certainty'];
  /** True if it replaces a module, by a factory perhaps. */
  readonly isModule: boolean;
}

interface Library {
  /** Matches the beginning of an origin, up to the member. */
  readonly origin: RegExp;
  readonly listed: ReadonlySet<string>;
  readonly other: ReadonlySet<string>;
  readonly environment?: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const LIBRARIES: readonly Library[] = [
  {
    origin: /^(?:global#jest|@jest\/globals#jest)\./,
    listed: words('mock doMock spyOn fn'),
    other: words('unstable_mockModule setMock replaceProperty createMockFromModule genMockFromModule'),
  },
  {
    origin: /^(?:global#(?:vi|vitest)|vitest#(?:vi|vitest))\./,
    listed: words('mock doMock spyOn fn stubGlobal'),
    other: words('importMock mockObject'),
    environment: words('stubEnv'),
  },
  {
    origin: /^(?:global#sinon\.|sinon#(?:default\.)?)/,
    listed: words('stub spy mock fake replace replaceGetter replaceSetter createStubInstance createStubbedInstance'),
    other: words('fake.returns fake.throws fake.resolves fake.rejects fake.yields define'),
  },
  { origin: /^global#cy\./, listed: words('stub spy'), other: new Set() },
  {
    origin: /^node:test#(?:default\.)?(?:mock|test\.mock)\./,
    listed: words('module method'),
    other: words('fn getter setter property'),
  },
  { origin: /^node:test#context\./, listed: new Set(), other: words('module method fn getter setter property') },
  { origin: /^bun:test#(?:jest\.|vi\.)?/, listed: new Set(), other: words('mock mock.module spyOn fn') },
  { origin: /^(?:@storybook\/(?:test|jest)|storybook\/test)#(?:jest\.)?/, listed: new Set(), other: words('fn spyOn') },
  {
    origin: /^(?:jest-mock-extended|vitest-mock-extended|ts-mockito|ts-jest|@golevelup\/ts-\w+)#(?:default\.)?/,
    listed: new Set(),
    other: words('mock mockDeep mockFn createMock spy imock'),
  },
  { origin: /^global#(?:jasmine\.)?/, listed: new Set(), other: words('createSpy createSpyObj spyOn spyOnProperty') },
];

const MODULE_MOCKS = words('mock doMock unstable_mockModule setMock module mock.module');

/** The creation of a mock that a function is by its origin (see `originOf`); undefined for any other function. */
export function mockNamed(origin: string | undefined): MockName | undefined {
  if (origin === undefined) return undefined;
  for (const { origin: pattern, listed, other, environment } of LIBRARIES) {
    const start = pattern.exec(origin)?.[0];
    if (start === undefined) continue;
    const member = origin.slice(start.length);
    const isSinon = start.includes('sinon');
    const found = { name: origin, isModule: MODULE_MOCKS.has(member) && !isSinon };
    if (listed.has(member)) return { ...found, certainty: 'listed' };
    if (other.has(member)) return { ...found, certainty: 'other' };
    if (environment?.has(member) === true) return { ...found, certainty: 'environment' };
  }
  return undefined;
}
