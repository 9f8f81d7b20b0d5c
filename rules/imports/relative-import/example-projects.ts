/** A TypeScript project with an alias. */
export const ALIASED = {
  'tsconfig.json': '{ "compilerOptions": { "baseUrl": "./src", "paths": { "@/*": ["./*"] } } }',
  'src/index.ts': 'export {};\n',
  'src/lib/money.ts': 'export const cents = 100;\n',
  'src/models/user.ts': 'export interface User {}\n',
  'src/rates.json': '{}\n',
};

/** A Python package. */
export const PACKAGE = {
  'app/__init__.py': '',
  'app/clock.py': 'def now(): ...\n',
  'app/orders/__init__.py': '',
  'app/orders/models.py': 'class Order: ...\n',
};
