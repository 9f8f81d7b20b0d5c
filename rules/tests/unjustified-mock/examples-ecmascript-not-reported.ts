import type { Example } from 'compliance-linter';
import { SHOP } from './example-shop-ecmascript.js';

const TEST = 'src/orders/checkout.test.tsx';

export const ecmascriptNotReported: readonly Example[] = [
  {
    title: 'doubles, packages, the platform and environment variables replaced',
    files: {
      ...SHOP,
      [TEST]:
        "import axios from 'axios';\nimport fs from 'node:fs';\nimport * as path from 'path';\n\n" +
        "vi.mock('axios');\nvi.mock('node:fs', () => ({ readFileSync: vi.fn() }));\njest.mock('react', () => ({}), { virtual: true });\n" +
        "vi.spyOn(axios, 'get').mockResolvedValue({});\nvi.spyOn(fs, 'readFileSync').mockReturnValue('');\njest.spyOn(path, 'join').mockReturnValue('');\n" +
        "vi.spyOn(console, 'error').mockImplementation(() => {});\nvi.spyOn(window, 'open').mockReturnValue(null);\nvi.stubGlobal('fetch', vi.fn());\nglobalThis.fetch = vi.fn();\n" +
        "Element.prototype.scrollIntoView = vi.fn();\nvi.stubEnv('CURRENCY', 'EUR');\nconst pay = vi.fn();\nconst mocks = vi.hoisted(() => ({ save: vi.fn() }));\nsinon.stub();\ncy.stub().as('pay');\n" +
        "const local = { net() {} };\nvi.spyOn(local, 'net').mockReturnValue(1);\n",
    },
  },
  {
    title: 'packages replaced through modules of the repository that only pass them on',
    files: {
      ...SHOP,
      'src/lib/database.ts':
        "import { PrismaClient } from '@prisma/client';\n\nconst kept = globalThis as { prisma?: PrismaClient };\n" +
        'function connect() {\n  return new PrismaClient();\n}\nexport const prisma = kept.prisma ?? new PrismaClient();\nexport const replica = connect();\n' +
        'export const writer = Pool.getInstance();\nclass Pool {\n  static getInstance() {}\n}\n',
      'src/lib/vendor.ts':
        "import axios from 'axios';\n\nexport * from 'react';\nexport { render as show } from 'react-dom';\nexport { axios as client };\nexport default axios;\n",
      [TEST]:
        "import http from '@/lib/http';\nimport { http as client } from '@/lib';\nimport { prisma, replica } from '@/lib/database';\nimport * as vendor from '@/lib/vendor';\n\n" +
        "vi.mock('@/lib/http', () => ({ http: { get: vi.fn() } }));\nvi.mock('@/lib/database', () => ({ prisma: {}, replica: {}, writer: {} }));\nvi.mock('@/lib', () => ({ http: {} }));\nvi.mock('@/lib/vendor');\n" +
        "vi.spyOn(http, 'get').mockResolvedValue({});\nvi.spyOn(client, 'post').mockResolvedValue({});\nvi.spyOn(prisma.order, 'create').mockResolvedValue({});\nvi.spyOn(replica, '$queryRaw').mockResolvedValue([]);\n" +
        "vi.spyOn(vendor, 'useState').mockReturnValue([]);\nvi.spyOn(vendor, 'show').mockReturnValue(null);\nvi.spyOn(vendor.default, 'get').mockResolvedValue({});\n",
    },
  },
  {
    title: 'members that classes of the repository inherit from packages, and members of members',
    files: {
      ...SHOP,
      'src/services.ts': 'export const services = { bank: connect() };\n',
      'src/client.ts':
        "import { EventEmitter } from 'node:events';\n\nexport class Client extends EventEmitter {\n  send() {}\n}\nexport const client = new Client();\n",
      [TEST]:
        "import { Client, client } from '@/client';\n\nvi.spyOn(Client.prototype, 'emit').mockReturnValue(true);\nvi.spyOn(client, 'on').mockReturnThis();\n" +
        "import { fetchOrder } from '@/lib/api';\nimport { services } from '@/services';\nimport { OrderService } from './service';\n\n" +
        "vi.spyOn(fetchOrder, 'call').mockReturnThis();\nvi.spyOn(services.bank, 'pay').mockReturnValue(1);\nvi.spyOn(OrderService.prototype.total, 'call').mockReturnThis();\n",
    },
  },
  {
    title: 'settings, constants, loggers, telemetry, assets and generated code replaced',
    files: {
      ...SHOP,
      'src/env.mjs': 'export const env = { CURRENCY: "EUR" };\n',
      'src/config/database.ts': 'export function url() {}\n',
      'src/settings/index.ts': 'export function load() {}\n',
      'src/lib/analytics.ts': 'export function capture(name: string) {}\n',
      'src/lib/all.ts': "export { capture } from './analytics';\n",
      'src/theme.css': 'b { color: red }\n',
      'src/logo.svg': '<svg/>\n',
      'src/rates.json': '{}\n',
      'src/generated/client.ts': 'export function list() {}\n',
      [TEST]:
        "import * as api from '@/lib/api';\nimport { log } from '@/lib/logger';\n\nvi.mock('@/config', () => ({ currency: () => 'USD' }));\nvi.mock('@/env.mjs', () => ({ env: {} }));\nvi.mock('@/config/database');\n" +
        "vi.mock('@/lib/logger');\nvi.mock('@/lib/analytics', () => ({ capture: vi.fn() }));\nvi.mock('@/lib/api', async (original) => ({ ...(await original()), PAGE_SIZE: 1 }));\n" +
        "vi.mock('@/theme.css', () => ({}));\nvi.mock('@/logo.svg', () => ({ default: 'logo' }));\nvi.mock('@/rates.json', () => ({}));\nvi.mock('@/generated/client', () => ({ list: vi.fn() }));\n" +
        "jest.replaceProperty(api, 'PAGE_SIZE', 1);\nvi.mock('@/settings');\nvi.mock('@/lib/all');\n" +
        "import * as rates from '@/rates.json';\nsinon.stub(rates);\n",
    },
  },
  {
    title: 'spies that let the real thing work',
    files: {
      ...SHOP,
      [TEST]:
        "import * as api from '@/lib/api';\nimport { prices } from './service';\n\nvi.mock('@/lib/api', { spy: true });\nvi.mock('./service', async (importOriginal) => ({ ...(await importOriginal()) }));\n" +
        "vi.spyOn(api, 'fetchOrder');\nconst saved = jest.spyOn(api, 'saveOrder').mockName('saved');\nexpect(saved.mock.calls).toEqual([]);\nsaved.mockClear();\n" +
        "sinon.spy(prices, 'net');\ncy.spy(prices, 'net').as('net');\nsinon.stub(prices, 'gross').callThrough();\nspyOn(prices, 'gross').and.callThrough();\n" +
        "it('pays', () => {\n  const spy = vi.spyOn(api, 'fetchOrder');\n  expect(spy).toBeCalled();\n});\n" +
        "it('fails', () => {\n  const spy = vi.spyOn(console, 'log');\n  spy.mockReturnValue(undefined);\n});\n",
    },
  },
  {
    title: 'a reason in a comment above, on or in the statement, or at most three lines above',
    files: {
      ...SHOP,
      [TEST]:
        "// The order service charges real cards.\nvi.mock('./service');\n\n" +
        "/**\n * Rows are kept in memory: the database is not there in unit tests.\n */\nvi.mock('./repository');\nvi.mock('@/lib', () => ({ fetchOrder: vi.fn() }));\n\n" +
        "vi.mock('@/lib/api', () => ({\n  // the network is slow and unreliable\n  fetchOrder: vi.fn(),\n}));\n",
      'src/page.test.tsx':
        "import * as api from '@/lib/api';\n\n// Orders change from day to day.\n// eslint-disable-next-line no-restricted-syntax\nvi.spyOn(api, 'fetchOrder').mockReturnValue(1);\n\n" +
        "it('saves', () => { // nothing may be written here\n  vi.spyOn(api, 'saveOrder').mockReturnValue(1);\n});\n",
    },
  },
  {
    title: 'reasons in the words that strict asks for',
    preset: 'strict',
    files: {
      [TEST]:
        "// Mock justification: the bank has no sandbox\nvi.mock('@shop/bank');\n\n" +
        "vi.mock('@shop/mail'); // Justification: letters cannot be taken back\n\n" +
        '/* mock: because the printer is in another building */\nconst print = vi.fn();\nconst status = vi.fn();\n\n' +
        'render(\n  <Cart\n    {/* Mock justification: paying opens the wallet of the phone */}\n    onPay={vi.fn()}\n    onClear={vi.fn()}\n  />,\n);\n\n' +
        "@mock_justified('the clock of the build machine is wrong')\nclass Clock {\n  now = vi.fn();\n\n  @mock_justified('this one waits for a person')\n  confirm() {\n    return vi.fn();\n  }\n}\n",
    },
  },
  {
    title: 'names of mocking libraries that are something else',
    preset: 'strict',
    files: {
      'src/vi.ts': 'export const vi = { fn() {}, mock() {} };\nexport class Mock {}\n',
      [TEST]:
        "import { vi } from '../vi';\nimport type { Mock } from 'vitest';\nimport { mock, cy } from './mocks';\n\nvi.fn();\ncy.stub();\nvi.mock('axios');\nmock.method(console, 'log');\nmock();\n" +
        'const text = "jest.mock(\'axios\')"; // jest.fn() in a comment\nconst template = `${text} jest.fn()`;\nconst pattern = /jest.fn()/;\n' +
        "function run(jest, { cy }) {\n  jest.fn();\n  cy.stub();\n}\nconst sinon = createFakes();\nsinon.stub();\napi.jest.fn();\nrouter.mock('/orders');\nstub();\nspyOn;\n" +
        "test('pays', (t) => t.mock.fn());\nfor (const vitest of runners) vitest.fn();\ntry {\n} catch (jest) {\n  jest.fn();\n}\n" +
        'switch (x) {\n  case 1:\n    const jasmine = x;\n    jasmine.createSpy();\n}\n',
    },
  },
  {
    title: 'what mocking libraries do besides mocking',
    preset: 'strict',
    files: {
      [TEST]:
        "import { vi } from 'vitest';\nimport { http, HttpResponse } from 'msw';\nimport { setupServer } from 'msw/node';\n\n" +
        "vi.useFakeTimers();\nvi.setSystemTime(0);\nvi.clearAllMocks();\nvi.restoreAllMocks();\nvi.resetModules();\nvi.unmock('axios');\njest.mocked(load).mockClear();\nvi.mocked(load).mockReturnValue(1);\n" +
        "const actual = await vi.importActual('axios');\nconst real = jest.requireActual<typeof import('axios')>('axios');\nawait vi.waitFor(() => expect(load).toBeCalled());\n" +
        "vi.hoisted(() => {\n  process.env.CURRENCY = 'EUR';\n});\nsinon.useFakeTimers();\nsinon.assert.called(load);\nsinon.restore();\ncy.intercept('/orders').as('orders');\ncy.get('b');\n" +
        "const server = setupServer(http.get('/orders', () => HttpResponse.json([])));\nexpect.any(Function);\nvi.stubEnv('CURRENCY', 'EUR');\nclass BankMock {}\n",
    },
  },
  {
    title: 'manual mocks, by their place',
    files: {
      ...SHOP,
      'src/lib/__mocks__/api.ts':
        "import * as service from '../../orders/service';\n\njest.spyOn(service.prices, 'net').mockReturnValue(1);\nexport const fetchOrder = () => jest.fn();\n",
      [TEST]: "jest.mock('@/lib/__mocks__/api');\n",
    },
  },
  {
    title: 'exports that no module has, where modules pass each other on',
    files: {
      ...SHOP,
      'src/one.ts': "export * from './two';\nexport * from './orders/service';\n",
      'src/two.ts': "export * from './one';\n",
      [TEST]: "vi.mock('../one', () => ({ default: {}, nowhere: 1 }));\nvi.mock('../two', () => ({ nowhere: 1 }));\n",
    },
  },
  {
    title: 'mocks outside of tests',
    preset: 'strict',
    files: {
      'src/stories/cart.stories.tsx':
        "import { fn } from 'storybook/test';\nexport const Cart = { args: { onPay: fn() } };\n",
    },
  },
  {
    title: 'functions of mocking libraries that are imported, defined, or may come from another script',
    files: {
      'src/one.test.ts': "import { mockDeep } from './mocks';\nconst client = mockDeep<Client>();\n",
      'src/two.test.ts': "import x from './x';\nfunction mockDeep<T>() {}\nconst client = mockDeep<Client>();\n",
      'src/three.test.js': 'const client = mockDeep();\n',
    },
  },
];
