import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import rule from '../../rules/imports/relative-import.js';
import type { Finding } from '../../src/model/finding.js';
import { checkFiles } from '../check-files.js';
import { parseContent } from '../formats/parse.js';

const SHOP = {
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
  'src/lib/money.ts': 'export const cents = 100;\n',
  'shop/__init__.py': '',
  'shop/clock.py': 'def now(): ...\n',
  'shop/orders/__init__.py': '',
};

async function findingsIn(path: string, text: string): Promise<readonly Finding[]> {
  const report = await checkFiles({ ...SHOP, [path]: text }, { rule: 'relative-import' });
  assert.equal(report.failures, []);
  return report.findings;
}

/** `text` with all fixes of the findings applied. */
function fixed(text: string, findings: readonly Finding[]): string {
  const lines = text.split('\n');
  const edits = findings.flatMap(({ fixes }) => fixes.slice(0, 1)).flatMap((fix) => fix.edits);
  for (const { range, text: replacement } of edits.reverse()) {
    assert.is(range.start.line, range.end.line);
    const line = lines[range.start.line - 1] ?? '';
    lines[range.start.line - 1] =
      line.slice(0, range.start.column - 1) + replacement + line.slice(range.end.column - 1);
  }
  return lines.join('\n');
}

test('a finding shows the string with its quotes, and its fix replaces what is between them', async () => {
  const [finding, ...others] = await findingsIn(
    'src/app/cart/total.ts',
    "\timport { cents } from '../../lib/money';\n",
  );
  assert.equal(finding?.range, { start: { line: 1, column: 24 }, end: { line: 1, column: 41 } });
  assert.is(finding?.subject, '../../lib/money');
  assert.equal(others, []);
  assert.equal(finding?.fixes, [
    {
      title: 'Import it as @/lib/money',
      safety: 'safe',
      edits: [
        {
          path: 'src/app/cart/total.ts',
          range: { start: { line: 1, column: 25 }, end: { line: 1, column: 40 } },
          text: '@/lib/money',
        },
      ],
    },
  ]);
});

test('fixes of ECMAScript keep quotes, comments and layout', async () => {
  const text = [
    'import {',
    '  cents, // of one euro',
    '} from "../../lib/money"',
    'const later = import(/* here */ `../../lib/money`);',
    "const a = require('../../lib/money'), b = require('../../lib/money').cents;",
  ].join('\n');
  const findings = await findingsIn('src/app/cart/total.ts', text);
  assert.is(fixed(text, findings), text.replaceAll('../../lib/money', '@/lib/money'));
});

test('fixes of Python keep comments and layout, and separate words', async () => {
  const text = ['from..clock import now', 'from ..import clock  # ours', 'from .. clock import (', '    now,', ')'];
  const findings = await findingsIn('shop/orders/service.py', text.join('\n'));
  assert.equal(fixed(text.join('\n'), findings).split('\n'), [
    'from shop.clock import now',
    'from shop import clock  # ours',
    'from shop.clock import (',
    '    now,',
    ')',
  ]);
});

test('a finding of Python shows the dotted part alone', async () => {
  const [finding] = await findingsIn('shop/orders/service.py', 'x = 1; from ..clock import now\n');
  assert.equal(finding?.range, { start: { line: 1, column: 13 }, end: { line: 1, column: 20 } });
  assert.is(finding?.subject, '..clock');
});

const MISSING: readonly (readonly [string, string, string, string])[] = [
  ['src/cart.ts', "import '.';", '.', '`src`'],
  ['src/cart.ts', "import '..';", '..', 'the root'],
  ['src/app/cart.js', "import './lines/';", './lines/', '`src/app/lines`'],
  ['src/app/cart.tsx', "import '../line.jsx';", '../line.jsx', '`src/line.jsx`'],
  ['shop/orders/cart.py', 'from ..lines.model import Line\n', '..lines.model', '`shop/lines/model`'],
];

for (const [path, text, specifier, target] of MISSING) {
  test(`${text.trim()} in ${path} leads to ${target}`, async () => {
    const findings = await findingsIn(path, text);
    assert.equal(
      findings.map(({ message }) => message),
      [`\`${specifier}\` leads to ${target}, where there is no module; correct it or delete the import.`],
    );
  });
}

test('a missing target has no fix', async () => {
  const findings = await findingsIn('src/app/cart/total.ts', "import { gone } from '../../lib/gone';\n");
  assert.equal(
    findings.map(({ kind, fixes }) => ({ kind, fixes })),
    [{ kind: 'missing-target', fixes: [] }],
  );
});

const QUIET: readonly (readonly [string, string])[] = [
  ['shop/service.py', 'from shop.orders import total\nimport importlib_metadata\nimport_module = 1\n'],
  ['src/cart.ts', "import { a } from '@/lib/a';\nconst b = '...';\nconst c = '.hidden';\n"],
];

for (const [path, text] of QUIET) {
  test(`${path} without relative imports is not parsed`, async () => {
    const file = await parseContent(path, text);
    assert.equal([...(rule.extract?.[file.format]?.(file) ?? [])], []);
    assert.is(file.isParsed, false);
  });
}

for (const binding of ['native', 'wasm'] as const) {
  test(`the ${binding} parser finds the same`, async () => {
    const python = await parseContent(
      'shop/service.py',
      'try:\n    from ..a import b\nexcept ImportError:\n    b = 1\n',
      binding,
    );
    const typescript = await parseContent(
      'src/cart.ts',
      "jest.mock('../a', () => ({}), { virtual: true });\n",
      binding,
    );
    for (const file of [python, typescript]) {
      const facts = [...(rule.extract?.[file.format]?.(file) ?? [])];
      assert.equal(
        facts.map((fact) => fact.kind !== 'bare' && fact.isAbsenceHandled),
        [true],
      );
    }
  });
}

const LONG: readonly (readonly [string, string, string, number])[] = [
  ['chain of calls', 'src/cart.ts', `import('../a')${".then(() => import('../b'))".repeat(500)}`, 501],
  ['list of arguments', 'src/cart.ts', `list(${"'./a', ".repeat(10_000)})`, 0],
  ['line', 'src/cart.js', "require('./a');".repeat(5000), 5000],
  ['comment', 'shop/cart.py', `from .a import b ${'#'.repeat(200_000)}`, 1],
];

for (const [what, path, text, count] of LONG) {
  test(`a long ${what} is read in the time it takes to parse`, async () => {
    const file = await parseContent(path, text);
    const facts = await withinSeconds(8, () => [...(rule.extract?.[file.format]?.(file) ?? [])]);
    assert.is(facts.length, count);
  });
}

const REMARKS: readonly (readonly [string, string])[] = [
  ['shop/cart.py', `from .a import b  # ${'-'.repeat(500)} type: ignore`],
  ['src/cart.ts', "// @ts-ignore\nimport a from './a';"],
  ['src/cart.ts', "// @ts-ignore\r\nimport a from './a'; // of the shop"],
  ['src/cart.ts', "import a from './a'; // eslint-disable-line import/no-unresolved"],
];

for (const [path, text] of REMARKS) {
  test(`a remark to a tool is read in ${JSON.stringify(text.replace(/-{500}/, '…'))}`, async () => {
    const file = await parseContent(path, text);
    const facts = [...(rule.extract?.[file.format]?.(file) ?? [])];
    assert.equal(
      facts.map((fact) => fact.kind !== 'bare' && fact.isAbsenceHandled),
      [true],
    );
  });
}

test('a remark two lines above, or in the line below, is about something else', async () => {
  const text = "// @ts-ignore\n\nimport a from './a';\nimport b from 'b'; // @ts-ignore\n";
  const file = await parseContent('src/cart.ts', text);
  const facts = [...(rule.extract?.['typescript']?.(file) ?? [])];
  assert.equal(
    facts.map((fact) => fact.kind !== 'bare' && fact.isAbsenceHandled),
    [false],
  );
});

test.run();
