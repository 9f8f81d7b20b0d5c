import { templatesOf, type Template } from '../../template.js';
import { withLibrary } from './libraries.js';

const strict = templatesOf('breach', { kind: 'test', spot: 'statement', recommended: 'near-miss' });
const inModule = templatesOf('breach', { kind: 'test', spot: 'module', recommended: 'near-miss' });

const PACKAGES = ['axios', 'next/navigation', 'node:fs', 'stripe', '@sentry/nextjs', 'date-fns'] as const;

/** Stand-ins that replace nothing by themselves. */
const FUNCTIONS: readonly Template[] = [
  strict(
    'fn()',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = ${name}.fn();`),
  ),
  strict(
    'fn() with an implementation',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = ${name}.fn(() => ({ id: '${w.noun.camel}' }));`),
  ),
  strict(
    'fn() with a type',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = ${name}.fn<(id: string) => void>();`),
  ),
  strict(
    'fn() and what it returns',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = ${name}.fn().mockReturnValue(${w.port});`),
  ),
  strict(
    'fn() over several lines',
    withLibrary(
      ({ name }, w) => `
» const ${w.first.camel} = ${name}
»   .fn()
»   .mockResolvedValueOnce({ ok: false })
»   .mockResolvedValueOnce({ ok: true });`,
    ),
  ),
  strict(
    'fn() in an object',
    withLibrary(
      ({ name }, w) => `
» const ${w.first.camel} = {
  limit: 3,
»   ${w.verb.camel}: ${name}.fn(),
};`,
    ),
  ),
  strict(
    'several fn() in one statement',
    withLibrary(
      ({ name }, w) => `
» const ${w.first.camel} = {
»   ${w.verb.camel}: ${name}.fn(),
  close: ${name}.fn(),
  open: ${name}.fn(async () => undefined),
};`,
    ),
  ),
  strict(
    'fn() in the arguments of a call',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = new ${w.noun.pascal}Service(${name}.fn(), 3);`),
  ),
  strict(
    'fn() as value of a property',
    withLibrary(({ name }, w) => `» globalThis.${w.verb.camel} = ${name}.fn();`),
  ),
  strict(
    'fn() cast',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = ${name}.fn() as unknown as typeof fetch;`),
  ),
  strict(
    'fn() in an array',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = [${name}.fn(), ${name}.fn()];`),
  ),
  strict(
    'fn() in an arrow function',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = () => ({ ${w.verb.camel}: ${name}.fn() });`),
  ),
  strict(
    'fn() in a ternary',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = process.env.CI ? ${name}.fn() : undefined;`),
  ),
  inModule(
    'fn() returned by a function',
    withLibrary(
      ({ name }, w) => `
function make${w.first.pascal}() {
»   return { ${w.verb.camel}: ${name}.fn() };
}`,
    ),
  ),
  inModule(
    'fn() in beforeEach',
    withLibrary(
      ({ name }, w) => `
beforeEach(() => {
»   globalThis.${w.verb.camel} = ${name}.fn();
});`,
    ),
  ),
  inModule(
    'fn() in a test',
    withLibrary(
      ({ name }, w) => `
it('${w.verb.camel}s the ${w.noun.camel}', async () => {
»   const onDone = ${name}.fn();
  expect(onDone).not.toHaveBeenCalled();
});`,
    ),
  ),
  inModule(
    'fn() in nested blocks',
    withLibrary(
      ({ name }, w) => `
describe('${w.noun.camel}', () => {
  for (const limit of [1, 2]) {
    test(\`limit \${limit}\`, () => {
      if (limit > 1) {
»         const onDone = ${name}.fn();
        expect(onDone).toBeDefined();
      }
    });
  }
});`,
    ),
  ),
  inModule(
    'fn() as a property of a class',
    withLibrary(
      ({ name }, w) => `
class ${w.first.pascal}Client {
»   ${w.verb.camel} = ${name}.fn();
}`,
    ),
  ),
  strict('stubGlobal', (w) => `» vi.stubGlobal('fetch', async () => new Response('${w.noun.camel}'));`, {
    imports: ["import { vi } from 'vitest';"],
  }),
  strict('vitest under another name', (w) => `» const ${w.first.camel} = vitest.fn();`, {
    imports: ["import { vi as vitest } from 'vitest';"],
  }),
  strict('jest under another name', (w) => `» const ${w.first.camel} = testing.fn();`, {
    imports: ["import { jest as testing } from '@jest/globals';"],
  }),
  strict('vitest as a namespace', (w) => `» const ${w.first.camel} = vitestModule.vi.fn();`, {
    imports: ["import * as vitestModule from 'vitest';"],
    strict: null,
  }),
];

const OTHER_LIBRARIES: readonly Template[] = [
  strict('sinon.stub()', (w) => `» const ${w.first.camel} = sinon.stub();`, {
    imports: ["import sinon from 'sinon';"],
  }),
  strict('sinon.stub of a method', (w) => `» sinon.stub(console, '${w.pick('warn', 'error', 'info')}');`, {
    imports: ["import * as sinon from 'sinon';"],
  }),
  strict('sinon.stub by name', (w) => `» const ${w.first.camel} = stub().returns(${w.port});`, {
    imports: ["import { stub } from 'sinon';"],
  }),
  strict('sinon.fake', (w) => `» const ${w.first.camel} = sinon.fake.resolves('${w.noun.camel}');`, {
    imports: ["import sinon from 'sinon';"],
  }),
  strict('sinon.mock', (w) => `» const ${w.first.camel} = sinon.mock(console);`, {
    imports: ["import sinon from 'sinon';"],
  }),
  strict('sinon.replace', () => `» sinon.replace(console, 'warn', () => undefined);`, {
    imports: ["import sinon from 'sinon';"],
  }),
  strict('cy.stub', (w) => `» const ${w.first.camel} = cy.stub().as('${w.verb.camel}');`),
  strict('cy.stub of a method', () => `» cy.stub(window, 'open');`),
  strict('cy.spy', (w) => `» const ${w.first.camel} = cy.spy(console, 'log');`),
  strict('mock.fn of node:test', (w) => `» const ${w.first.camel} = mock.fn();`, {
    imports: ["import { mock } from 'node:test';"],
    strict: null,
  }),
  strict('mock.method of node:test', () => `» mock.method(console, 'warn', () => undefined);`, {
    imports: ["import { mock } from 'node:test';"],
  }),
  inModule(
    'mock.module of node:test',
    () => `» mock.module('node:fs', { namedExports: { readFileSync: () => '' } });`,
    {
      imports: ["import { mock } from 'node:test';"],
    },
  ),
];

const OUTSIDE: readonly Template[] = [
  inModule(
    'mock of a package',
    withLibrary(({ name }, w) => `» ${name}.mock('${w.pick(...PACKAGES)}');`),
  ),
  inModule(
    'mock of a package with a factory',
    withLibrary(
      ({ name }, w) => `
» ${name}.mock('${w.pick(...PACKAGES)}', () => ({
  default: ${name}.fn(),
  ${w.verb.camel}: ${name}.fn(() => undefined),
}));`,
    ),
  ),
  inModule(
    'mock of a package over several lines',
    withLibrary(
      ({ name }, w) => `
» ${name}.mock(
  '${w.pick(...PACKAGES)}',
  async () => {
    return { ${w.verb.camel}: ${name}.fn() };
  },
);`,
    ),
  ),
  inModule(
    'doMock of a package',
    withLibrary(
      ({ name }, w) => `
it('${w.verb.camel}s', () => {
»   ${name}.doMock('${w.pick(...PACKAGES)}', () => ({}));
});`,
    ),
  ),
  strict(
    'spyOn of a global',
    withLibrary(({ name }) => `» ${name}.spyOn(console, 'error').mockImplementation(() => {});`),
  ),
  strict(
    'spyOn of a global, kept',
    withLibrary(
      ({ name }, w) => `» const ${w.first.camel} = ${name}.spyOn(window, 'fetch').mockResolvedValue(new Response());`,
    ),
  ),
  strict(
    'spyOn over several lines',
    withLibrary(
      ({ name }) => `
» ${name}
»   .spyOn(Storage.prototype, 'getItem')
»   .mockReturnValue(null);`,
    ),
  ),
  strict(
    'spyOn of a getter',
    withLibrary(({ name }) => `» ${name}.spyOn(navigator, 'language', 'get').mockReturnValue('de');`),
  ),
  strict(
    'spyOn that replaces nothing',
    withLibrary(({ name }, w) => `» const ${w.first.camel} = ${name}.spyOn(console, 'warn');`),
  ),
  strict(
    'with a comment that is no reason',
    withLibrary(
      ({ name }, w) => `
// answers with an empty page
» const ${w.first.camel} = ${name}.fn(async () => []);`,
    ),
  ),
];

export const TYPESCRIPT_CREATIONS: readonly Template[] = [...FUNCTIONS, ...OTHER_LIBRARIES, ...OUTSIDE];
