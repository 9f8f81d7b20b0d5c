/** A shop in TypeScript whose tests the examples are. */
export const SHOP: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "dependencies": { "axios": "1", "pino": "9", "react": "19" } }',
  'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }',
  'src/lib/api.ts':
    'export async function fetchOrder(id: string) {\n  return (await fetch(`/orders/${id}`)).json();\n}\n' +
    "export const saveOrder = async (order: Order) => fetch('/orders', { method: 'POST', body: JSON.stringify(order) });\n" +
    'export const PAGE_SIZE = 20;\n',
  'src/lib/http.ts':
    "import axios from 'axios';\nexport const http = axios.create({ baseURL: '/api' });\nexport default http;\n",
  'src/lib/logger.ts': "import pino from 'pino';\nexport const log = (text: string) => pino().info(text);\n",
  'src/lib/index.ts':
    "export * from './api';\nexport { OrderService as Orders } from '../orders/service';\nexport { http } from './http';\n",
  'src/config.ts': "export const currency = () => process.env.CURRENCY ?? 'EUR';\n",
  'src/orders/repository.ts': 'export class Repository {\n  private rows = [];\n  find(id: string) {}\n}\n',
  'src/orders/service.ts':
    "import { Repository } from './repository';\n\nexport class OrderService extends Repository {\n  static create() {\n    return new OrderService();\n  }\n" +
    '  async save(order: Order) {}\n  total = () => 0;\n}\n\nexport const orders = new OrderService();\nexport const prices = { net() {}, gross() {} };\n' +
    'export default orders;\n',
};
