/** How a function of a mocking library makes a mock, by what it is given. */
export type Form =
  /** Stands alone: `vi.fn()`. */
  | 'double'
  /** A module's specifier and what stands in for it. */
  | 'module'
  /** An object, the name of its member and what stands in for that; without arguments a double. */
  | 'member'
  /** Likewise, but the member goes on working until somebody says what it does instead. */
  | 'spy'
  /** Likewise, with what stands in for the member or without. */
  | 'method'
  /** A whole object. */
  | 'object'
  /** The name of a global variable. */
  | 'global'
  /** The name of an environment variable. */
  | 'environment'
  /** Makes no mock itself; those that its callback makes belong to it. */
  | 'group'
  /** Gives an object with the functions of the library. */
  | 'sandbox';

const SINON: Readonly<Record<string, Form>> = {
  stub: 'member',
  spy: 'spy',
  mock: 'object',
  fake: 'double',
  replace: 'member',
  replaceGetter: 'member',
  replaceSetter: 'member',
  define: 'member',
  createStubInstance: 'double',
  createSandbox: 'sandbox',
  'sandbox.create': 'sandbox',
  ...Object.fromEntries(
    ['returns', 'throws', 'resolves', 'rejects', 'yields', 'yieldsAsync'].map((end) => [`fake.${end}`, 'double']),
  ),
};

/** Library → its functions. */
const FUNCTIONS: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  jest: {
    fn: 'double',
    createMockFromModule: 'double',
    genMockFromModule: 'double',
    mock: 'module',
    doMock: 'module',
    setMock: 'module',
    unstable_mockModule: 'module',
    spyOn: 'spy',
    replaceProperty: 'member',
  },
  vi: {
    fn: 'double',
    mockObject: 'double',
    mock: 'module',
    doMock: 'module',
    spyOn: 'spy',
    stubGlobal: 'global',
    stubEnv: 'environment',
    hoisted: 'group',
  },
  sinon: SINON,
  cy: { stub: 'member', spy: 'spy' },
  jasmine: { createSpy: 'double', createSpyObj: 'double' },
  'jasmine.spyOn': { '': 'member' },
  'jasmine.spyOnProperty': { '': 'member' },
  'jasmine.spyOnAllFunctions': { '': 'object' },
  'node:test.mock': {
    fn: 'double',
    method: 'method',
    getter: 'method',
    setter: 'method',
    property: 'method',
    module: 'module',
  },
  'bun.mock': { '': 'double', module: 'module' },
  'bun.spyOn': { '': 'spy' },
  'std/testing': { stub: 'member', spy: 'spy' },
  storybook: { fn: 'double', spyOn: 'spy' },
  'mock-extended': { mock: 'double', mockDeep: 'double', mockFn: 'double' },
  'ts-mockito': { mock: 'double', imock: 'double' },
  golevelup: { createMock: 'double' },
};

/** Module → what its exports are: the path of an export, or '' for the module itself, and the library it is. */
const MODULES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vitest: { vi: 'vi', vitest: 'vi' },
  '@jest/globals': { jest: 'jest' },
  'jest-mock': { '': 'jest', default: 'jest' },
  sinon: { '': 'sinon', default: 'sinon' },
  'node:test': Object.fromEntries(
    ['', 'default.', 'test.', 'it.'].map((before) => [`${before}mock`, 'node:test.mock'] as const),
  ),
  'bun:test': { jest: 'jest', vi: 'vi', mock: 'bun.mock', spyOn: 'bun.spyOn' },
  '@std/testing/mock': { '': 'std/testing' },
  'jsr:@std/testing/mock': { '': 'std/testing' },
  'storybook/test': { '': 'storybook' },
  '@storybook/test': { '': 'storybook' },
  'jest-mock-extended': { '': 'mock-extended' },
  'vitest-mock-extended': { '': 'mock-extended' },
  'ts-mockito': { '': 'ts-mockito' },
  '@golevelup/ts-jest': { '': 'golevelup' },
  '@golevelup/ts-vitest': { '': 'golevelup' },
};

/** Names that test runners put in place without an import, and what they are. */
export const GLOBALS: Readonly<Record<string, string>> = {
  jest: 'jest',
  vi: 'vi',
  vitest: 'vi',
  sinon: 'sinon',
  cy: 'cy',
  jasmine: 'jasmine',
  spyOn: 'jasmine.spyOn',
  spyOnProperty: 'jasmine.spyOnProperty',
  spyOnAllFunctions: 'jasmine.spyOnAllFunctions',
};

/** Names that say by themselves which library they are, from whatever module they are imported. */
export const TELLING_NAMES: ReadonlySet<string> = new Set(['jest', 'vi', 'vitest', 'sinon']);

/** Functions of mocking libraries that no test runner puts in place, called by names that nothing else has. */
export const NEVER_GLOBAL: readonly string[] = ['mockDeep', 'createStubInstance'];

/** The functions of a library that stands for a name, by what follows the name: '' for the name itself. */
export type Functions = ReadonlyMap<string, LibraryFunction>;

export interface LibraryFunction {
  /** Its full name: `vi.fn`, `node:test.mock.method`. */
  readonly creator: string;
  readonly form: Form;
}

/** The functions that a library has at and below `path`. */
export function functionsOf(library: string, path: readonly string[] = []): Functions {
  const prefix = path.map((part) => `${part}.`).join('');
  const found = new Map<string, LibraryFunction>();
  for (const [name, form] of Object.entries(FUNCTIONS[library] ?? {})) {
    const rest = `${name}.`.startsWith(prefix) ? `${name}.`.slice(prefix.length, -1) : undefined;
    if (rest !== undefined) found.set(rest, { creator: name === '' ? library : `${library}.${name}`, form });
  }
  return found;
}

/** The functions that the export at `path` of a module has, at and below it; none if the module is no library. */
export function functionsOfExport(module: string, path: readonly string[]): Functions {
  const found = new Map<string, LibraryFunction>();
  for (const [exported, library] of Object.entries(MODULES[module] ?? {})) {
    const place = exported === '' ? [] : exported.split('.');
    if (isPrefix(place, path)) {
      for (const [rest, value] of functionsOf(library, path.slice(place.length))) found.set(rest, value);
    } else if (isPrefix(path, place)) {
      const before = place.slice(path.length).join('.');
      for (const [rest, value] of functionsOf(library)) found.set(rest === '' ? before : `${before}.${rest}`, value);
    }
  }
  return found;
}

function isPrefix(start: readonly string[], whole: readonly string[]): boolean {
  return start.length <= whole.length && start.every((part, index) => part === whole[index]);
}
