import type { Example } from 'compliance-linter';
import { SHOP } from './example-shop-ecmascript.js';

/** A problem on each of the lines of a file. */
function at(path: string, lines: readonly number[]): NonNullable<Example['problems']> {
  return lines.map((line) => ({ path, line }));
}

const TEST = 'src/orders/checkout.test.tsx';

/** Every mock of a library counts in strict, whatever it stands in for. */
export const ecmascriptReportedInStrict: readonly Example[] = [
  {
    title: 'any mock of Vitest in strict',
    preset: 'strict',
    files: {
      [TEST]:
        "import { vi } from 'vitest';\nimport axios from 'axios';\nimport { log } from './log';\n\n" +
        "vi.mock('axios');\nvi.mock('./log', { spy: true });\nvi.stubGlobal('fetch', async () => new Response());\n" +
        "const get = vi.spyOn(axios, 'get');\nconst pay = vi.fn();\nconst fail = vi.fn<() => void>(() => {\n  throw vi.fn();\n});\n" +
        "const paid = vi.fn().mockReturnValue(true);\nwindow.scrollTo = vi.fn();\nconst later = [...vi.fn().mock.calls];\nvi\n  .spyOn(console, 'error')\n  .mockImplementation(() => {});\n" +
        "it('pays', () => {\n  expect(run({ pay: vi.fn?.() })).toBe(1);\n});\n",
    },
    problems: [
      {
        path: TEST,
        line: 5,
        severity: 'medium',
        message:
          '`vi.mock` replaces `axios`, and nothing says why. Use the real thing, or say above why not: `// Mock justification: …`.',
      },
      { path: TEST, line: 6, message: '`vi.mock` watches `./log`' },
      { path: TEST, line: 7, message: '`vi.stubGlobal` replaces `fetch`' },
      { path: TEST, line: 8, message: '`vi.spyOn` watches `axios.get`' },
      { path: TEST, line: 9, message: '`vi.fn` stands in for the real thing' },
      { path: TEST, line: 10 },
      { path: TEST, line: 13 },
      { path: TEST, line: 14, message: '`vi.fn` replaces `window.scrollTo`' },
      { path: TEST, line: 15 },
      { path: TEST, line: 16, message: '`vi.spyOn` replaces `console.error`' },
      { path: TEST, line: 20 },
    ],
  },
  {
    title: 'any mock of Jest, Sinon, Cypress, Jasmine, node:test and others in strict, imported or global',
    preset: 'strict',
    files: {
      'src/jest.test.ts':
        "import { jest } from '@jest/globals';\nconst client = jest.createMockFromModule('./client');\njest.spyOn(client, 'get');\n",
      'src/sinon.test.ts':
        "import { stub, spy as watch, fake } from 'sinon';\nstub();\nwatch(console, 'log');\nfake.resolves(1);\nsinon.createStubInstance(Date);\n",
      'src/old.test.ts': "import sinon = require('sinon');\nsinon.mock(console).expects('log');\n",
      'cypress/e2e/pay.cy.ts': "cy.window().then((win) => {\n  cy.stub(win, 'open');\n  cy.spy(win, 'close');\n});\n",
      'src/jasmine.spec.ts':
        "const save = jasmine.createSpy('save');\nspyOn(window, 'open').and.callThrough();\nspyOnProperty(window, 'name', 'get');\njasmine.createSpyObj('orders', ['save']);\n",
      'src/node.test.ts':
        "import * as node from 'node:test';\nnode.mock.method(console, 'log');\nnode.test('x', (t) => t.mock.fn());\n",
      'src/typed.test.ts':
        "import { mock, mockDeep as deep } from 'vitest-mock-extended';\nimport { createMock } from '@golevelup/ts-jest';\n" +
        'const orders = mock<Orders>();\nconst client = deep<Client>();\nconst request = createMock<Request>();\n',
    },
    problems: [
      ...at('src/jest.test.ts', [2, 3]),
      ...at('src/sinon.test.ts', [2, 3, 4, 5]),
      ...at('src/old.test.ts', [2]),
      ...at('cypress/e2e/pay.cy.ts', [2, 3]),
      { path: 'src/jasmine.spec.ts', line: 1, message: '`jasmine.createSpy`' },
      { path: 'src/jasmine.spec.ts', line: 2, message: 'watches `window.open`' },
      { path: 'src/jasmine.spec.ts', line: 3, message: 'replaces `window.name`' },
      { path: 'src/jasmine.spec.ts', line: 4 },
      { path: 'src/node.test.ts', line: 2, message: '`mock.method` watches `console.log`' },
      { path: 'src/node.test.ts', line: 3, message: '`mock.fn` stands in' },
      ...at('src/typed.test.ts', [3, 4, 5]),
    ],
  },
  {
    title: 'mocks by other names in strict: renamed imports, variables, sandboxes, through a module of the repository',
    preset: 'strict',
    files: {
      'src/testing.ts': "export { vi as vi } from 'vitest';\nexport * from 'sinon';\n",
      'src/renamed.test.ts':
        "import { vi as v } from 'vitest';\nimport * as vitest from 'vitest';\nv.fn();\nvitest.vi.spyOn(console, 'log');\n",
      'src/variables.test.ts':
        "import { vi } from 'vitest';\nconst v = vi;\nconst mockFn = vi.fn;\nconst { spyOn: watch } = vi;\nv.fn();\nmockFn();\nwatch(console, 'log');\n",
      'src/sandbox.test.ts':
        "import { createSandbox, SinonSandbox } from 'sinon';\nlet box: SinonSandbox;\nbeforeEach(function () {\n  box = createSandbox();\n  this.sandbox = createSandbox();\n});\n" +
        "it('pays', function () {\n  box.stub(console, 'log');\n  this.sandbox.spy(console, 'warn');\n});\n",
      'src/through.test.ts': "import { vi } from './testing';\nvi.fn();\n",
      'src/package.test.ts': "import { vi } from 'vite-plus/test';\nvi.fn();\n",
    },
    problems: [
      ...at('src/renamed.test.ts', [3, 4]),
      ...at('src/variables.test.ts', [5, 6, 7]),
      ...at('src/sandbox.test.ts', [8, 9]),
      ...at('src/through.test.ts', [2]),
      ...at('src/package.test.ts', [2]),
    ],
  },
  {
    title: 'a statement once in strict, however many mocks are in it',
    preset: 'strict',
    files: {
      [TEST]:
        "vi.mock('axios', () => {\n  const get = vi.fn();\n  return { default: { get, post: vi.fn() } };\n});\n" +
        'const mocks = vi.hoisted(() => {\n  const save = vi.fn();\n  return { save, load: vi.fn() };\n});\n' +
        'const props = {\n  onSave: vi.fn(),\n  onLoad: vi.fn(),\n};\n' +
        "describe('checkout', () => {\n  beforeEach(() => {\n    vi.stubGlobal('fetch', vi.fn().mockImplementation(() => {\n      return vi.fn();\n    }));\n  });\n" +
        "  it('pays', () => {\n    render(\n      <Cart\n        onPay={vi.fn()}\n        onClear={vi.fn()}\n      />,\n    );\n    return vi.fn();\n  });\n});\n" +
        'class Orders {\n  save = vi.fn();\n  load = vi.fn();\n}\n',
    },
    problems: at(TEST, [1, 6, 10, 15, 22, 26, 30, 31]),
  },
  {
    title: 'reasons in strict that are none: a comment without the words, one text over many mocks',
    preset: 'strict',
    files: {
      [TEST]:
        "// the bank has no sandbox\nvi.mock('@shop/bank');\n\n" +
        ['mail', 'queue', 'files']
          .map((name) => `// Mock justification: external services are slow\nvi.mock('@shop/${name}');\n\nrun();\n\n`)
          .join(''),
    },
    problems: at(TEST, [2, 5, 10, 15]),
  },
  {
    title: 'environment variables and classes named as mocks where the options ask for them',
    preset: 'strict',
    options: { environment: 'check', handWritten: true },
    files: {
      'src/pay.test.ts':
        "vi.stubEnv('CURRENCY', 'EUR');\nclass BankMock {\n  pay() {}\n}\nclass MockMail {}\nclass Mocker {}\nconst Queue = class QueueMock {};\n",
    },
    problems: at('src/pay.test.ts', [1, 2, 5, 7]),
  },
  {
    title: 'a function of a mocking library that nobody imports',
    files: {
      ...SHOP,
      'src/pay.test.ts':
        "import { orders } from './orders/service';\n\nconst client = mockDeep<Client>();\nconst other = mockDeep<Client>();\n",
    },
    problems: [
      {
        path: 'src/pay.test.ts',
        line: 3,
        kind: 'undefined-name',
        severity: 'high',
        message:
          '`mockDeep` is used here, but neither imported nor defined, so this cannot run. Import it from the library that you mean.',
      },
    ],
  },
];
