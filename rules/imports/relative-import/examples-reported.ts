import type { Example } from 'compliance-linter';
import { ALIASED, PACKAGE } from './example-projects.js';

export const reported: readonly Example[] = [
  {
    title: 'Python imports that climb out of their package',
    files: {
      'app/__init__.py': '',
      'app/clock.py': 'def now(): ...\n',
      'app/orders/__init__.py': '',
      'app/orders/models.py': 'class Order: ...\n',
      'app/orders/api/__init__.py': '',
      'app/orders/api/routes.py':
        'from ..models import Order\nfrom ...clock import now\nfrom .. import models\nfrom ... import clock, orders\n' +
        'from ... import clock as time, orders\n',
    },
    problems: [
      {
        path: 'app/orders/api/routes.py',
        line: 1,
        severity: 'low',
        message: '`..models` climbs out of its package; write `app.orders.models`.',
        fix: 'app.orders.models',
      },
      { path: 'app/orders/api/routes.py', line: 2, message: 'write `app.clock`', fix: 'app.clock' },
      {
        path: 'app/orders/api/routes.py',
        line: 3,
        message: '`..` climbs out of its package; write `from app.orders import models`.',
        fix: 'app.orders',
      },
      { path: 'app/orders/api/routes.py', line: 4, message: 'write `from app import clock, orders`', fix: 'app' },
      {
        path: 'app/orders/api/routes.py',
        line: 5,
        message: 'write `from app import clock as time, orders`',
        fix: 'app',
      },
    ],
  },
  {
    title: 'climbing imports in functions, in `try` and for type checkers only',
    files: {
      ...PACKAGE,
      'app/orders/service.py':
        'from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from ..clock import Clock\n\n' +
        'try:\n    from ..clock import now\nexcept ImportError:\n    from ..clock import later as now\n\n' +
        'def handle():\n    from ..clock import now\n\n\nclass Service:\n    from ..clock import now\n',
    },
    problems: [4, 7, 9, 12, 16].map((line) => ({ path: 'app/orders/service.py', line, fix: 'app.clock' })),
  },
  {
    title: 'climbing imports in any layout, which the fix keeps',
    files: {
      ...PACKAGE,
      'app/orders/service.py':
        'from..clock import now\nfrom ..import clock\nfrom .. clock import (\n    now,  # of the server\n    later,\n)\n' +
        'from \\\n    ..clock import *\nx = 1; from ..clock import now\n',
    },
    problems: [
      { path: 'app/orders/service.py', line: 1, fix: ' app.clock' },
      { path: 'app/orders/service.py', line: 2, fix: 'app ' },
      { path: 'app/orders/service.py', line: 3, fix: 'app.clock' },
      { path: 'app/orders/service.py', line: 8, fix: 'app.clock' },
      { path: 'app/orders/service.py', line: 9, fix: 'app.clock' },
    ],
  },
  {
    title: '`import_module` with a relative name, by whatever name it is imported',
    files: {
      ...PACKAGE,
      'app/orders/service.py':
        'import importlib\nimport importlib as il\nfrom importlib import import_module as load\n\n' +
        'importlib.import_module(\'..clock\', __package__)\nil.import_module("..clock", package=__spec__.parent)\n' +
        "load(name='..clock', package='app.orders')\n",
    },
    problems: [5, 6, 7].map((line) => ({ path: 'app/orders/service.py', line, fix: 'app.clock' })),
  },
  {
    title: 'any relative import of Python in strict, tests included',
    preset: 'strict',
    files: {
      ...PACKAGE,
      'app/orders/service.py':
        "from importlib import import_module\nfrom .models import Order\nfrom . import models\nimport_module('.models', __package__)\n" +
        'from . import models, prices, taxes, totals\n',
      'tests/__init__.py': '',
      'tests/factories.py': 'def order(): ...\n',
      'tests/test_orders.py': 'from .factories import order\n',
    },
    problems: [
      {
        path: 'app/orders/service.py',
        line: 2,
        severity: 'medium',
        message: '`.models` depends on the place of this file; write `app.orders.models`.',
        fix: 'app.orders.models',
      },
      { path: 'app/orders/service.py', line: 3, message: 'write `from app.orders import models`', fix: 'app.orders' },
      { path: 'app/orders/service.py', line: 4, fix: 'app.orders.models' },
      { path: 'app/orders/service.py', line: 5, message: 'write `from app.orders import …`', fix: 'app.orders' },
      { path: 'tests/test_orders.py', line: 1, fix: 'tests.factories' },
    ],
  },
  {
    title: 'the absolute name starts at the package root: src layout, namespace package, several projects',
    files: {
      'billing/pyproject.toml': '[project]\nname = "billing"\n',
      'billing/src/billing/__init__.py': '',
      'billing/src/billing/rates.py': 'VAT = 19\n',
      'billing/src/billing/invoices/__init__.py': '',
      'billing/src/billing/invoices/total.py': 'from ..rates import VAT\n',
      'stock/pyproject.toml': '[project]\nname = "stock"\n',
      'stock/warehouse/shelf.py': 'SHELVES = 3\n',
      'stock/warehouse/counting/nightly.py': 'from ..shelf import SHELVES\nfrom .. import shelf\n',
    },
    problems: [
      { path: 'billing/src/billing/invoices/total.py', line: 1, fix: 'billing.rates' },
      { path: 'stock/warehouse/counting/nightly.py', line: 1, fix: 'warehouse.shelf' },
      { path: 'stock/warehouse/counting/nightly.py', line: 2, fix: 'warehouse' },
    ],
  },
  {
    title: 'an `__init__.py` that imports for its own use',
    files: {
      ...PACKAGE,
      'app/orders/__init__.py':
        "import importlib\nfrom ..clock import now\n\nLOADED_AT = now()\nimportlib.import_module('..clock', __package__)\n",
      'app/orders/models.py': '',
    },
    problems: [2, 5].map((line) => ({ path: 'app/orders/__init__.py', line, fix: 'app.clock' })),
  },
  {
    title: 're-exports in `__init__.py` and of siblings in an index, with `barrels: check`',
    preset: 'strict',
    options: { barrels: 'check', siblings: true },
    files: {
      ...PACKAGE,
      ...ALIASED,
      'app/orders/__init__.py': 'from .models import Order\n',
      'src/lib/index.ts': "export * from './money';\n",
    },
    problems: [
      { path: 'app/orders/__init__.py', line: 1, fix: 'app.orders.models' },
      { path: 'src/lib/index.ts', line: 1, fix: '@/lib/money' },
    ],
  },
  {
    title: 'something built has a name too, but nothing shows that a fix would be right',
    files: {
      ...PACKAGE,
      '.gitignore': 'app/client/\n',
      'app/orders/service.py': 'from ..client.orders import OrdersApi\n',
    },
    problems: [{ path: 'app/orders/service.py', line: 1, message: 'write `app.client.orders`' }],
  },
  {
    title: 'two folders up in TypeScript, in every form of import, which the fix keeps',
    files: {
      ...ALIASED,
      'src/app/cart/total.ts': [
        "import { cents } from '../../lib/money';",
        'import type { Money } from "../../lib/money"',
        "import '../../lib/money';",
        "export { cents } from '../../lib/money';",
        "export * as money from '../../lib/money';",
        "import legacy = require('../../lib/money');",
        "const { price } = require('../../lib/money');",
        'const later = import(/* webpackChunkName: "money" */ `../../lib/money`);',
        "let amount: import('../../lib/money').Money;",
        "type Library = typeof import('../../lib/money');",
        "import rates from '../../rates.json' with { type: 'json' };",
        'import {',
        '  euro, // the default',
        "} from './../../lib/money';",
      ].join('\n'),
    },
    problems: [
      {
        path: 'src/app/cart/total.ts',
        line: 1,
        severity: 'low',
        message: '`../../lib/money` reaches two folders up; import it as `@/lib/money`.',
        fix: '@/lib/money',
      },
      ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((line) => ({ path: 'src/app/cart/total.ts', line, fix: '@/lib/money' })),
      { path: 'src/app/cart/total.ts', line: 11, fix: '@/rates.json' },
      { path: 'src/app/cart/total.ts', line: 14, fix: '@/lib/money' },
    ],
  },
  {
    title: 'one folder up in strict, tests and mock paths included',
    preset: 'strict',
    files: {
      ...ALIASED,
      'src/app/total.ts': "import { cents } from '../lib/money';\n",
      'src/app/total.test.ts': [
        "jest.mock('../lib/money');",
        "jest.doMock('../lib/money', () => ({ cents: 1 }));",
        "jest.unmock('../lib/money');",
        "jest.setMock('../lib/money', {});",
        "const mocked = jest.requireMock('../lib/money');",
        "const actual = jest.requireActual<typeof import('../lib/money')>('../lib/money');",
        "vi.mock('../lib/money', async () => ({ ...(await vi.importActual('../lib/money')) }));",
        "vi.doMock('../lib/money');",
        "vi.unmock('../lib/money');",
        "await vi.importMock('../lib/money');",
        "export import money = require('../lib/money');",
      ].join('\n'),
    },
    problems: [
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((line) => ({
        path: 'src/app/total.test.ts',
        line,
        fix: '@/lib/money',
      })),
      {
        path: 'src/app/total.ts',
        line: 1,
        severity: 'medium',
        message: '`../lib/money` reaches one folder up; import it as `@/lib/money`.',
        fix: '@/lib/money',
      },
    ],
  },
  {
    title: 'a sibling, with `siblings`',
    options: { siblings: true },
    files: { ...ALIASED, 'src/lib/format.ts': "import { cents } from './money';\nexport * from './money';\n" },
    problems: [
      {
        path: 'src/lib/format.ts',
        line: 1,
        message: '`./money` depends on the place of this file; import it as `@/lib/money`.',
        fix: '@/lib/money',
      },
      { path: 'src/lib/format.ts', line: 2, fix: '@/lib/money' },
    ],
  },
  {
    title: 'as many folders up, or dots, as the options say',
    options: { parents: 3, pythonLevel: 3, tests: true },
    files: {
      ...PACKAGE,
      ...ALIASED,
      'src/app/cart/page/total.test.ts':
        "import { cents } from '../../../lib/money';\nimport { User } from '../../cart/user';\n",
      'src/app/cart/user.ts': 'export interface User {}\n',
      'app/orders/api/routes.py': 'from ...clock import now\nfrom ..models import Order\n',
    },
    problems: [
      { path: 'app/orders/api/routes.py', line: 1, fix: 'app.clock' },
      { path: 'src/app/cart/page/total.test.ts', line: 1, message: 'reaches three folders up', fix: '@/lib/money' },
    ],
  },
  {
    title: 'an alias by `imports` of package.json, with the extension that is written',
    files: {
      'package.json': '{ "name": "shop", "type": "module", "imports": { "#lib/*": "./src/lib/*" } }',
      'src/lib/money.js': 'export const cents = 100;\n',
      'src/app/cart/total.js': "import { cents } from '../../lib/money.js';\n",
    },
    problems: [{ path: 'src/app/cart/total.js', line: 1, fix: '#lib/money.js' }],
  },
  {
    title: 'an alias by `paths`, with the extension that is written',
    files: { ...ALIASED, 'src/app/cart/total.ts': "import { cents } from '../../lib/money.js';\n" },
    problems: [{ path: 'src/app/cart/total.ts', line: 1, fix: '@/lib/money.js' }],
  },
  {
    title: 'an alias that a tsconfig inherits by `extends`, or that stands in one of its `references`',
    files: {
      'admin/tsconfig.json': '{ "extends": "../tsconfig.base.json" }',
      'tsconfig.base.json': '{ "compilerOptions": { "paths": { "~admin/*": ["./admin/*"] } } }',
      'admin/lib/money.ts': 'export const cents = 100;\n',
      'admin/app/cart/total.ts': "import { cents } from '../../lib/money';\n",
      'web/tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'web/tsconfig.app.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }',
      'web/src/lib/money.ts': 'export const cents = 100;\n',
      'web/src/app/cart/total.ts': "import { cents } from '../../lib/money';\n",
    },
    problems: [
      { path: 'admin/app/cart/total.ts', line: 1, fix: '~admin/lib/money' },
      { path: 'web/src/app/cart/total.ts', line: 1, fix: '@/lib/money' },
    ],
  },
  {
    title: 'a bare `baseUrl` in a file that goes by it already',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }',
      'src/lib/money.ts': 'export const cents = 100;\n',
      'src/models/user.ts': 'export interface User {}\n',
      'src/app/cart/total.ts': "import { User } from 'src/models/user';\nimport { cents } from '../../lib/money';\n",
    },
    problems: [{ path: 'src/app/cart/total.ts', line: 2, fix: 'src/lib/money' }],
  },
  {
    title: 'a path into another package of the workspace, which has a name',
    files: {
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      'packages/money/package.json': '{ "name": "@shop/money", "main": "src/index.ts" }',
      'packages/money/src/index.ts': 'export const cents = 100;\n',
      'packages/cart/package.json': '{ "name": "@shop/cart", "dependencies": { "@shop/money": "workspace:*" } }',
      'packages/cart/src/total.ts': "import { cents } from '../../money/src';\n",
    },
    problems: [{ path: 'packages/cart/src/total.ts', line: 1, fix: '@shop/money' }],
  },
  {
    title: 'an alias of a package that hands out what it builds',
    files: {
      'packages/ui/package.json': '{ "name": "@shop/ui", "main": "dist/index.js", "types": "dist/index.d.ts" }',
      'packages/ui/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'packages/ui/src/lib/money.ts': 'export const cents = 100;\n',
      'packages/ui/src/price/tag/label.ts': "import { cents } from '../../lib/money';\n",
    },
    problems: [{ path: 'packages/ui/src/price/tag/label.ts', line: 1, fix: '@/lib/money' }],
  },
  {
    title: 'a Python module that does not exist, at any level and in any role',
    files: {
      ...PACKAGE,
      'app/orders/service.py':
        'from .gone import total\nfrom ..missing.orders import total\n\ndef handle():\n    from .gone import total\n\n' +
        'try:\n    import fast\nexcept ImportError:\n    from .slow import total\n',
      'app/orders/__init__.py':
        "import importlib\n\nfrom .gone import total\nimportlib.import_module('.gone', __name__)\n",
      'scripts/jobs/nightly.py': 'from . import cleanup\n',
      'tests/test_orders.py': 'from .factories import order\n',
    },
    problems: [
      { path: 'app/orders/__init__.py', line: 3, kind: 'missing-target' },
      { path: 'app/orders/__init__.py', line: 4, kind: 'missing-target' },
      {
        path: 'app/orders/service.py',
        line: 1,
        kind: 'missing-target',
        severity: 'high',
        message: '`.gone` leads to `app/orders/gone`, where there is no module; correct it or delete the import.',
      },
      { path: 'app/orders/service.py', line: 2, kind: 'missing-target' },
      { path: 'app/orders/service.py', line: 5, kind: 'missing-target' },
      { path: 'app/orders/service.py', line: 10, kind: 'missing-target' },
      {
        path: 'scripts/jobs/nightly.py',
        line: 1,
        kind: 'missing-target',
        message: '`.cleanup` leads to `scripts/jobs/cleanup`,',
      },
      { path: 'tests/test_orders.py', line: 1, kind: 'missing-target' },
    ],
  },
  {
    title: 'a module of TypeScript that does not exist, at any level and in any role',
    preset: 'strict',
    files: {
      ...ALIASED,
      'src/services/cart.ts':
        "import { gone } from './gone';\nimport type { Gone } from '../models/gone';\nexport * from './gone.js';\n" +
        "const later = import('../lib/gone');\nimport rates from './rates.json';\nimport './cart.css';\nimport all from '.';\n",
      'src/services/cart.test.ts': "vi.mock('./gone', () => ({}));\n",
      'scripts/prices.js': "const { gone } = require('../src/gone');\n",
    },
    problems: [
      {
        path: 'scripts/prices.js',
        line: 1,
        kind: 'missing-target',
        message: '`../src/gone` leads to `src/gone`, where there is no module; correct it or delete the import.',
      },
      { path: 'src/services/cart.test.ts', line: 1, kind: 'missing-target' },
      {
        path: 'src/services/cart.ts',
        line: 1,
        kind: 'missing-target',
        severity: 'high',
        message: '`./gone` leads to `src/services/gone`, where there is no module;',
      },
      { path: 'src/services/cart.ts', line: 2, kind: 'missing-target' },
      {
        path: 'src/services/cart.ts',
        line: 3,
        kind: 'missing-target',
        message: '`./gone.js` leads to `src/services/gone.js`,',
      },
      { path: 'src/services/cart.ts', line: 4, kind: 'missing-target' },
      {
        path: 'src/services/cart.ts',
        line: 5,
        kind: 'missing-target',
        message: 'leads to `src/services/rates.json`,',
      },
      {
        path: 'src/services/cart.ts',
        line: 6,
        kind: 'missing-target',
        message: 'leads to `src/services/cart.css`,',
      },
      {
        path: 'src/services/cart.ts',
        line: 7,
        kind: 'missing-target',
        message: '`.` leads to `src/services`,',
      },
    ],
  },
];
