import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { insertSnippet, type Insertion, type Variant } from '../../bench/accuracy/plants/insertion.js';
import type { FilePlaces, Place } from '../../bench/accuracy/plants/places.js';
import { planPlants, type Plan } from '../../bench/accuracy/plants/plan.js';
import { boundNames } from '../../bench/accuracy/plants/plant.js';
import { prepareRepository, type PreparedRepository } from '../../bench/accuracy/plants/prepared-repository.js';
import { pythonErrors, pythonPlaces } from '../../bench/accuracy/plants/python-places.js';
import { seededRandom } from '../../bench/accuracy/plants/random.js';
import { copyRepository } from '../../bench/accuracy/plants/repository.js';
import { TEMPLATES } from '../../bench/accuracy/plants/templates/all.js';
import { takeBaseline, tryPlants } from '../../bench/accuracy/plants/trial.js';
import { typescriptErrors, typescriptPlaces } from '../../bench/accuracy/plants/typescript-places.js';
import type { Language } from '../../bench/accuracy/plants/template.js';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';

const { status: pythonStatus, error: pythonError } = spawnSync('python3', ['-c', 'import ast']);
if (pythonStatus !== 0) process.stdout.write(`skipped: python3 ${pythonError?.message ?? 'does not run'}\n`);

function testPython(name: string, body: () => Promise<void>): void {
  if (pythonStatus === 0) test(name, body);
  else test.skip(name, body);
}

const PLAIN: Variant = { lineEnd: '\n', hasByteOrderMark: false, isTabbed: false, hasFinalLineEnd: true };

async function placesInPython(text: string): Promise<FilePlaces> {
  let found: FilePlaces | undefined;
  await withFolder({ 'module.py': text }, (root) => {
    [found] = pythonPlaces([join(root, 'module.py')]);
  });
  if (found === undefined) throw new Error('the text does not parse');
  return found;
}

function placesInTypescript(text: string): FilePlaces {
  const found = typescriptPlaces('module.tsx', text);
  if (found === undefined) throw new Error('the text has odd line ends');
  return found;
}

interface Planting {
  readonly text: string;
  readonly places: FilePlaces;
  readonly at: Partial<Place>;
  readonly code: string;
  readonly imports?: readonly string[];
  readonly variant?: Partial<Variant>;
}

function plant(language: Language, { text, places, at, code, imports = [], variant }: Planting): Insertion {
  const place: Place = { line: 1, indentation: '', kind: 'module', depth: 0, outer: [1, 1], names: [], ...at };
  const whole = { ...PLAIN, ...variant };
  return insertSnippet({ text, language, places, place, code, imports, variant: whole, margin: [0, 0] });
}

const ORDERS = `#!/usr/bin/env python3
"""Orders."""
from __future__ import annotations

import os


@cache
def total(order):
    """Sum of the lines."""
    if order.lines:
        return sum(order.lines)
    elif order.note: return 0
    try:
        return order.total
    finally:
        order.close()


class Order:
    limit = 3

    async def send(self): self.sent = True; self.count = 1
`;

testPython(
  'statements of Python may go before those that begin a line, docstrings and `from __future__` left out',
  async () => {
    const { importLine, lastImport, endLine, places } = await placesInPython(ORDERS);
    assert.equal([importLine, lastImport, endLine], [5, 5, 24]);
    assert.equal(
      places.map(({ line, indentation, kind, depth, names }) => [
        line,
        indentation.length,
        kind,
        depth,
        names.join('.'),
      ]),
      [
        [8, 0, 'module', 0, ''],
        [11, 4, 'function', 0, 'total'],
        [12, 8, 'function', 1, 'total'],
        [14, 4, 'function', 0, 'total'],
        [15, 8, 'function', 1, 'total'],
        [17, 8, 'function', 1, 'total.finally'],
        [20, 0, 'module', 0, ''],
        [21, 4, 'class', 0, 'Order'],
        [23, 4, 'class', 0, 'Order'],
      ],
    );
  },
);

test('statements of TypeScript may go before those that begin a line, after the imports and directives', () => {
  const text = `'use client';
// Carts.
import { send } from './send';

export const add = async (cart: Cart) => {
  if (cart.open) return;
  await send(cart); cart.open = true;
};

export class Cart {
  open = false;
  close(): void {
    describe('cart', function () {
      this.open = false;
    });
  }
}
declare global {
  interface Window {}
}
`;
  const { importLine, lastImport, endLine, places } = placesInTypescript(text);
  assert.equal([importLine, lastImport, endLine], [3, 3, 21]);
  assert.equal(
    places.map(({ line, indentation, kind, names }) => [line, indentation.length, kind, names.join('/')]),
    [
      [5, 0, 'module', ''],
      [6, 2, 'async', 'add'],
      [7, 2, 'async', 'add'],
      [10, 0, 'module', ''],
      [13, 4, 'function', 'Cart/close'],
      [14, 6, 'function', 'Cart/close/describe/'],
      [11, 2, 'class', 'Cart'],
      [12, 2, 'class', 'Cart'],
      [18, 0, 'module', ''],
    ],
  );
});

testPython(
  'a snippet is indented like the code around it, and its imports follow docstring and `from __future__`',
  async () => {
    const places = await placesInPython(ORDERS);
    const code = `
try:
»     first = os.getenv("HOST")

except KeyError:
    pass`;
    const planted = plant('python', {
      text: ORDERS,
      places,
      at: { line: 12, indentation: '        ' },
      code,
      imports: ['import os', 'import re'],
    });
    const lines = planted.text.split('\n');
    assert.equal(lines.slice(2, 6), ['from __future__ import annotations', '', 'import re', 'import os']);
    assert.equal(lines.slice(11, 18), [
      '    if order.lines:',
      '        try:',
      '            first = os.getenv("HOST")',
      '',
      '        except KeyError:',
      '            pass',
      '        return sum(order.lines)',
    ]);
    assert.equal([planted.span, planted.marked, planted.header], [[13, 17], [14], [5, 5]]);
    assert.equal(
      [3, 5, 11, 12, 23].map((line) => planted.moved(line)),
      [3, 6, 12, 18, 29],
    );
  },
);

testPython('a snippet takes the indentation unit of its file: two spaces, or tabs', async () => {
  for (const unit of ['  ', '\t']) {
    const text = `def total(order):\n${unit}return order.total\n`;
    const places = await placesInPython(text);
    const code = 'if order:\n    order.close()';
    const planted = plant('python', { text, places, at: { line: 2, indentation: unit }, code });
    assert.is(
      planted.text,
      `def total(order):\n${unit}if order:\n${unit}${unit}order.close()\n${unit}return order.total\n`,
    );
  }
});

test('a snippet may be the last thing in a file, with or without a line break behind it', () => {
  for (const text of ['const a = 1;\n', 'const a = 1;']) {
    const places = placesInTypescript(text);
    assert.is(places.endLine, 2);
    const at = { line: places.endLine };
    const planted = plant('typescript', { text, places, at, code: '» const b = 2;' });
    assert.equal([planted.text, planted.marked], ['const a = 1;\nconst b = 2;\n', [2]]);
    const open = plant('typescript', { text, places, at, code: 'const b = 2;', variant: { hasFinalLineEnd: false } });
    assert.is(open.text, 'const a = 1;\nconst b = 2;');
  }
});

test('CRLF, a byte order mark and tabs are kept or made, and lines stay what they are', () => {
  const text = '\uFEFFimport { a } from "a";\r\nfunction f() {\r\n  return a;\r\n}\r\n';
  const places = placesInTypescript(text);
  assert.equal(
    places.places.map(({ line }) => line),
    [2, 3],
  );
  const variant = { lineEnd: '\r\n', hasByteOrderMark: true, isTabbed: true } as const;
  const at = { line: 3, indentation: '  ' };
  const planted = plant('typescript', { text, places, at, code: 'if (a) {\n»   return;\n}', variant });
  assert.is(
    planted.text,
    '\uFEFFimport { a } from "a";\r\nfunction f() {\r\n\tif (a) {\r\n\t\treturn;\r\n\t}\r\n\treturn a;\r\n}\r\n',
  );
  assert.equal(planted.marked, [4]);
});

test('an import that the file has already is not added', () => {
  const text = "import { z } from 'zod';\nexport const a = 1;\n";
  const places = placesInTypescript(text);
  const imports = ["import { z } from 'zod';"];
  const planted = plant('typescript', { text, places, at: { line: 2 }, code: 'z.string();', imports });
  assert.equal(
    [planted.text, planted.header],
    ["import { z } from 'zod';\nz.string();\nexport const a = 1;\n", undefined],
  );
});

test('the names that an import binds are told in both languages', () => {
  const lines = [
    'import os',
    'import unittest.mock',
    'from unittest import mock as m, case',
    "import z, { type a as b, c } from 'm';",
    "import * as d from 'm';",
    "import 'm';",
  ];
  assert.equal(lines.map(boundNames), [['os'], ['unittest'], ['m', 'case'], ['z', 'b', 'c'], ['d'], []]);
});

testPython('what does not parse is told, in both languages', async () => {
  const files = {
    'good.py': 'a = 1\n',
    'bad.py': 'def f(:\n',
    'good.tsx': 'const a = <b />;\n',
    'bad.ts': 'const = 1;\n',
  };
  await withFolder(files, (root) => {
    const paths = (names: readonly string[]): string[] => names.map((name) => join(root, name));
    assert.equal(
      pythonErrors(paths(['good.py', 'bad.py'])).map((error) => error === ''),
      [true, false],
    );
    assert.equal(
      typescriptErrors(paths(['good.tsx', 'bad.ts'])).map((error) => error === ''),
      [true, false],
    );
  });
});

test('the same seed and label give the same choices, others give others', () => {
  const draw = (seed: number, label: string): number[] => {
    const random = seededRandom(seed, label);
    return Array.from({ length: 5 }, () => random.below(1000));
  };
  assert.equal(draw(1, 'a'), [131, 396, 705, 260, 416]);
  assert.equal(draw(1, 'a'), draw(1, 'a'));
  assert.is.not(draw(1, 'a').join(), draw(2, 'a').join());
  assert.is.not(draw(1, 'a').join(), draw(1, 'b').join());
  assert.equal(seededRandom(3, 'order').shuffled([1, 2, 3, 4, 5]).sort(), [1, 2, 3, 4, 5]);
});

test('templates of a rule and a language have names of their own', () => {
  for (const { rule, language, templates } of TEMPLATES) {
    const names = templates.map(({ name, outcomes }) => `${outcomes.strict ?? outcomes.recommended ?? ''} ${name}`);
    assert.equal(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
      `${rule} ${language}`,
    );
  }
});

async function withStorefront(body: (repository: PreparedRepository) => Promise<void> | void): Promise<void> {
  await withFolder({}, async (root) => {
    await body(prepareRepository(copyRepository(packageFile('fixtures/storefront'), join(root, 'storefront'))));
  });
}

function describePlan({ rounds, unplanted }: Plan): unknown {
  const plants = rounds
    .flat()
    .map(({ template, files }) => [template, ...files.map(({ path, insertion }) => [path, insertion.text])]);
  return [plants, unplanted.map(({ template }) => template.name)];
}

testPython('the same seed plants the same snippets at the same places', async () => {
  await withStorefront((repository) => {
    const plan = (seed: number): unknown =>
      describePlan(planPlants({ repositories: [repository], sets: TEMPLATES, preset: 'strict', count: 2, seed }));
    const first = plan(7);
    assert.equal(first, plan(7));
    assert.is.not(JSON.stringify(first), JSON.stringify(plan(8)));
  });
});

testPython(
  'breaches in the example are found at their lines, near-misses are not reported, and all is cleared away',
  async () => {
    const rules = ['relative-import', 'duplicate-type'];
    const sets = TEMPLATES.filter(({ rule }) => rules.includes(rule));
    await withStorefront(async (repository) => {
      const before = [...repository.paths].map((path) => repository.read(path));
      const { rounds } = planPlants({ repositories: [repository], sets, preset: 'strict', count: 4, seed: 1 });
      const baseline = await takeBaseline([repository], { preset: 'strict', rules });
      const trials = [];
      for (const plants of rounds) trials.push(await tryPlants(plants, { preset: 'strict', rules, baseline }));
      const verdicts = trials.flatMap((trial) => trial.verdicts);
      assert.ok(verdicts.length >= 24, `${verdicts.length.toString()} planted`);
      assert.equal(
        verdicts.filter(({ isRight }) => !isRight).map(({ plant: { template }, seen }) => [template, seen]),
        [],
      );
      assert.equal(
        trials.flatMap(({ broken }) => broken),
        [],
      );
      assert.equal(
        [...repository.paths].map((path) => repository.read(path)),
        before,
      );
    });
  },
);

test.run();
