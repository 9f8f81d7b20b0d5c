import type { Example } from 'compliance-linter';
import { ecmascriptReportedInStrict } from './examples-ecmascript-strict.js';
import { SHOP } from './example-shop-ecmascript.js';

/** The problems of one file, one a line. */
function at(path: string, lines: readonly number[]): NonNullable<Example['problems']> {
  return lines.map((line) => ({ path, line }));
}

const TEST = 'src/orders/checkout.test.ts';

const recommended: readonly Example[] = [
  {
    title: 'a module of the repository replaced by a mock, whatever it is called',
    files: {
      ...SHOP,
      [TEST]:
        "vi.mock('@/lib/api', () => ({ fetchOrder: vi.fn() }));\n\nvi.mock('./service');\n\n" +
        "vi.mock(import('./repository'), async (importOriginal) => ({ ...(await importOriginal()), Repository: vi.fn() }));\n\n" +
        "it('pays', () => {\n  vi.doMock(`../lib/index.js`, () => ({ default: {} , saveOrder() {} }));\n});\n",
    },
    problems: [
      {
        path: TEST,
        line: 1,
        severity: 'low',
        message:
          'This replaces `src/lib/api.ts`, which this repository defines: the test stays green when that breaks. ' +
          'Run the real one, or say above why not: `// Mock justification: …`.',
      },
      { path: TEST, line: 3, message: '`src/orders/service.ts`' },
      { path: TEST, line: 5, message: '`src/orders/repository.ts`' },
      { path: TEST, line: 8, message: '`src/lib/index.ts`' },
    ],
  },
  {
    title: 'modules replaced by Jest in all its ways, also with the module as a type argument',
    files: {
      ...SHOP,
      [TEST]:
        "jest.mock<typeof import('@/lib/api')>('@/lib/api', () => ({\n  ...jest.requireActual('@/lib/api'),\n  saveOrder: jest.fn(),\n}));\n" +
        "jest.setMock('./service', { prices: {} });\n\n" +
        "beforeEach(() => {\n  jest.doMock('./repository', () => {\n    const Repository = jest.fn();\n    return { __esModule: true, Repository };\n  });\n" +
        "  jest.unstable_mockModule('../lib', () => ({ Orders: class {} }));\n});\n",
    },
    problems: at(TEST, [1, 5, 8, 12]),
  },
  {
    title: 'a function of a module, a method of an object or of a class replaced through a spy',
    files: {
      ...SHOP,
      [TEST]:
        "import * as api from '@/lib/api';\nimport orders, { OrderService, prices } from './service';\n\n" +
        "it('pays', () => {\n" +
        "  vi.spyOn(api, 'fetchOrder').mockResolvedValue({ id: '1' });\n" +
        "  vi.spyOn(orders, 'save').mockImplementation(async () => {});\n" +
        "  vi.spyOn(OrderService.prototype, 'save').mockRejectedValueOnce(new Error('full'));\n" +
        "  vi.spyOn(OrderService as any, 'create').mockReturnValue(undefined);\n" +
        "  vi\n    .spyOn(prices, 'net')\n    .mockName('net')\n    .mockReturnValue(1);\n" +
        "  vi.spyOn(OrderService.prototype, 'find').mockReturnValue(null);\n});\n",
    },
    problems: [
      { path: TEST, line: 5, message: '`src/lib/api.ts#fetchOrder`' },
      { path: TEST, line: 6, message: '`src/orders/service.ts#OrderService.save`' },
      { path: TEST, line: 8, message: '`src/orders/service.ts#OrderService.create`' },
      { path: TEST, line: 9, message: '`src/orders/service.ts#prices.net`' },
      { path: TEST, line: 13, message: '`src/orders/repository.ts#Repository.find`' },
    ],
  },
  {
    title: 'a spy that is told what to do later, by the variable that holds it',
    files: {
      ...SHOP,
      [TEST]:
        "import * as api from '@/lib/api';\n\nlet saved;\nbeforeEach(() => {\n  saved = jest.spyOn(api, 'saveOrder');\n});\n\n" +
        "it('pays', () => {\n  const fetched = jest.spyOn(api, 'fetchOrder');\n  fetched.mockResolvedValueOnce({});\n  saved.mockReturnValue(1);\n});\n",
    },
    problems: at(TEST, [5, 9]),
  },
  {
    title: 'one target replaced several times in a file once',
    files: {
      ...SHOP,
      [TEST]:
        "import * as api from '@/lib/api';\nimport { fetchOrder, Orders } from '@/lib';\n\n" +
        "it('pays', () => {\n  vi.spyOn(api, 'fetchOrder').mockReturnValue(1);\n});\n" +
        "it('fails', () => {\n  vi.spyOn(api, 'fetchOrder').mockReturnValue(2);\n  vi.spyOn(Orders, 'create').mockReturnThis();\n});\n",
      'src/orders/refund.test.ts':
        "import * as lib from '@/lib';\n\nit('refunds', () => {\n  vi.spyOn(lib, 'fetchOrder').mockReturnValue(1);\n});\n",
    },
    problems: [
      { path: TEST, line: 5 },
      { path: TEST, line: 9, message: '`src/orders/service.ts#OrderService.create`' },
      { path: 'src/orders/refund.test.ts', line: 4, message: '`src/lib/api.ts#fetchOrder`' },
    ],
  },
  {
    title: 'a module loaded where it is mocked',
    files: {
      ...SHOP,
      [TEST]:
        "it('pays', async () => {\n  jest.spyOn(require('@/lib/api'), 'saveOrder').mockReturnValue(1);\n" +
        "  const { prices: list } = await import('./service');\n  jest.spyOn(list, 'gross').mockReturnValue(2);\n" +
        "  const api = jest.requireActual('@/lib/api');\n  jest.spyOn(api, 'fetchOrder').mockReturnValue(3);\n" +
        "  jest.replaceProperty(require('./service').prices, 'net', () => 4);\n});\n",
    },
    problems: at(TEST, [2, 4, 6, 7]),
  },
  {
    title: 'a double assigned to what is imported',
    files: {
      ...SHOP,
      [TEST]:
        "import * as api from '@/lib/api';\nimport { OrderService, prices } from './service';\n\n" +
        'OrderService.prototype.save = jest.fn();\n(prices as any).net = jest.fn().mockReturnValue(1) as jest.Mock;\n' +
        "api['fetchOrder'] = jest.fn();\n",
    },
    problems: at(TEST, [4, 5, 6]),
  },
  {
    title: 'replacements by Sinon, Cypress, Jasmine, Bun and node:test',
    files: {
      ...SHOP,
      'src/orders/sinon.test.js':
        "const sinon = require('sinon');\nconst { prices } = require('./service');\nconst sandbox = sinon.createSandbox();\n\n" +
        "it('pays', () => {\n  sandbox.stub(prices, 'net').returns(1);\n  sinon.replace(prices, 'gross', sinon.fake.returns(2));\n});\n",
      'cypress/e2e/pay.cy.ts':
        "import { prices } from '../../src/orders/service';\n\nit('pays', () => {\n  cy.stub(prices, 'net').as('net').returns(1);\n});\n",
      'src/orders/pay.spec.ts':
        "import { OrderService, prices } from './service';\n\nit('pays', () => {\n  spyOn(prices, 'net').and.returnValue(1);\n" +
        "  spyOn(OrderService.prototype, 'save');\n});\n",
      'src/orders/bun.test.ts':
        "import { mock, spyOn } from 'bun:test';\nimport * as api from '@/lib/api';\n\nmock.module('./service', () => ({ orders: {} }));\n" +
        "spyOn(api, 'fetchOrder').mockReturnValue(1);\n",
      'src/orders/node.test.ts':
        "import test, { mock } from 'node:test';\nimport { prices } from './service';\n\n" +
        "mock.module('../lib/api.ts', { namedExports: { fetchOrder() {} } });\n\n" +
        "test('pays', async (t) => {\n  t.mock.method(prices, 'net', () => 1);\n  mock.getter(prices, 'gross', () => 2);\n});\n" +
        "test('fails', async ({ mock }) => {\n  const net = mock.method(prices, 'net');\n  net.mock.mockImplementationOnce(() => 0);\n});\n",
    },
    problems: [
      ...at('src/orders/sinon.test.js', [6, 7]),
      ...at('cypress/e2e/pay.cy.ts', [4]),
      ...at('src/orders/pay.spec.ts', [4, 5]),
      ...at('src/orders/bun.test.ts', [4, 5]),
      ...at('src/orders/node.test.ts', [4, 7, 8]),
    ],
  },
  {
    title: 'modules of other packages of the workspace, and of CommonJS, and components',
    files: {
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      'packages/money/package.json': '{ "name": "@shop/money", "main": "index.js" }',
      'packages/money/index.js':
        "const { round } = require('./round');\n\nfunction add(a, b) {}\nmodule.exports = { add, round, zero: () => 0 };\n",
      'packages/money/round.js': 'exports.round = function (amount) {};\n',
      'packages/money/rates.js': 'const rates = { of() {} };\n\nmodule.exports = rates;\n',
      'packages/web/package.json': '{ "name": "@shop/web", "dependencies": { "@shop/money": "*" } }',
      'packages/web/Price.vue': '<template><b>1</b></template>\n',
      'packages/web/cart.test.js':
        "const money = require('@shop/money');\n\njest.mock('./Price.vue', () => ({}));\njest.mock('@shop/money', () => ({ add: () => 1 }));\n" +
        "jest.spyOn(money, 'round').mockReturnValue(1);\njest.spyOn(money, 'zero').mockReturnValue(1);\n" +
        "jest.spyOn(require('../money/rates'), 'of').mockReturnValue(1);\n",
    },
    problems: [
      { path: 'packages/web/cart.test.js', line: 3, message: '`packages/web/Price.vue`' },
      { path: 'packages/web/cart.test.js', line: 4, message: '`packages/money/index.js`' },
      { path: 'packages/web/cart.test.js', line: 5, message: '`packages/money/round.js#round`' },
      { path: 'packages/web/cart.test.js', line: 6, message: '`packages/money/index.js#zero`' },
      { path: 'packages/web/cart.test.js', line: 7, message: '`packages/money/rates.js#rates.of`' },
    ],
  },
  {
    title: 'functions that a package wraps are the repository’s own',
    files: {
      ...SHOP,
      'src/account.tsx':
        "import { cache, memo } from 'react';\nfunction Badge() {}\nexport const loadAccount = cache(async () => fetch('/account'));\nexport default memo(Badge);\n",
      'src/menu.test.tsx': "vi.mock('./account', () => ({ loadAccount: () => ({}) }));\n",
      'src/page.test.tsx': "vi.mock('./account', () => ({ default: () => null }));\n",
    },
    problems: [...at('src/menu.test.tsx', [1]), ...at('src/page.test.tsx', [1])],
  },
  {
    title: 'a comment that says what is mocked, one to a tool, one about something else',
    files: {
      ...SHOP,
      [TEST]:
        "// Mock the api module\nvi.mock('@/lib/api');\n\n// eslint-disable-next-line no-restricted-syntax, no-undef\nvi.mock('./service');\n\n" +
        "function order() {\n  return {}; // without any lines\n}\nvi.mock('./repository');\n",
    },
    problems: at(TEST, [2, 5, 10]),
  },
];

export const ecmascriptReported: readonly Example[] = [...recommended, ...ecmascriptReportedInStrict];
