import { templatesOf, type Template } from '../../template.js';
import { withLibrary } from './libraries.js';

const nearMiss = templatesOf('near-miss', { kind: 'test', spot: 'statement', isRestyled: false });
const inModule = templatesOf('near-miss', { kind: 'test', spot: 'module', isRestyled: false });
const inSource = templatesOf('near-miss', { kind: 'source', spot: 'module' });

const TEXT: readonly Template[] = [
  nearMiss('comment', () => `// vi.mock('../orders'), jest.fn() and sinon.stub()`),
  nearMiss('block comment', () => `/* jest.mock('../orders'); vi.spyOn(console, 'log') */`),
  nearMiss('string', (w) => `const ${w.first.camel} = "vi.mock('../orders') and jest.fn()";`),
  nearMiss('template literal', (w) => `const ${w.first.camel} = \`jest.fn() \${String(${w.port})} vi.fn()\`;`),
  nearMiss('title of a test', (w) => `it.todo('jest.mock("${w.noun.camel}") and cy.stub() are gone');`),
];

const OTHER_CALLS: readonly Template[] = [
  nearMiss(
    'fake timers',
    withLibrary(({ name }) => `${name}.useFakeTimers();`),
  ),
  nearMiss(
    'real timers',
    withLibrary(({ name }) => `${name}.useRealTimers();`),
  ),
  nearMiss(
    'advanced timers',
    withLibrary(({ name }, w) => `${name}.advanceTimersByTime(${w.port});`),
  ),
  nearMiss(
    'cleared',
    withLibrary(({ name }) => `${name}.clearAllMocks();`),
  ),
  nearMiss(
    'reset and restored',
    withLibrary(({ name }) => `${name}.resetAllMocks();\n${name}.restoreAllMocks();`),
  ),
  nearMiss(
    'resetModules',
    withLibrary(({ name }) => `${name}.resetModules();`),
  ),
  nearMiss(
    'mocked',
    withLibrary(({ name }, w) => `const ${w.first.camel} = ${name}.mocked(console.log);`),
  ),
  nearMiss(
    'mocked and what it returns',
    withLibrary(({ name }, w) => `${name}.mocked(${w.first.camel}).mockReturnValue(${w.port});`),
  ),
  nearMiss('importActual', (w) => `const ${w.first.camel} = await vi.importActual('node:path');`, {
    imports: ["import { vi } from 'vitest';"],
    spot: 'async',
  }),
  nearMiss('requireActual', (w) => `const ${w.first.camel} = jest.requireActual('node:path');`, {
    imports: ["import { jest } from '@jest/globals';"],
  }),
  nearMiss('waitFor', (w) => `await vi.waitFor(() => expect(${w.first.camel}).toBe(true));`, {
    imports: ["import { vi } from 'vitest';"],
    spot: 'async',
  }),
  nearMiss('setTimeout of jest', () => `jest.setTimeout(20_000);`, {
    imports: ["import { jest } from '@jest/globals';"],
  }),
  nearMiss(
    'isMockFunction',
    withLibrary(({ name }, w) => `expect(${name}.isMockFunction(${w.first.camel})).toBe(false);`),
  ),
  nearMiss(
    'use of a mock',
    (w) => `
expect(${w.first.camel}).toHaveBeenCalledWith(${w.port});
${w.first.camel}.mockClear();
${w.second.camel}.mock.calls.at(-1);`,
  ),
  nearMiss('return value of a mock', (w) => `${w.first.camel}.mockResolvedValueOnce({ id: '${w.noun.camel}' });`),
  nearMiss(
    'handler of MSW',
    (w) => `
server.use(
  http.get('/api/${w.noun.kebab}s', () => HttpResponse.json({ items: [] })),
);`,
    { imports: ["import { http, HttpResponse } from 'msw';"] },
  ),
  nearMiss(
    'handler of MSW, rest',
    (w) => `
server.use(rest.post('/api/${w.noun.kebab}s', (request, respond, context) => respond(context.status(201))));`,
    {
      imports: ["import { rest } from 'msw';"],
    },
  ),
  nearMiss(
    'route of a browser',
    (w) => `await page.route('**/api/${w.noun.kebab}s', (route) => route.fulfill({ json: [] }));`,
    {
      spot: 'async',
    },
  ),
  nearMiss('system time', () => `vi.setSystemTime(new Date(2030, 1, 1));`, {
    imports: ["import { vi } from 'vitest';"],
  }),
];

const OWN_NAMES: readonly Template[] = [
  inModule(
    "class of one's own that ends in Mock",
    (w) => `
class ${w.first.pascal}Mock {
  ${w.verb.camel}() {
    return [];
  }
}
const ${w.first.camel} = new ${w.first.pascal}Mock();`,
  ),
  inModule(
    "function of one's own that starts with mock",
    (w) => `
function mock${w.first.pascal}(id: string) {
  return { id, items: [] };
}
const ${w.first.camel} = mock${w.first.pascal}('1');`,
  ),
  inModule(
    "function of one's own named fn",
    (w) => `
const ${w.first.camel} = {
  fn: () => '${w.noun.camel}',
  mock: (id: string) => id,
};
const ${w.second.camel} = ${w.first.camel}.fn() + ${w.first.camel}.mock('1');`,
  ),
  nearMiss('method named mock', (w) => `const ${w.first.camel} = ${w.noun.camel}Api.mock('/${w.noun.kebab}s');`),
  nearMiss(
    'method named patch',
    (w) => `const ${w.first.camel} = api.patch('/${w.noun.kebab}s/1', { limit: ${w.port} });`,
  ),
  nearMiss('method named stub', (w) => `const ${w.first.camel} = ticket.stub('${w.noun.camel}');`),
  nearMiss('data named mock', (w) => `const mock${w.first.pascal} = { id: '1', total: ${w.port} };`),
  inModule('type of a mock', (w) => `type ${w.first.pascal} = { ${w.verb.camel}: import('vitest').Mock };`),
  inModule(
    "sinon of one's own",
    (w) => `
function ${w.first.camel}(sinon: { stub(name: string): string }) {
  return sinon.stub('${w.noun.camel}');
}`,
    { strict: null },
  ),
];

const SOURCES: readonly Template[] = [
  inSource('in product code', (w) => `export const ${w.first.camel} = sinon.stub();`, {
    imports: ["import sinon from 'sinon';"],
  }),
  inSource(
    'a method named fn in product code',
    (w) => `export const ${w.first.camel} = () => registry.fn('${w.noun.camel}');`,
  ),
];

/** What only looks like a mock. */
export const TYPESCRIPT_NO_MOCKS: readonly Template[] = [...TEXT, ...OTHER_CALLS, ...OWN_NAMES, ...SOURCES];
