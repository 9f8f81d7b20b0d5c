import type { Example } from 'compliance-linter';
import { ALIASED } from './example-projects.js';

export const notReported: readonly Example[] = [
  {
    title: 'an absolute import',
    preset: 'strict',
    files: {
      'shop/__init__.py': '',
      'shop/models.py': 'class Order: ...\n',
      'shop/service.py': 'from shop.models import Order\nimport shop.models\n',
    },
  },
  {
    title: 'a Python import from the same package, in recommended',
    files: {
      'shop/__init__.py': '',
      'shop/models.py': 'class Order: ...\n',
      'shop/service.py': 'from .models import Order\nfrom . import models\n',
    },
  },
  {
    title: 'what an `__init__.py` re-exports: its own modules, and names that `__all__` or an alias offers',
    preset: 'strict',
    files: {
      'shop/__init__.py': '',
      'shop/clock.py': 'class Clock: ...\n',
      'shop/orders/models.py': 'class Order: ...\nclass Line: ...\n',
      'shop/orders/__init__.py':
        'import importlib\n\nfrom .models import Order\nfrom ..clock import Clock as Clock\nfrom .. import clock\n\n' +
        "__all__ = [\n    'Order',\n    'clock',\n]\n\n" +
        'def __getattr__(name):\n    from .models import Line\n\n' +
        "    return getattr(importlib.import_module('.models', __name__), name)\n",
    },
  },
  {
    title: 'comments, docstrings and strings that look like Python imports',
    preset: 'strict',
    files: {
      'shop/orders/service.py':
        '"""Use it so:\n\n    from ..models import Order\n"""\n# from ..models import Order\n' +
        "TEMPLATE = 'from ..models import Order'\nresult = load('.models', package=__package__)\n",
    },
  },
  {
    title: '`import_module` within a package that only the running program knows',
    preset: 'strict',
    files: {
      'shop/plugins.py':
        "from importlib import import_module\n\ndef load(plugin):\n    import_module('.models', plugin.name)\n" +
        "    import_module('.models', package=plugin.name)\n    import_module('.models', __name__)\n" +
        "    import_module('...models', 'shop')\n    import_module('.models', '')\n",
    },
  },
  {
    title: 'a Python file in a folder that no absolute name can reach',
    preset: 'strict',
    files: {
      'batch-jobs/models.py': 'class Job: ...\n',
      'batch-jobs/nightly.py': 'from .models import Job\n',
    },
  },
  {
    title: 'a parent import of TypeScript where nothing declares an alias',
    preset: 'strict',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
      'src/lib/money.ts': 'export const cents = 100;\n',
      'src/app/cart/total.ts': "import { cents } from '../../lib/money';\n",
    },
  },
  {
    title: 'one folder up, in recommended',
    files: {
      ...ALIASED,
      'src/lib/format.ts': "import { User } from '../models/user';\n",
    },
  },
  {
    title: 'a sibling, while `siblings` is off',
    preset: 'strict',
    files: { ...ALIASED, 'src/lib/format.ts': "import { cents } from './money';\nexport * from './money';\n" },
  },
  {
    title: 'a target outside the alias root',
    preset: 'strict',
    files: {
      ...ALIASED,
      'generator/schema.ts': 'export const schema = {};\n',
      'src/app/cart/total.ts': "import { schema } from '../../../generator/schema';\n",
    },
  },
  {
    title: 'assets and side-effect CSS',
    preset: 'strict',
    files: {
      ...ALIASED,
      'src/theme/global.css': 'body { margin: 0 }\n',
      'src/theme/card.module.css': '.card { margin: 0 }\n',
      'src/theme/logo.svg': '<svg/>\n',
      'src/app/cart/page.tsx':
        "import '../../theme/global.css';\nimport card from '../../theme/card.module.css';\n" +
        "import logo from '../../theme/logo.svg';\nimport Logo from '../../theme/logo.svg?react';\n",
    },
  },
  {
    title: 'strings, comments and addresses that look like parent imports',
    preset: 'strict',
    files: {
      ...ALIASED,
      'src/app/cart/worker.tsx':
        "// import { cents } from '../../lib/money';\n/** `require('../../lib/money')` */\n" +
        "const path = '../../lib/money';\nconst url = new URL('../../lib/money', import.meta.url);\n" +
        "const file = join(__dirname, '../../lib/money');\nload('../../lib/money');\n" +
        "const note = `import x from '../../lib/money'`;\nconst part = import(`../../lib/${path}`);\n" +
        'const link = <a href="../../lib/money">from \'../../lib/money\'</a>;\n' +
        "declare module '../../lib/money' {}\nrequire.resolve('../../lib/money');\n",
    },
  },
  {
    title: 'an index that re-exports siblings, even with `siblings`',
    options: { siblings: true },
    files: {
      ...ALIASED,
      'src/lib/index.ts': "export * from './money';\nexport { cents as price } from './money';\n",
    },
  },
  {
    title: 'test files, in recommended',
    files: {
      ...ALIASED,
      'src/app/cart/total.test.ts': "import { cents } from '../../lib/money';\n",
      'shop/__init__.py': '',
      'shop/models.py': 'class Order: ...\n',
      'tests/__init__.py': '',
      'tests/orders/__init__.py': '',
      'tests/factories.py': '',
      'tests/orders/test_total.py': 'from ..factories import order\n',
    },
  },
  {
    title: 'scripts, configuration and generated files',
    preset: 'strict',
    files: {
      ...ALIASED,
      'src/scripts/prices/seed.ts': "import { cents } from '../../lib/money';\n",
      'src/app/cart/vite.config.ts': "import { cents } from '../../lib/money';\n",
      'src/__generated__/api/client.ts':
        "import { cents } from '../../lib/money';\nimport { gone } from '../../lib/gone';\n",
    },
  },
  {
    title: 'a bare `baseUrl` that the file makes no use of',
    preset: 'strict',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }',
      'src/lib/money.ts': 'export const cents = 100;\n',
      'src/app/cart/total.ts': "import React from 'react';\nimport { cents } from '../../lib/money';\n",
    },
  },
  {
    title: 'the name by which others import the package that the file is part of',
    preset: 'strict',
    files: {
      'tsconfig.json':
        '{ "compilerOptions": { "paths": { "@shop/cart": ["./packages/cart/src/index.ts"], "@shop/cart/*": ["./packages/cart/src/*"] } } }',
      'packages/cart/package.json': '{ "name": "@shop/cart" }',
      'packages/cart/src/index.ts': 'export const cart = [];\n',
      'packages/cart/src/lib/money.ts': 'export const cents = 100;\n',
      'packages/cart/src/app/page/total.ts': "import { cents } from '../../lib/money';\n",
    },
  },
  {
    title: 'an alias of a package that hands out its sources: who imports them compiles them with aliases of his own',
    preset: 'strict',
    files: {
      'packages/ui/package.json': '{ "name": "@shop/ui", "exports": { "./*": "./src/*.ts" } }',
      'packages/ui/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'packages/ui/src/lib/money.ts': 'export const cents = 100;\n',
      'packages/ui/src/price/tag/label.ts': "import { cents } from '../../lib/money';\n",
      'packages/cart/package.json': '{ "name": "@shop/cart", "main": "src/index.ts" }',
      'packages/cart/tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "~/*": ["./src/*"] } } }',
      'packages/cart/src/index.ts': "export * from './page/total';\n",
      'packages/cart/src/rates.ts': 'export const vat = 19;\n',
      'packages/cart/src/page/total.ts': "import { vat } from '../rates';\n",
    },
  },
  {
    title: 'a missing Python module that the code is prepared for',
    files: {
      'shop/__init__.py': '',
      'shop/orders/__init__.py': '',
      'shop/orders/service.py':
        'from contextlib import suppress\nfrom importlib import import_module\n\n' +
        'try:\n    from ..local import settings\nexcept ImportError:\n    settings = None\n\n' +
        'try:\n    if settings:\n        from . import tuning, speed\nexcept (AttributeError, ModuleNotFoundError):\n    pass\n\n' +
        'with suppress(ImportError):\n    from ..plugins import register\n\n' +
        "try:\n    import_module('..local', __package__)\nexcept Exception:\n    pass\n\n" +
        'from ..typed import Stub  # type: ignore[import-not-found]\nfrom ..linted import Stub  # pylint: disable=import-error\n',
      'tests/test_plugins.py':
        'import pytest\n\ndef test_that_it_is_gone():\n    with pytest.raises(ImportError):\n        from .plugins import register\n',
    },
  },
  {
    title: 'a missing module of TypeScript that the code is prepared for',
    preset: 'strict',
    files: {
      ...ALIASED,
      'src/app/local.ts':
        "let overrides;\ntry {\n  overrides = require('./overrides');\n} catch {\n  overrides = {};\n}\n" +
        "const theme = import('./theme').catch(() => null);\n" +
        "const locale = import('./locale').then((m) => m.default).catch(() => null);\n" +
        "// @ts-expect-error: exists after the build only\nimport manifest from './manifest';\n" +
        "// eslint-disable-next-line import/no-unresolved\nimport routes from './routes';\n",
      'src/app/local.test.ts': "jest.mock('./native-bridge', () => ({}), { virtual: true });\n",
    },
  },
  {
    title: 'a missing target that git ignores',
    files: {
      ...ALIASED,
      '.gitignore': 'src/client/\nshop/local_settings.py\n',
      'src/app/api.ts': "import { api } from '../client/api';\n",
      'shop/__init__.py': '',
      'shop/settings.py': 'from .local_settings import *\n',
    },
  },
  {
    title: 'a missing target that a build writes',
    files: {
      ...ALIASED,
      'src/app/api.ts':
        "import { api } from '../generated/api';\nimport bundle from '../../dist/bundle.js';\n" +
        "import { tree } from '../routes.gen';\n",
      'shop/__init__.py': 'from ._version import version\n',
      'shop/wire.py': 'from .orders_pb2 import Order\nfrom ._fast import total\n',
      'shop/_fast.pyx': 'cdef int total\n',
    },
  },
  {
    title: 'a missing target where the tsconfig extends what is not installed',
    preset: 'strict',
    files: {
      'tsconfig.json': '{ "extends": "@shop/tsconfig/base.json" }',
      'src/app/api.ts': "import { api } from './api-client';\n",
    },
  },
  {
    title: 'targets that go by another extension',
    preset: 'strict',
    files: {
      'src/app/main.ts':
        "import { cents } from './money.js';\nimport App from './shell';\nimport Card from './card.vue';\n" +
        "import { Button } from './button';\nimport rates from './rates.json';\nimport lib from './lib';\n",
      'src/app/money.ts': 'export const cents = 100;\n',
      'src/app/shell.tsx': 'export default null;\n',
      'src/app/card.vue': '<template />\n',
      'src/app/button.native.tsx': 'export const Button = null;\n',
      'src/app/rates.json': '{}\n',
      'src/app/lib/index.d.ts': 'declare const lib: string;\nexport default lib;\n',
    },
  },
  {
    title: 'a name that the package itself may define',
    files: { 'shop/__init__.py': 'currency = "EUR"\n', 'shop/service.py': 'from . import currency\n' },
  },
  {
    title: 'modules that a package makes as they are imported',
    files: {
      'shop/__init__.py': '',
      'shop/extern/__init__.py': 'install_importer()\n',
      'shop/compat.py': 'from .extern.packaging import version\nfrom .six.moves import urllib\n',
      'shop/six.py': '',
    },
  },
  {
    title: 'a package that lies above the root of the repository',
    preset: 'strict',
    files: { '__init__.py': 'from ..registry import register\n', 'panel.py': 'from ..registry import register\n' },
  },
  {
    title: 'samples that are read but never run',
    preset: 'strict',
    files: {
      'codemods/__testfixtures__/rename.input.tsx': "import { search } from './algolia';\n",
      'tests/fixtures/broken.py': 'from .missing import name\n',
    },
  },
];
