import type { Example, RuleExamples } from 'compliance-linter';

/** The embedded judge is the same everywhere. */
const options = { interpreter: 'embedded', python: '3.11' };

const valid: readonly Example[] = [
  {
    title: 'tests that parse',
    options,
    files: {
      'tests/test_cart.py': 'def test_total():\n    assert 1 + 1 == 2\n',
      'web/src/cart.test.ts': "test('total', () => {\n  expect(1 + 1).toBe(2);\n});\n",
      'web/src/cart.test.jsx': "test('cart', () => render(<Cart lines={[]} />));\n",
    },
  },
  {
    title: 'other files, unless the scope is `all`',
    options,
    files: { 'shop/cart.py': 'def total(:\n', 'web/src/cart.ts': 'export const = 1;\n' },
  },
  {
    title: 'templates, with the scope `all` too',
    options: { ...options, scope: 'all' },
    files: { 'tests/test_{{name}}.py': 'def test_{{name}}():\n    pass\n' },
  },
  {
    title: 'what some version accepts, where the project declares none',
    options: { interpreter: 'embedded' },
    files: { 'tests/test_cart.py': 'def first[T](lines: list[T]) -> T:\n    return lines[0]\n' },
  },
  {
    title: 'settings of the compiler: import attributes, top-level await, decorators',
    options,
    files: {
      'web/src/setup.test.ts':
        "import prices from './prices.json' with { type: 'json' };\n\n" +
        'export const total = await sum(prices);\n\n@sealed\nexport class Cart {}\n',
    },
  },
];

const invalid: readonly Example[] = [
  {
    title: 'one finding a file, at the line of the judge, with its message',
    options,
    files: {
      'tests/test_cart.py': 'def test_total():\nassert total() == 2\n\n\ndef test_empty(:\n    pass\n',
      'web/src/cart.test.ts': "test('total', () => {\n  const = total(;\n});\n",
    },
    problems: [
      { path: 'tests/test_cart.py', line: 2, severity: 'critical', message: 'Expected an indented block' },
      {
        path: 'web/src/cart.test.ts',
        line: 2,
        severity: 'critical',
        message: 'TS1134: Variable declaration expected.',
      },
    ],
  },
  {
    title: 'errors that a parser alone does not see',
    options,
    files: {
      'tests/test_orders.py': 'total = 1\nreturn total\n',
      'tests/test_lines.py': 'def add(line, line):\n    pass\n',
      'web/src/orders.test.ts': 'export class Orders {\n  private public total = 1;\n}\n',
    },
    problems: [
      { path: 'tests/test_orders.py', line: 2, message: '`return` statement outside of a function' },
      { path: 'tests/test_lines.py', line: 1, message: 'Duplicate' },
      { path: 'web/src/orders.test.ts', line: 2, message: 'TS1028' },
    ],
  },
  {
    title: 'syntax that is too new for the version which the project declares',
    options: { interpreter: 'embedded' },
    files: {
      'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.10"\n',
      'tests/test_cart.py': 'NAME = "cart"\n\n\ndef test_name():\n    assert f"{NAME + "s"}" == "carts"\n',
    },
    problems: [
      {
        path: 'tests/test_cart.py',
        line: 5,
        kind: 'newer-version',
        severity: 'high',
        message: 'Valid from Python 3.12 on.',
      },
    ],
  },
  {
    title: 'all files, where the scope is `all`',
    options: { ...options, scope: 'all' },
    files: { 'shop/cart.py': 'def total(:\n    pass\n', 'web/src/cart.ts': 'export const = 1;\n' },
    problems: [
      { path: 'shop/cart.py', line: 1 },
      { path: 'web/src/cart.ts', line: 1 },
    ],
  },
];

export const examples: RuleExamples = { valid, invalid };
